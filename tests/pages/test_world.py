"""The cast itself."""

from __future__ import annotations

from django.test import Client

from tests import world


def test_ada_is_signed_in_and_nobody_else_by_accident(ada: world.Member, anyone: Client) -> None:
    assert ada.client.get("/today").status_code == 200
    assert anyone.get("/today").status_code == 302


def test_every_member_has_a_vault_of_their_own(ada: world.Member, ben: world.Member, eve: world.Member) -> None:
    assert len({ada.vault.pk, ben.vault.pk, eve.vault.pk}) == 3


def test_the_makers_fill_what_a_test_does_not_care_about(ada: world.Member) -> None:
    cleo = world.person(ada.vault)
    made = [world.touch(cleo), world.promise(cleo), world.note(cleo), world.letter(cleo), world.ask(cleo, ada.vault)]
    made += [world.address(cleo), world.twin(ada.vault), world.import_file(world.importing(ada.vault))]
    assert {row.vault_id for row in made} == {ada.vault.pk}
