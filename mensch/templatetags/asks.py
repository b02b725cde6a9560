"""Words of asks, and asks that stand in notes: {{ kind|kind_word }}, {% need_in note page as need %}."""

from __future__ import annotations

from typing import Any

from django import template

from mensch.core.matching.kinds import kind_named
from mensch.services.ask_words import KINDS
from mensch.services.asks_noted import need_in as need
from mensch.services.asks_noted import words_of

register = template.Library()


@register.filter
def kind_word(kind: str) -> str:
    """A kind of ask as people call it."""
    named = kind_named(kind)
    return str(KINDS[named]) if named else ""


@register.simple_tag
def need_in(note: Any, page: Any) -> str:
    """What a note says its person looks for, unless it is an ask already."""
    return need(text=note.text, person=page.person, kept=words_of(page.asks.looking))
