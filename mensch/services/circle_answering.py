"""Answers behind the link in a circle's letter, and what follows when everybody agreed, or at the deadline.

Looking changes nothing. A no is kept apart and moves nothing: it looks like no word. Nothing is opened before every
yes it needs is there, and then in one transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.introductions import Part, Says
from mensch.core.own_circles import OPEN_FOR, Phase, opens
from mensch.errors import InputError
from mensch.models import Circle, CircleEnd, CircleOpening, Introduction, Invitation, Letter, Seat, SeatAnswer, SeatLink
from mensch.models import Side as SideRow
from mensch.services import circle_facts, circle_pressing, circle_words, introduction_opening, suppressions
from mensch.services.access import public
from mensch.services.circle_facts import MEET, OPENING, Whole, agreed
from mensch.services.introduction_facts import key_of
from mensch.services.introduction_facts import one as known
from mensch.services.introduction_pressing import joining_words
from mensch.services.introduction_words import owner_name
from mensch.services.ways_in import hashed

SAYS = (Says.YES, Says.NOT_NOW, Says.NEVER, Says.NOT_ME)
_LAST_WORDS = (Says.NEVER, Says.NOT_ME)


class Shown(NamedTuple):
    """What stands behind the link: the words that were sent, and what this one said before. Nobody's address."""

    owner: str
    words: str
    own: Says | None
    many: int
    chain: bool


def _seat_of(token: str) -> Seat | None:
    link = SeatLink.objects.filter(token_hash=hashed(token)).select_related("vault").first()
    if link is None:
        return None
    rows = Seat.objects.filter(vault=link.vault_id, pk=link.seat_id)
    found: Seat | None = rows.select_related("vault__owner", "circle").first()
    return found


def look(*, token: str, now: datetime) -> Shown | None:
    """None when the link takes no answer, for whatever reason."""
    seat = _seat_of(token)
    whole = circle_facts.one(vault=seat.vault, circle=public(seat.circle_id), now=now) if seat else None
    if seat is None or whole is None or not _takes(whole, seat):
        return None
    own = _own(seat)
    return Shown(owner_name(seat.vault), seat.words, own, len(whole.seats), whole.row.chain)


def _takes(whole: Whole, seat: Seat) -> bool:
    """Until it opens or closes, and until a word that is the last. A yes proves that the letter went."""
    out = circle_facts.is_out(whole.letter(seat, MEET))
    return out and whole.phase in (Phase.DRAFT, Phase.ASKING) and _own(seat) not in _LAST_WORDS


def _own(seat: Seat) -> Says | None:
    row = SeatAnswer.objects.filter(vault=seat.vault_id, seat=seat).order_by("-at", "-id").first()
    return Says(row.says) if row else None


@transaction.atomic
def say(*, token: str, says: str, now: datetime) -> bool:
    """Take an answer. False when the link takes none; the same word twice is said once. Raises InputError."""
    seat = _seat_of(token)
    if seat is None:
        return False
    whole = circle_pressing.locked(vault=seat.vault, circle=public(seat.circle_id), now=now)
    if not _takes(whole, seat):
        return False
    if says not in SAYS:
        raise InputError(_("That is none of the answers."))
    if _own(seat) is not Says(says):
        SeatAnswer.objects.create(vault=seat.vault, seat=seat, says=says, at=now)
    if says == Says.NEVER:
        suppressions.suppress(address=circle_pressing.mail_of(seat), now=now)
    _conclude(whole, now, over=False)
    return True


def _conclude(whole: Whole, now: datetime, *, over: bool) -> bool:
    """Open what everybody it needs agreed to. All of it stands or falls together."""
    count = opens(agreed(whole), circle=not whole.row.chain, over=over)
    if not count or whole.opened_at or whole.ended:
        return False
    vault = whole.row.vault
    CircleOpening.objects.create(vault=vault, circle=whole.row, at=now)
    for giver, receiver in whole.steps()[:count]:
        _open(whole, giver, receiver, now)
    return True


def _open(whole: Whole, giver: Seat, receiver: Seat, now: datetime) -> None:
    """A help becomes an introduction to which both have said yes; its letter, pressed before, leaves."""
    vault = whole.row.vault
    row = Introduction.objects.create(vault=vault, ask=giver.ask, opening=giver.opening, made_at=whole.row.made_at)
    for part, seat in ((Part.FIRST, receiver), (Part.SECOND, giver)):
        side = SideRow.objects.create(
            vault=vault, introduction=row, part=part.value, person=seat.person, because=_because(giver, receiver, part)
        )
        mail = circle_pressing.mail_of(seat)
        told = {"introduction": row, "recipient": suppressions.digest(mail), "at": _left(whole, seat)}
        Invitation.objects.create(vault=vault, side=side, purpose="meet", **told)
    letter = whole.letter(giver, OPENING)
    if letter is None:  # no mail account: the owner opens it in a program of their own
        letter = circle_pressing.joins(whole, giver, receiver)
    body = joining_words(known(vault=vault, row=row))
    once = key_of(row, None, OPENING)
    Letter.objects.filter(vault=vault, pk=letter.pk).update(once=once, body=body)
    introduction_opening.open_(known(vault=vault, row=row), now=now)


def _left(whole: Whole, seat: Seat) -> datetime:
    letter = whole.letter(seat, MEET)
    at: datetime | None = (letter.said_sent_at or letter.pressed_at) if letter else None
    return at or whole.row.made_at


def _because(giver: Seat, receiver: Seat, part: Part) -> str:
    if part is Part.FIRST:
        return circle_words.gives_words(giver.person, giver.gives)[:500]
    return circle_words.wants_words(receiver.person, giver.wants)[:500]


def conclude_due(*, now: datetime) -> int:
    """Chains whose deadline is here open as far as everybody agreed. Gives how many did."""
    done = Circle.objects.filter(chain=True, made_at__lte=now - OPEN_FOR, made_at__gte=now - 10 * OPEN_FOR)
    concluded = CircleOpening.objects.values("circle"), CircleEnd.objects.values("circle")
    rows = done.exclude(pk__in=concluded[0]).exclude(pk__in=concluded[1]).select_related("vault__owner")
    return sum(_over(row, now) for row in rows.order_by("made_at")[:50])


@transaction.atomic
def _over(row: Circle, now: datetime) -> bool:
    whole = circle_pressing.locked(vault=row.vault, circle=public(row.pk), now=now)
    if whole.phase is not Phase.CLOSED or not whole.closes:
        return False
    opened = _conclude(whole, now, over=True)
    if not opened:
        CircleEnd.objects.get_or_create(vault=row.vault, circle=row, defaults={"at": now})
    return opened
