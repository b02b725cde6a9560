"""The list of people: by name, a page at a time, in words, the same work however many there are."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mensch.models import Label, Vault
from mensch.services import standings, words
from tests import world
from tests.importing import CONNECTIONS, bring

NAME = re.compile(r'<a class="name" href="([^"]+)"><bdi>([^<]+)</bdi>')


def names(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/people{query}")
    assert page.status_code == 200
    return [unescape(name) for _, name in NAME.findall(page.content.decode())]


def put(vault: Vault, *full: str) -> None:
    made = [world.person(vault, name) for name in full]
    words.reindex_people(vault=vault, people=[row.pk for row in made])


def test_seeds_row_3_people_stand_by_name_and_never_by_how_well_they_are_known(ada: world.Member) -> None:
    put(ada.vault, "Zoe Abel", "Ben Cole")
    friend = world.person(ada.vault, "Ada Mohr")
    for days in range(5):
        world.touch(friend, at=world.days_ago(days))
    standings.refresh(vault=ada.vault, people=[friend.pk])
    assert names(ada.client) == ["Zoe Abel", "Ben Cole", "Ada Mohr"]
    text = re.sub(r"<[^>]+>", " ", ada.client.get("/people").content.decode())
    assert not re.search(r"\b3 (people|persons|contacts)", text)


def test_each_row_says_name_role_and_one_dated_sentence(ada: world.Member) -> None:
    friend = world.person(ada.vault, "Cleo Marin", title="Joiner", org="Hollow Oak")
    world.touch(friend, at=datetime(2024, 3, 10, 12, tzinfo=UTC))
    standings.refresh(vault=ada.vault, people=[friend.pk])
    page = ada.client.get("/people").content.decode()
    assert "Joiner, Hollow Oak" in page
    assert "Met in person once, on 10 March 2024." in page


def test_people_are_narrowed_by_what_is_known_and_by_where_from(ada: world.Member) -> None:
    for n, standing in enumerate(("met", "two-way", "one-way", "listed")):
        one = world.person(ada.vault, f"Nora {standing.title()}", standing=standing)
        if n % 2 == 0:
            Label.objects.create(vault=ada.vault, person=one, text="Reading club", sort_key=one.sort_key)
    assert names(ada.client, "?evidence=two-way") == ["Nora Two-Way"]
    assert names(ada.client, "?group=Reading+club") == ["Nora Met", "Nora One-Way"]
    assert names(ada.client, "?group=Reading+club&evidence=met") == ["Nora Met"]
    assert names(ada.client, "?group=Reading+club&evidence=listed") == []
    assert len(names(ada.client, "?evidence=closest")) == 4, "a word that is no evidence asks for nothing"
    assert "<option selected>Reading club</option>" in ada.client.get("/people?group=Reading+club").content.decode()


def walk(client: Client, way: str, query: str) -> list[list[str]]:
    """The names of page after page, by the links a reader would press."""
    found, path = [], f"/people{query}"
    while path:
        body = client.get(path).content.decode()
        found.append([name for _, name in NAME.findall(body)])
        link = re.search(rf'rel="{way}" href="([^"]+)"', body)
        path = f"/people{unescape(link[1])}" if link else ""
        if not path:
            last = body
    back = re.search(r'rel="prev" href="([^"]+)"', last)
    return [*found, [f"/people{unescape(back[1])}" if back else ""]]


def test_pages_follow_each_other_without_a_gap_though_many_share_a_name(ada: world.Member) -> None:
    for n in range(120):
        one = world.person(ada.vault, "Kim Lee" if n < 80 else f"Kim Mohr{n:03}")
        Label.objects.create(vault=ada.vault, person=one, text="Fair", sort_key=one.sort_key)
    for query in ("?", "?group=Fair", "?group=Fair&evidence=listed", "?evidence=listed"):
        *pages, (before,) = walk(ada.client, "next", query)
        assert [len(page) for page in pages] == [50, 50, 20], query
        links = [href for page in range(3) for href in _hrefs(ada.client, query, page)]
        assert len(set(links)) == 120, query
        assert names(ada.client, before.removeprefix("/people")) == pages[1], query


def _hrefs(client: Client, query: str, page: int) -> list[str]:
    path = f"/people{query}"
    for _ in range(page):
        link = re.search(r'rel="next" href="([^"]+)"', client.get(path).content.decode())
        assert link
        path = f"/people{unescape(link[1])}"
    return [href for href, _ in NAME.findall(client.get(path).content.decode())]


def test_a_page_beside_somebody_who_is_gone_or_not_yours_is_the_first(ada: world.Member, ben: world.Member) -> None:
    put(ada.vault, "Zoe Abel")
    foreign = world.person(ben.vault, "Aaron Aalto")
    for beside in (world.public_id(foreign), "nobody", "0000000000000"):
        assert names(ada.client, f"?after={beside}") == ["Zoe Abel"]
        assert names(ada.client, f"?before={beside}") == ["Zoe Abel"]


def test_what_is_typed_finds_through_accents_and_one_slip(ada: world.Member) -> None:
    put(ada.vault, "Björn Łukasz", "Wanda Grün")
    assert names(ada.client, "?q=bjorn") == ["Björn Łukasz"]
    assert names(ada.client, "?q=lukasz+bjo") == ["Björn Łukasz"]
    assert names(ada.client, "?q=Wamda") == ["Wanda Grün"]
    assert names(ada.client, "?q=Wanda&evidence=met") == []


def test_search_as_you_type_gives_the_found_people_and_no_whole_page(ada: world.Member) -> None:
    put(ada.vault, "Wanda Grün")
    part = ada.client.get("/people?q=wan", headers={"HX-Request": "true"})
    assert part.content.lstrip().startswith(b'<div class="stack')
    assert "HX-Request" in part.headers["Vary"]
    whole = ada.client.get("/people?q=wan").content.decode()
    assert '<form class="seek' in whole
    assert "Wanda Grün" in whole, "without script the same form finds the same"


def test_a_book_that_is_empty_says_what_comes_here(ada: world.Member) -> None:
    page = ada.client.get("/people").content.decode()
    assert "Nobody is here yet" in page
    assert "Bring what you have" in page


def test_nobody_found_is_said_with_what_may_help_and_what_was_typed_stays_text(ada: world.Member) -> None:
    put(ada.vault, "Zoe Abel")
    page = ada.client.get("/people?q=<script>alert(1)</script>").content.decode()
    assert "Nobody found for “&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "/met?name=%3Cscript%3E" in page


def test_seeds_row_4_after_linkedin_alone_nobody_is_met_and_the_page_says_it_cannot_tell(ada: world.Member) -> None:
    bring(ada.vault, {"Connections.csv": CONNECTIONS})
    assert names(ada.client, "?evidence=met") == []
    page = ada.client.get("/people?evidence=met").content.decode()
    assert "We cannot tell yet whom you have met" in page
    assert "We cannot tell yet who writes to you" in ada.client.get("/people?evidence=two-way").content.decode()
    assert len(names(ada.client, "?evidence=listed")) == 3
    listed = ada.client.get("/people?evidence=listed").content.decode()
    assert "On LinkedIn since 2 January 2024. Nothing more yet." in listed


def test_the_people_of_another_member_are_not_there(ada: world.Member, ben: world.Member) -> None:
    put(ben.vault, "Wanda Grün")
    Label.objects.create(vault=ben.vault, person=world.person(ben.vault), text="Secret club", sort_key="x")
    assert names(ada.client) == []
    assert names(ada.client, "?q=wanda") == []
    assert names(ada.client, "?group=Secret+club") == []
    assert "Secret club" not in ada.client.get("/people").content.decode()


def asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_a_page_asks_the_same_of_the_database_however_many_people_there_are(ada: world.Member) -> None:
    paths = ("/people", "/people?evidence=met", "/people?group=Fair", "/people?q=wan")
    one = world.person(ada.vault, "Wanda Grün", standing="met")
    Label.objects.create(vault=ada.vault, person=one, text="Fair", sort_key=one.sort_key)
    words.reindex_people(vault=ada.vault, people=[one.pk])
    few = [asked(ada.client, path) for path in paths]
    for n in range(60):
        more = world.person(ada.vault, f"Wanda Mohr{n}", standing="met")
        world.touch(more, at=world.days_ago(n))
        Label.objects.create(vault=ada.vault, person=more, text="Fair", sort_key=more.sort_key)
        words.reindex_people(vault=ada.vault, people=[more.pk])
    assert [asked(ada.client, path) for path in paths] == few
    assert max(few) < 20
