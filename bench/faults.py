"""A full disk, and inputs made to hurt: `python bench/faults.py`.

The disk: Mensch keeps notes, one transaction each, and reads an import, on a file system of 24 MB (as root; else with a
limit on the size of a file) until nothing fits. Every note that was acknowledged must be there, reading must go on, and
when there is room again the import must end as if nothing had been. The inputs: each bomb of tests/edges/bombs.py
through the real reader, with its time and the peak memory of the reading process (limits: 10 s, 256 MB).
"""

from __future__ import annotations

import io
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MEGABYTES = 24
WORK = """
import os, sys
sys.path[:0] = [{root!r}, {root!r} + "/bench"]
import kills, resource, signal
if sys.argv[2] == "limited":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
kills.prepare(sys.argv[1])
from django.db import connection
from django.utils import timezone
from mensch import jobs
from mensch.models import Import, Note, Person
from mensch.services.access import vault_of
from mensch.services import ways_in
vault = vault_of(ways_in.first_member())
def free():
    if sys.argv[2] == "limited":
        return {size} - os.path.getsize(sys.argv[1] + "/mensch.sqlite3")
    there = os.statvfs(sys.argv[1])
    return there.f_bavail * there.f_frsize
if sys.argv[3] == "fill":
    person = Person.objects.create(vault=vault, full="Example", sort_key="example")
    pk = kills.begin(vault)
    kept = 0
    try:
        while True:
            Note.objects.create(vault=vault, person=person, text="x" * 20000, made_at=timezone.now())
            kept += 1
            if free() < 3_000_000:
                jobs.read_import(pk)
    except Exception as error:
        print(kept, type(error).__name__, str(error)[:60])
else:
    notes = Note.objects.filter(vault=vault, text__startswith="xxxx").count()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        sound = cursor.fetchone()[0]
    if sys.argv[3] == "end":
        for row in Import.objects.filter(vault=vault):
            if row.state == "stuck":
                Import.objects.filter(vault=vault, pk=row.pk).update(state="reading", tries=0, due_at=timezone.now())
            jobs.read_import(row.pk)
        print(notes, sound, *Import.objects.filter(vault=vault).values_list("state", flat=True), Person.objects.count())
    else:
        print(notes, sound)
"""


@contextmanager
def small_disk(folder: Path) -> Iterator[str]:
    """A file system of a few megabytes at `folder`, if we may mount one: 'mounted', else 'limited'."""
    kind = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "mensch-bench", str(folder)]
    mounted = os.getuid() == 0 and subprocess.run(kind, capture_output=True).returncode == 0
    try:
        yield "mounted" if mounted else "limited"
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def work(folder: Path, how: str, what: str) -> str:
    script = WORK.format(root=str(ROOT), size=MEGABYTES * 1024 * 1024 // 2)
    done = subprocess.run([sys.executable, "-c", script, str(folder), how, what], capture_output=True, text=True)
    return done.stdout.strip() or f"failed: {done.stderr.strip().splitlines()[-1:]}"


def disk_full() -> bool:
    with tempfile.TemporaryDirectory(prefix="mensch-full-") as name, small_disk(Path(name)) as how:
        folder = Path(name)
        filled = work(folder, how, "fill")
        full = work(folder, how, "look")
        if how == "mounted":
            more = ["mount", "-o", f"remount,size={MEGABYTES * 20}m", str(folder)]
            subprocess.run(more, check=True)
        after = work(folder, "roomy", "end")
    print(f"disk full ({how}): acknowledged, then refused: {filled}; while full: {full}; with room again: {after}")
    kept = filled.split(" ", 1)[0]
    return full.startswith(f"{kept} ok") and after.startswith(f"{kept} ok done")


def hostile() -> bool:
    """Each bomb in a process of its own, so that the peak of its reader is known."""
    from tests.edges.bombs import BOMBS

    well = True
    for name in BOMBS:
        there, here = os.pipe()
        number = os.fork()
        if not number:
            os.write(here, bomb(name).encode())
            os._exit(0)
        os.waitpid(number, 0)
        os.close(here)
        seconds, megabytes, told = os.read(there, 1000).decode().split("|")
        os.close(there)
        good = float(seconds) < 10 and int(megabytes) < 256
        well &= good
        print(f"  {'' if good else 'BEYOND '}{name:18} {float(seconds):5.2f} s {megabytes:>4} MB  {told}", flush=True)
    return well


def bomb(name: str) -> str:
    from mensch.core.records import Done, Fault, Seen
    from mensch.services.reading import read_file
    from tests.edges.bombs import BOMBS

    data = io.BytesIO(BOMBS[name]())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    items = list(read_file(data, name, today=date(2026, 3, 1)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    aside = [item.code for item in items if isinstance(item, Fault) and item.done is Done.SET_ASIDE]
    read = sum(not isinstance(item, Fault | Seen) for item in items)
    return f"{seconds}|{after.ru_maxrss // 1024}|{read} read, set aside: {', '.join(dict.fromkeys(aside)) or 'nothing'}"


def main() -> None:
    begun = time.monotonic()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    well = disk_full()
    print("inputs made to hurt (processor time and peak memory of the reader):")
    well = hostile() and well
    print(f"{'all within their limits' if well else 'NOT WELL'}, {time.monotonic() - begun:.0f} s")
    sys.exit(not well)


if __name__ == "__main__":
    main()
