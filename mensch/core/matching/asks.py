"""What an ask says: topic, kind, language, places, what it rules out, and the asker's own trade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mensch.core.matching import places
from mensch.core.matching.asker import AIM, self_ends
from mensch.core.matching.cues import guess
from mensch.core.matching.folding import Token, tokens
from mensch.core.matching.kinds import READS, Kind
from mensch.core.matching.language import detect
from mensch.core.matching.phrases import said
from mensch.core.matching.places import Gazetteer, Place
from mensch.core.matching.ruleouts import said_out
from mensch.core.matching.stopwords import STOP
from mensch.core.matching.thesaurus import Tag, Thesaurus

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing the ask speaks of: a trade with the words that say it, or a word. `share`: how much it matters."""

    words: tuple[str, ...]
    trade: str = ""
    weak: bool = False
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class RuledOut:
    """What must not be offered: the words, and the trades they name."""

    text: str
    words: tuple[str, ...]
    trades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """An ask as it was understood. Each field is shown, and the one who asks may correct it."""

    text: str
    kept: str
    kind: Kind
    language: str
    units: tuple[Unit, ...]
    ruled_out: tuple[RuledOut, ...] = ()
    place: Place | None = None
    own_trades: tuple[str, ...] = ()
    on_site: bool = False
    wanted: str = ""  # `kept` without what the asker says of themselves

    @property
    def trades(self) -> tuple[str, ...]:
        """The trades asked for, the surest first."""
        sure = [unit.trade for unit in self.units if unit.trade and unit.share > 0.5 and not unit.weak]
        weak = [unit.trade for unit in self.units if unit.trade and unit.share > 0.5 and unit.weak]
        return tuple(dict.fromkeys(sure + weak))


_SELF, _FOR, _WORD, _ASIDE = 0.15, 0.45, 0.8, 0.3
_APART, _KINDS = 0.9, 3  # what a trade with at least so many special kinds is for


def parse_ask(
    text: str, words: Thesaurus, known: Gazetteer, *, kind: Kind | None = None, own: Sequence[str] = ()
) -> Ask:
    """Reads one ask. `own`: the asker's own trades, when their card says them."""
    text = text[:LONGEST]
    language = detect(text)
    out, kept = _ruled_out(text, words, language)
    found = tokens(kept)
    kind = kind or guess(kept)
    place = next(iter(places.places(kept, found, known, language)), None)
    tags = words.tags(found, language)
    told = self_ends(kept)
    mine = [tag.trade for tag in tags if found[tag.first].start < told and not tag.weak]
    units = _topic_first(_told_apart(_units(kept, found, tags, place, told), words), kind, words)
    topics = [unit.trade for unit in units if unit.trade and unit.share > 0.5]
    on_site = any(words.trades[trade].on_site for trade in topics)
    own_trades = tuple(dict.fromkeys((*own, *mine)))
    return Ask(text, kept, kind, language, units, out, place, own_trades, on_site, kept[told:].strip(" :,.;") or kept)


def _ruled_out(text: str, words: Thesaurus, language: str) -> tuple[tuple[RuledOut, ...], str]:
    """What is ruled out, and the text without it."""
    out: list[RuledOut] = []
    kept = text
    for stretch in reversed(list(said_out(text))):
        tags = words.find(stretch.what, language, weak=False)
        if stretch.unsure and not tags:
            continue
        plain = tuple(token.stem for token in tokens(stretch.what) if token.folded not in STOP)
        out.append(RuledOut(stretch.what, plain, tuple(dict.fromkeys(tag.trade for tag in tags))))
        kept = kept[: stretch.start] + kept[stretch.end :]
    return tuple(reversed(out)), kept.strip(" ,;:.-–") or text


def _units(text: str, found: Sequence[Token], tags: Sequence[Tag], place: Place | None, told: int) -> list[Unit]:
    aim = _aim(text, found, told)
    by_start = {tag.first: tag for tag in tags}
    units: list[Unit] = []
    at = 0
    while at < len(found):
        if place and place.first <= at < place.end:
            at = place.end
            continue
        share = _share(found[at].start, told, aim)
        tag = by_start.get(at)
        end = tag.end if tag else at + 1
        stems = tuple(token.stem for token in found[at:end] if token.folded not in STOP)
        if tag:
            units.append(Unit(stems, tag.trade, tag.weak, share))
        elif stems and not found[at].folded.isdigit():
            units.append(Unit(stems, share=share * _WORD))
        at = end
    return units


def _told_apart(units: Sequence[Unit], words: Thesaurus) -> list[Unit]:
    """In 'an engineer for a bridge' it is the bridge that says which engineer."""
    wide = [unit for unit in units if unit.trade and unit.share == 1.0 and len(words.below[unit.trade]) >= _KINDS]
    whole = [unit for unit in units if unit.share == 1.0]
    if not wide or wide != whole:
        return list(units)
    kinds = {below for unit in wide for below in _kinds_of(unit.trade, words)}
    return [
        replace(unit, share=unit.share / _FOR * _APART)
        if _SELF < unit.share <= _FOR and (not unit.trade or unit.trade in kinds)
        else unit
        for unit in units
    ]


def _kinds_of(trade: str, words: Thesaurus) -> set[str]:
    """What is part of a trade, and what its name says: a structural engineer is an engineer."""
    name = " " + words.label(trade)
    return {*words.below[trade], *(one for one in words.trades if words.label(one).endswith(name))}


def _topic_first(units: Sequence[Unit], kind: Kind, words: Thesaurus) -> tuple[Unit, ...]:
    """In 'a speaker on climate' it is the climate that tells people apart; who is served is no answer."""
    phrases = (*READS[kind].talks, *READS[kind].serves)
    trades = {tag.trade for phrase in phrases for tag in words.find(phrase)}
    spoken = {word for phrase in READS[kind].talks for word in said(phrase)}
    aside = [unit.trade in trades if unit.trade else spoken.issuperset(unit.words) for unit in units]
    if all(aside):
        return tuple(units)
    return tuple(
        replace(unit, share=unit.share * _ASIDE) if goes else unit for unit, goes in zip(units, aside, strict=True)
    )


def _aim(text: str, found: Sequence[Token], told: int) -> int:
    """Where 'for …' begins, when something was asked for before it: who it is for matters less."""
    for match in AIM.finditer(text, told):
        before = [token for token in found if told <= token.start < match.start() and token.folded not in STOP]
        if before:
            return match.start()
    return len(text)


def _share(start: int, told: int, aim: int) -> float:
    if start < told:
        return _SELF
    return _FOR if start >= aim else 1.0
