"""Answers behind a link. The token is the authority: whoever holds it answers for that side, for one purpose only.

Looking changes nothing. Unknown, expired, used and ended links are one and the same to whoever asks.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mensch.core import mailbox
from mensch.core.introductions import Act, Happening, Part, Phase, Says, answer, phase
from mensch.core.introductions_seen import seen_by_side
from mensch.core.outbox import LetterState
from mensch.errors import InputError
from mensch.models import Answer, AnswerLink, Concern, IntroductionEnd, Invitation
from mensch.services import introduction_opening, introductions, outbox, suppressions
from mensch.services.access import public
from mensch.services.introduction_facts import CHECK, MEET, Known, answers_of, asking, one, today_of, words_of
from mensch.services.introduction_words import owner_name
from mensch.services.said import line
from mensch.services.ways_in import hashed

CONNECTOR_SAYS = (Says.YES, Says.NOT_WELL_ENOUGH, Says.NOT_NOW, Says.NEVER, Says.NOT_ME)
SIDE_SAYS = (Says.YES, Says.NOT_NOW, Says.NEVER, Says.NOT_ME)
_NO = (Says.NOT_NOW, Says.NOT_WELL_ENOUGH)


class Shown(NamedTuple):
    """What stands behind a link that takes an answer. No address of anybody, nothing that another said."""

    purpose: str
    owner: str
    words: str
    about: str
    because: str
    own: Says | None
    asked_what_is_held: bool
    wants_address: bool


class Said(NamedTuple):
    """An answer as it came. `lets_know`: the owner may hear that it is not this time."""

    says: str
    words: str = ""
    address: str = ""
    lets_know: bool = False
    how: str = "link"


def invitation_of(token: str) -> Invitation | None:
    """The invitation behind a token. Raises nothing: whatever is no token of ours belongs to nobody."""
    link = AnswerLink.objects.filter(token_hash=hashed(token)).select_related("vault").first()
    if link is None:
        return None
    rows = Invitation.objects.filter(vault=link.vault_id, pk=link.invitation_id)
    found: Invitation | None = rows.select_related("vault__owner", "side", "introduction").first()
    return found


def look(*, token: str, now: datetime) -> Shown | None:
    """What the page shows; None when the link takes no answer. Changes nothing."""
    row = invitation_of(token)
    if row is None or row.purpose not in (MEET, CHECK):
        return None
    whole, part = one(vault=row.vault, row=row.introduction), Part(row.side.part)
    seen = seen_by_side(_alone(whole, part).intro, part, words_of(whole), today=today_of(row.vault, now))
    return _shown(whole, part, row) if seen.open and _is_out(whole, part, row) else None


def _shown(whole: Known, part: Part, row: Invitation) -> Shown:
    mine = answers_of(whole).get(part)
    about = whole.sides.get(Part.SECOND if part is Part.CONNECTOR else part)
    letter = whole.letter(part, asking(part))
    return Shown(
        purpose=row.purpose,
        owner=owner_name(row.vault),
        words=row.side.words,
        about=about.person.full if part is Part.CONNECTOR and about and about.person else "",
        because=about.because if about else "",
        own=Says(mine.says) if mine else None,
        asked_what_is_held=Concern.objects.filter(vault=row.vault, side=row.side, kind="held").exists(),
        wants_address=row.purpose == MEET and (letter is None or not letter.to),
    )


def _is_out(whole: Known, part: Part, row: Invitation) -> bool:
    """Whether the letter with this link can have left: one that is held has not."""
    letter = whole.letter(part, row.purpose)
    return row.at is not None or letter is None or letter.state != LetterState.HELD


def _alone(whole: Known, part: Part) -> Known:
    """How it stands for this side: that another let the owner know "not this time" does not reach them."""
    if whole.end is None or whole.end.side_id in (None, whole.sides[part].pk):
        return whole
    happened = tuple(one for one in whole.intro.happened if one.act is not Act.STOP)
    return whole._replace(intro=whole.intro._replace(happened=happened))


@transaction.atomic
def say(*, token: str, said: Said, now: datetime) -> bool:
    """Take an answer. False when the link takes none; the same word twice is said once. Raises InputError."""
    row = invitation_of(token)
    if row is None or row.purpose not in (MEET, CHECK):
        return False
    return say_for(invitation=row, said=said, now=now)


@transaction.atomic
def say_for(*, invitation: Invitation, said: Said, now: datetime) -> bool:
    """The same for a side that is known: by its link, or as the owner was told."""
    vault, part = invitation.vault, Part(invitation.side.part)
    whole = introductions.locked(vault=vault, introduction=public(invitation.introduction_id))
    if not _is_out(whole, part, invitation):
        return False
    says = _says(part, said.says)
    if says is Says.YES:
        whole = _went(whole, part, now)
    today, words = today_of(vault, now), words_of(whole)
    ends = _alone(whole, part)
    followed = answer(ends.intro, part, says, words=words, today=today)
    if followed is None:
        return False
    if words.get(part) is not says or said.words:
        _keep(whole, part, says, said, now)
    _follow(whole, part, followed if ends.end is None or not ends.end.side_id else (), now)
    return True


def _says(part: Part, says: str) -> Says:
    if says not in (CONNECTOR_SAYS if part is Part.CONNECTOR else SIDE_SAYS):
        raise InputError(_("That is none of the answers."))
    return Says(says)


def _went(whole: Known, part: Part, now: datetime) -> Known:
    """A yes proves that the letter went, though the owner has not said so. (So does a no, but that would show it.)"""
    ready = {Phase.FIRST_NEXT: Part.FIRST, Phase.CHECK_NEXT: Part.CONNECTOR, Phase.SECOND_NEXT: Part.SECOND}
    waits = ready.get(phase(whole.intro, today=today_of(whole.row.vault, now)))
    first = Part.CONNECTOR if waits is Part.CONNECTOR and part is Part.SECOND else part
    if waits is None or waits is not first:
        return whole
    side = whole.sides[first]
    Invitation.objects.filter(vault=whole.row.vault, side=side, purpose=asking(first), at=None).update(at=now)
    return one(vault=whole.row.vault, row=whole.row)


def _keep(whole: Known, part: Part, says: Says, said: Said, now: datetime) -> None:
    vault, side = whole.row.vault, whole.sides[part]
    address = line(said.address, 320)
    if address and not mailbox.looks_right(address):
        raise InputError(_("“%(address)s” is no mail address.") % {"address": address[:100]})
    if says is Says.YES and not (address or part is Part.CONNECTOR or introduction_opening.address_of(whole, part)):
        raise InputError(_("Please say where the letter should reach you."))
    told = {"words": line(said.words, 500), "address": address, "lets_know": said.lets_know, "how": said.how, "at": now}
    Answer.objects.create(vault=vault, side=side, says=says.value, **told)
    if says is Says.NEVER and (mail := introduction_opening.address_of(whole, part)):
        suppressions.suppress(address=mail, now=now)
    if says is Says.NOT_ME:
        Concern.objects.get_or_create(vault=vault, side=side, kind="not_me", defaults={"at": now})
    if said.lets_know and says in _NO:
        IntroductionEnd.objects.get_or_create(vault=vault, introduction=whole.row, defaults={"side": side, "at": now})


def _follow(whole: Known, part: Part, followed: tuple[Happening, ...], now: datetime) -> None:
    acts = {one.act for one in followed}
    if Act.OPEN in acts:
        introduction_opening.open_(whole, now=now)
    elif Act.YES in acts:
        introduction_opening.accept(whole, part, now=now)
        _ask_second(whole, now)


def _ask_second(whole: Known, now: datetime) -> None:
    """The first, or the connector, said yes: the letter to the second, pressed already, leaves."""
    vault, letter = whole.row.vault, whole.letter(Part.SECOND, MEET)
    invited = Invitation.objects.filter(vault=vault, side=whole.sides[Part.SECOND], purpose=MEET, at=None)
    if Part.CONNECTOR in whole.sides:
        invited.update(at=now)
    elif letter and letter.state == LetterState.HELD:
        outbox.let_go(letter=letter, now=now)
        invited.update(at=now)


@transaction.atomic
def ask_what_is_held(*, token: str, now: datetime) -> bool:
    """ "What do you keep about me?" becomes a task of the owner. The link stays as it is."""
    row = invitation_of(token)
    if row is None or look(token=token, now=now) is None:
        return False
    Concern.objects.get_or_create(vault=row.vault, side=row.side, kind="held", defaults={"at": now})
    return True
