"""Mail that came back: whose address it was, and whether it is gone for good or only refused this letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_GONE = re.compile(
    r"user unknown|unknown user|no such (?:user|recipient|mailbox|address|person)|(?:does not|doesn't) exist|"
    r"not (?:found|known)|unknown (?:recipient|address|local part)|recipient (?:address )?(?:unknown|rejected)|"
    r"invalid (?:recipient|mailbox|address)|mailbox (?:unavailable|disabled|not available|unknown)|"
    r"account .{0,40}(?:disabled|closed|inactive|suspended)|no mailbox|host (?:or domain name )?not found|"
    r"(?:empf[äa]nger|adresse|benutzer|postfach).{0,40}(?:unbekannt|nicht gefunden|existiert nicht)|"
    r"(?:utilisateur|adresse|boîte).{0,40}(?:inconnu|introuvable)",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"mailbox (?:is )?full|over ?quota|quota exceeded|insufficient (?:system )?storage|postfach .*voll", re.IGNORECASE
)
_GONE_CODES = frozenset({"5.2.1", "5.4.4", "5.4.310"})
_OF_THE_SENDER = frozenset({"5.1.7", "5.1.8", "5.1.9"})


class Cause(StrEnum):
    GONE = "gone"  # nobody reads mail there any more
    FULL = "full"
    REFUSED = "refused"  # this letter, or mail from here
    WAITING = "waiting"  # they are still trying


@dataclass(frozen=True, slots=True)
class Returned:
    """One recipient of a report. `status` as in RFC 3463 ('5.1.1'), '' where none is told; `said`: their words."""

    address: str
    action: str
    status: str
    said: str
    letters: tuple[str, ...] = ()  # Message-IDs that the report quotes
    line: int = 0

    @property
    def cause(self) -> Cause:
        return cause(self.action, self.status, self.said)


def cause(action: str, status: str, said: str) -> Cause:
    if action in ("delayed", "delivered", "relayed", "expanded"):
        return Cause.WAITING
    if status.startswith("4."):  # they tried for days, and gave up
        return Cause.FULL if status == "4.2.2" or _FULL.search(said) else Cause.REFUSED
    if status == "5.2.2" or _FULL.search(said):
        return Cause.FULL
    if status in _GONE_CODES or (status.startswith("5.1.") and status not in _OF_THE_SENDER):
        return Cause.GONE
    vague = status in ("", "5.0.0", "5.5.0", "5.4.1", "5.7.1") or not status.startswith("5.")
    return Cause.GONE if vague and _GONE.search(said) else Cause.REFUSED
