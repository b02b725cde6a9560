"""The pages of a group: who may do what there, and what nobody ever sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from mensch import models
from mensch.services import group_access, group_asks, group_links
from mensch.services.group_asks import Wish
from tests import grouping, world, yours
from tests.grouping import Party
from tests.makers import populate

OPEN, BOARD = 200, "/asks"
STEWARDS = ("words", "invitations")


@pytest.fixture
def party(ada: world.Member, ben: world.Member) -> Party:
    return grouping.party(ada, ben)


def posted(member: models.Member, words: str = "a mason who knows old ovens", side: str = "looking") -> str:
    wish = Wish(side, words)
    return world.public_id(group_asks.post(member=member, wish=wish, now=timezone.now()))


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def plain(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value="|"X-CSRFToken": ")\w+', "", page)


def walked(client: Client, base: str) -> Iterator[str]:
    """Every page of the group that this reader reaches, by its links."""
    waiting, seen = [base], {base}
    while waiting:
        page = text(client, waiting.pop())
        yield page
        for link in re.findall(rf'href="({re.escape(base)}[^"#]*)', page):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def test_nothing_of_a_vault_is_on_any_page_of_the_group(party: Party, ada: world.Member, tmp_path: Path) -> None:
    yours.fill(ada, tmp_path)
    populate(ada)
    posted(party.ada, "a lamp for the long winter")
    secrets = {full for full in models.Person.objects.filter(vault=ada.vault).values_list("full", flat=True) if full}
    secrets |= set(models.Note.objects.filter(vault=ada.vault).values_list("text", flat=True))
    secrets |= set(models.Address.objects.filter(vault=ada.vault).values_list("value", flat=True))
    secrets |= set(models.Promise.objects.filter(vault=ada.vault).values_list("words", flat=True))
    secrets |= set(models.Ask.objects.filter(vault=ada.vault).values_list("words", flat=True))
    # Whom the group shows by their own word, and what its own makers wrote there.
    secrets -= {"Ada Lindqvist", "Ben Okafor", "Gil Tanaka", "Nan Roberts", "a quiet workshop"}
    assert len(secrets) > 15
    assert {one for one in secrets if one in text(ada.client, "/people")}
    readers = [(party.users[name].client, f"/groups/{party.id}") for name in ("ada", "ben", "gil")]
    readers.append((Client(), f"/g/{party.link()}"))
    for client, base in readers:
        pages = list(walked(client, base))
        assert len(pages) >= 5
        for page in pages:
            assert not {one for one in secrets if one in page}


@pytest.mark.parametrize("verb", ["get", "post"])
def test_stewards_pages_are_there_for_stewards_only(party: Party, verb: str) -> None:
    member, ask = world.public_id(party.nan), posted(party.ada)
    paths = [*STEWARDS, f"members/{member}/removal", f"members/{member}/admission", f"members/{member}/stewardship"]
    for name in ("ben", "gil", "fay"):
        for path in paths:
            answer = getattr(party.users[name].client, verb)(f"/groups/{party.id}/{path}")
            assert answer.status_code in ((404,) if verb == "post" else (404, 405)), (name, path)
    assert party.users["ada"].client.get(f"/groups/{party.id}/invitations").status_code == OPEN
    assert group_access.see(party.ada, models.GroupAsk, ask)
    assert group_access.one(party.ada, models.Member, party.nan.pk).left_at is None


def test_a_guest_sees_the_board_and_not_the_members(party: Party) -> None:
    gil = party.users["gil"].client
    assert gil.get(f"/groups/{party.id}").status_code == OPEN
    assert gil.get(f"/groups/{party.id}/members").status_code == 404
    assert "/members" not in text(gil, f"/groups/{party.id}")


def test_who_left_and_who_never_came_get_the_answer_of_a_group_that_is_not(party: Party, eve: world.Member) -> None:
    for name, client in (("fay", party.users["fay"].client), ("eve", eve.client)):
        for path in ("", "/members", "/card", "/asks", "/held", "/leaving", "/rounds"):
            here = client.get(f"/groups/{party.id}{path}")
            nowhere = client.get(f"/groups/0000000000001{path}")
            assert here.status_code == nowhere.status_code == 404, (name, path)
            assert plain(here.content.decode()) == plain(nowhere.content.decode())


def test_a_steward_has_no_more_than_a_member_by_a_private_link(party: Party) -> None:
    token = group_links.make(member=party.ada, now=timezone.now())
    pages = list(walked(Client(), f"/g/{token}"))
    assert not any("/removal" in page or "/invitations" in page or "/stewardship" in page for page in pages)
    assert Client().get(f"/g/{token}/invitations").status_code == 404


def test_a_private_link_sets_no_cookie_runs_no_script_and_looking_decides_nothing(party: Party) -> None:
    base = f"/g/{party.link()}"
    browser = Client()
    for page in walked(browser, base):
        assert "<script" not in page
        assert "csrfmiddlewaretoken" not in page
    assert browser.post(f"{base}{BOARD}", {"side": "giving", "words": "an hour of bookkeeping"}).status_code == 303
    assert not browser.cookies
    answer = browser.get(base)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_another_site_cannot_press_for_whoever_has_a_link(party: Party) -> None:
    answer = Client().post(f"/g/{party.link()}/leaving", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert group_access.one(party.ada, models.Member, party.nan.pk).left_at is None


def test_an_invitation_shows_no_member_and_joins_by_account_or_by_link(party: Party, eve: world.Member) -> None:
    made = party.users["ada"].client.post(
        f"/groups/{party.id}/invitations", {"role": "member", "places": "2", "days": "7"}
    )
    found = re.search(r"/join/[\w-]+", made.content.decode())
    assert found
    door = text(Client(), found[0])
    assert "Harbour Chapter" in door
    assert not any(name in door for name in ("Lindqvist", "Okafor", "Tanaka", "Roberts"))
    joined = Client().post(found[0], {"name": "Oda Field", "reach": ""})
    link = re.search(r"/g/[\w-]+", joined.content.decode())
    assert link
    assert not joined.cookies
    assert "Oda Field" in text(Client(), f"{link[0]}/held")
    assert eve.client.post(f"{found[0]}/account", {"name": "Eve Stone", "reach": ""}).status_code == 303
    assert eve.client.get(f"/groups/{party.id}").status_code == OPEN
    assert Client().get(found[0]).status_code == 404  # both places are taken


def test_leaving_shows_the_proof_and_nothing_of_the_member_is_left_on_any_page(party: Party, ben: world.Member) -> None:
    posted(party.ben)
    gone = ben.client.post(f"/groups/{party.id}/leaving")
    assert "1 ask or gift" in gone.content.decode()
    assert models.Trail.objects.filter(vault=ben.vault, verb="left-group").count() == 1
    for page in walked(party.users["ada"].client, f"/groups/{party.id}"):
        assert "Okafor" not in page
        assert "a mason who knows" not in page


def test_the_export_holds_what_its_owner_published_and_nothing_of_others(party: Party, ben: world.Member) -> None:
    posted(party.ben)
    posted(party.nan, "a lamp for the long winter")
    told = json.loads(yours.archive(yours.exported(ben)).read("groups.json"))
    assert [one["group"]["name"] for one in told["groups"]] == ["Harbour Chapter"]
    assert told["groups"][0]["card"]["name"] == "Ben Okafor"
    assert told["groups"][0]["asks"][0]["words"] == "a mason who knows old ovens"
    whole = json.dumps(told)
    assert not any(other in whole for other in ("Lindqvist", "Roberts", "lamp"))


def test_seeds_row_78_kinds_are_shown_and_taken_away_again(party: Party, ben: world.Member) -> None:
    ben.client.post(f"/groups/{party.id}/kinds", {"words": "owners of dental practices"})
    assert "owners of dental practices" in text(party.users["ada"].client, f"/groups/{party.id}/members")
    kind = world.public_id(group_access.own(party.ben, models.KnownKind).get())
    assert party.users["ada"].client.post(f"/groups/{party.id}/kinds/{kind}/removal").status_code == 404
    assert ben.client.post(f"/groups/{party.id}/kinds/{kind}/removal").status_code == 303
    assert "owners of dental practices" not in text(party.users["ada"].client, f"/groups/{party.id}/members")
