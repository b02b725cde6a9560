"""Look over this installation: settings, database, migrations, and every vault's trail."""

from __future__ import annotations

import argparse
import json

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the facts as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from mensch.services.checkup import checkup

    facts = checkup()
    if args.json:
        print(json.dumps(facts))
    else:
        well = "Nothing is here yet. Mensch makes its tables when it is started." if facts["empty"] else "All is well."
        print("\n".join(facts["problems"]) or well)
    return 0 if facts["well"] else 1
