"""Small files as the world writes them (example data), and an import of them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mensch.models import Vault
from mensch.services.import_here import import_here

CARDS = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1@cards.example\r\nN:Marin;Cleo;;;\r\nFN:Cleo Marin\r\nORG:Hollow Oak\r\n"
    b"TITLE:Carpenter\r\nEMAIL:cleo@hollowoak.example\r\nCATEGORIES:Breakfast club\r\nX-ODD:kept\r\nEND:VCARD\r\n"
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:2@cards.example\r\nN:Novak;Dan;;;\r\nFN:Dan Novak\r\n"
    b"EMAIL:dan@novak.example\r\nTEL:+49 30 901820\r\nEND:VCARD\r\n"
)
_NOTES = b'Notes:\r\n"When exporting your connection data, you may notice that some emails are missing."\r\n\r\n'
_HEAD = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
_ROWS = {
    "cleo": b"Cleo,Marin,https://www.linkedin.com/in/cleo-marin,cleo@hollowoak.example,Oak,Joiner,12 Mar 2023\r\n",
    "finn": b"Finn,Aalto,https://www.linkedin.com/in/finn-aalto,,Blue Kiln,Potter,02 Jan 2024\r\n",
    "gita": b"Gita,Rao,https://www.linkedin.com/in/gita-rao,,Open Loom,Weaver,05 Feb 2024\r\n",
}
CONNECTIONS = _NOTES + _HEAD + b"".join(_ROWS.values())
LATER_CONNECTIONS = CONNECTIONS.replace(b"Blue Kiln,Potter", b"Red Kiln,Master potter")
EMPTIED_CONNECTIONS = _NOTES + _HEAD + _ROWS["cleo"]


def _letter(number: int, sender: str, to: str, day: str, subject: str, more: str = "") -> bytes:
    return (
        f"From {sender} Mon Mar  2 10:00:00 2026\nFrom: {sender}\nTo: {to}\nDate: {day} 10:00:00 +0000\n"
        f"Message-ID: <{number}@mail.example>\nSubject: {subject}\n{more}\nHello.\n\n"
    ).encode()


MAILBOX = (
    _letter(1, "Ada Lindqvist <ada@example.org>", "Cleo <cleo@hollowoak.example>", "Mon, 02 Mar 2026", "Shelves")
    + _letter(2, "Cleo <cleo@hollowoak.example>", "ada@example.org", "Tue, 03 Mar 2026", "Re: Shelves")
    + _letter(3, "ada@example.org", "dan@novak.example", "Wed, 04 Mar 2026", "A question")
    + _letter(4, "list@kiln.example", "ada@example.org", "Wed, 04 Mar 2026", "News", "List-Id: <news.kiln.example>\n")
    + _letter(5, "ada@example.org", "Zoe Tan <zoe@tan.example>", "Thu, 05 Mar 2026", "Hello")
    + _letter(6, "Zoe Tan <zoe@tan.example>", "ada@example.org", "Fri, 06 Mar 2026", "Re: Hello")
)
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nBEGIN:VEVENT\r\nUID:m1@cal.example\r\n"
    b"DTSTART:20260310T120000Z\r\nDTEND:20260310T130000Z\r\nSUMMARY:Lunch at the harbour\r\n"
    b"ORGANIZER:mailto:ada@example.org\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org\r\n"
    b"ATTENDEE;PARTSTAT=ACCEPTED;CN=Dan Novak:mailto:dan@novak.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
BROKEN_CARDS = CARDS + b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nobody ends me\r\n"
EVERYTHING = {"people.vcf": CARDS, "Connections.csv": CONNECTIONS, "mail.mbox": MAILBOX, "year.ics": CALENDAR}
OWN = ("ada@example.org",)


def bring(vault: Vault, files: dict[str, bytes], *, me: tuple[str, ...] = OWN, dry: bool = False) -> dict[str, Any]:
    """Import these files, name and bytes, as the command line does; gives the report."""
    with TemporaryDirectory(prefix="mensch-test-") as folder:
        paths = [Path(folder, name) for name in files]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        return import_here(vault=vault, paths=[str(path) for path in paths], me=me, dry=dry)
