"""One person: how you know each other, what passed, what was promised, and where it all comes from. Changes nothing."""

from __future__ import annotations

import argparse
import json
import sys

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="ID", help="the id as `mensch people` prints it, or a name only one has")
    parser.add_argument("--json", action="store_true", help="print facts and reasons as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from django.utils import timezone

    from mensch.services import people_told, person_words, startup, ways_in
    from mensch.services.access import vault_of

    startup.prepare()
    vault = vault_of(ways_in.first_member())
    row = people_told.find(vault=vault, text=args.person)
    told = people_told.person(vault=vault, person=row, now=timezone.now())
    if args.json:
        json.dump(told, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(person_words.in_words(told))
    return 0
