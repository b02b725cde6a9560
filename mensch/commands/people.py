"""Your people by name, each with what is known of you two. Changes nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print facts and reasons as JSON")
    parser.add_argument("--evidence", choices=("met", "two-way", "one-way", "listed"), help="only people of this word")
    parser.add_argument("--q", default="", metavar="TEXT", help="only people found by this name, firm or address")
    parser.add_argument("--group", default="", help="only people of this group")


def run(args: argparse.Namespace) -> int:
    with_django()
    from mensch.services import people_told, startup, ways_in
    from mensch.services.access import vault_of
    from mensch.services.people_list import wanted

    startup.prepare()
    asked = wanted({"q": args.q, "evidence": args.evidence or "", "group": args.group})
    found = people_told.people(vault=vault_of(ways_in.first_member()), asked=asked)
    _json(found) if args.json else _words(found)
    return 0


def _json(found: Iterable[dict[str, Any]]) -> None:
    """One object, written person by person: a large book needs no large memory."""
    sys.stdout.write('{"people": [')
    for n, one in enumerate(found):
        sys.stdout.write(",\n" if n else "\n")
        json.dump(one, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n]}\n")


def _words(found: Iterable[dict[str, Any]]) -> None:
    for one in found:
        about = ", ".join(part for part in (one["name"], one["title"], one["org"]) if part)
        sys.stdout.write(f"{one['id']}  {about}: {one['sentence']}\n")
