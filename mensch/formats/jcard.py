"""jCard (RFC 7095): the vCard model in JSON arrays. Read by way of the vCard reader, so that both say the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mensch.core.records import Done, Fault, Item, Record, Seen
from mensch.formats import jsons, vcard
from mensch.formats.charset import clean, narrow
from mensch.formats.vcard_lines import logical, physical
from mensch.formats.vcard_render import fold, param
from mensch.formats.vcard_values import escape, split, unescape
from mensch.formats.vcard_write import write_card

_CARD = re.compile(rb'(?i)\[\s*"vcard"\s*,')
_NAME = re.compile(r"[A-Za-z0-9-]{1,80}")
_STRUCTURED = {"n": ";", "adr": ";", "org": ";", "gender": ";", "nickname": ",", "categories": ","}
_TYPES = {"bday": "date-and-or-time", "anniversary": "date-and-or-time", "rev": "timestamp", "lang": "language-tag"}
_URI_NAMES = "url photo logo sound key source uid member related impp geo fburl"
_URIS = frozenset(_URI_NAMES.split())


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:
    """Records of one jCard or an array of them; `line` is the number of the card. Raw is the same card as vCard 4.0."""
    plain, _ = narrow(data)
    try:
        parsed = jsons.load(plain)
    except jsons.NotReadable as error:
        yield Fault(1, str(error), Done.SET_ASIDE, where="file")
        yield Seen(1)
        return
    ignored: dict[str, None] = {}
    many = isinstance(parsed, list) and not (parsed and isinstance(parsed[0], str))
    cards = parsed if many and isinstance(parsed, list) else [parsed]
    for number, card in enumerate(cards, 1):
        yield from _card(card, number, region, ignored)
    yield Seen(max(len(cards), sum(1 for _ in _CARD.finditer(plain))), tuple(ignored))


def _card(card: object, number: int, region: str | None, ignored: dict[str, None]) -> Iterator[Item]:
    if not (isinstance(card, list) and len(card) > 1 and isinstance(card[0], str) and isinstance(card[1], list)):
        text = json.dumps(jsons.plain(card))
        yield Fault(number, "no-card", Done.SET_ASIDE, text[:80], "card", text.encode())
        return
    lines, faults = ["BEGIN:VCARD\r\n"], list[Fault]()
    for item in card[1]:
        try:
            lines.append(fold(_line(item)))
        except (TypeError, ValueError):
            faults.append(Fault(number, "no-property", Done.REPAIRED, json.dumps(item)[:80]))
    for found in vcard.read("".join([*lines, "END:VCARD\r\n"]).encode(), region=region):
        if isinstance(found, Record):
            yield replace(found, source="jcard", line=number)
        elif isinstance(found, Fault):
            faults.append(replace(found, line=number))
        elif isinstance(found, Seen):
            ignored.update(dict.fromkeys(found.ignored))
    yield from faults


def _line(item: object) -> str:
    """One property as a line of vCard 4.0. Raises TypeError or ValueError for what is none."""
    if not isinstance(item, list) or len(item) < 4:
        raise ValueError(item)
    name, params, kind, *values = item
    if not isinstance(params, dict) or not isinstance(kind, str) or not _NAME.fullmatch(name):
        raise ValueError(name)
    head, told = name.upper(), dict(params)
    group = told.pop("group", "")
    if isinstance(group, str) and _NAME.fullmatch(group):
        head = f"{group}.{head}"
    if kind not in ("text", "unknown", *_TYPES.values()):
        told["value"] = kind
    for key, value in told.items():
        if _NAME.fullmatch(key):
            words = value if isinstance(value, list) else [value]
            head += f";{key.upper()}={','.join(param(_plain(word)) for word in words)}"
    return f"{head}:{','.join(map(_value, values))}"


def _plain(value: object) -> str:
    return clean(value if isinstance(value, str) else json.dumps(value))


def _value(value: object) -> str:
    """A value, or the components of a structured one, of which each may be a list."""
    if not isinstance(value, list):
        return escape(_plain(value))
    parts = (part if isinstance(part, list) else [part] for part in value)
    return ";".join(",".join(escape(_plain(word)) for word in part) for part in parts)


def write(records: Iterable[Record]) -> bytes:
    """An array of jCards, with everything that `write_card` gives."""
    return json.dumps([card(write_card(r, keep=r.raw)) for r in records], ensure_ascii=False).encode()


def card(text: str) -> list[object]:
    """One vCard 4.0 as jCard."""
    return ["vcard", [_property(*line) for line in _lines(text)]]


def _lines(text: str) -> Iterator[tuple[str, dict[str, object], str]]:
    for line in logical(physical(text), "4.0"):
        if line.head and line.head.name not in ("BEGIN", "END"):
            params: dict[str, object] = {"group": line.head.group.lower()} if line.head.group else {}
            for key, value in line.head.params:
                words = value.split(",") if key == "TYPE" else [value]
                params[key.lower()] = words if len(words) > 1 else words[0]
            yield line.head.name.lower(), params, line.value


def _property(name: str, params: dict[str, object], value: str) -> list[object]:
    kind = params.pop("value", "") or _TYPES.get(name) or ("uri" if name in _URIS else "text")
    separator = _STRUCTURED.get(name, "")
    parts = split(value, separator, "4.0") if separator else [unescape(value)]
    if separator == ";" and len(parts) > 1:
        return [name, params, kind, parts]
    return [name, params, kind, *parts]
