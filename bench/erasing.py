"""Erasing one of 100,000 people with 500,000 touches: the page, then the job behind it. `python bench/erasing.py`.

Works on a copy of the vault of bench/pages.py (example data), made anew if that is not there.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]


def timed(what: str, act: Callable[[], object]) -> None:
    wall, processor = time.monotonic(), time.process_time()
    act()
    print(f"{what:28} {time.monotonic() - wall:7.2f} s   {time.process_time() - processor:7.2f} s of processor time")


def main() -> None:
    import pages

    kept = Path(tempfile.gettempdir()) / f"mensch-bench-pages-{pages.PEOPLE}-{pages.TOUCHES}"
    with tempfile.TemporaryDirectory(prefix="mensch-erasing-") as name:
        if kept.exists():
            shutil.copytree(kept, name, dirs_exist_ok=True)
        cookie, people, _ = pages.vault(Path(name))
        from django.test import Client

        from mensch import jobs
        from mensch.models import Erasure, Trail
        from mensch.services.access import public

        browser = Client(headers={"host": "127.0.0.1"})
        browser.cookies.load(cookie)
        timed("the page before", lambda: browser.get(f"{people[0]}/erasure"))
        timed("the page that erases", lambda: browser.post(f"{people[0]}/erasure"))
        row = Erasure.objects.latest("at")
        timed("how far it is", lambda: browser.get(f"/erasing/{public(row.pk)}"))
        timed("the job", lambda: jobs.look_through(row.pk))
        print(Trail.objects.get().facts)
        timed("the sweep of the file", jobs.scrub)


if __name__ == "__main__":
    main()
