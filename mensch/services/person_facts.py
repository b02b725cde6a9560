"""Where every fact about a person came from: the records of all sources, and which of them said what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from mensch.models import Address, Person, RawRecord, Vault
from mensch.services.access import public
from mensch.services.own_fields import SOURCE
from mensch.services.person_rows import rows
from mensch.services.prepared import prepared

_MOST = 60
_WORDS: Mapping[str, Any] = {
    SOURCE: _l("You, by hand"),
    "mail": _l("Your mail"),
    "message": _l("Your messages"),
    "ical": _l("Your calendar"),
    "vcard": _l("A vCard file"),
    "jcard": _l("A jCard file"),
    "jscontact": _l("A JSContact file"),
    "linkedin": _l("LinkedIn"),
    "google": _l("Google Contacts"),
    "outlook": _l("Outlook"),
    "thunderbird": _l("Thunderbird"),
    "monica": _l("Monica"),
    "facebook": _l("Facebook"),
    "request": _l("LinkedIn, an invitation"),
    "word": _l("LinkedIn, a recommendation"),
}
_SAID = {
    "full": _l("Name"),
    "given": _l("Given name"),
    "family": _l("Family name"),
    "additional": _l("Further names"),
    "prefix": _l("Title"),
    "suffix": _l("Suffix"),
    "nickname": _l("Nickname"),
    "phonetic": _l("Spoken as"),
    "org": _l("Firm"),
    "title": _l("Role"),
    "birthday": _l("Birthday"),
}
_KINDS = {
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "url": _l("Web"),
    "handle": _l("Name there"),
    "postal": _l("Address"),
}


class Fact(NamedTuple):
    what: str
    value: str


class Origin(NamedTuple):
    """One record: who said it, in which file and line, on which day, why it was joined, and what it said."""

    id: str
    who: str
    own: bool
    file: str
    line: int
    on: date
    why: dict[str, Any]
    facts: tuple[Fact, ...]
    addresses: frozenset[tuple[str, str]]


class Reached(NamedTuple):
    """An address with the sources that say it."""

    address: Address
    kind: str
    link: str
    sources: tuple[str, ...]

    @property
    def good(self) -> bool:
        return self.address.gone_at is None and self.address.bounced_at is None


def source_word(source: str) -> str:
    """A source as a person would call it: by its product, else by its own name."""
    product = source.replace("-", ".").partition(".")[0].casefold()
    return str(_WORDS.get(source) or _WORDS.get(product) or source or _("A file"))


def origins(*, vault: Vault, person: Person) -> tuple[Origin, ...]:
    """The records of a person, the latest first."""
    return tuple(_origin(row) for row in _records(vault=vault, person=person))


@prepared()
def _records(*, vault: Vault, person: Person) -> QuerySet[Any, Any]:
    return RawRecord.objects.filter(vault=vault, person=person).defer("raw").order_by("-seen_at", "-id")[:_MOST]


def _origin(row: RawRecord) -> Origin:
    said: dict[str, Any] = row.said
    told = [tuple(one) for one in said.get("addresses", ())]
    fields = [Fact(str(_SAID[name]), value) for name, value in said.get("fields", {}).items() if name in _SAID]
    groups = [Fact(_("Group"), text) for text in said.get("labels", ())]
    ways = [Fact(str(_KINDS.get(one[0], one[0])), one[1]) for one in told]
    return Origin(
        id=public(row.pk),
        who=source_word(row.source),
        own=row.source == SOURCE,
        file=row.file_name,
        line=row.line,
        on=row.listed_on or row.seen_at,
        why=row.why,
        facts=(*fields, *ways, *groups),
        addresses=frozenset((one[0], one[2] or one[1]) for one in told),
    )


def reached(*, vault: Vault, person: Person, origins: Sequence[Origin]) -> tuple[Reached, ...]:
    """The addresses, good ones first, each with who says it."""
    every = rows(Address, vault=vault, person=person, order=("place", "id"))
    found = [Reached(row, str(_KINDS.get(row.kind, row.kind)), _link(row), _sources(row, origins)) for row in every]
    kinds = list(_KINDS)
    return tuple(sorted(found, key=lambda one: (not one.good, kinds.index(one.address.kind))))


def _sources(row: Address, origins: Sequence[Origin]) -> tuple[str, ...]:
    named = [one.who for one in origins if (row.kind, row.key or row.value) in one.addresses]
    return tuple(dict.fromkeys(named)) or ((_("You, by hand"),) if row.made_by_id is None else ())


def _link(row: Address) -> str:
    """Where a press leads: a web address only when it is one, for a source may have written anything."""
    match row.kind:
        case "email" if row.key:
            return f"mailto:{row.value}"
        case "phone":
            return f"tel:{row.key or row.value}"
        case "url" if row.value.casefold().startswith(("https://", "http://")):
            return row.value
        case "url" if row.key:
            return f"https://{row.key}"
    return ""
