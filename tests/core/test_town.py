"""The invented town: the same seed gives the same town, and nobody in it can be reached."""

from __future__ import annotations

from datetime import date
from typing import Any

from mensch.core.town import SIZE, citizens, slug
from mensch.core.town_life import live
from mensch.services import knowledge

TODAY = date(2026, 11, 26)


def words() -> dict[str, Any]:
    return knowledge.table("lindenau")


def test_the_same_seed_and_day_give_the_same_town_and_life() -> None:
    one, other = (citizens(words(), today=TODAY, seed=7) for _ in range(2))
    assert one == other
    assert live(one, words(), today=TODAY, seed=7) == live(other, words(), today=TODAY, seed=7)
    assert citizens(words(), today=TODAY, seed=8) != one


def test_every_address_in_the_town_is_under_a_name_that_is_kept_for_examples() -> None:
    town = citizens(words(), today=TODAY, seed=7)
    assert len({one.email for one in town}) == SIZE
    assert all(one.email.endswith((".example", "@example.org")) for one in town)
    assert all(one.url.startswith("https://people.example.org/") for one in town)
    assert all(one.phone.startswith("+49 30 23125 ") for one in town)  # the block kept free for films


def test_nobody_listed_only_is_met_or_written_to_but_the_new_faces_of_yesterday() -> None:
    town = citizens(words(), today=TODAY, seed=7)
    life = live(town, words(), today=TODAY, seed=7)
    listed = {one.n for one in town if one.role == "listed"}
    met = {n for gathering in life.gatherings for n in gathering.came}
    wrote = {n for mail in life.mails for n in (mail.sender, *mail.to)}
    assert not wrote & listed
    assert len(met & listed) == 3


def test_a_name_in_any_script_but_latin_has_its_written_form_from_the_words() -> None:
    assert slug("Đức Minh Phạm") == "duc.minh.pham"
    assert slug("Олена") == ""
    assert all("@" in one.email and not one.email.startswith("@") for one in citizens(words(), today=TODAY, seed=7))
