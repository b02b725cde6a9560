"""Real files go in: what is made of them, once, again and later; and how it is taken back."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.apps import apps
from django.utils import timezone

from mensch import models
from mensch.models.base import Owned
from mensch.services import import_undo
from mensch.services.reveal import reveal
from tests import importing as given
from tests import world

ABOUT_IMPORTS = (models.Import, models.ImportFile, models.ImportFault, models.Change)
INDEX = (models.PersonWord, models.WordSlip)


def tables(vault: models.Vault) -> dict[str, list[str]]:
    """Every row of the vault, less those that speak of imports themselves; of the search index what it says."""
    owned = [m for m in apps.get_app_config("mensch").get_models() if issubclass(m, Owned) and m not in ABOUT_IMPORTS]
    shown = {m: [f.attname for f in m._meta.concrete_fields if m not in INDEX or f.name != "id"] for m in owned}
    return {m.__name__: sorted(map(repr, m.objects.filter(vault=vault).values_list(*shown[m]))) for m in owned}


def differing(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    return [name for name in before if before[name] != after[name]]


def standings(vault: models.Vault) -> dict[str, str]:
    return dict(models.Person.objects.filter(vault=vault).values_list("full", "standing"))


def test_seeds_row_1_books_mail_and_calendar_tell_who_is_truly_known(ada: world.Member) -> None:
    report = given.bring(ada.vault, given.EVERYTHING)
    assert standings(ada.vault) == {
        "Cleo Marin": "two-way",
        "Dan Novak": "met",
        "Finn Aalto": "listed",
        "Gita Rao": "listed",
        "Zoe Tan": "two-way",
    }
    assert report["people"]["created"] == 5
    assert report["people"]["attached"] == 1
    assert [file["found"] for file in report["files"]] == [2, 3, 6, 1]


def test_the_same_files_three_times_change_nothing(ada: world.Member) -> None:
    given.bring(ada.vault, given.EVERYTHING)
    once = tables(ada.vault)
    for _ in range(2):
        report = given.bring(ada.vault, given.EVERYTHING)
        assert not differing(once, tables(ada.vault))
        assert report["people"] | {"unchanged": 0} == {"created": 0, "attached": 0, "unchanged": 0, "suggested": 0}
        assert report["touches"]["created"] == 0
        assert {file["state"] for file in report["files"]} == {"known"}


def test_the_same_people_in_a_file_of_other_bytes_change_nothing_either(ada: world.Member) -> None:
    given.bring(ada.vault, {"a.vcf": given.CARDS, "a.mbox": given.MAILBOX, "a.ics": given.CALENDAR})
    once = tables(ada.vault)
    again = {
        "b.vcf": given.CARDS + b"\r\n",
        "b.mbox": given.MAILBOX + b"\n",
        "b.ics": given.CALENDAR.replace(b"//Example//", b"//Other//"),
    }
    report = given.bring(ada.vault, again)
    assert {file["state"] for file in report["files"]} == {"done"}
    assert report["people"]["unchanged"] == 2
    assert not differing(once, tables(ada.vault))


def test_seeds_row_13_a_second_linkedin_export_tells_who_changed_jobs(ada: world.Member) -> None:
    given.bring(ada.vault, {"Connections.csv": given.CONNECTIONS})
    report = given.bring(ada.vault, {"Connections.csv": given.LATER_CONNECTIONS})
    finn = models.Person.objects.get(vault=ada.vault, full="Finn Aalto")
    assert (finn.org, finn.title) == ("Red Kiln", "Master potter")
    posts = models.Post.objects.filter(vault=ada.vault, person=finn).order_by("id")
    assert [(post.org, post.ended_on is None) for post in posts] == [("Blue Kiln", False), ("Red Kiln", True)]
    assert report["people"]["created"] == 0
    assert report["people"]["attached"] == 1


def test_a_source_that_lost_its_rows_deletes_nobody(ada: world.Member) -> None:
    given.bring(ada.vault, {"Connections.csv": given.CONNECTIONS})
    given.bring(ada.vault, {"Connections.csv": given.EMPTIED_CONNECTIONS})
    given.bring(ada.vault, {"Connections.csv": given.EMPTIED_CONNECTIONS.replace(b"Cleo", b"").replace(b"Marin", b"")})
    assert set(standings(ada.vault)) == {"Cleo Marin", "Finn Aalto", "Gita Rao"}


def test_a_source_suddenly_far_smaller_is_held_and_said(ada: world.Member) -> None:
    rows = b"".join(b"Ida,No%d,https://www.linkedin.com/in/ida-%d,,,,02 Jan 2024\r\n" % (n, n) for n in range(12))
    given.bring(ada.vault, {"Connections.csv": given.CONNECTIONS + rows})
    vault_before = len(standings(ada.vault))
    models.ImportFile.objects.filter(vault=ada.vault).update(name="Connections.csv")
    report = given.bring(ada.vault, {"Connections.csv": given.EMPTIED_CONNECTIONS})
    assert len(standings(ada.vault)) == vault_before
    assert report["files"][0]["state"] in ("held", "done")


def test_a_rehearsal_tells_the_same_and_keeps_nothing(ada: world.Member) -> None:
    before = tables(ada.vault)
    rehearsed = given.bring(ada.vault, given.EVERYTHING, dry=True)
    assert not differing(before, tables(ada.vault))
    assert not models.Import.objects.filter(vault=ada.vault).exists()
    done = given.bring(ada.vault, given.EVERYTHING)
    assert (rehearsed["people"], rehearsed["touches"]) == (done["people"], done["touches"])


def test_what_cannot_be_read_is_set_aside_with_its_line_and_its_bytes(ada: world.Member) -> None:
    report = given.bring(ada.vault, {"people.vcf": given.BROKEN_CARDS})
    file = report["files"][0]
    assert file["found"] == file["read"] + len(file["set_aside"])
    assert set(standings(ada.vault)) >= {"Cleo Marin", "Dan Novak"}
    fault = models.ImportFault.objects.filter(vault=ada.vault).latest("id")
    assert fault.line == 20
    page = ada.client.get(f"/files/{world.public_id(fault.file)}/lines").content.decode()
    assert "20" in page


def test_a_series_in_a_calendar_is_one_entry_of_the_report(ada: world.Member) -> None:
    weekly = given.CALENDAR.replace(b"SUMMARY", b"RRULE:FREQ=WEEKLY;COUNT=5\r\nSUMMARY")
    file = given.bring(ada.vault, {"people.vcf": given.CARDS, "year.ics": weekly})["files"][1]
    assert (file["found"], file["read"]) == (1, 1)
    assert models.Touch.objects.filter(vault=ada.vault).count() == 5


def test_undoing_an_import_puts_every_table_back(ada: world.Member) -> None:
    given.bring(ada.vault, {"people.vcf": given.CARDS, "Connections.csv": given.CONNECTIONS})
    before = tables(ada.vault)
    given.bring(
        ada.vault,
        {"Connections.csv": given.LATER_CONNECTIONS, "mail.mbox": given.MAILBOX, "year.ics": given.CALENDAR},
    )
    assert differing(before, tables(ada.vault))
    last = models.Import.objects.filter(vault=ada.vault).latest("id")
    assert not import_undo.undo(import_id=last.pk)
    assert not differing(before, tables(ada.vault))


def test_undoing_the_first_import_leaves_an_empty_book(ada: world.Member) -> None:
    before = tables(ada.vault)
    given.bring(ada.vault, given.EVERYTHING)
    import_undo.undo(import_id=models.Import.objects.get(vault=ada.vault).pk)
    after = tables(ada.vault)
    assert differing(before, after) == ["OwnAddress"]  # what the owner said of themselves stays


def test_undoing_spares_whom_the_owner_has_written_about_since(ada: world.Member) -> None:
    given.bring(ada.vault, {"people.vcf": given.CARDS})
    cleo = models.Person.objects.get(vault=ada.vault, full="Cleo Marin")
    models.Promise.objects.create(vault=ada.vault, person=cleo, by_me=True, words="the plans", made_at=timezone.now())
    assert import_undo.undo(import_id=models.Import.objects.get(vault=ada.vault).pk) == [cleo.pk]
    assert set(standings(ada.vault)) == {"Cleo Marin"}


def test_after_undoing_the_same_file_can_be_read_again(ada: world.Member) -> None:
    given.bring(ada.vault, {"people.vcf": given.CARDS})
    import_undo.undo(import_id=models.Import.objects.get(vault=ada.vault).pk)
    report = given.bring(ada.vault, {"people.vcf": given.CARDS})
    assert report["people"]["created"] == 2


_SOURCES = sorted(given.EVERYTHING)


@pytest.mark.parametrize("names", [some for n in range(1, 5) for some in combinations(_SOURCES, n)], ids="+".join)
def test_seeds_row_2_no_subset_of_sources_invents_a_tie(ada: world.Member, names: tuple[str, ...]) -> None:
    given.bring(ada.vault, {name: given.EVERYTHING[name] for name in names})
    found = standings(ada.vault)
    if "year.ics" not in names:
        assert "met" not in found.values()
    if "mail.mbox" not in names:
        assert not {"two-way", "one-way"} & set(found.values())
    touched = set(models.Touch.objects.filter(vault=ada.vault).values_list("person__full", flat=True))
    assert {name for name, standing in found.items() if standing != "listed"} <= touched
    shown = reveal(vault=ada.vault, now=timezone.now())
    if not {"year.ics", "mail.mbox"} & set(names):
        assert (shown.met, shown.both, shown.one) == (None, None, None)
        assert not models.Acquaintance.objects.filter(vault=ada.vault).exists()
