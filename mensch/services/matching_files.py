"""Asks and people from files of JSON lines: matched without a database, and nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from mensch.core.matching import index as indexing
from mensch.core.matching import places, semantic, silence
from mensch.core.matching.answers import Match, matches
from mensch.core.matching.asks import Ask, parse_ask
from mensch.core.matching.encoder import Encoder
from mensch.core.matching.fuse import order
from mensch.core.matching.kinds import kind_named
from mensch.core.matching.people import PersonText
from mensch.core.reasons import Reason
from mensch.errors import InputError
from mensch.services import knowledge


class Answer(NamedTuple):
    """What one ask of a file came to: `nobody` says why nobody is named, else None."""

    id: str
    ask: Ask
    matches: Sequence[Match]
    nobody: Reason | None
    left_out: Sequence[str]


class Book:
    """The people of one file, ready to be asked."""

    def __init__(self, people: Sequence[PersonText], encoder: Encoder | None) -> None:
        self._words, self._spheres = knowledge.trades(), knowledge.spheres()
        self._towns = places.with_cities(knowledge.towns(), (person.city for person in people))
        self._index = indexing.index((indexing.card(person, self._words) for person in people), self._words)
        self._encoder = encoder
        self._vectors = self._encoded(encoder) if encoder else None

    def _encoded(self, encoder: Encoder) -> semantic.Vectors:
        rows = [
            (at, span, text)
            for at, card in enumerate(self._index.cards)
            for span, text in semantic.texts(card, self._words)
        ]
        once = list(dict.fromkeys(text for _at, _span, text in rows))
        place = {text: at for at, text in enumerate(once)}
        matrix = encoder.encode(once)[[place[text] for _at, _span, text in rows]]
        return semantic.stacked([(at, span) for at, span, _text in rows], matrix)

    def answer(self, name: str, text: str, kind: str = "", limit: int = 10) -> Answer:
        """The best people for one ask, or why there is nobody."""
        ask = parse_ask(text, self._words, self._towns, kind=kind_named(kind))
        near = None
        if self._encoder and self._vectors:
            near = semantic.near(ask, self._vectors, len(self._index), self._encoder, self._words)
        found = order(ask, self._index, self._words, self._spheres, self._towns, near)
        nobody = silence.obvious(ask, found)
        shown = [] if nobody else matches(ask, found, self._index, self._words, self._spheres, limit)
        return Answer(name, ask, shown, nobody, [self._index.cards[at].id for at in sorted(found.out)])


def people_of(path: Path) -> list[PersonText]:
    """The people of a file of JSON lines. Raises InputError with the line that cannot be read."""
    return [
        PersonText(
            _text(row, "id") or str(line),
            title=_text(row, "title"),
            company=_text(row, "company"),
            city=_text(row, "city"),
            notes=_text(row, "notes"),
            offers=_texts(row, "offers"),
            needs=_texts(row, "needs"),
            interests=_texts(row, "interests"),
        )
        for line, row in lines_of(path)
    ]


def asks_of(path: Path) -> list[tuple[str, str, str]]:
    """(id, text, kind) of each ask of a file of JSON lines; kind may be empty."""
    return [(_text(row, "id") or str(line), _text(row, "text"), _text(row, "kind")) for line, row in lines_of(path)]


def lines_of(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Each line of a file as an object, with its number. Raises InputError."""
    try:
        written = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise InputError(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error}) from error
    for line, text in enumerate(written.split("\n"), 1):
        if text.strip():
            yield line, _object(path, line, text)


def _object(path: Path, line: int, text: str) -> Mapping[str, Any]:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise InputError(_("%(path)s, line %(line)s is no JSON object.") % {"path": path, "line": line})
    return row


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None or isinstance(value, list | dict) else str(value)


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = row.get(name)
    if isinstance(value, list):
        return tuple(str(one) for one in value if isinstance(one, str | int | float))
    return (value,) if isinstance(value, str) and value else ()
