"""Only a person sends: no job, command or program reaches the press of a letter, by whatever way."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from tests.house.source import Source

PRESSES = {"mensch.services.outbox.press", "mensch.services.outbox_many.press_all"}
# Rooms in which nobody presses a button.
WITHOUT_HANDS = {"jobs", "worker", "cli", "cli_read", "commands", "api", "management"}


def named(source: Source) -> str:
    return source.path.removesuffix(".py").replace("/", ".")


def calls(sources: Iterable[Source]) -> dict[str, set[str]]:
    """What each function calls or hands on, as dotted names; what a module does by itself stands under its own name."""
    return {name: found for source in sources for name, found in _of(source)}


def _of(source: Source) -> list[tuple[str, set[str]]]:
    here, known = named(source), _known(source)
    found = [(here, set[str]())]
    for node in source.tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        for part in inner:
            owner = f"{here}.{part.name}" if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) else here
            found.append((owner, {name for use in ast.walk(part) if (name := _name(use, here, known))}))
    return _joined(found)


def _joined(found: list[tuple[str, set[str]]]) -> list[tuple[str, set[str]]]:
    whole: dict[str, set[str]] = {}
    for name, uses in found:
        whole.setdefault(name, set()).update(uses)
    return list(whole.items())


def _known(source: Source) -> dict[str, str]:
    """Names that imports bring in, and what they stand for."""
    imports = (node for node in ast.walk(source.tree) if isinstance(node, ast.ImportFrom) and node.module)
    return {alias.asname or alias.name: f"{node.module}.{alias.name}" for node in imports for alias in node.names}


def _name(node: ast.AST, here: str, known: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{known[node.value.id]}.{node.attr}" if node.value.id in known else ""
    if isinstance(node, ast.Name):
        return known.get(node.id, f"{here}.{node.id}")
    return ""


def pressed_by_nobody(sources: Iterable[Source]) -> list[str]:
    """Ways from a room without hands to the press."""
    sources = [source for source in sources if source.path.startswith("mensch/")]
    graph = calls(sources)
    found = []
    for source in sources:
        if source.room in WITHOUT_HANDS:
            begin = [name for name in graph if name == named(source) or name.startswith(f"{named(source)}.")]
            way = _way(graph, begin)
            found += [f"{source.path} can press a letter: {' > '.join(way)}"] if way else []
    return found


def _way(graph: dict[str, set[str]], begin: list[str]) -> list[str]:
    ways = {name: [name] for name in begin}
    waiting = [*begin]
    while waiting:
        name = waiting.pop(0)
        if name in PRESSES:
            return ways[name]
        for further in sorted(graph.get(name, ())):
            if further not in ways and (further in graph or further in PRESSES):
                ways[further] = [*ways[name], further]
                waiting.append(further)
    return []
