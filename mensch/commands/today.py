"""What is owed and due today, with the reason of each. Changes nothing."""

from __future__ import annotations

import argparse
import json
import sys

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print facts and reasons as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from django.utils import timezone

    from mensch.services import startup, today_told, ways_in
    from mensch.services.access import vault_of

    startup.prepare()
    told = today_told.tell(vault=vault_of(ways_in.first_member()), now=timezone.now())
    if args.json:
        json.dump(told, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(today_told.in_words(told))
    return 0
