"""LinkedIn's recommendations (received, given) and endorsements received: kind words, with whom they came from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mensch.core.people import fold
from mensch.core.records import Item, WordKind, WordRecord
from mensch.formats.linkedin_fields import Cells, columns, known_by, party, read_each, us_moment
from mensch.formats.persons import Keys, digest

RECOMMENDATIONS = columns(
    "First Name|Last Name|Company|Job Title|Text|Recommendation Text|Creation Date|Status", "Text|Recommendation Text"
)
ENDORSEMENTS = columns(
    "Endorsement Date|Skill Name|Endorsement Status",
    "Endorser First Name|Endorser Last Name|Endorser Public Url|Endorser Profile Url",
)


def read_received(data: bytes, *, region: str | None = None) -> Iterator[Item]:  # noqa: ARG001
    """WordRecords of Recommendations_Received.csv. It has no profile address: a person can only be suggested by
    name.
    """
    keys = Keys()
    return read_each(data, RECOMMENDATIONS, lambda c: _recommendation(c, keys, WordKind.RECOMMENDATION_RECEIVED))


def read_given(data: bytes, *, region: str | None = None) -> Iterator[Item]:  # noqa: ARG001
    """WordRecords of Recommendations_Given.csv, which has the same columns."""
    keys = Keys()
    return read_each(data, RECOMMENDATIONS, lambda c: _recommendation(c, keys, WordKind.RECOMMENDATION_GIVEN))


def read_endorsements(data: bytes, *, region: str | None = None) -> Iterator[Item]:  # noqa: ARG001
    """WordRecords of Endorsement_Received_Info.csv, `title` the skill; rejected ones are set aside."""
    keys = Keys()
    return read_each(data, ENDORSEMENTS, lambda cells: _endorsement(cells, keys))


def _recommendation(cells: Cells, keys: Keys, kind: WordKind) -> Iterator[Item]:
    name = " ".join(p for p in (cells.get("first name"), cells.get("last name")) if p)
    org, title = cells.get("company"), cells.get("job title")
    if not name:
        yield cells.aside("nobody")
        return
    said = cells.get("creation date")
    at = us_moment(said)
    if at is None:
        yield cells.repaired("date-unreadable" if said else "date-missing", said, "Creation Date")
    key = keys.once(digest(kind, fold(name), fold(org), said))
    yield WordRecord(key, kind, party(name), at, org, title, cells.get("text", "recommendation text"), cells.line)


def _endorsement(cells: Cells, keys: Keys) -> Iterator[Item]:
    name = " ".join(p for p in (cells.get("endorser first name"), cells.get("endorser last name")) if p)
    who = party(name, cells.get("endorser public url", "endorser profile url"))
    skill, said = cells.get("skill name"), cells.get("endorsement date")
    if not (who.name or who.address):
        yield cells.aside("nobody")
        return
    if fold(cells.get("endorsement status")) == "rejected":
        yield cells.aside("rejected")
        return
    at: datetime | None = us_moment(said)
    if at is None:
        yield cells.repaired("date-unreadable" if said else "date-missing", said, "Endorsement Date")
    key = keys.once(digest(WordKind.ENDORSEMENT_RECEIVED, known_by(who), fold(skill), said))
    yield WordRecord(key, WordKind.ENDORSEMENT_RECEIVED, who, at, title=skill, line=cells.line)
