"""Answers of a file as data, and run files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.services.matching_files import Answer
from mensch.services.phrases import written as reason_written


def told(answer: Answer) -> dict[str, Any]:
    """One ask as it was understood, who was found, and why."""
    ask = answer.ask
    return {
        "ask": answer.id,
        "understood": {
            "kind": ask.kind.value,
            "language": ask.language,
            "trades": list(ask.trades),
            "place": ask.place.name if ask.place else None,
            "own": list(ask.own_trades),
            "ruled_out": [out.text for out in ask.ruled_out],
        },
        "nobody": reason_written(answer.nobody) if answer.nobody else None,
        "left_out": list(answer.left_out),
        "matches": [
            {
                "person": one.person,
                "band": one.band.name.lower(),
                "reasons": [reason_written(why) for why in one.reasons],
            }
            for one in answer.matches
        ],
    }


def written(path: Path, lines: Iterable[str]) -> None:
    """A run file, whole or not at all. Raises InputError."""
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise InputError(_("%(path)s cannot be written: %(why)s.") % {"path": path, "why": error.strerror}) from error
