"""Two notes without an answer: kept with the person whenever touches change, so that Today need not look for it."""

from __future__ import annotations

from mensch.core.imports import ImportState
from mensch.models import Import, Person
from mensch.services import import_run, standings, today
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


def test_an_import_that_gets_on_is_not_given_up_however_often_it_is_interrupted(ada: world.Member) -> None:
    row = world.importing(ada.vault, state=ImportState.READING.value, tries=4)
    import_run._keep_on(row)
    assert Import.objects.get(pk=row.pk).tries == 0
