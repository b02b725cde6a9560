"""A person is no number: nothing measures anybody in a table, in what commands print, or on a page (seeds row 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from django.db import models

# Numbers in tables that hang on a person, and what they say. None of them says anything about the person.
NUMBERS = {
    "Address.place": "where the source had it",
    "RawRecord.line": "where in the file it stood",
    "Rhythm.days": "the owner's own wish",
    "Seat.ask": "an id: what the next one looks for",
    "Merge.absorbed": "an id, so that a merge can be undone",
}
NUMERIC = (models.IntegerField, models.FloatField, models.DecimalField, models.DurationField)
# Numbers in the JSON of commands: how often something happened, or where it stands in a file.
FACTS = {"times", "days", "notes", "mails", "people", "of", "line", "lines", "count", "total"}
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?|"
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b|\b(?:19|20)\d{2}\b"
)
_COUNTED = re.compile(
    r"\b[\d,]+ (?:times|days|weeks|months|years|letters|mails|meetings|notes|messages|people|others)\b"
)
_MEASURED = re.compile(r"(?:level|tier|stars?|hot|warm|cold|weak|strong|good|bad|top|vip|[pws]-?\d+)(?:-\w+)?")


def tied_to_people(model: type[models.Model]) -> bool:
    """A table of people, or one whose rows point at a person."""
    keys = (field.related_model for field in model._meta.concrete_fields if field.is_relation)
    return model.__name__ == "Person" or any(getattr(key, "__name__", "") == "Person" for key in keys)


def numbers(tables: Iterable[type[models.Model]]) -> list[str]:
    """Person has no number at all; tables about people have those of the list."""
    return [
        name
        for table in tables
        if tied_to_people(table)
        for field in table._meta.concrete_fields
        if isinstance(field, NUMERIC) and not field.primary_key and not field.is_relation
        if (name := f"{table.__name__}.{field.name}") not in NUMBERS or table.__name__ == "Person"
    ]


def told(facts: Any, under: str = "") -> list[str]:
    """Numbers in what a command prints that are neither a count of what happened nor a place in a file."""
    if isinstance(facts, dict):
        return [bad for key, value in facts.items() for bad in told(value, str(key))]
    if isinstance(facts, list | tuple):
        return [bad for value in facts for bad in told(value, under)]
    number = isinstance(facts, int | float) and not isinstance(facts, bool)
    percent = isinstance(facts, str) and bool(re.search(r"\d\s*%", facts))
    return [f"{under}: {facts}"] if percent or (number and under not in FACTS) else []


class _Rows(HTMLParser):
    """The text of each row of a page that shows a person (a face, or a link to one), and all classes."""

    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, int]] = []
        self.rows: list[str] = []
        self.people: set[int] = set()
        self.breaches: list[str] = []
        self.classes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.classes |= set(given.get("class", "").split())
        if tag in ("meter", "progress") or "style" in given or "data-score" in given:
            self.breaches.append(f"<{tag} {' '.join(given)}>")
        if given.get("href", "").startswith("/people/") or "av" in given.get("class", "").split():
            self.people |= {place for _, place in self.open}
        if tag not in self.VOID:
            self.open.append((tag, len(self.rows)))
            self.rows.append("")
        for name in ("title", "aria-label"):
            self.handle_data(f" {given.get(name, '')} ")

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag in {name for name, _ in self.open}:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        for name, place in self.open:
            if name in ("li", "tr"):
                self.rows[place] += data


def beside_people(html: str) -> Iterator[str]:
    """Digits in a row that are neither a date nor a count of what happened; marks of worth; percentages."""
    page = _Rows()
    page.feed(html)
    yield from page.breaches
    yield from (f"class {name}" for name in sorted(page.classes) if _MEASURED.fullmatch(name))
    for row in (page.rows[place] for place in sorted(page.people)):
        left = _COUNTED.sub("", _DATED.sub("", row))
        if row.strip() and re.search(r"\d", left):
            yield " ".join(row.split())
