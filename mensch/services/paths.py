"""Who can really introduce the owner to somebody: the evidence lies in touches and acquaintances, the rules in core."""

from __future__ import annotations

import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from django.db.models import Count, Max

from mensch.core.moments import day
from mensch.core.reasons import Reason
from mensch.core.ties import paths as rules
from mensch.core.ties.grounds import WEIGHS, Ground, How, own_grounds, told
from mensch.core.ties.own import Word, answering
from mensch.core.ties.paths import ME, Gates, Path, Paths, Step, Tie
from mensch.core.touches import Id, Standing
from mensch.models import Acquaintance, Person, Rest, Touch, Vault
from mensch.services.connectors_asked import asked
from mensch.services.people_rows import PersonRow, rows_of
from mensch.services.standings import EVER, evidence_of

KNOWN = (Standing.MET.value, Standing.TWO_WAY.value)
_CHUNK = 500
_FEW = 100
_WORDS = 2_000
_HOW = {"thread": How.THREAD, "meeting": How.MEETING, "told": How.TOLD}


class Shown(NamedTuple):
    """A step with its people; `one` is None for the owner."""

    one: PersonRow | None
    other: PersonRow
    told: tuple[Reason, ...]


class Route(NamedTuple):
    """A path with its people. `about`: what to know of the connector before asking."""

    steps: tuple[Shown, ...]
    about: tuple[Reason, ...]

    @property
    def connector(self) -> PersonRow:
        return self.steps[0].other

    @property
    def further(self) -> tuple[str, ...]:
        """The names of those between the connector and the end."""
        return tuple(step.other.full for step in self.steps[1:-1])


class Answer(NamedTuple):
    """How the owner can be introduced: directly known, routes, or why there is none."""

    direct: tuple[Reason, ...]
    routes: tuple[Route, ...]
    why: Reason | None


def routes(
    *,
    vault: Vault,
    to: Id,
    today: date,
    known: Standing = Standing.TWO_WAY,
) -> Answer:
    """The best paths with names, evidence and dates, or why there is none."""
    found = paths(vault=vault, to=to, today=today, known=known)
    people = {person for path in found.paths for step in path.steps for person in step[:2]} - {ME}
    rows = {row.id: row for row in rows_of(vault=vault, people=sorted(people))}
    return Answer(
        direct=told(found.direct.grounds) if found.direct else (),
        routes=tuple(_route(path, rows) for path in found.paths),
        why=found.why,
    )


def paths(
    *,
    vault: Vault,
    to: Id,
    today: date,
    known: Standing = Standing.TWO_WAY,
) -> Paths:
    """The best paths from the owner to a person of the vault. `known`: how well the owner must know whom they ask."""
    others = _others(vault, to)
    since = datetime.combine(today - WEIGHS, time.min, UTC)
    mine = _mine(vault, {to, *(person for tie in others for person in tie[:2])}, since)
    before = asked(vault=vault, today=today)
    gates = Gates(known, before.load, _resting(vault, [tie.other for tie in mine]))
    connectors = [tie.other for tie in mine]
    answers = _answers(vault, connectors) if len(connectors) > 1 and to not in connectors else {}
    found = rules.paths(to, [*mine, *others], gates, today=today, answers=answers, past=before.past)
    return _whole(vault, found)


def _whole(vault: Vault, found: Paths) -> Paths:
    """Those on the paths with all the evidence there ever was, where the order asked for the last years only."""
    steps = [path.steps[0] for path in found.paths] + ([found.direct] if found.direct else [])
    known = evidence_of(vault=vault, people=sorted({step.other for step in steps}))

    def told(step: Step) -> Step:
        return step._replace(grounds=own_grounds(known[step.other]))

    paths = tuple(path._replace(steps=(told(path.steps[0]), *path.steps[1:])) for path in found.paths)
    return found._replace(direct=told(found.direct) if found.direct else None, paths=paths)


def _route(path: Path, rows: Mapping[Id, PersonRow]) -> Route:
    who = rows[path.steps[0].other].full
    about = tuple(why._replace(facts=(("who", who), *why.facts)) for why in path.about)
    return Route(tuple(_shown(step, rows) for step in path.steps), about)


def _shown(step: Step, rows: Mapping[Id, PersonRow]) -> Shown:
    return Shown(None if step.one == ME else rows[step.one], rows[step.other], told(step.grounds))


def _others(vault: Vault, to: Id) -> list[Tie]:
    """The ties of whom we want to reach, and those of whoever has one with them."""
    near = acquainted(vault, [to])
    beside = sorted({person for pair in near for person in pair} - {to})
    found = {**near, **acquainted(vault, beside)}
    return [Tie(one, other, tuple(grounds)) for (one, other), grounds in found.items()]


def acquainted(vault: Vault, people: Sequence[Id]) -> dict[tuple[Id, Id], list[Ground]]:
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    found: dict[tuple[Id, Id], dict[str, Ground]] = defaultdict(dict)
    for start in range(0, len(people), _CHUNK):
        some = people[start : start + _CHUNK]
        for side in ("one__in", "other__in"):
            rows = Acquaintance.objects.filter(vault=vault, **{side: some}).order_by()
            told = rows.values_list("one_id", "other_id", "how").annotate(last=Max("at"), times=Count("id"))
            for one, other, how, at, times in told:
                found[one, other][how] = Ground(_HOW[how], day(at, zone), times)
    return {pair: [*grounds.values()] for pair, grounds in found.items()}


def _mine(vault: Vault, people: Iterable[Id], since: datetime) -> list[Tie]:
    """The owner's own ties to those of the people whom they know; a firm is nobody to ask.

    Whoever was not met or written with of late is looked up as far back as it takes.
    """
    known, found = _known(vault, sorted(people)), dict[Id, Tie]()
    for back in (since, EVER):
        left = [person for person in known if person not in found]
        for start in range(0, len(left), _CHUNK):
            told = evidence_of(vault=vault, people=left[start : start + _CHUNK], since=back)
            found |= {person: Tie(ME, person, own) for person, facts in told.items() if (own := own_grounds(facts))}
    return [*found.values()]


def _known(vault: Vault, people: Sequence[Id]) -> list[Id]:
    """Those of them whom the owner knows. Few at a time, so that they are looked up and not sieved out of all."""
    found: list[Id] = []
    for start in range(0, len(people), _FEW):
        rows = Person.objects.filter(vault=vault, pk__in=people[start : start + _FEW], standing__in=KNOWN)
        found += rows.filter(kind="person").values_list("id", flat=True)
    return found


def _resting(vault: Vault, people: Sequence[Id]) -> frozenset[Id]:
    """Nobody who rests is asked to introduce anybody."""
    rows = Rest.objects.filter(vault=vault, ended_at=None).values_list("person_id", flat=True)
    return frozenset(rows) & frozenset(people)


def _answers(vault: Vault, people: Sequence[Id]) -> dict[Id, float]:
    """How likely each answers the owner, out of the newest touches with them."""
    rows = Touch.objects.filter(vault=vault, person__in=people[:_CHUNK]).exclude(kind="other").order_by("-at")
    told = rows.values_list("person_id", "at", "by_me", "direct", "kind")[:_WORDS]
    words = [
        Word(person, at.timestamp() / 86400, by_me, by_me is not False or direct)
        for person, at, by_me, direct, kind in told
        if by_me is not None or kind not in ("mail", "message")
    ]
    return answering(words, people[:_CHUNK])
