"""The shipped tables as matching reads them: no faults, and every phrase finds who has it as a title."""

from __future__ import annotations

import pytest

from mensch.core.matching import fuse, places
from mensch.core.matching.asks import parse_ask
from mensch.core.matching.folding import tokens
from mensch.core.matching.index import card, index
from mensch.core.matching.looked_over import faults, sphere_faults
from mensch.core.matching.people import PersonText
from mensch.core.matching.phrases import LANGUAGES
from mensch.core.matching.spheres import Spheres
from mensch.services import knowledge

TRADES = knowledge.tables("trades/*.toml")


def test_the_tables_have_no_faults() -> None:
    assert not faults(TRADES)
    assert not sphere_faults(knowledge.tables("spheres.toml"), TRADES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_finds_who_has_it_as_a_title(language: str) -> None:
    words = knowledge.trades()
    nothing = []
    for entry in TRADES.values():
        for phrase in entry[language] if language == "en" else entry[language][:1]:
            title = card(PersonText("x", title=phrase), words)
            said, held = {word for word, _ in title.words}, {trade for trade, _ in title.trades}
            asked = parse_ask(phrase, words, places.Gazetteer()).units
            if not any(unit.trade in held or said & set(unit.words) for unit in asked):
                nothing.append(phrase)
    assert not nothing


@pytest.mark.parametrize(
    ("ask", "title"),
    [
        ("Wir suchen eine Steuerberaterin", "Tax adviser"),
        ("Cherche un plombier à Lyon", "Plumber"),
        ("Busco una fotógrafa para una boda", "Wedding photographer"),
        ("Cerco un avvocato del lavoro", "Employment lawyer"),
        ("Procuramos um arquiteto", "Architect"),
        ("Szukam tłumacza", "Translator"),
        ("Ik zoek een loodgieter", "Plumber"),
        ("Somebody for our logo", "Graphic designer"),
    ],
)
def test_seeds_row_7_an_ask_in_each_language_finds_an_english_title(ask: str, title: str) -> None:
    words = knowledge.trades()
    others = ("Beekeeper", "Banker", "Dentist", "Florist", "Podcast host", "Logistics manager")
    people = [PersonText(other, title=other) for other in (*others, title)]
    shelf = index((card(person, words) for person in people), words)
    fits = fuse.order(parse_ask(ask, words, knowledge.towns()), shelf, words, Spheres({}), knowledge.towns())
    assert shelf.cards[fits.best(1)[0]].id == title


def test_every_country_has_towns_and_no_town_two_names_of_its_own() -> None:
    table = knowledge.table("places")
    assert all(country["names"] and country["towns"] for country in table["countries"])
    named = [tuple(token.folded for token in tokens(name)) for names in table["alike"] for name in names]
    owners = {
        one: names[0] for names in table["alike"] for name in names for one in [tuple(t.folded for t in tokens(name))]
    }
    assert len(owners) == len(set(named))
    assert knowledge.towns().town("München") == knowledge.towns().town("Munich")
