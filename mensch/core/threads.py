"""Which mails belong together: everything linked by an answer, in whatever order the mails arrive."""

from __future__ import annotations

from collections.abc import Iterable


def roots(mails: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """For each mail key the name of its thread. Given: (key, keys it answers). Near linear; order does not matter."""
    parent: dict[str, str] = {}
    keys = []
    for key, answers in mails:
        keys.append(key)
        parent.setdefault(key, key)
        for other in answers:
            parent.setdefault(other, other)
            _join(parent, key, other)
    return {key: _root(parent, key) for key in keys}


def _join(parent: dict[str, str], one: str, two: str) -> None:
    first, second = _root(parent, one), _root(parent, two)
    # The smaller name wins, so that the name of a thread depends on its members only.
    parent[max(first, second)] = min(first, second)


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key
