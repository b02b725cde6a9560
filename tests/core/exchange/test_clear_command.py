"""`mensch clear`: a file becomes a plan, or one message with all of its faults."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest

from mensch import cli
from mensch.services import circles_file

RING = {
    "people": ["Ada", "Ben", "Cleo"],
    "first_givers": [],
    "helps": [["Ada", "Ben", 3], ["Ben", "Cleo", 2], ["Cleo", "Ada"]],
}


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return str(path)


@pytest.mark.parametrize("name", ["ring.json", "ring.json.gz"])
def test_a_circle_is_told_as_the_contract_has_it(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clear", written(tmp_path, name, json.dumps(RING)), "--json", "--threads", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["circles"] == [["Ada", "Ben", "Cleo"]]
    assert (told["value"], told["bound"], told["gap"], told["proved"]) == (6, 6, 0, True)
    assert (told["chains"], told["unmatched"], told["max_circle"], told["max_chain"]) == ([], [], 3, 4)
    assert {
        "seconds",
        "read_seconds",
        "cpu_seconds",
        "compile_seconds",
        "peak_mb",
        "seed",
        "threads",
        "slices",
        "tiers",
    } <= told.keys()
    assert [reason["code"] for reason in told["reasons"]["circles"][0]][-1] == "exchange-closes"


def test_flags_win_over_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clear", written(tmp_path, "ring.json", json.dumps(RING)), "--max-circle", "2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["circles"] == []


def test_a_plan_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clear", written(tmp_path, "ring.json", json.dumps(RING))]) == 0
    assert capsys.readouterr().out == "3 people helped in 1 circles and 0 chains.\nWorth 6, nothing better exists.\n"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "# n=2\n0,0,1\n1,7,1\n", "a.csv: 2 faults. Nothing was planned.\nline 2: 0 helps themself\nline 3: "),
        ("a.txt", "", "a.txt is no .json, .wmd or .csv file (each may end in .gz).\n"),
    ],
)
def test_faults_end_it_with_status_two_and_no_plan(
    tmp_path: Path, name: str, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["clear", written(tmp_path, name, text), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(told)


def test_a_file_that_is_not_there_or_cut_short_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clear", str(tmp_path / "no.csv")]) == 2
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(gzip.compress(b"# n=2\n0,1,1\n" * 99)[:-9])
    assert cli.main(["clear", str(cut)]) == 2
    assert capsys.readouterr().err.endswith("cut.csv.gz is no whole .gz file.\n")


def test_compiling_loops_is_no_part_of_the_time_of_planning(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = circles_file.Watch(0.3)
    monkeypatch.setattr("mensch.core.exchange.fast.warm.warm", lambda: time.sleep(0.5))
    watch.ready()
    cost = watch.cost()
    assert cost["compile_seconds"] >= 0.5
    assert cost["seconds"] < 0.3
    assert not watch.stop()()
