"""A prepared query answers like the one it was made of, whatever is asked, on either database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Max, Q, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mensch.models import Person, Touch, Vault
from mensch.services.prepared import prepared
from tests import world

Build = Callable[..., QuerySet[Any, Any]]


def among(*, vault: Vault, people: Sequence[int]) -> QuerySet[Any, Any]:
    return Person.objects.filter(vault=vault, pk__in=people).order_by("pk").values_list("full", flat=True)


def passed(*, vault: Vault, person: Person, since: datetime | None, kind: str) -> QuerySet[Any, Any]:
    rows = Touch.objects.filter(vault=vault, person=person, kind=kind)
    rows = rows if since is None else rows.filter(at__gte=since)
    return rows.order_by("at").values_list("at", "by_me", "person__full")


def silent(*, vault: Vault, on: date) -> QuerySet[Any, Any]:
    return Person.objects.filter(vault=vault).filter(Q(silent_since=on) | Q(birthday="x")).order_by("pk")


def latest(*, vault: Vault, people: Sequence[int], most: int) -> QuerySet[Any, Any]:
    rows = Touch.objects.filter(vault=vault, person__in=people).order_by("person_id")
    found: QuerySet[Any, Any] = rows.values_list("person_id").annotate(last=Max("at"))[:most]
    return found


ASKED: list[tuple[Build, Callable[..., list[Any]]]] = [
    (among, prepared()(among)),
    (passed, prepared()(passed)),
    (silent, prepared()(silent)),
    (latest, prepared(fixed=("most",))(latest)),
]


class PreparedLikeItsQuery(TestCase):
    def setUp(self) -> None:
        self.mine, self.other = world.member("ada@example.org"), world.member("ben@example.org")
        self.people = []
        for number in range(5):
            one = world.person(self.mine.vault, f"Person {number}", silent_since=date(2026, 1, 1 + number % 2))
            world.person(self.other.vault, f"Stranger {number}", silent_since=date(2026, 1, 1))
            for days in range(number):
                world.touch(one, at=world.days_ago(days), kind="mail", by_me=[None, True, False][days % 3])
            self.people.append(one)

    @given(
        which=st.lists(st.integers(0, 6)),
        days=st.none() | st.integers(0, 6),
        kind=st.sampled_from(["mail", "met", "it's", "\\ %s"]),
        on=st.dates(date(2025, 12, 31), date(2026, 1, 3)),
        most=st.integers(1, 4),
    )
    def test_whatever_is_asked_the_answer_is_that_of_the_query_itself(
        self, which: list[int], days: int | None, kind: str, on: date, most: int
    ) -> None:
        ids = [self.people[number].pk if number < 5 else number for number in which]
        person = self.people[which[0]] if which and which[0] < 5 else self.people[0]
        since = None if days is None else world.NOW - timedelta(days=days)
        told: list[dict[str, Any]] = [
            {"people": ids},
            {"person": person, "since": since, "kind": kind},
            {"on": on},
            {"people": ids, "most": most},
        ]
        for vault in (self.mine.vault, self.other.vault):
            for (build, ask), asked in zip(ASKED, told, strict=True):
                assert ask(vault=vault, **asked) == list(build(vault=vault, **asked)), build.__name__


pytestmark = pytest.mark.django_db


def test_rows_come_as_models_that_know_where_they_lie(ada: world.Member) -> None:
    made = world.person(ada.vault, "Cleo Marin", silent_since=date(2026, 1, 1))
    [row] = ASKED[2][1](vault=ada.vault, on=date(2026, 1, 1))
    assert (type(row), row.pk, row.vault_id, row._state.adding) == (Person, made.pk, ada.vault.pk, False)
    row.refresh_from_db()
    assert row.made_at == made.made_at


def test_moments_come_in_utc_and_whole(ada: world.Member) -> None:
    at = datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC)
    one = world.person(ada.vault)
    world.touch(one, at=at, kind="mail", by_me=True)
    assert ASKED[1][1](vault=ada.vault, person=one, since=None, kind="mail") == [(at, True, one.full)]
    assert ASKED[3][1](vault=ada.vault, people=[one.pk], most=1) == [(one.pk, at)]


def test_an_empty_list_finds_nobody_and_asks_nothing(ada: world.Member) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert ASKED[0][1](vault=ada.vault, people=[]) == []
    assert not asked.captured_queries


def test_an_argument_that_does_not_reach_the_query_is_refused_at_the_first_call(ada: world.Member) -> None:
    forgetful = prepared()(lambda *, vault, kind: Person.objects.filter(vault=vault))  # noqa: ARG005
    with pytest.raises(TypeError, match="kind"):
        forgetful(vault=ada.vault, kind="firm")
    cut = prepared()(lambda *, vault, most: Person.objects.filter(vault=vault)[:most])
    with pytest.raises(TypeError, match="most"):
        cut(vault=ada.vault, most=3)


def test_the_first_question_may_be_about_a_lazy_object_as_on_the_first_page_of_a_fresh_server(
    ada: world.Member,
) -> None:
    @prepared()
    def owned(*, owner: Any) -> QuerySet[Any, Any]:
        return Vault.objects.filter(owner=owner).values_list("pk", flat=True)

    assert owned(owner=SimpleLazyObject(lambda: ada.user)) == [ada.vault.pk]
