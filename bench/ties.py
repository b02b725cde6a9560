"""Ties: the order of `mensch ties` judged by what happened later, with the scorer that lies beside the data.

    python bench/ties.py FOLDER            ego_auc on every network of the folder (train, pairs, labels, evaluate.py)
    python bench/ties.py FOLDER --fixed    the weights of mensch/core/ties/fixed.py, out of the pasts in train.csv.gz

The weights are fitted on train.csv.gz alone, cut again; no label is read for them.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from mensch.core.ties import past
from mensch.core.ties.pairs import Task, columns, matrix
from mensch.core.ties.rule import Rule, fitted
from mensch.services.ties_files import read

TASKS = {"T1": "alive", "T2": "answers"}
BASELINE = {("eu", "T1"): 0.828, ("eu", "T2"): 0.729, ("ucsocial", "T1"): 0.722}


def networks(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/train.csv.gz"))


def judged(folder: Path) -> None:
    print(f"{'network':10} {'task':4} {'ego_auc':>8} {'95 %':>16} {'to beat':>8} {'CPU s':>6}  taught by")
    for network in networks(folder):
        for task, name in TASKS.items():
            with tempfile.TemporaryDirectory() as place:
                out = Path(place) / "predictions.csv"
                asked = [str(network / "train.csv.gz"), str(network / f"pairs_{task}.csv"), "--task", name]
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                command = [sys.executable, "-m", "mensch", "ties", *asked, "--out", str(out), "--json"]
                told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                command = [sys.executable, str(folder / "evaluate.py"), network.name, task, str(out)]
                found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            low, high = found["ego_auc_ci95"]
            beat = BASELINE.get((network.name, task), "-")
            line = (
                f"{network.name:10} {task:4} {found['ego_auc']:8.4f} {low:7.4f} - {high:6.4f} {beat!s:>8} {spent:6.1f}"
            )
            print(f"{line}  {told['pairs_of_the_past']} pairs of the past")


def weights(folder: Path) -> None:
    for people in (True, False):
        for task in Task:
            rule = _fixed(folder, task, people)
            words = " ".join(f"{n} {w:.3f}" for n, w in zip(rule.names, rule.weights, strict=True))
            print(f"{task.value} people={people} even {rule.even:.3f}\n{words}\n")


def _fixed(folder: Path, task: Task, people: bool) -> Rule:
    tables, outcomes, names = [], [], ()
    for network in networks(folder):
        history = read(network / "train.csv.gz").history
        for counts, lesson in past.lessons(history, task, None):
            found = columns(counts, lesson.one, lesson.other, task, people=people)
            names = tuple(found)
            tables.append(matrix(found))
            outcomes.append(lesson.happened)
    return fitted(np.vstack(tables), np.concatenate(outcomes), names, Rule((), ()), hold=100.0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/ties"))
    parser.add_argument("--fixed", action="store_true")
    given = parser.parse_args()
    if not networks(given.folder):
        sys.exit(print(f"No networks in {given.folder}: nothing to judge."))
    weights(given.folder) if given.fixed else judged(given.folder)
