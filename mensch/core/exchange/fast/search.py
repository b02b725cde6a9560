"""The plan of a large graph: swaps among the columns of a pool, cooled slice by slice.

Of few thousand people several searches run from different seeds. What they use while they are cool is a smaller pool,
in which the next, fewer ones find what these missed: plans differ in what hangs together across the whole graph, and
no repair of a part of one leads to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from mensch.core.exchange.fast import lagrange, plain, swaps
from mensch.core.exchange.fast.chapters import Dealing
from mensch.core.exchange.fast.pool import Choice, Pool, only
from mensch.core.exchange.fast.threads import Team
from mensch.core.exchange.graph import Graph
from mensch.core.exchange.pace import Pace, Stop
from mensch.core.exchange.problem import Bools, Ints

SLICES, NEARBY = 24, 8_192
COOLED, COOL = 10, 0.35  # heat falls to a tenth; below about a third plans hardly change any more
FROZEN, A_SLICE = 0.95, 40  # share of the time; swaps a person between two looks at the clock
# Up to so many people: how many searches in each smaller pool, and their share of the work.
TURNS = ((5_000, ((16, 0.36), (8, 0.42), (4, 0.22))), (1 << 40, ((4, 0.55), (4, 0.45))))
Window = tuple[float, float]


class Many:
    """Who sits where, for any number of seats."""

    def __init__(self, graph: Graph, given: Pool) -> None:
        c = given.columns
        order = np.argsort(given.loss, kind="stable").astype(np.int32)
        row_begins, row_columns = lagrange.by_row(c.row_begins, c.rows, order, len(graph.caps))
        self.places = np.concatenate([[0], np.cumsum(graph.caps)]).astype(np.int32)
        self.shape = (c.row_begins, c.rows, given.loss, given.price)
        self.by_row = (row_begins, row_columns, self.places)
        self.caps, self.order = graph.caps, order

    def begin(self) -> None:
        """A plan of the columns that lose least, as long as there is room."""
        self.holder = np.full(self.places[-1], -1, np.int32)
        self.free, self.owed = self.caps.copy(), np.zeros(len(self.caps), np.int32)
        swaps.fill(self.order, *self.shape[:2], self.places, self.holder, self.free)

    def swap(self, choice: Ints, moves: int, heat: float, may: Bools, state: swaps.Dice) -> float:
        held = (self.holder, self.free, self.owed)
        return swaps.anneal(choice, moves, heat, *self.shape, may, *self.by_row, *held, state)


class One:
    """Who sits where, where every row has one place."""

    def __init__(self, graph: Graph, given: Pool) -> None:
        c = given.columns
        self.order = np.argsort(given.loss, kind="stable").astype(np.int32)
        self.by_row = lagrange.by_row(c.row_begins, c.rows, self.order, len(graph.caps))
        self.shape = (*plain.table(c.row_begins, c.rows), given.loss, given.price)
        self.rows = len(graph.caps)

    def begin(self) -> None:
        self.holder = np.full(self.rows, plain.FREE, np.int32)
        plain.fill(self.order, *self.shape[:2], self.holder)

    def swap(self, choice: Ints, moves: int, heat: float, may: Bools, state: swaps.Dice) -> float:
        return plain.anneal(choice, moves, heat, *self.shape, may, *self.by_row, self.holder, state)


class Search:
    """One plan, cooled from hot to cold. Several may run beside each other from different seeds."""

    def __init__(self, graph: Graph, given: Pool, seed: int = 0) -> None:
        self.pool, self.size = given, given.columns.size
        self.seats: Many | One = One(graph, given) if bool((graph.caps <= 1).all()) else Many(graph, given)
        self.all = np.arange(self.size, dtype=np.int32)
        self.may = np.ones(self.size, np.bool_)
        self._begin(seed)

    def _begin(self, seed: int) -> None:
        self.seats.begin()
        self.used = np.zeros(self.size, np.bool_)
        self.state = np.array([(seed * 2_654_435_761 + 88_172_645_463_325_252) % 2**63], np.uint64)

    def again(self, seed: int) -> Search:
        """Another plan from the same columns."""
        other = Search.__new__(Search)
        other.__dict__.update(self.__dict__)
        other.seats = type(self.seats).__new__(type(self.seats))
        other.seats.__dict__.update(self.seats.__dict__)
        other._begin(seed)
        return other

    def cool(self, hot: float, heats: Iterator[tuple[float, int]]) -> int:
        """Swaps at each heat, so many a person; notes which columns are used when it is cool. How many slices."""
        done = 0
        for heat, moves in heats:
            if self.size:
                self.seats.swap(self.all, moves, heat, self.may, self.state)
            if heat <= COOL * hot:
                self.used[self.taken()] = True
            done += 1
        return done

    def within(self, part: tuple[Ints, swaps.Dice], one: Bools, moves: int, heat: float, stop: Stop) -> None:
        """Swaps among the columns of one thread; those that reach elsewhere stay as they are."""
        own, state = part
        for piece in np.array_split(own, max(1, len(own) // NEARBY)):
            if len(piece) and not stop():
                self.seats.swap(piece, max(1, moves * len(piece) // len(own)), heat, one, state)

    def taken(self) -> Choice:
        """The columns of the plan."""
        holder = self.seats.holder
        return np.unique(holder[holder >= 0]).astype(np.intp)

    def value(self) -> float:
        return float(self.pool.columns.worth[self.taken()].sum())


def heats(hot: float, cold: float, slices: int = SLICES) -> list[float]:
    """From hot to cold, then nothing."""
    return [hot * (cold / hot) ** (at / (slices - 2)) for at in range(slices - 1)] + [0.0]


def paced(hot: float, stop: Stop, window: Window, moves: int, slice_: int) -> Iterator[tuple[float, int]]:
    """The heat of each slice, and its swaps. In a window of a given time heat falls as it is used."""
    if not isinstance(stop, Pace):
        for heat in heats(hot, hot / COOLED):
            yield heat, max(1, moves // SLICES)
            if stop():
                return
        return
    begun, ends = window
    while (share := (stop.used() - begun) / max(1e-9, ends - begun)) < 1:
        yield hot * COOLED ** -max(0.0, share / FROZEN) if share < FROZEN else 0.0, slice_


def windows(stop: Stop, shares: Sequence[float]) -> list[Window]:
    """The time that is left, cut into shares."""
    begun = stop.used() if isinstance(stop, Pace) else 0.0
    ends = begun + np.cumsum([0.0, *shares]) * (1 - begun)
    return [(float(low), float(high)) for low, high in pairwise(ends)]


def cooled(one: Search, people: int, moves: int, hot: float, stop: Stop) -> int:
    """One plan alone."""
    return one.cool(hot, paced(hot, stop, windows(stop, (1.0,))[0], moves, A_SLICE * people))


def together(
    graph: Graph, given: Pool, moves: int, hot: float, team: Team, stop: Stop, seed: int
) -> tuple[Search, int]:
    """The best of plans from several seeds, in pools that get smaller."""
    best, done = Search(graph, given, seed), 0
    turns = next(turns for people, turns in TURNS if graph.n <= people)
    for turn, window in enumerate(windows(stop, [share for _, share in turns])):
        many, share = turns[turn]
        first = Search(graph, given)
        some = [first.again((seed * 4 + turn) * 64 + at) for at in range(many)]
        lines = [some[at :: team.threads] for at in range(team.threads)]
        run = partial(_line, window=window, moves=int(moves * share / many), hot=hot, people=graph.n, stop=stop)
        done += sum(team.each(run, lines))
        best = max((best, *some), key=Search.value)
        used = np.nonzero(np.any([one.used for one in some], axis=0))[0]
        if not len(used) or stop():
            break
        given = only(given, used)
    return best, done


def _line(some: list[Search], *, window: Window, moves: int, hot: float, people: int, stop: Stop) -> int:
    """One search after the other, each its part of the time."""
    done, cuts = 0, np.linspace(*window, len(some) + 1).tolist()
    for one, low, high in zip(some, cuts, cuts[1:], strict=False):
        done += one.cool(hot, paced(hot, stop, (low, high), moves, A_SLICE * people))
        if stop():
            break
    return done


def beside(one: Search, names: Ints, moves: int, hot: float, team: Team, stop: Stop, seed: int) -> int:
    """One plan, cooled by all threads at once, each in its own chapters; these are dealt anew for every slice."""
    dealing = Dealing(names, one.pool.columns, team.threads)
    states = [np.array([(seed + 1) * 7_919 + at * 104_729 + 1], np.uint64) for at in range(team.threads)]
    done = 0
    for heat, many in paced(hot, stop, windows(stop, (1.0,))[0], moves, moves // (2 * SLICES)):
        owns, whole = dealing.deal(seed + done)
        run = partial(one.within, one=whole, moves=many // len(owns), heat=heat, stop=stop)
        team.each(run, zip(owns, states, strict=True))
        done += 1
    return done
