"""Professions of a file, and who among them sends people to whom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mensch.core.matching import spheres
from mensch.core.matching.encoder import Encoder
from mensch.services import knowledge
from mensch.services.matching_files import lines_of


class Professions:
    """Names of professions, the trades each name speaks of, and, with a model, how near names are in meaning."""

    def __init__(self, labels: Mapping[str, str], encoder: Encoder | None) -> None:
        words = knowledge.trades()
        self.names = list(labels)
        self._trades = {
            name: tuple(dict.fromkeys(tag.trade for tag in words.find(label, weak=True)))
            for name, label in labels.items()
        }
        self.unread = {name for name, trades in self._trades.items() if not trades}
        matrix = encoder.encode(list(labels.values())) if encoder and labels else None
        self._alike = matrix @ matrix.T if matrix is not None else None

    def partners(self, name: str) -> list[str]:
        """The others that send people to this one, surest first."""
        at = self.names.index(name)
        alike = dict(zip(self.names, self._alike[at].tolist(), strict=True)) if self._alike is not None else {}
        others = {other: trades for other, trades in self._trades.items() if other != name}
        return spheres.order(self._trades[name], others, knowledge.spheres(), knowledge.trades(), alike)

    def because(self, name: str, other: str) -> str:
        graph = knowledge.spheres()
        said = (graph.because(one, two) for one in self._trades[name] for two in self._trades[other])
        return next(filter(None, said), "")


def professions_of(path: Path) -> dict[str, str]:
    """name -> label of each line. Raises InputError."""
    rows = (row for _line, row in lines_of(path))
    return {str(row["profession"]): str(row.get("label") or row["profession"]).replace("_", " ")
            for row in rows if row.get("profession")}  # fmt: skip
