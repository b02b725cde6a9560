"""People joined by hand from a person's page, an entry taken off a person, and both taken back; imports respect it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mensch.models import Address, Import, Merge, Person, RawRecord, Separation, Touch, Vault
from mensch.services import import_undo
from mensch.services.access import public
from mensch.services.import_here import import_here
from mensch.services.search import search
from tests import world
from tests.dump import differing, dump

# Written anew from the others whenever somebody changes; their ids say nothing.
DERIVED = frozenset({"mensch_personkey", "mensch_personword", "mensch_merge"})
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:{name}\r\nEMAIL:{mail}\r\n{more}END:VCARD\r\n"


def bring(vault: Vault, path: Path, *cards: str) -> None:
    path.write_bytes("".join(cards).encode())
    import_here(vault=vault, paths=[str(path)])


def card(uid: str, name: str, mail: str, *more: str) -> str:
    return CARD.format(uid=uid, name=name, mail=mail, more="".join(f"{line}\r\n" for line in more))


def named(vault: Vault, full: str) -> Person:
    row: Person = Person.objects.get(vault=vault, full=full)
    return row


@pytest.fixture
def two_books(ada: world.Member, tmp_path: Path) -> world.Member:
    bring(ada.vault, tmp_path / "a.vcf", card("1", "Cleo Marin", "cleo@example.org", "NOTE:rye"))
    bring(ada.vault, tmp_path / "b.vcf", card("2", "Clea Weber", "weber@example.com", "ORG:Arco", "TEL:+442079460000"))
    return ada


def join(ada: world.Member) -> Merge:
    one, other = named(ada.vault, "Cleo Marin"), named(ada.vault, "Clea Weber")
    answer = ada.client.post(f"/people/{public(one.pk)}/merges", {"other": public(other.pk)})
    assert answer.status_code == 302
    row: Merge = Merge.objects.get(vault=ada.vault, undone_at=None)
    return row


def test_seeds_row_46_after_a_merge_a_new_export_attaches_to_the_kept_person(
    two_books: world.Member, tmp_path: Path
) -> None:
    join(two_books)
    bring(two_books.vault, tmp_path / "b2.vcf", card("2", "Clea Weber", "weber@example.com", "ORG:Bell"))
    [person] = Person.objects.filter(vault=two_books.vault)
    assert (person.full, person.org) == ("Cleo Marin", "Bell")
    assert RawRecord.objects.filter(person=person).count() == 2


def test_both_names_find_the_one_person_after_a_merge(two_books: world.Member) -> None:
    join(two_books)
    for text in ("cleo", "weber", "arco"):
        assert [row.full for row in search(vault=two_books.vault, text=text)] == ["Cleo Marin"]


def test_merge_then_undo_is_as_before(two_books: world.Member) -> None:
    before = dump(aside=frozenset({"mensch_merge"}))
    merge = join(two_books)
    two_books.client.post(f"/merges/{public(merge.pk)}/undoing")
    assert differing(before, dump(aside=frozenset({"mensch_merge"}))) == {}


def test_after_an_undone_merge_a_new_export_finds_each_of_the_two(two_books: world.Member, tmp_path: Path) -> None:
    merge = join(two_books)
    bring(two_books.vault, tmp_path / "b2.vcf", card("2", "Clea Weber", "clea@example.com", "ORG:Bell"))
    two_books.client.post(f"/merges/{public(merge.pk)}/undoing")
    kept, back = named(two_books.vault, "Cleo Marin"), named(two_books.vault, "Clea Weber")
    assert (kept.org, back.org) == ("", "Bell")
    assert [a.value for a in Address.objects.filter(person=kept)] == ["cleo@example.org"]
    assert "clea@example.com" in [a.value for a in Address.objects.filter(person=back)]
    assert [row.full for row in search(vault=two_books.vault, text="bell")] == ["Clea Weber"]
    bring(two_books.vault, tmp_path / "b3.vcf", card("2", "Clea Weber", "weber@example.com", "ORG:Cott"))
    assert named(two_books.vault, "Clea Weber").org == "Cott"
    assert Person.objects.filter(vault=two_books.vault).count() == 2


@pytest.fixture
def one_of_two(ada: world.Member, tmp_path: Path) -> world.Member:
    """A father and a son share a mail address and a name: the import took them for one."""
    bring(ada.vault, tmp_path / "a.vcf", card("1", "Rob King", "king@example.org", "TEL:+442079460001"))
    more = ("ORG:Arco", "EMAIL:rob@example.com", "BDAY:1999-01-02", "CATEGORIES:Rowing")
    bring(ada.vault, tmp_path / "b.csv", "Name,E-mail,Company,Birthday\nRob King,king@example.org,Arco,1999-01-02\n")
    assert Person.objects.filter(vault=ada.vault).count() == 1, more
    return ada


def split(ada: world.Member) -> Merge:
    person = named(ada.vault, "Rob King")
    record = RawRecord.objects.get(person=person, source="csv")
    ada.client.post(f"/people/{public(person.pk)}/splits", {"record": public(record.pk)})
    row: Merge = Merge.objects.get(vault=ada.vault)
    return row


def test_an_entry_taken_off_becomes_somebody_of_its_own_with_what_only_it_said(one_of_two: world.Member) -> None:
    done = split(one_of_two)
    new = Person.objects.get(pk=done.absorbed)
    done.kept.refresh_from_db()
    assert (new.full, new.org, new.birthday) == ("Rob King", "Arco", "1999-01-02")
    assert (done.kept.org, done.kept.birthday) == ("", "")
    assert [a.value for a in Address.objects.filter(person=new)] == ["king@example.org"]
    assert Address.objects.filter(person=done.kept).count() == 2
    assert Separation.objects.filter(vault=one_of_two.vault).count() == 1


def test_split_then_rejoin_is_as_before(one_of_two: world.Member) -> None:
    before = dump(aside=DERIVED)
    done = split(one_of_two)
    one_of_two.client.post(f"/merges/{public(done.pk)}/rejoining")
    assert differing(before, dump(aside=DERIVED)) == {}


def test_a_rejoining_can_be_undone_too(one_of_two: world.Member) -> None:
    done = split(one_of_two)
    before = dump(aside=DERIVED)
    one_of_two.client.post(f"/merges/{public(done.pk)}/rejoining")
    again = Merge.objects.get(vault=one_of_two.vault, undone_at=None)
    one_of_two.client.post(f"/merges/{public(again.pk)}/undoing")
    assert differing(before, dump(aside=DERIVED)) == {}


def test_seeds_row_86_after_a_split_no_import_joins_them_again(one_of_two: world.Member, tmp_path: Path) -> None:
    split(one_of_two)
    text = "Name,E-mail,Company,Birthday\nRob King,king@example.org,Arco Ltd,1999-01-02\n"
    bring(one_of_two.vault, tmp_path / "b2.csv", text)
    bring(one_of_two.vault, tmp_path / "a2.vcf", card("1", "Rob King", "king@example.org", "TITLE:Miller"))
    people = {p.org: p.title for p in Person.objects.filter(vault=one_of_two.vault)}
    assert people == {"Arco Ltd": "", "": "Miller"}


def test_what_passed_by_an_address_goes_with_it(ada: world.Member, tmp_path: Path) -> None:
    bring(ada.vault, tmp_path / "a.vcf", card("1", "Rob King", "king@example.org"))
    bring(ada.vault, tmp_path / "b.vcf", card("2", "Rob King", "rob@example.com"))
    mail = "From: {0}\nTo: ada@example.org\nMessage-ID: <{1}@example.org>\nDate: Mon, 2 Nov 2026 10:00:00 +0000\n\nHi\n"
    for n, sender in enumerate(("king@example.org", "rob@example.com")):
        bring(ada.vault, tmp_path / f"{n}.eml", mail.format(sender, n))
    one, other = Person.objects.filter(vault=ada.vault).order_by("id")
    ada.client.post(f"/people/{public(one.pk)}/merges", {"other": public(other.pk)})
    record = RawRecord.objects.get(key="2")
    ada.client.post(f"/people/{public(one.pk)}/splits", {"record": public(record.pk)})
    record.refresh_from_db()
    for person, key in ((one.pk, "0@example.org"), (record.person_id, "1@example.org")):
        assert [t.key.strip("<>") for t in Touch.objects.filter(person=person)] == [key]
    assert Person.objects.get(pk=record.person_id).standing == "one-way"


def test_the_only_entry_about_somebody_cannot_be_taken_off(two_books: world.Member) -> None:
    person = named(two_books.vault, "Cleo Marin")
    record = RawRecord.objects.get(person=person)
    answer = two_books.client.post(f"/people/{public(person.pk)}/splits", {"record": public(record.pk)})
    assert answer.status_code == 400
    assert "There is nothing else about this person." in answer.content.decode()


def test_nobody_is_laid_into_somebody_of_another_vault(two_books: world.Member, ben: world.Member) -> None:
    mine = world.person(ben.vault, "Dan Novak")
    other = named(two_books.vault, "Cleo Marin")
    assert ben.client.post(f"/people/{public(mine.pk)}/merges", {"other": public(other.pk)}).status_code == 404
    assert ben.client.post(f"/people/{public(mine.pk)}/merges", {}).status_code == 400
    assert Person.objects.filter(pk=other.pk).exists()


def test_the_other_person_is_found_by_what_one_types(two_books: world.Member) -> None:
    one, other = named(two_books.vault, "Cleo Marin"), named(two_books.vault, "Clea Weber")
    html = two_books.client.get(f"/people/{public(one.pk)}/merges?q=weber").content.decode()
    assert f'name="other" value="{public(other.pk)}"' in html
    assert f'value="{public(one.pk)}"' not in html
    nobody = two_books.client.get(f"/people/{public(one.pk)}/merges?q=zzzz").content.decode()
    assert "Nobody else is found by that." in nobody


@pytest.mark.parametrize("kept", ["Cleo Marin", "Clea Weber"])
def test_undoing_an_import_parts_whom_it_brought_and_leaves_the_other_as_they_were(
    ada: world.Member, tmp_path: Path, kept: str
) -> None:
    aside = frozenset({"mensch_import", "mensch_importfile", "mensch_merge", "django_q_ormq"})
    bring(ada.vault, tmp_path / "a.vcf", card("1", "Cleo Marin", "cleo@example.org"))
    before = dump(aside=aside)
    bring(ada.vault, tmp_path / "b.vcf", card("2", "Clea Weber", "weber@example.com", "ORG:Arco", "CATEGORIES:Fair"))
    one, other = sorted(Person.objects.filter(vault=ada.vault), key=lambda person: person.full != kept)
    ada.client.post(f"/people/{public(one.pk)}/merges", {"other": public(other.pk)})
    import_undo.undo(import_id=Import.objects.filter(vault=ada.vault).latest("id").pk)
    assert differing(before, dump(aside=aside)) == {}
