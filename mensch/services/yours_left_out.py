"""What an export could not tell in one of its files: one odd row never keeps everything else from its owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mensch.models.base import Owned
from mensch.services.access import public
from mensch.services.yours_tables import name_of

FILE = "left-out.txt"
_ODD = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
_NAMED = 1000  # rows named for each file and table; the rest are counted, so that the memory stays small


class LeftOut:
    """Rows that a file of the export does not tell, by file and table, and files that could not be read."""

    def __init__(self) -> None:
        self.counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.ids: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.unread: list[str] = []

    def __len__(self) -> int:
        return sum(self.counts.values()) + len(self.unread)

    def tell(self, file: str, table: type[Owned], row: int, told: Callable[[], bytes]) -> bytes:
        """The bytes of a row in `file`; none, and the row is noted, when it cannot be told or nothing comes of it."""
        try:
            if found := told():
                return found
        except _ODD:
            pass
        place = file, name_of(table)
        self.counts[place] += 1
        if len(self.ids[place]) < _NAMED:
            self.ids[place].append(public(row))
        return b""

    def report(self) -> str:
        """The text of left-out.txt."""
        return "\n".join((*self._rows(), *self._files()))

    def _rows(self) -> list[str]:
        if not self.counts:
            return []
        lines = [_("These rows could not be told in every file. They are all in mensch.json, by these ids."), ""]
        for (file, table), n in self.counts.items():
            lines += [f"{file}, {table} ({n}):", *(f"  {one}" for one in self.ids[file, table])]
            if more := n - len(self.ids[file, table]):
                lines.append("  " + ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more})
            lines.append("")
        return lines

    def _files(self) -> list[str]:
        if not self.unread:
            return []
        return [_("These files you brought could not be read, and are not in here:"), "", *self.unread, ""]
