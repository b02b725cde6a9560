"""What a later file changes on somebody: the owner's word about an address stands, and groups stay in order."""

from __future__ import annotations

import pytest
from django.utils import timezone

from mensch.models import Address, Import, Label, Person, Touch
from mensch.services import acquaintances, addresses, import_undo
from mensch.services.access import public
from tests import importing as given
from tests import plans, world

pytestmark = pytest.mark.django_db

CARD = """BEGIN:VCARD
VERSION:3.0
UID:uid-cleo
FN:{name}
{emails}CATEGORIES:Friends
END:VCARD
"""
OLD, NEW = "EMAIL:old@example.org\n", "EMAIL:new@example.org\n"


def bring(ada: world.Member, file: str, emails: str, name: str = "Cleo Marin") -> None:
    given.bring(ada.vault, {file: CARD.format(name=name, emails=emails).encode()})


def old_address(ada: world.Member) -> Address:
    found: Address = Address.objects.get(vault=ada.vault, key="old@example.org")
    return found


def test_an_address_the_owner_called_past_stays_past_whatever_a_file_says_anew(ada: world.Member) -> None:
    bring(ada, "one.vcf", OLD)
    addresses.end(vault=ada.vault, address=public(old_address(ada).pk), now=timezone.now())
    bring(ada, "two.vcf", NEW)
    bring(ada, "three.vcf", OLD + NEW)
    assert old_address(ada).gone_at is not None


def test_an_address_a_file_left_out_is_good_again_when_it_says_it_again(ada: world.Member) -> None:
    bring(ada, "one.vcf", OLD)
    bring(ada, "two.vcf", NEW)
    assert old_address(ada).gone_at is not None
    bring(ada, "three.vcf", OLD + NEW)
    assert old_address(ada).gone_at is None


def test_a_new_name_from_a_file_puts_the_person_in_their_place_in_each_group_and_undoing_back(
    ada: world.Member,
) -> None:
    bring(ada, "one.vcf", OLD)
    before = Label.objects.get(vault=ada.vault).sort_key
    bring(ada, "two.vcf", OLD, name="Cleo Abel")
    person, label = Person.objects.get(vault=ada.vault), Label.objects.get(vault=ada.vault)
    assert (person.full, label.sort_key) == ("Cleo Abel", person.sort_key)
    assert label.sort_key != before
    import_undo.undo(import_id=Import.objects.latest("id").pk)
    assert Label.objects.get(vault=ada.vault).sort_key == before == Person.objects.get(vault=ada.vault).sort_key


def test_who_sat_together_is_looked_for_by_an_index(ada: world.Member) -> None:
    one, other = world.person(ada.vault, "Cleo Marin"), world.person(ada.vault, "Dan Novak")
    for person in (one, other):
        world.touch(person, kind="met", key="meeting-1", source="ical")
    with plans.watching() as seen:
        acquaintances.find(vault=ada.vault, people=[one.pk, other.pk], importing=None)
    assert not [how for table, how, _ in seen.walks if table == "mensch_touch"]
    assert Touch.objects.count() == 2
