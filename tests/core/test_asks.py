"""Asks: how they are read, sharpened, ruled out; adverts; asks in notes; thanks to whoever found it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.ask_thanks import Found, thanks
from mensch.core.ask_words import advert, sharpen
from mensch.core.asks import MOST_WITHOUT, Side, is_open, needs_in, plain, read_as, ruled_out
from mensch.core.matching.asks import LONGEST, Ask, parse_ask
from mensch.core.nudges import NudgeKind
from mensch.services import knowledge
from tests.world import NOW

TODAY = NOW.date()
WORDS = st.text("abcdefgh äéł,.;!?-", min_size=1, max_size=LONGEST)
TRADES = st.lists(st.sampled_from(["web designer", "broker", "roofer", "tax adviser"]), unique=True, max_size=3)


def read(text: str) -> Ask:
    return parse_ask(text, knowledge.trades(), knowledge.towns())


def question(text: str, side: Side = Side.LOOKING, town: str = "") -> str:
    why = sharpen(read(text), side, town)
    return why.code if why else ""


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("new clients", "ask-which-firm"),
        ("neue Kunden in Hamburg", "ask-which-firm"),
        ("needs help", "ask-do-what"),
        ("a speaker", "ask-on-what"),
        ("advice", "ask-advice-on-what"),
        ("investors", "ask-how-much"),
        ("funding for a new oven", "ask-how-much"),
        ("a roofer", "ask-which-town"),
        ("a roofer in Leeds", ""),
        ("needs a contract review", ""),
        ("a speaker on soil for our spring meeting", ""),
        ("Wir suchen eine Steuerberaterin", ""),
        ("owners of dental practices in Bath", ""),
    ],
)
def test_a_vague_ask_is_asked_one_question_and_a_plain_one_none(text: str, asks: str) -> None:
    assert question(text) == asks


def test_a_town_chosen_by_the_owner_answers_the_question_for_it() -> None:
    assert question("a roofer", town="Leeds") == ""


def test_an_offer_that_says_nothing_is_asked_what_exactly() -> None:
    assert question("help", Side.GIVING) == "ask-give-what"
    assert question("I read leases for small clubs", Side.GIVING) == ""


@pytest.mark.parametrize(
    "text",
    [
        "We offer high-quality websites at fair prices",
        "Wir bieten Webdesign für jeden",
        "Nous proposons des formations",
        "Ofrecemos los mejores zapatos",
        "Our services include tax and payroll",
        "20 % off all shoes",
        "Book now, www.shoes.example",
        "SPECIAL WEB SITES FOR EVERYBODY",
        "Shoes!!! The best!",
    ],
)
def test_an_advert_is_asked_whom_they_hope_to_meet(text: str) -> None:
    why = advert(text, Side.LOOKING)
    assert why is not None
    assert why.code == "ask-advert"


@pytest.mark.parametrize(
    "text",
    [
        "needs a contract review",
        "a website for our shop",
        "We offer bookkeeping and look for club treasurers who need it",
        "Nous proposons des formations et cherchons des écoles",
        "a printer for 20 % recycled paper",
        "OK",
    ],
)
def test_who_says_whom_they_look_for_is_no_advert(text: str) -> None:
    assert advert(text, Side.LOOKING) is None


def test_what_one_gladly_gives_is_no_advert_but_goods_for_sale_are() -> None:
    assert advert("I offer an hour on leases", Side.GIVING) is None
    assert advert("20 % off all shoes", Side.GIVING) is not None


@given(WORDS, st.sampled_from(["", "Leeds", "Bad Homburg"]), TRADES)
def test_what_the_owner_added_is_never_cut_off_and_the_whole_fits(text: str, town: str, without: list[str]) -> None:
    whole = read_as(text, town, without)
    assert len(whole) <= LONGEST
    assert town.casefold() in whole.casefold()
    assert all(f"not a {one}" in whole for one in without)
    if not town and not without:
        assert whole == text


@given(TRADES, st.sampled_from(["", "Leeds"]))
def test_matching_reads_what_is_ruled_out_and_where(without: list[str], town: str) -> None:
    found = read(read_as("a good photographer", town, without))
    assert {one.text for one in found.ruled_out} == set(without)
    assert "photographer" in found.trades
    assert (found.place.name if found.place else "") == town


@given(st.lists(st.text("abcAB ", min_size=1, max_size=80), max_size=12))
def test_ruling_out_keeps_few_each_once_and_the_last_always(words: list[str]) -> None:
    kept: list[str] = []
    for word in words:
        kept = ruled_out(kept, word)
        assert kept[-1] == word[:60]
    assert len(kept) <= MOST_WITHOUT
    assert len({one.casefold() for one in kept}) == len(kept)


def test_a_note_gives_its_needs_without_the_name() -> None:
    note = "Met at the fair. Lena needs a contract review, and hopes to move to Lyon. Likes tea."
    assert needs_in(note, ("Lena", "Lena Fischer")) == ["a contract review", "hopes to move to Lyon"]
    assert needs_in("Lena Fischer sucht eine Halle", ("Lena", "Lena Fischer")) == ["sucht eine Halle"]
    assert needs_in("Restores old ovens", ("Lena",)) == []
    assert needs_in("Lena", ("Lena", "")) == []


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("needs a contract review", "a contract review"),
        ("Looks for investors", "investors"),
        ("wants to sell the mill", "wants to sell the mill"),
        ("needs", "needs"),
        ("need for speed", "need for speed"),
        ("Wir suchen eine Halle", "Wir suchen eine Halle"),
    ],
)
def test_what_somebody_looks_for_stands_without_the_word_that_they_need_it(words: str, kept: str) -> None:
    assert plain(words) == kept


def test_an_ask_is_open_until_it_ends_and_on_its_last_day() -> None:
    assert is_open(None, None, today=TODAY)
    assert is_open(None, TODAY, today=TODAY)
    assert not is_open(None, TODAY - timedelta(days=1), today=TODAY)
    assert not is_open(NOW, None, today=TODAY)


@pytest.mark.parametrize(("days", "told"), [(0, True), (20, True), (21, False), (-1, False)])
def test_whoever_found_it_is_thanked_within_three_weeks(days: int, told: bool) -> None:
    found = Found(7, 3, "a contract review", "Lena", NOW - timedelta(days=days), date(2026, 11, 20))
    lines = list(thanks([found], now=NOW))
    assert bool(lines) is told
    if told:
        assert (lines[0].kind, lines[0].person, lines[0].subject) == (NudgeKind.THANK_LATER, 3, 7)
        assert lines[0].reason.fact("asker") == "Lena"
