"""Tags of the look: {% icon %}, {% avatar %}, {% frame %}, {% evidence %}, {% reason %}."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mensch.core.nudges import NudgeKind
from mensch.core.reasons import Reason
from mensch.services import phrases
from mensch.services.access import public
from mensch.templatetags import words
from mensch.templatetags.kinds import KINDS
from mensch.templatetags.strokes import ICONS

register = template.Library()
for _filter in (
    words.spelled,
    words.often,
    words.day,
    words.on_day,
    words.rhythm,
    words.weeks_since,
    words.minutes,
    words.thousands,
):
    register.filter(_filter.__name__, _filter)

_TINTS = ("", "amber", "blue", "rose", "plum")
_STANDINGS = {
    "met": ("met", _("Met")),
    "two-way": ("mail", _("You write both ways")),
    "one-way": ("arrow", _("One way only")),
    "listed": ("list", _("On a list")),
}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An icon for sighted readers; the words beside it say the same."""
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', mark_safe(ICONS[name]))  # noqa: S308


@register.simple_tag
def avatar(person: Any, size: str = "") -> SafeString:
    """Two letters on a tint. The tint comes from the id, never from anything about the person."""
    firm = "firm" if person.kind == "firm" else ""
    classes = " ".join(part for part in ("av", size, tint(person), firm) if part)
    return mark_safe(f'<span class="{classes}" aria-hidden="true">{escape(letters(person))}</span>')  # noqa: S308


def tint(person: Any) -> str:
    return _TINTS[person.id % 97 % len(_TINTS)]


def letters(person: Any) -> str:
    """The first letters of given and family name, else of the first and last word."""
    words = [person.given, person.family] if person.given and person.family else (person.full or "").split()
    ends = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(next((sign for sign in word if sign.isalnum()), "") for word in ends).upper()


@register.filter
def public_id(row: Any) -> str:
    """The id of a row, or an id, as it stands in URLs."""
    return public(row if isinstance(row, int) else row.pk)


@register.filter
def base_name(path: str) -> str:
    """The last part of a path: where a file lay is nobody's business on a page."""
    return path.replace("\\", "/").rpartition("/")[2] or path


@register.simple_tag
def evidence(standing: str) -> SafeString:
    """The evidence word as a tag. All four look alike: a word is no grade."""
    return _tag(standing, get_language())


@cache
def _tag(standing: str, language: str | None) -> SafeString:  # noqa: ARG001  (the word is of that language)
    name, word = _STANDINGS[standing]
    return format_html('<span class="tag">{}{}</span>', icon(name), word)


@register.simple_tag
def reason(why: Reason | dict[str, Any]) -> SafeString:
    """The sentence of a reason, escaped."""
    return phrases.marked(phrases.read(why) if isinstance(why, dict) else why)


@register.simple_tag
def both(line: Any) -> SafeString:
    """The two of an introduction: None stands for the owner as the first, and for somebody erased as the second."""
    one = line.one.full if line.one else _("You")
    other = line.other.full if line.other else _("somebody who was erased")
    return format_html("<bdi>{}</bdi> {} <bdi>{}</bdi>", one, _("and"), other)


@register.simple_tag
def kind_tag(kind: NudgeKind) -> SafeString:
    """What a line of Today asks for, as a tag."""
    return _kind(kind, get_language())


@cache
def _kind(kind: NudgeKind, language: str | None) -> SafeString:  # noqa: ARG001  (the word is of that language)
    look = KINDS[kind]
    return format_html('<span class="tag {}">{}{}</span>', look.tint, icon(look.icon), look.word)


@register.simple_tag
def person_url(person: Any) -> str:
    """The page of a person."""
    try:
        return reverse("person", args=[public(person.pk)])
    except NoReverseMatch:
        return f"{reverse('home')}people/{public(person.pk)}"


@register.simple_tag
def querystring_of(asked: Any, **changes: str) -> str:
    """The filters of a list as a query string, some of them changed; empty ones are left out."""
    given = {name: value for name, value in asked._replace(**changes)._asdict().items() if value}
    return f"?{urlencode(given)}"


@register.filter
def first_word(text: str) -> str:
    return text.split()[0] if text.split() else ""


class Place(NamedTuple):
    url: str
    word: Any
    short: Any
    icon: str
    key: str
    here: bool


_PLACES = (
    ("today", _("Today"), _("Today"), "today", "g t"),
    ("people", _("People"), _("People"), "people", "g p"),
    ("introductions", _("Introductions"), _("Intros"), "introductions", "g i"),
    ("every_ask", _("Asks"), _("Asks"), "ask", "g a"),
    ("met", _("I met someone"), _("Met"), "met", "c"),
    ("groups", _("Groups"), _("Groups"), "groups", "g g"),
    ("imports", _("Import"), _("Import"), "import", ""),
    ("settings", _("Settings"), _("Settings"), "settings", ""),
)


@register.simple_tag(takes_context=True)
def frame(context: Context, name: str) -> SafeString:
    """A part of the frame. All pages of one place share it, so it is rendered once for each place and language."""
    path = context["request"].path
    here = next((url for url, *_look in _placed(get_script_prefix()) if path == url or path.startswith(f"{url}/")), "")
    return _part(name, here, get_script_prefix(), get_language())


@cache
def _part(name: str, here: str, prefix: str, language: str | None) -> SafeString:  # noqa: ARG001
    places = [Place._make((url, *look, url == here)) for url, *look in _placed(prefix)]
    return render_to_string(f"parts/{name}.html", {"places": places})


@cache
def _placed(prefix: str) -> list[tuple[Any, ...]]:  # noqa: ARG001  (URLs begin with it)
    """The places that exist, in order, each with its URL."""
    found: list[tuple[Any, ...]] = []
    for name, *look in _PLACES:
        try:
            found.append((reverse(name), *look))
        except NoReverseMatch:
            continue
    return found
