"""The groups somebody is in, for the command line: their role, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mensch.core.groups import Next, Role
from mensch.models import Member, User
from mensch.services import group_access, group_pages
from mensch.services.access import public

_ROLES = {
    Role.STEWARD: gettext_lazy("you look after it"),
    Role.MEMBER: gettext_lazy("you are a member"),
    Role.GUEST: gettext_lazy("you are a guest"),
}
_NEXT = {
    Next.CARD: gettext_lazy("Say who you are."),
    Next.GIVE: gettext_lazy("Begin by giving: one small thing you are glad to do for somebody there."),
    Next.INVITE: gettext_lazy("You are alone there. Make a link and give it to those who belong there."),
    Next.KINDS: gettext_lazy("Say which kinds of people you could introduce."),
    Next.ASK: gettext_lazy("Say what you are looking for."),
}


class GroupTold(NamedTuple):
    """`next` is NOTHING while the member is paused. `answers`: rounds that still take answers."""

    id: str
    name: str
    place: str
    role: Role
    paused: bool
    next: Next
    answers: int


def groups(*, user: User, now: datetime) -> list[GroupTold]:
    """The longest first."""
    return [_told(member, now) for member in group_access.seats(user)]


def _told(member: Member, now: datetime) -> GroupTold:
    home, group = group_pages.home(member=member, now=now), member.group
    step = Next.NOTHING if home.paused else home.next
    answers = sum(taken for _id, _row, taken in home.rounds)
    return GroupTold(public(group.pk), group.name, group.place, Role(member.role), home.paused, step, answers)


def as_data(one: GroupTold) -> dict[str, Any]:
    return one._asdict() | {"page": f"/groups/{one.id}"}


def in_words(found: Sequence[GroupTold]) -> str:
    """Lines for a terminal."""
    return "".join(map(_lines, found)) or _("You are in no group.") + "\n"


def _lines(one: GroupTold) -> str:
    named = f"{one.name}, {one.place}" if one.place else one.name
    lines = [_("%(group)s: %(role)s.") % {"group": named, "role": _ROLES[one.role]}]
    if one.paused:
        lines.append("  " + _("You are paused: nothing of yours is on the board."))
    if one.answers:
        lines.append("  " + _("A round takes answers."))
    if one.next in _NEXT:
        lines.append(f"  {_NEXT[one.next]}")
    return "\n".join(lines) + "\n"
