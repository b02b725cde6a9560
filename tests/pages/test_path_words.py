"""Who might lead to somebody one day, and the owner's word that two others know each other."""

from __future__ import annotations

import pytest

from mensch.core.ties.why import Why
from mensch.models import Acquaintance, Import, Person, Vault
from mensch.services import import_undo, paths_near, reworking, words
from mensch.services.phrases import phrase
from tests import world
from tests.importing import CARDS, bring
from tests.pages.pressing import of, press, undo
from tests.pages.test_path import acquainted, asked, known, page


@pytest.fixture
def cleo(ada: world.Member) -> Person:
    return world.person(ada.vault, "Cleo Marin", org="Open Loom")


def test_without_a_path_it_is_told_who_might_lead_there_one_day(ada: world.Member, cleo: Person) -> None:
    listed = world.person(ada.vault, "Finn Aalto")
    acquainted(listed, cleo, "thread")
    colleague = known(ada.vault, "Ben Okafor")
    Person.objects.filter(vault=ada.vault, pk=colleague.pk).update(org="The Open Loom Ltd")
    member = world.person(ada.vault, "Dan Novak")
    for one in (cleo, member):
        press(ada, f"{of(one)}/labels", text="Harbour Club")
    _index(ada.vault)
    near = paths_near.near(vault=ada.vault, to=cleo)
    assert [(one.row.full, one.why.code) for one in near] == [
        ("Finn Aalto", Why.KNOWS_THEM),
        ("Ben Okafor", Why.SAME_FIRM),
        ("Dan Novak", Why.SAME_GROUP_LISTED),
    ]
    shown = page(ada, cleo)
    assert "You cannot be introduced yet" in shown
    assert all(phrase(one.why) in shown for one in near)
    assert phrase(near[0].told[0]) in shown


def _index(vault: Vault) -> None:
    words.reindex_people(vault=vault, people=Person.objects.filter(vault=vault).values_list("id", flat=True))


def test_a_group_as_large_as_a_list_brings_nobody_nearer(ada: world.Member, cleo: Person) -> None:
    for number in range(61):
        press(ada, f"{of(world.person(ada.vault, f'Kim Lee{number:03}'))}/labels", text="Everybody")
    press(ada, f"{of(cleo)}/labels", text="Everybody")
    assert paths_near.near(vault=ada.vault, to=cleo) == ()


def test_what_i_was_told_opens_a_path_until_i_take_it_back(ada: world.Member, cleo: Person) -> None:
    ben = known(ada.vault, "Ben Okafor")
    answer = press(ada, f"{of(cleo)}/acquaintances", other="Ben Okafor")
    press(ada, f"{of(cleo)}/acquaintances", other=world.public_id(ben))
    assert Acquaintance.objects.filter(vault=ada.vault).count() == 1
    assert [step.told[0].code for step in asked(ada.vault, cleo).routes[0].steps] == ["met", Why.TOLD_SO]
    undo(ada, answer)
    assert not asked(ada.vault, cleo).routes
    assert not Acquaintance.objects.filter(vault=ada.vault).exists()


def test_my_word_stands_on_both_pages_with_a_way_to_take_it_back(ada: world.Member, cleo: Person) -> None:
    ben = known(ada.vault, "Ben Okafor")
    press(ada, f"{of(cleo)}/acquaintances", other="Ben Okafor")
    removal = f"/acquaintances/{world.public_id(Acquaintance.objects.get(vault=ada.vault))}/removal"
    for one in (ben, cleo):
        shown = ada.client.get(of(one), follow=True).content.decode()
        assert "that they know each other" in shown
        assert removal in shown
    press(ada, removal)
    assert removal not in ada.client.get(of(ben), follow=True).content.decode()


@pytest.mark.parametrize("other", ["", "Nobody Here", "Cleo Marin", "Kim Lee"])
def test_nobody_is_guessed_when_i_say_who_knows_them(ada: world.Member, cleo: Person, other: str) -> None:
    for _ in range(2):
        world.person(ada.vault, "Kim Lee")
    assert ada.client.post(f"{of(cleo)}/acquaintances", {"other": other}).status_code == 400
    assert not Acquaintance.objects.filter(vault=ada.vault).exists()


def test_what_was_seen_in_mail_cannot_be_taken_back_as_if_i_had_said_it(ada: world.Member, cleo: Person) -> None:
    row = acquainted(world.person(ada.vault, "Dan Novak"), cleo, "thread")
    assert ada.client.post(f"/acquaintances/{world.public_id(row)}/removal").status_code == 400
    assert Acquaintance.objects.filter(pk=row.pk, vault=ada.vault).exists()


def test_my_word_survives_new_work_on_touches_and_keeps_the_two_when_an_import_goes(ada: world.Member) -> None:
    bring(ada.vault, {"people.vcf": CARDS})
    one, other = Person.objects.filter(vault=ada.vault).order_by("full")
    press(ada, f"{of(one)}/acquaintances", other=other.full)
    reworking.rework(vault_id=ada.vault.pk)
    assert Acquaintance.objects.filter(vault=ada.vault).count() == 1
    import_undo.undo(import_id=Import.objects.get(vault=ada.vault).pk)
    assert Person.objects.filter(vault=ada.vault).count() == 2
    assert Acquaintance.objects.filter(vault=ada.vault).count() == 1
