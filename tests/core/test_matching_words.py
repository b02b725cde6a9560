"""Words of eight languages made comparable; languages and places told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core.matching import places
from mensch.core.matching.folding import fold, root, tokens
from mensch.core.matching.language import detect
from mensch.core.matching.porter import stem
from tests.core.matching_town import TOWNS


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *(("caresses", "caress"), ("ponies", "poni"), ("agreed", "agre"), ("plastered", "plaster"), ("hopping", "hop")),
        *(
            ("falling", "fall"),
            ("filing", "file"),
            ("happy", "happi"),
            ("relational", "relat"),
            ("triplicate", "triplic"),
        ),
        *(("adjustment", "adjust"), ("adoption", "adopt"), ("controlling", "control"), ("translators", "translat")),
        *(("sky", "sky"), ("rate", "rate"), ("probate", "probat"), ("crying", "cry"), ("conflated", "conflat")),
    ],
)
def test_english_words_come_to_the_stem_porter_gives_them(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_marks_and_letters_of_other_alphabets_fold_to_plain_ones() -> None:
    assert [fold(word) for word in ("Größe", "Łódź", "Ærø", "İş", "crème")] == ["grosse", "lodz", "aero", "is", "creme"]


def test_small_parts_that_cling_to_a_word_are_dropped() -> None:
    assert [token.folded for token in tokens("l'avvocato d'un hôpital, Anna's")] == [
        "avvocato",
        "un",
        "hopital",
        "anna",
    ]


def test_scripts_without_blanks_are_read_sign_by_sign() -> None:
    assert [token.folded for token in tokens("会議 hall")] == ["会", "議", "hall"]


@given(st.text(max_size=60))
def test_a_token_stands_where_it_says(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]).replace("'", "").endswith(token.folded[-1:])


def test_inflected_words_of_one_language_meet_in_their_root() -> None:
    assert root("prawnika", "pl") == root("prawnik", "pl") == root("prawnikiem", "pl")
    assert root("fotografe", "en") == "fotografe"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Looking for a roofer in Leeds", "en"),
        ("Wir suchen einen Dachdecker", "de"),
        ("Qui connaît un bon photographe ?", "fr"),
        ("Busco una abogada para mi empresa", "es"),
        ("Cerco un fotografo per il mio negozio", "it"),
        ("Procuro uma advogada para a minha empresa", "pt"),
        ("Szukam prawnika od nieruchomości", "pl"),
        ("Ik zoek een loodgieter voor ons kantoor", "nl"),
        ("会議の通訳を探しています", "ja"),
        ("Ищу переводчика", "ru"),
        ("Könyvelőt keresek egy kis céghez", "hu"),
        ("Bir muhasebeci arıyorum", "tr"),
        ("Plumber", "en"),
    ],
)
def test_the_language_of_an_ask_is_told(text: str, language: str) -> None:
    assert detect(text) == language


def _named(text: str) -> list[str]:
    known = places.with_cities(TOWNS, ["Leeds", "Bath", "Nice", "Reading", "Kansas City"])
    return [place.name for place in places.places(text, tokens(text), known)]


def test_towns_that_are_words_need_a_capital_and_a_place_in_the_sentence() -> None:
    assert _named("Plumber in Bath for a new bath") == ["Bath"]
    assert _named("Nice people reading books") == []
    assert _named("Painter, Kansas City") == ["Kansas City"]


def test_two_names_of_one_town_meet_and_a_country_holds_its_towns() -> None:
    assert TOWNS.town("Köln") == TOWNS.town("Cologne")
    text = "A stand at a fair in Italy"
    (place,) = places.places(text, tokens(text), TOWNS)
    assert place.region
    assert TOWNS.town("Florence") in place.towns
