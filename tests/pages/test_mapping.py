"""A table whose columns are in doubt waits for its owner's word, is read by it, and the word is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mensch.core.records import Columns, Fault, Item, Record, Seen
from mensch.formats import wire
from mensch.formats.reading import Given, read_each
from mensch.models import Address, Import, ImportFile, Person
from mensch.services import import_run
from mensch.services.access import public
from mensch.services.import_here import import_here
from tests import world

ODD = "Wer;Kontakt;Haus;Was\nCleo Marin;cleo@example.org;Arco;Baker\nDan Novak;dan@example.org;Bell;Miller\n"
DOUBLE = "Name,Full name,E-mail\nCleo,Cleo Marin,cleo@example.org\nDan,Dan Novak,dan@example.org\n"


def upload(ada: world.Member, text: str, name: str = "people.csv") -> ImportFile:
    file = SimpleUploadedFile(name, text.encode())
    assert ada.client.post("/import", {"files": [file]}).status_code == 302
    row: ImportFile = ImportFile.objects.latest("id")
    import_run.run(import_id=row.parent_id)
    row.refresh_from_db()
    return row


def say(ada: world.Member, file: ImportFile, *slots: str) -> int:
    answer = ada.client.post(f"/files/{public(file.pk)}/mapping", {"slot": slots})
    import_run.run(import_id=file.parent_id)
    file.refresh_from_db()
    return answer.status_code


def items(text: str, *, ask: bool = False, mapping: str = "") -> list[Item]:
    return [item for _, item in read_each(text.encode(), Given("people.csv", ask=ask, mapping=mapping))]


def test_seeds_row_91_a_table_in_doubt_waits_and_shows_three_values_of_each_column(ada: world.Member) -> None:
    file = upload(ada, ODD)
    assert (file.state, Person.objects.count()) == ("mapping", 0)
    job = ada.client.get(f"/jobs/{public(file.parent_id)}").content.decode()
    assert "0 people are new" not in job
    assert f"/files/{public(file.pk)}/mapping" in job
    html = ada.client.get(f"/files/{public(file.pk)}/mapping").content.decode()
    for text in ("Wer", "Cleo Marin", "Dan Novak", "cleo@example.org", "Arco", "Miller"):
        assert text in html
    assert html.count("<select") == 4


def test_what_the_owner_says_is_how_it_is_read(ada: world.Member) -> None:
    file = upload(ada, ODD)
    assert say(ada, file, "full", "email", "org", "title") == 302
    assert (file.state, file.read, Import.objects.get().state) == ("done", 2, "done")
    cleo = Person.objects.get(full="Cleo Marin")
    assert (cleo.org, cleo.title) == ("Arco", "Baker")
    assert Address.objects.get(person=cleo).value == "cleo@example.org"
    assert "samples" not in file.mapping


def test_ignored_columns_are_named_in_the_report(ada: world.Member) -> None:
    file = upload(ada, ODD)
    say(ada, file, "full", "email", "", "")
    assert file.ignored == ["Haus", "Was"]
    assert not Person.objects.exclude(org="").exists()


def test_the_proposal_is_chosen_already_and_what_is_in_doubt_is_marked(ada: world.Member) -> None:
    file = upload(ada, DOUBLE)
    html = ada.client.get(f"/files/{public(file.pk)}/mapping").content.decode()
    assert html.count("please look") == 2
    assert '<option value="email" selected>' in html


def test_the_same_columns_are_not_asked_about_twice(ada: world.Member) -> None:
    say(ada, upload(ada, ODD), "full", "email", "org", "title")
    later = upload(ada, ODD + "Ben Hale;ben@example.com;Cott;Smith\n", "later.csv")
    assert (later.state, later.read) == ("done", 3)
    assert Person.objects.filter(vault=ada.vault).count() == 3


@pytest.mark.parametrize(
    ("slots", "says"),
    [
        (("org", "title", "", ""), "at least which column holds a name"),
        (("full", "email"), "Choose for each column"),
        (("full", "email", "score", ""), "Choose for each column"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(ada: world.Member, slots: tuple[str, ...], says: str) -> None:
    file = upload(ada, ODD)
    answer = ada.client.post(f"/files/{public(file.pk)}/mapping", {"slot": slots})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    file.refresh_from_db()
    assert file.state == "mapping"


def test_other_files_of_the_import_do_not_wait(ada: world.Member) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ben Hale\r\nEMAIL:ben@example.com\r\nEND:VCARD\r\n"
    files = [SimpleUploadedFile("odd.csv", ODD.encode()), SimpleUploadedFile("ben.vcf", card.encode())]
    ada.client.post("/import", {"files": files})
    import_run.run(import_id=Import.objects.get().pk)
    assert [p.full for p in Person.objects.all()] == ["Ben Hale"]


def test_after_it_was_named_a_file_is_not_asked_about_again(ada: world.Member) -> None:
    file = upload(ada, ODD)
    say(ada, file, "full", "email", "org", "title")
    html = ada.client.get(f"/files/{public(file.pk)}/mapping").content.decode()
    assert "<select" not in html
    assert say(ada, file, "full", "", "", "") == 302
    assert Address.objects.count() == 2


def test_an_import_taken_back_is_not_read_on(ada: world.Member) -> None:
    file = upload(ada, ODD)
    Import.objects.update(state="undone")
    assert say(ada, file, "full", "email", "org", "title") == 422
    assert not Person.objects.exists()


def test_a_name_of_a_column_with_markup_stays_text(ada: world.Member) -> None:
    file = upload(ada, ODD.replace("Wer", "<b>Wer</b>").replace("Arco", "<i>Arco</i>"))
    html = ada.client.get(f"/files/{public(file.pk)}/mapping").content.decode()
    assert "<b>Wer" not in html
    assert "<i>Arco" not in html


def test_on_the_command_line_the_proposal_is_taken_and_said(ada: world.Member, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(DOUBLE)
    report = import_here(vault=ada.vault, paths=[str(tmp_path / "people.csv")])
    assert [p.full for p in Person.objects.order_by("id")] == ["Cleo", "Dan"]
    [file] = report["files"]
    assert (file["read"], file["repaired"], file["state"]) == (2, 1, "done")


def test_a_reader_guesses_unless_it_is_told_to_ask() -> None:
    guessed = items(DOUBLE)
    assert [type(i) for i in guessed] == [Fault, Record, Record, Seen]
    assert isinstance(guessed[0], Fault)
    assert guessed[0].code == "columns-guessed"
    asked = items(DOUBLE, ask=True)
    assert [type(i) for i in asked] == [Columns, Seen]
    assert [wire.unpack(wire.pack(i)) for i in asked] == asked


@pytest.mark.parametrize("header", ["Wer;Kontakt;Geburtstag", "E-mail;Phone;Wer"])
def test_a_table_that_does_not_say_which_column_is_the_name_is_asked_about(header: str) -> None:
    [columns, seen] = items(f"{header}\nCleo Marin;cleo@example.org;1.2.1980\n", ask=True)
    assert isinstance(columns, Columns)
    assert "Wer" in columns.unsure
    assert seen == Seen(1)


def test_what_values_look_like_is_proposed_and_never_read_by_itself() -> None:
    text = "Wer;Kontakt;Ruf;Ding\nCleo Marin;cleo@example.org;+44 20 7946 0000;1.2.1980\n"
    columns = items(text, ask=True)[0]
    assert isinstance(columns, Columns)
    assert columns.slots == ("", "email", "phone", "")
    assert not [item for item in items(text) if isinstance(item, Record)]


def test_what_is_no_table_of_people_is_still_refused() -> None:
    found = items("a;b\n1;2\n")
    assert isinstance(found[0], Fault)
    assert found[0].code == "columns-unknown"


def test_blank_columns_at_the_end_do_not_hide_the_header() -> None:
    mapping = '{"header": ["Wer", "Kontakt"], "slots": ["full", "email"]}'
    found = items("Wer;Kontakt;;\nCleo Marin;cleo@example.org;;\n", mapping=mapping)
    assert [i.name.full for i in found if isinstance(i, Record)] == ["Cleo Marin"]
