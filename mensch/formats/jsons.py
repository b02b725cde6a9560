"""JSON from outside: size and depth are looked at before a recursive parser sees it; numbers stay text."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

BYTES = 50 * 1024 * 1024
DEPTH = 64
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))

Json = dict[str, "Json"] | list["Json"] | str | bool | None


class Number(str):
    """A number as it was written; `plain` makes a number of it again."""

    __slots__ = ()


class NotReadable(Exception):  # noqa: N818  (caught by every caller and told as its code)
    """Not JSON, or beyond the limits; the argument is the fault code."""


def load(data: bytes) -> Json:
    """The parsed text. Raises NotReadable with 'json-too-large', 'json-too-deep' or 'json-broken'."""
    if len(data) > BYTES:
        raise NotReadable("json-too-large")
    if _depth(data) > DEPTH:
        raise NotReadable("json-too-deep")
    try:
        return _parsed(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotReadable("json-broken") from error


def dicts(value: object) -> Iterator[dict[str, Json]]:
    """The objects in a list, whatever else is in it; nothing when it is no list."""
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, dict):
            yield entry


def text(value: object) -> str:
    """A string without blanks around it; '' for what is no string."""
    return value.strip() if isinstance(value, str) else ""


def plain(value: object) -> object:
    """What was parsed, to be written again: numbers as numbers, but for those no reader could hold."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if not isinstance(value, Number) or len(value) > 300:
        return value
    number = int(value) if value.lstrip("-").isdigit() else float(value)
    return number if math.isfinite(number) else str(value)


def _parsed(source: str) -> Json:
    parsed: Json = json.loads(source, parse_int=Number, parse_float=Number, parse_constant=str)
    return parsed


def _depth(data: bytes) -> int:
    depth = deepest = 0
    for bracket in _STRING.sub(b"", data).translate(None, _NOT_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        if depth > deepest:
            deepest = depth
            if deepest > DEPTH:
                break
    return deepest
