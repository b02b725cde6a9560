"""Whatever a reader repairs or sets aside is told in a sentence, not in the reader's own word for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from mensch import formats
from mensch.services.read_words import SENTENCES, sentence

# Their readers explain themselves in the fault: the limit, the kind of damage.
EXPLAINED = {"archive-encrypted", "archive-overlap", "archive-passed-over", "archive-ratio", "archive-too-large"}
EXPLAINED |= {"archive-too-many"}
TELLERS = {"Fault": 1, "set_aside": 1, "fault": 1, "aside": 0, "repaired": 0, "_fault": 0, "_Refused": 0}
TELLERS |= {"NotReadable": 0, "_refused": 0}


def codes() -> Iterator[str]:
    """The words that stand for a code in the readers, where they are written out."""
    for path in Path(formats.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                at = TELLERS.get(name, 99)
                found = node.args[at] if at < len(node.args) else None
                if isinstance(found, ast.Constant) and isinstance(found.value, str):
                    yield found.value


def test_every_code_of_a_reader_has_its_sentence() -> None:
    found = set(codes())
    assert {"no-end", "nobody", "json-broken", "too-many-cells", "number-destroyed"} <= found
    assert sorted(found - SENTENCES.keys() - EXPLAINED) == []


def test_a_sentence_begins_large_and_ends_with_a_full_stop() -> None:
    assert [code for code in SENTENCES if not (sentence(code)[0].isupper() and sentence(code).endswith("."))] == []
