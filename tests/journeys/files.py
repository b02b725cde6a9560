"""Three small files as people have them (example data): an address book, a LinkedIn export, a mailbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Lena Fischer
N:Fischer;Lena;;;
ORG:Avon Mills
EMAIL:lena@example.com
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Ruth Adeyemi
N:Adeyemi;Ruth;;;
EMAIL:ruth@example.com
END:VCARD
"""
CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Lena,Fischer,https://www.linkedin.com/in/lena-example,lena@example.com,Avon Mills,Buyer,12 Mar 2024
Greg,Hollis,https://www.linkedin.com/in/greg-example,,Hollis & Co,Partner,02 Feb 2023
"""


def letter(sender: str, to: str, subject: str, days: float) -> str:
    at = format_datetime(datetime.now(UTC) - timedelta(days=days))
    head = f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: {at}\nMessage-ID: <{days}.{subject}@example.com>\n"
    return f"From - \n{head}\nHello\n\n"


def mailbox() -> str:
    """Ada and Lena write to each other; Ruth waits for an answer."""
    ada, lena, ruth = "Ada <ada@example.org>", "Lena Fischer <lena@example.com>", "Ruth Adeyemi <ruth@example.com>"
    parts = [letter(ada, lena, f"Lease {n}", 40 - n) + letter(lena, ada, f"Re: Lease {n}", 39.5 - n) for n in range(4)]
    return "".join([*parts, letter(ada, ruth, "Ovens", 9), letter(ruth, ada, "Re: Ovens", 6)])


def written(folder: Path) -> list[Path]:
    """The three files, in `folder`."""
    texts = {"friends.vcf": CARDS, "Connections.csv": CONNECTIONS, "Sent.mbox": mailbox()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]
