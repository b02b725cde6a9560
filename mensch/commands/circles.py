"""Circles and chains that could form among the people you know, out of their asks and offers. Changes nothing."""

from __future__ import annotations

import argparse
import json
import sys

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print people and steps as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from django.utils import timezone

    from mensch.services import circle_pages, startup, ways_in
    from mensch.services.access import vault_of

    startup.prepare()
    found = circle_pages.ideas(vault=vault_of(ways_in.first_member()), now=timezone.now())
    if args.json:
        json.dump({"circles": [circle_pages.as_data(idea) for idea, _ in found]}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(circle_pages.in_words(found))
    return 0
