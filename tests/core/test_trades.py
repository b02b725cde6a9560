"""The tables of trades (mensch/data/trades): what a reviewer could overlook. docs/knowledge.md tells how to add one."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import mensch

DATA = Path(mensch.__file__).parent / "data"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "pl", "nl")
KNOWN = {"part_of", "on_site", "weak", "with", *LANGUAGES}
# Words that stand on half of all cards, in any of the languages: alone they would tag everybody.
TOO_COMMON = {
    *("service", "services", "manager", "business", "help", "company", "sales", "consultant", "consulting", "adviser"),
    *("advisor", "agent", "broker", "director", "owner", "partner", "support", "team", "project", "marketing", "work"),
    *("office", "expert", "specialist", "assistant", "professional", "agency", "firm", "group", "international"),
    *("berater", "beraterin", "beratung", "firma", "leiter", "leiterin", "geschaft", "inhaber", "fahrer", "vertreter"),
    *("conseil", "conseiller", "responsable", "directeur", "gerant", "entreprise", "agence", "societe", "consultante"),
    *("asesor", "gestor", "empresa", "servicio", "servicios", "jefe", "tienda", "conductor", "tecnico", "operador"),
    *("azienda", "ditta", "direttore", "responsabile", "servizi", "consulente", "titolare", "negozio", "addetto"),
    *("servicos", "consultor", "gerente", "diretor", "loja", "doradca", "kierownik", "dyrektor", "uslugi", "sklep"),
    *("adviseur", "bedrijf", "zaak", "directeur", "medewerker", "winkel", "dienst", "diensten", "lead", "design"),
}

Entry = dict[str, Any]


def tables() -> dict[str, tuple[str, Entry]]:
    """Every trade with the file it stands in. A key that stands twice is told by the test below."""
    found: dict[str, tuple[str, Entry]] = {}
    for path in sorted((DATA / "trades").glob("*.toml")):
        for key, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert key not in found, f"{key} stands in {found[key][0]} and in {path.name}"
            found[key] = (path.name, entry)
    return found


TRADES = {key: entry for key, (_, entry) in tables().items()}


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ß", "ss"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def owners(trades: dict[str, Entry]) -> dict[str, set[str]]:
    """Folded phrases that nothing tells apart, with the trades that say them."""
    out: dict[str, set[str]] = defaultdict(set)
    for key, entry in trades.items():
        apart = {fold(phrase) for phrase in entry.get("with", {})}
        for phrase in said(entry):
            if fold(phrase) not in apart:
                out[fold(phrase)].add(key)
    return out


def said(entry: Entry) -> list[str]:
    return [phrase for language in LANGUAGES for phrase in entry.get(language, ())]


def test_there_are_more_than_four_hundred_trades_and_needs() -> None:
    assert len([key for key, entry in TRADES.items() if "part_of" in entry]) >= 440


@pytest.mark.parametrize("key", TRADES)
def test_a_trade_is_told_in_all_eight_languages(key: str) -> None:
    entry = TRADES[key]
    assert key.isascii()
    assert key == key.lower()
    assert not set(entry) - KNOWN
    for language in LANGUAGES:
        assert entry[language], language
        assert len({*entry[language]}) == len(entry[language]), language
        assert all(phrase == phrase.strip() and phrase for phrase in entry[language]), language
    assert len(entry["en"]) >= 3


def test_every_broader_trade_exists_and_none_is_part_of_itself() -> None:
    for key, entry in TRADES.items():
        seen = {key}
        while above := entry.get("part_of"):
            assert above in TRADES, key
            assert above not in seen, key
            seen.add(above)
            entry = TRADES[above]


def test_a_phrase_belongs_to_one_trade_or_companions_tell_them_apart() -> None:
    assert not {phrase: keys for phrase, keys in owners(TRADES).items() if len(keys) > 1}


def test_a_phrase_with_two_owners_is_found_unless_companions_stand_beside_it() -> None:
    bank, shore = {"en": ["bank"]}, {"en": ["Bank"]}
    assert owners({"banker": bank, "river": shore}) == {"bank": {"banker", "river"}}
    assert owners({"banker": {**bank, "with": {"bank": ["loan"]}}, "river": shore}) == {"bank": {"river"}}


def test_companions_are_given_only_for_phrases_the_trade_says() -> None:
    for key, entry in TRADES.items():
        phrases = {fold(phrase) for phrase in said(entry)}
        for phrase, near in entry.get("with", {}).items():
            assert fold(phrase) in phrases, (key, phrase)
            assert near, (key, phrase)
            assert fold(phrase) not in {fold(word) for word in near}, (key, phrase)


def test_no_phrase_is_a_word_that_stands_on_half_of_all_cards() -> None:
    assert not {(key, p) for key, entry in TRADES.items() for p in said(entry) if fold(p) in TOO_COMMON}


def test_a_weak_word_is_not_a_full_phrase_of_the_same_trade() -> None:
    for key, entry in TRADES.items():
        assert not {fold(word) for word in entry.get("weak", ())} & {fold(phrase) for phrase in said(entry)}, key


@pytest.mark.parametrize(
    ("phrase", "trade"),
    [
        ("coach", "taxi"),
        ("bank", "banker"),
        ("model", "fashion_model"),
        ("bridge", "structural_engineer"),
        ("crane", "construction_machinery"),
        ("bat", "ecologist"),
        ("bar", "bar_owner"),
        ("java", "java_developer"),
        ("python", "python_developer"),
        ("interpreter", "interpreter"),
        ("stage", "event_equipment"),
        ("stage", "intern"),
        ("angel", "business_angel"),
        ("cloud", "cloud_engineer"),
    ],
)
def test_a_word_with_two_senses_needs_a_companion(phrase: str, trade: str) -> None:
    assert TRADES[trade]["with"][phrase]
    assert phrase not in owners(TRADES)


@pytest.mark.parametrize(
    ("key", "above"),
    [("roofer", "building"), ("family_lawyer", "lawyer"), ("java_developer", "software_developer"), ("baker", "food")],
)
def test_a_narrow_trade_is_part_of_its_field_and_never_the_reverse(key: str, above: str) -> None:
    assert TRADES[key]["part_of"] == above
    assert TRADES[above].get("part_of") != key


def test_work_on_a_roof_is_bound_to_its_place_and_a_contract_is_not() -> None:
    assert TRADES["roofer"]["on_site"] is True
    assert TRADES["electrician"]["on_site"] is True
    assert "on_site" not in TRADES["contract_lawyer"]
    assert "on_site" not in TRADES["web_designer"]
