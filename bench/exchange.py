"""Circles and chains at size: value, bound, seconds and memory of each instance, each in a process of its own.

Run: `python bench/exchange.py FOLDER [PEOPLE…]`: FOLDER holds gen_helps.py and check_plan.py, PrefLib graphs in
preflib-00036 and their known optima in preflib-*.csv. Graphs of PEOPLE (1000 and 10000) are made from fresh seeds, and
every plan is looked over by check_plan.py. Processor seconds count; others may use the machine.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

CAPS = ((3, 0), (3, 3), (3, 4), (4, 4))
SEEDS = (1, 21, 22, 23)


def cleared(folder: Path, graph: Path, circle: int, chain: int) -> dict[str, Any]:
    """The plan of one graph, checked."""
    caps = ["--max-circle", str(circle), "--max-chain", str(chain)]
    done = subprocess.run(
        [sys.executable, "-m", "mensch", "clear", str(graph), *caps, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    look = [sys.executable, str(folder / "check_plan.py"), str(graph), "-", *caps]
    checked = subprocess.run(look, input=done.stdout, capture_output=True, text=True)
    plan: dict[str, Any] = json.loads(done.stdout)
    return {**plan, "valid": checked.returncode == 0}


def optima(folder: Path) -> dict[tuple[str, int, int], float]:
    known = {}
    for name in ("preflib-own.csv", "preflib-published.csv"):
        for row in csv.DictReader((folder / name).open()):
            known[row["instance"], int(row["max_circle"]), int(row["max_chain"])] = float(row["value"])
    return known


def preflib(folder: Path, most: int) -> None:
    sizes: dict[tuple[int, int, int], list[tuple[bool, float, float]]] = defaultdict(list)
    pairs = {row["instance"]: int(row["pairs"]) for row in csv.DictReader((folder / "preflib-published.csv").open())}
    pairs |= {row["instance"]: int(row["pairs"]) for row in csv.DictReader((folder / "preflib-own.csv").open())}
    for (name, circle, chain), best in sorted(optima(folder).items()):
        if (circle, chain) not in CAPS or pairs[name] > most:
            continue
        plan = cleared(folder, folder / "preflib-00036" / f"{name}.wmd.gz", circle, chain)
        good = plan["valid"] and plan["proved"] and plan["value"] == best
        sizes[pairs[name], circle, chain].append((good, plan["seconds"], plan["cpu_seconds"]))
    for key, plans in sorted(sizes.items()):
        print(
            key,
            "proved",
            sum(good for good, _, _ in plans),
            "of",
            len(plans),
            "worst s",
            max(s for _, s, _ in plans),
            "worst cpu s",
            max(cpu for _, _, cpu in plans),
        )


def helps(folder: Path, people: int) -> None:
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as there:
            graph = Path(there) / "helps.csv"
            with graph.open("w") as out:
                subprocess.run(
                    [sys.executable, str(folder / "gen_helps.py"), str(people), str(seed), "--csv"], stdout=out
                )
            for circle, chain in ((3, 0), (4, 4)):
                plan = cleared(folder, graph, circle, chain)
                told = ("value", "bound", "gap", "valid", "seconds", "cpu_seconds", "peak_mb")
                print(people, seed, (circle, chain), {key: plan[key] for key in told}, flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print("It needs a folder of instances: python bench/exchange.py FOLDER [PEOPLE…]")
        sys.exit(0)
    given = Path(sys.argv[1])
    if sys.argv[2:]:
        for number in sys.argv[2:]:
            helps(given, int(number))
    else:
        preflib(given, 256)
