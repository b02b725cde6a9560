"""Matching: quality on the development set, and what it costs. `python bench/matching.py [FOLDER]`

FOLDER holds people.jsonl, asks.jsonl, spheres.jsonl and evaluate.py (default ../shared/matching); without it only the
cost is measured, on made-up cards. Times are processor time of this process; memory is its peak.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mensch.settings")

from mensch import cli

FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared" / "matching")


def quality(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        for name, more in (("without model", ["--no-model"]), ("with model", [])):
            run = str(Path(made) / "run.tsv")
            files = ["--people", str(folder / "people.jsonl"), "--asks", str(folder / "asks.jsonl")]
            cli.main(["match", *files, "--run", run, *more])
            told = subprocess.run(
                [sys.executable, folder / "evaluate.py", run], capture_output=True, text=True, check=True
            )
            print(f"{name}\n{told.stdout}")
            cli.main(["spheres", "--professions", str(folder / "spheres.jsonl"), "--run", run, *more])
            told = subprocess.run(
                [sys.executable, folder / "evaluate.py", run, "--sphere"], capture_output=True, text=True, check=True
            )
            print(told.stdout)


def people(number: int) -> list[object]:
    """Cards made of the words of the trades: two offers, a note, a town."""
    from mensch.core.matching.people import PersonText
    from mensch.services import knowledge

    dice, tables = random.Random(5), list(knowledge.tables("trades/*.toml").values())
    towns = [town for country in knowledge.table("places")["countries"] for town in country["towns"]]
    out: list[object] = []
    for at in range(number):
        own, other = dice.choice(tables), dice.choice(tables)
        offers = tuple(dice.sample(own["en"], min(2, len(own["en"]))))
        note = f"Met at a fair in spring. Knows {dice.choice(other['en'])}, number {at}"
        out.append(PersonText(str(at), own["en"][0], f"House {at % 997}", dice.choice(towns), note, offers))
    return out


def cost() -> None:
    import numpy as np

    from mensch.core.matching import fuse, index, places, semantic, silence
    from mensch.core.matching.answers import matches
    from mensch.core.matching.asks import parse_ask
    from mensch.services import knowledge
    from mensch.services.matching_files import Book
    from mensch.services.weights import tier

    base = _peak()
    begun = time.process_time()
    words, spheres, towns = knowledge.trades(), knowledge.spheres(), knowledge.towns()
    print(f"trades, spheres and towns read: {time.process_time() - begun:.1f} s once in a process")
    begun = time.process_time()
    encoder = tier().encoder
    print(f"model: {tier().why}, read in {time.process_time() - begun:.1f} s")
    if encoder:
        begun = time.process_time()
        Book(people(1000), encoder)  # type: ignore[arg-type]
        print(f"1,000 people indexed with vectors: {time.process_time() - begun:.1f} s")
    begun = time.process_time()
    cards = [index.card(one, words) for one in people(10_000)]  # type: ignore[arg-type]
    shelf = index.index(cards, words)
    print(f"10,000 people read and indexed by words: {time.process_time() - begun:.1f} s")
    rows = [(at, span) for at in range(10_000) for span in semantic.Span]
    matrix = np.random.default_rng(3).integers(-127, 128, (len(rows), 384), np.int8)
    vectors = semantic.packed(rows, matrix, np.full(len(rows), 0.0007, np.float32))
    known = places.with_cities(towns, (one.city for one in cards))
    asks = (
        "A roofer in Leeds",
        "Who sends you clients? I'm a mover",
        "Wir suchen eine Steuerberaterin",
        "No hot water",
        "Not a roofer: who mends gutters?",
    )
    for name, model in (("words", None), ("words and model", encoder)):
        spent = []
        for text in asks * 5:
            begun = time.process_time()
            ask = parse_ask(text, words, known)
            near = semantic.near(ask, vectors, len(shelf), model, words) if model else None
            found = fuse.order(ask, shelf, words, spheres, known, near)
            silence.obvious(ask, found)
            matches(ask, found, shelf, words, spheres)
            spent.append(time.process_time() - begun)
        spent.sort()
        median, worst = spent[len(spent) // 2] * 1e3, spent[-1] * 1e3
        print(f"one ask of 10,000 people, {name}: median {median:.0f} ms, worst {worst:.0f} ms")
    print(f"memory: {base:.0f} MB before, {_peak():.0f} MB at most")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    import django

    django.setup()
    cost()
    if (FOLDER / "evaluate.py").exists():
        quality(FOLDER)
