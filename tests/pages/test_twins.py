"""Pairs that may be one person wait side by side; the owner decides, and every answer can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mensch.core.identity_rules import Why
from mensch.core.reasons import Reason
from mensch.models import Merge, Person, RawRecord, Separation, Twin, Vault
from mensch.services import merges
from mensch.services.access import public
from mensch.services.people_rows import path_of
from mensch.services.phrases import phrase
from tests import world
from tests.snapshot import changed, snapshot


def pair(vault: Vault, name: str = "Cleo Marin", org: str = "Arco", code: str = "same-name-and-company") -> Twin:
    """Two cards of one name at one firm, from two address books."""
    one, other = world.person(vault, name, org=org), world.person(vault, name, org=org, title="Baker")
    world.address(one, "cleo@example.org")
    world.address(other, "cleo.m@example.com")
    for person, book in ((one, "old.vcf"), (other, "work.csv")):
        merges.rekey(vault, person)
        RawRecord.objects.create(
            vault=vault, person=person, source="vcard", key=f"{person.pk}", file_name=book, seen_at=world.NOW
        )
    reason: dict[str, Any] = {"code": code, "facts": {"shared": "arco", "name": "same"}}
    row: Twin = Twin.objects.create(vault=vault, one=one, other=other, reason=reason, made_at=world.NOW)
    return row


def page(client: Client, url: str = "/twins") -> str:
    return client.get(url).content.decode()


def test_seeds_row_18_both_stand_side_by_side_with_the_reason_in_words(ada: world.Member) -> None:
    pair(ada.vault)
    html = page(ada.client)
    assert "Same name and company, different address book." in html
    assert "cleo@example.org" in html
    assert "cleo.m@example.com" in html
    assert ">different<" in html
    assert "old.vcf" in html


def test_one_person_joins_them_and_undo_brings_both_back(ada: world.Member) -> None:
    twin = pair(ada.vault)
    before = snapshot()
    ada.client.post(f"/twins/{public(twin.pk)}/merge")
    assert Person.objects.filter(vault=ada.vault).count() == 1
    assert "No pair is waiting" in page(ada.client)
    [merge] = Merge.objects.filter(vault=ada.vault)
    ada.client.post(f"/merges/{public(merge.pk)}/undoing")
    assert changed(before, snapshot()) == ["mensch_merge"]
    assert "One person or two?" in page(ada.client)


def test_two_people_is_never_asked_again_and_can_be_taken_back(ada: world.Member) -> None:
    twin = pair(ada.vault)
    before = snapshot()
    assert "might be the same person" in page(ada.client, path_of(twin.one_id, twin.one.full))
    said = ada.client.post(f"/twins/{public(twin.pk)}/separation", follow=True).content.decode()
    assert "No import will join them." in said
    assert "No pair is waiting" in page(ada.client)
    assert "might be the same person" not in page(ada.client, path_of(twin.one_id, twin.one.full))
    [separation] = Separation.objects.filter(vault=ada.vault)
    ada.client.post(f"/separations/{public(separation.pk)}/undoing")
    assert changed(before, snapshot()) == []


def test_later_puts_a_pair_at_the_end(ada: world.Member) -> None:
    first, second = pair(ada.vault, "Cleo Marin"), pair(ada.vault, "Dan Novak")
    ada.client.post(f"/twins/{public(first.pk)}/later")
    html = page(ada.client)
    assert html.index(public(second.pk)) < html.index(public(first.pk))


def test_those_that_agree_by_name_and_company_are_looked_at_before_they_are_joined(ada: world.Member) -> None:
    ticked, unticked = pair(ada.vault, "Cleo Marin"), pair(ada.vault, "Dan Novak")
    other = pair(ada.vault, "Ben Hale", code="same-name")
    html = page(ada.client, "/twins/agreeing")
    assert public(ticked.pk) in html
    assert public(other.pk) not in html
    assert Merge.objects.count() == 0
    said = ada.client.post("/twins/agreeing", {"twin": [public(ticked.pk)]}, follow=True).content.decode()
    assert "1 pair is one person now." in said
    assert set(Twin.objects.values_list("pk", flat=True)) == {unticked.pk, other.pk}


def test_a_pair_that_no_longer_agrees_is_not_joined_in_bulk(ada: world.Member) -> None:
    twin = pair(ada.vault)
    Person.objects.filter(pk=twin.other_id).update(org="Bell")
    ada.client.post("/twins/agreeing", {"twin": [public(twin.pk)]})
    assert Merge.objects.count() == 0


def test_two_who_were_called_different_are_not_joined_through_a_third(ada: world.Member) -> None:
    first = pair(ada.vault)
    third = world.person(ada.vault, "Cleo Marin", org="Arco")
    second = Twin.objects.create(vault=ada.vault, one=first.other, other=third, reason=first.reason, made_at=world.NOW)
    Separation.objects.create(vault=ada.vault, one=first.one, other=third, made_at=world.NOW)
    ada.client.post("/twins/agreeing", {"twin": [public(first.pk), public(second.pk)]})
    assert Person.objects.filter(vault=ada.vault).count() == 2


def test_pairs_are_shown_a_few_at_a_time(ada: world.Member) -> None:
    for number in range(8):
        pair(ada.vault, f"Cleo Marin {'abcdefgh'[number]}")
    assert page(ada.client).count("One person</button>") == 6
    assert page(ada.client, "/twins?page=2").count("One person</button>") == 2
    assert page(ada.client, "/twins?page=99").count("One person</button>") == 2


def test_what_was_joined_is_listed_with_its_undo(ada: world.Member) -> None:
    twin = pair(ada.vault)
    ada.client.post(f"/twins/{public(twin.pk)}/merge")
    html = page(ada.client, "/twins/joined")
    assert "Cleo Marin" in html
    assert f"/merges/{public(Merge.objects.get().pk)}/undoing" in html


def test_a_name_with_markup_stays_text(ada: world.Member) -> None:
    pair(ada.vault, "<b>Cleo</b> Marin")
    assert "<b>Cleo" not in page(ada.client)


def test_without_pairs_the_page_says_what_will_appear(ada: world.Member) -> None:
    for url, says in (
        ("/twins", "No pair is waiting"),
        ("/twins/agreeing", "No pair agrees by name and company"),
        ("/twins/joined", "Nobody was joined yet"),
    ):
        assert says in page(ada.client, url)


def test_another_member_sees_none_of_it(ada: world.Member, ben: world.Member) -> None:
    twin = pair(ada.vault)
    assert "Cleo" not in page(ben.client)
    assert ben.client.post("/twins/agreeing", {"twin": [public(twin.pk)]}).status_code == 404
    assert Person.objects.filter(vault=ada.vault).count() == 2


@pytest.mark.parametrize("code", list(Why))
def test_every_reason_has_its_sentence(code: Why) -> None:
    facts = (("email", "a@example.org"), ("phone", "+44"), ("url", "example.org/a"), ("shared", "arco"))
    for books in ("", "different"):
        sentence = phrase(Reason(code, (*facts, ("books", books))))
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "{" not in sentence
