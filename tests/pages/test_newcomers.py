"""People whom no book lists, but who wrote and were written to: they come with the mail, and it says from where."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mensch.models import Import, Person, RawRecord
from mensch.services import import_run, import_settle, own_addresses
from tests import world
from tests.importing import EVERYTHING, MAILBOX, bring


def told_in(ada: world.Member) -> str:
    zoe = Person.objects.get(vault=ada.vault, full="Zoe Tan")
    return str(RawRecord.objects.get(person=zoe, source="mail").file_name)


def test_the_one_file_of_an_import_told_of_them(ada: world.Member) -> None:
    bring(ada.vault, {"mail.mbox": MAILBOX})
    assert told_in(ada).endswith("mail.mbox")


def test_of_several_files_none_is_said_to_have_told_of_them(ada: world.Member) -> None:
    bring(ada.vault, EVERYTHING)
    assert told_in(ada) == ""


def test_a_worker_that_dies_before_it_settles_leaves_the_same_behind(
    ada: world.Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object, **__: object) -> None:
        raise MemoryError

    own_addresses.declare(vault=ada.vault, values=["ada@example.org"], now=world.NOW)
    ada.client.post("/import", {"files": [SimpleUploadedFile("mail.mbox", MAILBOX)]})
    importing = Import.objects.get()
    with monkeypatch.context() as patch:
        patch.setattr(import_settle, "settle", dies)
        with pytest.raises(MemoryError):
            import_run.run(import_id=importing.pk)
    Import.objects.update(due_at=world.NOW)
    import_run.run(import_id=importing.pk)
    assert told_in(ada) == "mail.mbox"
