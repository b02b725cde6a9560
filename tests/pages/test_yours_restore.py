"""What was exported comes back equal: all of it, or nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from mensch import models
from mensch.errors import InputError
from mensch.services import trail, yours_restore
from mensch.services.yours_tables import EXPORTED, name_of
from tests import world, yours

HASHES = re.compile(r"[0-9a-f]{64}")  # of a chain that began anew, under other ids


def home(member: world.Member) -> models.Vault:
    return models.Vault.objects.get(owner=member.user)


def kept(data: bytes, folder: Path) -> Path:
    path = folder / "export.zip"
    path.write_bytes(data)
    return path


@pytest.fixture
def rich(ada: world.Member, tmp_path: Path) -> bytes:
    folder = tmp_path / "given"
    folder.mkdir()
    yours.fill(ada, folder)
    return yours.exported(ada)


def test_the_rich_vault_has_rows_in_every_exported_table(rich: bytes) -> None:
    assert {name for name, rows in yours.tables(rich).items() if not rows} == set()
    assert list(yours.tables(rich)) == [name_of(table) for table in EXPORTED]


def test_seeds_row_52_an_export_comes_back_equal_in_another_vault(
    rich: bytes, ben: world.Member, tmp_path: Path
) -> None:
    found = yours_restore.restore(vault=ben.vault, path=kept(rich, tmp_path))
    again = yours.exported(ben)
    before, after = yours.canonical(rich), yours.canonical(again)
    for table in before.keys() - {"trail"}:
        assert after[table] == before[table], table
    assert trail.broken(vault=ben.vault) is None
    assert [HASHES.sub("", row) for row in after["trail"]] == [HASHES.sub("", row) for row in before["trail"]]
    assert found.rows == {name: len(rows) for name, rows in before.items() if rows}


def test_nothing_of_the_first_vault_is_touched_or_pointed_at(
    rich: bytes, ada: world.Member, ben: world.Member, tmp_path: Path
) -> None:
    yours_restore.restore(vault=ben.vault, path=kept(rich, tmp_path))
    assert yours.tables(yours.exported(ada)) == yours.tables(rich)
    theirs = {row["id"] for rows in yours.tables(rich).values() for row in rows}
    text = yours.text(yours.exported(ben), "mensch.json")
    assert not [one for one in theirs if one in text]


def test_where_the_ids_are_free_every_id_stays(
    rich: bytes, ada: world.Member, ben: world.Member, tmp_path: Path
) -> None:
    ada.user.delete()
    yours_restore.restore(vault=ben.vault, path=kept(rich, tmp_path))
    assert yours.tables(yours.exported(ben)) == yours.tables(rich)
    assert models.Vault.objects.get(owner=ben.user).pk == ada.vault.pk


def test_people_are_found_again_by_search(rich: bytes, ada: world.Member, ben: world.Member, tmp_path: Path) -> None:
    yours_restore.restore(vault=ben.vault, path=kept(rich, tmp_path))
    words = [
        sorted(models.PersonWord.objects.filter(vault=vault).values_list("person__full", "word"))
        for vault in (ada.vault, home(ben))
    ]
    mine, theirs = ({pair for pair in some if pair[0] == "Dr. Mara Öztürk"} for some in words)
    assert mine == theirs
    assert mine


def test_a_vault_that_is_not_empty_is_left_alone(rich: bytes, ben: world.Member, tmp_path: Path) -> None:
    world.person(ben.vault)
    with pytest.raises(InputError, match="not empty"):
        yours_restore.restore(vault=ben.vault, path=kept(rich, tmp_path))
    assert models.Person.objects.filter(vault=ben.vault).count() == 1


def changed(data: bytes, folder: Path, old: str, new: str) -> Path:
    """The export with its mensch.json changed."""
    path = folder / "changed.zip"
    text = yours.text(data, "mensch.json")
    assert old in text
    with ZipFile(path, "w") as archive:
        archive.writestr("mensch.json", text.replace(old, new, 1))
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"kind":"person"', '"kind":7'),
        ('"kind":"person"', '"kind":"far too long for it"'),
        ('"kind":"person"', '"colour":"green"'),
        ('"label": [\n{', '"label": [\n{{'),
        ('"label": [', '"labelled": ['),
        ('{"mensch": {', "{"),
        ('"format":1', '"format":2'),
    ],
)
def test_a_file_that_was_changed_leaves_nothing(
    rich: bytes, ben: world.Member, tmp_path: Path, old: str, new: str
) -> None:
    with pytest.raises(InputError):
        yours_restore.restore(vault=ben.vault, path=changed(rich, tmp_path, old, new))
    assert not models.Person.objects.filter(vault=ben.vault).exists()


def test_a_row_cannot_point_at_somebody_elses(
    rich: bytes, ben: world.Member, eve: world.Member, tmp_path: Path
) -> None:
    hers = world.public_id(world.person(eve.vault))
    mine = json.loads(yours.text(rich, "mensch.json"))["tables"]["note"][0]["person"]
    path = changed(rich, tmp_path, f'"person":"{mine}","text"', f'"person":"{hers}","text"')
    with pytest.raises(InputError, match="not in this file"):
        yours_restore.restore(vault=ben.vault, path=path)


def test_a_file_cut_off_is_refused(rich: bytes, ben: world.Member, tmp_path: Path) -> None:
    path = kept(rich[: len(rich) // 2], tmp_path)
    with pytest.raises(InputError):
        yours_restore.restore(vault=ben.vault, path=path)
