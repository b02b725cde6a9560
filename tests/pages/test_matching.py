"""Matching over a vault: what is read, what is never read, what goes when a person goes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest

from mensch import jobs
from mensch.core.matching.answers import Band
from mensch.core.matching.encoder import Matrix
from mensch.models import Meaning, Person, Vault
from mensch.services import erasing, matching, meanings, notes, own_words, shelves
from mensch.services.access import public
from mensch.services.asks import end
from mensch.services.weights import Tier
from tests import world

TODAY = world.NOW.date()


class Letters:
    """An encoder for tests: texts with the same words lie near each other."""

    sha256 = "letters"
    seen: list[str]

    def __init__(self) -> None:
        self.seen = []

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.seen += texts
        rows = np.full((len(texts), 64), 0.01, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace(",", " ").replace(".", " ").split():
                row[hashlib.sha256(word.encode()).digest()[0] % 64] += 1
        out: Matrix = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return out


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> Letters:
    made = Letters()
    for module in (meanings, shelves, matching):
        monkeypatch.setattr(module, "tier", lambda: Tier(made, "on"))  # type: ignore[arg-type]
    return made


@pytest.fixture
def vault(ada: world.Member) -> Vault:
    shelves.forget(vault_id=ada.vault.pk)
    return ada.vault


@pytest.fixture
def roofer(vault: Vault) -> Person:
    one = world.person(vault, "Cleo Baker", title="Roofing contractor", org="Topline")
    world.address(one, "1 Mill Lane, LS1 4AB, Leeds, England", "postal")
    for full, title in (("Dan Cook", "Tax adviser"), ("Eve Carpenter", "Florist"), ("Finn Mason", "Dentist")):
        world.person(vault, full, title=title)
    return one


def who(vault: Vault, ask: str) -> list[str]:
    ids = [match.person for match in matching.matches(vault=vault, ask=ask, today=TODAY).matches]
    names = {str(row.pk): row.full for row in Person.objects.filter(vault=vault)}
    return [names[one] for one in ids]


def test_an_ask_finds_who_does_it_with_band_and_quoted_reason(vault: Vault, roofer: Person) -> None:
    found = matching.matches(vault=vault, ask="A roofer in Leeds", today=TODAY)
    first = found.matches[0]
    assert (first.person, first.band) == (str(roofer.pk), Band.OFFERS)
    assert first.reasons[0].fact("words") == "Roofing contractor"
    assert first.reasons[-1].fact("town") == "Leeds"
    assert (found.nobody, found.model) == (None, "off")


def test_names_are_not_read(vault: Vault, roofer: Person) -> None:
    assert who(vault, "A carpenter") == []
    found = matching.matches(vault=vault, ask="A baker for our wedding cake", today=TODAY)
    assert found.nobody is not None
    assert str(roofer.pk) not in {match.person for match in found.matches}


def test_notes_and_open_offers_are_read_as_soon_as_they_are_written(vault: Vault, roofer: Person) -> None:
    assert who(vault, "Accordion lessons") == []
    note = notes.add(vault=vault, person=public(roofer.pk), text="Teaches accordion in the evening", now=world.NOW)
    assert who(vault, "Accordion lessons") == ["Cleo Baker"]
    notes.edit(vault=vault, note=public(note.pk), text="Mends gutters in the evening, too")
    assert who(vault, "Accordion lessons") == []
    as_long = "Accordion lessons in the evening!"
    assert len(as_long) == len("Mends gutters in the evening, too")
    notes.edit(vault=vault, note=public(note.pk), text=as_long)
    assert who(vault, "Accordion lessons") == ["Cleo Baker"]
    notes.edit(vault=vault, note=public(note.pk), text="Mends gutters in the evening, too")
    offer = world.ask(roofer, vault, "accordion lessons for beginners", side="giving")
    assert who(vault, "Accordion lessons") == ["Cleo Baker"]
    end(vault=vault, ask=public(offer.pk), now=world.NOW)
    assert who(vault, "Accordion lessons") == []


def test_a_corrected_title_counts_at_once(vault: Vault, roofer: Person) -> None:
    assert who(vault, "A beekeeper") == []
    own_words.correct(vault=vault, person=public(roofer.pk), said={"title": "Beekeeper"}, now=world.NOW, today=TODAY)
    assert who(vault, "A beekeeper") == ["Cleo Baker"]


def test_an_offer_that_is_over_is_not_read(vault: Vault, roofer: Person) -> None:
    world.ask(roofer, vault, "accordion lessons", side="giving", until=TODAY - timedelta(days=1))
    assert who(vault, "Accordion lessons") == []


def test_who_asks_is_no_answer_and_who_looks_for_the_same_neither_stands_first(vault: Vault, roofer: Person) -> None:
    ask = world.ask(roofer, vault, "a roofer for my own barn", side="looking")
    other = world.person(vault, "Gita Rao", title="Roofer")
    found = matching.matches(vault=vault, ask=ask, today=TODAY)
    assert next(match.person for match in found.matches) == str(other.pk)
    assert str(roofer.pk) not in {match.person for match in found.matches}


def test_whom_the_ask_rules_out_is_told_apart(vault: Vault, roofer: Person) -> None:
    found = matching.matches(vault=vault, ask="Not a roofer: somebody for our tax return", today=TODAY)
    assert found.left_out == (str(roofer.pk),)
    assert str(roofer.pk) not in {match.person for match in found.matches}


def test_seeds_row_39_another_vault_changes_nothing(vault: Vault, roofer: Person, ben: world.Member) -> None:
    before = matching.matches(vault=vault, ask="A roofer in Leeds", today=TODAY)
    for number in range(5):
        world.person(ben.vault, f"Stranger {number}", title="Roofing contractor")
    after = matching.matches(vault=vault, ask="A roofer in Leeds", today=TODAY)
    assert after == before


def test_the_job_makes_vectors_once_and_matching_uses_them(vault: Vault, roofer: Person, encoder: Letters) -> None:
    assert meanings.build(vault_id=vault.pk) == Meaning.objects.filter(vault=vault).count() > 0
    assert meanings.build(vault_id=vault.pk) == 0
    found = matching.matches(vault=vault, ask="Roofing contractor", today=TODAY)
    assert (found.matches[0].person, found.model) == (str(roofer.pk), "on")
    seen = len(encoder.seen)
    matching.matches(vault=vault, ask="Somebody else", today=TODAY)
    assert len(encoder.seen) == seen + 1  # the ask itself


def test_only_what_changed_is_read_again(vault: Vault, roofer: Person, encoder: Letters) -> None:
    jobs.read_meanings(vault.pk)
    notes.add(vault=vault, person=public(roofer.pk), text="Knows every slater", now=world.NOW)
    encoder.seen.clear()
    assert meanings.build(vault_id=vault.pk) == 2  # the note, and the card as a whole
    assert all("slater" in text for text in encoder.seen)


def test_vectors_of_words_that_changed_are_not_used(vault: Vault, roofer: Person, encoder: Letters) -> None:
    meanings.build(vault_id=vault.pk)
    before = shelves.of(vault=vault, today=TODAY).vectors
    own_words.correct(vault=vault, person=public(roofer.pk), said={"title": "Beekeeper"}, now=world.NOW, today=TODAY)
    after = shelves.of(vault=vault, today=TODAY).vectors
    assert before is not None
    assert after is not None
    assert len(after.owner) < len(before.owner)


def test_missing_vectors_are_asked_for_and_nothing_waits(
    vault: Vault, roofer: Person, encoder: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(meanings, "ask", lambda *, vault_id: rung.append(vault_id))
    assert who(vault, "A roofer in Leeds")[0] == "Cleo Baker"
    assert who(vault, "A dentist")[0] == "Finn Mason"
    assert rung == [vault.pk]


def test_seeds_row_83_erasing_a_person_leaves_no_vector(vault: Vault, roofer: Person, encoder: Letters) -> None:
    meanings.build(vault_id=vault.pk)
    erasing.erase(vault=vault, person=public(roofer.pk), now=world.NOW)
    assert not Meaning.objects.filter(vault=vault, person_id=roofer.pk).exists()
    assert str(roofer.pk) not in {m.person for m in matching.matches(vault=vault, ask="A roofer", today=TODAY).matches}


def test_vectors_come_back_as_they_were_kept() -> None:
    matrix = np.random.default_rng(1).standard_normal((5, 384)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    whole, scale = meanings.unpacked(meanings.packs(matrix), len(matrix))
    back = whole * scale[:, None]
    assert float((back * matrix).sum(axis=1).min()) > 0.999


def test_a_vault_that_is_gone_is_no_work(db: None) -> None:
    assert meanings.build(vault_id=1) == 0
