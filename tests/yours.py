"""A rich vault for export and restore, and exports as plain data to be compared."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from mensch import models
from mensch.services import trail, yours
from mensch.services.access import public
from mensch.services.import_here import import_here
from tests import circling, makers, world

CARD = """BEGIN:VCARD\r
VERSION:3.0\r
UID:card-1\r
FN:Dr. Mara Öztürk\r
N:Öztürk;Mara;;Dr.;\r
ORG:Arco;Ovens\r
TITLE:Baker\r
EMAIL;TYPE=WORK:mara@arco.example\r
TEL;TYPE=CELL:+49 151 2345 6789\r
BDAY:1980-02-03\r
NOTE:=SUM(1) is what she says; always.\r
CATEGORIES:Friends,Bakers\r
X-OVEN-TEMPERATURE;X-UNIT=C:230\r
item1.X-ODD:yes\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:4.0\r
FN:周杰倫\r
EMAIL:chou@example.org\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
FN:Åsa Ström\r
EMAIL:not an address\r
END:VCARD\r
"""
CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:meet-1\r
DTSTART:20261012T090000Z\r
DTEND:20261012T100000Z\r
SUMMARY:Ovens\\, old and new\r
LOCATION:Harbour 3\r
ORGANIZER;CN=Ada:mailto:ada@example.org\r
ATTENDEE;PARTSTAT=ACCEPTED;CN=Ada:mailto:ada@example.org\r
ATTENDEE;PARTSTAT=ACCEPTED;CN="Mara Öztürk":mailto:mara@arco.example\r
END:VEVENT\r
END:VCALENDAR\r
"""
MAIL = """From ada@example.org Mon Oct 12 10:00:00 2026
From: Ada Lindqvist <ada@example.org>
To: Mara <mara@arco.example>
Date: Mon, 12 Oct 2026 10:00:00 +0000
Message-ID: <a1@example.org>
Subject: Ovens

hello

From mara@arco.example Mon Oct 12 11:00:00 2026
From: Mara <mara@arco.example>
To: Ada Lindqvist <ada@example.org>
Date: Mon, 12 Oct 2026 11:00:00 +0000
Message-ID: <a2@arco.example>
In-Reply-To: <a1@example.org>
Subject: Re: Ovens

hello

"""


def fill(member: world.Member, folder: Path) -> None:
    """One of everything, and an import of three files."""
    makers.populate(member)
    for name, text in (("people.vcf", CARD), ("calendar.ics", CALENDAR), ("mail.mbox", MAIL)):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    import_here(vault=member.vault, paths=[str(folder)], me=["ada@example.org"])
    _by_hand(member.vault)


def _by_hand(vault: models.Vault) -> None:
    one, other = world.person(vault, "Noor Haddad"), world.person(vault, "Iris van der Berg")
    letter = world.letter(one, nudge=f"rhythm:{one.pk}")
    world.touch(one, kind="mail", key=f"said:{public(letter.pk)}", by_me=True)
    models.Merge.objects.create(
        vault=vault, kept=one, absorbed=99, before={"person": {"id": other.pk, "vault_id": vault.pk}}, made_at=world.NOW
    )
    models.Separation.objects.create(vault=vault, one=one, other=other, made_at=world.NOW)
    models.Acquaintance.objects.create(vault=vault, one=one, other=other, how="thread", key="k", at=world.NOW)
    models.PromiseEnd.objects.create(vault=vault, promise=world.promise(one), how="kept", at=world.NOW)
    models.ThankYou.objects.create(vault=vault, person=one, at=world.NOW)
    ask = models.Ask.objects.create(vault=vault, side="giving", words="old ovens", town="Leeds", made_at=world.NOW)
    models.Finding.objects.create(vault=vault, ask=ask, person=one, at=world.NOW)
    models.Aside.objects.create(vault=vault, ask=ask, person=other, at=world.NOW)
    for model in (models.CircleOpening, models.CircleEnd):
        model.objects.create(vault=vault, circle=circling.drafted(vault), at=world.NOW)
    made = world.importing(vault, state="done")
    models.Change.objects.create(
        vault=vault, made_by=made, table="person", row=one.pk, before={"org": ""}, after={"org": "Arco"}
    )
    fault = {"line": 3, "code": "no-name", "done": "set_aside", "raw": b"\x00\xff\r\n"}
    models.ImportFault.objects.create(vault=vault, file=world.import_file(made, sha256="1" * 64), **fault)
    for verb in ("erased", "joined"):
        trail.write(vault=vault, verb=verb, facts={"person": one.pk, "kept": public(other.pk)}, now=world.NOW)
    models.Forgotten.objects.create(vault=vault, digest="f" * 64, at=world.NOW)


def exported(member: world.Member, **wishes: Any) -> bytes:
    return b"".join(yours.export(vault=models.Vault.objects.get(owner=member.user), now=world.NOW, **wishes))


def archive(data: bytes) -> ZipFile:
    return ZipFile(io.BytesIO(data))


def text(data: bytes, name: str) -> str:
    return archive(data).read(name).decode()


def tables(data: bytes) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(text(data, "mensch.json"))["tables"]
    return found


_NAME = re.compile(r"(?<![0-9a-z])(?:\d{16,19}|[0-9a-hjkmnp-tv-z]{13})(?![0-9a-z])")


def canonical(data: bytes) -> dict[str, list[str]]:
    """Every table with ids by their place, wherever they stand: equal for equal vaults."""
    whole = tables(data)
    home = json.loads(text(data, "mensch.json"))["mensch"]["vault"]["id"]
    places = {home: "the vault"} | {
        row["id"]: f"{name} {n}" for name, rows in whole.items() for n, row in enumerate(rows)
    }
    for known, place in list(places.items()):
        places[str(_number(known))] = place
    return {
        name: [_NAME.sub(lambda m: places.get(m[0], m[0]), json.dumps(row, sort_keys=True)) for row in rows]
        for name, rows in whole.items()
    }


def _number(public_id: str) -> int:
    number = 0
    for letter in public_id:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(letter)
    return number
