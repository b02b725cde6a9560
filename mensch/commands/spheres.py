"""Order the professions of a file by how well they send people to each other. No database.

The file holds a JSON object a line with `profession` and, if it has one, `label`. The run file gets a line a pair:
profession, partner, place in the order, with tabs between. Partners are professions of the same file.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--professions", type=Path, required=True, metavar="FILE", help="a JSON object a line")
    parser.add_argument("--run", type=Path, required=True, dest="out", metavar="FILE", help="where the pairs go")
    parser.add_argument("--no-model", action="store_true", help="the graph only, without the sentence model")
    parser.add_argument("--json", action="store_true", help="print the partners with the reason of each as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from mensch.services.matching_told import written
    from mensch.services.sphere_files import Professions, professions_of
    from mensch.services.weights import tier

    all_of_them = Professions(professions_of(args.professions), None if args.no_model else tier().encoder)
    found = {name: all_of_them.partners(name) for name in all_of_them.names}
    pairs = [(name, other, place) for name, others in found.items() for place, other in enumerate(others, 1)]
    written(args.out, [f"{name}\t{other}\t{place}" for name, other, place in pairs])
    if args.json:
        for name, others in found.items():
            because = {other: all_of_them.because(name, other) for other in others}
            print(json.dumps({"profession": name, "partners": because}, ensure_ascii=False))
    print(json.dumps({"professions": len(found), "unread": sorted(all_of_them.unread)}))
    return 0
