"""People of an import: who is known, who is new, who might be somebody else, and what changed about the known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import JaroWinkler

from mensch.core.identity import Attach, Create, Decision, Leave, Ref, Suggest, lookup_keys, plan
from mensch.core.reasons import Reason
from mensch.core.records import Record
from mensch.models import RawRecord
from mensch.services.facts import clean
from mensch.services.import_changes import apply_change, remember, told_of
from mensch.services.import_context import Context
from mensch.services.import_forgotten import without_forgotten
from mensch.services.import_known import Before, load_known
from mensch.services.import_rows import Rows


@dataclass
class Added:
    """Counts of one chunk. `people`: who was made or changed; `forgotten`: lines about people the owner erased."""

    created: int = 0
    attached: int = 0
    unchanged: int = 0
    suggested: int = 0
    left: int = 0
    people: set[int] = field(default_factory=set)
    forgotten: list[int] = field(default_factory=list)


def add(context: Context, records: Sequence[Record]) -> Added:
    """Take these records into the vault. Runs inside the caller's transaction."""
    wanted, gone = without_forgotten(context.vault, records)
    known, before = load_known(context, lookup_keys(wanted))
    decided = plan(wanted, known, alike=JaroWinkler.similarity)
    added = _Applying(context, wanted, before).run(decided.decisions)
    added.forgotten = gone
    return added


class _Applying:
    """One plan at work; `who` remembers which person each record became."""

    def __init__(self, context: Context, records: Sequence[Record], before: Before) -> None:
        self.context, self.records, self.before = context, records, before
        self.added, self.rows = Added(), Rows(context)
        self.who: dict[int, int] = {}
        self.changed: list[RawRecord] = []

    def run(self, decisions: Sequence[Decision]) -> Added:
        for decision in decisions:
            record = self.records[decision.record]
            match decision:
                case Create():
                    self._create(decision.record, record, decision.reason)
                case Attach():
                    self._attach(record, decision)
                case Leave():
                    self._leave(record, decision.reason)
        for decision in decisions:  # a question may name the person of a later record
            if isinstance(decision, Suggest):
                self._suggest(decision)
        self.rows.write()
        RawRecord.objects.filter(vault=self.context.vault).bulk_update(self.changed, ["said", "raw", "seen_at", "line"])
        return self.added

    def _create(self, n: int, record: Record, reason: Reason | None) -> None:
        person = self.rows.person(record)
        self.who[n] = person
        self.rows.record(record, person, reason)
        self.rows.details(record, person)
        self.added.created += 1
        self.added.people.add(person)

    def _whom(self, to: Ref) -> int:
        return to.id if to.kind == "person" else self.who[to.id]

    def _suggest(self, decision: Suggest) -> None:
        self.added.suggested += self.rows.twin(self.who[decision.record], self._whom(decision.to), decision.reason)

    def _attach(self, record: Record, decision: Attach) -> None:
        person = self.who[decision.record] = self._whom(decision.to)
        known = self.before.get((record.source, record.key))
        if known is None:
            self._first_told(record, person, decision.reason)
        elif known.said == (now := told_of(record)):
            self.added.unchanged += 1
        else:
            apply_change(self.context, self.rows, known, record, person)
            self._retell(known, record, now)
            self.added.attached += 1
            self.added.people.add(person)

    def _retell(self, known: RawRecord, record: Record, now: dict[str, Any]) -> None:
        before = {"said": known.said, "raw": known.raw, "line": known.line, "seen_at": known.seen_at.isoformat()}
        known.said, known.raw, known.seen_at, known.line = now, clean(record.raw), self.context.now, record.line
        after = {"said": now, "raw": known.raw, "line": known.line, "seen_at": known.seen_at.isoformat()}
        remember(self.context, "record", known.pk, before, after)
        self.changed.append(known)

    def _first_told(self, record: Record, person: int, reason: Reason | None) -> None:
        if not self.rows.record(record, person, reason):  # the same natural key twice in one file
            self.added.unchanged += 1
            return
        apply_change(self.context, self.rows, None, record, person)
        self.added.attached += 1
        self.added.people.add(person)

    def _leave(self, record: Record, reason: Reason) -> None:
        if (record.source, record.key) in self.before or not self.rows.record(record, None, reason):
            self.added.unchanged += 1
        else:
            self.added.left += 1
