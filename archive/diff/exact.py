"""Texts that are equal on both sides: which copy belongs to which.

Paul Heckel's rule (*A technique for isolating differences between files*, CACM 21, 1978): a text that
stands once on either side is itself; from there, equal neighbours belong together, forward and
backward. Copies still left pair in order. Linear, and blind to how far a text has moved.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def exact_pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pairs of positions whose texts are equal: each new position by its old one.

    Example:
        >>> exact_pairs(["a", "b", "c"], ["c", "a", "b", "d"])
        {0: 1, 1: 2, 2: 0}
    """
    old_places: dict[str, list[int]] = defaultdict(list)
    new_places: dict[str, list[int]] = defaultdict(list)
    for position, text in enumerate(old):
        old_places[text].append(position)
    for position, text in enumerate(new):
        new_places[text].append(position)

    pair: dict[int, int] = {}
    taken: set[int] = set()
    for text, places in old_places.items():
        if len(places) == 1 and len(new_places.get(text, ())) == 1:
            pair[places[0]] = new_places[text][0]
            taken.add(new_places[text][0])

    for step in (1, -1):
        edge = (-1, -1) if step == 1 else (len(old), len(new))
        anchors = sorted([edge, *pair.items()], reverse=step == -1)
        for anchor in anchors:
            i, j = anchor[0] + step, anchor[1] + step
            while (
                0 <= i < len(old)
                and 0 <= j < len(new)
                and i not in pair
                and j not in taken
                and old[i] == new[j]
            ):
                pair[i] = j
                taken.add(j)
                i, j = i + step, j + step

    for text, places in old_places.items():
        if len(places) > 1 or len(new_places.get(text, ())) > 1:
            free_old = [i for i in places if i not in pair]
            free_new = [j for j in new_places.get(text, ()) if j not in taken]
            pair.update(zip(free_old, free_new, strict=False))
            taken.update(free_new[: len(free_old)])
    return dict(sorted(pair.items()))
