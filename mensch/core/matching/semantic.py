"""Nearness of meaning: what of a person is turned into vectors, and how near each person is to an ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from mensch.core.matching.asks import Ask
from mensch.core.matching.encoder import Encoder, Matrix
from mensch.core.matching.index import Card
from mensch.core.matching.kinds import READS, Kind
from mensch.core.matching.people import Field
from mensch.core.matching.quantised import rows_as_int8
from mensch.core.matching.thesaurus import Thesaurus

MEAN, SPREAD = 0.293, 0.160  # of card + best field, over many asks and people (see docs/figures.md)
_ENOUGH = 100  # people from which a vault's own mean and spread are taken
_LONGEST = 600
_BLOCK = 2048  # vectors
OF_NEEDS = (Kind.BUYER, Kind.CLIENT, Kind.PUBLISHER, Kind.VOLUNTEER, Kind.WORK)  # what people look for counts in full


class Span(IntEnum):
    """Which words of a card a vector stands for."""

    CARD = 0
    TITLE = 1
    OFFERS = 2
    NOTES = 3
    NEEDS = 4


@dataclass(frozen=True)
class Vectors:
    """One row a text: whose it is (place in the index), which part, and the vector: bytes times a scale of the row."""

    matrix: npt.NDArray[np.int8]
    scale: Matrix
    owner: npt.NDArray[np.int32]
    span: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Near:
    """For each person: `fit` in spreads above the mean, the best `field` cosine and which `span` of the card it was."""

    fit: Matrix
    field: Matrix
    span: npt.NDArray[np.int32]


def texts(card: Card, words: Thesaurus) -> Iterator[tuple[Span, str]]:
    """What is encoded of one person. A card in another language carries the English names of its trades."""
    has = {where: ", ".join(part.text for part in card.parts if part.field == where) for where in Field}
    notes = " ".join(part.text for part in card.parts if part.field == Field.NOTES)
    english = {where: _english(card, where, words) for where in (Field.TITLE, Field.OFFERS)}
    whole = (
        has[Field.TITLE],
        has[Field.COMPANY],
        has[Field.CITY],
        notes,
        has[Field.OFFERS],
        has[Field.INTERESTS],
        *english.values(),
    )
    yield from _one(Span.CARD, ". ".join(filter(None, whole)))
    yield from _one(Span.TITLE, english[Field.TITLE] or has[Field.TITLE])
    yield from _one(Span.OFFERS, ", ".join(filter(None, (has[Field.OFFERS], english[Field.OFFERS]))))
    yield from _one(Span.NOTES, notes)
    yield from _one(Span.NEEDS, " ".join(part.text for part in card.parts if part.field == Field.NEEDS))


def _one(span: Span, text: str) -> Iterator[tuple[Span, str]]:
    if text.strip():
        yield span, text[:_LONGEST]


def _english(card: Card, where: Field, words: Thesaurus) -> str:
    return ", ".join(words.label(trade) for trade, there in card.foreign if there == where)


def query(ask: Ask, words: Thesaurus) -> str:
    """What of the ask is encoded: its own words; the English names of its trades when it is in another language, for
    the model reads English."""
    if ask.language == "en":
        return ask.wanted if READS[ask.kind].spheres else ask.kept
    place = f", {ask.place.name}" if ask.place else ""
    return ", ".join(words.label(trade) for trade in ask.trades) + place if ask.trades else ""


def near(ask: Ask, vectors: Vectors, people: int, encoder: Encoder, words: Thesaurus) -> Near | None:
    """How near each person is in meaning; None when the ask cannot be read that way."""
    text = query(ask, words)
    if not text or not len(vectors.owner):
        return None
    cosine = cosines(vectors, encoder.encode([text])[0])
    every = np.zeros((people, len(Span)), np.float32)
    every[vectors.owner, vectors.span] = cosine
    every[:, Span.NEEDS] *= 1.0 if ask.kind in OF_NEEDS else 0.5
    span = every[:, 1:].argmax(axis=1) + 1
    field = every[:, 1:].max(axis=1)
    x = every[:, Span.CARD] + field
    own = people >= _ENOUGH
    mean, spread = (float(x.mean()), float(x.std())) if own else (MEAN, SPREAD)
    return Near((x - mean) / max(spread, 1e-3), field, span.astype(np.int32))


def stacked(rows: Sequence[tuple[int, Span]], matrix: Matrix) -> Vectors:
    """Vectors of their parts."""
    whole, scale = rows_as_int8(matrix)
    return packed(rows, whole, scale.astype(np.float32))


def packed(rows: Sequence[tuple[int, Span]], matrix: npt.NDArray[np.int8], scale: Matrix) -> Vectors:
    """The same of vectors that are bytes already."""
    owner, span = zip(*rows, strict=True) if rows else ((), ())
    return Vectors(matrix, scale, np.array(owner, np.int32), np.array(span, np.int32))


def cosines(vectors: Vectors, asked: Matrix) -> Matrix:
    """How near each vector lies; a block at a time, so that all of them are never numbers of four bytes at once."""
    out = np.empty(len(vectors.matrix), np.float32)
    for begin in range(0, len(out), _BLOCK):
        out[begin : begin + _BLOCK] = vectors.matrix[begin : begin + _BLOCK].astype(np.float32) @ asked
    return out * vectors.scale
