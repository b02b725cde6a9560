"""Who can really introduce you to somebody: steps with evidence and dates, or why there is none. Changes nothing."""

from __future__ import annotations

import argparse
import json
import sys

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="NAME", help="a name only one has, or an id as `mensch people` prints it")
    parser.add_argument("--met", action="store_true", help="ask only people you have met in person")
    parser.add_argument("--json", action="store_true", help="print steps and reasons as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from django.utils import timezone

    from mensch.core.touches import Standing
    from mensch.services import paths_told, people_told, startup, today, ways_in
    from mensch.services.access import vault_of

    startup.prepare()
    vault = vault_of(ways_in.first_member())
    told = paths_told.told(
        vault=vault,
        to=people_told.find(vault=vault, text=args.person),
        today=today.day_of(vault=vault, now=timezone.now()),
        known=Standing.MET if args.met else Standing.TWO_WAY,
    )
    if args.json:
        json.dump(told, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(paths_told.in_words(told))
    return 0
