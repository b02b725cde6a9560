"""The draft of a letter for one line of Today, from the owner's own facts. A person edits it and sends it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mensch.core import letters as rules
from mensch.core.called import called
from mensch.core.letters import BLANK, Note
from mensch.core.moments import day
from mensch.core.nudges import Nudge, NudgeKind
from mensch.core.reasons import Code, Reason, because
from mensch.core.thanks import Encounter
from mensch.core.touches import NOTHING, Id
from mensch.models import Ask, Person, Vault
from mensch.models import Note as NoteRow
from mensch.services.phrases import phrase
from mensch.services.standings import evidence_of
from mensch.services.today_ties import promises_of

THANKS = {NudgeKind.THANK_YOU, NudgeKind.THANK_LATER}
_PROMISES = {NudgeKind.PROMISE, NudgeKind.PROMISE_OPEN}
_NO_LETTER = {NudgeKind.MEETING, NudgeKind.WHOM_AGAIN, NudgeKind.STILL_RIGHT, NudgeKind.INTRODUCTION}
_KINDS = {NudgeKind.REPLY: "reply", NudgeKind.RHYTHM: "rhythm"}


class Draft(NamedTuple):
    """`kind` as in the table of letters."""

    kind: str
    subject: str
    body: str


def draft(*, vault: Vault, person: Person, nudge: Nudge, met: Encounter | None, zone: tzinfo) -> Draft | None:
    """The draft for a nudge; None where a letter is not what it asks for."""
    if nudge.kind in _NO_LETTER:
        return None
    parts = _parts(vault, person, nudge, met, zone)
    kind = "thank_you" if nudge.kind in THANKS else "promise" if nudge.kind in _PROMISES else None
    return Draft(kind or _KINDS.get(nudge.kind, "free"), _subject(nudge), said(parts, person=person, vault=vault))


def _subject(nudge: Nudge) -> str:
    about = nudge.reason.fact("subject")
    if nudge.kind is NudgeKind.REPLY and about:
        return about if about.casefold().startswith("re:") else f"Re: {about}"
    if nudge.kind in THANKS:
        return _("Thank you")
    return _("As promised") if nudge.kind in _PROMISES else _("How are you?")


def _parts(vault: Vault, person: Person, nudge: Nudge, met: Encounter | None, zone: tzinfo) -> Iterable[Reason]:
    match nudge.kind:
        case NudgeKind.REPLY:
            return ()
        case NudgeKind.PROMISE | NudgeKind.PROMISE_OPEN:
            return (because(Code.PART_PROMISE, words=nudge.reason.fact("words")),)
        case NudgeKind.THEIR_PROMISE:
            return (because("part-their-promise", words=nudge.reason.fact("words")),)
        case NudgeKind.REST:
            return rules.closing(person.pk).parts
    if nudge.reason.code == Code.ASK_THANKS:
        return (because(Code.PART_FOUND, words=nudge.reason.fact("words")),)
    promises = promises_of(vault=vault, person=person.pk, zone=zone)
    if met and nudge.kind in THANKS:
        on = day(met.until, zone)
        return rules.thank_you(person.pk, met, promises, note_of(vault=vault, person=person.pk, on=on, zone=zone)).parts
    known = evidence_of(vault=vault, people=[person.pk]).get(person.pk, NOTHING)
    parts = rules.hello(person.pk, known, BLANK, promises).parts
    return (*parts, because(Code.PART_COFFEE)) if nudge.kind is NudgeKind.MEET else parts


def note_of(*, vault: Vault, person: Id, on: date, zone: tzinfo) -> Note:
    """What the owner noted of a meeting that day: what they look for, and the hook to remember each other by."""
    asks = Ask.objects.filter(vault=vault, person=person, side="looking", ended_at=None).order_by("-made_at")
    notes = NoteRow.objects.filter(vault=vault, person=person).order_by("-made_at").values_list("text", "made_at")[:5]
    about = next((text for text, at in notes if _same(at, on, zone)), "")
    words = asks.values_list("words", flat=True).first()
    return Note(would_help=words or "", about=about.splitlines()[0][:200] if about else "")


def _same(at: datetime, on: date, zone: tzinfo) -> bool:
    return 0 <= (day(at, zone) - on).days <= 1


def said(parts: Iterable[Reason], *, person: Person, vault: Vault) -> str:
    """The parts as a letter: each promise a paragraph of its own, the rest together."""
    told = [(part.code == Code.PART_PROMISE, phrase(part)) for part in parts]
    promised, rest = [text for first, text in told if first], [text for first, text in told if not first]
    paragraphs = [*promised, " ".join(rest)] if rest else promised
    facts = {"given": called(person.full, person.given), "paragraphs": paragraphs, "owner": vault.owner.name}
    return render_to_string("letters/letter.txt", facts).strip()
