"""What phones, mail programs and servers make of a vCard: labels, groups, Apple, Google, Outlook, Android, 4.0."""

from __future__ import annotations

import pytest

from mensch.core.records import AddressKind, RecordKind, Seen
from mensch.formats import vcard
from tests.formats.cards import card, cards, codes, emails, one, phones, values


def labels(*lines: str, version: str = "3.0") -> list[tuple[str, str]]:
    return [(a.value, a.label) for a in one("FN:Ada", *lines, version=version).addresses]


def test_a_label_in_the_same_group_replaces_the_types() -> None:
    mail = ("item1.EMAIL;type=INTERNET:a@example.org", "item1.X-ABLabel:_$!<Other>!$_")
    assert labels(*mail, "item2.TEL:1", "item2.X-ABLabel:Boat") == [("a@example.org", "Other"), ("1", "Boat")]


def test_all_items_are_kept_not_the_first_alone() -> None:
    lines = [f"item{n}.EMAIL;type=INTERNET:a{n}@example.org" for n in range(1, 6)]
    assert emails(one("FN:Ada", *lines)) == [f"a{n}@example.org" for n in range(1, 6)]


@pytest.mark.parametrize(
    ("line", "version", "label"),
    [
        ("TEL;CELL;PREF:1", "2.1", "cell"),
        ("TEL;TYPE=CELL,VOICE:1", "3.0", "cell"),
        ("TEL;type=HOME;type=FAX;type=pref:1", "3.0", "home fax"),
        ('TEL;TYPE="work,fax";PREF=1:1', "4.0", "work fax"),
        ("TEL;WORK;FAX;ENCODING=QUOTED-PRINTABLE:1", "2.1", "work fax"),
        ("TEL;TYPE=X-Boat:1", "3.0", "boat"),
        ("TEL:1", "3.0", ""),
    ],
)
def test_types_are_a_label_whichever_way_they_are_written(line: str, version: str, label: str) -> None:
    assert labels(line, version=version) == [("1", label)]


def test_apples_firm_is_a_firm_and_no_person() -> None:
    record = one("FN:Bread Ltd", "N:;;;;", "ORG:Bread Ltd;", "X-ABShowAs:COMPANY")
    assert (record.kind, record.name.full) == (RecordKind.FIRM, "Bread Ltd")


def test_a_list_of_people_is_a_list() -> None:
    member = "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af"
    assert one("FN:Rowers", "X-ADDRESSBOOKSERVER-KIND:group", member).kind is RecordKind.LIST
    assert one("FN:Rowers", "KIND:group", "MEMBER:mailto:ada@example.org", version="4.0").kind is RecordKind.LIST


@pytest.mark.parametrize(("kind", "known"), [("individual", "person"), ("org", "firm"), ("location", "firm")])
def test_version_4_says_what_a_card_is_of(kind: str, known: str) -> None:
    assert one("FN:X", f"KIND:{kind}", version="4.0").kind == known


def test_apples_birthday_without_a_year_has_none() -> None:
    assert one("FN:A", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12").birthday == "--04-12"
    assert one("FN:A", "BDAY;VALUE=date:1604-04-12").birthday == "1604-04-12"


def test_a_network_profile_is_a_link_or_a_handle() -> None:
    record = one(
        "FN:A",
        "X-SOCIALPROFILE;type=twitter:https://example.org/ada",
        "X-SOCIALPROFILE;type=flickr:x-apple:ada-l",
        "IMPP;X-SERVICE-TYPE=Jabber;type=HOME:xmpp:ada@example.org",
        "X-SKYPE-USERNAME:ada.l",
        "X-ICQ:123",
    )
    assert values(record, AddressKind.URL) == ["https://example.org/ada"]
    keys = [a.key for a in record.of(AddressKind.HANDLE)]
    assert keys == ["flickr:ada-l", "jabber:ada@example.org", "skype:ada.l", "icq:123"]


def test_how_a_name_sounds_is_kept() -> None:
    record = one("FN:安藤 花子", "N:安藤;花子;;;", "X-PHONETIC-FIRST-NAME:はなこ", "X-PHONETIC-LAST-NAME:あんどう")
    assert record.name.phonetic == "はなこ あんどう"
    assert one("N:安藤;花子", "SOUND;X-IRMC-N:ｱﾝﾄﾞｳ;ﾊﾅｺ;;;", version="2.1").name.phonetic == "ﾊﾅｺ ｱﾝﾄﾞｳ"


def test_google_escapes_the_colons_of_links_and_they_come_back() -> None:
    record = one("FN:A", r"item1.URL:http\://example.org/a", "item1.X-ABLabel:PROFILE")
    assert [(a.value, a.label) for a in record.addresses] == [("http://example.org/a", "PROFILE")]


def test_android_writes_2_1_with_its_own_lines_and_nobody_minds() -> None:
    data = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4C=C3=B6we;Ada;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ben;5;;;;;;;;;;;;;",
        "TEL;CELL:+49-151-1",
        version="2.1",
    )
    [record] = cards(data)
    assert (record.name.full, phones(record)) == ("Ada Löwe", ["+49-151-1"])
    assert codes(data) == []


