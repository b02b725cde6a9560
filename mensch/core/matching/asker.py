"""What an ask tells of the asker: what they do, and what the thing they seek is for."""

from __future__ import annotations

import re

from mensch.core.matching.cues import either

# What is said of oneself before one says what is sought.
_SEEK = either(
    r"""
    \b(?:(?:is |am |are |and )?(?:looking|looks?|search(?:es|ing)?) for|seek(?:s|ing)?|in search of)\b
    \b(?:wants? to|would like to|(?:we|i) (?:need|want)s?(?: to meet)?|needs)\b
    \b(?:such(?:e|en|t)|cherch(?:e|ons|ent)|busc(?:o|a|amos)|cerc(?:o|a|hiamo)|procur(?:o|a|amos))\b
    \b(?:szuka(?:m|my)?|zoek(?:t|en)?)\b
    """
)
_OURSELVES = either(
    r"""
    ^\W*(?:i['’]?m an?|i am an?|we['’]?re an?|we are an?|as an?)\b
    ^\W*we (?:make|sell|run|build|design|produce|offer|import|distribute|brew|bake|supply|provide)\b
    ^\W*i (?:make|sell|run|build|own|offer|import)\b
    ^\W*(?:my|our) (?:own )?\w+ (?:firm|company|business|practice|shop|studio|agency)\b
    ^\W*(?:ich bin|wir sind|je suis|nous sommes|soy|somos|sono un|siamo|sou|jestem|ik ben)\b
    """
)
_SOMEONE = re.compile(
    r"\b(?:my|our|a|the|his|her) (?:client|friend|neighbou?r|sister|brother|mother|father|customer|boss)\b",
    re.IGNORECASE,
)
# What the thing asked for is for, or where the asker has it: it matters less than the thing.
AIM = either(
    r"""
    \b(?:for|für|pour|para|per|dla|voor) (?=\w)
    \b(?:of|in|at) (?:my|our|his|her|their)\b  \b(?:in|an|bei|von) (?:mein|unser|sein|ihr)(?:e[mnrs]?)?\b
    \b(?:de|dans|chez|en) (?:mon|ma|mes|notre|nos|mis?|nuestr[oa]s?|(?:[oa] )?(?:meu|minha|noss[oa]))\b
    \b(?:del|della|nel|nella) (?:mi[oa]|nostr[oa])\b  \b(?:w|na) (?:moi[mj]|moje[jgm]\w*|nasz\w*)\b
    \b(?:van|in|bij) (?:mijn|onze|ons)\b
    """
)
_END = re.compile(r"[:.;!?]")


def self_ends(text: str) -> int:
    """Where the asker stops to speak of themselves: 'We make soap and look for shops' -> before 'look'."""
    seek, ourselves = _SEEK.search(text), _OURSELVES.search(text)
    if ourselves and (end := _END.search(text, ourselves.end())) and not (seek and seek.start() < end.start()):
        return end.start() if text[end.end() :].strip() else 0
    if not seek or seek.start() < 4 or _SOMEONE.search(text[: seek.start()]):
        return 0
    return seek.start() if ourselves or _plain_subject(text[: seek.start()]) else 0


def _plain_subject(before: str) -> bool:
    """'Divorce lawyer seeking …': a few words without a stop or a comma."""
    return len(before.split()) <= 5 and not re.search(r"[.,;:!?]", before)
