"""`mensch ties TRAIN PAIRS --task … --out FILE`, run as a person would, without a database."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.edge

HEAD = "t,sender,recipient,msg,group_size\n"
PAIRS = "u,v\nada,ben\nada,cleo\nada,nobody\n"


def run(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mensch", "ties", *map(str, words)]
    nowhere = {"MENSCH_DATA_DIR": str(folder / "nowhere"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, env=nowhere, cwd=Path.cwd())
    assert not (folder / "nowhere").exists()
    return done


def told(folder: Path) -> Path:
    """Ada and Ben write to each other to the end; Cleo was written to twice, long ago."""
    rows = [f"{day * 86400},{who},{whom},m{day},1\n" for day in range(0, 300, 3) for who, whom in (_turn(day),)]
    rows += ["0,ada,cleo,x,1\n", "86400,ada,cleo,y,9\n"]
    path = folder / "train.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines([HEAD, *rows])
    (folder / "pairs.csv").write_text(PAIRS)
    return path


def _turn(day: int) -> tuple[str, str]:
    return ("ada", "ben") if day % 2 else ("ben", "ada")


@pytest.mark.parametrize("task", ["alive", "answers"])
def test_pairs_are_put_in_order_out_of_files_alone(tmp_path: Path, task: str) -> None:
    train, out = told(tmp_path), tmp_path / "out.csv"
    done = run(tmp_path, train, tmp_path / "pairs.csv", "--task", task, "--out", out, "--json")
    assert json.loads(done.stdout) == {"pairs": 3, "people": 3, "pairs_of_the_past": 0}
    rows = [(one, other, float(place)) for one, other, place in csv.reader(out.read_text().splitlines())]
    assert [row[:2] for row in rows] == [("ada", "ben"), ("ada", "cleo"), ("ada", "nobody")]
    assert rows[0][2] > max(rows[1][2], rows[2][2])


def test_in_words_it_says_what_taught_the_order(tmp_path: Path) -> None:
    train = told(tmp_path)
    done = run(tmp_path, train, tmp_path / "pairs.csv", "--task", "alive", "--out", tmp_path / "out.csv")
    assert "too short to learn from" in done.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("t,sender\n1,2\n", "has no column “recipient”"),
        (HEAD, "holds no messages"),
        (HEAD + "soon,1,2,m,1\n", "could not convert"),
        (HEAD + "nan,1,2,m,1\n", "a number that is none"),
        (HEAD + "1,2\n", "line 2, is too short"),
        ("\x1f\x8bnot really packed", "cannot be read"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    told(tmp_path)
    (tmp_path / "bad.csv").write_bytes(text.encode("latin-1") if text.startswith("\x1f") else text.encode())
    done = run(tmp_path, tmp_path / "bad.csv", tmp_path / "pairs.csv", "--task", "alive", "--out", tmp_path / "o")
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
