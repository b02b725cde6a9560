"""Asks and offers from the command line: kept, listed and, where wished, answered; as data and as plain text."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.core.asks import SeenBy, Side
from mensch.core.reasons import Reason
from mensch.models import Ask, Vault
from mensch.services import ask_list, ask_page, asks, people_told
from mensch.services.access import public
from mensch.services.asks import More
from mensch.services.introduction_choice import ME
from mensch.services.phrases import phrase, written
from mensch.services.said import day
from mensch.services.today import day_of


@transaction.atomic
def keep(*, vault: Vault, side: Side, given: Mapping[str, Any], now: datetime, dry: bool = False) -> dict[str, Any]:
    """Keep one, and tell how it is read; `dry` keeps nothing. Raises AdvertError, InputError."""
    person = "" if given["who"] == ME else public(people_told.meant(vault=vault, text=given["who"]).pk)
    readers = SeenBy.ME if given["private"] else SeenBy.INTRODUCED
    row = asks.add(
        vault=vault,
        person=person,
        side=side.value,
        words=given["words"],
        until=day(given["until"]),
        now=now,
        more=More(given["kind"], given["town"], readers.value),
        as_is=given["as_is"],
    )
    told = {**one(row), **_read(vault, row, now), "kept": not dry}
    if given["match"] and side is Side.LOOKING:
        told |= answered(vault=vault, ask=row, today=day_of(vault=vault, now=now))
    transaction.set_rollback(dry)
    return told


def open_ones(*, vault: Vault, side: Side, who: str, now: datetime) -> list[dict[str, Any]]:
    """Those that are open, the latest first; `who`: of one person, ME for the owner's own, empty for everybody's."""
    found = ask_list.listing(vault=vault, tab=side.value, today=day_of(vault=vault, now=now))
    rows = [line.ask for line in (*found.mine, *found.theirs)]
    if who:
        person = None if who == ME else people_told.meant(vault=vault, text=who).pk
        rows = [row for row in rows if row.person_id == person]
    return [one(row) for row in rows]


def one(row: Ask) -> dict[str, Any]:
    """An ask as data. `who` is null for the owner's own."""
    who = {"id": public(row.person_id), "name": row.person.full} if row.person else None
    return {
        "id": public(row.pk),
        "side": row.side,
        "who": who,
        "words": row.words,
        "kind": row.kind,
        "town": row.town,
        "without": list(row.without),
        "seen_by": row.seen_by,
        "until": row.until.isoformat() if row.until else None,
        "at": row.made_at.isoformat(),
        "page": settings.URL + reverse("ask", args=[public(row.pk)]),
    }


def _read(vault: Vault, row: Ask, now: datetime) -> dict[str, Any]:
    """The kind and the town the sentence points to, and the question that would make it easier to help."""
    page = ask_page.page(vault=vault, ask=public(row.pk), today=day_of(vault=vault, now=now))
    place = page.read.place.name if page.read.place else None
    return {"read": {"kind": page.read.kind.value, "town": place}, "question": _said(page.sharper)}


def _said(why: Reason | None) -> dict[str, Any] | None:
    return {**written(why), "sentence": phrase(why)} if why else None


def answered(*, vault: Vault, ask: Ask, today: date) -> dict[str, Any]:
    """Who could help: band, quoted reasons, and how the owner knows them. No figure stands beside anybody."""
    from mensch.services import ask_matches, shelves  # numpy: only where it is needed

    shelf = shelves.of(vault=vault, today=today)
    with timezone.override(zoneinfo.ZoneInfo(vault.time_zone)):
        found = ask_matches.answers(vault=vault, ask=ask, today=today, shelf=shelf)
        near = [{"band": band.name.lower(), **_answer(one)} for band, some in found.bands for one in some]
        return {"nobody": _said(found.nobody), "matches": near, "listed": [_answer(one) for one in found.listed]}


def _answer(one: Any) -> dict[str, Any]:
    return {
        "id": one.row.public,
        "name": one.row.full,
        "reasons": [_said(why) for why in one.reasons],
        "known": [_said(why) for why in one.known],
    }


def in_words(told: dict[str, Any]) -> str:
    """What was kept, for a terminal."""
    lines = [_line(told) if told["kept"] else _("Nothing was kept. It would say: %(line)s") % {"line": _line(told)}]
    if told["question"]:
        lines.append(told["question"]["sentence"])
    lines += _answers(told) if "matches" in told else []
    return "\n".join([*lines, told["page"]] if told["kept"] else lines) + "\n"


def listed(rows: list[dict[str, Any]]) -> str:
    """Those that are open, a line each."""
    return "".join(f"{_line(row)}\n" for row in rows) or _("Nothing here yet.") + "\n"


def _line(told: dict[str, Any]) -> str:
    name = told["who"]["name"] if told["who"] else _("You")
    until = f" ({_('until')} {told['until']})" if told["until"] else ""
    return f"{told['id']}  {name}: {told['words']}{until}"


def _answers(told: dict[str, Any]) -> Iterator[str]:
    heads = {"offers": _("Who you look for"), "helps": _("They may help"), "knows": _("They may know someone")}
    if told["nobody"]:
        yield told["nobody"]["sentence"]
    before = ""
    for one in told["matches"]:
        if one["band"] != before:
            yield f"\n{heads[one['band']]}:"
            before = one["band"]
        yield f"  {one['name']}  {_sentences(one['reasons'])} {_sentences(one['known'])}"
    if told["listed"]:
        yield "\n" + _("On your lists only: nothing has gone both ways") + ":"
        yield from (f"  {one['name']}  {_sentences(one['reasons'])}" for one in told["listed"])


def _sentences(reasons: list[dict[str, Any]]) -> str:
    return " ".join(why["sentence"] for why in reasons)
