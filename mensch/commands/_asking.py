"""What `mensch ask` and `mensch offer` share."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from mensch.commands import with_django

if TYPE_CHECKING:
    from mensch.core.asks import Side

_KINDS = (
    *("supplier", "client", "advice", "someone", "access", "partner", "speaker", "publisher", "hire", "work"),
    *("funding", "fund", "buyer", "volunteer", "other"),
)


def configure(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("who", nargs="?", default="", metavar="WHO", help="a name or an id; `me` for your own")
    parser.add_argument("words", nargs="?", default="", metavar="TEXT", help=what)
    parser.add_argument("--kind", default="", choices=_KINDS, metavar="KIND", help=", ".join(_KINDS))
    parser.add_argument("--town", default="", help="where, when the sentence does not say it")
    parser.add_argument("--until", default="", metavar="DATE", help="its last day, as 2026-11-24")
    parser.add_argument("--private", action="store_true", help="no letter ever proposes these words")
    parser.add_argument("--as-is", action="store_true", help="keep it, though it reads like an advert")
    parser.add_argument("--dry-run", action="store_true", help="say how it is read, and keep nothing")
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: argparse.Namespace, side: Side) -> int:
    """One is kept when there are words, else those that are open are listed."""
    with_django()
    from django.utils import timezone

    from mensch.services import asks_told, startup, ways_in
    from mensch.services.access import vault_of

    startup.prepare()
    vault, now = vault_of(ways_in.first_member()), timezone.now()
    given = {"match": False, **vars(args)}
    if args.words:
        told = asks_told.keep(vault=vault, side=side, given=given, now=now, dry=args.dry_run)
        return _print(told, asks_told.in_words(told), as_json=args.json)
    rows = asks_told.open_ones(vault=vault, side=side, who=args.who, now=now)
    return _print({"asks": rows}, asks_told.listed(rows), as_json=args.json)


def _print(told: dict[str, Any], words: str, *, as_json: bool) -> int:
    if as_json:
        json.dump(told, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(words)
    return 0
