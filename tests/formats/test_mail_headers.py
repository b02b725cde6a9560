"""Addresses and encoded words in the headers of mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.records import Party
from mensch.formats.mail_headers import _parsed, _plain, decoded, parties


def test_an_odd_address_does_not_cost_its_neighbours() -> None:
    """Newer Pythons answer nothing for this header unless told not to be strict."""
    found, code = parties(b"alice@example.org <bob@example.org>, c@example.org")
    assert {party.address for party in found} >= {"bob@example.org", "c@example.org"}
    assert code == ""


def test_half_an_unquoted_name_is_no_address() -> None:
    assert [p.address for p in parties(b"Doe, Jane <jane@example.org>")[0]] == ["jane@example.org"]


def test_an_exchange_name_is_no_address() -> None:
    found, _ = parties(b'"/O=FIRM/OU=EX/CN=ADA" </O=FIRM/OU=EX/CN=ADA>, ben@example.org')
    assert [p.address for p in found] == ["ben@example.org"]


def test_groups_give_their_members_and_empty_ones_nobody() -> None:
    assert [p.address for p in parties(b"Friends: ada@example.org, Ben <ben@example.org>;")[0]] == [
        "ada@example.org",
        "ben@example.org",
    ]
    assert parties(b"undisclosed-recipients:;")[0] == ()


def test_two_at_signs_are_kept_as_written() -> None:
    assert [p.address for p in parties(b"<ada@home@example.org>")[0]] in (["ada@home@example.org"], ["ada@home"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?q?J=C3=B6rg?=", "Jörg"),
        ("=?utf-8?B?SsO8?= =?utf-8?B?cmdlbg==?=", "Jürgen"),
        ("=?utf-8?B?SsM=?= =?utf-8?B?vHJnZW4=?=", "Jürgen"),
        ("=?none?q?caf=C3=A9?=", "café"),
        ("=?iso-8859-1?q?caf=E9?= Ada", "café Ada"),
        ("=?utf-8?B?not base64", "=?utf-8?B?not base64"),
    ],
)
def test_encoded_words_are_decoded_even_when_split_in_a_letter(written: str, read: str) -> None:
    assert decoded(written) == read


def test_an_encoded_name_may_hold_a_comma() -> None:
    assert parties(b"=?utf-8?q?Doe=2C_Ada?= <ada@example.org>")[0] == (Party("ada@example.org", "Doe, Ada"),)


ADDRESS = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{1,8}\.example\.org", fullmatch=True)


@given(st.lists(ADDRESS, min_size=1, max_size=20, unique=True))
def test_every_plain_address_is_found_in_order(addresses: list[str]) -> None:
    assert [p.address for p in parties(", ".join(addresses).encode())[0]] == addresses


@given(st.binary(max_size=300))
def test_reading_parties_never_raises_anything(value: bytes) -> None:
    found, _ = parties(value)
    assert all(party.address for party in found)


PHRASE = st.sampled_from(
    ["", "Ada ", '"Ben, B." ', "=?utf-8?q?J=C3=B6rg?= ", "Cleo  C. ", '"" ', "Dan(x) ", "'Eve' ", "Fay: "]
)
WRITTEN = st.tuples(PHRASE, ADDRESS, st.booleans()).map(lambda t: f"{t[0]}<{t[1]}>" if t[2] or t[0] else t[1])


@given(st.lists(WRITTEN, max_size=5), st.sampled_from([",", ", ", " ,\t"]))
def test_the_quick_way_gives_the_same_people_as_the_long_one(written: list[str], between: str) -> None:
    line = between.join(written)
    assert _plain(line) in ((), _parsed(line))
