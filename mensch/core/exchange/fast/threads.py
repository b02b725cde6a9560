"""Both cores: fixed pieces of work, merged in their order, so that a sum never depends on who was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")
Made = TypeVar("Made")


class Team:
    """As many workers as there are threads; one alone needs none."""

    def __init__(self, threads: int) -> None:
        self.threads = max(1, threads)
        self.workers = ThreadPoolExecutor(self.threads - 1) if self.threads > 1 else None

    def each(self, work: Callable[[Piece], Made], pieces: Iterable[Piece]) -> list[Made]:
        """The results in the order of the pieces. This thread does the first; the others the rest."""
        first, *rest = list(pieces)
        if not self.workers:
            return [work(piece) for piece in (first, *rest)]
        waiting = [self.workers.submit(work, piece) for piece in rest]
        return [work(first), *(one.result() for one in waiting)]

    def end(self) -> None:
        if self.workers:
            self.workers.shutdown()
