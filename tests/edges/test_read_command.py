"""`mensch read PATH… --json`: the facts of files as lines of JSON, run as a person would, without a database."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.edge

CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Löwe;Ada;;;\r\nFN:Ada Löwe\r\nORG:Werk\\, Nord;Einkauf\r\nTITLE:Leiterin\r\n"
    "TEL;TYPE=WORK:030 / 1\r\nEMAIL:B@Example.org\r\nTEL;TYPE=CELL:+49 151 2\r\nEMAIL:a@example.org\r\n"
    "URL:https://example.org/ada\r\nBDAY:1980-03-22\r\nUID:u-1\r\nNOTE:one\\ntwo\r\nX-TEA:green\r\nEND:VCARD\r\n"
)
EVENT = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:e-1\r\nDTSTART:20260302T090000Z\r\nDTEND:20260302T100000Z\r\n"
    "SUMMARY:Tea\\, cake\r\nORGANIZER:mailto:ada@example.org\r\n"
    "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ben:mailto:ben@example.org\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
MAIL = (
    "From: =?utf-8?q?Ada_L=C3=B6we?= <ada@example.org>\r\nTo: Ben <ben@example.org>\r\nCc: cleo@example.org\r\n"
    "Date: Mon, 02 Mar 2026 09:15:00 +0100\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
    "Message-ID: <1@example.org>\r\n\r\nHi.\r\n"
)
LINKEDIN = (
    'Notes:\n"Some words, with a comma."\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n'
    "Gita,Rao,https://www.linkedin.com/in/gita-rao,,Tea & Co,Buyer,02 Apr 2021\n,,,,,,01 Jan 2023\n"
)


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command with no database to lean on: its data directory does not exist."""
    command = [sys.executable, "-m", "mensch", "read", *map(str, words)]
    environment = {
        "PATH": "/usr/bin:/bin",
        "MENSCH_DATA_DIR": "/nonexistent",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)


def lines(*words: str | Path) -> tuple[list[dict[str, Any]], dict[str, Any], int]:
    """The records, the summary (always the last line) and the exit code."""
    done = run(*words, "--json")
    *found, summary = [json.loads(line) for line in done.stdout.splitlines()]
    assert summary["type"] == "summary"
    assert "Traceback" not in done.stderr
    return found, summary, done.returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people.vcf").write_text(CARD, newline="")
    (tmp_path / "days.ics").write_text(EVENT, newline="")
    (tmp_path / "one.eml").write_text(MAIL, newline="")
    (tmp_path / "Connections.csv").write_text(LINKEDIN, newline="")
    return tmp_path


def test_a_person_is_told_decoded_with_addresses_as_written_in_file_order(folder: Path) -> None:
    [person], summary, code = lines(folder / "people.vcf")
    assert person["type"] == "person"
    assert person["source"] == {"file": str(folder / "people.vcf"), "line": 1}
    assert (person["name"], person["given"], person["family"]) == ("Ada Löwe", "Ada", "Löwe")
    assert person["phones"] == ["030 / 1", "+49 151 2"]
    assert person["emails"] == ["B@Example.org", "a@example.org"]
    assert (person["org"], person["title"], person["urls"]) == ("Werk, Nord", "Leiterin", ["https://example.org/ada"])
    assert (person["birthday"], person["uid"], person["note"]) == ("1980-03-22", "u-1", "one\ntwo")
    [file] = summary["files"]
    assert {key: file[key] for key in ("path", "format", "found", "read", "repaired", "set_aside", "ignored")} == {
        "path": str(folder / "people.vcf"),
        "format": "vcard",
        "found": 1,
        "read": 1,
        "repaired": 0,
        "set_aside": [],
        "ignored": ["X-TEA"],
    }
    assert file["seconds"] >= 0
    assert code == 0


def test_a_touch_is_told_with_who_when_and_about_what(folder: Path) -> None:
    [touch], _, code = lines(folder / "one.eml")
    assert (touch["type"], touch["kind"], touch["at"]) == ("touch", "mail", "2026-03-02T09:15:00+01:00")
    assert (touch["from"], touch["to"], touch["cc"]) == ("ada@example.org", ["ben@example.org"], ["cleo@example.org"])
    assert (touch["from_name"], touch["subject"], code) == ("Ada Löwe", "Grüße", 0)


