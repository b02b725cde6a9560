"""What is wrong with the tables of trades and spheres: for the tests, and for whoever adds a trade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from mensch.core.matching.folding import tokens
from mensch.core.matching.phrases import LANGUAGES, said
from mensch.core.matching.stopwords import STOP

_KNOWN = {"part_of", "on_site", "weak", "with", *LANGUAGES}

Table = Mapping[str, Mapping[str, Any]]


def faults(trades: Table) -> list[str]:
    """One sentence for everything that is wrong; none when all is well."""
    return [*_shape(trades), *_rings(trades), *_owners(trades)]


def sphere_faults(spheres: Mapping[str, Mapping[str, str]], trades: Table) -> list[str]:
    """Every name is a trade, nobody is their own partner, and every edge has its reason."""
    out = [f"{trade} is no trade" for trade in spheres if trade not in trades]
    for trade, partners in spheres.items():
        out += [f"{trade}: {partner} is no trade" for partner in partners if partner not in trades]
        out += [f"{trade}: {partner} without a reason" for partner, why in partners.items() if not why.strip()]
        out += [f"{trade} is its own partner"] if trade in partners else []
    return out


def _shape(trades: Table) -> Iterator[str]:
    for key, entry in trades.items():
        yield from (f"{key}: unknown key {name}" for name in entry if name not in _KNOWN)
        yield from (f"{key}: nothing in {language}" for language in LANGUAGES if not entry.get(language))
        if (above := entry.get("part_of", "")) and above not in trades:
            yield f"{key}: part of {above}, which is no trade"
        phrases = {said(text) for language in LANGUAGES for text in (*entry.get(language, ()), *entry.get("weak", ()))}
        yield from (f"{key}: companions for {text}, which it does not say" for text in entry.get("with", {})
                    if said(text) not in phrases)  # fmt: skip
        yield from (f"{key}: {text!r} says nothing" for language in LANGUAGES for text in entry.get(language, ())
                    if not _tells(text))  # fmt: skip


def _tells(text: str) -> bool:
    found = tokens(text)
    return len(found) > 1 or any(token.folded not in STOP for token in found)


def _rings(trades: Table) -> Iterator[str]:
    for key in trades:
        seen, at = {key}, trades[key].get("part_of", "")
        while at in trades:
            if at in seen:
                yield f"{key}: part of itself"
                break
            seen.add(at)
            at = trades[at].get("part_of", "")


def _owners(trades: Table) -> Iterator[str]:
    """A phrase belongs to one trade, unless companions tell the senses apart."""
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, entry in trades.items():
        apart = {said(text) for text in entry.get("with", {})}
        for language in LANGUAGES:
            for text in entry.get(language, ()):
                if said(text) not in apart:
                    owners[said(text)].add(key)
    yield from (f"{' '.join(words)!r} belongs to {', '.join(sorted(keys))}" for words, keys in owners.items()
                if len(keys) > 1)  # fmt: skip
