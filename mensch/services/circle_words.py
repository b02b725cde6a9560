"""The letters of a circle in words: what is proposed to the owner, who may change all of it but the links."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mensch.core.called import called
from mensch.models import Person, Vault
from mensch.services.circle_ideas import CircleIdea, Step
from mensch.services.introduction_words import knows, written


def name_of(person: Person) -> str:
    return called(person.full, person.given)


def asking(idea: CircleIdea, place: int, owner: str) -> str:
    """Asks one of them: who could help them, whom they could help; given names only."""
    gets = idea.steps[place - 1] if place or idea.circle else None
    gives = idea.steps[place] if place < len(idea.steps) else None
    facts = {
        "given": name_of(idea.people[place]),
        "many": len(idea.people),
        "chain": not idea.circle,
        "from": name_of(gets.giver) if gets else "",
        "receives": gets.gives.rstrip(" .") if gets else "",
        "to": name_of(gives.receiver) if gives else "",
        "wants": gives.wants.rstrip(" .") if gives else "",
        "owner": owner,
    }
    return written("circle_asking", facts)


def opening(vault: Vault, step: Step, owner: str) -> str:
    """Joins the two of one help."""
    lines = [f"{because_receiver(step)} {knows(vault=vault, person=step.giver)}".strip()]
    lines.append(f"{because_giver(step)} {knows(vault=vault, person=step.receiver)}".strip())
    facts = {"first": name_of(step.receiver), "second": name_of(step.giver), "lines": lines, "owner": owner}
    return written("introduction/opening", facts)


def because_receiver(step: Step) -> str:
    return gives_words(step.giver, step.gives)


def because_giver(step: Step) -> str:
    return wants_words(step.receiver, step.wants)


def gives_words(giver: Person, words: str) -> str:
    return _("%(name)s is glad to give: %(words)s.") % {"name": name_of(giver), "words": words.rstrip(" .")}


def wants_words(receiver: Person, words: str) -> str:
    return _("%(name)s is looking for: %(words)s.") % {"name": name_of(receiver), "words": words.rstrip(" .")}


def with_link(words: str, link: str) -> str:
    return f"{words.strip()}\n\n{written('circle_link', {'link': link})}\n"


def subject(*, chain: bool) -> str:
    """No name stands in it."""
    return _("An idea: helping one after the other") if chain else _("An idea: helping each other all round")
