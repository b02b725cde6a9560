"""Yours: one odd row never keeps an owner from everything else."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar

from mensch.models import Address, Occasion, Person
from mensch.services import facts, uploads, yours_left_out
from mensch.services.access import public
from mensch.services.yours import _line
from tests import world, yours
from tests.big import Big

MEETING = {"is": "e", "key": "k", "at": "2026-10-12T09:00:00+00:00", "summary": "Ovens"}
ODD: dict[str, Any] = {
    "facts of a mail": {"is": "m", "subject": "Ovens"},
    "no facts": {},
    "no object": "torn",
    "a day that never was": MEETING | {"at": "2026-13-45"},
    "no start": {"is": "e", "key": "k", "summary": "Some day"},
    "attendees of no kind": MEETING | {"attendees": 7},
    "an unknown letter": MEETING | {"is": "?"},
    "a summary that is a number": MEETING | {"summary": 3},
    "a day outside the calendar": MEETING | {"at": "0001-01-01T00:00:00+14:00"},
}


def meeting(member: world.Member, told: Any) -> Occasion:
    key = f"key-{Occasion.objects.filter(vault=member.vault).count()}"
    made: Occasion = Occasion.objects.create(
        vault=member.vault, kind="meeting", key=key, at=world.NOW, facts=told, made_by=world.importing(member.vault)
    )
    return made


def said(data: bytes) -> str:
    return yours.text(data, "left-out.txt")


@pytest.mark.parametrize("told", ODD.values(), ids=ODD)
def test_a_meeting_no_calendar_can_tell_is_said_and_stands_in_the_json(ada: world.Member, told: Any) -> None:
    odd, good = meeting(ada, told), meeting(ada, MEETING)
    data = yours.exported(ada)
    assert [str(e["SUMMARY"]) for e in Calendar.from_ical(yours.text(data, "meetings.ics")).walk("VEVENT")] == ["Ovens"]
    assert public(odd.pk) in said(data)
    assert public(good.pk) not in said(data)
    assert {row["id"]: row["facts"] for row in yours.tables(data)["occasion"]}[public(odd.pk)] == told


@pytest.mark.parametrize("wrong", [{"kind": "robot"}, {"variants": 7}, {"variants": [None]}])
def test_somebody_no_card_can_tell_is_said_and_stands_in_the_json(ada: world.Member, wrong: dict[str, Any]) -> None:
    odd, good = world.person(ada.vault, "Noor Haddad"), world.person(ada.vault, "Cleo Marin")
    Person.objects.filter(pk=odd.pk).update(**wrong)
    data = yours.exported(ada)
    told = said(data)
    for file in ("people.vcf", "people.csv"):
        text = yours.text(data, file)
        assert "Cleo Marin" in text
        assert ("Noor Haddad" in text) != (f"{file}, person (1):\n  {public(odd.pk)}\n" in told)
    assert public(good.pk) not in told
    assert {row["full"] for row in yours.tables(data)["person"]} == {"Noor Haddad", "Cleo Marin"}


def test_an_address_of_no_kind_leaves_the_table_whole(ada: world.Member) -> None:
    odd, good = world.person(ada.vault, "Noor Haddad"), world.person(ada.vault, "Cleo Marin")
    Address.objects.create(vault=ada.vault, person=odd, kind="smoke", value="three puffs", key="three puffs")
    data = yours.exported(ada)
    rows = list(csv.DictReader(io.StringIO(yours.text(data, "people.csv").removeprefix("\ufeff"))))
    assert [row["Mensch id"] for row in rows] == [public(good.pk)]
    assert said(data).count(public(odd.pk)) == 2


def test_without_anything_odd_there_is_no_report(ada: world.Member) -> None:
    meeting(ada, MEETING)
    assert "left-out.txt" not in yours.archive(yours.exported(ada)).namelist()


def test_a_file_that_cannot_be_opened_is_said(ada: world.Member, monkeypatch: pytest.MonkeyPatch) -> None:
    file = uploads.keep(vault=ada.vault, name="old.vcf", parts=[b"BEGIN:VCARD"])
    world.import_file(world.importing(ada.vault), name="old.vcf", sha256=file.sha256)
    path = uploads.path_of(ada.vault, file.sha256)
    gone = path.with_name("elsewhere")
    monkeypatch.setattr("mensch.services.yours.files", lambda _vault: [("files/x/old.vcf", gone)])
    data = yours.exported(ada, with_files=True)
    assert "files/x/old.vcf" in said(data)
    assert yours.archive(data).testzip() is None


def test_the_report_names_so_many_and_counts_the_rest(ada: world.Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yours_left_out, "_NAMED", 1)
    for n in range(3):
        meeting(ada, {"is": "m", "subject": "x" * n})
    report = said(yours.exported(ada))
    assert "meetings.ics, occasion (3):" in report
    assert "and 2 more" in report


def test_half_a_letter_is_escaped_and_comes_back() -> None:
    assert json.loads(_line({"summary": "\ud800 Öl"})) == {"summary": "\ud800 Öl"}


def test_the_large_example_vault_holds_what_readers_write(ada: world.Member) -> None:
    Big(ada.vault, timezone.now(), people=60, touches=400).fill()
    rows = Occasion.objects.filter(vault=ada.vault)
    assert all(facts.plain(facts.item(row.kind, row.facts)) == row.facts for row in rows)  # type: ignore[arg-type]
    data = yours.exported(ada)
    assert "left-out.txt" not in yours.archive(data).namelist()
    assert yours.text(data, "meetings.ics").count("BEGIN:VEVENT") == rows.filter(kind="meeting").count() > 5
