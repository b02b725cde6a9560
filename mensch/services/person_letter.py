"""The beginning of a letter without an occasion, from the owner's own facts. A person edits it and sends it."""

from __future__ import annotations

import zoneinfo
from typing import NamedTuple

from django.utils.translation import gettext as _

from mensch.core.letters import BLANK
from mensch.core.letters import hello as rule
from mensch.models import Person, Vault
from mensch.services import drafts
from mensch.services.person_page import Page
from mensch.services.today_ties import told


class Hello(NamedTuple):
    subject: str
    body: str


def hello(*, vault: Vault, person: Person, page: Page) -> Hello:
    """From what the page of the person shows already."""
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    promises = [told(row, zone) for row in page.promises.mine if not row.maybe]
    parts = rule(person.pk, page.known.facts, BLANK, promises).parts
    return Hello(_("How are you?"), drafts.said(parts, person=person, vault=vault))
