"""Mail addresses as the outbox knows them: one form for each mailbox, however it is written."""

from __future__ import annotations

import re
import unicodedata

_SHAPE = re.compile(r"[^\s@<>,;:\"\\()\[\]\x00-\x1f\x7f]+@[^\s@<>,;:\"\\()\[\]\x00-\x1f\x7f]+")


def looks_right(address: str) -> bool:
    """Whether something can be sent there at all: one @, no blank, no control character, nothing that ends a header."""
    local, _, domain = address.rpartition("@")
    return bool(_SHAPE.fullmatch(address)) and len(local) <= 64 and "." not in (domain[:1], domain[-1:])


def ascii_domain(domain: str) -> str:
    """The domain as name servers know it. Raises ValueError where there is no such form."""
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise ValueError(domain) from error


def canonical(address: str) -> str:
    """Under this a no is remembered: case, a tag behind a plus, and the spelling of the domain make no difference."""
    local, _, domain = unicodedata.normalize("NFKC", address.strip()).casefold().rpartition("@")
    try:
        domain = ascii_domain(domain)
    except ValueError:
        pass
    return f"{local.partition('+')[0] or local}@{domain}"
