"""What every step of an import needs to know."""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass
from datetime import datetime

from mensch.models import Import, Vault


@dataclass(slots=True)
class Context:
    """One import at work. `format` and `file_name` are those of the file being read; `now` is when this run began."""

    vault: Vault
    importing: Import
    now: datetime
    zone: zoneinfo.ZoneInfo
    format: str = ""
    file_name: str = ""

    @property
    def region(self) -> str | None:
        return self.vault.region or None


def context_of(importing: Import, now: datetime) -> Context:
    vault = importing.vault
    return Context(vault, importing, now, zoneinfo.ZoneInfo(vault.time_zone))
