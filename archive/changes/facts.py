"""What became of the facts: pairs of them across a comparison.

Facts are paired within passages that belong together: equal ones first, then those of one kind about
one subject, then the most alike in place. A pair whose value, unit, qualifier, speaker or subject differs
is *changed*; an equal pair in a passage that moved is *moved*; what stays alone was *added* or *removed*,
unless the very same fact stands unpaired elsewhere on the other side: then it moved. Facts that
are the same on both sides are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from archive.model import FactChange, FactChangeKind, FactKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from archive.changes.side import Place
    from archive.model import Fact

_NAMES = frozenset({FactKind.PERSON, FactKind.ORGANISATION, FactKind.PLACE})


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
) -> tuple[FactChange, ...]:
    """The facts that differ, in the order of the new story, removed ones after the others of their link.

    Args:
        old: Facts of the old story by the position of their unit.
        new: Facts of the new story, likewise.
        linked: Old positions, new positions and whether they moved, for each link of the alignment.
    """
    changes: list[tuple[tuple[int, int, int], FactChange]] = []
    lone_old: list[tuple[tuple[int, int, int], Fact]] = []
    lone_new: list[tuple[tuple[int, int, int], Fact]] = []
    at = 0
    for olds, news, moved in linked:
        at += 1
        befores = [fact for i in olds for fact in old.get(i, ())]
        afters = [fact for j in news for fact in new.get(j, ())]
        pairs, rest_old, rest_new = _paired(befores, afters)
        for before, after in pairs:
            if _content(before) != _content(after):
                change = FactChange(after.kind, FactChangeKind.CHANGED, before, after)
            elif moved:
                change = FactChange(after.kind, FactChangeKind.MOVED, before, after)
            else:
                continue
            changes.append(((at, 0, after.start), change))
        lone_old += [((at, 1, fact.start), fact) for fact in rest_old]
        lone_new += [((at, 0, fact.start), fact) for fact in rest_new]

    elsewhere: dict[tuple[object, ...], list[tuple[tuple[int, int, int], Fact]]] = defaultdict(list)
    for entry in lone_old:
        elsewhere[_content(entry[1])].append(entry)
    for place, after in lone_new:
        same = elsewhere.get(_content(after))
        if same:
            before = same.pop(0)[1]
            changes.append((place, FactChange(after.kind, FactChangeKind.MOVED, before, after)))
        else:
            changes.append((place, FactChange(after.kind, FactChangeKind.ADDED, None, after)))
    for entries in elsewhere.values():
        for place, before in entries:
            changes.append((place, FactChange(before.kind, FactChangeKind.REMOVED, before, None)))
    changes.sort(key=lambda change: change[0])
    return tuple(change for _, change in changes)


def _content(fact: Fact) -> tuple[object, ...]:
    """What a fact states, wherever it stands and however it is written."""
    value = fact.text if fact.value is None else fact.value
    subject = None if fact.kind in _NAMES else _folded(fact.subject)
    return (fact.kind, value, fact.unit, fact.qualifier, subject, _folded(fact.speaker))


def _folded(text: str | None) -> str | None:
    return None if text is None else text.casefold()


_TESTS: tuple[Callable[[Fact], object], ...] = (
    _content,
    lambda fact: (fact.kind, fact.value, fact.unit) if fact.value is not None else (fact.kind, fact.text),
    lambda fact: (fact.kind, fact.unit, _folded(fact.subject)) if fact.subject else None,
    lambda fact: (fact.kind, _folded(fact.speaker)) if fact.speaker else None,
)
"""What makes two facts one, strictest first; None: the test does not apply."""


def _paired(
    old: Sequence[Fact], new: Sequence[Fact]
) -> tuple[list[tuple[Fact, Fact]], list[Fact], list[Fact]]:
    """Pairs of facts of linked passages, and those left over on either side."""
    pairs: list[tuple[Fact, Fact]] = []
    rest_old, rest_new = list(old), list(new)
    for test in _TESTS:
        if not rest_old or not rest_new:
            break
        waiting: dict[object, list[Fact]] = defaultdict(list)
        for fact in rest_new:
            key = test(fact)
            if key is not None:
                waiting[key].append(fact)
        left = []
        for fact in rest_old:
            same = waiting.get(test(fact))
            if same:
                after = same.pop(0)
                pairs.append((fact, after))
                rest_new = [other for other in rest_new if other is not after]
            else:
                left.append(fact)
        rest_old = left
    if rest_old and rest_new:
        alike, rest_old, rest_new = _alike(rest_old, rest_new)
        pairs += alike
    return pairs, rest_old, rest_new


def _alike(
    old: Sequence[Fact], new: Sequence[Fact]
) -> tuple[list[tuple[Fact, Fact]], list[Fact], list[Fact]]:
    """Facts of one kind in the order they stand; names and quotations must look alike too."""
    from rapidfuzz import fuzz

    pairs: list[tuple[Fact, Fact]] = []
    rest_new = list(new)
    rest_old = []
    for before in old:
        best: Fact | None = None
        for after in rest_new:
            if after.kind is not before.kind:
                continue
            text_like = before.kind in _NAMES or before.kind is FactKind.QUOTATION
            if text_like and fuzz.ratio(before.text, after.text) < 60:
                continue
            other_subject = (
                before.subject
                and after.subject
                and before.kind not in _NAMES
                and fuzz.token_set_ratio(before.subject, after.subject) < 60
            )
            if other_subject:
                continue
            best = after
            break
        if best is None:
            rest_old.append(before)
        else:
            pairs.append((before, best))
            rest_new = [other for other in rest_new if other is not best]
    return pairs, rest_old, rest_new
