"""A few trades, edges and people for the tests of matching. All invented."""

from __future__ import annotations

from typing import Any

from mensch.core.matching import places
from mensch.core.matching.answers import Match, matches
from mensch.core.matching.asks import Ask, parse_ask
from mensch.core.matching.fuse import Order, order
from mensch.core.matching.index import Index, card, index
from mensch.core.matching.kinds import Kind
from mensch.core.matching.people import PersonText
from mensch.core.matching.spheres import Spheres
from mensch.core.matching.thesaurus import thesaurus

TRADES: dict[str, dict[str, Any]] = {
    "building": {"en": ["building trades"]},
    "roofer": {
        "part_of": "building",
        "on_site": True,
        "en": ["roofer", "roofing contractor", "roofing"],
        "de": ["Dachdecker", "Dachdeckerin"],
        "pl": ["dekarz"],
        "weak": ["leaking roof", "shingles"],
    },
    "plumber": {"part_of": "building", "on_site": True, "en": ["plumber"], "de": ["Klempner"], "weak": ["hot water"]},
    "law": {"en": ["legal services"]},
    "lawyer": {"part_of": "law", "en": ["lawyer", "attorney"], "de": ["Anwalt", "Anwältin"], "pl": ["prawnik"]},
    "family_lawyer": {"part_of": "lawyer", "en": ["divorce lawyer", "family lawyer"]},
    "patent_lawyer": {"part_of": "lawyer", "en": ["patent attorney"]},
    "photographer": {"en": ["photographer"], "de": ["Fotograf", "Fotografin"], "it": ["fotografo"]},
    "coach_trip": {"en": ["coach hire", "coach"], "with": {"coach": ["bus", "trip", "guests"]}},
    "business_coach": {"en": ["business coach", "coach"], "with": {"coach": ["leadership", "career"]}},
    "counsellor": {"en": ["couples counsellor", "counsellor"]},
    "estate_agent": {"en": ["estate agent"], "de": ["Immobilienmakler"]},
    "keynote_speaker": {"en": ["keynote speaker", "speaker"]},
    "investor": {"en": ["investor"]},
    "doctor": {"en": ["physician"], "nl": ["arts"]},
    "arts": {"en": ["arts foundation"]},
    "controller": {"en": ["controller"]},
}
WORDS = thesaurus(TRADES)
SPHERES = Spheres(
    {
        "family_lawyer": {
            "counsellor": "both meet couples who part",
            "estate_agent": "a house is sold when a couple parts",
        },
        "photographer": {"estate_agent": "homes are photographed before they are sold"},
    }
)
TOWNS = places.gazetteer(
    {"alike": [["Cologne", "Köln"]], "countries": [{"names": ["Italy"], "towns": ["Florence", "Milan"]}]}
)
PEOPLE = (
    PersonText("ada", title="Roofing contractor", company="Topline", city="Leeds", offers=("new roofs", "repairs")),
    PersonText("ben", title="Dachdecker", city="Köln"),
    PersonText("cleo", title="Divorce lawyer", city="Leeds", offers=("separation agreements",)),
    PersonText("dan", title="Patent attorney", city="Milan"),
    PersonText(
        "eve", title="Wedding photographer", city="Florence", notes="Shot a summit. Needs a lawyer for her lease."
    ),
    PersonText("finn", title="Counsellor", notes="Couples in a crisis"),
    PersonText("gus", title="Estate agent", city="Leeds", notes="Knows every photographer in town"),
    PersonText("hana", title="Founder", company="Kite Batteries", notes="Raising a seed round, looks for an investor"),
    PersonText("ivo", title="Investor", offers=("capital for young firms",)),
    PersonText("jo", title="Climate researcher", notes="Gives talks on ice and weather"),
    PersonText("kim", title="Keynote speaker", offers=("resilience",)),
    PersonText("lou", title="Plumber", city="Leeds", offers=("burst pipes",)),
    PersonText("mia", title="Hochzeitsfotografin", city="Köln"),
)


def ask_of(text: str, kind: Kind | None = None) -> Ask:
    known = places.with_cities(TOWNS, (person.city for person in PEOPLE))
    return parse_ask(text, WORDS, known, kind=kind)


def book(people: tuple[PersonText, ...] = PEOPLE) -> Index:
    return index((card(person, WORDS) for person in people), WORDS)


def ordered(text: str, people: tuple[PersonText, ...] = PEOPLE, kind: Kind | None = None) -> tuple[Ask, Order, Index]:
    ask, kept = ask_of(text, kind), book(people)
    return ask, order(ask, kept, WORDS, SPHERES, TOWNS), kept


def found(text: str, people: tuple[PersonText, ...] = PEOPLE, kind: Kind | None = None) -> list[Match]:
    ask, fits, kept = ordered(text, people, kind)
    return matches(ask, fits, kept, WORDS, SPHERES)


def who(text: str, people: tuple[PersonText, ...] = PEOPLE, kind: Kind | None = None) -> list[str]:
    return [match.person for match in found(text, people, kind)]
