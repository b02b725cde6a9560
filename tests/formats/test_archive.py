"""ZIP files: what is in them within limits; names are shown and never used as paths."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from mensch.core.records import Done, Fault, Record, Seen
from mensch.formats import archive
from mensch.formats.reading import read as read_any

CARD = b"BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n"


def packed(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as zipped:
        for name, content in entries:
            zipped.writestr(name, content)
    return file.getvalue()


def names(data: bytes) -> list[str]:
    return [item[0] for item in archive.files(data) if not isinstance(item, Fault)]


def codes(data: bytes) -> list[str]:
    return [item.code for item in archive.files(data) if isinstance(item, Fault)]


def test_files_come_in_the_order_of_the_archive_and_what_nobody_reads_is_named() -> None:
    data = packed(("b.vcf", CARD), ("a/c.csv", b"Name\n"), ("photo.jpg", b"x"), ("__MACOSX/._b.vcf", b"x"), ("d/", b""))
    assert names(data) == ["b.vcf", "a/c.csv"]
    [fault] = [item for item in archive.files(data) if isinstance(item, Fault)]
    assert (fault.code, fault.done, fault.excerpt) == ("archive-passed-over", Done.REPAIRED, "1: photo.jpg")


@pytest.mark.parametrize("name", ["../../etc/people.vcf", "/etc/people.vcf", "C:\\people.vcf", "a\x1b[31m\u202e.vcf"])
def test_a_name_is_shown_and_never_a_path(name: str) -> None:
    [shown] = names(packed((name, CARD)))
    assert shown.isprintable()
    assert [r.name.full for r in read_any(packed((name, CARD))) if isinstance(r, Record)] == ["Ada"]


def test_an_entry_that_grows_beyond_measure_is_refused_whatever_its_header_says() -> None:
    data = packed(("people.csv", bytes(archive.FREE + (1 << 20))))
    assert codes(data) == ["archive-ratio"]
    size = (archive.FREE + (1 << 20)).to_bytes(4, "little")
    assert data.count(size) >= 1
    assert set(codes(data.replace(size, (10).to_bytes(4, "little")))) <= {"archive-ratio", "archive-damaged"}
    assert codes(data.replace(size, (10).to_bytes(4, "little")))


def test_more_than_a_gigabyte_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TOTAL", 100)
    assert codes(packed(("a.vcf", CARD), ("b.vcf", b"x" * 200))) == ["archive-too-large"]
    assert names(packed(("a.vcf", CARD), ("b.vcf", b"x" * 200))) == ["a.vcf"]


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ENTRIES", 2)
    assert codes(packed(("a.vcf", CARD), ("b.vcf", CARD), ("c.vcf", CARD))) == ["archive-too-many"]


def test_an_archive_within_an_archive_costs_only_itself_whatever_it_is_called() -> None:
    inner = packed(("x.vcf", CARD))
    data = packed(("a.zip", inner), ("b.csv", inner), ("c.vcf", CARD))
    assert names(data) == ["c.vcf"]
    assert codes(data) == ["archive-in-archive"] * 2


def test_a_link_is_not_followed() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        link = zipfile.ZipInfo("people.vcf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        zipped.writestr(link, "/etc/passwd")
    assert (names(file.getvalue()), codes(file.getvalue())) == ([], ["archive-link"])


def test_a_password_is_said() -> None:
    data = bytearray(packed(("a.vcf", CARD)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert codes(bytes(data)) == ["archive-encrypted"]


@pytest.mark.parametrize("at", [4, 20, 60, -30])
def test_a_damaged_archive_is_said_not_raised(at: int) -> None:
    whole = packed(("a.vcf", CARD * 50), ("b.vcf", CARD))
    assert codes(whole[:at])
    assert codes(b"PK\x03\x04" + whole[at:]) or names(b"PK\x03\x04" + whole[at:])


def test_every_file_is_counted_and_every_refusal_too() -> None:
    data = packed(
        ("a.vcf", CARD * 3), ("b.csv", b"Name,Email\nAda,a@example.org\n"), ("c.zip", packed(("x.vcf", CARD)))
    )
    items = list(read_any(data))
    found = sum(item.found for item in items if isinstance(item, Seen))
    aside = [item for item in items if isinstance(item, Fault) and item.done is Done.SET_ASIDE]
    assert found == len([item for item in items if isinstance(item, Record)]) + len(aside) == 5
