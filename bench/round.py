"""A group's round from the call to the result, by the links in the mails that arrived over a real mail server.
`python bench/round.py [MEMBERS] [SEED]`.

Told: how long each step takes, and how many of these happened: a name or an address of another on a member's page
before the opening, a page of the steward or of a member that a no changed, a letter that joins two without two yeses,
somebody who gives without receiving or giving first, a letter that came twice.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 40
DICE = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 7)
WRONG: Counter[str] = Counter()
WATCHED = 40
TIMES: dict[str, list[float]] = {}
_CSRF = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+')


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
    for act in limits.LIMITS:
        limits.LIMITS[act] = (10**9, 60)  # all clients of this bench have one address


@contextmanager
def clock(at: datetime) -> Iterator[None]:
    with mock.patch("django.utils.timezone.now", return_value=at):
        yield


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    TIMES.setdefault(what, []).append(time.perf_counter() - begun)


class Bench:
    """One steward, one mail server, one round."""

    def __init__(self, server: Any) -> None:
        from django.utils import timezone

        from mensch.services import knowledge
        from mensch.services.access import public
        from tests import grouping, world
        from tests.edges.leaving import connected

        self.steward, self.server = world.member("ada@example.org", "Ada Lindqvist"), server
        connected(self.steward, server.port)
        self.now = timezone.now()
        self.group = grouping.founded(self.steward.vault)
        self.path = f"/groups/{public(self.group.pk)}/rounds"
        trades = sorted(knowledge.trades().trades)
        self.trades = [
            knowledge.trades().label(one) for one in DICE.sample(trades, max(8, min(len(trades), MANY // 4)))
        ]
        self.names = {"ada@example.org": "Ada Lindqvist"}
        self.links: dict[str, str] = {}
        self.yes: set[str] = set()
        self.first: set[str] = set()

    def join(self) -> None:
        from mensch.models import GroupInvite
        from mensch.services import group_access, group_invites, groups
        from tests import grouping

        steward = grouping.steward_of(self.group)
        for _ in range(2):
            group_invites.invite(member=steward, role="member", places=500, days=30, now=self.now)
        invites = list(group_access.of(self.group.pk, GroupInvite))
        for n in range(1, MANY):
            name, mail = f"Given{n:03} Family{n:03}", f"member{n:03}@members.example"
            groups.join(invite=invites[n % 2], user=None, name=name, reach=mail, now=self.now)
            self.names[mail] = name

    def post(self) -> list[Any]:
        """The worker sends what is due. Gives what arrived."""
        from email import message_from_bytes
        from email.policy import default

        from mensch.services import sending
        from tests.postbox import raw

        since, at = len(self.server.sink.taken), self.now + timedelta(seconds=30)
        with timed("post: all that is due"):
            while some := sending.due(now=at):
                for pk in some:
                    sending.send(letter_id=pk, clock=lambda: at)
        return [(one.rcpt_tos, message_from_bytes(raw(one), policy=default)) for one in self.server.sink.taken[since:]]

    def press(self, what: str, tail: str, **form: str) -> Any:
        with timed(f"steward: {what}"), clock(self.now):
            page = self.steward.client.post(f"{self.path}{tail}", form)
        assert page.status_code == 303, (what, page.status_code, page.content[:3000])
        return page

    def read(self, mails: list[Any]) -> None:
        """The links in what arrived; a second letter of the same kind to somebody is wrong."""
        for to, mail in mails:
            found = re.search(r"http://127.0.0.1:8000(/g/[\w-]+/rounds/\w+)", mail.get_content())
            assert found
            assert mail["List-Unsubscribe-Post"]
            self.links[to[0]] = found.group(1)
        WRONG["letters that came twice"] += len(mails) - len({tuple(to) for to, _ in mails})

    def answer(self) -> None:
        for mail, link in self.links.items():
            looking, *doors = DICE.sample(self.trades, 3)
            form = {"looking": f"{looking}, for our house", "doors": "\n".join(doors)}
            if DICE.random() < 0.9:
                form["agreed"] = "on"
            if DICE.random() < 0.05:
                form["first"] = "on"
                self.first.add(mail)
            with clock(self.now), timed("member: the questions"):
                assert self.get(link).status_code == 200
            with clock(self.now), timed("member: the answer"):
                page = self.client().post(f"{link}/answers", form)
            assert page.status_code == 200, page.content[:2000]

    def client(self) -> Any:
        from django.test import Client

        return Client()

    def get(self, link: str) -> Any:
        return self.client().get(link)

    def plan(self) -> Any:
        from mensch.models import RoundPlan
        from mensch.services import group_access, round_plans

        self.press("find circles", "/plans")
        plan = group_access.of(self.group.pk, RoundPlan).latest("asked_at")
        with timed("worker: circles"):
            round_plans.run(plan_id=plan.pk)
        plan.refresh_from_db()
        return plan

    def ask(self, plan: Any) -> list[Any]:
        from mensch.services.access import public

        until = (self.now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M+00:00")
        self.press("send the invitations", "/askings", plan=public(plan.pk), deadline=until, mails="on")
        self.steward.client.get(self.path)  # its "They are asked" is said once
        mails = self.post()
        self.read(mails)
        return [to[0] for to, _ in mails]

    def reply(self, asked: list[str]) -> None:
        self.yes = set()
        for place, mail in enumerate(asked):
            link, says = self.links[mail], DICE.choices(("yes", "not_now", ""), (0.85, 0.1, 0.05))[0]
            with clock(self.now + timedelta(hours=1, milliseconds=place)), timed("member: would you"):
                page = self.get(link).content.decode()
            others = [
                one for address, name in self.names.items() if address != mail for one in (address, *name.split())
            ]
            WRONG["names or addresses early"] += sum(one in page for one in others)
            if not says:
                continue
            watched = DICE.choice([one for one in asked if one != mail])
            watch = says == "not_now" and WRONG["noes watched"] < WATCHED
            before = self.look(watched) if watch else None
            with clock(self.now + timedelta(hours=1, milliseconds=place)), timed("member: yes or not now"):
                said = self.client().post(f"{link}/replies", {"says": says})
            assert said.status_code == 200
            if says == "yes":
                self.yes.add(mail)
            elif watch:
                WRONG["noes watched"] += 1
                WRONG["answers leaked"] += before != self.look(watched)

    def look(self, mail: str) -> list[tuple[int, bytes]]:
        """The steward's page, the wall, and somebody else's page, at one and the same moment."""
        with clock(self.now + timedelta(hours=2)):
            pages = [self.steward.client.get(self.path), self.steward.client.get(f"{self.path}/screen")]
            pages.append(self.get(self.links[mail]))
        return [(page.status_code, _CSRF.sub(b"", page.content)) for page in pages]

    def open(self) -> int:
        from mensch.models import RoundAsking, RoundStep
        from mensch.services import group_access, round_opening

        self.now += timedelta(days=1, minutes=5)
        with timed("worker: the opening"):
            assert round_opening.due(now=self.now) == 1
        mails = self.post()
        for to, _ in mails:
            WRONG["joined without two yeses"] += not set(to) <= self.yes
        asking = group_access.of(self.group.pk, RoundAsking).latest("at")
        rows = group_access.of(self.group.pk, RoundStep).filter(opening__asking=asking)
        steps = list(rows.values_list("giver__address", "receiver__address"))
        received = {receiver for _, receiver in steps}
        WRONG["gave without receiving"] += sum(one not in received and one not in self.first for one, _ in steps)
        WRONG["joining letters missing or too many"] += abs(len(mails) - len(steps))
        return len(steps)

    def round(self) -> None:
        with timed("members join"):
            self.join()
        until = (self.now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M+00:00")
        called = self.press("call", "", until=until)
        self.path = called.headers["Location"]
        self.press("send the call", "/calls")
        self.read(self.post())
        self.answer()
        for wave in (1, 2):
            plan = self.plan()
            proof = "proved" if plan.proved else f"at most {plan.most}"
            print(
                f"wave {wave}: {plan.of} helps, {len(plan.parts)} parts, {plan.helped} helped ({proof})",
                end="",
                flush=True,
            )
            if not plan.parts:
                print()
                break
            asked = self.ask(plan)
            self.reply(asked)
            print(f"; {len(asked)} asked, {len(self.yes)} yes, {self.open()} helps opened", flush=True)
        with clock(self.now):
            for _ in range(5):
                with timed("steward: the result"):
                    page = self.steward.client.get(self.path)
        print(" ".join(re.findall(r"\d+ of \d+ asks were helped", page.content.decode())[:1]))


def main() -> None:
    ready()
    from django.conf import settings

    from tests.postbox import server

    begun, worked = time.perf_counter(), time.process_time()
    with server() as mailserver:
        settings.OUTBOUND_ALLOW = mailserver.place.split(",")
        bench = Bench(mailserver)
        bench.round()
        mails = len(mailserver.sink.taken)
    whole = f"{time.perf_counter() - begun:.0f} s, {time.process_time() - worked:.0f} s of processor"
    print(f"{MANY} members, {mails} mails, {whole}")
    for what, took in TIMES.items():
        worst = f", slowest {max(took) * 1000:,.0f} ms" if len(took) > 1 else ""
        print(f"{what}: {statistics.median(took) * 1000:,.0f} ms{worst} ({len(took)})")
    for what, number in sorted(WRONG.items()):
        print(f"{what}: {number}")
    wrong = [what for what, number in WRONG.items() if number and what != "noes watched"]
    sys.exit(f"wrong: {', '.join(wrong)}" if wrong else 0)


if __name__ == "__main__":
    main()
