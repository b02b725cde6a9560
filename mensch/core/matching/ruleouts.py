"""What an ask rules out: "not a designer", "we already have a broker", "anyone but a lawyer", in eight languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mensch.core.matching.cues import either

_CUES = either(
    r"""
    \bnot (?:an?|another|any|the|just an?|looking for|for)\b
    \b(?:do(?:es)?n['’]?t|do(?:es)? not|did not|no longer) (?:want|need)\b
    \b(?:anyone|anybody|someone|somebody|everyone|anything|something) (?:but|except|other than)\b
    \b(?:have already|already) (?:have|has|got|using|use)\b  \b(?:have|has|got) already\b
    \b(?:except|excluding|other than|apart from|instead of|rather than|without an?|without the|never an?)\b
    (?:(?<=, )|(?<=; )|(?<=\()|(?<=– )|(?<=- )|(?<= but )|^)(?:but )?(?:not|no|nor)\b(?! (?:at|in|on|sure|only|to)\b)
    \bno\b(?= (?:more|agenc|recruit|law|broker|consult|sales|coach|design|tax|bank|big|large))
    \b(?:kein(?:e|en|er|em)?|ausser|außer|haben (?:schon|bereits)|statt(?: eine[rsmn]?)?|nicht (?:ein|schon))\b
    \bpas (?:d['’]|de\b|une?\b)  \b(?:sauf|hormis|avons d[eé]j[aà]|j['’]ai d[eé]j[aà])\b  \bplut[oô]t qu['’]une?\b
    \b(?:ning[uú]na?|excepto|salvo|ya tenemos|ya tengo|en lugar de|en vez de)\b  (?<=, )no un[ao]?\b
    \b(?:nessun[oa]?|tranne|eccetto|abbiamo gi[aà]|ho gi[aà]|invece di|non un[ao]?)\b
    \b(?:nenhuma?|exceto|j[aá] temos|j[aá] tenho|em vez de|n[aã]o uma?)\b
    \b(?:opr[oó]cz|poza|mamy ju[zż]|zamiast|[zż]adn(?:ego|ej|ych))\b
    \b(?:geen|behalve|hebben al|in plaats van|niet een)\b
    """
)
_OUT = re.compile(rf"(?:{_CUES.pattern})(?P<what>[^,.;:!?\n()]{{2,80}})", re.IGNORECASE)
_STOPS = re.compile(
    r"\s+(?:but|who|that|because|just|and i|and we|i need|we need|sondern|mais|sino|ma|mas|maar|tylko)\b.*",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"^(?:but )?no\b", re.IGNORECASE)


class Said(NamedTuple):
    """A stretch of the ask that rules something out. `unsure`: it counts only if it names a trade ("no hot water")."""

    what: str
    start: int
    end: int
    unsure: bool


def said_out(text: str) -> Iterator[Said]:
    """Every stretch that rules something out, up to the next comma, stop or 'but'."""
    for match in _OUT.finditer(text):
        what = _STOPS.sub("", match["what"])
        if what.strip():
            end = match.start("what") + len(what)
            yield Said(what.strip(), match.start(), end, bool(_UNSURE.match(match.group())))
