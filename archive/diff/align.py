"""Which text of a list became which of another.

Equal texts are paired first, wherever they stand. Among the rest the clearly alike are paired,
wherever they stand; then, between two pairs in order, whatever is alike enough for its place. A text
next to a pair that holds what the pair's other side lost makes it a split or a merge. What of all this
cannot be read in order on both sides has moved: the lightest links, by length of text, whose removal
leaves no two crossing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.diff.chain import heaviest_chain
from archive.diff.exact import exact_pairs
from archive.diff.likeness import Likeness
from archive.diff.links import Link
from archive.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CLEAR = 0.5
"""From here on two texts are one, wherever they stand."""
_IN_PLACE = 0.25
"""From here on two texts are one, if they stand between the same neighbours."""
_GAP_CELLS = 10_000


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Link, ...]:
    """What became of every text: each position of either list stands in exactly one link.

    The links are in the order of the new list, removed texts where they stood. Swapping the lists gives the
    mirrored links. Near linear in the length of the texts.

    Example:
        >>> [link.kind.value for link in align(["One fell.", "Two rose."], ["One fell.", "Two rose again."])]
        ['same', 'edited']
    """
    old, new = list(old), list(new)
    if (len(old), old) <= (len(new), new):  # computed one way only, so that the other is its mirror
        groups = _groups(old, new)
    else:
        groups = [(i, j) for j, i in _groups(new, old)]
    return _ordered(old, new, groups)


Group = tuple[tuple[int, ...], tuple[int, ...]]


def _groups(old: list[str], new: list[str]) -> list[Group]:
    pair = exact_pairs(old, new)
    taken = set(pair.values())
    loose_old = [i for i in range(len(old)) if i not in pair]
    loose_new = [j for j in range(len(new)) if j not in taken]
    if not loose_old and not loose_new:
        return [((i,), (j,)) for i, j in pair.items()]
    exact = dict(pair)
    likeness = Likeness(old, new, loose_old, loose_new)
    if loose_old and loose_new:
        _pair_clear(likeness, pair)
        _pair_in_place(likeness, pair, old)
    return _with_parts(likeness, pair, exact, old, new)


def _pair_clear(likeness: Likeness, pair: dict[int, int]) -> None:
    """Add the clearly alike, most alike first."""
    taken = set(pair.values())
    found = [(s, i, j) for s, i, j in likeness.candidates() if s >= _CLEAR]
    found.sort(key=lambda c: (-c[0], abs(c[1] - c[2]), c[1], c[2]))
    for _, i, j in found:
        if i not in pair and j not in taken:
            pair[i] = j
            taken.add(j)


def _backbone(pair: dict[int, int], old: Sequence[str]) -> list[tuple[int, int]]:
    points = [(i, j, 1.0 + len(old[i])) for i, j in sorted(pair.items())]
    return [points[k][:2] for k in heaviest_chain(points)]


def _pair_in_place(likeness: Likeness, pair: dict[int, int], old: Sequence[str]) -> None:
    """Add what is alike enough between two pairs in order."""
    taken = set(pair.values())
    free_old = [i for i in likeness.old if i not in pair]
    free_new = [j for j in likeness.new if j not in taken]
    for olds, news in _gaps(_backbone(pair, old), free_old, free_new):
        points = []
        for i in olds:
            for j in news:
                score = likeness.score(likeness.old[i], likeness.new[j])
                if score >= _IN_PLACE:
                    points.append((i, j, score - _IN_PLACE + 0.01))
        for k in heaviest_chain(points):
            pair[points[k][0]] = points[k][1]


def _gaps(
    backbone: Iterable[tuple[int, int]], free_old: list[int], free_new: list[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The free positions between each two links of the backbone."""
    i = j = 0
    for end_old, end_new in [*backbone, (1 << 62, 1 << 62)]:
        start_i, start_j = i, j
        while i < len(free_old) and free_old[i] < end_old:
            i += 1
        while j < len(free_new) and free_new[j] < end_new:
            j += 1
        if i > start_i and j > start_j:
            yield free_old[start_i:i], free_new[start_j:j]


def _with_parts(
    likeness: Likeness, pair: dict[int, int], exact: dict[int, int], old: Sequence[str], new: Sequence[str]
) -> list[Group]:
    """All pairs, those split or merged with the neighbours that belong to them."""
    taken = set(pair.values())
    free_old = {i for i in likeness.old if i not in pair}
    free_new = {j for j in likeness.new if j not in taken}
    groups: list[Group] = []
    for i, j in sorted(pair.items()):
        if exact.get(i) == j:
            groups.append(((i,), (j,)))
            continue
        news = _grown(likeness, likeness.old[i], likeness.new, j, free_new)
        olds = (i,) if len(news) > 1 else _grown(likeness, likeness.new[j], likeness.old, i, free_old)
        groups.append((olds, news))
    return groups


def _grown(
    likeness: Likeness, whole: str, parts: dict[int, str], start: int, free: set[int]
) -> tuple[int, ...]:
    """The positions around `start` whose texts together are more like the whole than the one alone."""
    first = last = start
    text = parts[start]
    score = likeness.score(whole, text)
    grown = True
    while grown:
        grown = False
        for place in (last + 1, first - 1):
            if place in free and likeness.contained(parts[place], whole) >= 0.5:
                more = text + parts[place] if place > last else parts[place] + text
                better = likeness.score(whole, more)
                if better > score + 0.05:
                    text, score, grown = more, better, True
                    first, last = min(first, place), max(last, place)
                    free.discard(place)
    return tuple(range(first, last + 1))


def _ordered(old: list[str], new: list[str], groups: list[Group]) -> tuple[Link, ...]:
    """The groups as links in reading order, the moved ones marked."""
    groups = sorted(groups, key=lambda group: group[1])
    points = [(olds[0], news[0], 1.0 + sum(len(old[i]) for i in olds)) for olds, news in groups]
    chain = set(heaviest_chain(points))
    linked_old = {i for olds, _ in groups for i in olds}
    by_new = {group[1][0]: number for number, group in enumerate(groups)}
    inner = {j for _, news in groups for j in news[1:]}

    links: list[Link] = []
    i = 0

    def removed_until(end: int) -> Iterator[Link]:
        nonlocal i
        while i < end:
            if i not in linked_old:
                yield Link(UnitKind.REMOVED, (i,), ())
            i += 1

    for j in range(len(new)):
        if j in inner:
            continue
        number = by_new.get(j)
        if number is None:
            links.append(Link(UnitKind.ADDED, (), (j,)))
            continue
        olds, news = groups[number]
        if number in chain:
            links.extend(removed_until(olds[0]))
        links.append(Link(_kind(old, new, olds, news), olds, news, number not in chain))
    links.extend(removed_until(len(old)))
    return tuple(links)


def _kind(old: list[str], new: list[str], olds: tuple[int, ...], news: tuple[int, ...]) -> UnitKind:
    if len(news) > 1:
        return UnitKind.SPLIT
    if len(olds) > 1:
        return UnitKind.MERGED
    return UnitKind.SAME if old[olds[0]] == new[news[0]] else UnitKind.EDITED
