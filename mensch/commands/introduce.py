"""Write the letters of an introduction, for you to read and press in the browser. Nothing is ever sent from here."""

from __future__ import annotations

import argparse
import json
import sys

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("first", metavar="A", help="an id or a name; `me` when somebody else is to introduce you")
    parser.add_argument("second", metavar="B", help="to whom: an id or a name")
    parser.add_argument("--because-a", required=True, metavar="TEXT", help="why it is good for A")
    parser.add_argument("--because-b", required=True, metavar="TEXT", help="why it is good for B")
    parser.add_argument("--through", default="", metavar="C", help="who knows B, when it is not you")
    parser.add_argument("--dry-run", action="store_true", help="show the letters, and keep nothing")
    parser.add_argument("--json", action="store_true", help="print the letters as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from django.utils import timezone

    from mensch.services import introduction_told, startup, ways_in
    from mensch.services.access import vault_of

    startup.prepare()
    vault = vault_of(ways_in.first_member())
    told = introduction_told.introduce(vault=vault, given=vars(args), now=timezone.now(), dry=args.dry_run)
    if args.json:
        json.dump(told, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(introduction_told.in_words(told))
    return 0
