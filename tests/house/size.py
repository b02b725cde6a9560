"""Small: a file at most 200 lines, a function at most 40. The exceptions may only shrink."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from tests.house.source import Source

FILE, FILE_AT_ALL, FUNCTION = 200, 300, 40
LONG_FILES = {
    "mensch/models/people.py": "thirteen tables of one word, each short; read together",
    "mensch/core/records.py": "the shapes every reader and every rule share: fields only",
    "tests/core/test_identity.py": "one case beside the other",
}
LONG_FUNCTIONS: dict[str, str] = {}


def files(sources: Iterable[Source], exceptions: Iterable[str] = LONG_FILES) -> list[str]:
    listed = set(exceptions)
    return [
        f"{source.path} has {source.lines} lines"
        for source in sources
        if source.lines > (FILE_AT_ALL if source.path in listed else FILE)
    ]


def functions(sources: Iterable[Source], exceptions: Iterable[str] = LONG_FUNCTIONS) -> list[str]:
    listed = set(exceptions)
    return [
        f"{source.at(node)} {node.name} has {length} lines"
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION
        and f"{source.path}:{node.name}" not in listed
    ]


def needless(sources: Iterable[Source]) -> list[str]:
    """Exceptions that are none any more."""
    long = {source.path for source in sources if source.lines > FILE}
    return sorted(set(LONG_FILES) - long)
