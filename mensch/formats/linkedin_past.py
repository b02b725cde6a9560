"""LinkedIn's Positions.csv and Education.csv: the firms and schools of the owner's own past, contexts shared with
others.
"""

from __future__ import annotations

from collections.abc import Iterator

from mensch.core.people import fold
from mensch.core.records import ContextRecord, Item
from mensch.formats.linkedin_fields import Cells, columns, read_each
from mensch.formats.persons import Keys, digest
from mensch.formats.tabledates import span

POSITIONS = columns("Company Name|Title|Description|Location|Started On|Finished On", "Started On|Finished On")
EDUCATION = columns("School Name|Start Date|End Date|Notes|Degree Name|Activities", "School Name|Degree Name")


def read_positions(data: bytes, *, region: str | None = None) -> Iterator[Item]:  # noqa: ARG001
    """ContextRecords of kind 'firm'."""
    keys = Keys()
    return read_each(data, POSITIONS, lambda c: _context(c, keys, "firm", "company name", "title"))


def read_education(data: bytes, *, region: str | None = None) -> Iterator[Item]:  # noqa: ARG001
    """ContextRecords of kind 'school'."""
    keys = Keys()
    return read_each(data, EDUCATION, lambda c: _context(c, keys, "school", "school name", "degree name"))


def _context(cells: Cells, keys: Keys, kind: str, org_column: str, title_column: str) -> Iterator[Item]:
    org, title = cells.get(org_column), cells.get(title_column)
    if not org:
        yield cells.aside("no-firm" if kind == "firm" else "no-school")
        return
    since_said, until_said = cells.get("started on", "start date"), cells.get("finished on", "end date")
    for said in (since_said, until_said):
        if said and not span(said):
            yield cells.repaired("date-unreadable", said)
    key = keys.once(digest(kind, fold(org), fold(title), span(since_said)))
    yield ContextRecord(key, kind, org, title, span(since_said), span(until_said), cells.line)
