"""In a long book the page of an erasure answers at once, a job looks through every text, and then there is a proof."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from mensch import jobs
from mensch.models import Chosen, Correction, Erasure, Forgotten, Note, Person, Promise, Touch, Trail
from mensch.services import erasing_rest, erasing_texts
from mensch.services.access import public
from tests import world
from tests.dump import traces
from tests.pages.test_erasure import erase, everything

SAYS = "knows Cleo Quarterman, cleo@quarterman.example"


@pytest.fixture
def long_book(ada: world.Member, monkeypatch: pytest.MonkeyPatch) -> world.Member:
    """Two notes and a promise about others are more than the page waits for."""
    monkeypatch.setattr(erasing_rest, "FEW", 1)
    world.address(world.person(ada.vault, "Cleo Quarterman"), "cleo@quarterman.example")
    for name in ("Dan Novak", "Iris Berg"):
        world.note(world.person(ada.vault, name), SAYS)
    world.promise(Person.objects.get(vault=ada.vault, full="Dan Novak"), "introduce Cleo Quarterman")
    return ada


def begun(ada: world.Member) -> tuple[Erasure, str]:
    cleo = Person.objects.get(vault=ada.vault, full="Cleo Quarterman")
    answer = ada.client.post(f"/people/{public(cleo.pk)}/erasure")
    row = Erasure.objects.get(vault=ada.vault)
    assert answer.headers["Location"] == f"/erasing/{public(row.pk)}"
    return row, answer.headers["Location"]


def rings() -> int:
    return sum(one.func() == "mensch.jobs.look_through" for one in OrmQ.objects.all())


def test_the_entry_is_gone_at_once_and_the_page_tells_how_far_it_is(long_book: world.Member) -> None:
    _, where = begun(long_book)
    assert not Person.objects.filter(full="Cleo Quarterman").exists()
    assert Forgotten.objects.filter(vault=long_book.vault).exists()
    assert rings() == 1
    html = long_book.client.get(where).content.decode()
    assert f"0 of {len(erasing_texts.tables())} tables looked through" in html
    assert "Quarterman" not in html
    assert where in long_book.client.get("/yours").content.decode()


def test_the_job_takes_out_every_mention_and_leads_to_the_proof(long_book: world.Member) -> None:
    row, where = begun(long_book)
    jobs.look_through(row.pk)
    assert traces("Quarterman") == []
    assert set(Note.objects.values_list("text", flat=True)) == {"knows (…), (…)"}
    proof = Trail.objects.get()
    assert (proof.facts["counts"]["mention"], proof.facts["left"]) == (3, 0)
    assert proof.facts["hashes"] == Forgotten.objects.count()
    assert long_book.client.get(where).headers["Location"] == f"/erasures/{public(proof.pk)}"
    assert long_book.client.get(where, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert f"/erasures/{public(proof.pk)}" in long_book.client.get("/yours").content.decode()


def test_a_job_that_ends_in_the_middle_goes_on_where_it_stood_and_counts_nothing_twice(
    long_book: world.Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, where = begun(long_book)
    whole = erasing_texts.clean

    def dies(vault: object, traces: object, model: type[object]) -> tuple[int, int]:
        if model is Promise:
            raise MemoryError
        return whole(vault, traces, model)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(erasing_texts, "clean", dies)
        with pytest.raises(MemoryError):
            jobs.look_through(row.pk)
    row.refresh_from_db()
    assert "note" in row.looked
    assert "promise" not in row.looked
    assert f"{len(row.looked)} of " in long_book.client.get(where).content.decode()
    jobs.look_through(row.pk)  # the lease still runs: somebody may be at it
    assert not Trail.objects.exists()
    later = timezone.now() + timedelta(minutes=6)
    assert erasing_rest.ring_again(now=timezone.now()) == 0
    assert erasing_rest.ring_again(now=later) == 1
    erasing_rest.look_through(erasure_id=row.pk, now=later)
    assert Trail.objects.get().facts["counts"]["mention"] == 3
    assert traces("Quarterman") == []


def test_a_job_rung_twice_writes_one_proof(long_book: world.Member) -> None:
    row, _ = begun(long_book)
    for _ in range(2):
        jobs.look_through(row.pk)
    assert Trail.objects.count() == 1
    assert erasing_rest.ring_again(now=timezone.now() + timedelta(days=1)) == 0


def test_what_is_looked_for_stands_nowhere_else_and_a_second_erasure_does_not_touch_it(long_book: world.Member) -> None:
    first, _ = begun(long_book)
    assert set(traces("Quarterman")) == {"mensch_erasure", "mensch_note", "mensch_promise"}
    dan = Person.objects.get(vault=long_book.vault, full="Dan Novak")
    Erasure.objects.filter(pk=first.pk).update(who={"names": ["Dan Novak Quarterman"], "addresses": []})
    second = Erasure.objects.exclude(pk=first.pk)
    long_book.client.post(f"/people/{public(dan.pk)}/erasure")
    jobs.look_through(second.get().pk)
    first.refresh_from_db()
    assert first.who["names"] == ["Dan Novak Quarterman"]


def test_a_short_book_is_looked_through_while_the_page_waits(ada: world.Member) -> None:
    cleo = world.person(ada.vault, "Cleo Quarterman")
    world.touch(cleo)
    answer = ada.client.post(f"/people/{public(cleo.pk)}/erasure", follow=True)
    assert "no trace is left" in answer.content.decode()
    assert rings() == 0
    assert not Touch.objects.exists()


def test_what_goes_is_told_in_words_and_not_in_rows(ada: world.Member, tmp_path: Path) -> None:
    cleo = everything(ada, tmp_path)
    Correction.objects.create(vault=ada.vault, person=cleo, says="met", made_at=world.NOW)
    Chosen.objects.create(vault=ada.vault, person=cleo, since=world.NOW)
    before = ada.client.get(f"/people/{public(cleo.pk)}/erasure").content.decode()
    after = ada.client.get(erase(ada, cleo)).content.decode()
    for told in (before, after):
        assert "1 word on how you know them" in told
        assert "1 reminder or rest" in told
        assert not re.search(r"\b(other rows?|more lines?)\b", told)
