"""Circles and chains of help for a graph in a file: who gives to whom, what it is worth, what no plan can exceed."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("instance", type=Path, metavar="INSTANCE", help=".json, .wmd or .csv, each also .gz")
    parser.add_argument("--max-circle", type=length, metavar="L", help="people in a circle (3); 0: no circles")
    parser.add_argument("--max-chain", type=length, metavar="K", help="helps in a chain (4); 0: no chains")
    parser.add_argument("--seconds", type=float, metavar="S", help="stop with the best so far after this time")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the same seed makes the same plan")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, metavar="T")
    parser.add_argument("--json", action="store_true", help="print the plan as JSON")


def length(text: str) -> int:
    if (number := int(text)) < 0:
        raise ValueError
    return number


def run(args: argparse.Namespace) -> int:
    from mensch.services import circles_file

    begun = time.monotonic()
    try:
        problem, ignored = circles_file.usable(args.instance)
    except circles_file.BadRowsError as error:
        print(error, file=sys.stderr)
        return 2
    read = time.monotonic() - begun
    problem = circles_file.limited(problem, max_circle=args.max_circle, max_chain=args.max_chain)
    done, cost = circles_file.cleared(problem, seconds=args.seconds, seed=args.seed, threads=args.threads)
    told = {**circles_file.answer(problem, done), **cost, "read_seconds": read, "ignored": ignored}
    if args.json:
        print(json.dumps({**told, "seed": args.seed, "threads": args.threads}))
    else:
        helped = sum(map(len, done.circles)) + sum(len(chain) - 1 for chain in done.chains)
        best = "nothing better exists" if done.proved else f"at most {done.gap:.2%} below the best there is"
        print(f"{helped} people helped in {len(done.circles)} circles and {len(done.chains)} chains.")
        print(f"Worth {done.value:g}, {best}.")
    return 0
