"""`mensch groups`: the groups of the first member, their role there, the next thing, and nobody else's."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from mensch import cli
from mensch.models import Group, User
from mensch.services import group_access, groups, ways_in
from mensch.services.access import public
from mensch.services.groups import Described

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter() -> Group:
    me: User = ways_in.first_member()
    said = Described("Harbour Chapter", "chapter", "Leeds")
    return groups.found(user=me, said=said, now=timezone.now())


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(["groups", *words]) == 0
    return capsys.readouterr().out


def test_role_and_next_thing_are_told_in_words(chapter: Group, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys) == "Harbour Chapter, Leeds: you look after it.\n  Say who you are.\n"


def test_as_json_each_group_has_its_page(chapter: Group, capsys: pytest.CaptureFixture[str]) -> None:
    [one] = json.loads(told(capsys, "--json"))["groups"]
    assert (one["name"], one["role"], one["next"], one["paused"]) == ("Harbour Chapter", "steward", "card", False)
    assert one["page"] == f"/groups/{public(chapter.pk)}"


def test_whoever_is_paused_is_told_so_and_asked_for_nothing(chapter: Group, capsys: pytest.CaptureFixture[str]) -> None:
    [seat] = group_access.seats(ways_in.first_member())
    groups.pause(member=seat, now=timezone.now())
    assert "You are paused" in told(capsys)
    assert "Say who you are" not in told(capsys)


def test_without_a_group_it_says_so_and_groups_of_others_are_not_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ways_in.first_member()
    other = User.objects.create(name="Eve Stone")
    groups.found(user=other, said=Described("Elsewhere", "chapter", ""), now=timezone.now())
    assert told(capsys) == "You are in no group.\n"
    assert json.loads(told(capsys, "--json")) == {"groups": []}
