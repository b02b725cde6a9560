"""Two notes without an answer: kept with the person whenever touches change, so that Today need not look for it."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from mensch.core.imports import ImportState
from mensch.models import Import, Person, Touch
from mensch.services import import_run, standings, today, today_words
from tests import world


def silent(person: Person) -> str:
    standings.refresh(vault=person.vault, people=[person.pk])
    person.refresh_from_db()
    return str(person.silent_since)


def test_silence_begins_with_the_first_of_two_notes_and_ends_with_an_answer(ada: world.Member) -> None:
    cleo = world.person(ada.vault)
    world.touch(cleo, "mail", world.days_ago(60), by_me=True)
    assert silent(cleo) == "None"
    world.touch(cleo, "mail", world.days_ago(30), by_me=True)
    assert silent(cleo) == str(world.days_ago(60).date())
    world.touch(cleo, "mail", world.days_ago(3), by_me=False)
    assert silent(cleo) == "None"


def test_today_asks_whether_to_let_it_rest(ada: world.Member) -> None:
    cleo = world.person(ada.vault)
    for days in (60, 30):
        world.touch(cleo, "mail", world.days_ago(days), by_me=True)
    silent(cleo)
    focus = today.show(vault=ada.vault, now=world.NOW).focus
    assert focus is not None
    assert focus.item.nudge.kind == "rest"


@pytest.mark.parametrize("seed", range(12))
def test_whose_last_word_waits_is_kept_as_a_look_through_all_mail_would_find_it(ada: world.Member, seed: int) -> None:
    dice = random.Random(seed)
    people = [world.person(ada.vault, f"Cleo Marin {n}") for n in range(4)]
    for n in range(24):
        by_me = dice.choice((True, False, None))
        told = {"by_me": by_me, "direct": by_me is False, "thread": dice.choice(("", "a", "b", "c")), "key": str(n)}
        at = world.days_ago(dice.choice((1, 2, 3, 29, 40)))
        world.touch(dice.choice(people), dice.choice(("mail", "message", "call")), at, **told)
    at_once = list(Person.objects.values_list("pk", "heard_at").order_by("pk"))
    Person.objects.update(heard_at=None)
    standings.refresh(vault=ada.vault, people=[one.pk for one in people])
    assert list(Person.objects.values_list("pk", "heard_at").order_by("pk")) == at_once
    since = world.days_ago(30)
    assert {row[0] for row in today_words._waiting(vault=ada.vault, since=since)} == _looked_through(since)


def _looked_through(since: datetime) -> set[int]:
    """The rule itself, over every touch: to the owner, and nothing of the owner or in the thread came after it."""
    rows = [row for row in Touch.objects.all() if row.kind in ("mail", "message")]
    return {
        row.pk
        for row in rows
        if row.direct and row.at >= since
        if not any(one.person_id == row.person_id and one.by_me and one.at > row.at for one in rows)
        if not any(row.thread and one.thread == row.thread and one.at > row.at for one in rows)
    }


def test_an_import_that_gets_on_is_not_given_up_however_often_it_is_interrupted(ada: world.Member) -> None:
    row = world.importing(ada.vault, state=ImportState.READING.value, tries=4)
    import_run._keep_on(row)
    assert Import.objects.get(pk=row.pk).tries == 0
