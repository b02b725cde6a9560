"""Templates: every word through gettext, nothing inline, nothing trusted, no question to the database."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from html.parser import HTMLParser

from tests.house.source import Source

# Names of products are the same in every language.
NAMES = {"Mensch", "LinkedIn", "Google", "Outlook", "Apple", "Thunderbird", "Monica"}
SPOKEN = {"alt", "title", "placeholder", "aria-label", "aria-description", "data-failed", "data-offline"}
UNSPOKEN = {"script", "style", "kbd", "svg", "code"}
TRUSTED = {
    "mensch/templatetags/mensch.py": "our own strokes of icons",
    "mensch/templatetags/rows.py": "rows in which every word of a source was escaped",
    "mensch/services/phrases.py": "a sentence whose facts were escaped one by one",
}
_TEMPLATE = re.compile(
    r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%.*?%}|{{.*?}}",
    re.S,
)
_FILE = re.compile(r"[\w-]+\.(?:vcf|csv|ics|json|mbox|eml|zip)\b")
_ASKS = re.compile(r"\.(objects|filter|exclude|exists|order_by|values|\w+_set)\b|(?<=in )[\w.]+\.all\b")
_INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|<script\b(?![^>]*(?:\bsrc=|application/json))|\son[a-z]+\s*=|javascript:|\shx-on""", re.I
)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in UNSPOKEN
        self.found += [(self.getpos()[0], value) for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in UNSPOKEN and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append((self.getpos()[0], data))


def bare_words(sources: Iterable[Source]) -> list[str]:
    """Words between tags, or in spoken attributes, that no translator would ever see."""
    found = []
    for source in sources:
        reader = _Words()
        reader.feed(_TEMPLATE.sub(_blank, source.text))
        for line, text in reader.found:
            bare = [word for word in re.findall(r"[^\W\d_]{2,}", _FILE.sub("", text)) if word not in NAMES]
            found += [f"{source.path}:{line} {' '.join(bare)}"] if bare else []
    return found


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def inline(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{number} {match[0].strip()}"
        for source in sources
        for number, line in enumerate(source.text.splitlines(), 1)
        for match in _INLINE.finditer(re.sub(r"{%.*?%}|{{.*?}}", "", line))
    ]


def trusted(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{number} trusts its text"
        for source in sources
        for number, line in enumerate(source.text.splitlines(), 1)
        if source.path.endswith(".html") and re.search(r"\|\s*(safe|safeseq)\b|{%\s*autoescape\s+off", line)
    ]


def trusted_in_code(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(node)} trusts its text"
        for source in sources
        if source.path not in TRUSTED
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in ("mark_safe", "SafeString")
        and name
    ]


def questions(sources: Iterable[Source]) -> list[str]:
    """A template shows facts; it never asks the database."""
    return [
        f"{source.path}:{number} asks {match[0]}"
        for source in sources
        for number, line in enumerate(source.text.splitlines(), 1)
        for tag in re.findall(r"{%.*?%}|{{.*?}}", line)
        for match in _ASKS.finditer(re.sub(r"'[^']*'|\"[^\"]*\"|forloop\.\w+", "", tag))
    ]
