"""Who does a thing and who only knows of it; which words of an ask weigh; when nobody is obvious."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mensch.core.matching import index, places
from mensch.core.matching.answers import Band, Why, matches
from mensch.core.matching.asks import Ask, parse_ask
from mensch.core.matching.fuse import Order, order
from mensch.core.matching.people import Field, PersonText, parts
from mensch.core.matching.semantic import Near, Span
from mensch.core.matching.silence import told, wanted
from mensch.services import knowledge


def asked(text: str, *people: PersonText) -> tuple[Ask, Order]:
    words, towns = knowledge.trades(), knowledge.towns()
    kept = index.index((index.card(one, words) for one in people), words)
    known = places.with_cities(towns, (one.city for one in people))
    ask = parse_ask(text, words, known)
    return ask, order(ask, kept, words, knowledge.spheres(), known)


def first(text: str, *people: PersonText) -> str:
    _ask, found = asked(text, *people)
    return next((found.ids[at] for at in found.best(1)), "")


def test_who_offers_contacts_to_a_trade_does_not_do_it() -> None:
    knows = PersonText("knows", title="Founder", offers=("Contacts to roofers", "advice"))
    assert [part.field for part in parts(knows)] == [Field.TITLE, Field.NOTES, Field.OFFERS]
    assert first("A roofer", knows, PersonText("does", title="Roofer")) == "does"
    for offer in (
        "Kontakte zum Maschinenbau",
        "intros inside hospitals",
        "accès aux écoles",
        "contatti con architetti",
    ):
        assert [part.field for part in parts(PersonText("x", offers=(offer,)))] == [Field.NOTES]


def test_what_a_recruiter_offers_others_do() -> None:
    people = PersonText("r", title="Tech recruiter", offers=("engineers",)), PersonText("e", title="Engineer")
    assert first("An engineer who looks at our machine", *people) == "e"
    _ask, found = asked("An engineer", *people)
    assert [found.holds(at) for at in range(2)] == [False, True]


def test_the_words_of_one_phrase_stand_together() -> None:
    apart = PersonText("apart", title="Book designer", offers=("interiors",))
    _ask, found = asked("An interior designer", apart, PersonText("baker", title="Baker"))
    assert found.covered.all[0] < 0.5


def test_among_those_of_one_trade_the_very_words_go_first() -> None:
    people = PersonText("dach", title="Dachdecker"), PersonText("roof", title="Roofer")
    _ask, found = asked("A roofer please", *people)
    assert [found.ids[at] for at in found.best(2)] == ["roof", "dach"]
    assert all(found.holds(at) for at in range(2))


def test_je_cherche_is_no_scholar() -> None:
    ask, _found = asked("Je cherche un traducteur", PersonText("x", title="Lecturer"))
    assert ask.trades == ("translator",)


def test_where_the_asker_has_it_matters_less_than_what_is_sought() -> None:
    people = PersonText("owner", title="Restaurant owner"), PersonText("mice", title="Pest control")
    assert first("Mice in the store room of my restaurant", *people) == "mice"


def test_what_a_wide_trade_is_for_says_which_is_meant() -> None:
    people = PersonText("cad", title="Mechanical engineer"), PersonText("bridges", title="Structural engineer")
    assert first("Engineer for a pedestrian bridge", *people) == "bridges"


def test_who_is_served_is_no_kind_of_what_is_sought() -> None:
    people = PersonText("inn", title="Restaurant owner"), PersonText("books", title="Accountant")
    assert first("Necesitamos un contable para un restaurante", *people) == "books"
    people = PersonText("owner", title="Small business owner"), PersonText("loans", title="Mortgage adviser")
    assert first("First home, self-employed. Who lends me a mortgage?", *people) == "loans"


def test_who_only_looks_for_the_same_may_at_most_know_someone() -> None:
    seeks = PersonText("seeks", title="Founder", notes="Looking for a translator of contracts into Polish")
    ask, found = asked("A translator of contracts into Polish", seeks)
    near = Near(found.fit, np.array([0.7], np.float32), np.array([Span.TITLE], np.int32))
    kept = index.index([index.card(seeks, knowledge.trades())], knowledge.trades())
    shown = matches(ask, replace(found, near=near), kept, knowledge.trades(), knowledge.spheres())
    assert [(one.band, one.reasons[0].code) for one in shown] == [(Band.KNOWS, Why.LOOKS_FOR)]


def test_departments_are_understood_in_other_languages() -> None:
    for text in ("Qui connaît quelqu'un aux achats ?", "Wer kennt jemanden im Einkauf?"):
        assert asked(text)[0].trades == ("purchasing_manager",)


def test_who_does_a_part_of_a_whole_field_is_not_sure_to_be_meant() -> None:
    _ask, found = asked("Craft at a fair", PersonText("t", title="Tailor"))
    assert not found.holds(0)


def test_the_bar_grows_with_the_number_of_people_and_two_things_found_say_more_than_one() -> None:
    assert wanted(50, model=True) < wanted(150, model=True) < wanted(900, model=True)
    assert wanted(1000, model=False) == wanted(9000, model=False)
    twice = told(asked("A roofer who teaches", PersonText("a", title="Roofer", notes="teaches"))[1])
    assert twice > told(asked("A roofer who teaches", PersonText("a", title="Roofer"))[1])
    assert told(asked("A roofer")[1]) == 0
