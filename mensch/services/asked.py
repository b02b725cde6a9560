"""What the reading process is told beside the file itself."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Asked(NamedTuple):
    """What the readers should know: country of numbers (ISO 3166), IANA zone of floating times, today's date.

    `mapping`: what the columns of a table hold, as JSON. `ask`: hand doubtful columns out instead of guessing.
    `only`: of an archive, the file of that name alone.
    """

    region: str | None = None
    zone: str = ""
    today: date | None = None
    mapping: str = ""
    ask: bool = False
    only: str = ""

    def options(self) -> list[str]:
        given = {"--region": self.region, "--zone": self.zone, "--today": self.today and self.today.isoformat()}
        words = [word for name, value in given.items() if value for word in (name, value)]
        # one word, so that JSON that begins with a dash stays a value
        words += [f"--mapping={self.mapping}"] if self.mapping else []
        words += [f"--only={self.only}"] if self.only else []
        return [*words, "--ask"] if self.ask else words
