"""What the owner's pages of introductions say. Answers are not read here: a no cannot show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from mensch.core.introductions import Act, Part, Phase, asks_again, closes_on
from mensch.core.introductions_seen import Move, Seen
from mensch.core.outcomes import Giver, Outcome, latest
from mensch.core.reasons import Reason
from mensch.models import Concern, Introduction, Letter, Release, Side, Vault
from mensch.services import introduction_outcomes, introductions
from mensch.services.introduction_facts import AGAIN, LEFT, OPENING, TELL, Known, asking, today_of
from mensch.services.introduction_lines import Line, line_of, lines_of
from mensch.services.introduction_today import names_of
from mensch.services.introduction_words import evidence
from mensch.services.letters import mailto
from mensch.services.ways import ways_to


class Letters(NamedTuple):
    """A side with its letter, as it stands."""

    part: Part
    side: Side
    name: str
    letter: Letter | None
    left: bool
    agreed: Any  # Acceptance | None
    email: str
    told: tuple[Reason, ...]


class Page(NamedTuple):
    """All that the page of one introduction says."""

    id: str
    row: Introduction
    line: Line
    seen: Seen
    sides: tuple[Letters, ...]
    opening: Letter | None
    joins: bool
    draft: bool
    beforehand: bool
    closes: date | None
    nudge: str
    releases: tuple[Release, ...]
    outcomes: tuple[tuple[str, Outcome], ...]
    news: tuple[tuple[str, Outcome | None], ...]
    tell_connector: str
    tell_letter: Letter | None
    asks_again: bool
    again: tuple[Letter, ...]
    concerns: tuple[Concern, ...]
    lets_know: str
    hands: tuple[Line, ...]

    @property
    def may_stop(self) -> bool:
        return Move.STOP in self.seen.moves

    @property
    def may_tell_yes(self) -> bool:
        return Move.TOLD_YES in self.seen.moves


def page(*, vault: Vault, introduction: str, now: datetime) -> Page:
    """One introduction. Raises Http404."""
    whole = introductions.find(vault=vault, introduction=introduction)
    today, names = today_of(vault, now), names_of(whole)
    line = line_of(whole, today)
    news = introduction_outcomes.news(whole, now)
    opening = whole.letter(None, OPENING)
    return Page(
        id=introduction,
        row=whole.row,
        line=line,
        seen=line.seen,
        sides=tuple(_side(whole, part, names) for part in Part if part in whole.sides),
        opening=opening,
        joins=bool(whole.opened_at and opening and opening.state not in LEFT),
        draft=line.seen.phase is Phase.DRAFT,
        beforehand=Part.FIRST in whole.acceptances,
        closes=closes_on(whole.intro),
        nudge=_nudge(whole, line.seen),
        releases=tuple(_releases(vault, whole)),
        outcomes=tuple((names.get(part, ""), one) for part, one in latest(whole.outcomes).items()),
        news=tuple((names.get(one.part, "") if one else "", one) for who, one in news if who is Giver.OWNER),
        tell_connector=introduction_outcomes.telling(whole) if any(who is Giver.CONNECTOR for who, _ in news) else "",
        tell_letter=whole.letter(Part.CONNECTOR, TELL),
        asks_again=asks_again(whole.intro, today=today),
        again=tuple(one for part in Part if (one := whole.letter(part, AGAIN)) and one.state not in LEFT),
        concerns=_concerns(vault, whole),
        lets_know=_lets_know(whole, names),
        hands=_hands(vault, whole, now),
    )


def _side(whole: Known, part: Part, names: dict[Part, str]) -> Letters:
    side = whole.sides[part]
    letter = whole.letter(part, asking(part))
    email = ways_to(vault=whole.row.vault, person=side.person_id).email if side.person_id else ""
    told = evidence(vault=whole.row.vault, person=side.person) if side.person else ()
    left = letter is not None and letter.state in LEFT
    return Letters(part, side, names.get(part, ""), letter, left, whole.acceptances.get(part), email, told)


def _nudge(whole: Known, seen: Seen) -> str:
    """A link by which the owner may write once, themself: Mensch sends nothing and counts nothing."""
    asked = next((one.part for one in reversed(whole.intro.happened) if one.act is Act.ASK and one.part), None)
    side = whole.sides.get(asked) if asked else None
    if not seen.hint or side is None or side.person_id is None:
        return ""
    return mailto(ways_to(vault=whole.row.vault, person=side.person_id).email, "", "")


def _releases(vault: Vault, whole: Known) -> Sequence[Release]:
    rows = Release.objects.filter(vault=vault, introduction=whole.row).select_related("of__person", "to__person")
    return list(rows.order_by("id"))


def _concerns(vault: Vault, whole: Known) -> tuple[Concern, ...]:
    rows = Concern.objects.filter(vault=vault, side__introduction=whole.row, settled_at=None)
    return tuple(rows.select_related("side__person").order_by("id"))


def _lets_know(whole: Known, names: dict[Part, str]) -> str:
    of = {side.pk: part for part, side in whole.sides.items()}
    return names.get(of[whole.end.side_id], "") if whole.end and whole.end.side_id in of else ""


def _hands(vault: Vault, whole: Known, now: datetime) -> tuple[Line, ...]:
    chain = introduction_outcomes.ripple(vault=vault, row=whole.row)
    return tuple(lines_of(vault, chain, now)) if len(chain) > 1 else ()
