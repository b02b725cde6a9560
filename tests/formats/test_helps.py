"""Graphs of help in files: everything that is wrong is found before anything is planned."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.formats.helps_json import read_json
from mensch.formats.helps_list import read_list, read_wmd

HEAD = "# n=4 first_givers=1 edges=3; rows: giver,receiver,weight ; first givers listed next line\n# first_givers: 0\n"
WMD = (
    "# TITLE: 2 with 1\n# ALTERNATIVE NAME 1: Pair 1\n# ALTERNATIVE NAME 2: Pair 2\n# ALTERNATIVE NAME 3: Alturist 1\n"
)
PLAIN: dict[str, Any] = {"people": 4, "first_givers": [0], "helps": [[0, 1, 5], [1, 2], [2, 1, 2, 0.5]]}


def faults(**changes: Any) -> tuple[str, ...]:
    reading = read_json(json.dumps({**PLAIN, **changes}).encode())
    assert (reading.problem is None) == bool(reading.faults)
    return reading.faults


def test_a_help_list_is_read_by_columns() -> None:
    problem = read_list(f"{HEAD}0,1,5\n1,2,3.5\n2,1,4\n".encode()).problem
    assert problem is not None
    assert (problem.giver.tolist(), problem.receiver.tolist()) == ([0, 1, 2], [1, 2, 1])
    assert (problem.weight.tolist(), problem.first.tolist()) == ([5, 3.5, 4], [True, False, False, False])


def test_chances_stand_in_a_fourth_column() -> None:
    problem = read_list(f"{HEAD}0,1,5,0.5\n1,2,3,1\n".encode()).problem
    assert problem is not None
    assert problem.chance.tolist() == [0.5, 1]


def test_every_bad_row_is_told_with_its_line_and_nothing_is_kept() -> None:
    rows = "0,1,5\n1,1,3\nx,2\n1,2,-3\n0,1,5\n2,9,1\n1,3,nan\n1,3,2,0\n"
    reading = read_list(f"{HEAD}{rows}".encode())
    assert reading.problem is None
    assert reading.faults == (
        "line 4: 1 helps themself",
        "line 5: 'x,2' is not giver,receiver,weight[,chance]",
        "line 6: the weight -3.0 is no number of at least 0",
        "line 7: 0 helps 1 a second time",
        "line 8: nobody is called 9",
        "line 9: the weight nan is no number of at least 0",
        "line 10: the chance 0.0 is not above 0 and at most 1",
    )


def test_of_many_faults_the_first_twenty_are_told_and_all_are_counted() -> None:
    reading = read_list((HEAD + "1,1,1\n" * 33).encode())
    assert (len(reading.faults), reading.count) == (20, 33)


def test_preflib_names_say_who_gives_first_and_weight_nothing_is_no_help() -> None:
    reading = read_wmd(f"{WMD}1,2,1.0\n2,1,1.0\n1,3,0.0\n3,1,1.0\n".encode())
    assert reading.problem is not None
    assert list(reading.problem.people) == [1, 2, 3]
    assert reading.problem.first.tolist() == [False, False, True]
    assert list(zip(reading.problem.giver.tolist(), reading.problem.receiver.tolist(), strict=True)) == [
        (0, 1),
        (1, 0),
        (2, 0),
    ]
    assert read_wmd(b"1,2,1\n").count == 2


def test_an_instance_has_seats_vetoes_and_locked_parts() -> None:
    more = {"give": {"1": 2}, "vetoes": [[1, 3]], "met": [[2, 1]], "locked": {"chains": [[0, 1]]}, "max_chain": 2}
    reading = read_json(json.dumps({**PLAIN, **more}).encode())
    problem = reading.problem
    assert problem is not None
    assert (problem.give.tolist(), problem.vetoes, problem.met) == ([1, 2, 1, 1], ((1, 3),), ((1, 2),))
    assert problem.locked[0].members == (0, 1)
    assert (problem.max_circle, problem.max_chain, problem.order) == (3, 2, ("value",))


def test_a_help_into_a_first_giver_is_left_aside_and_counted() -> None:
    assert read_json(json.dumps({**PLAIN, "helps": [[1, 0], [0, 1]]}).encode()).ignored == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"people": "x"}, "people: it is neither a number nor a list of ids"),
        ({"people": ["a", "a"], "first_givers": [], "helps": []}, "people: 1 stand twice"),
        ({"first_givers": [7]}, "first_givers: nobody is called 7"),
        ({"helps": [[True, 1]]}, "help 0: nobody is called True"),
        (
            {"helps": [5]},
            "help 0: a help has a giver, a receiver, and at most weight, chance and connector; here are 1",
        ),
        ({"give": {"9": 1}}, "give: nobody is called '9'"),
        ({"receive": {"1": -1}}, "receive: '1' has -1, which is no number of seats"),
        ({"vetoes": [[1]]}, "vetoes: [1] are not two people"),
        ({"order": ["fame"]}, "order: it is made of waiting, helped, value, short"),
        ({"max_circle": -1}, "max_circle: -1 is no length"),
        ({"locked": {"circles": [[1, 3]]}}, "locked: [1, 3] is not made of helps"),
        ({"locked": {"circles": [[1, 2]]}, "vetoes": [[1, 2]]}, "locked: 1 and 2 never stand together"),
        ({"locked": {"chains": [[1, 2]]}}, "locked: [1, 2] is no circle and no chain"),
        ({"locked": {"circles": [[1, 2]], "chains": [[0, 1]]}}, "locked: 1 stands in more parts than there are seats"),
    ],
)
def test_a_fault_in_an_instance_is_said(changes: dict[str, Any], told: str) -> None:
    assert told in faults(**changes)


def test_a_file_that_is_no_json_or_lacks_a_key_says_so() -> None:
    assert read_json(b"{").faults[0].startswith("the file: it is no JSON")
    assert read_json(b"[]").count == 3


@given(st.binary(max_size=200))
def test_damage_is_a_fault_and_never_raises(data: bytes) -> None:
    for reader in (read_json, read_list, read_wmd):
        reading = reader(data)
        assert (reading.problem is None) == (reading.count > 0)
