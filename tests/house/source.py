"""What the rules read: the files of the repository, or a string that stands for one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Directories that are made by running things, or are not ours.
ASIDE = {".venv", ".git", "build", "dist", "var", "node_modules", "vendor", "__pycache__", "migrations"}


@dataclass(frozen=True)
class Source:
    """One file: its path from the root, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def room(self) -> str:
        """'core' for mensch/core/people.py, 'cli' for mensch/cli.py, '' outside the package."""
        parts = self.path.split("/")
        return "" if parts[0] != "mensch" else parts[1].removesuffix(".py")

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 0)}"


def _files(folder: Path, ending: str) -> Iterator[Source]:
    for path in sorted(folder.rglob(f"*{ending}")):
        there = path.relative_to(ROOT)
        if path.is_file() and not ASIDE & set(there.parts):
            yield Source(there.as_posix(), path.read_text(encoding="utf-8"))


@cache
def package() -> tuple[Source, ...]:
    """Every module that is shipped."""
    return tuple(_files(ROOT / "mensch", ".py"))


@cache
def tests() -> tuple[Source, ...]:
    return tuple(_files(ROOT / "tests", ".py"))


@cache
def templates() -> tuple[Source, ...]:
    """Pages, letters and sentences."""
    return tuple(_files(ROOT / "mensch" / "templates", ""))


@cache
def pages() -> tuple[Source, ...]:
    return tuple(source for source in templates() if source.path.endswith(".html"))


@cache
def statics() -> tuple[Source, ...]:
    """Our own style sheets and scripts."""
    return (*_files(ROOT / "mensch" / "static", ".css"), *_files(ROOT / "mensch" / "static", ".js"))


@cache
def papers() -> tuple[Source, ...]:
    """Everything written for readers."""
    top = (Source(path.name, path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("*.md")))
    return (*top, *_files(ROOT / "docs", ".md"))
