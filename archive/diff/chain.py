"""The heaviest chain: the most of what is linked that can be read in order on both sides.

A weighted longest increasing subsequence with a Fenwick tree of running maxima: n log n. What is not
on the chain has moved; within a gap the chain of likely pairs is the alignment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def heaviest_chain(points: Sequence[tuple[int, int, float]]) -> list[int]:
    """Indexes of the points (x, y, weight > 0) of a chain that rises strictly in x and y, with most weight.

    Among equal chains the choice depends on the points alone, not on their order in the list.

    Example:
        >>> heaviest_chain([(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.5)])
        [0, 1]
    """
    order = sorted(range(len(points)), key=lambda k: (points[k][0], -points[k][1]))
    ranks = {y: rank for rank, y in enumerate(sorted({point[1] for point in points}), start=1)}
    size = len(ranks)
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)  # weight of the best chain so far, its last
    before = [-1] * len(points)
    for k in order:
        _, y, weight = points[k]
        at = ranks[y] - 1
        total, last = 0.0, -1
        while at > 0:
            if best[at][0] > total:
                total, last = best[at]
            at &= at - 1
        before[k] = last
        total += weight
        at = ranks[y]
        while at <= size:
            if total > best[at][0]:
                best[at] = (total, k)
            at += at & -at
    last = max(best, key=lambda entry: entry[0])[1]
    chain = []
    while last >= 0:
        chain.append(last)
        last = before[last]
    return chain[::-1]
