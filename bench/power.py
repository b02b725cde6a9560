"""Power cuts, simulated: `python bench/power.py [CUTS]`. With our settings nothing acknowledged is lost.

A process writes notes through Mensch's own tables, one transaction each, and says after each "kept". A small library
writes down every write and every sync in order (bench/power.c). Then the power is cut at a random place, CUTS times:
what was synced is there; of what was not, each write is there, missing or torn in pieces of 512 bytes, at random. The
database is opened, checked, and must hold every note that was acknowledged, none in halves. The same with SQLite's
synchronous=NORMAL shows that the recorder bites. Needs Linux and a C compiler.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CUTS = int(sys.argv[1]) if sys.argv[1:] else 10_000
NOTES = 1200
SECTOR = 512
WORK = """
import os, sys
sys.path.insert(0, {root!r})
from mensch import engine
engine.SQLITE_INIT = engine.SQLITE_INIT.replace("synchronous=FULL", "synchronous=" + sys.argv[1])
import django
django.setup()
from django.utils import timezone
from mensch.models import Note, Person
from mensch.services import startup, ways_in
from mensch.services.access import vault_of
startup.prepare()
vault = vault_of(ways_in.first_member())
person = Person.objects.create(vault=vault, full="Example", sort_key="example")
acks = os.open(os.environ["MENSCH_DATA_DIR"] + "/acks", os.O_WRONLY | os.O_CREAT)
for n in range(int(sys.argv[2])):
    Note.objects.create(vault=vault, person=person, text=f"{{n}} " + "x" * (n * 37 % 3000), made_at=timezone.now())
    os.write(acks, b"%d\\n" % n)
os._exit(0)
"""


class Act(NamedTuple):
    """A write (W), cut (T) or sync (S) of a file."""

    what: str
    name: str
    at: int
    data: bytes


def record(folder: Path, synchronous: str) -> list[Act]:
    """What a run of the work did to its files, from nothing."""
    library, log = folder / "power.so", folder / "log"
    compiled = ["cc", "-O1", "-shared", "-fPIC", "-o", str(library), str(ROOT / "bench/power.c"), "-ldl"]
    subprocess.run(compiled, check=True)
    data = folder / "data"
    there = {**os.environ, "MENSCH_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "mensch.settings"}
    there |= {"LD_PRELOAD": str(library), "POWER_FOLDER": str(data), "POWER_LOG": str(log)}
    script = WORK.format(root=str(ROOT))
    subprocess.run([sys.executable, "-c", script, synchronous, str(NOTES)], env=there, check=True)
    return list(acts(log.read_bytes()))


def acts(log: bytes) -> Iterator[Act]:
    at = 0
    while at < len(log):
        what, name_size, place, size = struct.unpack_from("<cBQI", log, at)
        at += 14
        name = log[at : at + name_size].decode()
        at += name_size
        yield Act(what.decode(), name, place, log[at : at + size])
        at += size


class Disk:
    """Files as they are surely on the disk, and the acts since each file's last sync."""

    def __init__(self) -> None:
        self.sure: dict[str, bytearray] = {}
        self.waiting: dict[str, list[Act]] = {}
        self.acknowledged = -1

    def take(self, act: Act) -> None:
        if act.name == "acks":
            self.acknowledged = int(act.data) if act.what == "W" else self.acknowledged
        elif act.what == "S":
            for waiting in self.waiting.pop(act.name, ()):
                apply(self.sure.setdefault(act.name, bytearray()), waiting)
        else:
            self.waiting.setdefault(act.name, []).append(act)

    def after_the_cut(self, dice: random.Random) -> dict[str, bytearray]:
        """One of the states in which the power may leave the files."""
        left = {name: bytearray(data) for name, data in self.sure.items()}
        for name, waiting in self.waiting.items():
            for act in waiting:
                luck = dice.random()
                if luck < 0.4:
                    apply(left.setdefault(name, bytearray()), act)
                elif luck < 0.6 and act.what == "W":
                    for start in range(0, len(act.data), SECTOR):
                        if dice.random() < 0.5:
                            part = Act("W", name, act.at + start, act.data[start : start + SECTOR])
                            apply(left.setdefault(name, bytearray()), part)
        return left


def apply(data: bytearray, act: Act) -> None:
    if act.what == "T":
        del data[act.at :]
        data.extend(bytes(act.at - len(data)))
        return
    if len(data) < act.at:
        data.extend(bytes(act.at - len(data)))
    data[act.at : act.at + len(act.data)] = act.data


def wrong(left: dict[str, bytearray], acknowledged: int, folder: Path) -> str:
    """What is not as it should be when the machine comes back; '' when all is well."""
    for old in folder.glob("mensch.sqlite3*"):
        old.unlink()
    for name in ("mensch.sqlite3", "mensch.sqlite3-wal"):
        if name in left:
            (folder / name).write_bytes(left[name])
    try:
        base = sqlite3.connect(folder / "mensch.sqlite3")
        there = {int(text.split(" ", 1)[0]) for (text,) in base.execute("SELECT text FROM mensch_note")}
        sound = base.execute("PRAGMA quick_check").fetchone()[0]
        base.close()
    except sqlite3.DatabaseError as error:
        return "lost" if acknowledged < 0 and "no such table" in str(error) else f"broken: {error}"
    if sound != "ok":
        return "broken"
    return "" if there >= set(range(acknowledged + 1)) else "lost"


def cuts(done: list[Act], times: int, folder: Path) -> dict[str, int]:
    """How often something was wrong after a cut at a random place behind the first acknowledged note."""
    dice, disk, told = random.Random(5), Disk(), {"cuts": 0, "lost": 0, "broken": 0}
    first = next(n for n, act in enumerate(done) if act.name == "acks")
    places = sorted(dice.randrange(first, len(done)) for _ in range(times))
    at = 0
    for place in places:
        while at <= place:
            disk.take(done[at])
            at += 1
        found = wrong(disk.after_the_cut(dice), disk.acknowledged, folder)
        told["cuts"] += 1
        if found:
            told[found.partition(":")[0]] += 1
    return told


def main() -> None:
    if not sys.platform.startswith("linux") or shutil.which("cc") is None:
        print("needs Linux and a C compiler; left out")
        return
    fast = "/dev/shm" if Path("/dev/shm").is_dir() else None
    failed = False
    for synchronous, times in (("FULL", CUTS), ("NORMAL", max(CUTS // 20, 50))):
        with tempfile.TemporaryDirectory(prefix="mensch-power-", dir=fast) as name:
            done = record(Path(name), synchronous)
            told = cuts(done, times, Path(name))
        ours = "ours" if synchronous == "FULL" else "for comparison"
        print(f"synchronous={synchronous} ({ours}): {len(done):,} writes and syncs recorded, {told}", flush=True)
        failed |= synchronous == "FULL" and bool(told["lost"] or told["broken"])
    sys.exit(failed)


if __name__ == "__main__":
    main()