def test_outlook_2_1_with_label_and_agentless_extras_is_read() -> None:
    record = one(
        "N;LANGUAGE=de:Löwe;Ada;;Dr.;jun.",
        "FN:Dr. Ada Löwe jun.",
        "ORG:Werk;Einkauf",
        "TITLE:Leiterin",
        "TEL;WORK;VOICE:+49 30 1",
        "ADR;WORK;PREF:;;Weg 1;Ort;;12345;Land",
        "LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Weg 1=0D=0A=",
        "12345 Ort",
        "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2",
        "EMAIL;PREF;INTERNET:ada@example.org",
        version="2.1",
    )
    name = record.name
    assert (name.given, name.family, name.prefix, name.suffix) == ("Ada", "Löwe", "Dr.", "jun.")
    assert (emails(record), phones(record)) == (["ada@example.org"], ["+49 30 1"])
    assert [(p.org, p.department, p.title) for p in record.posts] == [("Werk", "Einkauf", "Leiterin")]


def test_version_4_names_one_person_in_several_scripts() -> None:
    record = one("FN;ALTID=1;LANGUAGE=en:Sun Yat-sen", "FN;ALTID=1;LANGUAGE=zh:孫中山", version="4.0")
    assert (record.name.full, record.name.variants) == ("Sun Yat-sen", ("孫中山",))


def test_carets_in_parameters_are_undone_and_a_data_uri_stays_whole() -> None:
    photo = "PHOTO:data:image/png;base64,AAAA,BB;CC"
    record = one("FN:A", photo, "IMPP;X-SERVICE-TYPE=a^'b^^c:x:ada", "EMAIL:a@example.org", version="4.0")
    assert emails(record) == ["a@example.org"]
    assert [a.label for a in record.of(AddressKind.HANDLE)] == ['a"b^c']
    assert photo in record.raw


def test_several_firms_keep_their_titles_by_group_and_then_by_order() -> None:
    record = one("FN:A", "a.ORG:One", "b.ORG:Two", "b.TITLE:Cook", "a.TITLE:Baker")
    assert [(p.org, p.title) for p in record.posts] == [("One", "Baker"), ("Two", "Cook")]
    record = one("FN:A", "ORG:One", "ORG:Two", "TITLE:Baker", "TITLE:Cook", "TITLE:Judge")
    assert [(p.org, p.title) for p in record.posts] == [("One", "Baker"), ("Two", "Cook"), ("", "Judge")]


def test_a_role_stands_in_for_a_title_that_is_missing() -> None:
    assert [p.title for p in one("FN:A", "ORG:One", "ROLE:Helper").posts] == ["Helper"]
    assert [p.title for p in one("FN:A", "ORG:One", "TITLE:Cook", "ROLE:Helper").posts] == ["Cook"]


def test_categories_are_a_list_and_a_nickname_may_be_several() -> None:
    record = one("FN:A", r"CATEGORIES:Friends,Work\, old,Friends", "CATEGORIES:Chess", "NICKNAME:Addie,Lo")
    assert (record.labels, record.name.nickname) == (("Friends", "Work, old", "Chess"), "Addie, Lo")


def test_lines_nobody_reads_are_named_among_the_ignored() -> None:
    items = list(vcard.read(card("FN:A", "X-SPECIAL:1", "GEO:1;2", "REV:2020", "PHOTO:x")))
    assert items[-1] == Seen(1, ("X-SPECIAL", "GEO"))
