"""The quick ways through usual cards find exactly what the careful ways find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core import people
from mensch.core.people import url_key
from mensch.core.records import Post, Record
from mensch.formats import vcard, vcard_cards

NEVER = re.compile(r"(?!)")
NEVER_BYTES = re.compile(rb"(?!)")
ENDS = st.sampled_from((b"\r\n", b"\n", b"\r", b"\n\n", b" \r\n"))
LINES = st.sampled_from((
    b"BEGIN:VCARD", b"END:VCARD", b"begin:vcard", b"End : VCARD", b"AGENT:", b"AGENT:BEGIN:VCARD", b"FN:Ada Ek",
    b" BEGIN:VCARD", b"NOTE:my vcard", b"X-A:END:VCARD", b"", b"\xef\xbb\xbfBEGIN:VCARD", b"END:VCARDBEGIN:VCARD", b"x",
))  # fmt: skip
USUAL = st.just(b"BEGIN:VCARD\r\nFN:Ada Ek\r\nEND:VCARD\r\n")
FILES = st.lists(USUAL | st.tuples(LINES, ENDS).map(b"".join), max_size=14).map(b"".join)


@given(FILES)
def test_cards_are_split_as_the_careful_search_splits_them(data: bytes) -> None:
    quick = list(vcard_cards.split(data))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vcard_cards, "_PLAIN", NEVER_BYTES)
        assert list(vcard_cards.split(data)) == quick


@given(
    st.text("htps:/w.aB0-_~%?# @é", max_size=30) | st.from_regex(r"\A(https?://)?(www\.)?[a-zA-Z.]{1,9}(/[\w./-]*)?\Z")
)
def test_urls_are_folded_as_the_careful_reading_folds_them(text: str) -> None:
    quick = url_key(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_PLAIN_URL", NEVER)
        assert url_key(text) == quick


@pytest.mark.parametrize(
    ("org", "title", "posts"),
    [
        ("ORG", "TITLE", (Post("Arco", "Engineer", "Research"),)),
        ("a.ORG", "a.TITLE", (Post("Arco", "Engineer", "Research"),)),
        ("ORG", "a.TITLE", (Post("Arco", "Engineer", "Research"),)),
        ("a.ORG", "TITLE", (Post("Arco", "", "Research"), Post("", "Engineer"))),
        ("a.ORG", "b.TITLE", (Post("Arco", "", "Research"), Post("", "Engineer"))),
        ("X-NONE", "TITLE", (Post("", "Engineer"),)),
        ("ORG", "X-NONE", (Post("Arco", "", "Research"),)),
        ("X-NONE", "X-NONE", ()),
    ],
)
def test_a_firm_and_a_title_belong_together_unless_their_groups_say_otherwise(
    org: str, title: str, posts: tuple[Post, ...]
) -> None:
    card = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Ek\r\n{org}:Arco;Research\r\n{title}:Engineer\r\nEND:VCARD\r\n"
    [record] = [item for item in vcard.read(card.encode()) if isinstance(item, Record)]
    assert record.posts == posts
