"""Who stands first for an ask, and why. Laws first, then cases side by side."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.matching.answers import Band, Why
from mensch.core.matching.kinds import Kind
from mensch.core.matching.people import Field, PersonText, is_need, parts
from mensch.core.matching.silence import Silent, obvious
from tests.core.matching_town import PEOPLE, book, found, ordered, who

_ASKS = (
    "Roofer in Leeds",
    "Not a lawyer: someone who helps couples in a crisis",
    "Wedding photographer in Italy",
    "Divorce lawyer seeking referral partners",
    "Keynote on the climate",
    "We look for an investor",
    "Szukam prawnika",
)


def test_the_one_who_does_it_in_that_town_stands_first() -> None:
    assert who("A roofer in Leeds")[0] == "ada"
    assert who("Patent attorney in Milan")[0] == "dan"


def test_seeds_row_6_an_ask_in_another_language_finds_who_offers_it() -> None:
    assert who("Szukam prawnika")[:2] == ["cleo", "dan"] or set(who("Szukam prawnika")[:2]) == {"cleo", "dan"}
    assert "mia" in who("Cerco un fotografo per il mio negozio")[:2]


def test_people_elsewhere_are_at_most_asked_when_the_work_is_done_on_the_spot() -> None:
    bands = {match.person: match for match in found("A roofer in Leeds")}
    assert bands["ada"].band is Band.OFFERS
    assert bands["ben"].band is Band.KNOWS
    assert bands["ben"].reasons[-1].code == Why.ELSEWHERE
    assert bands["ben"].reasons[-1].fact("town") == "Köln"


def test_who_looks_for_money_is_no_answer_to_who_looks_for_money() -> None:
    shown = {match.person: match.band for match in found("We need an investor for a seed round")}
    assert shown["ivo"] is Band.OFFERS
    assert shown.get("hana", Band.KNOWS) is not Band.OFFERS
    assert who("We need an investor for a seed round")[0] == "ivo"


def test_who_needs_a_lawyer_is_no_lawyer() -> None:
    assert who("A lawyer for a contract")[0] in {"cleo", "dan"}
    assert {match.person: match.band for match in found("A lawyer")}.get("eve", Band.KNOWS) is not Band.OFFERS


def test_what_an_ask_rules_out_is_left_out_and_not_only_put_lower() -> None:
    ask, fits, kept = ordered("Not a lawyer: someone who helps couples in a crisis")
    assert [kept.cards[at].id for at in sorted(fits.out)] == ["cleo", "dan"]
    assert who("Not a lawyer: someone who helps couples in a crisis")[0] == "finn"
    assert ask.ruled_out[0].text == "a lawyer" or "lawyer" in ask.ruled_out[0].text


def test_ruling_out_one_trade_leaves_its_neighbours() -> None:
    assert "dan" in who("A lawyer, not a divorce lawyer")
    assert "cleo" not in who("A lawyer, not a divorce lawyer")


def test_seeds_row_8_partners_are_those_who_meet_the_same_people_and_never_the_own_trade() -> None:
    shown = found("Divorce lawyer seeking referral partners")
    assert [match.person for match in shown][:2] == ["finn", "gus"]
    assert shown[0].reasons[0].code in {Why.SPHERE, Why.SAYS}
    assert any(reason.fact("because") == "both meet couples who part" for reason in shown[0].reasons)


def test_neighbours_are_asked_for_partners_and_clients_only() -> None:
    assert "finn" not in who("A divorce lawyer")


def test_a_speaker_is_found_by_the_topic_not_by_speaking_alone() -> None:
    assert who("Keynote on the climate", kind=Kind.SPEAKER)[0] == "jo"


def test_a_note_is_cut_into_what_is_offered_and_what_is_needed() -> None:
    card = PersonText("x", notes="Bakes bread for cafés, needs a bigger oven; knows the mayor. Sucht Nachfolger")
    sides = [(part.field, part.text) for part in parts(card)]
    assert sides == [
        (Field.NOTES, "Bakes bread for cafés"),
        (Field.NEEDS, "needs a bigger oven"),
        (Field.NOTES, "knows the mayor"),
        (Field.NEEDS, "Sucht Nachfolger"),
    ]
    assert not is_need("Sells bread")


def test_nobody_obvious_is_an_answer() -> None:
    ask, fits, _ = ordered("A beekeeper for hives on a rooftop")
    assert obvious(ask, fits) is not None
    ask, fits, _ = ordered("A roofer in Leeds")
    assert obvious(ask, fits) is None


def test_an_ask_in_a_language_that_is_not_read_says_so() -> None:
    ask, fits, _ = ordered("Könyvelőt keresek egy kis céghez")
    told = obvious(ask, fits)
    assert told is not None
    assert (told.code, told.fact("language")) == (Silent.UNREAD, "hu")


@given(st.sampled_from(_ASKS), st.permutations(PEOPLE))
def test_law_the_order_people_come_in_changes_nothing(text: str, people: list[PersonText]) -> None:
    assert found(text, tuple(people)) == found(text)


@given(st.sampled_from(_ASKS), st.sets(st.sampled_from([person.id for person in PEOPLE]), min_size=3))
def test_law_whom_an_ask_rules_out_is_never_shown(text: str, kept: set[str]) -> None:
    people = tuple(person for person in PEOPLE if person.id in kept)
    _, fits, shelf = ordered(text, people)
    assert not {shelf.cards[at].id for at in fits.out} & set(who(text, people))


@given(st.sampled_from(_ASKS))
def test_law_every_quote_stands_on_the_card_word_for_word(text: str) -> None:
    cards = {card.id: {part.text for part in card.parts} for card in book().cards}
    for match in found(text):
        assert match.reasons
        for reason in match.reasons:
            quote = reason.fact("words")
            assert not quote or quote in cards[match.person]


@given(st.sampled_from(_ASKS), st.text(max_size=30), st.text(max_size=30), st.text(max_size=60))
def test_law_whatever_a_card_holds_nothing_breaks(text: str, title: str, city: str, notes: str) -> None:
    odd = PersonText("odd", title=title, city=city, notes=notes, offers=(title, notes))
    assert len(who(text, (*PEOPLE, odd))) <= 10


def test_equal_people_are_not_always_in_the_same_order() -> None:
    alike = tuple(replace(PEOPLE[0], id=f"r{number}") for number in range(6))
    first = {who(f"roofer {word} please", alike)[0] for word in ("one", "two", "three", "four", "five", "six", "seven")}
    assert len(first) > 1


def test_whoever_does_it_is_obvious_even_among_many_who_do() -> None:
    many = tuple(PersonText(str(n), title="Roofer", city="Leeds") for n in range(9))
    ask, fits, _kept = ordered("A roofer in Leeds", many)
    assert obvious(ask, fits) is None
    ask, fits, _kept = ordered("A roofer in Köln", many)
    assert obvious(ask, fits) is not None, "nobody of them is there"


def test_nobody_at_all_is_nobody() -> None:
    assert who("A roofer", ()) == []
