"""An address book end to end: `python bench/import_speed.py [CARDS …]`. Seconds, contacts a second, peak memory, and
the processor time of the command itself and of the readers it started, which says more on a busy machine.

Made cards (example data: names of eight languages over and over, firms of about ten people, mail addresses, numbers,
postal addresses, notes, groups) go through `mensch import` into an empty data folder: reading in its own process,
identity, search words, standings. The figure is that of the whole command, start of Python and migrations apart.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GIVEN = (
    "Ada Ben Carla Dmitri Emre Fatima Giulia Hana Ivo Jelena Karl Lena Mei Noor Olga Pedro Quentin Rosa Sven Tuva "
    "Umar Vera Wanda Xavier Yusuf Zoe Anneke Björn Chloé Dagny Émile Frida Günter Håkon Inès João"
).split()
BEGIN = (
    "Ander Baum Cost Del Ek Fer Grun Hol Ilm Jan Kow Lind Mor Nord Oli Pet Quist Ros Schu Tan Ull Ver Wag Zim".split()
)
END = "sen ski mann ez ova ini berg son ard eira stra ic enko off holm ley son dottir ura ini".split()
GROUPS = ("Friends", "Work", "Breakfast club", "Fair")


# The command as it is; what it took is told on the way out, for itself and for its readers.
COMMAND = """
import resource, sys
from mensch.cli import main
code = main(sys.argv[1:])
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    used = resource.getrusage(who)
    print(used.ru_utime + used.ru_stime, file=sys.stderr)
sys.exit(code)
"""


def card(number: int, dice: random.Random) -> str:
    given, family = dice.choice(GIVEN), f"{dice.choice(BEGIN)}{dice.choice(END)}{dice.choice(END)}"
    firm = number // 10
    mail = f"{given}.{family}{number}".lower().encode("ascii", "ignore").decode()
    return (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{number:08x}@cards.example\r\nN:{family};{given};;;\r\n"
        f"FN:{given} {family}\r\nORG:Works {firm};Research\r\nTITLE:Engineer\r\n"
        f"EMAIL;TYPE=INTERNET,WORK:{mail}@works{firm}.example\r\nTEL;TYPE=CELL:+49 151 {number + 20_000_000}\r\n"
        f"ADR;TYPE=HOME:;;{number} Main Street;Town;;12345;Germany\r\nCATEGORIES:{dice.choice(GROUPS)}\r\n"
        f"NOTE:Met at the fair\\, likes trains.\r\nX-SOMETHING:{number}\r\nEND:VCARD\r\n"
    )


def run(count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="mensch-bench-") as folder:
        there = {**os.environ, "MENSCH_DATA_DIR": f"{folder}/data", "PYTHONPATH": str(ROOT)}
        book = Path(folder, "book.vcf")
        dice = random.Random(7)
        with book.open("w", encoding="utf-8", newline="") as out:
            out.writelines(card(number, dice) for number in range(count))
        mensch = [sys.executable, "-c", COMMAND]
        small = Path(folder, "one.vcf")
        small.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:One Example\r\nEND:VCARD\r\n")
        subprocess.run([*mensch, "import", str(small), "--json"], env=there, check=True, capture_output=True)
        begun = time.monotonic()
        done = subprocess.run([*mensch, "import", str(book), "--json"], env=there, check=True, capture_output=True)
        took = time.monotonic() - begun
        told = json.loads(done.stdout)
        own, readers = map(float, done.stderr.split()[-2:])
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{count} cards: {took:.1f} s, {count / took:,.0f} a second, peak {peak:.0f} MB, {told['people']}")
        print(f"processor: {own:.1f} s the command, {readers:.1f} s its readers")


if __name__ == "__main__":
    for count in [int(word) for word in sys.argv[1:]] or [10_000, 100_000]:
        run(count)
