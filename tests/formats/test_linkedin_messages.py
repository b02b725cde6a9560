"""LinkedIn's messages.csv: parties by profile, also in the older form that names recipients only."""

from __future__ import annotations

from mensch.core.records import MessageRecord, Seen
from mensch.formats.linkedin_messages import read

OLD = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
    "c1,,Gita Rao,https://www.linkedin.com/in/gita-rao,Ada Lindqvist,2024-03-01 10:00:00 UTC,,Hello,INBOX\n"
    "c1,,Ada Lindqvist,https://www.linkedin.com/in/ada,Gita Rao,2024-03-02 10:00:00 UTC,,Good day,INBOX\n"
    "c2,,Ada Lindqvist,https://www.linkedin.com/in/ada,Finn Aalto,2024-03-03 10:00:00 UTC,,Hi,INBOX\n"
)


def messages(text: str) -> list[MessageRecord]:
    return [item for item in read(text.encode()) if isinstance(item, MessageRecord)]


def test_a_recipient_named_only_is_known_by_what_they_wrote_in_the_same_conversation() -> None:
    first, second, third = messages(OLD)
    assert [p.address for p in first.to] == ["linkedin.com/in/ada"]
    assert [p.address for p in second.to] == ["linkedin.com/in/gita-rao"]
    assert [(p.name, p.address) for p in third.to] == [("Finn Aalto", "")]


def test_two_who_bear_one_name_in_a_conversation_stay_names() -> None:
    twice = OLD + "c1,,Gita Rao,https://www.linkedin.com/in/other-rao,Ada Lindqvist,2024-03-04 10:00:00 UTC,,Oh,INBOX\n"
    assert [p.address for p in messages(twice)[1].to] == [""]


def test_no_text_of_a_message_is_kept() -> None:
    assert "Good day" not in repr(messages(OLD))


def test_every_row_is_counted_once() -> None:
    assert [item.found for item in read(OLD.encode()) if isinstance(item, Seen)] == [3]
