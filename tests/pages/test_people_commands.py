"""`mensch people`, `person` and `met`: facts and reasons as data; 0 done, 1 not possible, 2 not understood."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mensch import cli
from mensch.models import Ask, Label, Note, Person, Promise, Touch, User, Vault
from mensch.services import ways_in, words
from mensch.services.access import vault_of
from tests import world
from tests.house.dignity import told as numbers_in
from tests.importing import CONNECTIONS, EVERYTHING, bring


@pytest.fixture
def vault(db: None) -> Vault:
    user: User = ways_in.first_member()
    return vault_of(user)


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert cli.main(list(words)) == code
    said = capsys.readouterr()
    return said.out if code == 0 else said.err


def data(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    return json.loads(run(capsys, *words, "--json"))


def test_people_are_told_with_evidence_and_reason(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    bring(vault, EVERYTHING)
    found = data(capsys, "people")["people"]
    assert [one["name"] for one in found] == ["Finn Aalto", "Cleo Marin", "Dan Novak", "Gita Rao", "Zoe Tan"]
    dan = next(one for one in found if one["name"] == "Dan Novak")
    assert (dan["evidence"], dan["reason"]["code"]) == ("met", "met")
    assert dan["sentence"].startswith("Met in person once")
    assert not numbers_in(found)


def test_people_are_narrowed_by_word_name_and_group(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    bring(vault, EVERYTHING)
    assert [one["name"] for one in data(capsys, "people", "--evidence", "met")["people"]] == ["Dan Novak"]
    assert [one["name"] for one in data(capsys, "people", "--q", "clae")["people"]] == ["Cleo Marin"]
    assert [one["name"] for one in data(capsys, "people", "--group", "Breakfast club")["people"]] == ["Cleo Marin"]


def test_seeds_row_4_of_linkedin_alone_nobody_is_told_as_met(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    bring(vault, {"Connections.csv": CONNECTIONS})
    assert {one["evidence"] for one in data(capsys, "people")["people"]} == {"listed"}
    assert data(capsys, "people", "--evidence", "met") == {"people": []}


def test_more_people_than_one_page_are_told_to_the_last(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(103):
        world.person(vault, f"Kim Lee{n:03}")
    found = data(capsys, "people")["people"]
    assert len({one["id"] for one in found}) == 103
    assert len(run(capsys, "people").splitlines()) == 103


def test_a_person_is_told_with_the_source_of_every_fact(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    bring(vault, EVERYTHING)
    cleo = Person.objects.get(vault=vault, full="Cleo Marin")
    world.promise(cleo)
    world.note(cleo)
    world.ask(cleo, vault)
    found = data(capsys, "person", world.public_id(cleo))
    assert (found["evidence"], found["reasons"][0]["code"]) == ("two-way", "write-both-ways")
    assert {one["file"].rpartition("/")[2] for one in found["sources"]} == {"people.vcf", "Connections.csv"}
    assert all(one["line"] for one in found["sources"])
    assert {"Shelves", "Re: Shelves"} == {one["about"] for one in found["touches"]}
    assert found["promises"][0]["words"] == "send the checklist"
    assert found["looking_for"][0]["words"] == "a quiet workshop"
    assert not numbers_in(found)
    text = run(capsys, "person", "cleo marin")
    assert "You write both ways" in text
    assert "people.vcf" in text


def test_a_person_nobody_knows_is_a_sentence_and_one(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nobody here has the id or the name “Lena”" in run(capsys, "person", "Lena", code=1)
    for _ in range(2):
        world.person(vault, "Kim Lee", org="Arco")
    said = run(capsys, "person", "Kim Lee", code=1)
    assert "Several people have that name" in said
    assert all(world.public_id(one) in said for one in Person.objects.all())


def test_what_is_not_understood_ends_with_two(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "people", "--evidence", "closest", code=2)
    run(capsys, "person", code=2)
    run(capsys, "met", code=2)


def test_meeting_somebody_is_one_line(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    words_of_it = ("--at", "Harbour lunch", "--on", "2026-11-24", "--note", "two starters", "--helps", "a review")
    promised = ("--promise", "introduce Ruth", "--due", "2026-11-30", "--group", "Harbour")
    found = data(capsys, "met", "Lena Fischer", *words_of_it, *promised)
    lena = Person.objects.get()
    assert found["person"] == {"id": world.public_id(lena), "name": "Lena Fischer"}
    assert (found["new"], found["on"], found["where"], found["kept"]) == (True, "2026-11-24", "Harbour lunch", True)
    assert (lena.standing, Note.objects.get().text, Ask.objects.get().words) == ("met", "two starters", "a review")
    assert Promise.objects.get().by_me
    assert Label.objects.get().text == "Harbour"


def test_whoever_has_the_name_alone_is_the_one_met(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    lena = world.person(vault, "Lena Fischer")
    words.reindex_people(vault=vault, people=[lena.pk])
    assert data(capsys, "met", "lena fischer")["person"]["id"] == world.public_id(lena)
    assert "again" in run(capsys, "met", "Lena Fischer", "--where", "the fair")
    assert data(capsys, "met", "Lena Fischer", "--new")["new"]
    assert "Say which by id" in run(capsys, "met", "Lena Fischer", code=1)
    assert not data(capsys, "met", "Lena", "--person", world.public_id(lena))["new"]
    assert Touch.objects.filter(person=lena).count() == 3


def test_a_dry_run_keeps_nothing(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert data(capsys, "met", "Lena Fischer", "--promise", "call", "--dry-run")["kept"] is False
    assert "Nothing was kept." in run(capsys, "met", "Lena Fischer", "--dry-run")
    assert not Person.objects.exists()
    assert not Promise.objects.exists()


def test_a_day_nobody_can_read_is_said(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no day we can read" in run(capsys, "met", "Lena", "--on", "Friday", code=1)
    assert "has not come yet" in run(capsys, "met", "Lena", "--on", "2199-01-01", code=1)
    assert "nothing written" in run(capsys, "met", "  ", code=1)
    assert not Person.objects.exists()
