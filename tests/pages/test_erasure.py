"""Erasing a person: no trace is left in any table or in the file, a later import leaves them out, the proof is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from mensch import jobs
from mensch.models import Forgotten, ImportFault, ImportFile, Note, Person, Touch, Trail, Vault
from mensch.services import erasing_files, trail, uploads
from mensch.services.access import public
from mensch.services.import_here import import_here
from tests import world
from tests.dump import traces

CARDS = """BEGIN:VCARD
VERSION:3.0
UID:uid-cleo
FN:Cleo Quarterman
EMAIL:cleo.quarterman@example.org
TEL:+44 20 7946 0321
ORG:Arco
NOTE:Quarterman likes rye
END:VCARD
BEGIN:VCARD
VERSION:3.0
UID:uid-dan
FN:Dan Novak
EMAIL:dan@example.org
END:VCARD
"""
MAILS = """From ada Mon Nov  2 10:00:00 2026
From: ada@example.org
To: Cleo Quarterman <cleo.quarterman@example.org>, dan@example.org
Subject: lunch with Cleo Quarterman
Message-ID: <1@example.org>
Date: Mon, 2 Nov 2026 10:00:00 +0000

Hi

From cleo Tue Nov  3 10:00:00 2026
From: Cleo Quarterman <cleo.quarterman@example.org>
To: ada@example.org
Subject: Re: lunch
Message-ID: <2.cleo.quarterman@example.org>
In-Reply-To: <1@example.org>
Date: Tue, 3 Nov 2026 10:00:00 +0000

Yes

