"""LinkedIn's export: who is listed, who was invited, who wrote a good word. seeds row 4: listed is not known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mensch.core.records import (
    AddressKind,
    ContextRecord,
    Fault,
    InvitationRecord,
    Item,
    Record,
    Seen,
    WordRecord,
)
from mensch.formats import linkedin, linkedin_messages, linkedin_past, linkedin_words, products
from tests.formats.cards import accounted, emails, faults, records, values

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
GITA = "Gita,Rao,https://www.linkedin.com/in/gita-rao,,Tea & Co,Buyer,02 Apr 2021\n"
PREAMBLES = (
    "",
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n',
    'Hinweise:\n"Wenn Sie Ihre Kontakte exportieren, können E-Mail-Adressen fehlen, ""siehe Hilfe""."\n\n',
    'Notes:\n"Two,\nlines"\n\n',
    "\n\n\n",
)


def connections(text: str) -> list[Item]:
    return list(linkedin.read(text.encode()))


@pytest.mark.parametrize("preamble", PREAMBLES)
def test_the_notes_above_the_header_are_seen_through_in_any_language(preamble: str) -> None:
    items = connections(preamble + HEAD + GITA)
    [gita] = records(items)
    assert (gita.name.full, gita.name.given, gita.name.family) == ("Gita Rao", "Gita", "Rao")
    assert values(gita, AddressKind.URL) == ["https://www.linkedin.com/in/gita-rao"]
    assert [(p.org, p.title) for p in gita.posts] == [("Tea & Co", "Buyer")]
    assert (gita.on, gita.key) == (date(2021, 4, 2), "linkedin.com/in/gita-rao")
    assert (faults(items), items[-1]) == ([], Seen(1))


def test_notes_below_the_header_of_an_old_export_are_no_person() -> None:
    note = '"When exporting your connection data, you may notice that some addresses are missing, as members choose."\n'
    head = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    items = connections(head + note + "Gita,Rao,g@x.example,,,\n")
    assert [record.name.full for record in records(items)] == ["Gita Rao"]
    assert [fault.code for fault in faults(items)] == ["note"]
    assert accounted(items)


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("02 Apr 2021", date(2021, 4, 2)),
        ("2 avr. 2021", date(2021, 4, 2)),
        ("12. Mai 2020", date(2020, 5, 12)),
        ("01 août 2019", date(2019, 8, 1)),
        ("4/2/21, 9:13 AM", date(2021, 4, 2)),
        ("2021-04-02", date(2021, 4, 2)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_day_of_the_connection_is_read_or_stays_unknown(said: str, on: date | None) -> None:
    items = connections(f'{HEAD}Gita,Rao,https://www.linkedin.com/in/g,,,,"{said}"\n')
    assert [record.on for record in records(items)] == [on]
    assert [fault.code for fault in faults(items)] == (["date-unreadable"] if said == "yesterday" else [])


def test_removed_members_are_counted_and_become_nobody() -> None:
    items = connections(f"{HEAD},,,,,,01 Jan 2023\n{GITA}")
    assert [record.name.full for record in records(items)] == ["Gita Rao"]
    assert [(fault.line, fault.code) for fault in faults(items)] == [(2, "removed-member")]
    assert accounted(items)


def test_two_of_one_name_with_two_profiles_are_two_people() -> None:
    other = GITA.replace("gita-rao", "gita-rao-2")
    assert len({record.key for record in records(connections(HEAD + GITA + other))}) == 2


def test_one_profile_is_one_key_however_its_address_is_written() -> None:
    for link in (
        "https://www.linkedin.com/in/gita-rao/",
        "linkedin.com/in/Gita-Rao?trk=x",
        "www.linkedin.com/in/gita%2Drao",
    ):
        [gita] = records(connections(f"{HEAD}Gita,Rao,{link},,,,\n"))
        assert gita.key == "linkedin.com/in/gita-rao"


def test_names_of_all_cultures_stay_as_the_file_has_them() -> None:
    rows = "Nguyễn Thị,Hoa,,a@x.example,,,\nSuharto,,,b@x.example,,,\n,毛,,c@x.example,,,\n"
    assert [record.name.full for record in records(connections(HEAD + rows))] == ["Nguyễn Thị Hoa", "Suharto", "毛"]


def test_seeds_row_4_nobody_is_more_than_listed_by_this_file() -> None:
    items = connections(HEAD + GITA)
    assert not [item for item in items if not isinstance(item, Record | Fault | Seen)]
    assert {record.source for record in records(items)} == {"linkedin.connections"}


PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
    "Twitter Handles,Websites,Instant Messengers"
)
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"


def test_invitations_say_who_asked_whom_in_either_direction() -> None:
    text = (
        INVITATIONS
        + 'Gita Rao,Ada L,"8/20/26, 8:13 AM",Hello,INCOMING,https://www.linkedin.com/in/g,https://www.linkedin.com/in/a\n'
        + "Ada L,Ben,07/22/2026 04:02,,OUTGOING,,\nAda L,Cleo,01 Mar 2019,,SENT,,\nAda L,Dan,,,SIDEWAYS,,\n"
    )
    items = list(linkedin_messages.read_invitations(text.encode()))
    some = [item for item in items if isinstance(item, InvitationRecord)]
    assert [(i.sender.name, i.to.name, i.incoming) for i in some] == [
        ("Gita Rao", "Ada L", True),
        ("Ada L", "Ben", False),
        ("Ada L", "Cleo", False),
    ]
    assert [i.at for i in some] == [datetime(2026, 8, 20, 8, 13), datetime(2026, 7, 22, 4, 2), datetime(2019, 3, 1)]  # noqa: DTZ001
    assert [fault.code for fault in faults(items)] == ["direction-unknown"]


def test_recommendations_are_told_apart_by_the_name_of_the_file_alone() -> None:
    text = (
        b"First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        b'Gita,Rao,Tea & Co,Buyer,"Good, kind",07/08/23 10:00 AM,VISIBLE\n'
    )
    for name, kind in (("Recommendations_Received.csv", "received"), ("Recommendations_Given.csv", "given")):
        [word] = [item for item in products.read(text, name=name) if isinstance(item, WordRecord)]
        assert (word.kind, word.party.name, word.org) == (f"recommendation-{kind}", "Gita Rao", "Tea & Co")
        assert word.text == "Good, kind"
        assert word.at == datetime(2023, 7, 8, 10)  # noqa: DTZ001
    assert [fault.code for fault in faults(list(products.read(text)))] == ["recommendations-unnamed"]


def test_endorsements_know_the_endorser_by_profile_and_leave_rejected_ones_out() -> None:
    text = (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
        "2026/07/28 13:20:49 UTC,Tea,Gita,Rao,www.linkedin.com/in/gita%C2%AE,ACCEPTED\n"
        "2026/07/28 13:20:49 UTC,Tea,Ben,B,www.linkedin.com/in/b,REJECTED\n"
    )
    items = list(linkedin_words.read_endorsements(text.encode()))
    [word] = [item for item in items if isinstance(item, WordRecord)]
    assert (word.party.address, word.title) == ("linkedin.com/in/gita®", "Tea")
    assert word.at == datetime(2026, 7, 28, 13, 20, 49, tzinfo=UTC)
    assert [fault.code for fault in faults(items)] == ["rejected"]


def test_positions_and_schools_are_contexts_of_my_own() -> None:
    posts = "Company Name,Title,Description,Location,Started On,Finished On\n"
    posts += "Tea & Co,Buyer,,Ort,Jan 2020,\nOld Co,Cook,,,Mar 2015,2019\n"
    schools = "School Name,Start Date,End Date,Notes,Degree Name,Activities\nHigh School,2001,2009,,Diploma,Chess\n"
    found = [*linkedin_past.read_positions(posts.encode()), *linkedin_past.read_education(schools.encode())]
    assert [(c.kind, c.org, c.title, c.since, c.until) for c in found if isinstance(c, ContextRecord)] == [
        ("firm", "Tea & Co", "Buyer", "2020-01", ""),
        ("firm", "Old Co", "Cook", "2015-03", "2019"),
        ("school", "High School", "Diploma", "2001", "2009"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        PROFILE,
        PROFILE.removesuffix(",Twitter Handles,Websites,Instant Messengers"),
        "Email Address,Confirmed,Primary,Updated On",
        "Extension,Number,Type",
        "Name,Proficiency",
        "Organization,Followed On",
    ],
)
def test_tables_about_myself_make_nobody_a_contact(header: str) -> None:
    items = list(products.read(f"{header}\n{','.join('x' for _ in header.split(','))}\n".encode()))
    assert records(items) == []
    assert [fault.code for fault in faults(items)] == ["about-yourself"]


def test_no_address_is_the_rule_and_one_that_is_there_is_kept() -> None:
    some = records(connections(HEAD + GITA + "Ben,B,,Ben@Example.org,,,\n"))
    assert [emails(record) for record in some] == [[], ["Ben@Example.org"]]
