"""A handler for each property of a vCard that says something about a person.

Everything else stays in the raw card and is named among the ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mensch.core.people import email_key, fold
from mensch.core.records import Address, AddressKind, RecordKind
from mensch.formats import phones
from mensch.formats.vcard_head import Head
from mensch.formats.vcard_names import RAW_ONLY, SERVICES
from mensch.formats.vcard_values import birthday, split, unescape

_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)


@dataclass(slots=True)
class Draft:
    """One card being read. `version` is '2.1', '3.0', '4.0' or ''."""

    version: str = ""
    region: str | None = None
    names: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    nickname: str = ""
    phonetic: dict[str, str] = field(default_factory=dict)
    orgs: list[tuple[str, list[str]]] = field(default_factory=list)
    titles: list[tuple[str, str]] = field(default_factory=list)
    roles: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[tuple[str, Address]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    born: str = ""
    uid: str = ""
    kind: RecordKind = RecordKind.PERSON

    def text(self, value: str) -> str:
        if "\\" not in value or self.version == "2.1":
            return value.strip()
        return unescape(value)

    def split(self, value: str, sep: str = ";") -> list[str]:
        return split(value, sep, self.version)

    def add(self, head: Head, address: Address) -> None:
        self.addresses.append((head.group, address))


# A handler returns False when the value cannot be read; an empty value is no fault.
Handler = Callable[[Draft, Head, str], bool | None]


def keep(_draft: Draft, _head: Head, _value: str) -> None:
    """For what only stays in the raw card."""


def _fn(draft: Draft, _head: Head, value: str) -> None:
    if (text := draft.text(value)) and text not in draft.names:
        draft.names.append(text)


def _n(draft: Draft, _head: Head, value: str) -> None:
    parts = draft.split(value)
    if any(parts) and not draft.parts:
        draft.parts = (parts + [""] * 5)[:5]


def _nickname(draft: Draft, _head: Head, value: str) -> None:
    draft.nickname = ", ".join(filter(None, [draft.nickname, *draft.split(value, ",")]))


def _phonetic(draft: Draft, head: Head, value: str) -> None:
    draft.phonetic.setdefault(head.name, draft.text(value))


def _sound(draft: Draft, head: Head, value: str) -> None:
    """Japanese phones write the reading of a name as SOUND;X-IRMC-N."""
    if "x-irmc-n" in head.types:
        family, given, *_ = [*draft.split(value), "", ""]
        draft.phonetic.setdefault("X-PHONETIC-FIRST-NAME", given)
        draft.phonetic.setdefault("X-PHONETIC-LAST-NAME", family)


def _org(draft: Draft, head: Head, value: str) -> None:
    parts = draft.split(value)
    if any(parts):
        draft.orgs.append((head.group, parts))


def _title(draft: Draft, head: Head, value: str) -> None:
    if text := draft.text(value):
        (draft.titles if head.name == "TITLE" else draft.roles).append((head.group, text))


def _email(draft: Draft, head: Head, value: str) -> None:
    if text := draft.text(value):
        draft.addresses.append((head.group, Address(AddressKind.EMAIL, text, email_key(text), head.label)))


def _tel(draft: Draft, head: Head, value: str) -> None:
    if text := draft.text(value):
        draft.add(head, phones.phone(text, head.label, draft.region))


def _url(draft: Draft, head: Head, value: str) -> None:
    if text := draft.text(value):
        draft.add(head, phones.url(text, head.label))


def handle(service: str, value: str) -> Address:
    """A name within a service; the key is service:name, without the scheme of an IMPP URI."""
    return Address(AddressKind.HANDLE, value, f"{service}:{value.split(':', 1)[-1].casefold()}", service)


def _social(draft: Draft, head: Head, value: str) -> None:
    text = draft.text(value)
    service = head.param("SERVICE-TYPE").casefold() or head.label
    if text.casefold().startswith(("http:", "https:")):
        draft.add(head, phones.url(text, service))
    elif text:
        draft.add(head, handle(service, text))


def _impp(draft: Draft, head: Head, value: str) -> None:
    text = draft.text(value)
    scheme = text.partition(":")[0].casefold() if ":" in text else ""
    service = (head.param("X-SERVICE-TYPE") or head.param("SERVICE-TYPE")).casefold() or scheme or head.label
    if text:
        draft.add(head, handle(service, text))


def _service(draft: Draft, head: Head, value: str) -> None:
    if text := draft.text(value):
        draft.add(head, handle(SERVICES[head.name], text))


def _adr(draft: Draft, head: Head, value: str) -> None:
    """Post box, extension, street, place, region, code, country (RFC 6350, 6.3.1) as one text in that order."""
    text = ", ".join(filter(None, draft.split(value)))
    if text:
        draft.add(head, Address(AddressKind.POSTAL, text, fold(text), head.label))


def _note(draft: Draft, _head: Head, value: str) -> None:
    if text := draft.text(value):
        draft.notes.append(text)


def _categories(draft: Draft, _head: Head, value: str) -> None:
    draft.categories = list(dict.fromkeys([*draft.categories, *filter(None, draft.split(value, ","))]))


def _bday(draft: Draft, head: Head, value: str) -> bool:
    born = birthday(value, head.param("X-APPLE-OMIT-YEAR"))
    draft.born = draft.born or born
    return bool(born or not value.strip())


def _uid(draft: Draft, _head: Head, value: str) -> None:
    draft.uid = draft.uid or draft.text(value)


def _kind(draft: Draft, _head: Head, value: str) -> None:
    kinds = {"group": RecordKind.LIST, "": draft.kind, "individual": RecordKind.PERSON}
    draft.kind = kinds.get(value.strip().casefold(), RecordKind.FIRM)


def _shown_as(draft: Draft, _head: Head, value: str) -> None:
    draft.kind = RecordKind.FIRM if value.strip().upper() == "COMPANY" else draft.kind


def _label(draft: Draft, head: Head, value: str) -> None:
    text = draft.text(value)
    found = _APPLE_LABEL.fullmatch(text)
    if head.group and text:
        draft.labels[head.group] = found[1] if found else text


HANDLERS: dict[str, Handler] = {
    "FN": _fn, "N": _n, "NICKNAME": _nickname, "SOUND": _sound, "ORG": _org, "TITLE": _title, "ROLE": _title,
    "EMAIL": _email, "TEL": _tel, "URL": _url, "X-SOCIALPROFILE": _social, "SOCIALPROFILE": _social, "IMPP": _impp,
    "ADR": _adr, "NOTE": _note, "CATEGORIES": _categories, "BDAY": _bday, "UID": _uid, "KIND": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind, "X-ABSHOWAS": _shown_as, "X-ABLABEL": _label,
    "X-PHONETIC-FIRST-NAME": _phonetic, "X-PHONETIC-MIDDLE-NAME": _phonetic, "X-PHONETIC-LAST-NAME": _phonetic,
}  # fmt: skip
HANDLERS = dict.fromkeys(RAW_ONLY, keep) | HANDLERS | dict.fromkeys(SERVICES, _service)
