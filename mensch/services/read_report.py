"""What `mensch read` says: a JSON object for each record, and a summary of each file."""

from __future__ import annotations

from dataclasses import dataclass, field

from mensch.core.records import Columns, Done, Fault, Item, Seen
from mensch.services.read_json import Json, as_json
from mensch.services.read_words import sentence


@dataclass(slots=True)
class FileReport:
    """What became of one file. `found` is counted by a scan of the bytes, `read` are the records made."""

    path: str
    form: str = "unknown"
    found: int = 0
    read: int = 0
    repaired: int = 0
    set_aside: list[Json] = field(default_factory=list)
    repairs: dict[str, int] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def take(self, item: Item, inner: str = "") -> Json | None:
        """Count an item; the JSON of a record, None for a fault or a count."""
        if isinstance(item, Seen):
            self.found += item.found
            self.ignored += [name for name in item.ignored if name not in self.ignored]
            return None
        if isinstance(item, Fault):
            self._fault(item, inner)
            return None
        if isinstance(item, Columns):
            return None
        source = {"file": f"{self.path}/{inner}" if inner else self.path, "line": item.line}
        written = as_json(item, source)
        self.read += 1
        self.kinds[written["type"]] = self.kinds.get(written["type"], 0) + 1
        return written

    def _fault(self, fault: Fault, inner: str) -> None:
        if fault.done is Done.REPAIRED:
            self.repaired += 1
            self.repairs[fault.code] = self.repairs.get(fault.code, 0) + 1
            return
        reason = sentence(fault.code, fault.where, "" if fault.line else fault.excerpt)
        self.set_aside.append({"line": fault.line, "reason": reason} | ({"file": inner} if inner else {}))

    @property
    def went_well(self) -> bool:
        """Something was read, or there was truly nothing to read (a calendar without entries)."""
        return bool(self.read or not self.set_aside)

    def refuse(self, reason: str) -> None:
        self.set_aside.append({"line": 0, "reason": reason})

    def json(self) -> Json:
        return {
            "path": self.path,
            "format": self.form,
            "found": self.found,
            "read": self.read,
            "repaired": self.repaired,
            "set_aside": self.set_aside,
            "repairs": {sentence(code): count for code, count in self.repairs.items()},
            "ignored": self.ignored,
            "seconds": round(self.seconds, 3),
        }
