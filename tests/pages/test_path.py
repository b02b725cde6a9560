"""Who could introduce me: the page, the command and the service say the same, and nothing is invented."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mensch.core.introductions import Part
from mensch.core.reasons import because
from mensch.core.ties.why import Why
from mensch.models import Acquaintance, Correction, Person, Rest, Touch, Vault
from mensch.services import paths, standings
from mensch.services.phrases import phrase
from tests import introducing, world
from tests.house.dignity import beside_people
from tests.pages.pressing import of

TODAY = world.NOW.date()
NO_EVIDENCE = "No evidence of any path"


def known(vault: Vault, name: str, kind: str = "met", days: float = 20) -> Person:
    """Somebody the owner met, or wrote with both ways."""
    one = world.person(vault, name)
    for by_me in (None,) if kind == "met" else (True, False):
        world.touch(one, kind, world.days_ago(days), by_me=by_me)
    standings.refresh(vault=vault, people=[one.pk])
    return one


def acquainted(one: Person, other: Person, how: str = "meeting", days: float = 30) -> Acquaintance:
    low, high = sorted((one, other), key=lambda person: person.pk)
    row: Acquaintance = Acquaintance.objects.create(
        vault=one.vault, one=low, other=high, how=how, key=f"{how}-{days}", at=world.days_ago(days)
    )
    return row


def asked(vault: Vault, to: Person) -> paths.Answer:
    return paths.routes(vault=vault, to=to.pk, today=TODAY)


def over(answer: paths.Answer) -> list[list[str]]:
    return [[step.other.full for step in route.steps] for route in answer.routes]


def page(member: world.Member, to: Person, query: str = "") -> str:
    answer = member.client.get(f"{of(to)}/path{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def cleo(ada: world.Member) -> Person:
    return world.person(ada.vault, "Cleo Marin", org="Open Loom")


def test_each_step_says_its_evidence_and_day(ada: world.Member, cleo: Person) -> None:
    ben, dan = known(ada.vault, "Ben Okafor"), world.person(ada.vault, "Dan Novak")
    acquainted(ben, dan, "thread", 60)
    acquainted(dan, cleo, "meeting", 40)
    answer = asked(ada.vault, cleo)
    assert over(answer) == [["Ben Okafor", "Dan Novak", "Cleo Marin"]]
    assert [step.told[0].code for step in answer.routes[0].steps] == ["met", Why.WROTE_IN_THREAD, Why.SAT_TOGETHER]
    shown = page(ada, cleo)
    assert "Through <bdi>Ben Okafor</bdi> and <bdi>Dan Novak</bdi>" in shown
    for why in (why for step in answer.routes[0].steps for why in step.told):
        assert phrase(why) in shown
    assert not list(beside_people(shown))


def test_whoever_i_know_is_said_to_be_known(ada: world.Member) -> None:
    ben = known(ada.vault, "Ben Okafor")
    answer = asked(ada.vault, ben)
    assert (answer.direct[0].code, answer.routes, answer.why) == ("met", (), None)
    assert "You know <bdi>Ben Okafor</bdi> yourself" in page(ada, ben)


@pytest.mark.parametrize("word", ["never_met", "not_two_way"])
def test_my_word_that_i_do_not_know_somebody_closes_the_path_over_them(
    ada: world.Member, cleo: Person, word: str
) -> None:
    ben = known(ada.vault, "Ben Okafor", "met" if word == "never_met" else "mail")
    acquainted(ben, cleo)
    assert asked(ada.vault, cleo).routes
    Correction.objects.create(vault=ada.vault, person=ben, says=word, made_at=world.NOW)
    standings.refresh(vault=ada.vault, people=[ben.pk])
    assert asked(ada.vault, cleo).why


def test_nobody_who_rests_is_asked(ada: world.Member, cleo: Person) -> None:
    ben = known(ada.vault, "Ben Okafor")
    acquainted(ben, cleo)
    Rest.objects.create(vault=ada.vault, person=ben, since=world.NOW)
    why = asked(ada.vault, cleo).why
    assert why
    assert why.code == Why.NO_PATH_ASKED


def test_a_firms_own_address_is_nobody_to_ask(ada: world.Member, cleo: Person) -> None:
    firm = known(ada.vault, "Open Loom", "mail")
    Person.objects.filter(vault=ada.vault, pk=firm.pk).update(kind="firm")
    acquainted(firm, cleo)
    assert asked(ada.vault, cleo).why


def test_a_question_that_waits_with_a_connector_is_said(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.pressed(ada, checked=True)
    said = _about_ruth(ada, pair)
    assert said == ["Ruth Adeyemi has one of your questions already."]
    introducing.says(pair, Part.CONNECTOR, "not_well")
    assert _about_ruth(ada, pair) == said, "a no waits like no word"


def test_how_an_earlier_introduction_went_is_said(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.pressed(ada, checked=True)
    assert introducing.says(pair, Part.CONNECTOR)
    assert introducing.says(pair, Part.SECOND, address="cleo@example.org")
    (said,) = _about_ruth(ada, pair)
    assert said.startswith("Ruth Adeyemi introduced you to Cleo Marin on ")


def _about_ruth(ada: world.Member, pair: introducing.Pair) -> list[str]:
    ruth = pair.connector
    assert ruth is not None
    if not Acquaintance.objects.filter(vault=ada.vault).exists():
        world.touch(ruth, "met", world.days_ago(20))
        standings.refresh(vault=ada.vault, people=[ruth.pk])
        acquainted(ruth, pair.second)
    return [phrase(why) for why in asked(ada.vault, pair.second).routes[0].about]


def test_who_answers_goes_first_when_all_else_is_alike(ada: world.Member, cleo: Person) -> None:
    ben, dan = known(ada.vault, "Ben Okafor"), known(ada.vault, "Dan Novak")
    for one in (ben, dan):
        acquainted(one, cleo)
        for day in range(30, 60, 3):
            world.touch(one, "mail", world.days_ago(day), by_me=True)
    for day in range(30, 60, 3):
        world.touch(dan, "mail", world.days_ago(day - 1), by_me=False, direct=True)
    standings.refresh(vault=ada.vault, people=[ben.pk, dan.pk])
    assert over(asked(ada.vault, cleo)) == [["Dan Novak", "Cleo Marin"], ["Ben Okafor", "Cleo Marin"]]


def test_a_path_never_leads_through_another_vault(ada: world.Member, ben: world.Member, cleo: Person) -> None:
    theirs, their_cleo = known(ben.vault, "Dan Novak"), world.person(ben.vault, "Cleo Marin")
    acquainted(theirs, their_cleo)
    assert asked(ada.vault, cleo).why
    assert asked(ben.vault, their_cleo).routes


@pytest.mark.parametrize("code", list(Why))
def test_every_reason_of_paths_has_its_sentence(code: Why) -> None:
    facts: dict[str, str | int | date] = {
        "times": 2,
        "last": TODAY,
        "on": TODAY,
        "who": "Ben",
        "whom": "Cleo",
        "org": "Open Loom",
        "group": "Club",
    }
    said = phrase(because(code, **facts))
    assert said[-1] in ".?"
    assert "{" not in said
    assert "None" not in said


def test_the_question_costs_the_same_number_of_queries_however_many_know_them(ada: world.Member, cleo: Person) -> None:
    for number in range(12):
        acquainted(known(ada.vault, f"Kim Lee{number}", days=number + 1), cleo, days=number + 1)
    with CaptureQueriesContext(connection) as few:
        assert len(asked(ada.vault, cleo).routes) == 5
    for number in range(60):
        acquainted(known(ada.vault, f"Lea Lee{number}", days=number + 1), cleo, days=number + 1)
    with CaptureQueriesContext(connection) as many:
        assert len(asked(ada.vault, cleo).routes) == 5
    assert len(many) == len(few) <= 16
    assert Touch.objects.filter(vault=ada.vault).count() == 72
