"""The rows of a list of people, fifty to a page: written here, for a template takes ten times as long."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mensch.core.nudges import NudgeKind
from mensch.services import phrases
from mensch.services.people_list import Line
from mensch.services.today import Item
from mensch.templatetags.mensch import avatar, evidence, icon, kind_tag, person_url

register = template.Library()


@register.simple_tag
def people_rows(lines: Iterable[Line]) -> SafeString:
    """Who they are, what they do, and how the owner knows them."""
    rests, told = f" {escape(_('Resting.'))}", phrases.teller()
    return mark_safe("\n".join(_row(line, told(line.why), rests) for line in lines))  # noqa: S308


@register.simple_tag
def today_lines(items: Iterable[Item]) -> SafeString:
    """The lines of Today after the card. A round of people has no face."""
    told = phrases.teller()
    lines = (f"<li>{_what(item, told(item.nudge.reason))}{kind_tag(item.nudge.kind)}</li>" for item in items)
    return mark_safe("\n".join(lines))  # noqa: S308


def _what(item: Item, why: str) -> str:
    if item.nudge.kind is NudgeKind.WHOM_AGAIN:
        drawn = f'<span class="av plum" aria-hidden="true">{icon("met")}</span>'
        return f'{drawn}<div class="what"><strong>{why}</strong></div>'
    name = f'<a class="name" href="{escape(person_url(item.person))}"><bdi>{escape(item.person.full)}</bdi></a>'
    return f'{avatar(item.person)}<div class="what">{name}<p>{why}</p></div>'


def _row(line: Line, why: str, rests: str) -> str:
    row = line.row
    about = f'<p class="role"><bdi>{escape(row.about)}</bdi></p>' if row.about else ""
    name = f'<a class="name" href="{escape(row.path)}"><bdi>{escape(row.full)}</bdi></a>'
    says = f"<p>{why}{rests if row.resting else ''}</p>"
    return f'<li>{avatar(row)}<div class="what">{name}{about}{says}</div>{evidence(row.standing)}</li>'
