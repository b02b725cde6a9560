"""PrefLib's kidney graphs beside their known optima: value, proof and seconds of each key.

Run: `python bench/preflib.py FOLDER [--most N] [--pairs N] [--resume FILE] [--minutes M]`: FOLDER as for exchange.py.
One process calls the library, so that start and compiling are paid once, before the first key. Smallest first, within
a size a spread over files. FILE keeps a line for each key, and what stands there is not run again. Above 256 pairs
planning is given 10 seconds. Every plan is looked over by check_plan.py, in a process of its own and not timed.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

CAPS = ((3, 0), (3, 3), (3, 4), (4, 4))
SECONDS = 10.0
Key = tuple[int, str, int, int]


def optima(folder: Path) -> dict[Key, float]:
    known: dict[Key, float] = {}
    for name in ("preflib-own.csv", "preflib-published.csv"):
        for row in csv.DictReader((folder / name).open()):
            caps = int(row["max_circle"]), int(row["max_chain"])
            if caps in CAPS:
                known[int(row["pairs"]), row["instance"], *caps] = float(row["value"])
    return known


def spread(keys: list[Key]) -> list[Key]:
    """Sizes in order; within a size every seventh key, then the next ones, so that a part of them is a fair sample."""
    sizes: dict[int, list[Key]] = defaultdict(list)
    for key in sorted(keys):
        sizes[key[0]].append(key)
    return [key for size in sizes for first in range(7) for key in sizes[size][first::7]]


def planned(graph: Path, circle: int, chain: int, seconds: float | None) -> dict[str, Any]:
    from mensch.services import circles_file

    problem, _ = circles_file.usable(graph)
    problem = circles_file.limited(problem, max_circle=circle, max_chain=chain)
    begun, cpu = time.monotonic(), time.process_time()
    done, cost = circles_file.cleared(problem, seconds=seconds, seed=0, threads=2)
    told = {"wall": time.monotonic() - begun, "cpu": time.process_time() - cpu, **cost}
    return {**circles_file.answer(problem, done), **told}


def valid(folder: Path, graph: Path, circle: int, chain: int, plan: dict[str, Any]) -> bool:
    caps = ["--max-circle", str(circle), "--max-chain", str(chain)]
    look = [sys.executable, str(folder / "check_plan.py"), str(graph), "-", *caps]
    return subprocess.run(look, input=json.dumps(plan), capture_output=True, text=True).returncode == 0


def tried(folder: Path, key: Key, best: float) -> dict[str, Any]:
    pairs, name, circle, chain = key
    graph = folder / "preflib-00036" / f"{name}.wmd.gz"
    plan = planned(graph, circle, chain, None if pairs <= 256 else SECONDS)
    told = {name: plan[name] for name in ("value", "bound", "proved", "wall", "cpu")}
    return {"key": key, "best": best, "valid": valid(folder, graph, circle, chain, plan), **told}


def kept(there: Path | None) -> list[dict[str, Any]]:
    if there is None or not there.exists():
        return []
    return [{**row, "key": tuple(row["key"])} for row in map(json.loads, there.read_text().splitlines())]


def tell(rows: list[dict[str, Any]]) -> None:
    groups: dict[tuple[int, int, int], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["key"][0], row["key"][2], row["key"][3]].append(row)
    print("pairs caps | keys equal proved valid bound-holds late | least value/optimum, worst wall s, worst cpu s")
    for (pairs, circle, chain), of in sorted(groups.items()):
        counts = [
            len(of),
            sum(abs(row["value"] - row["best"]) < 1e-6 for row in of),
            sum(row["proved"] for row in of),
            sum(row["valid"] for row in of),
            sum(row["bound"] >= row["best"] - 1e-6 for row in of),
            sum(row["wall"] > SECONDS for row in of),
        ]
        least = min(row["value"] / row["best"] if row["best"] else 1.0 for row in of)
        worst = [max(row[name] for row in of) for name in ("wall", "cpu")]
        print(pairs, (circle, chain), "|", *counts, f"| {least:.4f} {worst[0]:.2f} {worst[1]:.2f}")


def run(args: argparse.Namespace) -> None:
    known = optima(args.folder)
    rows = kept(args.resume)
    done = {row["key"] for row in rows}
    wanted = [key for key in known if key not in done and key[0] <= args.most and args.pairs in (None, key[0])]
    wanted = [key for key in wanted if (args.folder / "preflib-00036" / f"{key[1]}.wmd.gz").exists()]
    until = time.monotonic() + 60 * args.minutes
    if wanted:
        pairs, name, circle, chain = max(wanted)
        planned(args.folder / "preflib-00036" / f"{name}.wmd.gz", circle, chain, None if pairs <= 256 else SECONDS)
    for key in spread(wanted):
        if time.monotonic() > until:
            break
        rows.append(tried(args.folder, key, known[key]))
        if args.resume:
            with args.resume.open("a") as out:
                out.write(json.dumps(rows[-1]) + "\n")
    tell(rows)
    print(len(rows), "keys tried,", len(known), "known at these caps")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print("It needs a folder of instances: python bench/preflib.py FOLDER")
        sys.exit(0)
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=256, help="pairs at most")
    parser.add_argument("--pairs", type=int, help="only this size")
    parser.add_argument("--resume", type=Path, help="where results are kept and read again")
    parser.add_argument("--minutes", type=float, default=10.0)
    run(parser.parse_args())
