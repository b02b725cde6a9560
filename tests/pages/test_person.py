"""One person's page: what is known, with its day and its source; and how few questions it takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mensch.models import Acquaintance, Person, Touch
from mensch.services import merges, standings
from mensch.services.people_rows import path_of
from tests import world
from tests.house.dignity import beside_people
from tests.importing import EVERYTHING, bring


def text_of(client: Client, person: Person, query: str = "") -> str:
    page = client.get(path_of(person.pk, person.full) + query)
    assert page.status_code == 200
    main = page.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def cleo(ada: world.Member) -> Person:
    return world.person(ada.vault, "Cleo Marin", title="Joiner", org="Hollow Oak")


def test_the_name_in_the_address_is_decoration_and_a_new_one_redirects(ada: world.Member, cleo: Person) -> None:
    bare = f"/people/{world.public_id(cleo)}"
    old = ada.client.get(f"/people/old-name-{bare[8:]}?before=x")
    assert old.headers["Location"] == f"/people/cleo-marin-{bare[8:]}?before=x"
    assert ada.client.get(bare).status_code == 200
    assert ada.client.get(f"/people/cleo-marin-{bare[8:]}").status_code == 200
    assert ada.client.get("/people/cleo-marin").status_code == 404


def test_a_stranger_finds_nobody_by_name_or_id(eve: world.Member, cleo: Person) -> None:
    for path in (path_of(cleo.pk, cleo.full), f"/people/{world.public_id(cleo)}"):
        assert eve.client.get(path).status_code == 404
        assert eve.client.get(f"{path}/edit").status_code == 404


def test_seeds_row_4_the_evidence_stands_in_words_with_its_days(ada: world.Member, cleo: Person) -> None:
    for month in (3, 5, 9):
        world.touch(cleo, at=datetime(2024, month, 10, 12, tzinfo=UTC))
    world.touch(cleo, "mail", at=datetime(2024, 2, 1, 9, tzinfo=UTC), by_me=True)
    world.touch(cleo, "mail", at=datetime(2024, 2, 3, 9, tzinfo=UTC), by_me=False)
    standings.refresh(vault=ada.vault, people=[cleo.pk])
    text = text_of(ada.client, cleo)
    assert "Met in person three times, last on 10 September 2024." in text
    assert "You write both ways: your last word on 1 February 2024, the last answer on 3 February 2024." in text


def test_somebody_from_a_list_is_on_a_list_and_nothing_more_is_claimed(ada: world.Member, cleo: Person) -> None:
    text = text_of(ada.client, cleo)
    assert "On a list. Nothing more yet." in text
    assert "Nothing that your files or notes could tell." in text
    assert "In touch" not in text


def test_what_passed_stands_newest_first_and_goes_back_page_by_page(ada: world.Member, cleo: Person) -> None:
    for n in range(30):  # three of each moment, so that a page ends among equals
        world.touch(cleo, "call", at=world.NOW - timedelta(days=n // 3), key=f"call-{n}", what=f"talk number {n:02}")
    seen: list[str] = []
    path, pages = path_of(cleo.pk, cleo.full), 0
    while path:
        body = ada.client.get(path).content.decode()
        seen += re.findall(r"talk number \d\d", body)
        found = re.search(r'href="(\?before=\w+)#passed"', body)
        path, pages = (path_of(cleo.pk, cleo.full) + found[1] if found else ""), pages + 1
    assert pages == 3
    assert sorted(seen) == [f"talk number {n:02}" for n in range(30)]
    days = [int(one[-2:]) // 3 for one in seen]
    assert days == sorted(days)


def test_a_touch_of_somebody_else_opens_no_other_page(ada: world.Member, ben: world.Member, cleo: Person) -> None:
    world.touch(cleo, what="a long lunch")
    foreign = world.touch(world.person(ben.vault), at=world.days_ago(400))
    assert "a long lunch" in text_of(ada.client, cleo, f"?before={world.public_id(foreign)}")


def test_every_fact_says_where_it_came_from(ada: world.Member) -> None:
    bring(ada.vault, EVERYTHING)
    cleo = Person.objects.get(vault=ada.vault, full="Cleo Marin")
    text = text_of(ada.client, cleo)
    said = re.search(r"cleo@hollowoak.example E-mail · ([\w ]+) · ([\w ]+?) (?:Copy|No longer)", text)
    assert said
    assert set(said.groups()) == {"LinkedIn", "A vCard file"}
    assert "people.vcf" in text
    assert "Connections.csv" in text
    assert "line " in text
    assert "You wrote : Shelves" in text, "the subject of a mail as it was kept"


def test_who_else_they_know_is_told_only_from_ones_own_mail_and_calendar(ada: world.Member, cleo: Person) -> None:
    dan = world.person(ada.vault, "Dan Novak")
    assert "People you both know" not in text_of(ada.client, cleo)
    at = datetime(2024, 5, 2, 10, tzinfo=UTC)
    Acquaintance.objects.create(vault=ada.vault, one=cleo, other=dan, how="meeting", key="m1", at=at)
    assert "Dan Novak Sat together on 2 May 2024." in text_of(ada.client, cleo)
    assert "Cleo Marin Sat together on 2 May 2024." in text_of(ada.client, dan)


def test_seeds_row_87_no_number_stands_beside_a_person_but_dates_and_counts(ada: world.Member) -> None:
    cleo = world.person(ada.vault, "Cleo Marin")
    for days in (1, 3, 9):
        world.touch(cleo, at=world.days_ago(days))
    standings.refresh(vault=ada.vault, people=[cleo.pk])
    for path in ("/people", path_of(cleo.pk, cleo.full)):
        main = ada.client.get(path).content.decode().split("<main", 1)[1].split("</main>")[0]
        assert not list(beside_people(re.sub(r"<svg.*?</svg>", "", main))), path


def test_a_web_address_leads_nowhere_unless_it_is_one(ada: world.Member, cleo: Person) -> None:
    world.address(cleo, "javascript:alert(1)", kind="url", key="")
    page = ada.client.get(path_of(cleo.pk, cleo.full)).content.decode()
    assert 'href="javascript' not in page
    assert "javascript:alert(1)" in page


def test_names_with_markup_stay_text(ada: world.Member) -> None:
    odd = world.person(ada.vault, "<b>Cleo</b>", org='"><script>x</script>')
    world.note(odd, "<img src=x onerror=alert(1)>")
    page = ada.client.get(path_of(odd.pk, odd.full)).content.decode()
    assert "<b>Cleo" not in page
    assert "<script>x" not in page
    assert "<img src=x" not in page


def test_whoever_was_joined_leads_to_the_person_they_are_now(ada: world.Member, cleo: Person) -> None:
    other = world.person(ada.vault, "C. Marin")
    merges.join(vault=ada.vault, kept=cleo.pk, absorbed=other.pk, reason={}, now=world.NOW)
    answer = ada.client.get(f"/people/{world.public_id(other)}")
    assert answer.headers["Location"] == path_of(cleo.pk, cleo.full)


def asked(client: Client, person: Person) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path_of(person.pk, person.full)).status_code == 200
    return len(queries)


def test_the_page_asks_the_same_of_the_database_for_a_friend_of_many_years(ada: world.Member, cleo: Person) -> None:
    friend = world.person(ada.vault, "Dan Novak")
    for n in range(200):
        world.touch(friend, "mail", at=world.days_ago(n), by_me=bool(n % 2), key=f"mail-{n}")
        world.touch(friend, "met", at=world.days_ago(n), key=f"met-{n}")
    for n in range(20):
        world.note(friend, f"note {n}")
        world.promise(friend, f"promise {n}")
        world.address(friend, f"dan{n}@example.org")
        other = world.person(ada.vault, f"Other {n}")
        Acquaintance.objects.create(vault=ada.vault, one=friend, other=other, how="thread", key="t", at=world.NOW)
    assert Touch.objects.filter(vault=ada.vault).count() == 400
    assert abs(asked(ada.client, friend) - asked(ada.client, cleo)) <= 4, "only for what is there at all"
    assert asked(ada.client, friend) < 40
