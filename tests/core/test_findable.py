"""What a record is found by may be worked out by whoever reads it: nothing that follows is different."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.findable import findable, lookup_keys, with_findable
from mensch.core.identity import blocking_keys
from mensch.core.people import sort_key
from mensch.core.records import Name, Record
from mensch.formats.wire import pack, unpack
from tests.core.identity_cases import made
from tests.core.test_identity import applied, books, decided


@given(books(), books())
def test_records_that_bring_it_along_are_decided_alike(ours: list[Record], new: list[Record]) -> None:
    new = [replace(record, key=f"new-{record.key}") for record in new]
    known = applied(ours, decided(ours))
    ready = [with_findable(record) for record in new]
    assert decided(ready, known) == decided(new, known)
    assert lookup_keys(ready) == lookup_keys(new)


@given(st.builds(Name, st.text(), st.text(), st.text()), st.text())
def test_it_arrives_over_the_wire_as_it_was_worked_out(name: Name, org: str) -> None:
    record = with_findable(replace(made("google", "", f"org={org}", key="1"), name=name))
    arrived = unpack(pack(record))
    assert isinstance(arrived, Record)
    assert arrived.findable == record.findable == findable(replace(record, findable=None))


def test_it_holds_keys_of_identity_search_words_and_the_place_in_a_list() -> None:
    record = made("google", "Zoë van Ek", "zoe@arco.example", "org=Arco GmbH")
    found = findable(record)
    assert set(found.keys) == blocking_keys(record.name, record.posts, record.addresses, record.birthday)
    assert {"zoe", "van", "ek", "arco", "gmbh"} <= set(found.words)
    assert found.sort_key == sort_key(record.name)


def test_a_record_remains_the_same_record() -> None:
    record = made("google", "Ada Long")
    assert with_findable(record) == record
    assert hash(with_findable(record)) == hash(record)
