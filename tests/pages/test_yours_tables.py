"""Every table is decided on: does it go with its owner, does it go with a person who is erased?"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from mensch.models import Person
from mensch.models.base import Owned
from mensch.services import erasing_pages
from mensch.services.yours_tables import (
    ERASED,
    EXPORTED,
    IDS,
    NOT_ERASED,
    NOT_EXPORTED,
    by_name,
    leaves_first,
    name_of,
)


def every() -> set[type[Any]]:
    return set(apps.get_app_config("mensch").get_models())


def undecided(models: set[type[Any]], yes: set[type[Any]], no: set[type[Any]]) -> set[str]:
    return {model.__name__ for model in models - yes - no}


def test_every_model_is_exported_or_says_why_not() -> None:
    assert undecided(every(), set(EXPORTED), set(NOT_EXPORTED)) == set(), "add it to services/yours_tables.py"
    assert set(EXPORTED).isdisjoint(NOT_EXPORTED)


def test_every_model_is_erased_or_says_why_not() -> None:
    assert undecided(every(), set(ERASED), set(NOT_ERASED)) == set(), "add it to services/yours_tables.py"
    assert set(ERASED).isdisjoint(NOT_ERASED)


def test_whatever_is_erased_is_told_in_words_of_its_own() -> None:
    """On the page before an erasure and in its proof nobody reads of "more lines"."""
    kinds = {name_of(model) for model in leaves_first() if ERASED.get(model)} - erasing_pages._UNTOLD
    assert [kind for kind in sorted(kinds) if erasing_pages.spoken_of(kind) == "other"] == []
    assert erasing_pages.spoken_of("a table of tomorrow") == "other"


def test_a_new_model_fails_until_it_is_decided() -> None:
    class Novelty:
        pass

    assert undecided({*every(), Novelty}, set(EXPORTED), set(NOT_EXPORTED)) == {"Novelty"}


def test_reasons_are_given_in_words() -> None:
    assert all(len(why.split()) > 2 for why in [*NOT_EXPORTED.values(), *NOT_ERASED.values()])
    assert all(rule.by or rule.also for rule in ERASED.values())


def test_parents_stand_before_their_children_in_an_export() -> None:
    place = {model: n for n, model in enumerate(EXPORTED)}
    for model in EXPORTED:
        for field in model._meta.concrete_fields:
            target = field.related_model
            if isinstance(target, type) and issubclass(target, Owned):
                assert place[target] < place[model], (model, field.name)


def test_every_key_to_a_person_is_a_way_to_erase_them() -> None:
    for model in every():
        keys = {f.name for f in model._meta.concrete_fields if f.related_model is Person}
        assert keys <= set(ERASED[model].by if model in ERASED else ()), model


def test_the_ways_to_a_person_are_lookups_that_exist() -> None:
    for model, rule in ERASED.items():
        for lookup in rule.by:
            model._default_manager.filter(**{f"{lookup}__in": [1]}).query.get_compiler("default").as_sql()


def test_ids_beside_the_keys_are_columns_that_exist() -> None:
    for model, names in IDS.items():
        for name in names:
            try:
                model._meta.get_field(name)
            except FieldDoesNotExist:
                raise AssertionError((model, name)) from None


def test_names_of_tables_are_told_apart() -> None:
    assert len(by_name()) == len(EXPORTED)
    assert set(leaves_first()) >= set(EXPORTED)
