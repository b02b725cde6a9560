"""Bring back an export (into an empty vault) or a backup (a whole installation)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="FILE.zip", type=Path, help="what “mensch export” or “mensch backup” wrote")
    parser.add_argument(
        "--force", action="store_true", help="a backup: also where there is something; it is kept aside"
    )
    parser.add_argument("--dry-run", action="store_true", help="look through the file, and change nothing")
    parser.add_argument("--json", action="store_true", help="print what came back as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from mensch.services.yours_restore import is_export

    facts = _export(args) if is_export(args.path) else _backup(args)
    if args.json:
        print(json.dumps(facts))
        return 0
    said = "is whole:" if args.dry_run else "came back:"
    print(f"{args.path} {said} {facts['rows']:,} rows and {facts['files']:,} files.")
    print("\n".join([*(f"Kept beside it: {one}" for one in facts["aside"]), *facts["notes"]]), end="")
    return 0


def _export(args: argparse.Namespace) -> dict[str, Any]:
    from mensch.services import startup, ways_in, yours_restore
    from mensch.services.access import vault_of

    startup.prepare()
    if args.dry_run:
        rows, files = yours_restore.look(path=args.path)
        return {"kind": "export", "rows": rows, "files": files, "aside": [], "notes": []}
    found = yours_restore.restore(vault=vault_of(ways_in.first_member()), path=args.path)
    return {
        "kind": "export",
        "rows": sum(found.rows.values()),
        "tables": found.rows,
        "files": found.files,
        "aside": [],
        "notes": found.notes,
    }


def _backup(args: argparse.Namespace) -> dict[str, Any]:
    from django.utils import timezone

    from mensch.services import backup, backup_restore

    if args.dry_run:
        told, aside, notes = backup.verify(args.path), list[str](), list[str]()
    else:
        told, aside, notes = backup_restore.restore(path=args.path, now=timezone.now(), force=args.force)
    rows = sum(told.tables.values())
    facts = {"kind": "backup", "made_at": told.made_at, "rows": rows, "tables": told.tables, "files": told.files}
    return {**facts, "aside": aside, "notes": notes}
