"""1,000 introductions over real mail servers on loopback (SMTP: aiosmtpd, IMAP: Dovecot), with random yes, no, silence,
replay, crash, returned mail and presses at once. `python bench/introductions.py [HOW_MANY] [SEED]`.

The answers go to the pages by the links that stand in the mails that arrived. Counted: addresses before two yeses
(mails, pages), second letters that ask, answers leaked (bytes and status of the owner's pages before and after a no;
the processor time of the owner's page after a no and after no word, as an AUC), letters that joined two people without
two yeses, and givers who were not told.
"""

from __future__ import annotations

import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
DICE = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 7)
NO = ("not_now", "never", "silence")
FOUND: Counter[str] = Counter()


def ready() -> None:
    os.environ["MENSCH_DATA_DIR"] = tempfile.mkdtemp(prefix="mensch-bench-")
    os.environ["MENSCH_URL"] = "http://127.0.0.1:8000"
    os.environ["DJANGO_SETTINGS_MODULE"] = "mensch.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from mensch.services import limits, startup

    setup_test_environment()
    startup.prepare()
    settings.ALLOWED_HOSTS = ["*"]
    limits.LIMITS["token"] = (10**9, 60)  # all clients of this bench have one address


@contextmanager
def clock(at: datetime) -> Iterator[None]:
    with mock.patch("django.utils.timezone.now", return_value=at):
        yield


