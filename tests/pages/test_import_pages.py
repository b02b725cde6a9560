"""Import as its owner sees it: several files at once, progress, stopping, the report, the lines set aside."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_q.models import OrmQ

from mensch import models
from mensch.services import import_chunk, import_run, own_addresses
from tests import importing as given
from tests import world


def dropped(member: world.Member, files: dict[str, bytes]) -> models.Import:
    """What the page makes of these files; the worker has not come yet."""
    answer = member.client.post("/import", {"files": [SimpleUploadedFile(n, data) for n, data in files.items()]})
    row: models.Import = models.Import.objects.get(vault=member.vault)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/jobs/{world.public_id(row)}"
    return row


def page(member: world.Member, row: models.Import, **headers: str) -> str:
    return " ".join(member.client.get(f"/jobs/{world.public_id(row)}", headers=headers).content.decode().split())


def names(vault: models.Vault) -> set[str]:
    return set(models.Person.objects.filter(vault=vault).values_list("full", flat=True))


def test_several_files_are_dropped_at_once_and_read_by_the_worker(ada: world.Member) -> None:
    row = dropped(ada, given.EVERYTHING)
    assert OrmQ.objects.count() == 1
    assert not names(ada.vault)
    import_run.run(import_id=row.pk)
    row.refresh_from_db()
    assert row.state == "done"
    assert names(ada.vault) == {"Cleo Marin", "Dan Novak", "Finn Aalto", "Gita Rao", "Zoe Tan"}
    told = page(ada, row)
    assert all(name in told for name in given.EVERYTHING)


def test_the_page_of_a_waiting_import_asks_again_by_itself_and_shows_a_way_to_stop(ada: world.Member) -> None:
    row = dropped(ada, {"people.vcf": given.CARDS})
    assert "cancellation" in page(ada, row)
    part = page(ada, row, HX_Request="true")
    assert "<html" not in part
    import_run.run(import_id=row.pk)
    done = ada.client.get(f"/jobs/{world.public_id(row)}", headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"


def test_no_file_chosen_is_said_kindly(ada: world.Member) -> None:
    answer = ada.client.post("/import", {})
    assert answer.status_code == 422
    assert "No file was chosen" in answer.content.decode()


def test_an_import_that_waits_is_stopped_at_once(ada: world.Member) -> None:
    row = dropped(ada, {"people.vcf": given.CARDS})
    ada.client.post(f"/jobs/{world.public_id(row)}/cancellation")
    import_run.run(import_id=row.pk)
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert not names(ada.vault)


def test_an_import_at_work_stops_at_the_next_chunk_and_keeps_what_it_has(
    ada: world.Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = dropped(ada, {"people.vcf": given.CARDS, "Connections.csv": given.CONNECTIONS})
    taken = import_run._take

    def take_and_press_stop(context: Any, file: Any, pieces: Sequence[Any]) -> None:
        taken(context, file, pieces)
        ada.client.post(f"/jobs/{world.public_id(row)}/cancellation")

    monkeypatch.setattr(import_run, "_take", take_and_press_stop)
    import_run.run(import_id=row.pk)
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert names(ada.vault) == {"Cleo Marin", "Dan Novak"}


def test_a_worker_that_dies_between_chunks_loses_and_doubles_nothing(
    ada: world.Member, ben: world.Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_run, "CHUNK", 1)
    own_addresses.declare(vault=ben.vault, values=given.OWN, now=timezone.now())
    whole = dropped(ben, given.EVERYTHING)
    import_run.run(import_id=whole.pk)
    row = dropped(ada, given.EVERYTHING)
    added, calls = import_chunk.add, [0]

    def add_and_die(*args: Any) -> None:
        added(*args)
        calls[0] += 1
        if calls[0] % 3 == 0:
            raise KeyboardInterrupt

    monkeypatch.setattr(import_chunk, "add", add_and_die)
    for _ in range(20):
        models.Import.objects.filter(pk=row.pk).update(due_at=timezone.now() - import_run.LEASE, tries=0)
        with suppress(KeyboardInterrupt):
            import_run.run(import_id=row.pk)
    row.refresh_from_db()
    assert row.state == "done"
    assert counts(ada.vault) == counts(ben.vault)


def counts(vault: models.Vault) -> dict[str, Any]:
    people = models.Person.objects.filter(vault=vault).order_by("full").values_list("full", "org", "standing")
    tables = (models.Address, models.Touch, models.RawRecord, models.Occasion, models.Party, models.PersonWord)
    return {"people": list(people)} | {m.__name__: m.objects.filter(vault=vault).count() for m in tables}


def test_lines_set_aside_can_be_taken_home_byte_for_byte(ada: world.Member) -> None:
    broken = given.CONNECTIONS + b"\x22unended,row\r\nanother\r\n"
    row = dropped(ada, {"Connections.csv": broken})
    import_run.run(import_id=row.pk)
    file = models.ImportFile.objects.get(vault=ada.vault)
    assert file.set_aside
    answer = ada.client.get(f"/files/{world.public_id(file)}/set-aside")
    home = b"".join(answer)
    assert b"unended,row" in home
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert all(line in broken for line in home.splitlines())


def test_the_set_aside_lines_of_another_member_are_not_there(ada: world.Member, ben: world.Member) -> None:
    row = dropped(ada, {"people.vcf": given.BROKEN_CARDS})
    import_run.run(import_id=row.pk)
    file = models.ImportFile.objects.get(vault=ada.vault)
    for path in ("lines", "set-aside"):
        assert ben.client.get(f"/files/{world.public_id(file)}/{path}").status_code == 404


def test_an_import_stuck_after_many_tries_can_be_begun_anew(ada: world.Member) -> None:
    row = dropped(ada, {"people.vcf": given.CARDS})
    models.Import.objects.filter(pk=row.pk).update(tries=5)
    import_run.run(import_id=row.pk)
    row.refresh_from_db()
    assert row.state == "stuck"
    ada.client.post(f"/jobs/{world.public_id(row)}/new-try")
    import_run.run(import_id=row.pk)
    row.refresh_from_db()
    assert row.state == "done"


def test_a_file_that_is_none_of_ours_is_said_in_a_sentence(ada: world.Member) -> None:
    row = dropped(ada, {"holiday.png": b"\x89PNG\r\n\x1a\n" + bytes(200)})
    import_run.run(import_id=row.pk)
    file = models.ImportFile.objects.get(vault=ada.vault)
    assert file.state == "failed"
    assert file.why
    assert file.why.split()[0] in page(ada, row)


def test_only_addresses_that_may_well_be_the_owners_are_asked_about(ada: world.Member) -> None:
    sent = given.MAILBOX.replace(b"ada@example.org", b"ada@other.example").replace(
        b"Subject: Shelves", b"X-Gmail-Labels: Sent\nSubject: Shelves"
    )
    row = dropped(ada, {"mail.mbox": sent})
    import_run.run(import_id=row.pk)
    asked = page(ada, row).partition("Are these yours?")[2].partition("</section>")[0]
    assert "ada@other.example" in asked
    assert "zoe@tan.example" not in asked
