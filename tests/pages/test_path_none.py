"""Without touches there is no path to anybody, and the page, the command and the service all say so."""

from __future__ import annotations

import json

import pytest

from mensch import cli
from mensch.core.ties.why import Why
from mensch.models import Person
from mensch.services import paths_near, ways_in
from mensch.services.access import vault_of
from mensch.services.phrases import read
from tests import world
from tests.house.dignity import told as numbers_in
from tests.importing import CARDS, bring
from tests.pages.test_path import acquainted, asked, known, page

NO_EVIDENCE = "No evidence of any path"


def test_people_of_one_firm_are_no_path_after_an_import_without_touches(ada: world.Member) -> None:
    """The same for everybody of an import: nobody is named as a way to anybody."""
    head = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    people = [b"%s,Rao,,,Open Loom,Weaver,05 Feb 2024\r\n" % name for name in (b"Gita", b"Hari", b"Indu", b"Jaya")]
    bring(ada.vault, {"Connections.csv": head + b"".join(people), "people.vcf": CARDS})
    everybody = list(Person.objects.filter(vault=ada.vault))
    assert len(everybody) == 6
    for person in everybody:
        answer = asked(ada.vault, person)
        assert (answer.direct, answer.routes, answer.why and answer.why.code) == ((), (), Why.NO_PATH)
        shown = page(ada, person)
        assert NO_EVIDENCE in shown
        assert "/people" in shown
        assert "Through <bdi>" not in shown
    gita = next(person for person in everybody if person.given == "Gita")
    assert {one.why.code for one in paths_near.near(vault=ada.vault, to=gita)} == {Why.SAME_FIRM_LISTED}


def test_the_command_says_the_same_as_data_and_in_words(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    vault = vault_of(ways_in.first_member())
    bring(vault, {"people.vcf": CARDS})
    assert cli.main(["path", "Cleo Marin", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["paths"], told["known"], told["why"]["code"]) == ([], [], "no-path")
    assert cli.main(["path", "Cleo Marin"]) == 0
    assert NO_EVIDENCE in capsys.readouterr().out

    ben, cleo = known(vault, "Ben Okafor", "mail"), Person.objects.get(vault=vault, full="Cleo Marin")
    acquainted(ben, cleo)
    assert cli.main(["path", "Cleo Marin", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["why"] is None
    first, second = told["paths"][0]["steps"]
    assert (first["from"], first["to"]["name"], second["to"]["name"]) == (None, "Ben Okafor", "Cleo Marin")
    assert [step["evidence"][0]["code"] for step in (first, second)] == ["write-to-each-other", "sat-together"]
    assert second["evidence"][0]["facts"]["last"]
    assert read(second["evidence"][0]).fact("times") == "1"
    assert not numbers_in(told)
    assert cli.main(["path", "Cleo Marin"]) == 0
    assert "You → Ben Okafor → Cleo Marin" in capsys.readouterr().out
    assert cli.main(["path", "Cleo Marin", "--met"]) == 0
    assert "not met in person" in capsys.readouterr().out
    assert cli.main(["path", "Nobody Here"]) == 1
