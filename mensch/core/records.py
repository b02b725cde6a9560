"""What a source told us: the facts that readers produce and the rules think about.

A record is one line of one source (a card, a row, a mail, a meeting) as plain data: decoded, unescaped, not guessed.
`line` is the 1-based line (or record) number in the file it came from. `key` is the natural key within its source
(the readers in formats say which); the same key in the same kind of source is the same record at the next import.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class AddressKind(StrEnum):
    """What a person can be reached or recognised by."""

    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    HANDLE = "handle"
    POSTAL = "postal"


class Address(NamedTuple):
    """One way to reach somebody. `value` as the source wrote it; `key` to compare by, empty when it cannot be."""

    kind: AddressKind
    value: str
    key: str = ""
    label: str = ""


class Name(NamedTuple):
    """A name in the source's own order. `full` is what is shown; parts are filled only when the source says them."""

    full: str
    given: str = ""
    family: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    phonetic: str = ""
    variants: tuple[str, ...] = ()


class Post(NamedTuple):
    """A place in a firm, school or club. Dates are as precise as the source: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'."""

    org: str
    title: str = ""
    department: str = ""
    since: str = ""
    until: str = ""


class Findable(NamedTuple):
    """What a record is found by (core.findable): keys of its name and of identity, words, place in a list by name."""

    names: tuple[str, ...]
    keys: tuple[str, ...]
    words: tuple[str, ...]
    sort_key: str


class RecordKind(StrEnum):
    PERSON = "person"
    FIRM = "firm"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Record:
    """A person (or firm) as one source describes them. `findable` follows from the rest, when a reader added it."""

    source: str
    key: str
    name: Name
    addresses: tuple[Address, ...] = ()
    posts: tuple[Post, ...] = ()
    kind: RecordKind = RecordKind.PERSON
    birthday: str = ""
    uid: str = ""
    note: str = ""
    labels: tuple[str, ...] = ()
    on: date | None = None
    line: int = 0
    raw: str = ""
    findable: Findable | None = field(default=None, compare=False, repr=False)

    def of(self, kind: AddressKind) -> tuple[Address, ...]:
        """The addresses of one kind, in the order of the file."""
        return tuple(a for a in self.addresses if a.kind is kind)


class Party(NamedTuple):
    """Somebody named in a mail, message or meeting. `address` is folded (see core.people.address_key)."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class MailRecord:
    """The headers of one mail. `at` is None when the date is missing or unreadable; `automatic`: why it is no touch.

    `also_from` holds further authors of a From line that names several.
    """

    key: str
    at: datetime | None
    sender: Party | None
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    subject: str = ""
    answers: tuple[str, ...] = ()
    automatic: str = ""
    delivered_to: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    bounced: tuple[str, ...] = ()
    line: int = 0
    bcc: tuple[Party, ...] = ()
    also_from: tuple[Party, ...] = ()


class Attendee(NamedTuple):
    """Somebody invited to a meeting. `kind` is CUTYPE in lower case ('individual' when absent), `answer` PARTSTAT."""

    party: Party
    answer: str = ""
    kind: str = "individual"
    organizer: bool = False


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One occurrence of one calendar entry. `not_a_meeting` says why it cannot count as having met, else empty.

    A `date` in `at` is an all-day entry; a datetime without zone is one the file left floating. `recurring` marks the
    stored start of a series that was not unfolded; `further` every occurrence of an entry after its first.
    """

    key: str
    at: datetime | date | None
    until: datetime | date | None
    summary: str = ""
    place: str = ""
    attendees: tuple[Attendee, ...] = ()
    online: bool = False
    not_a_meeting: str = ""
    uid: str = ""
    line: int = 0
    status: str = ""
    recurring: bool = False
    further: bool = False


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """One message on a platform, without its text. Parties are known by profile URL, or else by name."""

    key: str
    at: datetime | None
    thread: str
    sender: Party
    to: tuple[Party, ...] = ()
    channel: str = "linkedin"
    no_touch: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class InvitationRecord:
    """A request to connect on a platform. Never evidence of more than a listing."""

    key: str
    at: datetime | None
    sender: Party
    to: Party
    incoming: bool
    line: int = 0


class WordKind(StrEnum):
    RECOMMENDATION_RECEIVED = "recommendation-received"
    RECOMMENDATION_GIVEN = "recommendation-given"
    ENDORSEMENT_RECEIVED = "endorsement-received"


@dataclass(frozen=True, slots=True)
class WordRecord:
    """A recommendation or endorsement. Without a URL the person can only be suggested by name."""

    key: str
    kind: WordKind
    party: Party
    at: datetime | date | None = None
    org: str = ""
    title: str = ""
    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ContextRecord:
    """A firm, school or club of the owner's own past."""

    key: str
    kind: str
    org: str
    title: str = ""
    since: str = ""
    until: str = ""
    line: int = 0


class Done(StrEnum):
    REPAIRED = "repaired"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a reader could not take as it stood. `raw`: exactly the bytes set aside, to be read again."""

    line: int
    code: str
    done: Done
    excerpt: str = ""
    where: str = ""
    raw: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """What an independent scan of the bytes counted, to check a reader's work by; and columns nobody read."""

    found: int
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """A table whose columns a person should name first: what each may hold ('' for nothing), and what stands in it."""

    header: tuple[str, ...]
    slots: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    line: int = 0


Told = Record | MailRecord | MeetingRecord | MessageRecord | InvitationRecord | WordRecord | ContextRecord
Item = Told | Fault | Seen | Columns
