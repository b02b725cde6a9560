"""Everybody in a picture of a circle has a seat, an arrow to the next, and words that stay in the picture."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.pictures import Figure, clipped, ring

_NAMES = st.text(min_size=1, max_size=40)


def _of(many: int, name: str = "Joan", words: str = "a bakery owner") -> tuple[list[Figure], list[str]]:
    return [Figure(name, "JW")] * many, [words] * many


@given(st.integers(2, 6), _NAMES, _NAMES)
def test_seats_do_not_touch_and_nothing_leaves_the_picture(many: int, name: str, words: str) -> None:
    found = ring(*_of(many, name, words))
    assert len(found.seats) == len(found.arrows) == many
    for one, other in combinations(found.seats, 2):
        assert dist((one.x, one.y), (other.x, other.y)) > 2 * found.seat
    for seat in found.seats:
        assert found.seat <= seat.x <= found.width - found.seat
        assert 0 < seat.name_y < found.height
    for arrow in found.arrows:
        wide = 7.3 * len(arrow.words)
        left = {"start": arrow.x, "end": arrow.x - wide, "middle": arrow.x - wide / 2}[arrow.anchor]
        assert left >= -0.1
        assert left + wide <= found.width + 0.1


@given(st.integers(2, 6))
def test_every_arrow_runs_from_one_seat_to_the_next(many: int) -> None:
    found = ring(*_of(many))
    for n, arrow in enumerate(found.arrows):
        x1, y1, *_, x2, y2 = (float(number) for number in re.findall(r"-?[\d.]+", arrow.path))
        here, there = found.seats[n], found.seats[(n + 1) % many]
        for x, y, seat in ((x1, y1, here), (x2, y2, there)):
            assert found.seat < dist((x, y), (seat.x, seat.y)) < found.seat + 20
        assert min(found.seats, key=lambda one: dist((one.x, one.y), (x2, y2))) == there


@given(st.text(max_size=60), st.integers(2, 30))
def test_what_does_not_fit_is_shown_to_be_more(text: str, most: int) -> None:
    short = clipped(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_nobody_makes_a_circle_alone() -> None:
    with pytest.raises(ValueError, match="two people"):
        ring(*_of(1))
