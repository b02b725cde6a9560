"""The invented town as the files a person would really have: an address book, two exports, a mailbox, a calendar."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from mensch.core.records import Address, AddressKind, Name, Post, Record
from mensch.core.town import Citizen
from mensch.core.town_life import ME, Gathering, Life, Mail, Message
from mensch.formats import vcard_write

_LIST = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
_TALK = (
    *("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS"),
    *("DATE", "SUBJECT", "CONTENT", "FOLDER"),
)
_MARK = "Example data"
_LEFT = ",,,,,,11 Jan 2020\r\n"  # a member who left the platform
NAME = "lindenau-"
_DAMAGED = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:lindenau-damaged\r\nFN:\r\nEND:VCARD\r\n"


class Press:
    """Prints the files of one town: name and bytes of each."""

    def __init__(self, town: Sequence[Citizen], life: Life, words: Mapping[str, Any]) -> None:
        self.town, self.life = town, life
        self.groups, self.owner = words["groups"], words["owner"]

    def earlier(self) -> dict[str, bytes]:
        """What was imported first: the list of last year, with the posts people had then."""
        there = [one for one in self.town if one.on_list and one.since and one.n % 12]
        return {f"{NAME}last-year-connections.csv": _listed(there, before=True).encode()}

    def now(self) -> dict[str, bytes]:
        """What is imported today."""
        listed = [one for one in self.town if one.on_list]
        return {
            f"{NAME}address-book.vcf": self._book().encode(),
            f"{NAME}connections.csv": (_listed(listed) + _LEFT).encode(),
            f"{NAME}messages.csv": self._talk(self.life.messages).encode(),
            f"{NAME}calendar.ics": self._calendar(self.life.gatherings).encode(),
            f"{NAME}mail.mbox": b"".join([*map(self._mail, self.life.mails), *self._robots()]),
        }

    def _book(self) -> str:
        cards = [vcard_write.write_card(self._card(one)) for one in self.town if one.in_book]
        return "".join(cards) + _DAMAGED

    def _card(self, one: Citizen) -> Record:
        addresses = [
            Address(AddressKind.EMAIL, one.email, one.email, "work"),
            Address(AddressKind.PHONE, one.phone, one.phone, "cell"),
        ]
        if one.n % 3:
            addresses.append(Address(AddressKind.URL, one.url, one.url))
        return Record(
            source="vcard",
            key=f"lindenau-{one.n}",
            name=_half_known(one) if twin(one) else Name(one.full, one.given, one.family),
            addresses=tuple(addresses[1:] if twin(one) else addresses),
            posts=(Post(one.firm, one.title),),
            birthday=one.birthday,
            uid=f"lindenau-{one.n}",
            note=one.note,
            labels=(*(self.groups[name]["name"] for name in one.groups), _MARK),
        )

    def _talk(self, messages: Iterable[Message]) -> str:
        rows = []
        for m in messages:
            them, me = (self.town[m.who].full, self.town[m.who].url), (self.owner["name"], self.owner["url"])
            sender, to = (me, them) if m.by_me else (them, me)
            at = m.at.strftime("%Y-%m-%d %H:%M:%S UTC")
            rows.append([m.thread, "", *sender, *to, at, "", "", "INBOX"])
        return table(_TALK, rows)

    def _calendar(self, gatherings: Iterable[Gathering]) -> str:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mensch//Example data//EN"]
        for one in gatherings:
            lines += self._entry(one)
        return "\r\n".join([*lines, "END:VCALENDAR", ""])

    def _entry(self, one: Gathering) -> list[str]:
        guests = [f"ATTENDEE;PARTSTAT=ACCEPTED;CN={_quoted(self._name(n))}:mailto:{self._email(n)}" for n in one.came]
        until = one.at + timedelta(minutes=one.minutes)
        return [
            *("BEGIN:VEVENT", f"UID:lindenau-{one.id}", f"DTSTAMP:{_utc(one.at)}"),
            *(f"DTSTART:{_utc(one.at)}", f"DTEND:{_utc(until)}"),
            *(f"SUMMARY:{_escaped(one.title)}", f"LOCATION:{_escaped(one.place)}"),
            f"ORGANIZER;CN={_quoted(self.owner['name'])}:mailto:{self.owner['email']}",
            f"ATTENDEE;PARTSTAT=ACCEPTED;CN={_quoted(self.owner['name'])}:mailto:{self.owner['email']}",
            *guests,
            "END:VEVENT",
        ]

    def _mail(self, mail: Mail) -> bytes:
        more = {"X-Gmail-Labels": "Sent" if mail.sender == ME else "Inbox"}
        if mail.answers:
            more["In-Reply-To"] = f"<{mail.answers}>"
        to = ", ".join(self._party(n) for n in mail.to)
        return _message(mail.id, mail.at, self._party(mail.sender), to, mail.subject, more)

    def _robots(self) -> Iterator[bytes]:
        """Newsletters, which nobody wrote to anybody, and two mails that came back."""
        me = self._party(ME)
        for notice in self.life.notices:
            more = (
                {"X-Failed-Recipients": self._email(notice.about)}
                if notice.about >= 0
                else {"List-Id": f"<{notice.id}>"}
            )
            sender = f"{notice.sender} <{notice.address}>"
            yield _message(notice.id, notice.at, sender, me, notice.subject, more)

    def _party(self, n: int) -> str:
        name = self._name(n)
        return f"{_quoted(name) if name.isascii() else _word(name)} <{self._email(n)}>"

    def _name(self, n: int) -> str:
        return str(self.owner["name"] if n == ME else self.town[n].full)

    def _email(self, n: int) -> str:
        return str(self.owner["email"] if n == ME else self.town[n].email)


def _message(key: str, at: datetime, sender: str, to: str, subject: str, more: Mapping[str, str]) -> bytes:
    """One mail of an mbox file."""
    head = {"From": sender, "To": to, "Date": format_datetime(at), "Message-ID": f"<{key}>", "Subject": _word(subject)}
    lines = [f"{name}: {value}" for name, value in (head | dict(more)).items()]
    return "\n".join([f"From {key} {at:%a %b %d %H:%M:%S %Y}", *lines, "", _MARK, "", ""]).encode("ascii")


def _word(text: str) -> str:
    """Text as it stands in the head of a mail (RFC 2047)."""
    return text if text.isascii() else f"=?utf-8?b?{b64encode(text.encode()).decode()}?="


def twin(one: Citizen) -> bool:
    """A few stand in the book by a short name and without mail, so that nobody can be sure who they are."""
    return one.on_list and one.in_book and one.role == "listed" and one.n % 5 == 0


def _half_known(one: Citizen) -> Name:
    return Name(f"{one.given[:1]}. {one.family}", one.given[:1] + ".", one.family) if one.family else Name(one.full)


def _listed(town: Iterable[Citizen], *, before: bool = False) -> str:
    rows = []
    for one in town:
        firm, title = one.before if before and one.before[0] else (one.firm, one.title)
        mail = one.email if one.mail_on_list and not twin(one) else ""
        rows.append([one.given, one.family, one.url, mail, firm, title, _day(one.since)])
    return table(_LIST, rows)


def _day(on: date | None) -> str:
    return f"{on:%d %b %Y}" if on else ""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


def _utc(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', "") + '"'
