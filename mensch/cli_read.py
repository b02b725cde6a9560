"""`mensch read PATH… [--json]`: what is in a file, without a database and without keeping anything."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from mensch.errors import InputError
from mensch.services.read_json import Json
from mensch.services.read_report import FileReport
from mensch.services.reader_process import Asked, Readers
from mensch.services.reading import files_of, read_path

# Unicode's own line ends: many who read lines would see the end of one.
_LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
_PLURAL = {"person": "people", "touch": "touches", "event": "events", "word": "words", "context": "contexts"}


def read_command(paths: list[str], as_json: bool) -> int:
    """Print the records of files, folders and Maildirs. 1 when nothing could be read below one of them."""
    reports: list[FileReport] = []
    failed = not paths
    try:
        with Readers(Asked()) as readers:
            for path in paths:
                before = len(reports)
                for written in _read(Path(path), readers, reports):
                    if as_json:
                        _print(written)
                failed = failed or not any(report.went_well for report in reports[before:])
        if as_json:
            _print({"type": "summary", "files": [report.json() for report in reports]})
        else:
            sys.stdout.write("".join(map(_words, reports)))
        sys.stdout.flush()
    except BrokenPipeError:  # the one who asked has seen enough
        sys.stderr.close()
        return 1
    return int(failed)


def _read(path: Path, readers: Readers, reports: list[FileReport]) -> Iterator[Json]:
    """The records below one path; a report for each file is added to `reports`."""
    try:
        files = list(files_of(path))
    except OSError as error:
        files = []
        _missing(path, f"{path} cannot be opened: {error.strerror}.", reports)
    for file in files:
        report = FileReport(str(file))
        reports.append(report)
        begun = time.monotonic()
        try:
            for piece in read_path(file, readers):
                report.form = piece.form
                if written := report.take(piece.item, piece.inner):
                    yield written
        except InputError as error:
            report.refuse(str(error))
            sys.stderr.write(f"{error}\n")
        report.seconds = time.monotonic() - begun


def _missing(path: Path, reason: str, reports: list[FileReport]) -> None:
    report = FileReport(str(path))
    report.refuse(reason)
    reports.append(report)
    sys.stderr.write(f"{reason}\n")


def _print(written: Json) -> None:
    line = json.dumps(written, ensure_ascii=False, separators=(",", ":")).translate(_LINE_ENDS)
    sys.stdout.write(line.encode("utf-8", "replace").decode())
    sys.stdout.write("\n")


def _words(report: FileReport) -> str:
    """A file in a few lines for a person."""
    kinds = ", ".join(
        f"{count} {_PLURAL.get(kind, f'{kind}s') if count != 1 else kind}" for kind, count in report.kinds.items()
    )
    lines = [f"{report.path} ({report.form}): {kinds or 'nothing read'}, {report.seconds:.1f} s"]
    if report.found != report.read:
        lines.append(f"  found {report.found}, read {report.read}")
    lines += [f"  put right {count} times: {reason}" for reason, count in report.json()["repairs"].items()]
    lines += [f"  set aside, line {fault['line']}: {fault['reason']}" for fault in report.set_aside[:10]]
    if len(report.set_aside) > 10:
        lines.append(f"  … and {len(report.set_aside) - 10} more")
    if report.ignored:
        lines.append(f"  not read: {', '.join(report.ignored)}")
    return "\n".join(lines) + "\n"
