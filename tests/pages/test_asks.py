"""Asks as rows: kept once, edited and put back, ended and opened again, set aside, ruled out, thanked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from mensch.errors import AdvertError, InputError
from mensch.models import Aside, Ask, Finding, Person, Vault
from mensch.services import ask_marks, asks, erasing, import_undo, introduction_choice, matching, today
from mensch.services.access import public
from mensch.services.asks import More
from tests import world
from tests.world import NOW


@pytest.fixture
def vault(ada: world.Member) -> Vault:
    return ada.vault


@pytest.fixture
def lena(vault: Vault) -> Person:
    return world.person(vault, "Lena Fischer")


def kept(vault: Vault, person: Person | None, words: str = "a contract review", **more: Any) -> Ask:
    whom = public(person.pk) if person else ""
    return asks.add(vault=vault, person=whom, side="looking", words=words, until=None, now=NOW, more=More(**more))


def test_what_the_owner_said_of_it_is_kept_with_it(vault: Vault, lena: Person) -> None:
    row = kept(vault, lena, kind="funding", town=" Leeds ", seen_by="me")
    row.refresh_from_db()
    assert (row.kind, row.town, row.seen_by, row.person_id) == ("fund", "Leeds", "me", lena.pk)
    assert kept(vault, None, "a quiet workshop").person_id is None
    assert kept(vault, lena).pk == row.pk


@pytest.mark.parametrize("wrong", [{"kind": "miracle"}, {"seen_by": "everybody"}])
def test_a_kind_or_a_circle_of_readers_that_does_not_exist_is_refused(vault: Vault, wrong: dict[str, str]) -> None:
    with pytest.raises(InputError):
        kept(vault, None, **wrong)
    assert not Ask.objects.exists()


def test_an_advert_is_kept_only_when_the_owner_says_so_once_more(vault: Vault, lena: Person) -> None:
    words = "We offer high-quality websites"
    with pytest.raises(AdvertError, match="Whom do you hope to meet"):
        kept(vault, lena, words)
    told = {"side": "looking", "words": words, "until": None, "now": NOW}
    assert asks.add(vault=vault, person=public(lena.pk), as_is=True, **told).words == words  # type: ignore[arg-type]


def test_an_edit_can_be_put_back_by_its_owner_for_this_ask_alone(vault: Vault, lena: Person, ben: world.Member) -> None:
    row, other = kept(vault, lena, town="Leeds"), kept(vault, lena, "a roofer")
    id_ = public(row.pk)
    edited, before = asks.edit(
        vault=vault, ask=id_, words="a lease read", more=More(kind="advice", until=date(2027, 1, 31)), now=NOW
    )
    assert (edited.words, edited.kind, edited.town, edited.edited_at) == ("a lease read", "advice", "", NOW)
    with pytest.raises(InputError):
        asks.put_back(vault=vault, ask=public(other.pk), words=before, now=NOW)
    with pytest.raises(InputError):
        asks.put_back(vault=vault, ask=id_, words=before[:-2], now=NOW)
    back = asks.put_back(vault=vault, ask=id_, words=before, now=NOW)
    assert (back.words, back.kind, back.town, back.until) == ("a contract review", "", "Leeds", None)


def test_found_names_who_found_it_and_open_again_takes_it_back(vault: Vault, lena: Person) -> None:
    row, ruth = kept(vault, lena), world.person(vault, "Ruth Adeyemi")
    for _twice in range(2):
        asks.end(vault=vault, ask=public(row.pk), now=NOW, how="found", by=public(ruth.pk))
    row.refresh_from_db()
    assert (row.ended, row.ended_at, Finding.objects.get().person_id) == ("found", NOW, ruth.pk)
    asks.reopen(vault=vault, ask=public(row.pk))
    row.refresh_from_db()
    assert (row.ended, row.ended_at, Finding.objects.count()) == ("", None, 0)


def test_over_names_nobody_and_nobody_finds_their_own(vault: Vault, lena: Person) -> None:
    row, ruth = kept(vault, lena), world.person(vault, "Ruth Adeyemi")
    asks.end(vault=vault, ask=public(row.pk), now=NOW, how="over", by=public(ruth.pk))
    own = kept(vault, lena, "a roofer")
    asks.end(vault=vault, ask=public(own.pk), now=NOW, how="found", by=public(lena.pk))
    assert not Finding.objects.exists()
    with pytest.raises(InputError):
        asks.end(vault=vault, ask=public(own.pk), now=NOW, how="forgotten")


def test_whoever_found_it_stands_on_today_until_thanked(vault: Vault, lena: Person) -> None:
    now, ruth = timezone.now(), world.person(vault, "Ruth Adeyemi", given="Ruth")
    row = kept(vault, lena)
    asks.end(vault=vault, ask=public(row.pk), now=now, how="found", by=public(ruth.pk))
    focus = today.show(vault=vault, now=now).focus
    assert focus is not None
    assert focus.item.person.pk == ruth.pk
    assert focus.item.nudge.reason.fact("asker") == "Lena"
    assert focus.draft is not None
    assert focus.draft.subject == "Thank you"
    assert "a contract review" in focus.draft.body
    assert today.show(vault=vault, now=now + timedelta(days=30)).focus is None


def test_set_aside_is_for_one_ask_and_can_be_taken_back(vault: Vault, lena: Person) -> None:
    row, ruth = kept(vault, lena), world.person(vault, "Ruth Adeyemi")
    ids = [ask_marks.set_aside(vault=vault, ask=public(row.pk), person=public(ruth.pk), now=NOW).pk for _ in range(2)]
    assert ids[0] == ids[1]
    assert ask_marks.take_back(vault=vault, aside=public(ids[0])).pk == row.pk
    assert not Aside.objects.exists()


def test_a_trade_ruled_out_is_left_out_of_the_answers(vault: Vault, lena: Person) -> None:
    row = kept(vault, lena, "somebody for our roof")
    roofer = world.person(vault, "Gita Rao", title="Roofer")
    world.person(vault, "Finn Aalto", title="Dentist")
    today_ = NOW.date()
    assert [m.person for m in matching.matches(vault=vault, ask=row, today=today_).matches] == [str(roofer.pk)]
    row = ask_marks.rule_out(vault=vault, ask=public(row.pk), word="roofer")
    found = matching.matches(vault=vault, ask=row, today=today_)
    assert (found.matches, found.left_out) == ((), (str(roofer.pk),))
    assert ask_marks.rule_in(vault=vault, ask=public(row.pk), word="Roofer").without == []


def test_erasing_whoever_found_it_leaves_the_ask_and_erasing_who_asks_takes_all(vault: Vault, lena: Person) -> None:
    row, ruth = kept(vault, lena), world.person(vault, "Ruth Adeyemi")
    ask_marks.set_aside(vault=vault, ask=public(row.pk), person=public(ruth.pk), now=NOW)
    asks.end(vault=vault, ask=public(row.pk), now=NOW, how="found", by=public(ruth.pk))
    erasing.erase(vault=vault, person=public(ruth.pk), now=NOW)
    row.refresh_from_db()
    assert (row.ended, Finding.objects.count(), Aside.objects.count()) == ("found", 0, 0)
    ask_marks.set_aside(vault=vault, ask=public(row.pk), person=public(world.person(vault).pk), now=NOW)
    erasing.erase(vault=vault, person=public(lena.pk), now=NOW)
    assert (Ask.objects.count(), Aside.objects.count()) == (0, 0)


def test_undoing_an_import_keeps_whoever_found_something(vault: Vault, lena: Person) -> None:
    made = world.importing(vault, state="done")
    ruth, other = (world.person(vault, name, made_by=made) for name in ("Ruth Adeyemi", "Dan Novak"))
    row = kept(vault, lena)
    asks.end(vault=vault, ask=public(row.pk), now=NOW, how="found", by=public(ruth.pk))
    ask_marks.set_aside(vault=vault, ask=public(kept(vault, lena, "a roofer").pk), person=public(other.pk), now=NOW)
    import_undo.undo(import_id=made.pk)
    assert set(Person.objects.filter(vault=vault)) == {lena, ruth}
    assert (Finding.objects.count(), Aside.objects.count()) == (1, 0)


def test_an_ask_only_the_owner_may_see_is_proposed_in_no_letter(vault: Vault, lena: Person) -> None:
    ruth = world.person(vault, "Ruth Adeyemi", title="Lawyer")
    row = kept(vault, lena, seen_by="me")
    assert introduction_choice.why(vault=vault, first=lena, second=ruth) == ("", "")
    given = {"first": public(lena.pk), "second": public(ruth.pk), "ask": public(row.pk)}
    assert introduction_choice.choice(vault=vault, given=given).because == ("Ruth: Lawyer.", "")
    Ask.objects.update(seen_by="introduced")
    because = introduction_choice.choice(vault=vault, given=given).because
    assert because == ("Ruth: Lawyer.", "Lena is looking for: a contract review.")
