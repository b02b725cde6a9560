"""A circle begins as a draft; the owner reads the letters and presses once: all that ask leave together.

The letters that join two of them are held until everybody agreed. Taking back: within ten seconds, all or none.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.disclosure import gives_away
from mensch.core.outbox import LetterKind, LetterState
from mensch.core.own_circles import Phase
from mensch.core.reasons import Reason
from mensch.errors import InputError
from mensch.models import Address, Circle, CircleEnd, Letter, LetterStep, Seat, SeatLink, User, Vault
from mensch.services import circle_facts, circle_words, outbox, suppressions
from mensch.services.access import see
from mensch.services.circle_facts import MEET, OPENING, Whole, key_of
from mensch.services.circle_ideas import CircleIdea, idea_of
from mensch.services.introduction_words import url_of
from mensch.services.outbox import Pressed
from mensch.services.phrases import phrase
from mensch.services.said import text
from mensch.services.ways import ways_to
from mensch.services.ways_in import hashed

_WAYS = ("email", "phone", "postal")


@transaction.atomic
def begin(*, vault: Vault, key: str, now: datetime) -> Circle:
    """Keep it as a draft with letters to edit. Raises Http404 when that circle is possible no more."""
    idea = idea_of(vault=vault, key=key, now=now)
    row: Circle = Circle.objects.create(vault=vault, chain=not idea.circle, made_at=now)
    for place, person in enumerate(idea.people):
        step = idea.steps[place] if place < len(idea.steps) else None
        told = {"gives": step.gives, "wants": step.wants, "ask": step.ask} if step else {}
        Seat.objects.create(
            vault=vault, circle=row, place=str(place), person=person, **told, **_words(vault, idea, place)
        )
    return row


def _words(vault: Vault, idea: CircleIdea, place: int) -> dict[str, str]:
    owner = vault.owner.name
    step = idea.steps[place] if place < len(idea.steps) else None
    joins = circle_words.opening(vault, step, owner) if step else ""
    return {"words": circle_words.asking(idea, place, owner), "opening": joins}


def locked(*, vault: Vault, circle: str, now: datetime) -> Whole:
    """For a change: of two who come at once, the second waits and sees what the first did."""
    row = see(vault, Circle, circle)
    Circle.objects.select_for_update().get(vault=vault, pk=row.pk)
    return circle_facts.one(vault=vault, circle=circle, now=now)


def signed(words: Mapping[str, str], name: str) -> dict[str, str]:
    """The letters with the name beneath, where it was said only now."""
    beneath = f"\n\n{name.strip()}" if name.strip() else ""
    return {at: said.rstrip() + beneath for at, said in words.items() if at.startswith(("words-", "opening-"))}


@transaction.atomic
def press(*, vault: Vault, circle: str, by: User, words: Mapping[str, str], now: datetime) -> Pressed | None:
    """One press for all. Gives the first letter as it stands; None when nothing was left to press.

    Raises InputError: no name beneath, an address given away, nobody may write there, no way to one of them.
    """
    whole = locked(vault=vault, circle=circle, now=now)
    if whole.phase is not Phase.DRAFT or whole.letters:
        return None
    _edit(whole, words)
    _check(whole)
    done = [_heard(outbox.press(letter=_asks(whole, seat), by=by, now=now)) for seat in whole.seats]
    if not done[0].opens:
        for giver, receiver in whole.steps():
            _heard(outbox.press(letter=joins(whole, giver, receiver), by=by, now=now, hold=True))
    return done[0]


def _edit(whole: Whole, words: Mapping[str, str]) -> None:
    """The owner's own words, by the names of the fields: words-0, opening-0."""
    for seat in whole.seats:
        seat.words = _said(words, f"words-{seat.place}", seat.words)
        seat.opening = _said(words, f"opening-{seat.place}", seat.opening)
        Seat.objects.filter(vault=whole.row.vault, pk=seat.pk).update(words=seat.words, opening=seat.opening)


def _said(words: Mapping[str, str], name: str, before: str) -> str:
    return text(words[name]) if name in words else before


