"""Ticking the faces one remembers: thirty names, the owner's word, taken back in one press."""

from __future__ import annotations

import re
from html import unescape
from typing import cast

from django.http import HttpResponse

from mensch.models import Correction, Person
from tests import world
from tests.importing import CONNECTIONS, bring
from tests.pages.pressing import undo


def shown(member: world.Member, path: str = "/faces") -> list[str]:
    return re.findall(r'name="met" value="(\w+)"', member.client.get(path).content.decode())


def test_seeds_row_4_after_linkedin_alone_the_owner_says_whom_they_met(ada: world.Member) -> None:
    bring(ada.vault, {"Connections.csv": CONNECTIONS})
    ids = shown(ada)
    assert len(ids) == 3
    ticked = {"met": ids[:2], "evidence": "listed", "after": ids[-1]}
    answer = cast(HttpResponse, ada.client.post("/faces", ticked))
    assert answer.status_code == 303
    assert sorted(Person.objects.values_list("standing", flat=True)) == ["listed", "met", "met"]
    undo(ada, answer)
    assert set(Person.objects.values_list("standing", flat=True)) == {"listed"}


def test_the_names_go_on_until_everybody_was_seen_and_nobody_twice(ada: world.Member) -> None:
    for n in range(70):
        world.person(ada.vault, f"Kim Lee{n}", standing=("two-way", "listed", "met")[n % 3])
    seen: list[str] = []
    path = "/faces"
    while page := shown(ada, path):
        seen += page
        body = ada.client.get(path).content.decode()
        form = dict(re.findall(r'<input type="hidden" name="(evidence|after)" value="([^"]*)"', body))
        path = unescape(ada.client.post("/faces", form).headers["Location"])
    assert len(seen) == len(set(seen)) == 47
    assert "That was everybody" in ada.client.get(path).content.decode()
    assert not Correction.objects.exists(), "whoever is left out is not denied"


def test_nobody_ticks_the_people_of_another(ada: world.Member, ben: world.Member) -> None:
    theirs = world.person(ben.vault)
    assert ada.client.post("/faces", {"met": [world.public_id(theirs)]}).status_code == 404
    assert not Correction.objects.exists()


def test_there_is_nothing_to_take_back_from_a_moment_nobody_ticked_in(ada: world.Member) -> None:
    for at in ("", "yesterday", "2026-11-26", "2026-11-26T09:00:00"):
        assert ada.client.post(f"/faces/undo?at={at}").status_code == 400
