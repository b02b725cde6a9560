"""People as data and as plain text, for the command line."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.core.people import fold
from mensch.core.reasons import Reason
from mensch.errors import InputError
from mensch.models import Ask, Person, Promise, Vault
from mensch.services import captures, people_list, person_page
from mensch.services.access import public
from mensch.services.people_list import Wanted
from mensch.services.people_rows import PersonRow
from mensch.services.person_page import Page
from mensch.services.phrases import phrase, read, written
from mensch.services.words import search


def people(*, vault: Vault, asked: Wanted) -> Iterator[dict[str, Any]]:
    """Everybody asked for, by name, each with the word of evidence and its reason."""
    with timezone.override(zoneinfo.ZoneInfo(vault.time_zone)):
        for line in people_list.everybody(vault=vault, asked=asked):
            row = line.row
            yield {
                "id": row.public,
                "name": row.full,
                "org": row.org,
                "title": row.title,
                "evidence": row.standing,
                "reason": written(line.why),
                "sentence": phrase(line.why),
                "resting": row.resting,
            }


def find(*, vault: Vault, text: str) -> Person:
    """The person of an id, of a page's path, or of a name that only one has. Raises InputError."""
    try:
        return person_page.find(vault=vault, text=text.rstrip("/").rpartition("/")[2])
    except Http404:
        found = captures.namesakes(vault=vault, name=text)
    if len(found) == 1:
        return person_page.find(vault=vault, text=found[0].public)
    raise InputError(which(text, found))


def meant(*, vault: Vault, text: str) -> Person:
    """The same where a part of the name is enough, when only one bears it. Raises InputError."""
    try:
        return find(vault=vault, text=text)
    except InputError:
        said = set(fold(text).split())
        found = [row for row in search(vault=vault, text=text, limit=20) if said <= set(fold(row.full).split())]
        if len(found) != 1 or not said:
            raise InputError(which(text, found[:5])) from None
        return person_page.find(vault=vault, text=found[0].public)


def which(text: str, found: list[PersonRow]) -> str:
    """What to say where a name is nobody's, or several people's."""
    if not found:
        return _("Nobody here has the id or the name “%(text)s”.") % {"text": text}
    several = "; ".join(" ".join(part for part in (row.public, row.full, row.about) if part) for row in found)
    return _("Several people have that name. Say which by id: %(several)s") % {"several": several}


def person(*, vault: Vault, person: Person, now: datetime) -> dict[str, Any]:
    """Facts and reasons of one person; the touches are the newest."""
    with timezone.override(zoneinfo.ZoneInfo(vault.time_zone)):
        page = person_page.show(vault=vault, person=person, now=now)
        return {**_who(person), **_known(page), **_given(page), **_passed(page), **_sources(page)}


def _who(row: Person) -> dict[str, Any]:
    names = ("given", "family", "nickname", "org", "title", "birthday")
    return {"id": public(row.pk), "kind": row.kind, "name": row.full, **{name: getattr(row, name) for name in names}}


def _known(page: Page) -> dict[str, Any]:
    return {
        "evidence": page.known.standing,
        "reasons": [_reason(one) for one in page.known.told],
        "state": _reason(page.known.now),
        "resting": page.rest is not None,
        "rhythm": {"days": page.rhythm.days} if page.rhythm else None,
    }


def _reason(why: Reason) -> dict[str, Any]:
    return {**written(why), "sentence": phrase(why)}


def _given(page: Page) -> dict[str, Any]:
    promises = (*page.promises.mine, *page.promises.theirs, *page.promises.ended)
    return {
        "looking_for": [_ask(one) for one in page.asks.looking],
        "glad_to_give": [_ask(one) for one in page.asks.giving],
        "promises": [_promise(one) for one in promises],
        "notes": [{"text": note.text, "at": note.made_at.isoformat()} for note in page.notes],
        "groups": [label.text for label in page.labels],
    }


def _ask(row: Ask) -> dict[str, Any]:
    chosen = {"kind": row.kind, "town": row.town, "seen_by": row.seen_by}
    return {"id": public(row.pk), "words": row.words, **chosen, "until": _day(row.until), "at": row.made_at.isoformat()}


def _promise(row: Promise) -> dict[str, Any]:
    told = {"id": public(row.pk), "by_me": row.by_me, "words": row.words, "due": _day(row.due), "maybe": row.maybe}
    return {**told, "at": row.made_at.isoformat(), "end": row.end.how if hasattr(row, "end") else None}


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _passed(page: Page) -> dict[str, Any]:
    return {
        "touches": [
            {"kind": t.kind, "at": t.at.isoformat(), "by_me": t.by_me, "about": t.about, "place": t.place}
            for t in page.past.touches
        ],
        "knows": [
            {"id": one.row.public, "name": one.row.full, "how": one.how, "at": one.at.isoformat()}
            for one in page.between
        ],
    }


def _sources(page: Page) -> dict[str, Any]:
    return {
        "addresses": [
            {
                "kind": one.address.kind,
                "value": one.address.value,
                "label": one.address.label,
                "good": one.good,
                "sources": list(one.sources),
            }
            for one in page.reached
        ],
        "sources": [
            {
                "source": one.who,
                "file": one.file,
                "line": one.line,
                "on": _day(one.on),
                "why": _reason(read(one.why)) if one.why else None,
            }
            for one in page.origins
        ],
    }
