"""Laws of merging in the tables: undoing gives back every row of every table exactly as it was."""

from __future__ import annotations

from typing import ClassVar

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mensch import models
from mensch.errors import InputError
from mensch.services import merge_tables, merge_undo, merges
from mensch.services.access import public
from tests import world
from tests.dump import differing, dump
from tests.full_person import acquainted, full_person

MERGES = frozenset({"mensch_merge"})
NAMES = ("Cleo Marin", "Cleo Marín", "C. Marin", "Cleo Weber")


def join(vault: models.Vault, kept: models.Person, absorbed: models.Person) -> models.Merge:
    return merges.join(vault=vault, kept=kept.pk, absorbed=absorbed.pk, reason={}, now=world.NOW)


def undo(merge: models.Merge) -> None:
    merge_undo.undo(vault=merge.vault, public_id=public(merge.pk), now=timezone.now())


def four_people(vault: models.Vault) -> list[models.Person]:
    """Four with a row in every table, some rows alike, who know each other and might be one."""
    importing = world.importing(vault)
    fields: list[dict[str, str]] = [{}, {"org": "Arco"}, {"birthday": "1980-04-12", "nickname": "Cle"}, {"org": "Arco"}]
    people = [
        full_person(vault, name, f"cleo{n % 2}@example.org", importing, **given)
        for n, (name, given) in enumerate(zip(NAMES, fields, strict=True))
    ]
    world.touch(people[1], "mail", world.days_ago(3), by_me=True)
    other = full_person(vault, "Dan Novak", "dan@example.org", importing)
    for one in people:
        acquainted(one, other)
    acquainted(people[0], people[1])
    for low, high in ((0, 1), (1, 2), (0, 3)):
        models.Twin.objects.create(vault=vault, one=people[low], other=people[high], made_at=world.NOW)
    models.Twin.objects.create(vault=vault, one=people[2], other=other, made_at=world.NOW)
    models.Separation.objects.create(vault=vault, one=people[1], other=other, made_at=world.NOW)
    return people


class TheLawOfUndoing(TestCase):
    vault: ClassVar[models.Vault]
    people: ClassVar[list[models.Person]]
    before: ClassVar[dict[str, list[str]]]

    @classmethod
    def setUpTestData(cls) -> None:
        """The same four for every example; each example's merges are rolled back."""
        cls.vault = world.member("ada@example.org").vault
        cls.people = four_people(cls.vault)
        cls.before = dump(aside=MERGES)

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=4))
    def test_any_merges_undone_in_reverse_leave_every_table_as_before(self, pairs: list[tuple[int, int]]) -> None:
        gone, done = set[int](), []
        for kept, absorbed in pairs:
            if kept != absorbed and not gone & {kept, absorbed}:
                done.append(join(self.vault, self.people[kept], self.people[absorbed]))
                gone.add(absorbed)
        for merge in reversed(done):
            undo(merge)
        assert differing(self.before, dump(aside=MERGES)) == {}


def test_the_first_of_three_merges_can_be_undone_and_the_later_ones_hold(ada: world.Member) -> None:
    a, b, c, d = four_people(ada.vault)
    first = join(ada.vault, a, b)
    join(ada.vault, a, c)
    join(ada.vault, d, a)
    undo(first)
    left = set(models.Person.objects.filter(vault=ada.vault, full__startswith="C").values_list("id", flat=True))
    assert left == {b.pk, d.pk}
    assert models.Touch.objects.filter(person=b).count() == 3
    assert models.Merge.objects.filter(undone_at=None, kept=d).count() == 2


def test_a_merge_moves_what_the_kept_person_had_not_and_doubles_nothing(ada: world.Member) -> None:
    a, b, *_ = four_people(ada.vault)
    join(ada.vault, a, b)
    assert not models.Person.objects.filter(pk=b.pk).exists()
    assert {n.person_id for n in models.Note.objects.filter(person__in=(a.pk, b.pk))} == {a.pk}
    assert models.Note.objects.filter(person=a).count() == 2
    assert models.Touch.objects.filter(person=a, key="summer fair").count() == 1
    assert models.Rhythm.objects.filter(person=a).count() == 1
    assert models.Acquaintance.objects.filter(one=a).count() == 1
    a.refresh_from_db()
    assert a.org == "Arco"


def test_every_table_that_points_at_a_person_is_covered() -> None:
    known = {table.model for table in merge_tables.tables()} | set(merge_tables.PAIRS)
    assert known == {m for m in merge_tables.owned() if merge_tables.keys_to(m, models.Person)}


def test_the_full_person_of_these_tests_has_a_row_in_every_such_table(ada: world.Member) -> None:
    people = four_people(ada.vault)
    join(ada.vault, people[0], people[3])
    missing = [t.name for t in merge_tables.tables() if not t.model.objects.filter(**{t.column: people[0]}).exists()]
    assert missing == []


def test_what_was_written_after_a_merge_stays_when_it_is_undone(ada: world.Member) -> None:
    a, _, c, _ = four_people(ada.vault)
    merge = join(ada.vault, a, c)
    models.Person.objects.filter(pk=a.pk).update(nickname="Cleopatra")
    note = world.note(a, "since then")
    moved = models.Note.objects.filter(person=a).exclude(pk=note.pk).latest("id")
    moved.delete()
    undo(merge)
    a.refresh_from_db()
    assert (a.nickname, a.birthday) == ("Cleopatra", "")
    assert models.Note.objects.get(pk=note.pk).person_id == a.pk
    assert not models.Note.objects.filter(person=c).exists()


def test_a_person_is_not_merged_with_themself(ada: world.Member) -> None:
    one = world.person(ada.vault)
    with pytest.raises(InputError, match="one person already"):
        join(ada.vault, one, one)
