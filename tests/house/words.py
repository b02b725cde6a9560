"""The words we use, and those we never use: of people, nothing of the trade that counts and grades them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from tests.house.source import Source

NEVER = {
    *("lead", "leads", "funnel", "funnels", "prospect", "prospects", "pipeline", "pipelines", "score", "scores"),
    *("scored", "scoring", "rank", "ranks", "ranked", "ranking", "rating", "ratings", "grade", "grades", "graded"),
    *("strength", "strengths", "streak", "streaks", "leaderboard", "leverage", "touchpoint", "touchpoints", "churn"),
    *("closeness", "engagement", "upsell", "conversion", "crm", "roi", "kpi", "karma", "badge"),
}
# Words of others that must be spelled as they spell them.
THEIRS = {
    "mensch/templates/allauth/elements/badge.html": "allauth names this part",
}
# Where the word is the thing itself: a lead, a referral and business are three things, and told apart there.
MEANT = {
    "mensch/core/outcomes.py": {"lead"},
    "mensch/templates/introductions/came_of.html": {"lead"},
}
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def parts(name: str) -> set[str]:
    """'lead_score' and 'leadScore' are lead and score."""
    return {part.lower() for part in _PARTS.findall(name)}


def named(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every name a module gives or uses, and every key of a dictionary it writes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node, node.name
        elif isinstance(node, ast.arg):
            yield node, node.arg
        elif isinstance(node, ast.Name):
            yield node, node.id
        elif isinstance(node, ast.Attribute):
            yield node, node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.value, node.arg
        elif isinstance(node, ast.Dict):
            keys = (key for key in node.keys if isinstance(key, ast.Constant))
            yield from ((key, str(key.value)) for key in keys if str(key.value).isidentifier())


def in_code(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(node)} names something {name!r}"
        for source in sources
        for node, name in named(source.tree)
        if parts(name) & (NEVER - MEANT.get(source.path, set()))
    ]


def in_file_names(sources: Iterable[Source]) -> list[str]:
    return [s.path for s in sources if s.path not in THEIRS and parts(s.path.rpartition("/")[2]) & NEVER]


def in_text(sources: Iterable[Source]) -> list[str]:
    """Templates, style sheets, scripts: the words as such, whatever they are for."""
    found = []
    for source in sources:
        for number, line in enumerate(source.text.splitlines(), 1):
            never = NEVER - MEANT.get(source.path, set())
            bad = {word for word in re.findall(r"[A-Za-z]+", line) if word.lower() in never}
            found += [f"{source.path}:{number} says {word!r}" for word in sorted(bad)]
    return found


def in_messages(sources: Iterable[Source]) -> list[str]:
    """What Python says to people: the strings given to gettext."""
    says = ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext", "N_")
    return [
        f"{source.at(call)} says {text.value!r}"
        for source in sources
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in says
        for text in call.args
        if isinstance(text, ast.Constant) and set(re.findall(r"[a-z]+", str(text.value).lower())) & NEVER
    ]


def short_test_names(sources: Iterable[Source]) -> list[str]:
    """A test's name is a sentence: at least four words after `test`."""
    return [
        f"{source.at(node)} {node.name}"
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and len(node.name.split("_")) < 5
    ]
