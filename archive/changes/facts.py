"""What became of the facts: pairs of them across a comparison.

Facts are paired within passages that belong together (`archive.changes.pairing`). A pair that states
something else is *changed*; an equal pair in a passage that moved is *moved*; what stays alone was *added*
or *removed*, unless the very same fact, or the same sentence with another figure, stands unpaired
elsewhere on the other side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from archive.changes.pairing import Setting, content, differs, paired, paired_apart, restates, setting
from archive.model import FactChange, FactChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archive.changes.side import Place
    from archive.model import Fact

MOST_APART = 300
"""With more facts than these left alone on a side, a text was replaced: none is looked for elsewhere."""


class FactPair(NamedTuple):
    """A fact on both sides, or on one; `is_moved` where it stands elsewhere in the story."""

    old: Fact | None
    new: Fact | None
    is_moved: bool


def facts_by_unit(facts: Iterable[Fact], places: Sequence[Place]) -> dict[int, list[Fact]]:
    """The facts by the position of the passage or sentence they begin in."""
    starts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for position, place in enumerate(places):
        starts[place.passage].append((place.start, position))
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        here = starts.get(fact.passage)
        if here:
            at = bisect_right(here, (fact.start, len(places))) - 1
            found[here[max(at, 0)][1]].append(fact)
    return found


def fact_changes(
    old: Mapping[int, Sequence[Fact]],
    new: Mapping[int, Sequence[Fact]],
    linked: Iterable[tuple[tuple[int, ...], tuple[int, ...], bool]],
    texts: tuple[Sequence[str], Sequence[str]],
) -> tuple[FactChange, ...]:
    """The facts that differ, in the order of the new story, removed ones after the others of their link.

    Args:
        old: Facts of the old story by the position of their unit.
        new: Facts of the new story, likewise.
        linked: Old positions, new positions and whether they moved, for each link of the alignment.
        texts: The passages of the old and of the new story, in which the facts' positions count.
    """
    changes = []
    for before, after, is_moved in fact_pairs(old, new, linked, texts):
        if before is None and after is not None:
            changes.append(FactChange(after.kind, FactChangeKind.ADDED, None, after))
        elif after is None and before is not None:
            changes.append(FactChange(before.kind, FactChangeKind.REMOVED, before, None))
        elif before is not None and after is not None:
            if differs(before, after):
                changes.append(FactChange(after.kind, FactChangeKind.CHANGED, before, after))
            elif is_moved:
                changes.append(FactChange(after.kind, FactChangeKind.MOVED, before, after))
    return tuple(changes)


def fact_pairs(
    old: Mapping[int, Sequence[Fact]],
    new: Mapping[int, Sequence[Fact]],
    linked: Iterable[tuple[tuple[int, ...], tuple[int, ...], bool]],
    texts: tuple[Sequence[str], Sequence[str]],
) -> list[FactPair]:
    """Every fact of the units that are linked, in the order of `fact_changes`; arguments as there."""
    found: list[tuple[tuple[int, int, int], FactPair]] = []
    lone_old: list[tuple[tuple[int, int, int], Setting]] = []
    lone_new: list[tuple[tuple[int, int, int], Setting]] = []
    for at, (olds, news, is_moved) in enumerate(linked):
        befores = [setting(fact, texts[0][fact.passage]) for i in olds for fact in old.get(i, ())]
        afters = [setting(fact, texts[1][fact.passage]) for j in news for fact in new.get(j, ())]
        pairs, rest_old, rest_new = paired(befores, afters)
        found += [
            ((at, 0, after.fact.start), FactPair(before.fact, after.fact, is_moved))
            for before, after in pairs
        ]
        lone_old += [((at, 1, one.fact.start), one) for one in rest_old]
        lone_new += [((at, 0, one.fact.start), one) for one in rest_new]

    elsewhere: dict[object, list[int]] = defaultdict(list)
    for number in range(len(lone_old) - 1, -1, -1):
        elsewhere[content(lone_old[number][1].fact)].append(number)
    gone, left_new = set[int](), []
    for place, after in lone_new:
        same = elsewhere.get(content(after.fact), [])
        where = next((n for n in reversed(same) if restates(lone_old[n][1], after)), None)
        if where is not None:
            same.remove(where)
            gone.add(where)
            found.append((place, FactPair(lone_old[where][1].fact, after.fact, is_moved=True)))
        else:
            left_new.append((place, after))
    left_old = [one for number, one in enumerate(lone_old) if number not in gone]

    apart: list[tuple[int, int]] = []
    if max(len(left_old), len(left_new)) <= MOST_APART:
        apart = paired_apart([one for _, one in left_old], [one for _, one in left_new])
    for i, j in apart:
        place, after = left_new[j]
        found.append((place, FactPair(left_old[i][1].fact, after.fact, is_moved=True)))
    paired_old, paired_new = {i for i, _ in apart}, {j for _, j in apart}
    found += [
        (place, FactPair(None, one.fact, is_moved=False))
        for j, (place, one) in enumerate(left_new)
        if j not in paired_new
    ]
    found += [
        (place, FactPair(one.fact, None, is_moved=False))
        for i, (place, one) in enumerate(left_old)
        if i not in paired_old
    ]
    found.sort(key=lambda entry: entry[0])
    return [pair for _, pair in found]
