"""Reasons as sentences. templates/reasons/<code>.txt holds one for pages, letters and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.template import Context, engines
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from mensch.core.reasons import Reason

_DAYS = frozenset({"on", "last", "since", "wrote", "answered", "made", "due", "met", "at", "slot1", "slot2", "slot3"})
_COUNTS = frozenset({"times", "days", "people", "notes", "mails", "of"})


def phrase(reason: Reason) -> str:
    """The sentence, as plain text."""
    return _rendered(reason, escape=False)


def marked(reason: Reason) -> SafeString:
    """The sentence for a page: facts are escaped, so whatever a source wrote stays text."""
    return mark_safe(_rendered(reason, escape=True))  # noqa: S308


def teller() -> Callable[[Reason], SafeString]:
    """`marked` for many reasons of one page."""
    today, zone, language = timezone.localdate(), timezone.get_current_timezone_name(), get_language()
    return lambda reason: mark_safe(_sentence(reason, True, today, zone, language))  # noqa: S308


def read(said: Mapping[str, Any]) -> Reason:
    """A reason as it lies in a JSON column: {"code": …, "facts": {…}}."""
    return Reason(str(said["code"]), tuple((str(name), str(value)) for name, value in said.get("facts", {}).items()))


def written(reason: Reason) -> dict[str, Any]:
    """A reason as data, for JSON."""
    return {"code": reason.code, "facts": dict(reason.facts)}


def _rendered(reason: Reason, *, escape: bool) -> str:
    return _sentence(reason, escape, timezone.localdate(), timezone.get_current_timezone_name(), get_language())


@lru_cache(maxsize=4096)  # a list says the same of many
def _sentence(reason: Reason, escape: bool, today: date, zone: str, language: str | None) -> str:  # noqa: ARG001
    engine = engines["django"].engine  # type: ignore[attr-defined]
    facts = {name: _value(name, text) for name, text in reason.facts}
    context = {**facts, "today": today}
    found = engine.get_template(f"reasons/{reason.code}.txt")
    return " ".join(found.render(Context(context, autoescape=escape)).split())


def _value(name: str, text: str) -> str | int | date | datetime:
    try:
        if name in _COUNTS:
            return int(text)
        if name in _DAYS:
            return date.fromisoformat(text) if len(text) == len("2026-11-24") else _local(text)
    except ValueError:
        return text
    return text


def _local(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return timezone.localtime(at) if at.tzinfo else at
