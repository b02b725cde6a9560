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

    startup.prepare()
    vault = vault_of(ways_in.first_member())
    parts = yours.export(vault=vault, now=timezone.now(), with_files=args.with_files)
    size = files_out.write(args.path, parts, force=args.force)
    facts = {"path": str(args.path), "bytes": size, "people": yours.yours(vault=vault).people}
    print(json.dumps(facts) if args.json else f"{facts['people']:,} people are in {args.path} ({size:,} bytes).")
    return 0
