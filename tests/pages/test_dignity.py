"""No page and no command measures a person (seeds row 5)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mensch import cli
from tests import world
from tests.house import dignity
from tests.journeys.walk import at_home, pages
from tests.makers import populate


@pytest.fixture
def full(ada: world.Member) -> world.Member:
    at_home(ada)
    populate(ada)
    for days in range(1, 7):
        world.touch(world.person(ada.vault, "Lena Fischer"), at=world.days_ago(days * 30), key=f"met-{days}")
    return ada


def test_seeds_row_5_no_page_puts_a_number_a_grade_or_a_width_beside_a_person(full: world.Member) -> None:
    shown = list(pages(full.client, full.vault, with_ids=True))
    assert {"today", "people", "person"} <= {page.name for page in shown}
    found = [
        f"{name}: {bad}"
        for name, path in shown
        for bad in dignity.beside_people(full.client.get(path).content.decode())
    ]
    assert not found, "\n".join(found)


CLEO = '<a class="name" href="/people/0703yew9g6whc">Cleo Marin</a>'


@pytest.mark.parametrize(
    "row",
    [
        "<li>@ <b>87</b></li>",
        "<li>@, 4 stars</li>",
        "<li>@: 72 %</li>",
        "<tr><td>@</td><td>3.5</td></tr>",
        "<li>@ <meter value=.4></meter></li>",
        '<li><span class="level-3">@</span></li>',
        '<li><span class="hot">@</span></li>',
        '<li style="width:40px">@</li>',
        '<li><span title="7 of 10">@</span></li>',
    ],
)
def test_a_measure_beside_a_person_is_found(row: str) -> None:
    assert list(dignity.beside_people(row.replace("@", CLEO)))


@pytest.mark.parametrize(
    "row",
    [
        "<li>@. Met in person 14 times, last on 12 November 2024.</li>",
        "<li>@. Coffee at 09:30</li>",
        "<li>@. 1,204 letters since 2019-03-02</li>",
    ],
)
def test_dates_and_counts_of_what_happened_may_stand_there(row: str) -> None:
    assert not list(dignity.beside_people(row.replace("@", CLEO)))


def test_the_tint_of_a_face_comes_from_the_id_and_from_nothing_that_happened(ada: world.Member) -> None:
    from mensch.templatetags.mensch import avatar

    one = world.person(ada.vault)
    before = avatar(one)
    for standing in ("met", "two-way", "one-way"):
        one.standing, one.last_touch = standing, world.NOW
        assert avatar(one) == before


COMMANDS = (["today", "--json"], ["people", "--json"], ["person", "{id}", "--json"])


@pytest.mark.parametrize("words", [c for c in COMMANDS if c[0] in cli.names()], ids=lambda words: words[0])
def test_what_commands_print_about_people_holds_counts_of_what_happened_only(
    words: list[str], full: world.Member, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mensch.services.startup.prepare", lambda: None)
    one = world.person(full.vault, "Lena Fischer")
    assert cli.main([word.format(id=world.public_id(one)) for word in words]) == 0
    facts = read(capsys.readouterr().out)
    assert facts
    assert not dignity.told(facts)


def read(printed: str) -> list[Any]:
    """One JSON value after the other."""
    found, left = [], printed.strip()
    while left:
        value, end = json.JSONDecoder().raw_decode(left)
        found.append(value)
        left = left[end:].strip()
    return found


def test_a_score_in_what_a_command_prints_is_found() -> None:
    assert dignity.told({"name": "Cleo", "warmth": 3}) == ["warmth: 3"]
    assert dignity.told([{"name": "Cleo", "standing": "80 %"}]) == ["standing: 80 %"]
    assert not dignity.told({"name": "Cleo", "times": 6, "met": True, "on": "2024-03-12"})
