"""JSContact cards (RFC 9553) in plain JSON: one, an array, or the list of a JMAP answer (RFC 9610)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from mensch.core.people import fold
from mensch.core.records import Address, AddressKind, Done, Fault, Item, Name, Post, Record, RecordKind, Seen
from mensch.formats import jsons, phones
from mensch.formats.charset import clean, narrow
from mensch.formats.jsons import Json
from mensch.formats.vcard_fields import handle
from mensch.formats.vcard_record import natural_key
from mensch.formats.vcard_values import birthday

CARDS = 250_000
_READ = (
    "@type version uid kind name nicknames organizations titles emails phones links onlineServices addresses "
    "anniversaries notes keywords updated created prodId media"
)
READ = frozenset(_READ.split())
_KINDS = {"group": RecordKind.LIST, "org": RecordKind.FIRM, "application": RecordKind.FIRM, "device": RecordKind.FIRM}
_KINDS |= {"location": RecordKind.FIRM}
_CARD = re.compile(rb'"@type"\s*:\s*"Card"')
_POSTAL = ("number", "name", "postcode", "locality", "region", "country")


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:
    """A record for each card; `line` is its number, raw its JSON. What is no card is set aside."""
    plain, _ = narrow(data)
    try:
        cards = _cards(jsons.load(plain))
    except jsons.NotReadable as error:
        yield Fault(1, str(error), Done.SET_ASIDE, where="file")
        yield Seen(1)
        return
    ignored: dict[str, None] = {}
    for number, card in enumerate(cards[:CARDS], 1):
        if not isinstance(card, dict):
            raw = json.dumps(jsons.plain(card))
            yield Fault(number, "no-card", Done.SET_ASIDE, raw[:80], "card", raw.encode())
            continue
        ignored.update(dict.fromkeys(list(card.keys() - READ)[:200]))
        record = record_of(card, region, number)
        yield record
        if not record.name.full:
            yield Fault(number, "no-name", Done.REPAIRED)
    yield Seen(max(len(cards), sum(1 for _ in _CARD.finditer(plain))), tuple(sorted(ignored)))


def _cards(parsed: Json) -> list[Json]:
    if isinstance(parsed, dict):
        listed = parsed.get("list")
        return listed if isinstance(listed, list) and "@type" not in parsed else [parsed]
    return parsed if isinstance(parsed, list) else [parsed]


def _text(value: object) -> str:
    return clean(jsons.text(value))


def entries(card: dict[str, Json], name: str) -> Iterator[dict[str, Json]]:
    """The objects of an id map, in the order of the file."""
    found = card.get(name)
    yield from jsons.dicts(list(found.values()) if isinstance(found, dict) else ())


def record_of(card: dict[str, Json], region: str | None, number: int) -> Record:
    uid, addresses = _text(card.get("uid")), tuple(_addresses(card, region))
    name = _name(card)
    raw = json.dumps(jsons.plain(card), ensure_ascii=False)
    keywords = card.get("keywords")
    notes = [text for note in entries(card, "notes") if (text := _text(note.get("note")))]
    return Record(
        source="jscontact",
        key=natural_key(uid, name, addresses, raw),
        name=name,
        addresses=addresses,
        posts=_posts(card),
        kind=_KINDS.get(_text(card.get("kind")), RecordKind.PERSON),
        birthday=next((b for a in entries(card, "anniversaries") if a.get("kind") == "birth" and (b := _date(a))), ""),
        uid=uid,
        note="\n".join(notes),
        labels=tuple(map(clean, keywords)) if isinstance(keywords, dict) else (),
        line=number,
        raw=raw,
    )


def _name(card: dict[str, Json]) -> Name:
    """`full` as given, else the components in their order (RFC 9553, 2.2.1), else firm, else nickname."""
    told = card.get("name")
    told = told if isinstance(told, dict) else {}
    parts: dict[str, list[str]] = {}
    order: list[str] = []
    for part in jsons.dicts(told.get("components")):
        if (kind := _text(part.get("kind"))) != "separator" and (value := _text(part.get("value"))):
            parts.setdefault(kind, []).append(value)
            order.append(value)
    nick = ", ".join(filter(None, (_text(n.get("name")) for n in entries(card, "nicknames"))))
    firm = next(filter(None, (_text(o.get("name")) for o in entries(card, "organizations"))), "")
    words = {kind: " ".join(values) for kind, values in parts.items()}
    full = _text(told.get("full")) or " ".join(order) or firm or nick
    family = " ".join(filter(None, (words.get("surname"), words.get("surname2"))))
    suffix = " ".join(filter(None, (words.get("generation"), words.get("credential"))))
    sound = " ".join(filter(None, (_text(part.get("phonetic")) for part in jsons.dicts(told.get("components")))))
    return Name(
        full, words.get("given", ""), family, words.get("given2", ""), words.get("title", ""), suffix, nick, sound
    )


def _posts(card: dict[str, Json]) -> tuple[Post, ...]:
    """Each firm with the title that names it; titles that name none go to the firms without, in order."""
    listed = card.get("organizations")
    firms = {key: value for key, value in listed.items() if isinstance(value, dict)} if isinstance(listed, dict) else {}
    posts: dict[str, Post] = {}
    for key, firm in firms.items():
        units = ", ".join(filter(None, (_text(unit.get("name")) for unit in jsons.dicts(firm.get("units")))))
        posts[key] = Post(_text(firm.get("name")), "", units)
    titles = [t for t in entries(card, "titles") if t.get("kind") != "role"] or list(entries(card, "titles"))
    for number, title in enumerate(sorted(titles, key=lambda t: "organizationId" not in t)):
        free = next((k for k, post in posts.items() if not post.title), f"title {number}")
        key = _text(title.get("organizationId")) or free
        posts[key] = posts.get(key, Post(""))._replace(title=_text(title.get("name")))
    return tuple(post for post in posts.values() if any(post))


def _label(entry: dict[str, Json]) -> str:
    """Its own label, else contexts and features ('private' is home, RFC 9555, 2.3.17)."""
    words: list[str] = []
    for name in ("contexts", "features"):
        listed = entry.get(name)
        words += [key for key, value in listed.items() if value] if isinstance(listed, dict) else []
    words = [{"private": "home", "mobile": "cell"}.get(w, w) for w in words if w != "voice"]
    return _text(entry.get("label")) or clean(" ".join(words))


def _addresses(card: dict[str, Json], region: str | None) -> Iterator[Address]:
    for entry in entries(card, "emails"):
        if value := _text(entry.get("address")):
            yield phones.email(value, _label(entry))
    for entry in entries(card, "phones"):
        if value := _text(entry.get("number")):
            yield phones.phone(value, _label(entry), region)
    for entry in entries(card, "onlineServices"):
        yield from _service(entry)
    for entry in entries(card, "links"):
        if value := _text(entry.get("uri")):
            yield phones.url(value, _label(entry))
    for entry in entries(card, "addresses"):
        if value := _text(entry.get("full")) or _postal(entry):
            yield Address(AddressKind.POSTAL, value, fold(value), _label(entry))


def _service(entry: dict[str, Json]) -> Iterator[Address]:
    service, uri = _text(entry.get("service")).casefold(), _text(entry.get("uri"))
    if uri.casefold().startswith(("http:", "https:")):
        yield phones.url(uri, service or _label(entry))
    elif value := uri or _text(entry.get("user")):
        yield handle(service or (value.partition(":")[0].casefold() if ":" in value else _label(entry)), value)


def _postal(entry: dict[str, Json]) -> str:
    """The components in their own order when they have one, else number to country."""
    parts = [(_text(p.get("kind")), _text(p.get("value"))) for p in jsons.dicts(entry.get("components"))]
    if entry.get("isOrdered") is not True:
        parts.sort(key=lambda part: _POSTAL.index(part[0]) if part[0] in _POSTAL else 0)
    return ", ".join(value for kind, value in parts if value and kind != "separator")


def _date(entry: dict[str, Json]) -> str:
    date = entry.get("date")
    if not isinstance(date, dict):
        return birthday(_text(date))
    if utc := _text(date.get("utc")):
        return birthday(utc)
    year, month, day = (_text(date.get(part)) for part in ("year", "month", "day"))
    if not month:
        return birthday(year)
    head = year.zfill(4) if year else "-"
    return birthday(f"{head}-{month.zfill(2)}-{day.zfill(2)}" if day else f"{head}-{month.zfill(2)}")
