"""Who knows whom among the people of the book: both wrote in one thread, or both came to one meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import combinations

from mensch.core.acquaintance import MOST
from mensch.models import Acquaintance, Import, Touch, Vault

Row = tuple[str, str, int, datetime]


def find(*, vault: Vault, people: Sequence[int], importing: Import | None) -> None:
    """Look again at the threads and meetings of these people. Co-recipients are no evidence: only who wrote counts."""
    mine = Touch.objects.filter(vault=vault, person__in=people)
    threads = set(mine.filter(by_me=False).exclude(thread="").values_list("thread", flat=True))
    meetings = set(mine.filter(kind__in=("met", "video"), source="ical").values_list("key", flat=True))
    rows = [*_groups(vault, "thread", threads), *_groups(vault, "meeting", meetings)]
    made = [
        Acquaintance(vault=vault, one_id=one, other_id=other, how=how, key=key, at=at, made_by=importing)
        for how, key, group in rows
        for (one, _), (other, at) in combinations(sorted(group.items()), 2)
    ]
    Acquaintance.objects.bulk_create(made, ignore_conflicts=True, batch_size=1000)


def _groups(vault: Vault, how: str, keys: set[str]) -> list[tuple[str, str, dict[int, datetime]]]:
    field = "thread" if how == "thread" else "key"
    found: dict[str, dict[int, datetime]] = defaultdict(dict)
    every = sorted(keys)
    for start in range(0, len(every), 500):
        rows = Touch.objects.filter(vault=vault, **{f"{field}__in": every[start : start + 500]})
        # a meeting has no direction, and of those without one the database keeps an index by key
        rows = rows.filter(by_me=False) if how == "thread" else rows.filter(by_me=None, kind__in=("met", "video"))
        for key, person, at in rows.values_list(field, "person_id", "at"):
            found[key][person] = min(at, found[key].get(person, at))
    return [(how, key, group) for key, group in found.items() if 2 <= len(group) <= MOST]
