"""Guest lists: who was there is an occasion, not a meeting; a buyer's address binds nobody to anybody."""

from __future__ import annotations

from datetime import date

from mensch.core.records import Record
from mensch.formats import guests, products
from tests.formats.cards import accounted, emails, faults, phones, records

LUMA = (
    "\ufeffapi_id,name,first_name,last_name,email,phone_number,created_at,approval_status,checked_in_at,ticket_name,"
    "What is your LinkedIn?\n"
    "gst-1,Ada Löwe,Ada,Löwe,ada@example.org,+49301,2026-03-01T10:00:00Z,approved,2026-03-02T18:00:00Z,Standard,"
    "https://linkedin.com/in/ada\n"
    "gst-2,,,,ben@example.org,,2026-03-01T10:00:00Z,declined,,Standard,\n"
)
EVENTBRITE = (
    "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,Attendee Status\n"
    "100,2026-03-01,Ada,Löwe,ada@example.org,1,Full,1,Attending\n"
    "100,2026-03-01,Ben,Berg,ada@example.org,1,Full,2,Attending\n"
    "101,2026-03-01,Cleo,C,cleo@example.org,1,Full,1,Refunded\n"
)


def read(text: str) -> list[Record]:
    items = list(products.read(text.encode()))
    assert accounted(items)
    assert faults(items) == []
    return records(items)


def test_a_guest_of_luma_was_there_when_approved_and_checked_in() -> None:
    ada, ben = read(LUMA)
    assert (ada.key, ada.name.full, ada.name.given, ada.labels) == ("gst-1", "Ada Löwe", "Ada", ("event: was there",))
    assert (ada.on, phones(ada)) == (date(2026, 3, 2), ["+49301"])
    assert "linkedin.com/in/ada" in [address.key for address in ada.addresses]
    assert (ben.name.full, emails(ben), ben.labels) == ("", ["ben@example.org"], ("event: declined",))


def test_one_buyers_address_on_several_names_is_kept_and_not_compared() -> None:
    ada, ben, cleo = read(EVENTBRITE)
    assert [record.key for record in (ada, ben, cleo)] == ["100|1", "100|2", "101|1"]
    assert [(a.value, a.key, a.label) for r in (ada, ben) for a in r.addresses] == [
        ("ada@example.org", "", "buyer")
    ] * 2
    assert [a.key for a in cleo.addresses] == ["cleo@example.org"]
    assert cleo.labels == ("event: Refunded",)


def test_the_name_of_the_event_is_a_label() -> None:
    [ada, _] = records(list(guests.read_luma(LUMA.encode(), event="Fair")))
    assert ada.labels == ("event: Fair", "event: was there")


def test_an_order_without_a_number_of_its_own_is_known_by_its_name_and_address() -> None:
    text = (
        EVENTBRITE.replace(",Attendee #", "")
        .replace(",1,Attending", ",Attending")
        .replace(",2,Attending", ",Attending")
    )
    keys = [record.key for record in read(text.replace(",1,Refunded", ",Refunded"))]
    assert len(set(keys)) == 3
    assert keys[0].startswith("100|ada lowe|")
