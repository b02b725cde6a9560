"""Laying two people together, and taking them apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.identity_merge import Edit, Holding, Row, merge, merged, parted, split

_FIELDS = ("name", "birthday", "note")


@st.composite
def two_people(draw: st.DrawFn) -> tuple[Holding, Holding]:
    row = st.tuples(st.sampled_from(("address", "record", "touch")), st.sampled_from(("", "a", "b", "c")))
    rows = [Row(table, n, same) for n, (table, same) in enumerate(draw(st.lists(row, max_size=12)))]
    owner = draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    fields = [{f: draw(st.sampled_from(("", "x", "y"))) for f in _FIELDS} for _ in range(2)]
    ada, ben = (frozenset(r for r, o in zip(rows, owner, strict=True) if o is side) for side in (True, False))
    return Holding(1, ada, fields[0]), Holding(2, ben, fields[1])


@given(two_people())
def test_split_after_merge_is_as_before(people: tuple[Holding, Holding]) -> None:
    done = merge(*people)
    assert parted(*merged(*people, done), split(done)) == people


@given(two_people())
def test_a_merge_loses_no_row_and_doubles_none(people: tuple[Holding, Holding]) -> None:
    kept, absorbed = merged(*people, merge(*people))
    assert kept.rows | absorbed.rows == people[0].rows | people[1].rows
    assert not kept.rows & absorbed.rows


@given(two_people())
def test_a_merge_overwrites_no_field(people: tuple[Holding, Holding]) -> None:
    kept, _ = merged(*people, merge(*people))
    assert all(kept.fields[name] == value for name, value in people[0].fields.items() if value)


def test_a_twin_stays_with_the_absorbed_person() -> None:
    ada = Holding(1, frozenset({Row("address", 1, "ada@example.org")}), {})
    ada_again = Holding(2, frozenset({Row("address", 2, "ada@example.org"), Row("touch", 3)}), {})
    done = merge(ada, ada_again)
    assert done.moved == {Row("touch", 3)}
    assert done.twins == {Row("address", 2, "ada@example.org")}


def test_what_was_edited_since_the_merge_stays() -> None:
    ada = Holding(1, frozenset(), {"note": "", "birthday": ""})
    ben = Holding(
        2, frozenset({Row("address", 2), Row("touch", 3)}), {"note": "met at the fair", "birthday": "--04-12"}
    )
    done = merge(ada, ben)
    back = split(done, [Edit(field="note"), Edit(row=Row("touch", 3), gone=True)])
    assert back.emptied == ("birthday",)
    assert back.back == {Row("address", 2)}
