"""The LinkedIn export as it comes: one ZIP with many tables."""

from __future__ import annotations

import io
import zipfile

from mensch.core.records import Fault, InvitationRecord, MessageRecord, Record, Seen
from mensch.formats.reading import read as read_any
from tests.formats.test_linkedin import GITA, HEAD, INVITATIONS, PREAMBLES, PROFILE


def test_the_whole_zip_is_read_in_one_go() -> None:
    messages = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
    messages += "CONTENT,FOLDER\n"
    row = "c,,Gita Rao,linkedin.com/in/gita-rao,Ada,linkedin.com/in/ada,2026-07-30 09:15:22 UTC,,Hi,INBOX\n"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Basic_Export/Connections.csv", PREAMBLES[1] + HEAD + GITA)
        packed.writestr("Basic_Export/messages.csv", "\ufeff" + messages + row)
        packed.writestr("Basic_Export/Invitations.csv", INVITATIONS + "Gita Rao,Ada,01 Mar 2019,,INCOMING,,\n")
        packed.writestr("Basic_Export/Profile.csv", f"{PROFILE}\nAda,L{',' * 11}\n")
        packed.writestr("Basic_Export/Skills.csv", "Name\nTea\n")
    items = list(read_any(file.getvalue(), name="Basic_LinkedInDataExport.zip"))
    read = [type(item) for item in items if not isinstance(item, Fault | Seen)]
    assert read == [Record, MessageRecord, InvitationRecord]
    assert sum(item.found for item in items if isinstance(item, Seen)) == 3
