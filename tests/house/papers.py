"""What is written for readers is true: links lead somewhere, commands, pages and settings exist and are told of."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from tests.house.source import ROOT, Source

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"(?<![\w.-])mensch ([a-z][a-z-]+)")
_PAGE = re.compile(r"`(/[a-z][\w/<>{}.…-]*)`")
_SETTING = re.compile(r"\bMENSCH_([A-Z_]+)")
# Only for the people who test Mensch.
UNTOLD = {"TEST_DIR"}
_ELSEWHERE = ("/etc", "/proc", "/srv", "/opt", "/tmp", "/usr", "/var", "/dev", "/home", "/run")  # noqa: S108


def links(papers: Iterable[Source], root: Path = ROOT) -> list[str]:
    found = []
    for paper in papers:
        for target in _LINK.findall(_no_code(paper.text)):
            path, _, anchor = target.partition("#")
            there = (root / paper.path).parent / path if path else root / paper.path
            if re.match(r"[a-z]+:", target):
                continue
            if not there.exists():
                found.append(f"{paper.path}: {target} is not there")
            elif anchor and there.suffix == ".md" and anchor not in anchors(there.read_text(encoding="utf-8")):
                found.append(f"{paper.path}: {target} has no such heading")
    return found


def anchors(text: str) -> set[str]:
    """Headings as GitHub and its kin turn them into anchors."""
    heads = re.findall(r"^#+\s+(.+?)\s*$", _no_code(text), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def _no_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)


def commands(papers: Iterable[Source], known: Collection[str]) -> list[str]:
    """In code (backticks or blocks) `mensch word` is a command."""
    found = []
    for paper in papers:
        code = " ".join(re.findall(r"^```.*?^```|`[^`\n]+`", paper.text, re.S | re.M))
        found += [f"{paper.path}: mensch {name}" for name in _COMMAND.findall(code) if name not in known]
    return found


def pages(papers: Iterable[Source], shapes: Iterable[str]) -> list[str]:
    """A path in backticks is a page of Mensch, unless it lies on the machine."""
    ways = [re.compile(re.sub(r"\\{\w+\\}", r"[^/]+", re.escape("/" + shape)) + "/?") for shape in shapes]
    return [
        f"{paper.path}: {page}"
        for paper in papers
        for page in _PAGE.findall(paper.text)
        if not page.startswith((*_ELSEWHERE, "/static")) and not any(way.fullmatch(page) for way in ways)
    ]


def read_from_environment(sources: Iterable[Source]) -> set[str]:
    """The MENSCH_* names that the code asks for."""
    asks = ("text", "flag", "number", "words")
    return {
        str(call.args[0].value)
        for source in sources
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call)
        and _asked(call.func) in asks
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and re.fullmatch(r"[A-Z_]+", str(call.args[0].value))
    }


def _asked(function: ast.expr) -> str:
    """`env.text` elsewhere, plain `text` within env.py itself; not the `text` of anything else."""
    if isinstance(function, ast.Attribute):
        return function.attr if isinstance(function.value, ast.Name) and function.value.id == "env" else ""
    return function.id if isinstance(function, ast.Name) else ""


def settings(papers: Iterable[Source], known: set[str]) -> list[str]:
    """Every setting is told of, and none is told of that does not exist."""
    told = {name.rstrip("_") for paper in papers for name in _SETTING.findall(paper.text)}
    return sorted([f"MENSCH_{n} is not told of" for n in known - told - UNTOLD]) + sorted(
        f"MENSCH_{name} does not exist" for name in told - known - UNTOLD
    )


def workshop(sources: Iterable[Source]) -> list[str]:
    """No path of the place where this was made."""
    mark = "/" + "work/"
    return [f"{s.path}:{n}" for s in sources for n, line in enumerate(s.text.splitlines(), 1) if mark in line]


def unmerged(sources: Iterable[Source]) -> list[str]:
    """No line that a merge left for somebody to settle."""
    marks = ("<" * 7 + " ", ">" * 7 + " ")
    return [f"{s.path}:{n}" for s in sources for n, line in enumerate(s.text.splitlines(), 1) if line.startswith(marks)]
