"""Which trades a text speaks of, and what is wrong with a table of them."""

from __future__ import annotations

from mensch.core.matching.looked_over import faults, sphere_faults
from tests.core.matching_town import TRADES, WORDS


def _said(text: str, language: str = "en", *, weak: bool = True) -> list[str]:
    return [tag.trade for tag in WORDS.find(text, language, weak=weak)]


def test_the_longest_phrase_wins_and_other_forms_are_found() -> None:
    assert _said("Two divorce lawyers and a lawyer") == ["family_lawyer", "lawyer"]
    assert _said("Roofing contractors") == ["roofer"]


def test_a_word_that_only_shares_its_stem_is_no_trade() -> None:
    assert _said("everything is out of control") == []
    assert _said("two controllers") == ["controller"]


def test_a_word_with_two_senses_tags_nothing_without_a_companion() -> None:
    assert _said("a coach") == []
    assert _said("a coach for forty guests") == ["coach_trip"]
    assert _said("leadership coach") == ["business_coach"]


def test_weak_words_tag_an_ask_and_never_a_person() -> None:
    assert _said("no hot water") == ["plumber"]
    assert _said("hot water", weak=False) == []


def test_a_compound_is_what_its_tail_is() -> None:
    assert _said("Hochzeitsfotograf") == ["photographer"]


def test_inflected_forms_are_found_in_their_own_language() -> None:
    assert _said("Szukam prawnika", "pl") == ["lawyer"]


def test_umlauts_may_be_written_out() -> None:
    assert _said("Anwaeltin") == _said("Anwältin") == ["lawyer"]


def test_a_foreign_word_that_is_an_english_one_counts_in_its_own_language_only() -> None:
    assert _said("bid to an arts council") == []
    assert _said("ik zoek een arts", "nl") == ["doctor"]


def test_what_a_trade_is_part_of_is_known_both_ways() -> None:
    assert WORDS.above["family_lawyer"] == ("lawyer", "law")
    assert "family_lawyer" in WORDS.below["lawyer"]


def test_each_fault_of_a_table_is_named() -> None:
    words = {language: ["tiler"] for language in ("en", "de", "fr", "es", "it", "pt", "pl", "nl")}
    assert not faults({"tiler": words})
    assert faults({"tiler": words, "layer": words}) == ["'tiler' belongs to layer, tiler"]
    assert faults({"tiler": {**words, "part_of": "stone"}}) == ["tiler: part of stone, which is no trade"]
    assert faults({"tiler": {**words, "part_of": "tiler"}}) == ["tiler: part of itself"]
    assert faults({"tiler": {**words, "nl": []}}) == ["tiler: nothing in nl"]
    assert faults({"tiler": {**words, "colour": 1}}) == ["tiler: unknown key colour"]
    assert faults({"tiler": {**words, "it": ["the"]}}) == ["tiler: 'the' says nothing"]
    assert faults({"tiler": {**words, "with": {"coach": ["bus"]}}}) == [
        "tiler: companions for coach, which it does not say"
    ]


def test_each_fault_of_the_spheres_is_named() -> None:
    assert not sphere_faults({"roofer": {"plumber": "both come when water does"}}, TRADES)
    assert sphere_faults({"roofer": {"roofer": "same", "florist": "x", "plumber": " "}}, TRADES) == [
        "roofer: florist is no trade",
        "roofer: plumber without a reason",
        "roofer is its own partner",
    ]
