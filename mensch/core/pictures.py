"""The picture of a circle of help: where each one sits, which way the help goes, where its words stand.

Units are those of the SVG's own box, about the pixels of a wide screen. On a phone the box shrinks to three quarters;
the words stay readable there, and the same steps stand beside the picture as a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, dist, pi, sin
from typing import NamedTuple

_WIDTH = 456.0
_HIGH, _NARROW = 128.0, 76.0  # of the ring; two people sit on a narrow one, so that the words have room at its sides
_SEAT, _SMALL_SEAT = 40.0, 32.0  # up to three people, or more
_GAP = 12.0  # between a seat and the end of an arrow
_NAME, _WORDS, _LETTER = 16, 20, 7.3  # letters that fit, and how wide one is


class Figure(NamedTuple):
    """Somebody in the picture: as they are called, the letters in their seat, a tint that says nothing about them."""

    name: str
    letters: str
    tint: str = ""


class Seat(NamedTuple):
    """Where somebody sits: the middle of the seat, and where the name stands, with SVG's text-anchor."""

    figure: Figure
    name: str
    x: float
    y: float
    name_x: float
    name_y: float
    anchor: str


class Arrow(NamedTuple):
    """From one seat to the next: `path` as SVG writes it, and what is given, beside it. `anchor`: SVG's text-anchor."""

    path: str
    words: str
    x: float
    y: float
    anchor: str


class Ring(NamedTuple):
    """A whole picture; `middle` is where a word may stand inside."""

    width: float
    height: float
    seat: float
    middle: tuple[float, float]
    seats: tuple[Seat, ...]
    arrows: tuple[Arrow, ...]


def ring(people: Sequence[Figure], words: Sequence[str]) -> Ring:
    """People in giving order, clockwise from the top; `words[i]`: what the i-th gives to the next. Two people or more.

    Raises ValueError for fewer, or when the two do not match.
    """
    if len(people) < 2 or len(words) != len(people):
        raise ValueError("a circle has two people or more, each of whom gives something")
    many, seat = len(people), _SEAT if len(people) <= 3 else _SMALL_SEAT
    track = _Track(_NARROW if many == 2 else _HIGH, _WIDTH / 2, seat + 30 + _HIGH)
    turns = [2 * pi * n / many - pi / 2 for n in range(many + 1)]
    seats = tuple(_seat(one, track, turn, seat) for one, turn in zip(people, turns, strict=False))
    arrows = tuple(_arrow(one, track, turns[n], turns[n + 1], seat) for n, one in enumerate(words))
    height = max(*(one.name_y for one in seats), *(one.y for one in arrows)) + 12
    return Ring(_WIDTH, _r(height), seat, (_r(track.x), _r(track.y)), seats, arrows)


def clipped(text: str, most: int) -> str:
    """As much as fits, at a blank where there is one; what is left out is shown by an ellipsis."""
    if len(text) <= most:
        return text
    cut, following = text[: most - 1], text[most - 1]
    return f"{cut.rstrip() if following == ' ' else cut.rpartition(' ')[0] or cut}…"


class _Track(NamedTuple):
    """The ring on which they sit; `wide` is half its width."""

    wide: float
    x: float
    y: float

    def at(self, turn: float, beside: float = 0) -> tuple[float, float]:
        return self.x + (self.wide + beside) * cos(turn), self.y + (_HIGH + beside) * sin(turn)

    def free(self, turn: float, step: float, far: float) -> float:
        """The first turn from here on that is so far away."""
        found = turn
        while dist(self.at(found), self.at(turn)) < far:
            found += step
        return found


def _seat(figure: Figure, track: _Track, turn: float, seat: float) -> Seat:
    """The name stands above or below; beside small seats at the sides it stands inside, where no arrow runs."""
    x, y = track.at(turn)
    name = clipped(figure.name, _NAME)
    if seat == _SMALL_SEAT and abs(cos(turn)) > 0.3:
        inwards = -1 if cos(turn) > 0 else 1
        return Seat(
            figure, name, _r(x), _r(y), _r(x + inwards * (seat + 8)), _r(y + 5), "end" if inwards < 0 else "start"
        )
    name_y = y - seat - 10 if sin(turn) < -0.9 else y + seat + 22
    return Seat(figure, name, _r(x), _r(y), _r(x), _r(name_y), "middle")


def _arrow(words: str, track: _Track, here: float, there: float, seat: float) -> Arrow:
    """An arc of the ring that leaves both seats free; its words stand outside of it."""
    start, end = track.free(here, 0.01, seat + _GAP), track.free(there, -0.01, seat + _GAP)
    (x1, y1), (x2, y2) = track.at(start), track.at(end)
    middle = (start + end) / 2
    x, y = track.at(middle, 14)
    anchor = "middle" if abs(cos(middle)) < 0.2 else "start" if cos(middle) > 0 else "end"
    room = {"start": _WIDTH - x, "end": x, "middle": _WIDTH}[anchor]
    path = f"M{_r(x1):g} {_r(y1):g}A{track.wide:g} {_HIGH:g} 0 0 1 {_r(x2):g} {_r(y2):g}"
    text = clipped(words, min(_WORDS, int(room / _LETTER)))
    return Arrow(path, text, _r(x), _r(y + 6 + 8 * sin(middle)), anchor)


def _r(number: float) -> float:
    return round(number, 1)
