"""Note that you met somebody: who, where, what would help them, what was promised."""

from __future__ import annotations

import argparse
import json
import sys

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="whom you met")
    parser.add_argument("--where", "--at", default="", help="where it was")
    parser.add_argument("--on", default="", metavar="DATE", help="on which day, as 2026-11-24 (today)")
    parser.add_argument("--note", default="", help="what they work on, or a word to remember")
    parser.add_argument("--helps", default="", metavar="TEXT", help="what would help them")
    parser.add_argument("--promise", default="", metavar="TEXT", help="what you said you would do")
    parser.add_argument("--due", default="", metavar="DATE", help="until when you promised it")
    parser.add_argument("--their-promise", default="", metavar="TEXT", help="what they said they would do")
    parser.add_argument("--address", default="", help="their e-mail or phone")
    parser.add_argument("--group", default="", help="a club, a school, an event it belongs to")
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument("--person", default="", metavar="ID", help="it is this person of your book")
    whom.add_argument("--new", action="store_true", help="it is somebody new, though the name is known")
    parser.add_argument("--dry-run", action="store_true", help="say what would be kept, and keep nothing")
    parser.add_argument("--json", action="store_true", help="print what was kept as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from django.utils import timezone

    from mensch.services import captures_told, startup, ways_in
    from mensch.services.access import vault_of

    startup.prepare()
    vault = vault_of(ways_in.first_member())
    told = captures_told.capture(vault=vault, given=vars(args), now=timezone.now(), dry=args.dry_run)
    if args.json:
        json.dump(told, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(captures_told.in_words(told))
    return 0
