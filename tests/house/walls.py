"""Who may know whom: imports, the clock, hands."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.house.source import Source

# Rules are pure: what they may import of the standard library, and nothing that reads, writes, waits or asks the time.
PURE = {
    *("__future__", "bisect", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools"),
    *(
        "hashlib",
        "heapq",
        "itertools",
        "math",
        "operator",
        "random",
        "re",
        "statistics",
        "string",
        "textwrap",
        "typing",
    ),
    *("textwrap", "types", "typing", "unicodedata", "urllib.parse", "concurrent.futures"),
}
# The engines of the rules reckon with arrays.
ENGINES = ("mensch/core/ties/", "mensch/core/matching/", "mensch/core/exchange/", "mensch/core/seating/")
ARRAYS = {"numpy", "numba", "highspy"}
# Loops that numba compiles. Its compiler loads half of the standard library, so they are loaded when first needed.
COMPILED = "mensch/core/exchange/fast/"
NEVER_CALLED = {
    *("now", "today", "utcnow", "time_ns", "monotonic", "perf_counter", "sleep", "localtime"),
    *("open", "print", "input", "getenv", "eval", "exec", "__import__", "urandom", "uuid4"),
}
# Rooms of mensch that each room may know, besides itself.
KNOWS = {
    "core": set(),
    "formats": {"core"},
    "models": {"core", "engine"},
    "connectors": {"core", "formats", "errors"},
    "services": {"core", "formats", "connectors", "models", "engine", "planner", "errors", "data"},
    "forms": {"services", "core"},
    "views": {"services", "core", "forms", "errors", "limited", "accounts"},
    "api": {"services", "core", "errors"},
    "jobs": {"services"},
    "commands": {"services", "core", "errors", "supervisor", "cli", "cli_read"},
    "templatetags": {"services", "core"},
    "supervisor": set(),
    "worker": {"services"},
    "env": {"errors"},
    "engine": {"errors"},
    "planner": set(),
    "errors": set(),
}
# Django and its kin stay out of these.
PLAIN = {"core", "formats", "connectors", "supervisor", "env", "engine", "errors"}
WEB = {"django", "allauth", "django_q", "django_htmx"}

PROCESSES = {
    "mensch/supervisor.py": "web and jobs",
    "mensch/services/reader_process.py": "files are read in a child with limits",
}


def imported(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every imported module, dotted; a name imported from a package counts as a module of it."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield node, "." * node.level
            elif node.module in ("mensch", "urllib", "http"):
                yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)
            else:
                yield node, node.module or ""


def only_for_types(source: Source) -> set[ast.AST]:
    """What stands under `if TYPE_CHECKING:` is never run."""
    blocks = (n for n in ast.walk(source.tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test))
    return {inner for block in blocks for part in block.body for inner in ast.walk(part)}


def layers(sources: Iterable[Source]) -> list[str]:
    found = []
    for source in sources:
        if source.room not in KNOWS:
            continue
        unseen = only_for_types(source)
        for node, name in imported(source):
            if node not in unseen and not _may(source.room, name, source.path.startswith(ENGINES)):
                found.append(f"{source.at(node)} {source.room} imports {name}")
    return found


def _may(room: str, name: str, engine: bool = False) -> bool:
    first, *rest = name.split(".")
    if not first:
        return False  # absolute imports only
    if first == "mensch":
        other = rest[0] if rest else ""
        return other in {room, *KNOWS[room]} or other.startswith("__")
    if room == "core":
        return name in PURE or first in PURE or (engine and first in ARRAYS)
    return not (room in PLAIN and first in WEB)


def clocks(sources: Iterable[Source]) -> list[str]:
    """Core takes the date as an argument, and touches nothing."""
    return [
        f"{source.at(call)} core calls {ast.unparse(call.func)}"
        for source in sources
        if source.room == "core"
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call) and (called(call.func) in NEVER_CALLED or _unseeded(call))
    ]


def _unseeded(call: ast.Call) -> bool:
    """Chance comes with its seed."""
    name = ast.unparse(call.func)
    return name.startswith("random.") and not (name == "random.Random" and call.args)


def called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def processes(sources: Iterable[Source]) -> list[str]:
    found = []
    for source in sources:
        if source.path in PROCESSES:
            continue
        found += [f"{source.at(n)} imports {name}" for n, name in imported(source) if name == "subprocess"]
        calls = (n for n in ast.walk(source.tree) if isinstance(n, ast.Call))
        found += [f"{source.at(c)} starts a process" for c in calls if ast.unparse(c.func) in ("os.system", "os.fork")]
    return found


def hidden_acts(sources: Iterable[Source]) -> list[str]:
    """No signals, no logic in save(): what happens is written where it happens."""
    found = []
    for source in sources:
        found += [f"{source.at(n)} listens to signals" for n, name in imported(source) if "signals" in name]
        functions = (n for n in ast.walk(source.tree) if isinstance(n, ast.FunctionDef))
        inside = source.room == "models"
        found += [f"{source.at(f)} overrides {f.name}" for f in functions if inside and f.name in ("save", "delete")]
    return found
