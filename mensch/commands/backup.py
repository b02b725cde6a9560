"""Copy the whole installation into one file while it runs: database and uploaded files, read again to be sure."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", type=Path, help="a file to write, or a folder to put it into")
    parser.add_argument("--with-key", action="store_true", help="also the secret key; keep such a file well")
    parser.add_argument("--force", action="store_true", help="write over a file that is there already")
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from django.utils import timezone

    from mensch.services import backup

    now = timezone.now()
    path = args.path / backup.file_name(now) if args.path.is_dir() else args.path
    told = backup.make(path=path, now=now, with_key=args.with_key, force=args.force)
    rows, size = sum(told.tables.values()), path.stat().st_size
    if args.json:
        facts = {"path": str(path), "bytes": size, "rows": rows, "files": told.files, "tables": told.tables}
        print(json.dumps(facts))
    else:
        print(f"{path}: {rows:,} rows and {told.files:,} files, read again and whole ({size:,} bytes).")
        if not args.with_key:
            print("The secret key is not in it. Keep secret.key of the data folder in another safe place.")
    return 0
