"""The pages of asks in a large vault, in one process and without the model: `python bench/asks.py 10000`.

Prints how long the first page waits for everybody to be read, what the pages cost afterwards, and how soon a new note
is seen. The vault (example data, tests/big.py, with trades and notes) goes with the folder it is made in.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def vault(folder: str, people: int) -> tuple[Any, Any, Any]:
    """A member whose people have trades and notes, the friend who asks, and a signed-in browser."""
    os.environ |= {"MENSCH_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "mensch.settings", "MENSCH_MODEL_OFF": "1"}
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from mensch.models import Note, Person
    from mensch.services import knowledge, startup, ways_in
    from mensch.services.access import vault_of
    from tests.big import Big

    settings.ALLOWED_HOSTS = ["*"]
    startup.prepare()
    owner = ways_in.first_member()
    mine, now, dice = vault_of(owner), timezone.now(), random.Random(3)
    big = Big(mine, now, people=people, touches=people * 5)
    big.fill()
    trades = [trade.labels.get("en", key) for key, trade in knowledge.trades().trades.items()]
    rows = list(Person.objects.filter(vault=mine).only("id", "vault"))
    for row in rows:
        row.title = dice.choice(trades)
    Person.objects.bulk_update(rows, ["title"], batch_size=500)
    told = "Knows about {}. Needs a {} this year."
    notes = (told.format(dice.choice(trades), dice.choice(trades)) for _ in rows)
    said = zip(rows[::3], notes, strict=False)
    Note.objects.bulk_create(Note(vault=mine, person=row, text=text, made_at=now) for row, text in said)
    browser = Client()
    browser.force_login(owner)
    return mine, big.friend, browser


def main(people: int) -> None:
    with tempfile.TemporaryDirectory(prefix="mensch-bench-asks-") as folder:
        mine, friend, browser = vault(folder, people)
        from django.utils import timezone

        from mensch.models import Ask, Note
        from mensch.services import shelf_ready
        from mensch.services.access import public

        said = {"side": "looking", "words": "a roofer for our old hall in Leeds", "made_at": timezone.now()}
        here = f"/asks/{public(Ask.objects.create(vault=mine, person_id=friend, **said).pk)}"

        def page(path: str = here) -> tuple[float, float, bool]:
            """Seconds of processor, seconds, and whether it still waits."""
            cost, began = time.thread_time(), time.perf_counter()
            waits = b"Reading what your people" in browser.get(path).content
            return time.thread_time() - cost, time.perf_counter() - began, waits

        def idle() -> None:
            while shelf_ready._begun:
                time.sleep(0.05)

        page("/asks")
        began, waiting = time.perf_counter(), [page()]
        while waiting[-1][2]:
            time.sleep(0.1)
            waiting.append(page())
        print(f"{people:,} people: answered {time.perf_counter() - began:.1f} s after the first look")
        print(f"slowest page meanwhile {max(one[1] for one in waiting) * 1000:.0f} ms")
        idle()
        for name, path in (("answers", here), ("list", "/asks")):
            print(f"{name}: {statistics.median(page(path)[0] for _ in range(20)) * 1000:.0f} ms of processor")
        Note.objects.create(vault=mine, person_id=friend, text="mends roofs", made_at=timezone.now())
        time.sleep(shelf_ready._AGAIN + 0.2)
        edited, began = page(), time.perf_counter()
        idle()
        print(f"after a note: page {edited[1] * 1000:.0f} ms, note read {time.perf_counter() - began:.1f} s later")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
