"""`kill -9` of an import, 200 times: nothing lost, nothing doubled. `python bench/kills.py [KILLS]`.

One import of an address book, two lists, a calendar and a mailbox (example data) is read by a worker whose process
group, or whose reader alone, is killed at random moments; another worker goes on, until it is done. When it is done it
is undone, and begins again, until the kills are used up. In the end every table is compared, ids and clock times aside,
with the same import left undisturbed; and the same files are imported once more, which must change nothing.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# Moments of the machine and the number of tries: they differ between any two imports.
ASIDE = {
    "id",
    "seen_at",
    "made_at",
    "started_at",
    "ended_at",
    "due_at",
    "seconds",
    "tries",
    "decided_at",
    "undone_at",
    "edited_at",
}


def prepare(folder: str) -> None:
    os.environ |= {"MENSCH_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "mensch.settings"}
    import django

    django.setup()
    from mensch.services import import_run, startup

    startup.prepare()
    import_run.LEASE = timedelta(0)  # a dead worker's lease has run out when the next one comes


def member(name: str) -> Any:
    from mensch.models import User
    from mensch.services.access import vault_of

    return vault_of(User.objects.create_user(f"{name}@example.org"))


def begin(vault: Any) -> int:
    """The files of the demo town, several times as many, as an import that waits for its worker."""
    from django.utils import timezone

    from mensch.core.town import citizens
    from mensch.core.town_life import live
    from mensch.services import imports, knowledge, own_addresses, uploads
    from mensch.services.demo_files import Press

    words, day = knowledge.table("lindenau"), date(2026, 11, 26)
    town = citizens(words, today=day, seed=7)
    press = Press(town, live(town, words, today=day, seed=7), words)
    own_addresses.declare(vault=vault, values=[words["owner"]["email"], words["owner"]["url"]], now=timezone.now())
    files = press.earlier() | press.now()
    return int(
        imports.begin(vault=vault, kept=[uploads.keep(vault=vault, name=n, parts=[d]) for n, d in files.items()]).pk
    )


def worker(import_id: int) -> int:
    """A process of its own group that does the import; gives its number."""
    from django.db import connections

    connections.close_all()
    number = os.fork()
    if number:
        return number
    os.setsid()
    try:
        from mensch import jobs

        jobs.read_import(import_id)
    except BaseException:  # noqa: BLE001  (a killed reader: the queue would ring again)
        os._exit(1)
    os._exit(0)


def children(number: int) -> list[int]:
    """The readers a worker has started (Linux)."""
    try:
        return [int(n) for n in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    except OSError:
        return []


def kill(number: int, dice: random.Random) -> str:
    """Kills the whole group, or for a change only the reader; gives what was killed."""
    readers = children(number) if dice.random() < 0.3 else []
    for reader in readers:
        os.kill(reader, signal.SIGKILL)
    if readers:
        os.waitpid(number, 0)
        return "reader"
    os.killpg(number, signal.SIGKILL)
    os.waitpid(number, 0)
    return "worker"


def disturbed(vault: Any, dice: random.Random, kills: int) -> Counter[str]:
    """One import after the other, killed again and again; the last one is left to end."""
    from mensch.models import Import
    from mensch.services import emptying, import_undo, imports
    from mensch.services.access import public

    told: Counter[str] = Counter()
    pk = begin(vault)
    while True:
        number = worker(pk)
        left = kills - told["worker"] - told["reader"]
        end = time.monotonic() + (dice.uniform(0.01, 1.5) if left else 600)
        while time.monotonic() < end and os.waitpid(number, os.WNOHANG) == (0, 0):
            time.sleep(0.005)
        try:
            told[kill(number, dice)] += 1
        except (ChildProcessError, ProcessLookupError):
            pass  # it was done before its time came
        state = Import.objects.get(vault=vault, pk=pk).state
        if state == "stuck":
            told["stuck, tried again"] += 1
            imports.try_again(vault=vault, public_id=public(pk))
        if state == "done":
            told["imports done"] += 1
            if not left:
                return told
            import_undo.undo(import_id=pk)
            emptying.empty(vault=vault)
            pk = begin(vault)


def told_of(vault: Any) -> dict[str, Counter[str]]:
    """Every row of a vault by table, with the rows it points to in place of their ids."""
    from django.apps import apps

    from mensch.models.base import Owned

    tables: dict[Any, list[dict[str, Any]]] = {
        m: [dict(row) for row in m._base_manager.filter(vault=vault).values()]
        for m in apps.get_models()
        if issubclass(m, Owned)
    }
    known: dict[int, str] = {}
    for _ in range(3):  # from the rows that point to nothing to those that point to them
        fresh = {row["id"]: digest(row, known) for rows in tables.values() for row in rows}
        known = fresh
    return {model.__name__: Counter(known[row["id"]] for row in rows) for model, rows in tables.items() if rows}


def digest(row: dict[str, Any], known: dict[int, str]) -> str:
    said: dict[str, Any] = {}
    for name, value in row.items():
        if name.endswith("_id") or name in ("row", "absorbed"):
            said[name] = known.get(value, "")
        elif name == "reason":  # a reason may name the two by their ids
            said[name] = value.get("code")
        elif isinstance(value, dict):
            said[name] = {inner: told for inner, told in value.items() if inner not in ASIDE}
        elif name not in ASIDE:
            said[name] = value
    return hashlib.sha256(repr(sorted((n, v) for n, v in said.items() if n != "vault_id")).encode()).hexdigest()


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="mensch-kills-") as folder:
        prepare(folder)
        from mensch import jobs

        calm, rough = member("calm"), member("rough")
        begun = time.monotonic()
        jobs.read_import(begin(calm))
        print(f"undisturbed: {time.monotonic() - begun:.1f} s", flush=True)
        begun = time.monotonic()
        told = disturbed(rough, random.Random(11), int(sys.argv[1]) if sys.argv[1:] else 200)
        print(f"disturbed: {dict(told)}, {time.monotonic() - begun:.0f} s")
        one, other = told_of(calm), told_of(rough)
        for name in sorted(one | other):
            lost, doubled = (
                one.get(name, Counter()) - other.get(name, Counter()),
                other.get(name, Counter()) - one.get(name, Counter()),
            )
            if lost or doubled:
                print(f"  {name}: {lost.total()} lost, {doubled.total()} more than there should be")
        wrong = [name for name in one | other if one.get(name) != other.get(name)]
        jobs.read_import(begin(rough))
        again = [name for name, rows in told_of(rough).items() if rows != other[name] and not name.startswith("Import")]
        alike, same = wrong or "all alike", again or "nothing changed"
        print(
            f"{sum(c.total() for c in other.values()):,} rows of {len(other)} tables: {alike}; imported again: {same}"
        )
        sys.exit(bool(wrong or again))


if __name__ == "__main__":
    main()
