"""The groups you are in: your role there, and the next thing to do. Changes nothing."""

from __future__ import annotations

import argparse
import json
import sys

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the groups as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from django.utils import timezone

    from mensch.services import groups_told, startup, ways_in

    startup.prepare()
    found = groups_told.groups(user=ways_in.first_member(), now=timezone.now())
    if args.json:
        json.dump({"groups": [groups_told.as_data(one) for one in found]}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(groups_told.in_words(found))
    return 0
