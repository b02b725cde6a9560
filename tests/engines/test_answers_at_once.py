"""Eight presses at once, on either engine: one acceptance, one opening, two releases, and no letter twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from mensch import models
from mensch.core.introductions import Part
from mensch.services import introduction_pressing
from mensch.services.answering import Said, say
from tests import introducing, world
from tests.introducing import Pair

AT_ONCE = 8
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair() -> Pair:
    ada = world.member("ada@example.org", "Ada Lindqvist")
    introducing.account(ada)
    return introducing.pressed(ada)


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Each in a thread of its own, all begun together."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def saying(token: str, word: str = "yes") -> Callable[[], object]:
    return lambda: say(token=token, said=Said(word), now=world.NOW)


def test_the_first_yes_pressed_eight_times_at_once_is_one_and_lets_one_letter_go(pair: Pair) -> None:
    at_once([saying(pair.link())] * AT_ONCE)
    assert models.Acceptance.objects.count() == models.Answer.objects.count() == 1
    assert models.LetterStep.objects.filter(letter=pair.letter(Part.SECOND, "meet"), step="let-go").count() == 1


def test_the_second_yes_pressed_eight_times_at_once_opens_once(pair: Pair) -> None:
    assert introducing.says(pair, Part.FIRST)
    told = at_once([saying(pair.link(Part.SECOND))] * AT_ONCE)
    assert told.count(True) == 1
    assert models.Opening.objects.count() == 1
    assert models.Release.objects.count() == 2
    assert models.LetterStep.objects.filter(letter=pair.letter(None, "opening"), step="let-go").count() == 1


def test_taking_back_and_the_second_yes_at_once_end_in_one_of_the_two(pair: Pair) -> None:
    assert introducing.says(pair, Part.FIRST)
    first, second = pair.link(), pair.link(Part.SECOND)
    at_once([*[saying(first, "not_now")] * 4, *[saying(second)] * 4])
    last = models.Answer.objects.filter(side__part="first").latest("at", "id")
    opened = models.Opening.objects.exists()
    assert opened == models.Release.objects.exists()
    assert opened or last.says == "not_now"


def test_two_presses_of_the_owner_at_once_write_each_letter_once(pair: Pair) -> None:
    member = pair.member
    assert introduction_pressing.take_back(vault=member.vault, introduction=pair.id, now=world.NOW)
    at_once([lambda: introducing.press(pair)] * AT_ONCE)
    assert models.Letter.objects.count() == 3
    assert models.Invitation.objects.filter(purpose="meet").count() == 2
    assert models.AnswerLink.objects.count() == 4
