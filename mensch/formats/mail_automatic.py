"""Which mail is no touch: lists, bulk, robots, calendars, no-reply; and whom a bounce is about.

Sources: RFC 2919 (List-Id), 2369 (List-*), 3834 (Auto-Submitted), 3464 (delivery status).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mensch.core.people import email_key

BOUNCE_BYTES = 65_536

_LIST = ("list-id", "list-unsubscribe", "list-post", "mailing-list")
_BULK = re.compile(r"\b(?:list|bulk|junk)\b", re.ASCII)
_NO_REPLY = re.compile(
    r"(?:^|[-_.+])(?:no|not|dont|do-?not)[-_.]?(?:reply|respond|antwort(?:en)?)(?:$|[-_.+@\d])|^noreply"
)
_ROBOT = re.compile(r"^(?:mailer-daemon|postmaster|bounces?|notifications?|daemon|root|cron|nobody)(?:$|[-_.+=])")
_CALENDAR_BOX = re.compile(r"^calendar-(?:notification|server)@")
_FAILED = re.compile(
    rb"^(?:final|original)-recipient\s*:\s*(?:[a-z0-9-]+\s*;\s*)?(\S{3,320})", re.IGNORECASE | re.MULTILINE
)
_ACTION = re.compile(rb"^action\s*:\s*(\w+)", re.IGNORECASE | re.MULTILINE)


def automatic(fields: Mapping[str, str], sender: str) -> str:
    """Why nobody wrote this mail by hand: 'list', 'bulk', 'calendar', 'robot', 'no-reply', or '' when somebody did.

    `fields` are the first values by header name in lower case; `sender` is the folded address.
    """
    if any(fields.get(name) for name in _LIST):
        return "list"
    if _BULK.search(fields.get("precedence", "").lower()) or "feedback-id" in fields:
        return "bulk"
    if _is_calendar(fields, sender):
        return "calendar"
    if is_robot(fields, sender):
        return "robot"
    return "no-reply" if _NO_REPLY.search(sender.rpartition("@")[0]) else ""


def _is_calendar(fields: Mapping[str, str], sender: str) -> bool:
    kind = fields.get("content-type", "").lower()
    return (
        kind.startswith("text/calendar")
        or "calendarmessage" in fields.get("content-class", "").lower()
        or bool(_CALENDAR_BOX.match(sender))
    )


def is_robot(fields: Mapping[str, str], sender: str) -> bool:
    """Answers written by programs: vacation notes, bounces, reports."""
    submitted = fields.get("auto-submitted", "no").lower().strip()
    return (
        not submitted.startswith("no")
        or fields.get("return-path", "").strip() == "<>"
        or is_bounce(fields, sender)
        or bool(_ROBOT.match(sender))
    )


def is_bounce(fields: Mapping[str, str], sender: str) -> bool:
    kind = fields.get("content-type", "").lower()
    return (
        ("multipart/report" in kind and "disposition-notification" not in kind)
        or "x-failed-recipients" in fields
        or sender.startswith("mailer-daemon@")
    )


def failed(fields: Mapping[str, str], body: bytes) -> tuple[str, ...]:
    """The addresses a bounce says cannot be reached, folded. A mere delay names nobody."""
    named = re.split(r"[,\s]+", fields.get("x-failed-recipients", ""))
    actions = {action.lower() for action in _ACTION.findall(body[:BOUNCE_BYTES])}
    if not actions or b"failed" in actions:
        named += [found.decode("utf-8", "replace").strip("<>") for found in _FAILED.findall(body[:BOUNCE_BYTES])]
    return tuple(dict.fromkeys(key for key in map(email_key, named) if key))
