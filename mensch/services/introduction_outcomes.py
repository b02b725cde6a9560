"""What came of it: told behind a link or to the owner; and every giver hears, once, each word that ends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.asks import End
from mensch.core.introductions import Part, asks_again
from mensch.core.outbox import LetterKind
from mensch.core.outcomes import CameOf, Giver, Met, Outcome, hands, helped, latest, untold
from mensch.core.reasons import Reason
from mensch.errors import InputError
from mensch.models import Ask, Introduction, Letter, Told, User, Vault
from mensch.models import Outcome as OutcomeRow
from mensch.services import introductions, outbox
from mensch.services.access import public
from mensch.services.answering import invitation_of
from mensch.services.introduction_facts import AGAIN, LEFT, MET, TELL, Known, key_of, one, today_of
from mensch.services.introduction_opening import address_of
from mensch.services.introduction_pressing import invite, token_for
from mensch.services.introduction_words import again, given, owner_name, subject_of, told, url_of, with_link
from mensch.services.outbox import Pressed
from mensch.services.said import line

TAKES = timedelta(days=120)
_FOUND = End.FOUND.value


class ShownMet(NamedTuple):
    """What stands behind the link of the letter that joined two people."""

    owner: str
    other: str
    own: Outcome | None


class Word(NamedTuple):
    """How it went, as it came."""

    met: str
    came_of: Sequence[str] = ()
    words: str = ""
    how: str = "link"


def look(*, token: str, now: datetime) -> ShownMet | None:
    """None when nothing opened, or too long ago. Changes nothing."""
    row = invitation_of(token)
    whole = one(vault=row.vault, row=row.introduction) if row and row.purpose in (MET, AGAIN) else None
    if row is None or whole is None or whole.opened_at is None or now >= whole.opened_at + TAKES:
        return None
    part = Part(row.side.part)
    other = whole.sides.get(Part.SECOND if part is Part.FIRST else Part.FIRST)
    owner = owner_name(row.vault)
    return ShownMet(owner, given(other, owner), latest(whole.outcomes).get(part))


@transaction.atomic
def say(*, token: str, word: Word, now: datetime) -> bool:
    """Keep how it went, for the owner. False when the link takes nothing. Raises InputError."""
    row = invitation_of(token)
    if row is None or look(token=token, now=now) is None:
        return False
    whole = introductions.locked(vault=row.vault, introduction=public(row.introduction_id))
    _keep(whole, Part(row.side.part), word, now)
    return True


@transaction.atomic
def note(*, vault: Vault, introduction: str, part: str, word: Word, now: datetime) -> Introduction:
    """The owner was told by one of them, and writes it down. Raises InputError."""
    whole = introductions.locked(vault=vault, introduction=introduction)
    if whole.opened_at is None or part not in whole.sides or part == Part.CONNECTOR:
        raise InputError(_("That is known once they have been joined."))
    _keep(whole, Part(part), word._replace(how="told"), now)
    return whole.row


def _keep(whole: Known, part: Part, word: Word, now: datetime) -> None:
    if word.met not in set(Met):
        raise InputError(_("Did you meet: yes, not yet, or it came to nothing?"))
    came_of = [one.value for one in CameOf if one.value in word.came_of and word.met == Met.YES]
    said = {"met": word.met, "came_of": came_of, "words": line(word.words, 500)}
    before = latest(whole.outcomes).get(part)
    if before is None or said != {"met": before.met, "came_of": [*before.came_of], "words": before.words}:
        row = whole.sides[part]
        OutcomeRow.objects.create(vault=whole.row.vault, side=row, how=word.how, at=now, **said)


def news(whole: Known, now: datetime) -> list[tuple[Giver, Outcome | None]]:
    """Whom to tell what. A connector has heard when the letter left, not when it was made."""
    letter = whole.letter(Part.CONNECTOR, TELL)
    heard = whole.tellings()
    if letter is None or letter.state not in LEFT:
        heard = frozenset(one for one in heard if one[0] is not Giver.CONNECTOR)
    return untold(whole.intro, whole.outcomes, heard, today=today_of(whole.row.vault, now))


@transaction.atomic
def hear(*, vault: Vault, introduction: str, now: datetime) -> Introduction:
    """The owner has read what came of it. The ask it was for is closed when it was helped."""
    whole = introductions.locked(vault=vault, introduction=introduction)
    _tell(whole, Giver.OWNER, now)
    if helped(whole.outcomes) and whole.row.ask:
        Ask.objects.filter(vault=vault, pk=whole.row.ask, ended_at=None).update(ended_at=now, ended=_FOUND)
    return whole.row


def unhear(*, vault: Vault, at: datetime) -> None:
    """Undo of that, by its moment."""
    Told.objects.filter(vault=vault, to=Giver.OWNER.value, at=at).delete()
    Ask.objects.filter(vault=vault, ended_at=at, ended=_FOUND).update(ended_at=None, ended="")


def _tell(whole: Known, giver: Giver, now: datetime) -> None:
    for to, outcome in news(whole, now):
        if to is giver:
            about = outcome.id if outcome else None
            defaults = {"at": now}
            Told.objects.get_or_create(
                vault=whole.row.vault, introduction=whole.row, to=to.value, outcome_id=about, defaults=defaults
            )


@transaction.atomic
def tell_connector(*, vault: Vault, introduction: str, by: User, words: str, now: datetime) -> Pressed | Reason | None:
    """The owner presses the letter by which the connector hears how it went. None when there is nothing to tell."""
    whole = introductions.locked(vault=vault, introduction=introduction)
    if not any(to is Giver.CONNECTOR for to, _about in news(whole, now)):
        return None
    letter = _letter(whole, Part.CONNECTOR, TELL, LetterKind.TOLD, words or telling(whole))
    answer = outbox.press(letter=letter, by=by, now=now)
    if isinstance(answer, Pressed):
        _tell(whole, Giver.CONNECTOR, now)
    return answer


def telling(whole: Known) -> str:
    """The proposed letter to the connector. What somebody said is passed on only as the owner decides."""
    met = any(one.met is Met.YES for one in latest(whole.outcomes).values())
    ended = any(one.met is Met.NOTHING for one in latest(whole.outcomes).values())
    what = _("We met, and it was good.") if met else _("It came to nothing, and that is fine.") if ended else ""
    return told(whole, what or _("I have not heard any more, and that is fine."), whole.row.vault.owner.name)


@transaction.atomic
def ask_again(*, vault: Vault, introduction: str, by: User, now: datetime) -> list[Letter]:
    """The one question after two weeks, to each of them by a letter of their own; pressed by the owner."""
    whole = introductions.locked(vault=vault, introduction=introduction)
    due = asks_again(whole.intro, today=today_of(vault, now))
    letters = [letter for part in (Part.FIRST, Part.SECOND) if (letter := whole.letter(part, AGAIN))]
    for part in (Part.FIRST, Part.SECOND) if due and not letters else ():
        side = whole.sides.get(part)
        if side and side.person_id:
            link = url_of(token_for(invite(whole, part, AGAIN)))
            words = with_link(again(whole, part, owner_name(vault)), AGAIN, link=link)
            letters.append(_letter(whole, part, AGAIN, LetterKind.QUESTION, words))
    for letter in letters:
        outbox.press(letter=letter, by=by, now=now)
    return letters


def _letter(whole: Known, part: Part, purpose: str, kind: LetterKind, body: str) -> Letter:
    mail = address_of(whole, part)
    return outbox.draft(
        vault=whole.row.vault,
        kind=kind,
        to=(mail,) if mail else (),
        subject=subject_of(whole, part, purpose),
        body=body,
        person=whole.sides[part].person,
        once=key_of(whole.row, part, purpose),
    )


def ripple(*, vault: Vault, row: Introduction) -> list[Introduction]:
    """The introductions that led to this one, the first one first: over how many hands it went."""
    through = dict(Introduction.objects.filter(vault=vault).exclude(through=None).values_list("id", "through"))
    chain = hands(row.pk, through)
    rows = {one.pk: one for one in Introduction.objects.filter(vault=vault, pk__in=chain)}
    return [rows[pk] for pk in chain if pk in rows]
