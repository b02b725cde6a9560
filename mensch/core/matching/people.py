"""What is known of a person in words, in two sides: what they offer, and what they look for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from mensch.core.matching.folding import fold


class Field(IntEnum):
    """Where on a card words stand. Never the name: people are called Baker, Cook and Banks."""

    TITLE = 0
    OFFERS = 1
    COMPANY = 2
    NOTES = 3
    NEEDS = 4
    CITY = 5
    INTERESTS = 6


class Part(NamedTuple):
    """One piece of text of a person."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class PersonText:
    """The words of one card. `notes` may hold both sides; `needs` is what they said they look for."""

    id: str
    title: str = ""
    company: str = ""
    city: str = ""
    notes: str = ""
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()


_NEED = re.compile(
    r"\b(?:needs?|wants? (?!to (?:talk|speak|share|teach|mentor|help|give))|looks? for|looking for|seeks?|seeking|"
    r"short of|hopes? to|hoping|retir(?:es|ing)|no successor|raising|searching|searches for|in search of|wishes|"
    r"would like|about to|planning to|plans to|interested in buying|buys|must find|lacks|complains about|"
    r"sucht|suchen|braucht|mochte|will .{0,30}(?:ubernehmen|kaufen)|cherche|recherche|a besoin|voudrait|souhaite|"
    r"busca|necesita|quiere|cerca|vuole|bisogno|procura|precisa|quer|szuka|potrzebuje|chce|zoekt|heeft .{0,20}nodig)\b"
)
# Whoever offers contacts to a trade knows it and does not do it.
_DOOR = re.compile(
    r"^(?:(?:my|good|meine|gute) )?(?:contacts?|connections?|intro(?:duction)?s?|access|door|kontakte?|zugang|acces|"
    r"contactos?|acceso|contatti|accesso|contatos?|acesso|kontakty|dojscie|contacten|toegang|who's who)\b"
)
_SENTENCE = re.compile(r"[^.;!?\n]+[.;!?]?")
_CLAUSE = re.compile(
    r",\s+(?=(?:and |but )?(?:needs?|wants?|looks?|looking|seeks?|buys|short|hopes|is looking)\b)", re.I
)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a note; a clause that begins with a need is one of its own."""
    for match in _SENTENCE.finditer(text):
        for clause in _CLAUSE.split(match.group()):
            if told := clause.strip(" .;!?,"):
                yield told


def is_need(sentence: str) -> bool:
    """Whether the sentence says what somebody looks for."""
    return bool(_NEED.search(" ".join(map(fold, sentence.split()))))


def is_door(offer: str) -> bool:
    """Whether the offer is to open a door, and not to do the work behind it."""
    return bool(_DOOR.search(" ".join(map(fold, offer.split()))))


def parts(person: PersonText) -> Iterator[Part]:
    """Every piece of a person's text with the side it belongs to."""
    yield from _texts(Field.TITLE, (person.title,))
    for offer in person.offers:
        yield from _texts(Field.NOTES if is_door(offer) else Field.OFFERS, (offer,))
    yield from _texts(Field.COMPANY, (person.company,))
    for sentence in sentences(person.notes):
        yield Part(Field.NEEDS if is_need(sentence) else Field.NOTES, sentence)
    yield from _texts(Field.NEEDS, person.needs)
    yield from _texts(Field.CITY, (person.city,))
    yield from _texts(Field.INTERESTS, person.interests)


def _texts(where: Field, texts: Iterable[str]) -> Iterator[Part]:
    return (Part(where, text) for text in texts if text.strip())
