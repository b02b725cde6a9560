"""Put pairs of a message network in order: which are still alive, or who will answer. Files only, no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("train", metavar="TRAIN.csv", type=Path, help="t,sender,recipient,group_size; may be .gz")
    parser.add_argument("pairs", metavar="PAIRS.csv", type=Path, help="u,v: the pairs to put in order")
    parser.add_argument("--task", required=True, choices=("alive", "answers"), help="what the order is for")
    parser.add_argument("--out", required=True, metavar="FILE", type=Path, help="where rows u,v,place are written")
    parser.add_argument("--json", action="store_true", help="print what was done as JSON")


def run(args: argparse.Namespace) -> int:
    from mensch.services import ties_files

    done = ties_files.put_in_order(train=args.train, pairs=args.pairs, task=args.task, out=args.out)
    if args.json:
        json.dump(done._asdict(), sys.stdout)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(_words(done))
    return 0


def _words(done: tuple[int, int, int]) -> str:
    pairs, people, taught = done
    by = (
        f"taught by {taught} pairs of this past"
        if taught
        else "by the fixed rule: this past is too short to learn from"
    )
    return f"{pairs} pairs among {people} people in order, {by}.\n"
