"""All circles of a sparse graph: from each root (its smallest number) forward, and back to it by half of the way."""

from __future__ import annotations

import numpy as np

from mensch.core.exchange.fast.compiled import kernel
from mensch.core.exchange.problem import Bools, Ints


@kernel
def reverse(giver: Ints, receiver: Ints, n: int) -> tuple[Ints, Ints]:
    """Who could help each person: where their givers begin, and the givers."""
    start = np.zeros(n + 1, np.int32)
    for v in receiver:
        start[v + 1] += 1
    for v in range(n):
        start[v + 1] += start[v]
    place = start[:-1].copy()
    back = np.empty(len(giver), np.int32)
    for h in range(len(giver)):
        back[place[receiver[h]]] = giver[h]
        place[receiver[h]] += 1
    return start, back


@kernel
def near(root: int, half: int, back_start: Ints, back: Ints, stamp: Ints, far: Ints, queue: Ints) -> None:
    """Marks who comes back to the root within `half` helps, over larger numbers."""
    stamp[root], far[root] = root, 0
    queue[0] = root
    done, size = 0, 1
    while done < size:
        v = queue[done]
        done += 1
        if far[v] == half:
            break
        for at in range(back_start[v], back_start[v + 1]):
            u = back[at]
            if u > root and stamp[u] != root:
                stamp[u], far[u] = root, far[v] + 1
                queue[size] = u
                size += 1


@kernel
def circles(
    start: Ints, receiver: Ints, back_start: Ints, back: Ints, first: Bools, cap: int, low: int, high: int, most: int
) -> tuple[Ints, Ints, bool]:
    """Circles with roots from `low` to `high`: where each begins, their helps in order, and whether that is all."""
    n = len(start) - 1
    stamp, far, queue = np.full(n, -1, np.int32), np.zeros(n, np.int32), np.empty(n + 1, np.int32)
    path, taken, at = np.empty(cap + 1, np.int32), np.empty(cap + 2, np.int32), np.empty(cap + 2, np.int32)
    begins, helps = np.zeros(1024, np.int32), np.empty(4096, np.int32)
    count, half = 0, cap // 2
    for root in range(low, high):
        if first[root] or start[root] == start[root + 1] or back_start[root] == back_start[root + 1]:
            continue
        near(root, half, back_start, back, stamp, far, queue)
        path[0], at[1], depth = root, start[root], 1
        while depth > 0:
            if at[depth] == start[path[depth - 1] + 1]:
                depth -= 1
                continue
            h = at[depth]
            at[depth] += 1
            v, left = receiver[h], cap - depth
            taken[depth] = h
            if v == root and depth > 1:
                begins, helps = kept(begins, helps, count, taken, depth)
                count += 1
                if count >= most:
                    return begins[: count + 1], helps[: begins[count]], False
            elif v > root and left > 0 and (left > half or (stamp[v] == root and far[v] <= left)):
                if not within(path, depth, v):
                    path[depth] = v
                    depth += 1
                    at[depth] = start[v]
    return begins[: count + 1], helps[: begins[count]], True


@kernel
def within(path: Ints, depth: int, v: int) -> bool:
    for i in range(depth):
        if path[i] == v:
            return True
    return False


@kernel
def kept(begins: Ints, helps: Ints, count: int, taken: Ints, size: int) -> tuple[Ints, Ints]:
    """One more column at the end; the arrays grow by doubling. `taken` begins at 1."""
    if count + 2 > len(begins):
        begins = np.concatenate((begins, np.empty(len(begins), np.int32)))
    if begins[count] + size > len(helps):
        helps = np.concatenate((helps, np.empty(len(helps), np.int32)))
    for i in range(size):
        helps[begins[count] + i] = taken[i + 1]
    begins[count + 1] = begins[count] + size
    return begins, helps
