"""A table nobody knows inside a ZIP waits for its owner's word like any other; the rest of the ZIP does not wait."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mensch.core.records import Columns, Fault, Record, Seen
from mensch.formats.reading import Given, read_each
from mensch.models import Import, ImportFile, Person
from mensch.services import import_chunk, import_run, import_undo
from mensch.services.access import public
from tests import world
from tests.importing import CARDS, CONNECTIONS
from tests.pages.test_mapping import ODD, say


def packed(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with ZipFile(into, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return into.getvalue()


BYTES = packed({"a/odd.csv": ODD.encode(), "people.vcf": CARDS, "Connections.csv": CONNECTIONS, "photo.jpg": b"x"})


def upload(ada: world.Member, data: bytes = BYTES) -> Import:
    assert ada.client.post("/import", {"files": [SimpleUploadedFile("all.zip", data)]}).status_code == 302
    row: Import = Import.objects.latest("id")
    import_run.run(import_id=row.pk)
    row.refresh_from_db()
    return row


def files(importing: Import) -> dict[str, ImportFile]:
    return {row.name: row for row in ImportFile.objects.filter(parent=importing)}


def test_the_table_waits_and_everything_else_is_read(ada: world.Member) -> None:
    found = files(upload(ada))
    assert {name: row.state for name, row in found.items()} == {"all.zip": "done", "all.zip/a/odd.csv": "mapping"}
    whole = found["all.zip"]
    assert (whole.found, whole.read, whole.set_aside) == (5, 5, 0)
    assert not Person.objects.filter(org="Arco").exists()
    job = ada.client.get(f"/jobs/{public(whole.parent_id)}").content.decode()
    assert "What do the columns of odd.csv hold?" in job
    html = ada.client.get(f"/files/{public(found['all.zip/a/odd.csv'].pk)}/mapping").content.decode()
    assert "Wer" in html
    assert "Cleo Marin" in html


def test_what_the_owner_says_is_how_that_table_is_read_and_nothing_else_is_read_twice(ada: world.Member) -> None:
    importing = upload(ada)
    file = files(importing)["all.zip/a/odd.csv"]
    before = Person.objects.count()
    assert say(ada, file, "full", "email", "org", "title") == 302
    assert (file.state, file.found, file.read, file.set_aside) == ("done", 2, 2, 0)
    assert Person.objects.count() - before == file.created
    assert set(Person.objects.filter(org__in=("Arco", "Bell")).values_list("title", flat=True)) <= {"Baker", "Miller"}
    assert Person.objects.filter(org="Bell").exists() or Person.objects.filter(org="Arco").exists()
    assert files(importing)["all.zip"].read == 5


def test_the_same_zip_again_is_known_whole_and_a_table_of_the_same_columns_is_not_asked_about(
    ada: world.Member,
) -> None:
    say(ada, files(upload(ada))["all.zip/a/odd.csv"], "full", "email", "org", "title")
    [again] = files(upload(ada)).values()
    assert (again.state, again.read) == ("known", 5)
    other = files(upload(ada, packed({"b/new.csv": f"{ODD}Ben Hale;ben@example.com;Cott;Smith\n".encode()})))
    assert other["all.zip/b/new.csv"].state == "done"
    assert other["all.zip/b/new.csv"].read == 3


def test_a_worker_that_dies_and_reads_on_asks_once(ada: world.Member, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: object) -> None:
        raise MemoryError

    ada.client.post("/import", {"files": [SimpleUploadedFile("all.zip", BYTES)]})
    importing = Import.objects.get()
    with monkeypatch.context() as patch:
        patch.setattr(import_chunk, "conclude", dies)
        with pytest.raises(MemoryError):
            import_run.run(import_id=importing.pk)
    Import.objects.update(due_at=world.NOW)
    import_run.run(import_id=importing.pk)
    assert {name: row.state for name, row in files(importing).items()} == {
        "all.zip": "done",
        "all.zip/a/odd.csv": "mapping",
    }


def test_undoing_the_import_takes_the_table_back_with_the_rest(ada: world.Member) -> None:
    importing = upload(ada)
    say(ada, files(importing)["all.zip/a/odd.csv"], "full", "email", "org", "title")
    import_undo.undo(import_id=importing.pk)
    assert not Person.objects.exists()


def test_a_reader_asks_of_each_table_of_an_archive_and_reads_one_alone_by_what_was_said() -> None:
    asked = list(read_each(BYTES, Given("all.zip", ask=True)))
    assert [name for name, item in asked if isinstance(item, Columns)] == ["a/odd.csv"]
    assert not [item for name, item in asked if name == "a/odd.csv" and not isinstance(item, Columns)]
    mapping = '{"header": ["Wer", "Kontakt", "Haus", "Was"], "slots": ["full", "email", "", ""]}'
    alone = list(read_each(BYTES, Given("all.zip", mapping=mapping, only="a/odd.csv")))
    assert [item.name.full for _, item in alone if isinstance(item, Record)] == ["Cleo Marin", "Dan Novak"]
    assert sum(item.found for _, item in alone if isinstance(item, Seen)) == 2
    assert not [item for _, item in alone if isinstance(item, Fault) and item.code != "columns-ignored"]
