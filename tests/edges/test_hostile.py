"""Inputs made to hurt are read or refused, within ten seconds and 256 MB, with a sentence.

The limit on memory is the reader's own (RLIMIT_AS); tests/edges/test_reader_process.py shows that it holds.
"""

from __future__ import annotations

import io
import resource
import time
from datetime import date

import pytest

from mensch.core.records import Done, Fault, Item, MailRecord, Record, Seen
from mensch.services.read_words import sentence
from mensch.services.reading import read_file
from tests.edges.bombs import BOMBS

SECONDS = 10
pytestmark = pytest.mark.edge


def read(name: str) -> tuple[list[Item], float]:
    """The items of a bomb and the processor seconds its reader took."""
    data = io.BytesIO(BOMBS[name]())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    items = list(read_file(data, name, today=date(2026, 3, 1)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return items, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def aside(items: list[Item]) -> list[Fault]:
    return [item for item in items if isinstance(item, Fault) and item.done is Done.SET_ASIDE]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_or_refused_in_time_with_a_sentence(name: str) -> None:
    items, seconds = read(name)
    records = [item for item in items if not isinstance(item, Fault | Seen)]
    assert seconds < SECONDS
    assert records or aside(items) or name == "commas.csv"  # a row of nothing, however long, is nothing
    assert isinstance(items[-1], Seen)
    assert not [fault for fault in aside(items) if fault.code.startswith("reader-")]
    assert all(len(sentence(f.code, f.where, f.excerpt)) > 10 for f in aside(items))


def test_ten_thousand_good_cards_are_all_read() -> None:
    items, _ = read("good.vcf")
    assert sum(isinstance(item, Record) for item in items) == 10_000


def test_a_mailbox_goes_on_behind_a_header_of_100_megabytes() -> None:
    items, _ = read("header.mbox")
    assert [m.sender.address for m in items if isinstance(m, MailRecord) and m.sender] == [
        "ada@example.org",
        "ben@example.org",
    ]


def test_a_reader_can_be_left_at_any_time() -> None:
    begun = time.monotonic()
    items = read_file(io.BytesIO(BOMBS["good.vcf"]()), "good.vcf")
    assert next(items)
    items.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < SECONDS
