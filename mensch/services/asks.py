"""What somebody is looking for, or glad to give: one sentence each, open until it ends. An advert is answered first."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.ask_words import advert
from mensch.core.asks import End, SeenBy, Side, plain
from mensch.core.matching.kinds import kind_named
from mensch.errors import AdvertError, InputError
from mensch.models import Ask, Finding, Person, Vault
from mensch.services.access import see
from mensch.services.phrases import phrase
from mensch.services.said import day, line, sentence

SIDES = tuple(side.value for side in Side)
_SAME = timedelta(minutes=10)
_SALT = "mensch.ask"
_UNDO = timedelta(hours=1)
_EDITED = ("words", "kind", "town", "seen_by", "until")


class More(NamedTuple):
    """What may be said beside the sentence: a kind of core.matching, a town, who may see it, until when."""

    kind: str = ""
    town: str = ""
    seen_by: str = SeenBy.INTRODUCED.value
    until: date | None = None


@transaction.atomic
def add(
    *,
    vault: Vault,
    person: str,
    side: str,
    words: str,
    until: date | None,
    now: datetime,
    more: More | None = None,
    as_is: bool = False,
) -> Ask:
    """Keep what a person said; `person` empty: the owner's own. The same sentence within minutes is one.

    What they look for stands without a leading "needs".

    `as_is`: the owner has seen that it reads like an advert. Raises AdvertError, InputError, Http404.
    """
    row = see(vault, Person, person) if person else None
    if side not in SIDES:
        raise InputError(_("It is something they look for, or something they are glad to give."))
    said = sentence(words, 500)
    told = {"side": side, "words": plain(said) if side == Side.LOOKING else said, "until": until}
    same = Ask.objects.filter(vault=vault, person=row, ended_at=None, made_at__gte=now - _SAME, **told)
    before: Ask | None = same.first()
    if before:
        return before
    _no_advert(told["words"], side, as_is)
    chosen = _chosen(more or More())
    made: Ask = Ask.objects.create(vault=vault, person=row, made_at=now, **told, **chosen)
    return made


def _no_advert(words: Any, side: str, as_is: bool) -> None:
    why = None if as_is else advert(words, Side(side))
    if why:
        raise AdvertError(phrase(why))


def _chosen(more: More) -> dict[str, str]:
    kind = kind_named(more.kind)
    if more.kind and kind is None:
        raise InputError(_("That is no kind of ask."))
    if more.seen_by not in set(SeenBy):
        raise InputError(_("Either only you may see it, or those to whom you introduce them."))
    return {"kind": kind.value if kind else "", "town": line(more.town, 100), "seen_by": more.seen_by}


@transaction.atomic
def edit(*, vault: Vault, ask: str, words: str, more: More, now: datetime, as_is: bool = False) -> tuple[Ask, str]:
    """The ask in other words. Gives the row, and what `put_back` needs. Raises AdvertError, InputError, Http404."""
    row = see(vault, Ask, ask)
    told = {"words": sentence(words, 500), "until": more.until, **_chosen(more)}
    if told["words"] != row.words:
        _no_advert(told["words"], row.side, as_is)
    before = as_it_was(row)
    for name, value in told.items():
        setattr(row, name, value)
    row.edited_at = now
    row.save(update_fields=[*told, "edited_at"])
    return row, before


def find(*, vault: Vault, ask: str) -> Ask:
    """An ask. Raises Http404."""
    return see(vault, Ask, ask)


def as_it_was(row: Ask) -> str:
    """All that Undo of an edit needs, signed for this vault and this ask."""
    said = {name: getattr(row, name) for name in _EDITED} | {"until": row.until.isoformat() if row.until else ""}
    return signing.dumps(said, salt=f"{_SALT}.{row.vault_id}.{row.pk}", compress=True)


@transaction.atomic
def put_back(*, vault: Vault, ask: str, words: str, now: datetime) -> Ask:
    """The ask as it was, within the hour. Raises InputError, Http404."""
    row = see(vault, Ask, ask)
    try:
        said = signing.loads(words, salt=f"{_SALT}.{vault.pk}.{row.pk}", max_age=_UNDO)
    except signing.BadSignature as error:
        raise InputError(_("It cannot be brought back any more.")) from error
    for name in _EDITED:
        setattr(row, name, day(said[name]) if name == "until" else said[name])
    row.edited_at = now
    row.save(update_fields=[*_EDITED, "edited_at"])
    return row


@transaction.atomic
def end(*, vault: Vault, ask: str, now: datetime, how: str = End.OVER.value, by: str = "") -> Ask:
    """It is found (`by`: a person, when one found it), over, or never was. The first end stands. Raises InputError."""
    row = see(vault, Ask, ask)
    if how not in set(End):
        raise InputError(_("It is found, or over."))
    finder = see(vault, Person, by) if by and how == End.FOUND else None
    if row.ended_at is None:
        row.ended_at, row.ended = now, how
        row.save(update_fields=["ended_at", "ended"])
        if finder and finder.pk != row.person_id:
            Finding.objects.get_or_create(vault=vault, ask=row, person=finder, defaults={"at": now})
    return row


@transaction.atomic
def reopen(*, vault: Vault, ask: str) -> Ask:
    """It is open again, and nobody has found it. One that is open stays so."""
    row = see(vault, Ask, ask)
    if row.ended_at is not None:
        Finding.objects.filter(vault=vault, ask=row).delete()
        row.ended_at, row.ended = None, ""
        row.save(update_fields=["ended_at", "ended"])
    return row
