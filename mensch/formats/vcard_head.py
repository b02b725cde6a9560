"""What stands before the colon of a vCard line: group, name, parameters (RFC 6350, 3.3; RFC 6868)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mensch.formats.charset import clean

_COLON = re.compile(r'[^":]*+(?:"[^"]*+"[^":]*+)*+:')
_PIECES = re.compile(r'(?:[^";]|"[^"]*")+')
_CARET = re.compile(r"\^([n^'])")
_BARE = {"QUOTED-PRINTABLE": "q", "BASE64": "b", "B": "b", "Q": "q"}
_SILENT = frozenset(("pref", "internet", "voice", "x400", "")) | frozenset(str(n) for n in range(101))


class Head(NamedTuple):
    """What stands before the colon. `encoding` is 'q', 'b' or ''; `label` joins the types worth showing."""

    group: str
    name: str
    types: tuple[str, ...] = ()
    label: str = ""
    encoding: str = ""
    charset: str = ""
    params: tuple[tuple[str, str], ...] = ()

    def param(self, name: str) -> str:
        return next((value for key, value in self.params if key == name), "")


def caret(text: str) -> str:
    """A parameter value without its RFC 6868 escapes."""
    return _CARET.sub(lambda m: {"n": "\n", "^": "^", "'": '"'}[m[1]], text) if "^" in text else text


def _read_head(text: str) -> Head:
    pieces = _PIECES.findall(text) if '"' in text else text.split(";")
    group, _, name = (pieces[0] if pieces else "").strip().rpartition(".")
    types: list[str] = []
    params: list[tuple[str, str]] = []
    encoding = charset = ""
    for piece in pieces[1:]:
        key, equals, value = piece.partition("=")
        key, value = key.strip().upper(), value.strip().replace('"', "")
        if not equals and key in _BARE:
            encoding = _BARE[key]
        elif not equals or key == "TYPE":
            types += [t.strip().removeprefix("type=") for t in (value or key).lower().split(",")]
        elif key == "ENCODING":
            encoding = _BARE.get(value.upper(), encoding)
        elif key == "CHARSET":
            charset = value
        params.append((key, caret(value)))
    # Old phones put an encoding among the types.
    encoding = encoding or next((_BARE[t.upper()] for t in types if t.upper() in _BARE and len(t) > 1), "")
    shown = dict.fromkeys(clean(t.removeprefix("x-")) for t in types if t not in _SILENT and t.upper() not in _BARE)
    return Head(group.upper(), name.upper(), tuple(types), " ".join(shown)[:80], encoding, charset, tuple(params))


_cached_head = lru_cache(maxsize=4096)(_read_head)


def read_head(text: str) -> Head:
    """Group, name and parameters of a line. Heads repeat from card to card, so short ones are remembered."""
    return _cached_head(text) if len(text) < 200 else _read_head(text)


def split_head(line: str) -> tuple[Head, str] | None:
    """Head and value, split at the first colon outside quotes (at the first at all when a quote never closes)."""
    head, colon, value = line.partition(":")
    if not colon or not head or head.isspace():
        return None
    if '"' in head and head.count('"') % 2 and (found := _COLON.match(line)):
        head, value = line[: found.end() - 1], line[found.end() :]
    return read_head(head), value
