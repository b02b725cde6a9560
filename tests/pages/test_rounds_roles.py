"""Rounds by role: what is not for somebody is not there; guessing links is slowed down (seeds row 84)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from mensch import models
from mensch.services import group_access, group_leaving, limits
from mensch.services.access import public
from tests import rounding, world
from tests.rounding import Circle
from tests.routes import METHODS

pytestmark = pytest.mark.django_db


def paths(one: Circle) -> list[str]:
    """Every page and act of a round, for those with an account."""
    plan = group_access.rows(one.members["ada"], models.RoundPlan)[0]
    mark = rounding.a_mark(one)
    tails = ("", "/calls", "/plans", f"/plans/{public(plan.pk)}/stop", "/marks", f"/marks/{public(mark.pk)}/removal")
    acts = ("/askings", "/end", "/screen", "/slips", "/mine/answers", "/mine/doors", "/mine/words", "/mine/replies")
    return [f"{one.path}{tail}" for tail in (*tails, *acts, "/mine")] + [one.path.rpartition("/")[0]]


def answers(client: Client, path: str) -> list[int]:
    return [client.generic(method, path).status_code for method in METHODS]


def test_every_page_by_role(ada: world.Member, eve: world.Member) -> None:
    """Steward, member, guest, former member, stranger, nobody: what is not for them is not there."""
    one = rounding.answered(ada)
    rounding.planned(one)
    there = {name: world.member(f"{name}.w@example.org", name) for name in ("ben", "gil", "dan")}
    for name, who in there.items():
        role = {"gil": "guest"}.get(name, "member")
        rows = group_access.rows(one.members["ada"], models.Member).filter(pk=one.members[name].pk)
        rows.update(user=who.user, role=role)
    group_leaving.leave(member=member_now(one, "dan"), now=timezone.now())
    for path in paths(one):
        for outside in (there["dan"], eve):
            assert set(answers(outside.client, path)) <= {404, 405}, path
        for inside in (there["ben"], there["gil"]):
            found = set(answers(inside.client, path))
            own = "/mine" in path or path.endswith("/rounds")
            assert own or found <= {404, 405}, (path, found)
        led = answers(rounding.nobody(), path)
        assert set(led) <= {302, 405}, path
    assert ada.client.get(one.path).status_code == 200
    assert there["ben"].client.get(f"{one.path}/mine").status_code == 200


def member_now(one: Circle, name: str) -> models.Member:
    return group_access.one(one.members["ada"], models.Member, one.members[name].pk)


def test_guessing_links_of_a_round_is_slowed_down(ada: world.Member, monkeypatch: pytest.MonkeyPatch) -> None:
    one = rounding.called(ada)
    monkeypatch.setitem(limits.LIMITS, "link", (3, 60))
    guesses = [f"/g/{'x' * 22}/rounds/{one.id()}/replies" for _ in range(4)]
    assert [rounding.nobody().post(path, {"says": "yes"}).status_code for path in guesses] == [404, 404, 404, 429]
