"""Kinds of asks and ends of asks as people call them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mensch.core.asks import End
from mensch.core.matching.kinds import Kind

KINDS: dict[Kind, str | Promise] = {
    Kind.SUPPLIER: _("Somebody to do it"),
    Kind.CLIENT: _("A client"),
    Kind.ADVICE: _("Advice"),
    Kind.ACCESS: _("Someone who knows someone"),
    Kind.PARTNER: _("A partner"),
    Kind.SPEAKER: _("A speaker"),
    Kind.PUBLISHER: _("A stage: podcast, paper, panel"),
    Kind.HIRE: _("Somebody to join"),
    Kind.WORK: _("A job"),
    Kind.FUND: _("Money"),
    Kind.BUYER: _("A buyer or a successor"),
    Kind.VOLUNTEER: _("A volunteer"),
    Kind.OTHER: _("Something else"),
}
ENDS: dict[str, str | Promise] = {End.FOUND.value: _("Found"), End.OVER.value: _("Over"), "": _("Over")}
