"""What the pages of a round say is exact, and keeps what was typed."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from mensch import models
from mensch.services import group_access
from mensch.services.access import public
from tests import rounding, world

pytestmark = pytest.mark.django_db


def test_the_screen_names_the_day_of_the_deadline_since_it_may_not_be_today(ada: world.Member) -> None:
    one = rounding.answered(ada)
    rounding.asked(one)
    asking: models.RoundAsking = group_access.rows(one.members["ada"], models.RoundAsking).get()
    wall = ada.client.get(f"{one.path}/screen").content.decode()
    day = date_format(timezone.localtime(asking.deadline), "l, j F")
    assert f"Please answer by {day}, " in wall


def test_behind_a_link_the_page_does_not_say_that_only_you_can_see_it(ada: world.Member) -> None:
    one = rounding.called(ada)
    page = rounding.nobody().get(one.link("ben")).content.decode()
    assert "Only you can see this page" not in page
    assert "Whoever has this link can see this page" in page
    assert "Only you can see this page." in ada.client.get(f"{one.path}/mine").content.decode()


def test_an_answer_that_is_refused_keeps_its_words_and_its_ticks(ada: world.Member) -> None:
    one = rounding.called(ada)
    link = one.link("ben")
    said = {"looking": "Honey", "doors": "\n".join("abcdef"), "agreed": "on", "first": "on"}
    page = rounding.nobody().post(f"{link}/answers", said)
    assert page.status_code == 422
    form = page.content.decode()
    assert 'value="Honey"' in form
    assert all(re.search(rf'name="{name}" checked', form) for name in ("agreed", "first"))


def test_giving_first_and_looking_for_something_is_asked_about_and_the_words_stay(ada: world.Member) -> None:
    one = rounding.called(ada)
    link = one.link("ben")
    page = rounding.nobody().post(f"{link}/answers", {"looking": "Honey", "first": "on"})
    assert page.status_code == 422
    form = page.content.decode()
    assert "Whoever gives first asks for nothing this time." in form
    assert 'value="Honey"' in form
    assert re.search(r'name="first" checked', form)
    assert not group_access.rows(one.members["ben"], models.RoundAnswer).exists()
    assert rounding.nobody().post(f"{link}/answers", {"looking": "", "first": "on"}).status_code == 200


def test_a_field_that_was_emptied_stays_empty_when_the_answer_is_refused(ada: world.Member) -> None:
    one = rounding.called(ada)
    link = one.link("ben")
    rounding.nobody().post(f"{link}/answers", {"looking": "Honey", "doors": "a baker"})
    page = rounding.nobody().post(f"{link}/answers", {"looking": "", "doors": ""})
    assert page.status_code == 422
    assert 'value="Honey"' not in page.content.decode()


def test_what_a_group_keeps_about_you_names_your_answers_and_doors_in_rounds(ada: world.Member) -> None:
    one = rounding.answered(ada)
    for url in ("/held", "/leaving"):
        page = ada.client.get(f"/groups/{public(one.group.pk)}{url}").content.decode()
        assert "A bakery for our canteen" in page
        assert "a beekeeper" in page


def test_behind_a_link_what_is_kept_reads_the_same_after_yes_no_and_no_word(ada: world.Member) -> None:
    one = rounding.answered(ada)
    rounding.asked(one)
    link = one.link("ben").split("/rounds/")[0]
    silent = rounding.nobody().get(f"{link}/held").content
    assert b"Honey from a beekeeper" in silent
    rounding.reply(one, no=("ben",))
    assert rounding.nobody().get(f"{link}/held").content == silent
    rounding.reply(one, "ben")
    assert rounding.nobody().get(f"{link}/held").content == silent


def test_with_an_account_your_own_word_stands_among_what_is_kept(ada: world.Member) -> None:
    one = rounding.answered(ada)
    rounding.asked(one)
    rounding.reply(one, no=("ada",))
    page = ada.client.get(f"/groups/{public(one.group.pk)}/held").content.decode()
    assert "You said not now when a round asked you" in page


def test_leaving_says_that_answers_and_doors_of_rounds_went(ada: world.Member) -> None:
    one = rounding.answered(ada)
    link = one.link("ben").split("/rounds/")[0]
    page = rounding.nobody().post(f"{link}/leaving").content.decode()
    assert "1 answer to a round" in page
    assert "1 door" in page
