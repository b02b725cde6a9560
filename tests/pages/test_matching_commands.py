"""`mensch match` and `mensch spheres`: files in, a run file out, no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mensch import cli

PEOPLE = [
    {"id": "ada", "name": "Ada Baker", "title": "Roofing contractor", "city": "Leeds", "offers": ["roof repairs"]},
    {"id": "ben", "name": "Ben Cook", "title": "Tax adviser", "city": "York", "notes": "Needs a roofer for his barn"},
    {"id": "cleo", "title": "Divorce lawyer", "city": "Leeds"},
    {"id": "dan", "title": "Photographer", "interests": ["chess"]},
    {"id": "eve", "title": "Baker", "company": "Crumb", "city": "Bath"},
    *(
        {"id": f"o{number}", "title": title}
        for number, title in enumerate(("Dentist", "Florist", "Tailor", "Vet", "Chef"))
    ),
]
ASKS = [
    {"id": "a1", "text": "Who can mend a leaking roof in Leeds?", "kind": "supplier"},
    {"id": "a2", "text": "Someone to bake bread for our café"},
    {"id": "a3", "text": "Helicopter pilot"},
    {"id": "a4", "text": "Not a lawyer: somebody for our tax return"},
]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    for name, rows in (("people", PEOPLE), ("asks", ASKS)):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return {name: str(tmp_path / name) for name in ("people", "asks", "run")}


def match(files: dict[str, str], *more: str) -> int:
    given = ("--people", files["people"], "--asks", files["asks"], "--run", files["run"], "--no-model")
    return cli.main(["match", *given, *more])


def rows(files: dict[str, str]) -> list[list[str]]:
    return [line.split("\t") for line in Path(files["run"]).read_text(encoding="utf-8").splitlines()]


def test_each_ask_gets_lines_of_person_place_and_band(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert match(files) == 0
    run = rows(files)
    assert run[0] == ["a1", "ada", "1", "1"]
    assert next(row[1] for row in run if row[0] == "a2") == "eve"
    places = [(row[0], int(row[2])) for row in run]
    assert places == sorted(places)
    assert all(row[3] in "123" for row in run)
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last == {"asks": 4, "abstained": ["a3"], "model": "off"}


def test_in_a_book_of_one_or_two_a_shared_word_still_tells(files: dict[str, str]) -> None:
    people = [{"id": "joan", "notes": "Reviews contracts for small firms"}, {"id": "dan", "title": "Photographer"}]
    for book in (people[:1], people):
        Path(files["people"]).write_text("".join(json.dumps(row) + "\n" for row in book), encoding="utf-8")
        Path(files["asks"]).write_text('{"id": "a1", "text": "a contract review"}\n', encoding="utf-8")
        match(files)
        assert [row[:3] for row in rows(files)][:1] == [["a1", "joan", "1"]]


def test_whom_an_ask_rules_out_gets_no_line(files: dict[str, str]) -> None:
    match(files)
    assert [row[1] for row in rows(files) if row[0] == "a4"] == ["ben"]


def test_reasons_quote_the_card(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    match(files, "--json")
    told: list[dict[str, Any]] = [json.loads(line) for line in capsys.readouterr().out.splitlines()[:-1]]
    assert [one["ask"] for one in told] == ["a1", "a2", "a3", "a4"]
    first = told[0]["matches"][0]
    assert (first["person"], first["band"]) == ("ada", "offers")
    assert {"code": "match-trade", "facts": {"trade": "roofer", "words": "Roofing contractor"}} in first["reasons"]
    assert told[2]["nobody"] == {"code": "match-nobody-obvious", "facts": {}}
    assert told[3]["left_out"] == ["cleo"]


def test_a_line_that_is_no_object_is_named_and_nothing_is_written(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(files["people"]).write_text('{"id": "a"}\n[1]\n', encoding="utf-8")
    assert match(files) == 1
    assert "line 2 is no JSON object" in capsys.readouterr().err
    assert not Path(files["run"]).exists()


def test_odd_values_in_a_file_are_read_as_far_as_they_go(files: dict[str, str]) -> None:
    odd = [{"id": 7, "title": None, "offers": "roofs", "city": ["x"]}, {"title": "Roofer", "offers": [1, {}, None]}]
    Path(files["people"]).write_text("".join(json.dumps(row) + "\n" for row in odd), encoding="utf-8")
    assert match(files) == 0


def test_a_file_that_is_not_there_is_one_sentence(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    files["asks"] += "-missing"
    assert match(files) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_professions_are_ordered_by_who_sends_people_to_whom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = ("estate agent", "mover", "florist", "something unheard of")
    source, run = tmp_path / "professions", tmp_path / "run"
    source.write_text("".join(json.dumps({"profession": name}) + "\n" for name in labels), encoding="utf-8")
    assert cli.main(["spheres", "--professions", str(source), "--run", str(run), "--no-model"]) == 0
    assert json.loads(capsys.readouterr().out) == {"professions": 4, "unread": ["something unheard of"]}
    for line in run.read_text(encoding="utf-8").splitlines():
        name, other, place = line.split("\t")
        assert name != other
        assert place.isdigit()
