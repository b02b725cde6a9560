"""Import address books, exports, mailboxes and calendars into your vault."""

from __future__ import annotations

import argparse
import json
import sys

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="FILE", help="files, folders or Maildirs")
    parser.add_argument("--me", action="append", default=[], metavar="ADDRESS", help="an address of your own")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from mensch.services import import_report, startup, ways_in
    from mensch.services.access import vault_of
    from mensch.services.import_here import import_here

    startup.prepare()
    vault = vault_of(ways_in.first_member())
    report = import_here(vault=vault, paths=args.paths, me=args.me, dry=args.dry_run)
    if args.json:
        json.dump(report, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(import_report.in_words(report, dry=args.dry_run))
    return 1 if all(file["state"] == "failed" for file in report["files"]) else 0
