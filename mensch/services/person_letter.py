"""The beginning of a letter without an occasion, from the owner's own facts. A person edits it and sends it."""

from __future__ import annotations

import zoneinfo
from typing import NamedTuple

from django.utils.translation import gettext as _

from mensch.core.letters import BLANK
from mensch.core.letters import hello as rule
from mensch.core.touches import NOTHING
from mensch.models import Person, Vault
from mensch.services import drafts
from mensch.services.standings import evidence_of
from mensch.services.today_ties import promises_of


class Hello(NamedTuple):
    subject: str
    body: str


def hello(*, vault: Vault, person: Person) -> Hello:
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    known = evidence_of(vault=vault, people=[person.pk]).get(person.pk, NOTHING)
    parts = rule(person.pk, known, BLANK, promises_of(vault=vault, person=person.pk, zone=zone)).parts
    return Hello(_("How are you?"), drafts.said(parts, person=person, vault=vault))
