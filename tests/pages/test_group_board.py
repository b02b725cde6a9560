"""The board of a group: asks and gifts, hints that one reads, thanks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from mensch import models
from mensch.services import group_access, groups
from tests import grouping, world
from tests.grouping import Party
from tests.pages.test_group_pages import plain, posted, text
from tests.snapshot import changed, snapshot


@pytest.fixture
def party(ada: world.Member, ben: world.Member) -> Party:
    return grouping.party(ada, ben)


@pytest.mark.parametrize("said", ["", "   "])
def test_an_empty_kind_is_told_beside_its_field_on_the_card(party: Party, said: str) -> None:
    for client, path in ((party.users["ben"].client, f"/groups/{party.id}"), (Client(), f"/g/{party.link()}")):
        page = client.post(f"{path}/kinds", {"words": said})
        assert page.status_code == 422
        assert 'aria-describedby="kind-hint kind-error"' in page.content.decode()
        assert "There was nothing written." in page.content.decode()


def test_a_kind_too_many_keeps_what_was_typed(party: Party) -> None:
    ben, path = party.users["ben"].client, f"/groups/{party.id}/kinds"
    for number in range(12):
        assert ben.post(path, {"words": f"bakers of street {number}"}).status_code == 303
    page = ben.post(path, {"words": "owners of mills"})
    assert page.status_code == 422
    assert "A dozen kinds are enough." in page.content.decode()
    assert 'value="owners of mills"' in page.content.decode()


def test_a_hint_is_read_by_whoever_asked_and_nobody_else(party: Party) -> None:
    ask = posted(party.nan)
    ben = party.users["ben"].client
    before = text(party.users["ada"].client, f"/groups/{party.id}")
    told = {"kind": "the mason of Quay Street", "reach": "ben@elsewhere.example"}
    assert ben.post(f"/groups/{party.id}/asks/{ask}/hint", told).status_code == 303
    after = text(party.users["ada"].client, f"/groups/{party.id}")
    assert plain(after) == plain(before)
    assert "the mason of Quay Street" not in text(party.users["gil"].client, f"/groups/{party.id}")
    mine = text(Client(), f"/g/{party.link()}")
    assert "the mason of Quay Street" in mine
    assert "ben@elsewhere.example" in mine
    assert "Ben Okafor may know someone" in mine


def test_thanks_reach_whoever_found_it_and_the_hints_go(party: Party) -> None:
    ask = posted(party.nan)
    told = {"kind": "a mason"}
    party.users["ben"].client.post(f"/groups/{party.id}/asks/{ask}/hint", told)
    thanks = {"how": "found", "thanks": world.public_id(party.ben), "words": "He came the same week."}
    assert Client().post(f"/g/{party.link()}/asks/{ask}/end", thanks).status_code == 303
    assert "He came the same week." in text(party.users["ben"].client, f"/groups/{party.id}")
    assert "He came the same week." not in text(party.users["gil"].client, f"/groups/{party.id}")
    assert not group_access.rows(party.ada, models.MayKnow).exists()


def test_only_whoever_helped_can_be_thanked_and_only_ones_own_ask_is_closed(party: Party) -> None:
    ask = posted(party.nan)
    ada = party.users["ada"].client
    assert ada.post(f"/groups/{party.id}/asks/{ask}/end", {"how": "over"}).status_code == 404
    thanks = {"how": "found", "thanks": world.public_id(party.ben)}
    assert Client().post(f"/g/{party.link()}/asks/{ask}/end", thanks).status_code == 404


def test_selling_words_are_asked_about_once_and_the_text_stays(party: Party) -> None:
    ben, path = party.users["ben"].client, f"/groups/{party.id}/asks"
    wish = {"side": "looking", "words": "Our products are half the price"}
    asked = ben.post(path, wish)
    assert asked.status_code == 422
    assert "Whom do you hope to meet?" in asked.content.decode()
    assert "half the price" in asked.content.decode()
    assert not group_access.rows(party.ada, models.GroupAsk).exists()
    assert ben.post(path, {**wish, "anyway": "yes"}).status_code == 303


def test_a_fourth_ask_waits_and_a_fourth_gift_does_not(party: Party) -> None:
    ben, path = party.users["ben"].client, f"/groups/{party.id}/asks"
    for number in range(3):
        posted(party.ben, f"a quiet workshop in street number {number}")
    fourth = {"side": "looking", "words": "a fourth workshop by the harbour"}
    assert ben.post(path, fourth).status_code == 422
    assert ben.post(path, {**fourth, "side": "giving"}).status_code == 303
    assert ben.post(path, {**fourth, "words": "a quiet workshop in street number 1"}).status_code == 303  # the same


def test_whoever_is_paused_is_off_the_board_until_they_are_back(party: Party) -> None:
    posted(party.ben)
    groups.pause(member=party.ben, now=timezone.now())
    assert "a mason who knows" not in text(party.users["ada"].client, f"/groups/{party.id}")
    party.users["ben"].client.post(f"/groups/{party.id}/pause/end")
    assert "a mason who knows" in text(party.users["ada"].client, f"/groups/{party.id}")


def test_an_empty_board_says_that_someone_must_go_first(party: Party) -> None:
    page = text(party.users["ada"].client, f"/groups/{party.id}")
    assert "No one is asking. Someone must go first; it might be you." in page


def test_ones_own_book_is_asked_for_oneself_alone_and_nothing_is_kept(party: Party, ben: world.Member) -> None:
    mason = world.person(ben.vault, "Otto Stein", title="Mason", standing="met")
    world.note(mason, "restores old ovens, a mason")
    ask, path = posted(party.nan), f"/groups/{party.id}"
    before = snapshot()
    page = text(ben.client, f"{path}/asks/{ask}/own-book")
    assert "Otto Stein" in page
    assert not changed(before, snapshot())
    for other in (party.users["ada"].client, party.users["gil"].client):
        assert "Otto Stein" not in text(other, f"{path}/asks/{ask}/own-book") + text(other, path)
    link = f"/g/{party.link()}"
    assert Client().get(f"{link}/asks/{ask}/own-book").status_code == 404
    assert "own-book" not in text(Client(), link)
