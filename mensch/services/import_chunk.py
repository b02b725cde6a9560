"""One chunk of items of one file: taken in, counted, and accounted for."""

from __future__ import annotations

from collections.abc import Sequence

from mensch.core.imports import FileState, shrank
from mensch.core.records import (
    ContextRecord,
    Done,
    Fault,
    InvitationRecord,
    Item,
    MailRecord,
    MeetingRecord,
    MessageRecord,
    Record,
    Seen,
    WordRecord,
)
from mensch.models import ImportFault, ImportFile
from mensch.services import import_extras, import_occasions, import_people
from mensch.services.facts import clean
from mensch.services.import_context import Context
from mensch.services.read_words import sentence

MOST_REPAIRS = 1000  # kept with their lines; all are counted
_REFUSED_WHOLE = 0
_ERASED = "erased-by-you"


def add(context: Context, file: ImportFile, items: Sequence[Item]) -> None:
    """Take the items in. Runs inside the caller's transaction; `file` is saved by the caller."""
    file.format = file.format or context.format[:40]
    _people(context, file, [i for i in items if isinstance(i, Record)])
    _occasions(context, file, [i for i in items if isinstance(i, MailRecord | MeetingRecord | MessageRecord)])
    extras = [i for i in items if isinstance(i, InvitationRecord | WordRecord | ContextRecord)]
    file.unchanged += import_extras.add(context, extras)
    file.read += sum(_counts(i) for i in items)
    _faults(context, file, [i for i in items if isinstance(i, Fault)])
    for item in items:
        if isinstance(item, Seen):
            file.found += item.found
            file.ignored = [*file.ignored, *(name for name in item.ignored if name not in file.ignored)]


def _counts(item: Item) -> bool:
    """A series is one entry of its calendar, however often it comes round."""
    return not (isinstance(item, Fault | Seen) or (isinstance(item, MeetingRecord) and item.further))


def _people(context: Context, file: ImportFile, records: list[Record]) -> None:
    if records:
        added = import_people.add(context, records)
        file.created += added.created
        file.attached += added.attached
        file.unchanged += added.unchanged + added.left
        file.suggested += added.suggested
        file.read -= len(added.forgotten)
        _faults(context, file, [Fault(line, _ERASED, Done.SET_ASIDE) for line in added.forgotten])


def _occasions(context: Context, file: ImportFile, told: list[import_occasions.Told]) -> None:
    if told:
        added = import_occasions.add(context, told)
        file.touches_known += added.known
        file.no_touch += added.no_touch


def _faults(context: Context, file: ImportFile, faults: list[Fault]) -> None:
    rows = []
    for fault in faults:
        aside = fault.done is Done.SET_ASIDE
        file.set_aside += aside
        file.repaired += not aside
        if aside or file.repaired <= MOST_REPAIRS:
            rows.append(_fault_row(context, file, fault))
        if fault.line == _REFUSED_WHOLE and aside and not file.why and fault.code != _ERASED:
            file.why = sentence(fault.code)[:300]
    ImportFault.objects.bulk_create(rows, batch_size=500)


def _fault_row(context: Context, file: ImportFile, fault: Fault) -> ImportFault:
    return ImportFault(
        vault=context.vault,
        file=file,
        line=fault.line,
        code=fault.code[:60],
        done=fault.done.value,
        where=clean(fault.where)[:200],
        excerpt=clean(fault.excerpt)[:80],
        raw=fault.raw,
    )


def conclude(context: Context, file: ImportFile) -> None:
    """The file is read. A source that is suddenly far smaller is held: what it still says counts."""
    earlier = ImportFile.objects.filter(vault=context.vault, format=file.format, state=FileState.DONE, name=file.name)
    before = earlier.exclude(pk=file.pk).order_by("-id").values_list("found", flat=True).first() or 0
    file.state = FileState.HELD if shrank(before, file.found) else FileState.DONE
    if not file.read and file.why:
        file.state = FileState.FAILED
    file.save()
