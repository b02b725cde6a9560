"""Whole files as programs write them (example data in tests/files/formats), with what they say beside them.

An expected person holds only what is not empty; `faults` are the codes in the order of the file.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mensch.core.records import Fault, Item, Record
from mensch.formats import vcard
from mensch.formats.vcard_write import write
from mensch.services.read_json import as_json
from tests.formats.cards import accounted, records

FILES = sorted((Path(__file__).parent.parent / "files" / "formats").glob("*.vcf"))


def told(record: Record) -> dict[str, object]:
    """The record as `mensch read --json` tells it, without what is empty or the same for everybody."""
    said = {key: value for key, value in as_json(record, {}).items() if value and key not in ("type", "source")}
    return said if said["kind"] != "person" else {key: value for key, value in said.items() if key != "kind"}


def read(path: Path) -> list[Item]:
    return list(vcard.read(path.read_bytes()))


def expected(path: Path) -> dict[str, list[object]]:
    found: dict[str, list[object]] = json.loads(Path(f"{path}.json").read_text())
    return found


def test_there_are_golden_files() -> None:
    assert len(FILES) >= 6


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_says_what_stands_beside_it(path: Path) -> None:
    items = read(path)
    assert [told(record) | {"name": record.name.full} for record in records(items)] == expected(path)["people"]
    assert [item.code for item in items if isinstance(item, Fault)] == expected(path)["faults"]
    assert accounted(items)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_written_again_says_the_same(path: Path, version: str) -> None:
    before = records(read(path))
    after = records(list(vcard.read(write(before, version="4.0" if version == "4.0" else "3.0"))))
    assert [told(record) for record in after] == [told(record) for record in before]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_another_line_end_says_the_same(path: Path) -> None:
    data = path.read_bytes().replace(b"\r\n", b"\n")
    assert [told(record) for record in records(list(vcard.read(data)))] == [told(r) for r in records(read(path))]
