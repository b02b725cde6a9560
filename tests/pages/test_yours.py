"""Yours: what lies in the export, and who may have it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import mail
from django.test import Client
from icalendar import Calendar

from mensch.core.records import AddressKind, Record
from mensch.formats.guard import unguard
from mensch.formats.vcard import read
from mensch.models import Attempt, Reached, SignInLink, StopToken, Suppression, User, Vault
from mensch.services import uploads, yours_restore
from mensch.services.access import vault_of
from mensch.services.import_here import import_here
from mensch.services.yours_tables import OF_GROUPS
from tests import makers, world, yours
from tests.journeys.walk import at_home

NOT_OF_A_VAULT = {Attempt, Reached, SignInLink, StopToken, Suppression, User, Vault, *OF_GROUPS}


@pytest.fixture
def rich(ada: world.Member, tmp_path: Path) -> bytes:
    folder = tmp_path / "given"
    folder.mkdir()
    yours.fill(ada, folder)
    return yours.exported(ada)


def cards(data: bytes) -> dict[str, Record]:
    found = list(read(yours.archive(data).read("people.vcf")))
    return {one.name.full: one for one in found if isinstance(one, Record)}


def test_one_zip_says_what_is_what(rich: bytes) -> None:
    names = yours.archive(rich).namelist()
    assert names == ["README.txt", "people.vcf", "people.csv", "meetings.ics", "groups.json", "mensch.json"]
    said = yours.text(rich, "README.txt")
    assert all(name in said for name in names[1:])
    assert yours.archive(rich).testzip() is None


def test_everybody_is_a_card_again_with_what_nobody_understood(rich: bytes) -> None:
    mara = cards(rich)["Dr. Mara Öztürk"]
    assert [a.value for a in mara.of(AddressKind.EMAIL)] == ["mara@arco.example"]
    assert (mara.birthday, mara.posts[0].org, mara.posts[0].title) == ("1980-02-03", "Arco", "Baker")
    assert mara.uid == "card-1"
    assert set(mara.labels) == {"Friends", "Bakers"}
    raw = yours.text(rich, "people.vcf")
    assert "X-OVEN-TEMPERATURE;X-UNIT=C:230\r\n" in raw
    assert "item1.X-ODD:yes\r\n" in raw
    assert raw.count("BEGIN:VCARD") == yours.tables(rich)["person"].__len__()


def test_of_two_cards_of_one_person_both_are_carried_over(ada: world.Member, tmp_path: Path) -> None:
    for name, line in (("a", "X-OVEN:wood"), ("b", "X-TABLE:oak")):
        card = ("BEGIN:VCARD", "VERSION:3.0", f"UID:{name}", "FN:Mara Ek", "EMAIL:mara@arco.example", line, "END:VCARD")
        (tmp_path / f"{name}.vcf").write_text("\r\n".join((*card, "")), newline="")
    import_here(vault=ada.vault, paths=[str(tmp_path)])
    raw = yours.text(yours.exported(ada), "people.vcf")
    assert raw.count("BEGIN:VCARD") == 1
    assert raw.count("X-OVEN:wood") == raw.count("X-TABLE:oak") == 1


def test_the_table_never_calculates(rich: bytes) -> None:
    rows = list(csv.DictReader(io.StringIO(yours.text(rich, "people.csv").removeprefix("\ufeff"))))
    mara = next(row for row in rows if row["Name"] == "Dr. Mara Öztürk")
    assert mara["Notes"].startswith("'=SUM(1)")
    assert unguard(mara["Notes"]).startswith("=SUM(1)")
    assert mara["Phone"] == "+49 151 2345 6789"
    assert mara["Evidence"] == "Met"


def test_seeds_row_87_no_number_stands_for_a_person(rich: bytes) -> None:
    header = yours.text(rich, "people.csv").removeprefix("\ufeff").splitlines()[0]
    for word in ("score", "rank", "rating", "grade", "strength", "count"):
        assert word not in header.casefold()


def test_meetings_are_a_calendar_again(rich: bytes) -> None:
    calendar = Calendar.from_ical(yours.text(rich, "meetings.ics"))
    events: dict[str, Any] = {str(e["SUMMARY"]): e for e in calendar.walk("VEVENT")}
    ovens = events["Ovens, old and new"]
    assert str(ovens["UID"]) == "meet-1"
    assert str(ovens["LOCATION"]) == "Harbour 3"
    assert ovens["DTSTART"].dt.isoformat() == "2026-10-12T09:00:00+00:00"
    assert {str(a) for a in ovens["ATTENDEE"]} >= {"mailto:mara@arco.example"}
    assert any("Cleo Marin" in summary for summary in events)  # a meeting noted by hand


def test_the_files_one_brought_come_along_when_asked_for(ada: world.Member) -> None:
    file = uploads.keep(vault=ada.vault, name="old.vcf", parts=[b"BEGIN:VCARD"])
    world.import_file(world.importing(ada.vault), name="old.vcf", sha256=file.sha256)
    assert not [n for n in yours.archive(yours.exported(ada)).namelist() if n.startswith("files/")]
    data = yours.archive(yours.exported(ada, with_files=True))
    assert data.read(f"files/{file.sha256}/old.vcf") == b"BEGIN:VCARD"


def test_nothing_of_another_member_is_in_it(rich: bytes, ben: world.Member) -> None:
    makers.populate(ben)
    world.person(ben.vault, "Zofia Zielinska")
    assert "Zofia" not in "".join(yours.text(rich, name) for name in yours.archive(rich).namelist())
    assert "Mara" not in yours.text(yours.exported(ben), "mensch.json")


def test_an_empty_vault_can_be_exported(ada: world.Member) -> None:
    data = yours.exported(ada)
    assert sum(len(rows) for rows in yours.tables(data).values()) == 0
    assert Calendar.from_ical(yours.text(data, "meetings.ics"))


def test_the_owner_downloads_it_from_the_page(ada: world.Member) -> None:
    world.person(ada.vault, "Cleo Marin")
    page = ada.client.get("/yours").content.decode()
    assert 'action="/yours/export"' in page
    at_home(ada)
    response = ada.client.post("/yours/export")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="mensch-')
    data = response.getvalue()
    assert yours.tables(data)["person"][0]["full"] == "Cleo Marin"


def test_the_export_is_not_for_strangers(ada: world.Member, eve: world.Member, anyone: Client) -> None:
    world.person(ada.vault, "Cleo Marin")
    at_home(eve)
    hers = eve.client.post("/yours/export").getvalue()
    assert yours.tables(hers)["person"] == []
    assert anyone.post("/yours/export").headers["Location"].startswith("/account/login/")
    assert Vault.objects.filter(owner=ada.user).exists()


def test_whoever_sits_down_at_an_open_browser_does_not_get_the_book(ada: world.Member) -> None:
    world.person(ada.vault, "Cleo Marin")
    answer = ada.client.post("/yours/export", {"files": "on"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/reauthenticate/code/?next=%2Fyours%2Fexport"
    form = {"recipient": "ada@example.org", "next": "/yours/export"}
    asked = ada.client.post(answer.headers["Location"], form)
    page = ada.client.get(asked.headers["Location"]).content.decode()
    assert "the file is on its way" in page
    assert 'href="/yours">Back to Yours' in page
    code = re.findall(r"\b[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}\b", str(mail.outbox[-1].body))[0]
    confirmed = ada.client.post(asked.headers["Location"], {"code": code})
    assert yours.tables(confirmed.getvalue())["person"][0]["full"] == "Cleo Marin"


def test_whoever_can_only_come_by_a_link_is_not_kept_from_their_own_book(ada: world.Member) -> None:
    EmailAddress.objects.filter(user=ada.user).delete()
    assert ada.client.post("/yours/export").headers["Content-Type"] == "application/zip"


def test_only_the_typed_words_delete_a_vault(rich: bytes, ada: world.Member) -> None:
    page = ada.client.get("/yours/deletion").content.decode()
    assert page.index("/yours/export") < page.index('name="word"')
    for typed in ("", "delete", "delete everythin"):
        refused = ada.client.post("/yours/deletion", {"word": typed})
        assert refused.status_code == 422
        assert "Nothing was deleted" in refused.content.decode()
    assert yours.tables(yours.exported(ada)) == yours.tables(rich)


def test_seeds_row_52_a_vault_goes_with_every_row_and_file(rich: bytes, ada: world.Member, ben: world.Member) -> None:
    makers.populate(ben)
    his = yours.tables(yours.exported(ben))
    uploads.keep(vault=ada.vault, name="old.vcf", parts=[b"BEGIN:VCARD"])
    assert ada.client.post("/yours/deletion", {"word": " Delete  Everything "}).headers["Location"] == "/"
    for model in apps.get_app_config("mensch").get_models():
        if model not in NOT_OF_A_VAULT:
            assert not model._default_manager.filter(vault=ada.vault.pk).exists(), model
    assert not uploads.folder(ada.vault).exists()
    assert User.objects.filter(pk=ada.user.pk).exists()
    assert yours.tables(yours.exported(ben)) == his


def test_whoever_leaves_takes_the_sign_in_along(ada: world.Member) -> None:
    world.person(ada.vault)
    answer = ada.client.post("/yours/deletion", {"word": "delete everything", "sign_in": "on"})
    assert answer.headers["Location"].startswith("/account/login/")
    assert not User.objects.filter(pk=ada.user.pk).exists()
    assert "_auth_user_id" not in ada.client.session


def test_what_was_exported_comes_back_after_everything_was_deleted(ada: world.Member, tmp_path: Path) -> None:
    yours.fill(ada, tmp_path)
    data = yours.exported(ada)
    ada.client.post("/yours/deletion", {"word": "delete everything"})
    path = tmp_path / "export.zip"
    path.write_bytes(data)
    yours_restore.restore(vault=vault_of(ada.user), path=path)
    assert yours.tables(yours.exported(ada)) == yours.tables(data)