def test_an_event_is_told_with_its_times_and_people(folder: Path) -> None:
    [event], _, code = lines(folder / "days.ics")
    assert (event["type"], event["uid"], event["summary"]) == ("event", "e-1", "Tea, cake")
    assert (event["start"], event["end"]) == ("2026-03-02T09:00:00+00:00", "2026-03-02T10:00:00+00:00")
    assert (event["attendees"], event["organizer"], code) == (["ben@example.org"], "ada@example.org", 0)


def test_what_is_set_aside_is_told_with_its_line_and_a_sentence(folder: Path) -> None:
    [gita], summary, code = lines(folder / "Connections.csv")
    [file] = summary["files"]
    assert gita["source"]["line"] == 5
    assert (file["found"], file["read"], [fault["line"] for fault in file["set_aside"]]) == (2, 1, [6])
    assert len(file["set_aside"][0]["reason"]) > 10
    assert code == 0


def test_a_folder_is_read_file_by_file_and_summed_up_at_the_end(folder: Path) -> None:
    found, summary, code = lines(folder)
    assert sorted(record["type"] for record in found) == ["event", "person", "person", "touch"]
    assert [Path(file["path"]).name for file in summary["files"]] == [
        "Connections.csv",
        "days.ics",
        "one.eml",
        "people.vcf",
    ]
    assert code == 0


def test_the_files_of_an_archive_are_named_within_it(folder: Path) -> None:
    with zipfile.ZipFile(folder / "all.zip", "w") as packed:
        packed.write(folder / "people.vcf", "export/people.vcf")
    [person], summary, code = lines(folder / "all.zip")
    assert person["source"]["file"] == f"{folder / 'all.zip'}/export/people.vcf"
    assert ([file["format"] for file in summary["files"]], code) == (["zip"], 0)


def test_a_maildir_is_one_source_with_each_message_named(tmp_path: Path) -> None:
    for box in ("cur", "new", "tmp"):
        (tmp_path / box).mkdir()
    (tmp_path / "cur" / "1:2,S").write_text(MAIL)
    (tmp_path / "new" / "2").write_text(MAIL.replace("<1@", "<2@"))
    found, summary, code = lines(tmp_path)
    assert [record["id"] for record in found] == ["1@example.org", "2@example.org"]
    assert ([(file["format"], file["found"], file["read"]) for file in summary["files"]], code) == (
        [("maildir", 2, 2)],
        0,
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.7"), ("b.xml", b"<?xml version='1.0'?><a/>"), ("c.txt", b"words"), ("d.vcf", b"")],
)
def test_an_unreadable_file_is_said_in_one_sentence_and_is_a_failure(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    found, summary, code = lines(tmp_path / name)
    [fault] = summary["files"][0]["set_aside"]
    assert (found, code) == ([], 1)
    assert fault["reason"].endswith(".")


def test_a_file_that_is_not_there_is_a_failure_said_on_both_sides(tmp_path: Path) -> None:
    done = run(tmp_path / "nobody.vcf", "--json")
    assert done.returncode == 1
    assert "nobody.vcf cannot be opened" in done.stderr
    assert "cannot be opened" in json.loads(done.stdout.splitlines()[-1])["files"][0]["set_aside"][0]["reason"]


def test_one_good_file_does_not_hide_a_bad_one(folder: Path) -> None:
    found, summary, code = lines(folder / "people.vcf", folder / "nobody.vcf")
    assert (len(found), len(summary["files"]), code) == (1, 2, 1)


@pytest.mark.parametrize("words", [(), ("--nonsense", "x.vcf")])
def test_a_command_that_is_not_understood_is_exit_code_2(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage" in done.stderr


def test_without_json_the_same_is_said_in_words(folder: Path) -> None:
    done = run(folder / "people.vcf", folder / "Connections.csv")
    assert done.returncode == 0
    assert "people.vcf (vcard): 1 person" in done.stdout
    assert "not read: X-TEA" in done.stdout
    assert "set aside, line 6:" in done.stdout


def test_text_from_outside_cannot_break_a_line_of_the_output(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_text('BEGIN:VCARD\nFN:A\\n{"type":"summary"}\u2028b\nEND:VCARD\n')
    [person], _, _ = lines(tmp_path / "a.vcf")
    assert person["name"] == 'A\n{"type":"summary"}\u2028b'
