"""The house rules (docs/house.md). Each rule is shown to bite by breaches planted for it (tests/house/planted.py)."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from mensch import cli
from mensch.models import Group, Vault
from mensch.models.base import OfGroup, Owned
from tests.house import dignity, papers, presses, size, source, walls, wires
from tests.house.planted import CASES, Case
from tests.house.source import ROOT, Source
from tests.routes import routes

# Tables of the house itself, not of anybody's vault: about accounts, or keyed hashes that count tries or keep a no.
WORLD = {"User", "Vault", "Group", "SignInLink", "Invite", "Attempt", "Suppression", "Reached", "StopToken"}
OURS = list(apps.get_app_config("mensch").get_models())
# The worker looks for what waits in all vaults at once; whoever signs in looks for all their groups.
OVER_ALL_VAULTS = {"circle_chain_due", "import_due", "letter_due", "member_of_user"}
OVER_ALL_VAULTS |= {"round_plan_due", "round_asking_due"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule.__name__)
def test_the_house_keeps_this_rule_everywhere(case: Case) -> None:
    assert not (found := case.rule(case.reads())), "\n".join(found)


@pytest.mark.parametrize(
    ("case", "breach"),
    [(case, breach) for case in CASES for breach in case.breaches],
    ids=lambda given: given.rule.__name__ if isinstance(given, Case) else given[0],
)
def test_the_rule_bites_a_breach_planted_for_it(case: Case, breach: tuple[str, str]) -> None:
    assert case.rule([Source(*breach)])


def test_every_rule_reads_something_and_is_shown_to_bite() -> None:
    assert all(case.reads() and case.breaches for case in CASES)
    assert len(source.package()) > 100


def test_exceptions_that_are_no_longer_needed_are_taken_off_the_lists() -> None:
    assert not size.needless((*source.package(), *source.tests()))
    paths = {one.path for one in source.package()}
    assert set(walls.PROCESSES) | set(wires.OUTBOUND) <= paths


def test_a_press_is_found_behind_other_functions_too() -> None:
    there = Source(
        "mensch/services/a.py", "from mensch.services import outbox\ndef f(x): return outbox.press(letter=x)"
    )
    job = Source("mensch/jobs.py", "from mensch.services import a\ndef go(x): a.f(x)")
    ways = presses.pressed_by_nobody([there, job])
    assert [way.partition(": ")[2] for way in ways] == [
        "mensch.jobs.go > mensch.services.a.f > mensch.services.outbox.press"
    ]
    assert not presses.pressed_by_nobody([there])


def test_rules_are_thought_without_django_sockets_or_processes() -> None:
    rules = [s for s in source.package() if s.room == "core" and not s.path.startswith(walls.COMPILED)]
    names = sorted(s.path.removesuffix(".py").replace("/", ".") for s in rules)
    loads = "import importlib, json, sys; [importlib.import_module(n) for n in sys.argv[1:]]"
    loads += "; print(json.dumps([*sys.modules]))"
    done = subprocess.run([sys.executable, "-c", loads, *names], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert "mensch" in loaded
    assert not loaded & {"django", "allauth", "socket", "subprocess", "sqlite3", "psycopg"}


@pytest.mark.parametrize("model", [m for m in OURS if m.__name__ not in WORLD], ids=lambda m: m.__name__)
def test_every_row_that_belongs_to_somebody_names_its_vault_or_its_group_first(model: type[models.Model]) -> None:
    assert issubclass(model, Owned | OfGroup)
    owner = "vault" if issubclass(model, Owned) else "group"
    assert not model._meta.get_field(owner).null
    for index in model._meta.indexes:
        if index.name not in OVER_ALL_VAULTS:
            assert index.fields[0] == owner, index.name
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            assert rule.fields[0] == owner, rule.name


def test_a_table_without_an_owner_and_off_the_list_is_found() -> None:
    assert {model.__name__ for model in OURS if not issubclass(model, Owned | OfGroup)} == WORLD


def test_no_key_leads_from_a_group_into_a_vault_or_back() -> None:
    assert not across(OURS)


def test_a_key_from_a_group_to_a_person_would_be_found() -> None:
    class Whom(OfGroup):
        person = models.ForeignKey("mensch.Person", on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "planted"

    assert across([Whom]) == ["Whom.person"]


def across(tables: list[Any]) -> list[str]:
    """Keys between what belongs to a vault and what belongs to a group."""
    sides = (OfGroup, Group), (Owned, Vault)
    return [
        f"{table.__name__}.{field.name}"
        for here, there in (sides, sides[::-1])
        for table in tables
        if issubclass(table, here)
        for field in table._meta.concrete_fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, there)
    ]


def test_seeds_row_5_no_table_holds_a_number_about_a_person() -> None:
    assert not dignity.numbers(apps.get_models())


def test_a_number_on_a_person_and_a_new_number_beside_one_are_found() -> None:
    class Person(models.Model):
        warmth = models.IntegerField()

        class Meta:
            app_label = "planted"

    class Tie(models.Model):
        person = models.ForeignKey("mensch.Person", on_delete=models.CASCADE, related_name="+")
        weight = models.FloatField()

        class Meta:
            app_label = "planted"

    assert dignity.numbers([Person, Tie]) == ["Person.warmth", "Tie.weight"]


def test_links_in_what_is_written_lead_somewhere() -> None:
    assert not papers.links(source.papers())
    assert papers.links([Source("README.md", "[x](docs/nowhere.md) [y](README.md#no-such-heading)")])


def test_commands_in_what_is_written_exist() -> None:
    known = {*cli.names(), "--help", "--version"}
    assert not papers.commands(source.papers(), known)
    assert papers.commands([Source("docs/user/a.md", "```\nmensch conquer\n```\nand `mensch rule`")], known) == [
        "docs/user/a.md: mensch conquer",
        "docs/user/a.md: mensch rule",
    ]


def test_pages_in_what_is_written_exist() -> None:
    shapes = [route.shape for route in routes()]
    assert not papers.pages(source.papers(), shapes)
    assert papers.pages([Source("docs/a.md", "`/today`, `/jobs/<id>` and `/leads`")], shapes) == ["docs/a.md: /leads"]


def test_settings_are_told_of_and_exist() -> None:
    known = papers.read_from_environment(source.package())
    assert {"DATA_DIR", "URL", "WEB_WORKERS"} <= known
    if any(paper.path.startswith("docs/user/") for paper in source.papers()):
        assert not papers.settings(source.papers(), known)
    wrong = papers.settings([Source("a.md", "MENSCH_URL MENSCH_COLOUR")], {"URL", "HOSTS"})
    assert wrong == ["MENSCH_HOSTS is not told of", "MENSCH_COLOUR does not exist"]


def test_nothing_names_the_place_where_it_was_made() -> None:
    everything = (*source.package(), *source.tests(), *source.templates(), *source.statics(), *source.papers())
    assert not papers.workshop(everything)
    assert papers.workshop([Source("a.py", "# see /" + "work/notes")])


def test_nothing_is_left_half_merged() -> None:
    everything = (*source.package(), *source.tests(), *source.templates(), *source.statics(), *source.papers())
    assert not papers.unmerged(everything)
    assert papers.unmerged([Source("a.md", "one\n" + "<" * 7 + " here\ntwo")])


def test_migrations_stand_in_one_line() -> None:
    names = [path.stem for path in sorted((ROOT / "mensch/migrations").glob("[0-9]*.py"))]
    assert not forked(names)
    assert forked(["0001_a", "0002_b", "0002_c"]) == ["0002"]


def forked(names: list[str]) -> list[str]:
    """Numbers that two migrations bear."""
    numbers = [name[:4] for name in names]
    return sorted({number for number in numbers if numbers.count(number) > 1})
