"""`kill -9` of the post, 200 times, in the middle of letters: `python bench/letters.py [KILLS] [--seed N]`.

A mail server on loopback (aiosmtpd, a process of its own) answers after a random moment; sometimes it says later,
sometimes no. It writes down the Message-ID of every letter it takes before it says so. The post is killed at random
moments; then its lease is over, and another goes on. In the end every state is compared with what the server took:
outreach must never have gone twice, account mail must never be lost, and "sent" and "not sent" must be true.
SQLite, or the database of MENSCH_DATABASE_URL.
"""

from __future__ import annotations

import asyncio
import email
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
OUTREACH, ACCOUNT = 3, 1  # new letters before each kill


class Sink:
    """Takes, puts off or refuses; the same letter is always treated alike but for "later", which is said once."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self.dice, self.later = path, random.Random(seed), set[str]()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        name = email.message_from_bytes(envelope.content)["Message-ID"]
        await asyncio.sleep(self.dice.random() * 0.02)
        fate = int(name[1:9], 16) % 20
        if fate == 0:
            return "554 5.7.1 no"
        if fate == 1 and name not in self.later:
            self.later.add(name)
            return "451 4.3.0 later"
        with self.path.open("a") as file:
            file.write(name + "\n")
            file.flush()
        await asyncio.sleep(self.dice.random() * 0.06)
        return "250 taken"


def sink(port: int, path: Path, seed: int) -> None:
    from aiosmtpd.smtp import SMTP

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        handler = Sink(path, seed)
        server = await loop.create_server(lambda: SMTP(handler, hostname="sink"), "127.0.0.1", port)
        await server.serve_forever()

    asyncio.run(serve())


def begin(folder: Path, port: int) -> Any:
    """An empty installation with one member and their mail account."""
    os.environ |= {"MENSCH_DATA_DIR": str(folder), "MENSCH_KEY_FILE": str(folder / "keys" / "k")}
    os.environ |= {"MENSCH_OUTBOUND_ALLOW": f"127.0.0.1:{port}", "DJANGO_SETTINGS_MODULE": "mensch.settings"}
    import django

    django.setup()
    from django.utils import timezone

    from mensch.services import mail_accounts, startup, ways_in
    from mensch.services.access import vault_of

    startup.prepare()
    vault = vault_of(ways_in.first_member())
    told = {"host": "127.0.0.1", "port": port, "user": "", "sender": "ada@example.org"}
    mail_accounts.keep(vault=vault, now=timezone.now(), **told)
    return vault


def write(vault: Any, number: int) -> None:
    """New letters, pressed and due."""
    from django.utils import timezone

    from mensch.core.outbox import LetterKind
    from mensch.models import Letter
    from mensch.services import outbox

    for n in range(OUTREACH + ACCOUNT):
        kind = LetterKind.FREE if n < OUTREACH else LetterKind.ACCOUNT
        to = f"person-{number}-{n}@example.org"
        letter = outbox.draft(vault=vault, kind=kind, to=(to,), subject="Tea?", body="On Tuesday.")
        if kind is LetterKind.FREE:
            outbox.press(letter=letter, by=vault.owner, now=timezone.now())
        else:
            outbox.post(letter=letter, now=timezone.now())
    Letter.objects.filter(vault=vault, state="pressed").update(due_at=timezone.now())


def post() -> int:
    """A process that does what the worker does, over and over."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    from mensch import worker

    while True:
        worker.post()
        time.sleep(0.001)


def leases_end(vault: Any) -> None:
    """What was in hand is found by another; what was put off is due."""
    from django.utils import timezone

    from mensch.models import Letter
    from mensch.services import sending

    now = timezone.now()
    Letter.objects.filter(vault=vault, state__in=("sending", "pressed")).update(due_at=now)
    for pk in list(Letter.objects.filter(vault=vault, state="sending").values_list("pk", flat=True)):
        sending.send(letter_id=pk)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(kills: int, seed: int) -> int:
    dice, port = random.Random(seed), free_port()
    folder = Path(tempfile.mkdtemp(prefix="mensch-letters-"))
    taken = folder / "taken"
    taken.touch()
    server = subprocess.Popen([sys.executable, __file__, "--sink", str(port), str(taken), str(seed)])
    try:
        vault = begin(folder, port)
        time.sleep(2)
        assert server.poll() is None, "the mail server did not start"
        in_hand = 0
        for number in range(kills):
            write(vault, number)
            shuffle(vault, dice)
            child = post()
            wait_for_one_in_hand(vault)
            time.sleep(dice.uniform(0, 0.3))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            in_hand += _sending(vault)
            leases_end(vault)
        finish(vault)
    finally:
        server.terminate()
        server.wait()
    return judge(vault, Counter(taken.read_text().split()), kills, in_hand)


def _sending(vault: Any) -> int:
    from mensch.models import Letter

    return int(Letter.objects.filter(vault=vault, state="sending").count())


def shuffle(vault: Any, dice: random.Random) -> None:
    """Whatever waits is due, in any order."""
    from django.utils import timezone

    from mensch.models import Letter

    for letter in Letter.objects.filter(vault=vault, state="pressed"):
        earlier = timedelta(seconds=dice.random())
        Letter.objects.filter(vault=vault, pk=letter.pk).update(due_at=timezone.now() - earlier)


def wait_for_one_in_hand(vault: Any) -> None:
    """So that most kills hit a letter, and not the beginning of a process."""
    deadline = time.monotonic() + 2
    while not _sending(vault) and time.monotonic() < deadline:
        time.sleep(0.002)


def finish(vault: Any) -> None:
    from mensch import worker
    from mensch.models import Letter

    while Letter.objects.filter(vault=vault, state__in=("pressed", "sending")).exists():
        leases_end(vault)
        worker.post()


def judge(vault: Any, taken: Counter[str], kills: int, in_hand: int) -> int:
    from mensch.models import Letter

    states: Counter[str] = Counter()
    wrong, twice, doubled, lost = [], 0, 0, 0
    for letter in Letter.objects.filter(vault=vault):
        went = taken[f"<{letter.message_id}>"]
        states[f"{letter.purpose} {letter.state}" + (" (went)" if letter.state == "unknown" and went else "")] += 1
        twice += letter.purpose == "account" and went > 1
        doubled += letter.purpose == "outreach" and went > 1
        lost += letter.purpose == "account" and letter.state != "not_sent" and not went
        true = {"sent": went >= 1, "not_sent": went == 0, "unknown": went <= 1}.get(letter.state, False)
        wrong += [] if true else [f"{letter.pk} {letter.state} went {went} times"]
    told = ", ".join(f"{name} {n}" for name, n in sorted(states.items()))
    print(f"kills {kills}, with a letter in hand {in_hand}; letters {sum(states.values())}: {told}")
    print(f"outreach doubled {doubled}, account mail lost {lost} (twice {twice}), states not true {len(wrong)}")
    used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"processor time {sum(one.ru_utime + one.ru_stime for one in used):.0f} s")
    print("\n".join(wrong))
    return int(bool(doubled or lost or wrong))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--sink"]:
        sink(int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    seeds = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 1
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:2] and sys.argv[1].isdecimal() else 200, seeds))
