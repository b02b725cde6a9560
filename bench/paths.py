"""Paths: the five best of at most three steps, beside libraries that find a single best path of any length.

    python bench/paths.py            700 people and 6,400 ties
    python bench/paths.py --large    1,000,000 people and 10,000,000 ties as well; some peers need several GB

Networks are made up: every pair as likely as the other, or a few people with very many ties (the likelihood falls with
the root of the place), which is harder. Times are processor time of one question in one process, memory what the whole
process held at most. Questions are about pairs drawn evenly, and about pairs drawn as often as they have ties. Each
peer runs in a process of its own, on the same ties, costs and questions. None of the peers can be told "three steps".
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from mensch.core.ties.graph import Graph, tied, ways

Question = Callable[[int, int], object]
PEERS = ("networkit", "networkx", "igraph", "rustworkx")


def made(people: int, ties: int, uneven: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    dice = np.random.default_rng(7)
    if not uneven:
        one, other = dice.integers(0, people, (2, ties))
    else:
        drawn = np.cumsum(np.arange(1, people + 1) ** -0.5)
        who = dice.permutation(people)
        one, other = (who[np.searchsorted(drawn, dice.random(ties) * drawn[-1])] for _ in range(2))
    return one, other, -np.log(dice.uniform(0.05, 0.95, ties))


def timed(ask: Question, pairs: Sequence[Sequence[int]]) -> tuple[str, int]:
    spent, found = [], 0
    for one, other in pairs:
        begun = time.process_time_ns()
        answer = ask(one, other)
        spent.append((time.process_time_ns() - begun) / 1e6)
        found += bool(answer)
    half, most, worst = np.percentile(spent, [50, 99, 100])
    return f"p50 {half:9.3f}  p99 {most:9.3f}  most {worst:9.3f} ms", found


def questions(graph: Graph, many: int) -> dict[str, list[list[int]]]:
    dice = np.random.default_rng(8)
    even = dice.integers(0, graph.people, (many, 2))
    as_tied = graph.other[dice.integers(0, len(graph.other), (many, 2))]
    return {kind: [p for p in rows.tolist() if p[0] != p[1]] for kind, rows in (("even", even), ("as tied", as_tied))}


def ours(people: int, ties: int, uneven: bool, many: int) -> None:
    begun = time.process_time()
    graph = tied(people, *made(people, ties, uneven))
    built = time.process_time() - begun
    degree = np.diff(graph.start)
    shape = f"{people:,} people, {ties:,} ties{', uneven' if uneven else ''} (most of one: {int(degree.max()):,})"
    print(f"{shape}: arrays {graph.memory / 1e6:.1f} MB, made in {built:.1f} s; whole process {_held()}")
    for kind, pairs in questions(graph, many).items():
        told, found = timed(lambda one, other: ways(graph, one, other), pairs)
        print(f"  mensch     five best, at most three steps  {told}  {kind}: {found} of {len(pairs)} have one")


def beside(people: int, ties: int, uneven: bool, many: int) -> None:
    one, other, cost = made(people, ties, uneven)
    with tempfile.TemporaryDirectory() as folder:
        graph = tied(people, one, other, cost)
        pairs = questions(graph, many)["even"]
        np.savez(Path(folder) / "net.npz", people=people, one=one, other=other, cost=cost, pairs=np.array(pairs))
        del graph, one, other, cost
        for peer in PEERS:
            command = [sys.executable, __file__, "--peer", peer, "--net", str(Path(folder) / "net.npz")]
            done = subprocess.run(command, capture_output=True, text=True)
            print(done.stdout.rstrip() if not done.returncode else f"  {peer}: {done.stderr.splitlines()[-1]}")


def peer(name: str, net: Path) -> None:
    given = np.load(net)
    ask = _PEERS[name](int(given["people"]), given["one"], given["other"], given["cost"])
    told, found = timed(ask, given["pairs"].tolist())
    print(f"  {name:10} one best, any number of steps    {told}  {found} of {len(given['pairs'])}; process {_held()}")


def _held() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB"


def _networkx(people: int, one: np.ndarray, other: np.ndarray, cost: np.ndarray) -> Question:
    import networkx as nx

    net = nx.Graph()
    net.add_nodes_from(range(people))
    net.add_weighted_edges_from(zip(one.tolist(), other.tolist(), cost.tolist(), strict=True))

    def ask(start: int, end: int) -> object:
        try:
            return nx.bidirectional_dijkstra(net, start, end)
        except nx.NetworkXNoPath:
            return None

    return ask


def _igraph(people: int, one: np.ndarray, other: np.ndarray, cost: np.ndarray) -> Question:
    import igraph

    net = igraph.Graph(n=people, edges=np.column_stack([one, other]))
    net.es["cost"] = cost
    return lambda start, end: net.get_shortest_path(start, end, weights="cost")


def _rustworkx(people: int, one: np.ndarray, other: np.ndarray, cost: np.ndarray) -> Question:
    import rustworkx

    net = rustworkx.PyGraph(multigraph=True)
    net.add_nodes_from(range(people))
    net.add_edges_from(list(zip(one.tolist(), other.tolist(), cost.tolist(), strict=True)))
    return lambda start, end: rustworkx.dijkstra_shortest_paths(net, start, end, weight_fn=float)


def _networkit(people: int, one: np.ndarray, other: np.ndarray, cost: np.ndarray) -> Question:
    import networkit

    networkit.setNumberOfThreads(1)
    net = networkit.GraphFromCoo((cost, (one.astype(np.uint64), other.astype(np.uint64))), n=people, weighted=True)

    def ask(start: int, end: int) -> object:
        return networkit.distance.BidirectionalDijkstra(net, start, end).run().getDistance() < 1e300

    return ask


_PEERS = {"networkx": _networkx, "igraph": _igraph, "rustworkx": _rustworkx, "networkit": _networkit}


def steps_of_yen() -> None:
    """How many of the five best paths of any length have at most three steps: why the bound belongs in the search."""
    import networkx as nx

    one, other, cost = made(700, 6400, uneven=False)
    net = nx.Graph()
    net.add_weighted_edges_from(zip(one.tolist(), other.tolist(), cost.tolist(), strict=True))
    short = every = 0
    for start, end in np.random.default_rng(9).integers(0, 700, (20, 2)).tolist():
        if start != end:
            for _, path in zip(range(5), nx.shortest_simple_paths(net, start, end, weight="weight"), strict=False):
                short, every = short + (len(path) <= 4), every + 1
    print(
        f"  of the five best paths of any length (networkx, 20 questions) {short} of {every} have three steps or fewer"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--net", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.peer:
        peer(asked.peer, asked.net)
        sys.exit()
    for uneven in (False, True):
        ours(700, 6_400, uneven, 5000)
    steps_of_yen()
    beside(700, 6_400, uneven=False, many=200)
    if asked.large:
        for uneven in (False, True):
            ours(1_000_000, 10_000_000, uneven, 5000)
        beside(1_000_000, 10_000_000, uneven=False, many=5)
