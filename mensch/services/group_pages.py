"""What the pages of a group show to one of its members. Names in the order of the alphabet, asks by their day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from mensch.core import groups as rules
from mensch.core.groups import Act, Role
from mensch.core.people import fold_name
from mensch.models import Card, GroupAsk, GroupAskEnd, KnownKind, MayKnow, Member, Round, RoundEnd, User
from mensch.services import group_access, group_asks
from mensch.services.access import public
from mensch.services.group_members import Face, faces

_THANKS_STAND = timedelta(weeks=6)
_ROUNDS_LAST = timedelta(days=60)


class Hint(NamedTuple):
    """ "I may know someone", as whoever asked reads it."""

    who: str
    face: Face
    kind: str
    reach: str


class Line(NamedTuple):
    """One ask or gift. `said`: what the reader hinted; `hints`: what others did, for whoever asked alone."""

    id: str
    face: Face
    words: str
    because: str
    until: date
    mine: bool
    said: MayKnow | None
    hints: list[Hint]


class Thanks(NamedTuple):
    """Somebody found what they were looking for, through the reader."""

    face: Face
    ask: str
    words: str


class Home(NamedTuple):
    """A group's home. `rounds`: those under way. `full`: three asks of the reader are open."""

    next: rules.Next
    asks: list[Line]
    gifts: list[Line]
    thanks: list[Thanks]
    rounds: list[tuple[str, Round, bool]]
    paused: bool
    full: bool


class Mine(NamedTuple):
    """One of the groups that somebody is in."""

    id: str
    name: str
    place: str
    role: Role


def listing(*, user: User) -> list[Mine]:
    """The groups a user is in."""
    found = group_access.seats(user)
    return [Mine(public(one.group_id), one.group.name, one.group.place, Role(one.role)) for one in found]


def home(*, member: Member, now: datetime) -> Home:
    today, names = timezone.localdate(now), faces(member)
    board = list(group_asks.open_ones(member, today))
    said = {one.ask_id: one for one in group_access.own(member, MayKnow)}
    told = _hints(member, [one for one in board if one.member_id == member.pk], names)
    lines = {one.pk: _line(one, member, names, said, told) for one in board}
    sides = {side: [lines[one.pk] for one in board if one.side == side] for side in ("looking", "giving")}
    shown = _shown(member, sides)
    return Home(
        rules.next_step(shown),
        sides["looking"],
        sides["giving"],
        _thanks(member, names, now),
        [] if member.paused_at else _rounds(member, now),
        member.paused_at is not None,
        not rules.room_for_another(sum(one.mine for one in sides["looking"])),
    )


def _rounds(member: Member, now: datetime) -> list[tuple[str, Round, bool]]:
    """Rounds under way: their ids, and whether answers are still taken."""
    over = group_access.rows(member, RoundEnd).values("round")
    rows = group_access.rows(member, Round).filter(made_at__gte=now - _ROUNDS_LAST).exclude(pk__in=over)
    return [(public(row.pk), row, now < row.until) for row in rows.order_by("-made_at", "-id")]


def _shown(member: Member, sides: dict[str, list[Line]]) -> rules.Shown:
    card = group_access.own(member, Card).first()
    return rules.Shown(
        card=bool(card and card.trade),
        gifts=any(one.mine for one in sides["giving"]),
        kinds=group_access.own(member, KnownKind).exists(),
        asks=any(one.mine for one in sides["looking"]),
        alone=group_access.members(member.group_id).count() == 1,
        may_invite=group_access.may(member, Act.INVITE),
    )


def line_of(*, member: Member, ask: str, now: datetime) -> Line:
    """One ask or gift that stands on the board. Raises Http404."""
    row, names = group_asks.open_one(member, ask, now), faces(member)
    said = {one.ask_id: one for one in group_access.own(member, MayKnow).filter(ask=row)}
    return _line(row, member, names, said, _hints(member, [row] if row.member_id == member.pk else [], names))


def _line(
    one: GroupAsk, me: Member, names: dict[int, Face], said: dict[int, MayKnow], told: dict[int, list[Hint]]
) -> Line:
    face, mine = names.get(one.member_id, Face(one.member_id, "")), one.member_id == me.pk
    words = (one.words, one.because, one.until)
    return Line(public(one.pk), face, *words, mine, said.get(one.pk), told.get(one.pk, []) if mine else [])


def _hints(member: Member, mine: Iterable[GroupAsk], names: dict[int, Face]) -> dict[int, list[Hint]]:
    rows = group_access.rows(member, MayKnow).filter(ask__in=[one.pk for one in mine], member__left_at=None)
    found: dict[int, list[Hint]] = {}
    for row in sorted(rows, key=lambda one: fold_name(names[one.member_id].full)):
        told = Hint(public(row.member_id), names[row.member_id], row.kind, row.reach)
        found.setdefault(row.ask_id, []).append(told)
    return found


def _thanks(member: Member, names: dict[int, Face], now: datetime) -> list[Thanks]:
    mine = group_access.rows(member, GroupAskEnd).filter(thanks=member, at__gte=now - _THANKS_STAND)
    rows = mine.select_related("ask").order_by("-at")
    return [Thanks(names[row.ask.member_id], row.ask.words, row.words) for row in rows if row.ask.member_id in names]
