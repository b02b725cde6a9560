"""The doors to a row: services/access.py for what belongs to a vault, services/group_access.py for a group's."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache

from tests.house.source import ROOT, Source
from tests.house.walls import called, imported

GROUP_DOOR = "mensch/services/group_access.py"
DOORS = {"mensch/services/access.py", GROUP_DOOR}


def tables(sources: Iterable[Source]) -> list[str]:
    """`.objects` in models and services only: everybody else asks a service."""
    return [
        f"{source.at(node)} reaches into a table"
        for source in sources
        if source.room not in ("models", "services")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_base_manager", "_default_manager")
    ]


def tables_of_groups(sources: Iterable[Source]) -> list[str]:
    """A group's rows come through services/group_access.py, which asks for a member first."""
    return [
        f"{source.at(node)} asks a group's table beside its door"
        for source in sources
        if source.room != "models" and source.path != GROUP_DOOR
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("objects", "_base_manager", "_default_manager")
        and ast.unparse(node.value).rpartition(".")[2] in of_groups()
    ] + [
        f"{source.at(node)} gives a group's table another name"
        for source in sources
        if source.path != GROUP_DOOR
        for node, _ in imported(source)
        if isinstance(node, ast.ImportFrom) and any(alias.name in of_groups() and alias.asname for alias in node.names)
    ]


@cache
def of_groups() -> frozenset[str]:
    """The tables whose rows belong to a group, as they are written in models."""
    tree = [Source(str(path), path.read_text(encoding="utf-8")).tree for path in (ROOT / "mensch/models").glob("*.py")]
    classes = (node for module in tree for node in ast.walk(module) if isinstance(node, ast.ClassDef))
    return frozenset({"Group", *(c.name for c in classes if any(ast.unparse(b) == "OfGroup" for b in c.bases))})


def by_public_id(sources: Iterable[Source]) -> list[str]:
    """A row named by a URL is found by access.see, and nowhere else."""
    return [
        f"{source.at(node)} finds a row by an id from outside"
        for source in sources
        if source.path not in DOORS
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and _opens(node)
    ]


def _opens(call: ast.Call) -> bool:
    if called(call.func) in ("get_object_or_404", "get_list_or_404"):
        return True
    asks = called(call.func) in ("get", "filter", "aget", "in_bulk")
    return asks and any(key.arg in ("pk", "id") and "private(" in ast.unparse(key.value) for key in call.keywords)
