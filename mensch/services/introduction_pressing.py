"""The owner has read the letters and presses once. The first leaves; the others wait for a yes, or never leave."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core.disclosure import gives_away
from mensch.core.introductions import Part, Phase, phase
from mensch.core.outbox import LetterKind, LetterState
from mensch.core.reasons import Reason
from mensch.errors import InputError
from mensch.models import Address, AnswerLink, Introduction, Invitation, Letter, LetterStep, Side, User, Vault
from mensch.services import introductions, outbox, suppressions
from mensch.services.introduction_facts import CHECK, MEET, MET, OPENING, Known, asking, key_of, one, today_of
from mensch.services.introduction_words import KINDS, forward, given, owner_name, subject_of, url_of, with_link
from mensch.services.outbox import Pressed
from mensch.services.phrases import phrase
from mensch.services.ways import ways_to
from mensch.services.ways_in import hashed

_PRESSABLE = (Phase.DRAFT, Phase.CHECK_NEXT, Phase.FIRST_NEXT, Phase.SECOND_NEXT)


@transaction.atomic
def press(
    *, vault: Vault, introduction: str, by: User, words: dict[Part, str], opening: str, now: datetime
) -> tuple[Introduction, Pressed | None]:
    """One press for all letters. Gives how the one whose turn it is stands; None when it has no address to go to.

    Raises InputError when a letter would give an address away, or nobody may write there.
    """
    whole = introductions.locked(vault=vault, introduction=introduction)
    now_at = phase(whole.intro, today=today_of(vault, now))
    if now_at not in _PRESSABLE:
        return whole.row, None
    if now_at is Phase.DRAFT:
        introductions.edit(whole=whole, words=words, opening=opening)
        _check(whole)
        write(whole)
        whole = one(vault=vault, row=whole.row)
    return whole.row, _leave(whole, by, now)


def _check(whole: Known) -> None:
    """Somebody writes them, and no letter that asks holds an address of the other."""
    if not whole.row.vault.owner.name:
        raise InputError(_("Say first how you are called: it stands beneath the letters."))
    for part, other in ((Part.FIRST, Part.SECOND), (Part.SECOND, Part.FIRST), (Part.CONNECTOR, Part.SECOND)):
        side, about = whole.sides.get(part), whole.sides.get(other)
        if side and about and (held := gives_away(side.words, _ways(about))):
            names = {"name": given(side), "other": given(about, _("you")), "address": held}
            raise InputError(
                _("The letter to %(name)s holds an address of %(other)s: %(address)s. It goes out after both yeses.")
                % names
            )
    mails = [mail for side in whole.sides.values() if (mail := mail_of(side))]
    if len({suppressions.digest(mail) for mail in mails}) < len(mails):
        raise InputError(_("Two of them share one address. Please correct it on their pages first."))


def _ways(side: Side) -> list[str]:
    if side.person_id is None:
        return []
    kinds = ("email", "phone", "postal")
    rows = Address.objects.filter(vault=side.vault_id, person=side.person_id, kind__in=kinds)
    return [text for pair in rows.values_list("value", "key") for text in pair]


def mail_of(side: Side) -> str:
    return ways_to(vault=side.vault, person=side.person_id).email if side.person_id else ""


def write(whole: Known) -> None:
    """Every letter with its links, and one invitation for each that asks. Nothing leaves here."""
    checked = Part.CONNECTOR in whole.sides
    for part, side in whole.sides.items():
        if side.person_id is None or part in whole.acceptances or (checked and part is Part.FIRST):
            continue
        invitation = invite(whole, part, asking(part))
        if checked and part is Part.SECOND:
            continue  # the connector forwards it: its link stands in their letter
        link = url_of(token_for(invitation))
        if part is Part.CONNECTOR:
            passed_on = url_of(token_for(invite(whole, Part.SECOND, MEET)))
            text = forward(whole, owner_name(whole.row.vault), passed_on)
            _draft(whole, part, CHECK, with_link(side.words, CHECK, link=link, forward=text))
        else:
            _draft(whole, part, MEET, with_link(side.words, MEET, link=link))
    _write_opening(whole)


def invite(whole: Known, part: Part, purpose: str) -> Invitation:
    side = whole.sides[part]
    mail = mail_of(side)
    told = {"introduction": whole.row, "recipient": suppressions.digest(mail or f"side {side.pk}")}
    row: Invitation
    row, _new = Invitation.objects.get_or_create(vault=whole.row.vault, side=side, purpose=purpose, defaults=told)
    return row


def token_for(invitation: Invitation) -> str:
    """A fresh token: 128 random bits, of which only the hash is kept."""
    token = secrets.token_urlsafe(16)
    AnswerLink.objects.create(vault=invitation.vault, invitation=invitation, token_hash=hashed(token))
    return token


def _draft(whole: Known, part: Part, purpose: str, body: str) -> Letter:
    side = whole.sides[part]
    mail = mail_of(side)
    return outbox.draft(
        vault=whole.row.vault,
        kind=KINDS[purpose],
        to=(mail,) if mail else (),
        subject=subject_of(whole, part, purpose),
        body=body,
        person=side.person,
        once=key_of(whole.row, part, purpose),
    )


def joining_words(whole: Known) -> str:
    """The owner's words to both, and beneath them for each the link by which they tell how it went."""
    sides = [whole.sides[part] for part in (Part.FIRST, Part.SECOND) if whole.sides[part].person_id]
    links = [(given(side), url_of(token_for(invite(whole, Part(side.part), MET)))) for side in sides]
    return with_link(whole.row.opening, MET, links=links)


