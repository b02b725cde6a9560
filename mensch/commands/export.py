"""Write everything of yours into one ZIP: vCard, table, calendar, and all of it as JSON."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="FILE.zip", type=Path, help="where to write it")
    parser.add_argument("--with-files", action="store_true", help="also the files that were uploaded, as they came")
    parser.add_argument("--force", action="store_true", help="write over a file that is there already")
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from django.utils import timezone

    from mensch.services import files_out, startup, ways_in, yours
    from mensch.services.access import vault_of
    from mensch.services.yours_left_out import LeftOut

    startup.prepare()
    vault = vault_of(ways_in.first_member())
    left_out = LeftOut()
    parts = yours.export(vault=vault, now=timezone.now(), with_files=args.with_files, left_out=left_out)
    size = files_out.write(args.path, parts, force=args.force)
    people = yours.yours(vault=vault).people
    facts = {"path": str(args.path), "bytes": size, "people": people, "left_out": len(left_out)}
    print(json.dumps(facts) if args.json else f"{facts['people']:,} people are in {args.path} ({size:,} bytes).")
    if left_out and not args.json:
        print(f"{len(left_out):,} could not be told in one of its files; left-out.txt in it says which.")
    return 0