def _check(whole: Whole) -> None:
    if not whole.row.vault.owner.name:
        raise InputError(_("Say first how you are called: it stands beneath the letters."))
    mails = {seat.pk: mail_of(seat) for seat in whole.seats}
    for seat in whole.seats:
        name = circle_words.name_of(seat.person)
        if not mails[seat.pk]:
            raise InputError(_("No mail address of %(name)s is known. Note it first.") % {"name": name})
        others = [one for one in whole.seats if one.person_id != seat.person_id]
        if held := gives_away(seat.words, _ways(others)):
            says = _("The letter to %(name)s holds an address of another: %(address)s. It goes out when all agreed.")
            raise InputError(says % {"name": name, "address": held})
    if len({suppressions.digest(mail) for mail in mails.values()}) < len(mails):
        raise InputError(_("Two of them share one address. Please correct it on their pages first."))


def _ways(seats: Iterable[Seat]) -> list[str]:
    rows = list(seats)
    found = Address.objects.filter(vault=rows[0].vault_id, person__in=[one.person_id for one in rows], kind__in=_WAYS)
    return [part for pair in found.values_list("value", "key") for part in pair]


def mail_of(seat: Seat) -> str:
    return ways_to(vault=seat.vault, person=seat.person_id).email


def _asks(whole: Whole, seat: Seat) -> Letter:
    token = secrets.token_urlsafe(16)
    SeatLink.objects.create(vault=whole.row.vault, seat=seat, token_hash=hashed(token))
    return outbox.draft(
        vault=whole.row.vault,
        kind=LetterKind.ASKING,
        to=(mail_of(seat),),
        subject=circle_words.subject(chain=whole.row.chain),
        body=circle_words.with_link(seat.words, url_of(token)),
        person=seat.person,
        once=key_of(whole.row, seat, MEET),
    )


def joins(whole: Whole, giver: Seat, receiver: Seat) -> Letter:
    """The letter that joins the two of one help, as a draft."""
    return outbox.draft(
        vault=whole.row.vault,
        kind=LetterKind.OPENING,
        to=(mail_of(receiver), mail_of(giver)),
        subject=f"{circle_words.name_of(receiver.person)} – {circle_words.name_of(giver.person)}",
        body=giver.opening,
        person=receiver.person,
        once=key_of(whole.row, giver, OPENING),
    )


def _heard(answer: Pressed | Reason) -> Pressed:
    if isinstance(answer, Reason):
        raise InputError(phrase(answer))
    return answer


@transaction.atomic
def take_back(*, vault: Vault, circle: str, now: datetime) -> bool:
    """Undo: everything is a draft again, or, once a letter has left, nothing."""
    whole = locked(vault=vault, circle=circle, now=now)
    letters = list(whole.letters.values())
    going = [one for one in letters if one.state != LetterState.DRAFT]
    with transaction.atomic():
        if whole.opened_at or not all(outbox.take_back(letter=one, now=now) for one in going):
            transaction.set_rollback(True)
            return False
    SeatLink.objects.filter(vault=vault, seat__circle=whole.row).delete()
    LetterStep.objects.filter(vault=vault, letter__in=[one.pk for one in letters]).delete()
    Letter.objects.filter(vault=vault, pk__in=[one.pk for one in letters], state=LetterState.DRAFT).delete()
    return True


@transaction.atomic
def end(*, vault: Vault, circle: str, now: datetime) -> Circle:
    """The owner lets it go no further; a draft that never left is gone altogether."""
    whole = locked(vault=vault, circle=circle, now=now)
    if whole.phase in (Phase.DRAFT, Phase.ASKING):
        CircleEnd.objects.get_or_create(vault=vault, circle=whole.row, defaults={"at": now})
        for letter in whole.letters.values():
            outbox.take_back(letter=letter, now=now)
    return whole.row


@transaction.atomic
def take_up(*, vault: Vault, circle: str) -> Circle:
    """Undo of that."""
    row = see(vault, Circle, circle)
    CircleEnd.objects.filter(vault=vault, circle=row).delete()
    return row