"""
BROKEN = "Name,E-mail\nCleo Quarterman,cleo.quarterman@example.org,,,surplus,cells\nBen Hale,ben@example.com\n"
WORDS = ("Quarterman", "cleo.quarterman", "7946 0321", "442079460321")


def bring(vault: Vault, path: Path, text: str) -> dict[str, object]:
    path.write_text(text)
    return import_here(vault=vault, paths=[str(path)])


def everything(ada: world.Member, tmp_path: Path) -> Person:
    """Cleo in every corner: a card, mails, a set-aside line, notes about another, an upload, a merge."""
    vault = ada.vault
    bring(vault, tmp_path / "Cleo Quarterman.vcf", CARDS)
    bring(vault, tmp_path / "mails.mbox", MAILS)
    bring(vault, tmp_path / "broken.csv", BROKEN)
    uploads.keep(vault=vault, name="cards.vcf", parts=[CARDS.encode()])
    cleo: Person = Person.objects.get(vault=vault, full="Cleo Quarterman")
    dan = Person.objects.get(vault=vault, full="Dan Novak")
    world.note(dan, "knows Cleo Quarterman, cleo.quarterman@example.org, +44 (20) 7946-0321")
    world.promise(dan, "introduce Cleo Quarterman")
    world.letter(cleo, body="Dear Cleo Quarterman")
    other = world.person(vault, "C. Quarterman-Old", org="Bell")
    ada.client.post(f"/people/{public(cleo.pk)}/merges", {"other": public(other.pk)})
    assert all(traces(word) for word in WORDS[:2])
    return cleo


def erase(ada: world.Member, person: Person) -> str:
    answer = ada.client.post(f"/people/{public(person.pk)}/erasure")
    assert answer.status_code == 302
    proof = ada.client.get(answer.headers["Location"])
    assert proof.status_code == 302
    return str(proof.headers["Location"])


def test_seeds_row_52_after_an_erasure_no_table_holds_name_address_or_number(ada: world.Member, tmp_path: Path) -> None:
    cleo = everything(ada, tmp_path)
    erase(ada, cleo)
    for word in WORDS:
        assert traces(word) == [], word
    assert not any(b"Quarterman" in bytes(raw) for raw in ImportFault.objects.values_list("raw", flat=True))
    assert list(uploads.folder(ada.vault).iterdir()) == []


def test_what_is_about_others_stays(ada: world.Member, tmp_path: Path) -> None:
    erase(ada, everything(ada, tmp_path))
    dan = Person.objects.get(vault=ada.vault, full="Dan Novak")
    assert [note.text for note in Note.objects.filter(person=dan)] == ["knows (…), (…), (…)"]
    assert Touch.objects.filter(person=dan).count() == 1
    assert Person.objects.filter(vault=ada.vault).count() == 2


def test_a_later_import_leaves_them_out_and_says_so(ada: world.Member, tmp_path: Path) -> None:
    erase(ada, everything(ada, tmp_path))
    report = bring(ada.vault, tmp_path / "again.vcf", CARDS.replace("uid-cleo", "another-uid") + "\n")
    file = ImportFile.objects.latest("id")
    assert (file.read, file.set_aside) == (1, 1)
    assert "somebody you erased" in str(report)
    html = ada.client.get(f"/files/{public(file.pk)}/lines").content.decode()
    assert "This is about somebody you erased. They were left out." in html
    bring(ada.vault, tmp_path / "again.mbox", MAILS.replace("<1@", "<3@").replace("<2.", "<4."))
    assert not Person.objects.filter(vault=ada.vault, full__contains="Quarterman").exists()
    assert traces("cleo.quarterman") == []


def test_the_proof_counts_and_names_nobody(ada: world.Member, tmp_path: Path) -> None:
    where = erase(ada, everything(ada, tmp_path))
    html = ada.client.get(where).content.decode()
    text = ada.client.get(f"{where}/proof.txt").content.decode()
    for told in (html, text):
        assert "2 addresses and numbers" in told
        assert "Every text of every table was looked at: no trace is left." in told
        assert not any(word in told for word in WORDS)
    assert "no entry is missing or changed" in text
    row = Trail.objects.get()
    assert row.hash in text
    assert Forgotten.objects.filter(vault=ada.vault).count() == row.facts["hashes"]


def test_a_changed_trail_shows(ada: world.Member) -> None:
    for number in range(3):
        trail.write(vault=ada.vault, verb="erased", facts={"counts": {"note": number}}, now=world.NOW)
    assert trail.broken(vault=ada.vault) is None
    Trail.objects.filter(vault=ada.vault, n=2).update(facts={"counts": {}})
    assert trail.broken(vault=ada.vault) == 2
    Trail.objects.filter(vault=ada.vault, n=2).delete()
    assert trail.broken(vault=ada.vault) == 3


def test_before_the_act_the_page_says_what_goes_and_what_stays(ada: world.Member, tmp_path: Path) -> None:
    cleo = everything(ada, tmp_path)
    html = ada.client.get(f"/people/{public(cleo.pk)}/erasure").content.decode()
    for told in (
        "2 addresses and numbers",
        "There is no undo.",
        "Backups made before today still hold this person. If one is brought back here, they are erased again.",
    ):
        assert told in html
    assert Person.objects.filter(pk=cleo.pk).exists()


def test_a_namesake_and_a_shared_address_are_not_touched(ada: world.Member) -> None:
    one, other = world.person(ada.vault, "Cleo Marin"), world.person(ada.vault, "Cleo Marin")
    for person in (one, other):
        world.address(person, "office@example.org")
    note = world.note(other, "Cleo Marin at office@example.org")
    html = ada.client.get(f"/people/{public(one.pk)}/erasure").content.decode()
    assert "Somebody else bears the same name" in html
    erase(ada, one)
    note.refresh_from_db()
    assert note.text == "Cleo Marin at office@example.org"


def test_nobody_erases_in_another_vault(ada: world.Member, ben: world.Member) -> None:
    cleo = world.person(ada.vault)
    mine = world.note(world.person(ben.vault), "Cleo Marin of Ada")
    assert ben.client.post(f"/people/{public(cleo.pk)}/erasure").status_code == 404
    erase(ada, cleo)
    mine.refresh_from_db()
    assert mine.text == "Cleo Marin of Ada"


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_the_database_file_hold_no_trace(tmp_path: Path) -> None:
    ada = world.member("ada@example.org")
    cleo = everything(ada, tmp_path)
    erase(ada, cleo)
    erasing_files.scrub()
    name = connection.settings_dict["NAME"]
    held = b"".join(Path(f"{name}{end}").read_bytes() for end in ("", "-wal") if Path(f"{name}{end}").exists())
    assert b"Dan Novak" in held
    assert b"uarterman" not in held
    # Four figures alone may stand in any time of day.
    assert not [form for form in (b"7946 0321", b"7946-0321", b"79460321") if form in held]


def test_sweeping_the_database_file_may_be_done_twice(ada: world.Member) -> None:
    for _ in range(2):
        jobs.scrub()
    assert Person.objects.count() == 0