class Bench:
    """One owner, one mail server, and introductions one after the other."""

    def __init__(self, room: Any) -> None:
        from django.utils import timezone

        from tests import world
        from tests.edges.leaving import connected

        self.member, self.room, self.server = world.member("ada@example.org", "Ada Lindqvist"), room, room.server
        inbox = {"imap_host": "127.0.0.1", "imap_port": room.imap_port, "imap_user": "ada"}
        self.account = connected(self.member, room.server.port, **inbox)
        self.start = timezone.now() - timedelta(days=60)
        self.times: dict[bool, list[float]] = {True: [], False: []}

    def leave(self, at: datetime) -> None:
        """The worker sends what is due. One in fifty times it dies after the letter was given: outreach is in doubt."""
        from mensch.services import sending

        for pk in sending.due(now=at):
            dies = DICE.random() < 0.02
            conclude = mock.patch.object(sending, "conclude", side_effect=KeyboardInterrupt) if dies else None
            try:
                if conclude:
                    conclude.start()
                sending.send(letter_id=pk, clock=lambda: at)
            except KeyboardInterrupt:
                FOUND["crashes"] += 1
            finally:
                if conclude:
                    conclude.stop()
        later = at + timedelta(minutes=5)
        for pk in sending.due(now=later):  # what a dead worker left behind, and nothing by itself a second time
            sending.send(letter_id=pk, clock=lambda: later)

    def mails(self, since: int) -> list[Any]:
        from email import message_from_bytes
        from email.policy import default

        from tests.postbox import raw

        return [(one.rcpt_tos, message_from_bytes(raw(one), policy=default)) for one in self.server.sink.taken[since:]]

    def owner_page(self, pair: Any) -> tuple[int, bytes, float]:
        begun = time.thread_time()
        page = self.member.client.get(f"/introductions/{pair.id}")
        spent = time.thread_time() - begun
        body = re.sub(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+', b"", page.content)
        return page.status_code, body, spent

    def post(self, token: str, says: str) -> bytes:
        """A press: sometimes repeated, sometimes four at once."""
        from django.db import connection
        from django.test import Client

        def press(_: int = 0) -> bytes:
            try:
                return bytes(Client().post(f"/i/{token}", {"says": says}).content)
            finally:
                if times > 1 and at_once:
                    connection.close()

        at_once, times = DICE.random() < 0.1, DICE.choice((1, 1, 1, 2, 4))
        if at_once and times > 1:
            FOUND["presses at once"] += times
            with ThreadPoolExecutor(times) as pool:
                return [*pool.map(press, range(times))].pop()
        FOUND["replays"] += times - 1
        return [press() for _ in range(times)].pop()

    def one(self, number: int) -> None:
        from mensch.core.introductions import Part
        from tests import introducing

        names = (
            (f"Ben Baker{number}", f"ben{number}@bakers.example"),
            (f"Cleo Hall{number}", f"cleo{number}@halls.example"),
        )
        first, second = (introducing.somebody(self.member, name, mail) for name, mail in names)
        pair = introducing.between(self.member, first, second)
        since, at = len(self.server.sink.taken), self.start
        with clock(at):
            introducing.press(pair, at)
        self.leave(at + timedelta(minutes=1))
        mails = {Part.FIRST: names[0][1], Part.SECOND: names[1][1]}
        if DICE.random() < 0.05:
            self.comes_back(since, names[0][1], at)
            return
        yeses, opened = set(), False
        for part in (Part.FIRST, Part.SECOND):
            at += timedelta(days=DICE.randint(1, 9))
            says = DICE.choice(("yes", "yes", "yes", *NO))
            asked = [mail for to, mail in self.mails(since) if to == [mails[part]]]
            if not asked or not self.answer(pair, asked[0], says, mails, at):
                break
            yeses.add(part)
            if part is Part.SECOND and DICE.random() < 0.1:
                continue
            self.leave(at + timedelta(minutes=1))
            opened = len(yeses) == 2
        self.leave(at + timedelta(days=20))
        self.count(pair, since, mails, yeses)
        if opened or yeses == {Part.FIRST, Part.SECOND}:
            self.end(pair, at)

    def comes_back(self, since: int, address: str, at: datetime) -> None:
        """The first letter returns: the address is marked, the owner sees what to do, and nobody else is written to."""
        from mensch.models import Address
        from mensch.services import bounces_read

        [(_, mail)] = self.mails(since)
        self.room.give_back("ada@example.org", mail["Message-ID"][1:-1], address)
        with clock(at + timedelta(hours=1)):
            bounces_read.look(account_id=self.account.pk)
        self.leave(at + timedelta(days=20))
        marked = Address.objects.filter(vault=self.member.vault, value=address).exclude(bounced_at=None).count()
        FOUND["came back"] += 1
        FOUND["came back and not marked"] += marked != 1
        FOUND["second letters that ask"] += len(self.mails(since)) - 1

    def answer(self, pair: Any, mail: Any, says: str, mails: dict[Any, str], at: datetime) -> bool:
        from django.test import Client

        token = re.findall(r"/i/([\w-]{22})", mail.get_content())[0]
        with clock(at):
            before = self.owner_page(pair)
            page = Client().get(f"/i/{token}").content.decode()
            FOUND["addresses before two yeses"] += sum(other in page for other in mails.values())
            self.post(token if says != "silence" else "no-token-of-anybody", says)
            self.owner_page(pair)  # the post before warmed up more of the program after a no than after no word
            after = self.owner_page(pair)
        if says == "yes":
            changed = DICE.random() < 0.1 and pair.whole().opened_at is None  # the second yes cannot be taken back
            if changed:
                with clock(at):
                    self.post(token, "not_now")
                FOUND["taken back"] += 1
            return not changed
        FOUND[f"answers: {says}"] += 1
        FOUND["answers leaked"] += before[:2] != after[:2]
        self.times[says != "silence"].append(after[2])
        return False

    def count(self, pair: Any, since: int, mails: dict[Any, str], yeses: set[Any]) -> None:
        """What left, against what may leave."""
        sent = self.mails(since)
        asking = Counter(to[0] for to, mail in sent if len(to) == 1 and "/i/" in mail.get_content())
        FOUND["second letters that ask"] += sum(n - 1 for n in asking.values() if n > 1)
        for to, mail in sent:
            if len(to) == 2:
                FOUND["joined"] += 1
                FOUND["joined without two yeses"] += len(yeses) < 2
            else:
                FOUND["addresses before two yeses"] += sum(m in str(mail) for m in mails.values() if m not in to)
        joined = sum(len(to) == 2 for to, _ in sent)
        FOUND["joined twice"] += max(joined - 1, 0)
        FOUND["left in doubt"] += sum(one.state == "unknown" for one in pair.whole().letters.values())

    def end(self, pair: Any, at: datetime) -> None:
        """Some tell how it went, some never; the giver hears all of it."""
        from mensch.core.introductions import Phase, phase
        from mensch.services import introduction_outcomes
        from mensch.services.introduction_outcomes import Word

        vault, later = self.member.vault, at + timedelta(days=40)
        if pair.whole().opened_at is None:
            return
        FOUND["opened"] += 1
        for part in ("first", "second"):
            if DICE.random() < 0.5:
                word = Word(DICE.choice(("yes", "nothing", "not_yet")), ("talk",))
                introduction_outcomes.note(vault=vault, introduction=pair.id, part=part, word=word, now=at)
        with clock(later):
            self.member.client.get("/today")
            self.member.client.post(f"/introductions/{pair.id}/tellings")
            self.member.client.get("/releases")  # reads "Good to hear", so that it stands on no page of the next
        whole = pair.whole()
        FOUND["givers not told"] += phase(whole.intro, today=later.date()) is not Phase.TOLD
        FOUND["givers not told"] += bool(introduction_outcomes.news(whole, later))

    def auc(self) -> float:
        """How often the page after a no takes longer than after no word: one half says nothing of it."""
        no, silent = self.times[True], self.times[False]
        wins = sum((a > b) + (a == b) / 2 for a in no for b in silent)
        return wins / (len(no) * len(silent)) if no and silent else 0.5


def main() -> None:
    ready()
    from django.conf import settings

    from tests.mailroom import mailroom

    begun = time.process_time()
    with mailroom() as room:
        settings.OUTBOUND_ALLOW = room.allowed.split(",")
        bench = Bench(room)
        for number in range(MANY):
            bench.one(number)
        spent = time.process_time() - begun
        print(f"{MANY} introductions, {len(room.server.sink.taken)} mails, {spent:.0f} s of processor")
    for name, number in sorted(FOUND.items()):
        print(f"{name}: {number}")
    print(f"time of the owner's page, no against no word: AUC {bench.auc():.3f}")
    bad = ("addresses before two yeses", "second letters that ask", "answers leaked", "joined without two yeses")
    wrong = [name for name in (*bad, "joined twice", "came back and not marked", "givers not told") if FOUND[name]]
    sys.exit(f"wrong: {', '.join(wrong)}" if wrong else 0)


if __name__ == "__main__":
    main()
