"""The members of a group as they chose to show themselves, in the order of the alphabet."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404

from mensch.core.groups import Act, Role
from mensch.core.people import fold_name
from mensch.models import Card, KnownKind, Member
from mensch.services import group_access
from mensch.services.access import public


class Face(NamedTuple):
    """A member as a line shows them; shaped like a person, for the two letters of the picture."""

    id: int
    full: str
    given: str = ""
    family: str = ""
    kind: str = ""


class Entry(NamedTuple):
    """One of the members, as far as they chose to show themselves."""

    id: str
    face: Face
    card: Card | None
    kinds: list[str]
    role: Role
    me: bool
    account: bool
    unreached: bool


def faces(member: Member) -> dict[int, Face]:
    """The names by which the members show themselves, by their ids."""
    rows = group_access.rows(member, Card).values_list("member_id", "name")
    return {pk: Face(pk, name) for pk, name in rows}


def entries(*, member: Member) -> list[Entry]:
    """Everybody who is in the group, by name. Raises Http404 for a guest."""
    group_access.needs(member, Act.MEMBERS)
    cards = {card.member_id: card for card in group_access.rows(member, Card)}
    kinds: dict[int, list[str]] = {}
    for pk, words in group_access.rows(member, KnownKind).order_by("made_at", "id").values_list("member_id", "words"):
        kinds.setdefault(pk, []).append(words)
    found = [_entry(one, member, cards.get(one.pk), kinds) for one in group_access.members(member.group_id)]
    return sorted(found, key=lambda one: (fold_name(one.face.full), one.id))


def entry(*, member: Member, other: str) -> Entry:
    """One whom a steward may take out. Raises Http404."""
    group_access.needs(member, Act.REMOVE)
    found = next((one for one in entries(member=member) if one.id == other and one.role != Role.STEWARD), None)
    if found is None:
        raise Http404
    return found


def _entry(one: Member, me: Member, card: Card | None, kinds: dict[int, list[str]]) -> Entry:
    face = Face(one.pk, card.name if card else "")
    account = one.user_id is not None
    unreached = group_access.may(me, Act.ROUND) and not account and not one.address
    return Entry(public(one.pk), face, card, kinds.get(one.pk, []), Role(one.role), one.pk == me.pk, account, unreached)
