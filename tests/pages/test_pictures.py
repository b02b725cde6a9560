"""Pictures of circles and chains, as they stand in a page: golden, and with names that try to be more than names."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from django.template import engines
from django.utils import translation

GOLDEN = Path(__file__).parent.parent / "files" / "pictures" / "circle_of_three.svg"


class Guest(NamedTuple):
    id: int
    full: str
    given: str = ""
    family: str = ""


THREE = [Guest(3, "Joan Whitlow"), Guest(10, "Owen Grant"), Guest(17, "Felix Brandt")]
GIFTS = ["a bakery owner", "a dental practice in Bath", "two founders"]


def drawn(text: str, people: list[Guest], gifts: list[str]) -> str:
    page = engines["django"].from_string("{% load pictures %}" + text)
    return str(page.render({"people": people, "gifts": gifts}))


def test_a_circle_of_three_looks_as_it_did() -> None:
    assert drawn("{% circle people gifts 'A circle of three' %}", THREE, GIFTS) == GOLDEN.read_text(encoding="utf-8")


def test_numbers_of_a_picture_are_no_words_of_a_language() -> None:
    with translation.override("de"):
        assert "," not in drawn("{% circle people gifts 'x' %}", THREE, GIFTS).replace("a dental practice", "")


def test_a_name_is_text_and_nothing_else() -> None:
    people = [Guest(1, '<script>alert("x")</script>'), Guest(2, "Owen & Sons")]
    for text in ("{% circle people gifts 'a \" b' %}", "{% chain people gifts %}"):
        page = drawn(text, people, ["<b>", "x"])
        assert "<script" not in page
        assert "<b>" not in page
        assert "Owen" in page


def test_a_chain_begins_with_the_first_giver_and_ends_with_one_who_receives() -> None:
    page = drawn("{% chain people gifts %}", THREE, GIFTS)
    order = [page.index(word) for word in ("Joan", "a bakery owner", "Owen", "a dental practice in Bath", "Felix")]
    assert order == sorted(order)
    assert "two founders" not in page
