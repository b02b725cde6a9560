"""`mensch ask` and `mensch offer`: kept, listed, matched; 0 done, 1 not possible, 2 not understood."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mensch import cli
from mensch.models import Ask, Person, User, Vault
from mensch.services import ways_in, words
from mensch.services.access import vault_of
from tests import asking, world
from tests.house.dignity import told as numbers_in


@pytest.fixture
def vault(db: None) -> Vault:
    user: User = ways_in.first_member()
    found = vault_of(user)
    asking.lena(found)
    return found


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert cli.main(list(words)) == code
    said = capsys.readouterr()
    return said.out if code == 0 else said.err


def data(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    return json.loads(run(capsys, *words, "--json"))


def test_an_ask_is_kept_with_what_was_said_of_it_and_told_how_it_is_read(
    vault: Vault, capsys: pytest.CaptureFixture[str]
) -> None:
    told = data(capsys, "ask", "Lena Fischer", "a speaker on soil in Leeds", "--until", "2027-01-31", "--private")
    row = Ask.objects.get()
    assert (row.side, row.words, row.seen_by, str(row.until)) == (
        "looking",
        "a speaker on soil in Leeds",
        "me",
        "2027-01-31",
    )
    assert told["read"] == {"kind": "speaker", "town": "Leeds"}
    assert (told["question"], told["kept"], told["who"]["name"]) == (None, True, "Lena Fischer")
    assert told["page"].endswith(f"/asks/{told['id']}")


def test_a_vague_one_is_kept_and_asked_back(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "ask", "me", "new clients", "--kind", "client", "--town", "Leeds")
    assert "You: new clients" in out
    assert "A precise ask is easier to help" in out
    assert (Ask.objects.get().person_id, Ask.objects.get().town) == (None, "Leeds")


def test_an_advert_is_not_kept_unless_it_is_said_once_more(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    words = "We offer high-quality websites"
    assert run(capsys, "ask", "me", words, code=1) == "This reads like an advert. Whom do you hope to meet?\n"
    assert not Ask.objects.exists()
    run(capsys, "ask", "me", words, "--as-is")
    assert Ask.objects.get().words == words


def test_offers_and_asks_are_listed_apart_and_by_person(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "offer") == "Nothing here yet.\n"
    run(capsys, "offer", "Lena Fischer", "an hour on leases")
    run(capsys, "ask", "me", "a quiet workshop")
    assert [one["words"] for one in data(capsys, "offer")["asks"]] == ["an hour on leases"]
    assert [one["words"] for one in data(capsys, "ask", "me")["asks"]] == ["a quiet workshop"]
    assert data(capsys, "ask", "Lena Fischer") == {"asks": []}
    assert "Lena Fischer: an hour on leases" in run(capsys, "offer", "Lena Fischer")


def test_match_says_who_could_help_and_why_without_a_figure(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    asking.lawyer(vault)
    told = data(capsys, "ask", "Lena Fischer", "a lawyer to review a contract", "--match")
    [one] = told["matches"]
    assert (one["name"], one["band"], one["reasons"][0]["code"]) == ("Gita Rao", "offers", "match-trade")
    assert one["known"][0]["code"] == "met"
    assert not numbers_in(told["matches"])
    out = run(capsys, "ask", "Lena Fischer", "a lawyer to review a contract", "--match")
    assert "Who you look for:\n  Gita Rao" in out


def test_a_part_of_a_name_is_enough_when_only_one_bears_it(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    lena = Person.objects.get(full="Lena Fischer")
    other = world.person(vault, "Lena Novak")
    words.reindex_people(vault=vault, people=[lena.pk, other.pk])
    run(capsys, "ask", "Fischer", "needs a contract review")
    assert (Ask.objects.get().person_id, Ask.objects.get().words) == (lena.pk, "a contract review")
    assert "Several people have that name" in run(capsys, "ask", "lena", "a roofer", code=1)
    assert "Nobody here" in run(capsys, "ask", "Fisch", "a roofer", code=1)


def test_a_trial_keeps_nothing(vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing was kept" in run(capsys, "ask", "Lena Fischer", "a roofer", "--dry-run")
    assert not Ask.objects.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ask", "Nobody Here", "a roofer"), 1),
        (("ask", "me", "a roofer", "--until", "soon"), 1),
        (("ask", "me", "a roofer", "--kind", "miracle"), 2),
        (("offer", "me", "a roof", "--match"), 2),
    ],
)
def test_what_cannot_be_is_told_by_the_exit_code(
    vault: Vault, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int
) -> None:
    run(capsys, *words, code=code)
    assert not Ask.objects.exists()
