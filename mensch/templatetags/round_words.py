"""Circles and chains, counted in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mensch.templatetags.words import spelled

register = template.Library()


def _counted(circles: int, chains: int) -> str:
    said = []
    if circles or not chains:
        said.append(ngettext("%(n)s circle", "%(n)s circles", circles) % {"n": spelled(circles)})
    if chains:
        said.append(ngettext("%(n)s chain", "%(n)s chains", chains) % {"n": spelled(chains)})
    told = ", ".join(said)
    return told[:1].upper() + told[1:]


@register.simple_tag
def counted(parts: Iterable[Any]) -> str:
    """ "Two circles, one chain"."""
    kinds = [part.circle for part in parts]
    return _counted(sum(kinds), len(kinds) - sum(kinds))


@register.simple_tag
def counted_result(result: Any) -> str:
    """The same of what opened, as a sentence."""
    if not result.circles and not result.chains:
        return _("No circle and no chain came together this time.")
    said = {"what": _counted(result.circles, result.chains)}
    return ngettext("%(what)s opened.", "%(what)s opened.", result.circles + result.chains) % said
