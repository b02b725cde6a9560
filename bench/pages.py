"""Pages of a large vault: 100,000 people, 500,000 touches, the real server, eight clients. `python bench/pages.py`.

Prints requests a second and p50/p99 for each page through `mensch serve` with clients and server on the same machine,
then, without network and contention, the time and number of queries of each page in one process. The vault (example
data, tests/big.py) is made once and kept in the folder for temporary files.
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PEOPLE, TOUCHES, CLIENTS = 100_000, 500_000, 8
SECONDS = float(os.environ.get("BENCH_SECONDS", "40"))
MIX = {"list": 30, "person": 40, "search": 20, "today": 10}
TYPED = ("ada", "anders", "bauman", "ek", "frida lind", "gunter", "hakan", "mei works", "zim", "schmann", "vera")


def vault(folder: Path) -> tuple[str, list[str], list[str]]:
    """A signed-in cookie, paths of people and of pages of the list. Fills the vault when it is not there yet."""
    os.environ |= {"MENSCH_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "mensch.settings"}
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from mensch.models import Person
    from mensch.services import startup, ways_in
    from mensch.services.access import public, vault_of
    from tests.big import Big

    startup.prepare()
    owner = ways_in.first_member()
    mine = vault_of(owner)
    if not Person.objects.filter(vault=mine).exists():
        begun = time.monotonic()
        Big(mine, timezone.now(), PEOPLE, TOUCHES).fill()
        print(
            f"vault of {PEOPLE:,} people and {TOUCHES:,} touches made in {time.monotonic() - begun:.0f} s", flush=True
        )
    browser = Client()
    browser.force_login(owner)
    ids = list(Person.objects.filter(vault=mine).order_by("id").values_list("id", flat=True))
    dice = random.Random(3)
    friends = [dice.choice(ids[: PEOPLE // 20]) for _ in range(300)]
    people = [f"/people/{public(pk)}" for pk in (*friends, *dice.sample(ids, 300))]
    lists = ["/people", *(f"/people?after={public(pk)}" for pk in dice.sample(ids, 100))]
    lists += ["/people?evidence=met", "/people?evidence=two-way", "/people?group=Fair"]
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={browser.cookies[name].value}", people, lists


class Load:
    """Eight clients that ask for pages, one after the other, until the time is over."""

    def __init__(self, port: int, cookie: str, paths: dict[str, list[str]]) -> None:
        self.port, self.cookie, self.paths = port, cookie, paths
        self.took: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []

    def run(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        clients = [threading.Thread(target=self._client, args=(n, end)) for n in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()

    def _client(self, number: int, end: float) -> None:
        dice, line = random.Random(number), http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while time.monotonic() < end:
            kind = dice.choices(list(MIX), list(MIX.values()))[0]
            self._ask(line, kind, dice.choice(self.paths[kind]))

    def _ask(self, line: http.client.HTTPConnection, kind: str, path: str) -> None:
        begun = time.perf_counter()
        line.request("GET", path, headers={"Cookie": self.cookie})
        answer = line.getresponse()
        answer.read()
        if answer.status in (301, 302):  # a person's page has the name in its address
            line.request("GET", answer.headers["Location"], headers={"Cookie": self.cookie})
            answer = line.getresponse()
            answer.read()
        self.took[kind].append((time.perf_counter() - begun) * 1000)
        if answer.status != 200:
            self.wrong.append(f"{path}: {answer.status}")

    def told(self, seconds: float) -> None:
        total = sum(map(len, self.took.values()))
        print(f"{CLIENTS} clients, {total / seconds:.0f} requests a second, {len(self.wrong)} wrong {self.wrong[:3]}")
        for kind in MIX:
            times = sorted(self.took[kind])
            last = times[int(len(times) * 0.99)]
            print(f"  {kind:8} {len(times):6} requests  p50 {statistics.median(times):6.1f} ms  p99 {last:6.1f} ms")


def serve(folder: Path, port: int) -> subprocess.Popen[str]:
    """The real server, as a member starts it."""
    command = [str(Path(sys.executable).parent / "mensch"), "serve", "--port", str(port)]
    there = {**os.environ, "MENSCH_DATA_DIR": str(folder)}
    server = subprocess.Popen(command, env=there, stdout=subprocess.PIPE, text=True)
    for _ in range(120):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/healthz")
            if line.getresponse().status < 500:
                return server
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the server did not start")


def alone(paths: dict[str, list[str]]) -> None:
    """Each kind of page in this process: time on the processor, queries, bytes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from mensch.services import ways_in

    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(ways_in.first_member())
    for kind in [*MIX, "reveal"]:
        some, times, asked, size = paths.get(kind, ["/reveal"]), [], 0, 0
        for path in [*some[:3], *some[-12:]]:
            browser.get(path, follow=True)  # the first look compiles templates
            begun = time.process_time()
            response = browser.get(path, follow=True)
            times.append((time.process_time() - begun) * 1000)
            with CaptureQueriesContext(connection) as queries:
                browser.get(path, follow=True)
            asked, size = max(asked, len(queries)), max(size, len(response.content))
        print(
            f"  {kind:8} {statistics.median(times):5.1f} ms, most {max(times):5.1f} ms, {asked} queries, {size:,} bytes"
        )


def main() -> None:
    folder = Path(tempfile.gettempdir()) / f"mensch-bench-pages-{PEOPLE}-{TOUCHES}"
    cookie, people, lists = vault(folder)
    paths = {"list": lists, "person": people, "today": ["/today"]}
    paths["search"] = [f"/people?{urlencode({'q': text})}" for text in TYPED]
    from tests.postgres import free_port

    port = free_port()
    server = serve(folder, port)
    try:
        Load(port, cookie, paths).run(5)  # every worker has seen every page
        load = Load(port, cookie, paths)
        load.run(SECONDS)
        load.told(SECONDS)
    finally:
        server.terminate()
        server.wait(30)
    print("one process, processor time a page:")
    alone(paths)


if __name__ == "__main__":
    main()