def _write_opening(whole: Known) -> None:
    sides = [whole.sides[part] for part in (Part.FIRST, Part.SECOND) if whole.sides[part].person_id]
    outbox.draft(
        vault=whole.row.vault,
        kind=LetterKind.OPENING,
        to=tuple(mail for side in sides if (mail := mail_of(side))),
        subject=subject_of(whole, None, OPENING),
        body=joining_words(whole),
        person=sides[0].person,
        once=key_of(whole.row, None, OPENING),
    )


def _leave(whole: Known, by: User, now: datetime) -> Pressed | None:
    """The letter whose turn it is leaves; what waits for a yes is held."""
    turn = next(part for part in (Part.CONNECTOR, Part.FIRST, Part.SECOND) if (part, asking(part)) in whole.invitations)
    if turn is Part.FIRST and Part.FIRST in whole.acceptances:
        turn = Part.SECOND
    first, second = whole.letter(turn, asking(turn)), whole.letter(Part.SECOND, MEET)
    for letter in (second, whole.letter(None, OPENING)):
        if letter and letter != first and letter.state == LetterState.DRAFT and letter.to:
            _heard(outbox.press(letter=letter, by=by, now=now, hold=True))
    if first is None or not first.to:
        return None
    return _heard(outbox.press(letter=first, by=by, now=now))


def _heard(answer: Pressed | Reason) -> Pressed:
    if isinstance(answer, Reason):
        raise InputError(phrase(answer))
    return answer


@transaction.atomic
def take_back(*, vault: Vault, introduction: str, now: datetime) -> Introduction | None:
    """Undo within ten seconds: everything is a draft again. None when the letter has left."""
    whole = introductions.locked(vault=vault, introduction=introduction)
    letters = list(whole.letters.values())
    going = [one for one in letters if one.state not in (LetterState.DRAFT, LetterState.HELD)]
    if whole.acceptances or not all(outbox.take_back(letter=one, now=now) for one in going):
        return None
    keys = [one.once for one in letters]
    AnswerLink.objects.filter(vault=vault, invitation__introduction=whole.row).delete()
    Invitation.objects.filter(vault=vault, introduction=whole.row).delete()
    LetterStep.objects.filter(vault=vault, letter__once__in=keys).delete()
    Letter.objects.filter(vault=vault, once__in=keys, state__in=(LetterState.DRAFT, LetterState.HELD)).delete()
    return whole.row
