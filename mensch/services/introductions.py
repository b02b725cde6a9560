"""An introduction begins, is changed before anything left, is ended by the owner. Sending: introduction_pressing."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.gates import fits, proposable
from mensch.core.introductions import UNOPENED, Part, phase
from mensch.errors import InputError
from mensch.models import Acceptance, Ask, Introduction, IntroductionEnd, Person, Side, Vault
from mensch.services.access import see
from mensch.services.introduction_facts import Known, known, one, today_of
from mensch.services.introduction_words import knows, propose
from mensch.services.said import line, sentence, text


class Wish(NamedTuple):
    """Whom to introduce to whom, by public ids; an empty id is the owner. `through`: the introduction that led here."""

    first: str
    second: str
    connector: str = ""
    because_first: str = ""
    because_second: str = ""
    ask: str = ""
    through: str = ""


@transaction.atomic
def begin(*, vault: Vault, wish: Wish, now: datetime) -> Introduction:
    """Keep a draft with letters to edit. While one of the same two people is open, that one is given.

    Raises InputError without a reason for both, or when it takes no two people; Http404.
    """
    people = {part: _person(vault, id_) for part, id_ in zip(Part, wish[:3], strict=True)}
    who = [person.pk if person else None for person in people.values()]
    if not fits(*who):
        raise InputError(_("An introduction takes two different people, and somebody who knows both."))
    if not proposable(wish.because_first, wish.because_second):
        raise InputError(_("Say for each of the two why it is good for them. Without both there is no introduction."))
    before = next((one for one in _open_with(vault, people[Part.SECOND], now) if _same(one, who)), None)
    if before:
        return before.row
    ask, through = (see(vault, Ask, wish.ask) if wish.ask else None), wish.through
    led_here = see(vault, Introduction, through).pk if through else None
    row: Introduction = Introduction.objects.create(
        vault=vault, ask=ask.pk if ask else None, through=led_here, made_at=now
    )
    reasons = {Part.FIRST: wish.because_first, Part.SECOND: wish.because_second, Part.CONNECTOR: ""}
    for part, person in people.items():
        if person or part is not Part.CONNECTOR:
            known_as = knows(vault=vault, person=person) if person and not people[Part.CONNECTOR] else ""
            told = {"because": line(reasons[part], 500), "known": known_as}
            Side.objects.create(vault=vault, introduction=row, part=part.value, person=person, **told)
    _propose(vault, row)
    return row


def _person(vault: Vault, public_id: str) -> Person | None:
    return see(vault, Person, public_id) if public_id else None


def _same(before: Known, who: list[int | None]) -> bool:
    return {before.intro.first, before.intro.second} == set(who[:2])


def _open_with(vault: Vault, person: Person | None, now: datetime) -> list[Known]:
    rows = Introduction.objects.filter(vault=vault, sides__person=person, sides__part__in=("first", "second"))
    today = today_of(vault, now)
    found = known(vault=vault, rows=list(rows.distinct().order_by("-made_at")[:20]))
    return [one for one in found if phase(one.intro, today=today) in UNOPENED]


def _propose(vault: Vault, row: Introduction) -> None:
    whole = one(vault=vault, row=row)
    proposed = propose(vault=vault, whole=whole)
    row.opening = proposed.opening
    row.save(update_fields=["opening"])
    for part, words in proposed.words.items():
        Side.objects.filter(vault=vault, pk=whole.sides[part].pk).update(words=words)


def find(*, vault: Vault, introduction: str) -> Known:
    return one(vault=vault, row=see(vault, Introduction, introduction))


def locked(*, vault: Vault, introduction: str) -> Known:
    """The same for a change: of two who come at once, the second waits and sees what the first did."""
    row = see(vault, Introduction, introduction)
    Introduction.objects.select_for_update().get(vault=vault, pk=row.pk)
    return one(vault=vault, row=row)


def edit(*, whole: Known, words: dict[Part, str], opening: str) -> None:
    """The owner's own words, before anything left."""
    vault = whole.row.vault_id
    for part, said in words.items():
        if part in whole.sides:
            whole.sides[part].words = text(said)
            Side.objects.filter(vault=vault, pk=whole.sides[part].pk).update(words=whole.sides[part].words)
    if opening:
        whole.row.opening = text(opening)
        Introduction.objects.filter(vault=vault, pk=whole.row.pk).update(opening=whole.row.opening)


@transaction.atomic
def change_reasons(
    *, vault: Vault, introduction: str, because: dict[Part, str], known_as: dict[Part, str]
) -> Introduction:
    """Other reasons, other letters: what was proposed is proposed anew. Only a draft can be changed."""
    whole = locked(vault=vault, introduction=introduction)
    if whole.invitations:
        raise InputError(_("The letters are pressed already. Take them back first."))
    for part, side in whole.sides.items():
        told = {"because": sentence(because[part], 500)} if part in because else {}
        told |= {"known": line(known_as[part], 300)} if part in known_as else {}
        Side.objects.filter(vault=vault, pk=side.pk).update(**told)
    _propose(vault, whole.row)
    return whole.row


@transaction.atomic
def agreed_beforehand(*, vault: Vault, introduction: str, now: datetime) -> Introduction:
    """Who asked the owner for it has said yes, and gets no question. Only the first of the two, and only in a draft."""
    whole = locked(vault=vault, introduction=introduction)
    first = whole.sides.get(Part.FIRST)
    if first and first.person_id and not whole.invitations:
        told = {"how": "told", "at": now}
        Acceptance.objects.get_or_create(vault=vault, side=first, defaults=told)
    return whole.row


@transaction.atomic
def not_agreed(*, vault: Vault, introduction: str) -> Introduction:
    """Undo of that."""
    whole = locked(vault=vault, introduction=introduction)
    if not whole.invitations:
        Acceptance.objects.filter(vault=vault, side__introduction=whole.row, how="told").delete()
    return whole.row


@transaction.atomic
def end(*, vault: Vault, introduction: str, now: datetime) -> Introduction:
    """The owner ends it: no link takes an answer any more. What has opened stays open."""
    whole = locked(vault=vault, introduction=introduction)
    if phase(whole.intro, today=today_of(vault, now)) in UNOPENED:
        IntroductionEnd.objects.get_or_create(vault=vault, introduction=whole.row, defaults={"at": now})
    return whole.row


@transaction.atomic
def take_up_again(*, vault: Vault, introduction: str) -> Introduction:
    """Undo of the end."""
    row = see(vault, Introduction, introduction)
    IntroductionEnd.objects.filter(vault=vault, introduction=row, side=None).delete()
    return row
