"""Who is who: folding names, firms and addresses so that they can be compared. What is shown is never folded."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urlsplit

# Letters that Unicode decomposition leaves alone but people type without.
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """Lower case, without accents, with single blanks: 'Łukasz  Ćwik' becomes 'lukasz cwik'."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def email_key(value: str) -> str:
    """A mail address for comparison, or '' when there is no address in it. Providers' own rules (dots, +tags) are left alone."""
    text = value.strip().strip("<>").removeprefix("mailto:").removeprefix("MAILTO:").casefold()
    name, at, host = text.rpartition("@")
    return f"{name}@{host.rstrip('.')}" if at and name and host and " " not in text else ""


def url_key(value: str) -> str:
    """A profile URL for comparison: percent-decoded, lower case, without scheme, 'www.', query and trailing slash."""
    text = unquote(value.strip())
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:
        return ""
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/').casefold()}" if "." in host else ""
