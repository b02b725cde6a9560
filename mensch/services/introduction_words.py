"""The letters of an introduction in words: what is proposed to the owner, who may change all of it but the links."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mensch.core.called import called
from mensch.core.introductions import Part
from mensch.core.outbox import LetterKind
from mensch.core.reasons import Reason
from mensch.core.telling import in_words
from mensch.core.touches import NOTHING
from mensch.models import Person, Side, Vault
from mensch.services.introduction_facts import AGAIN, CHECK, MEET, Known
from mensch.services.standings import evidence_of

KINDS = {MEET: LetterKind.ASKING, CHECK: LetterKind.CHECK, AGAIN: LetterKind.QUESTION}


class Proposed(NamedTuple):
    """The words of each side's letter, and of the one that joins them."""

    words: dict[Part, str]
    opening: str


def given(side: Side | None, owner: str = "") -> str:
    """How somebody is called in a letter."""
    if side is None or side.person is None:
        return owner
    return called(side.person.full, side.person.given)


def owner_name(vault: Vault) -> str:
    """How the owner is called where others read it: never by an address."""
    return vault.owner.name or _("the person who wrote to you")


def knows(*, vault: Vault, person: Person) -> str:
    """How well the owner knows somebody, from the evidence: a proposal for the sentence both of them read."""
    facts = evidence_of(vault=vault, people=[person.pk]).get(person.pk, NOTHING)
    name = called(person.full, person.given)
    if facts.met:
        return _("%(name)s and I have met in person.") % {"name": name}
    if facts.spoke or (facts.wrote and facts.answered):
        return _("%(name)s and I write to each other.") % {"name": name}
    return ""


def evidence(*, vault: Vault, person: Person) -> tuple[Reason, ...]:
    """What the owner has passed with somebody, for the owner's own page."""
    return in_words(evidence_of(vault=vault, people=[person.pk]).get(person.pk, NOTHING))


def propose(*, vault: Vault, whole: Known) -> Proposed:
    """Letters in the owner's name, from what stands on each side. Of the other: given name, trade, reason."""
    owner = vault.owner.name
    words = {}
    for part, side in whole.sides.items():
        if side.person is not None and not (part is Part.SECOND and Part.CONNECTOR in whole.sides):
            words[part] = _check(whole, side, owner) if part is Part.CONNECTOR else _asking(whole, part, owner)
    return Proposed(words, _opening(whole, owner))


def _asking(whole: Known, part: Part, owner: str) -> str:
    other = whole.sides[Part.SECOND if part is Part.FIRST else Part.FIRST]
    facts = {
        "given": given(whole.sides[part]),
        "other": given(other, owner),
        "trade": other.person.title if other.person else "",
        "because": whole.sides[part].because,
        "known": other.known,
        "owner": owner,
    }
    return _said("asking", facts)


def _check(whole: Known, side: Side, owner: str) -> str:
    second, first = whole.sides[Part.SECOND], whole.sides[Part.FIRST]
    asker = given(first)
    name = second.person.full if second.person else ""
    return _said(
        "check", {"given": given(side), "other": name, "asker": asker, "because": second.because, "owner": owner}
    )


def _opening(whole: Known, owner: str) -> str:
    first, second = whole.sides[Part.FIRST], whole.sides[Part.SECOND]
    both = first.person is not None
    pairs = [(first, second), (second, first)] if both else [(second, first)]
    lines = [" ".join(part for part in (side.because, other.known) if part) for side, other in pairs]
    names = (given(first), given(second)) if both else (given(second), "")
    connector = given(whole.sides.get(Part.CONNECTOR))
    facts = {"first": names[0], "second": names[1], "lines": lines, "owner": owner, "connector": connector}
    return _said("opening", facts)


def again(whole: Known, part: Part, owner: str) -> str:
    other = whole.sides[Part.SECOND if part is Part.FIRST else Part.FIRST]
    return _said("again", {"given": given(whole.sides[part]), "other": given(other, owner), "owner": owner})


def told(whole: Known, what: str, owner: str) -> str:
    other = given(whole.sides.get(Part.SECOND))
    return _said(
        "told", {"given": given(whole.sides.get(Part.CONNECTOR)), "other": other, "what": what, "owner": owner}
    )


def forward(whole: Known, owner: str, link: str) -> str:
    """For a connector to send on in their own words."""
    facts = {"owner": owner, "asker": given(whole.sides[Part.FIRST]), "link": link}
    return _said("forward", {**facts, "because": whole.sides[Part.SECOND].because})


def with_link(words: str, purpose: str, **facts: Any) -> str:
    """The owner's words, and beneath them what is added: the link and what follows from an answer."""
    return f"{words.strip()}\n\n{_said('link', {'purpose': purpose, **facts})}\n"


def subject_of(whole: Known, part: Part | None, purpose: str) -> str:
    names = [given(whole.sides.get(one)) for one in (Part.FIRST, Part.SECOND)]
    if part is None:
        return " – ".join(name for name in names if name) if all(names) else _("We are in touch now")
    if purpose == CHECK:
        return _("A question, for you alone")
    if purpose == AGAIN:
        return _("Did you meet?")
    if purpose == MEET:
        other = names[1] if part is Part.FIRST else names[0]
        return _("Would you like to meet %(name)s?") % {"name": other}
    return _("How it went")


def url_of(token: str) -> str:
    return f"{settings.URL}/i/{token}"


def _said(name: str, facts: dict[str, Any]) -> str:
    return written(f"introduction/{name}", facts)


def written(name: str, facts: dict[str, Any]) -> str:
    """A letter from its template, without blanks at line ends and with one empty line where there were more."""
    lines = [line.rstrip() for line in render_to_string(f"letters/{name}.txt", facts).strip().splitlines()]
    return "\n".join(line for n, line in enumerate(lines) if line or (n and lines[n - 1]))
