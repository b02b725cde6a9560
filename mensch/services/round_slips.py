"""Slips of paper with a private link each, for the room: who has no mail, or no telephone at hand."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from mensch.core import rounds as rules
from mensch.core.groups import Act
from mensch.core.rounds import Phase
from mensch.formats import qr
from mensch.models import Member
from mensch.services import group_access, group_links, round_facts
from mensch.services.round_mail import link_of, names


class Slip(NamedTuple):
    """`side`, `path`: the QR code of the link. `asks`: the two questions, rather than yes or not now."""

    name: str
    link: str
    side: int
    path: str
    asks: bool


@transaction.atomic
def make(*, member: Member, round_: str, now: datetime) -> list[Slip]:
    """A slip for everybody who has something to answer. Links given before stay good. Raises Http404."""
    group_access.needs(member, Act.ROUND)
    whole = round_facts.seen(member, round_)
    phase = rules.phase(whole.facts, now=now)
    rows = list(group_access.members(member.group_id).filter(paused_at=None))
    if phase is Phase.ASKING:
        asked = {who for part in whole.facts.waves[-1].parts for who in part.members}
        rows = [one for one in rows if one.pk in asked]
    tokens = group_links.make_many(members=rows, now=now)
    called = names(member.group_id, tokens)
    links = {who: link_of(token, whole.row) for who, token in tokens.items()}
    order = sorted(links, key=lambda who: (called[who].casefold(), who))
    return [Slip(called[who], links[who], *qr.path(links[who]), phase is not Phase.ASKING) for who in order]
