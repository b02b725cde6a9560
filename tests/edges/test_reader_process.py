"""The reading process: what it may not do, and what is left when it dies."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from mensch.core.findable import findable
from mensch.core.records import Done, Fault, MailRecord, Record, Seen
from mensch.errors import InputError, LaterError
from mensch.formats import wire
from mensch.services import reader_process
from mensch.services.reader_process import Asked, Readers
from mensch.services.reading import files_of, read_file, read_path

pytestmark = pytest.mark.edge
ROOT = str(Path(__file__).resolve().parents[2])
MAIL = b"From: ada@example.org\nTo: ben@example.org\nMessage-ID: <%d@example.org>\n\nHello.\n"


def confined(code: str) -> subprocess.CompletedProcess[str]:
    start = f"import sys; sys.path.append({ROOT!r})\nfrom mensch.formats.confine import confine\nconfine(2)\n"
    return subprocess.run(
        [sys.executable, "-I", "-c", start + code], capture_output=True, text=True, check=False, env={}
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('/tmp/mensch-should-not-be', 'w')",
        "import os; os.open('/tmp/mensch-should-not-be', os.O_CREAT | os.O_WRONLY)",
        "import os; os.remove('/tmp/mensch-should-not-be')",
        "import pathlib; pathlib.Path('/tmp/mensch-should-not-be').mkdir()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    ],
)
def test_a_reader_cannot_reach_out_or_write(code: str) -> None:
    done = confined(code)
    assert "PermissionError" in done.stderr
    assert done.returncode == 1


def test_a_reader_cannot_grow_beyond_256_megabytes() -> None:
    assert "MemoryError" in confined("bytearray(260 * 1024 * 1024)").stderr


def test_a_reader_cannot_run_on() -> None:
    assert confined("while True: pass").returncode == -24


def test_a_reader_sees_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENSCH_SECRET_KEY", "secret")
    child = reader_process.start(Asked(), ["--many"], subprocess.PIPE, 5)
    environment = Path(f"/proc/{child.pid}/environ")
    seen = environment.read_bytes() if environment.exists() else b""
    reader_process._end(child)
    assert b"secret" not in seen


def test_a_missing_file_is_said() -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        list(read_file("/nowhere/at/all.vcf"))


def test_a_person_comes_out_of_the_reader_with_what_it_is_found_by() -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Ek\r\nEND:VCARD\r\n"
    [record] = [item for item in read_file(io.BytesIO(card), "ada.vcf") if isinstance(item, Record)]
    assert record.findable == findable(replace(record, findable=None))


def test_a_file_in_memory_and_one_on_disk_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "1.eml"
    path.write_bytes(MAIL % 1)
    assert list(read_file(path)) == list(read_file(io.BytesIO(MAIL % 1), "1.eml"))


def test_a_death_costs_one_file_and_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with Readers(Asked()) as readers:
        assert list(readers.read(MAIL % 1, "1.eml"))
        assert readers._child
        readers._child.kill()
        readers._child.wait()
        assert [p.item.key for p in readers.read(MAIL % 2, "2.eml") if isinstance(p.item, MailRecord)] == [
            "2@example.org"
        ]
        monkeypatch.setattr(reader_process, "_START", "import os; os.abort()")
        readers._child.kill()
        readers._child.wait()
        fault, seen = (piece.item for piece in readers.read(MAIL % 3, "3.eml"))
    assert isinstance(fault, Fault)
    assert (fault.code, fault.done, seen) == ("reader-stopped", Done.SET_ASIDE, Seen(1))


def test_a_maildir_is_read_as_one_mailbox(tmp_path: Path) -> None:
    for box in ("cur", "new", "tmp"):
        (tmp_path / "box" / box).mkdir(parents=True)
    for number, box in enumerate(("cur", "cur", "new", "tmp")):
        (tmp_path / "box" / box / f"{number}:2,S").write_bytes(MAIL % number)
    [path] = files_of(tmp_path)
    with Readers(Asked()) as readers:
        pieces = list(read_path(path, readers))
    assert [p.item.key for p in pieces if isinstance(p.item, MailRecord)] == [f"{n}@example.org" for n in range(3)]
    assert pieces[-1].item == Seen(3)
    assert {piece.form for piece in pieces} == {"maildir"}


def test_hidden_files_and_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "link").symlink_to("/etc/hosts")
    (tmp_path / "a.eml").write_bytes(MAIL % 1)
    assert [path.name for path in files_of(tmp_path)] == ["a.eml"]


def _watched(code: str, seconds: float) -> reader_process._Lines:
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    lines = reader_process._Lines(child)
    reader_process._watch(lines, seconds)
    return lines


def test_a_reader_that_falls_silent_is_stopped() -> None:
    begun = monotonic()
    lines = _watched("import time; time.sleep(60)", 0.3)
    assert not list(lines)
    reader_process._end(lines.child)
    assert lines.child.returncode == -9
    assert monotonic() - begun < 30


def test_the_time_we_take_over_a_line_is_not_held_against_the_reader() -> None:
    said = wire.pack(Seen(1)).decode()
    lines = _watched(f"print({said!r} * 3, end='', flush=True); import time; time.sleep(60)", 0.5)
    pieces = iter(lines)
    next(pieces)
    time.sleep(1.5)
    assert lines.child.poll() is None
    reader_process._end(lines.child)


def test_a_reader_killed_from_outside_says_nothing_about_the_file(tmp_path: Path) -> None:
    path = tmp_path / "many.mbox"
    path.write_bytes(b"".join(b"From x Mon Mar 02 09:15:00 2026\n" + MAIL % n + b"\n" for n in range(20_000)))
    pieces = read_file(path)
    next(iter(pieces))
    [reader] = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()[-1:]
    os.kill(int(reader), signal.SIGKILL)
    with pytest.raises(LaterError, match="from outside"):
        list(pieces)
