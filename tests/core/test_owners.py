"""Which addresses are the owner's: candidates with facts, certain only when the facts leave one reading."""

from __future__ import annotations

from mensch.core.owners import own_addresses, own_parties
from mensch.core.reasons import Code
from mensch.core.records import MessageRecord, Party
from tests.core.test_mailflow import ADA, BEN, ME, THEN, mail


def test_the_sender_of_sent_mail_is_the_owner() -> None:
    found = own_addresses([mail(ME, ADA, labels=("Sent",)), mail(ADA, ME), mail(ADA, ME), mail(ME, ADA)])
    assert (found[0].address, found[0].sure, found[0].reason.code) == (ME.address, True, Code.OWN_SENT)


def test_several_senders_of_sent_mail_are_all_the_owner() -> None:
    other = Party("me@work.example.org")
    found = own_addresses([mail(ME, ADA, labels=("Sent",)), mail(other, ADA, labels=("Sent",))])
    assert {c.address for c in found if c.sure} == {ME.address, other.address}


def test_a_mailbox_is_delivered_to_its_owner() -> None:
    (found,) = own_addresses([mail(ADA, ME, delivered_to=(ME.address,)), mail(BEN, ME, delivered_to=(ME.address,))])
    assert (found.address, found.sure, found.reason.fact("mails")) == (ME.address, True, "2")


def test_without_either_the_most_frequent_is_only_a_candidate() -> None:
    found = own_addresses([mail(ME, ADA), mail(ADA, ME), mail(ME, BEN), mail(BEN, ME)])
    assert found[0].address == ME.address
    assert not any(candidate.sure for candidate in found)


def test_lists_and_robots_say_nothing_about_the_owner() -> None:
    assert own_addresses([mail(ADA, ME, delivered_to=("list@example.org",), automatic="list")] * 3) == []
    assert own_addresses([]) == []


def talk(thread: str, sender: Party, *to: Party) -> MessageRecord:
    return MessageRecord(thread, THEN, thread, sender, to)


def test_on_a_platform_the_owner_is_in_every_conversation() -> None:
    found = own_parties([talk("1", ADA, ME), talk("2", ME, BEN), talk("2", BEN, ME)])
    assert (found[0].address, found[0].sure) == (ME.address, True)
    assert found[0].reason.fact("times") == "2"


def test_one_conversation_does_not_tell_who_is_who() -> None:
    assert not any(candidate.sure for candidate in own_parties([talk("1", ADA, ME)]))
    assert not any(candidate.sure for candidate in own_parties([talk("1", ADA, ME), talk("2", ME, ADA)]))
