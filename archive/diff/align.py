"""Which text of a list became which of another.

Equal texts are paired first, wherever they stand. Among the rest the clearly alike are paired,
wherever they stand; then, between two pairs in order, whatever is alike enough for its place. A text
next to a pair that holds what the pair's other side lost makes it a split or a merge. What of all this
cannot be read in order on both sides has moved: the fewest links whose removal leaves no two crossing.
A link that would have moved needs more to be believed than one in place: a separator, an entry of a
re-sorted list, or a line that stands there several times came and went.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from archive.diff.chain import heaviest_chain
from archive.diff.exact import exact_pairs
from archive.diff.likeness import Likeness, Reading
from archive.diff.links import Link
from archive.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_CLEAR = 0.5
"""From here on two texts are one, wherever they stand."""
_MOVED = 0.6
"""From here on, if they do not stand in order with the rest."""
_MARGIN = 0.1
"""By so much a moved pair is more alike than the next best for either."""
_IN_PLACE = 0.22
"""From here on two texts are one, if they stand between the same neighbours."""
_LONG_CHARS = 60
"""A text from this length on is known by itself."""
_LONG_EDITED_CHARS = 55
"""Likewise one that was edited, by the mean of both lengths: an edit may have shortened it."""
_LEAST_WORDS = 6
"""A shorter one that was edited is known from so many words on."""
_CONTAINED = 0.7
"""So much of a part's words stand in the whole it was parted from …"""
_BETTER = 0.16
"""… and with it the whole is by so much more like what it became."""
_SURELY_CONTAINED = 0.9
"""Or so much of them stand in what of the whole is not told for yet, be they few …"""
_LEAST_PART_WORDS = 5
"""… but not fewer than this."""
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’')»]*$")
_GAP_CELLS = 2_500
"""In a gap of up to so many pairs each is scored."""
_ENTRY = re.compile(r"(?:[*+•·–-]|#{1,6}|\d+[.)])\s|\|")
"""What a list's entry, a heading or a table's row begins with in plain text."""

_Group = tuple[tuple[int, ...], tuple[int, ...]]
_Scores = dict[tuple[int, int], tuple[float, float]]


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
        links = _links(old, new)
    else:
        links = [link.mirrored for link in _links(new, old)]
    return _ordered(links, len(old), len(new))


def _links(old: list[str], new: list[str]) -> list[Link]:
    """What is linked, in the order of the old list."""
    groups = _groups(old, new)
    still = set(_in_order([(olds[0], news[0], " ".join([old[i] for i in olds])) for olds, news in groups]))
    return [
        Link(_kind(old, new, olds, news), olds, news, number not in still)
        for number, (olds, news) in enumerate(groups)
    ]


def _kind(old: Sequence[str], new: Sequence[str], olds: tuple[int, ...], news: tuple[int, ...]) -> UnitKind:
    if len(news) > 1:
        return UnitKind.SPLIT
    if len(olds) > 1:
        return UnitKind.MERGED
    return UnitKind.SAME if old[olds[0]] == new[news[0]] else UnitKind.EDITED


def _ordered(links: Iterable[Link], old_count: int, new_count: int) -> tuple[Link, ...]:
    """The links in the order of the new list, and what is on one side only put where it stands."""
    by_new = {link.new[0]: link for link in links}
    linked_old = {i for link in by_new.values() for i in link.old}
    linked_new = {j for link in by_new.values() for j in link.new}
    ends = [old_count] * (new_count + 1)  # what stands before them in the old list
    for j in range(new_count - 1, -1, -1):
        link = by_new.get(j)
        ends[j] = ends[j + 1] if link is None or link.moved else link.old[0]
    ordered: list[Link] = []
    i = 0
    for j in range(new_count + 1):
        ordered += [Link(UnitKind.REMOVED, (k,), ()) for k in range(i, ends[j]) if k not in linked_old]
        i = max(i, ends[j])
        link = by_new.get(j)
        if link is not None:
            ordered.append(link)
        elif j < new_count and j not in linked_new:
            ordered.append(Link(UnitKind.ADDED, (), (j,)))
    return tuple(ordered)


def _groups(old: list[str], new: list[str]) -> list[_Group]:
    """What belongs together, in the order of the old list."""
    pair = exact_pairs(old, new)
    taken = set(pair.values())
    loose_old = [i for i in range(len(old)) if i not in pair]
    loose_new = [j for j in range(len(new)) if j not in taken]
    if not loose_old or not loose_new:
        _drop_doubtful(pair, {}, old, new)
        return [((i,), (j,)) for i, j in pair.items()]
    likeness = Likeness(old, new, loose_old, loose_new)
    found = likeness.candidates()
    scores = _pair_clear(found, pair)
    backbone = _drop_doubtful(pair, scores, old, new)
    _pair_in_place(likeness, pair, backbone, found)
    return _with_parts(likeness, pair)


def _pair_clear(found: list[tuple[float, int, int]], pair: dict[int, int]) -> _Scores:
    """Add the clearly alike, most alike first; gives for each its score and the best score of a rival."""
    taken = set(pair.values())
    found.sort(key=lambda c: (-c[0], abs(c[1] - c[2]), c[1], c[2]))
    of_old: dict[int, list[tuple[float, int]]] = defaultdict(list)
    of_new: dict[int, list[tuple[float, int]]] = defaultdict(list)
    added = []
    for score, i, j in found:
        of_old[i].append((score, j))
        of_new[j].append((score, i))
        if score >= _CLEAR and i not in pair and j not in taken:
            pair[i] = j
            taken.add(j)
            added.append((score, i, j))
    scores = {}
    for score, i, j in added:
        rivals = [s for s, other in of_old[i][:2] if other != j] + [
            s for s, other in of_new[j][:2] if other != i
        ]
        scores[i, j] = (score, max(rivals, default=0.0))
    return scores


def _drop_doubtful(
    pair: dict[int, int], scores: _Scores, old: Sequence[str], new: Sequence[str]
) -> list[tuple[int, int]]:
    """Take out the pairs that would have moved and are not known well enough; gives those in order."""
    links = sorted(pair.items())
    backbone = [links[k] for k in _in_order([(i, j, old[i]) for i, j in links])]
    if len(backbone) < len(links):
        story = _Story(Counter(old) + Counter(new))
        for block in _blocks(sorted(set(links).difference(backbone))):
            equal = [link for link in block if link not in scores]
            # Lines that stay together are known by each other; a separator belongs to what follows it.
            is_long = len(equal) > 1 and sum(len(old[i]) for i, _ in equal) >= _LONG_CHARS
            for i, j in block:
                if is_long and (i, j) in equal and ((i, j) != block[-1] or _has_word(old[i])):
                    continue
                if not story.knows(old[i], new[j], scores.get((i, j))):
                    del pair[i]
    return backbone


def _blocks(links: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Links whose texts stand next to each other on both sides, in one list each."""
    block: list[tuple[int, int]] = []
    for i, j in links:
        if block and (i - 1, j - 1) != block[-1]:
            yield block
            block = []
        block.append((i, j))
    if block:
        yield block


class _Story:
    """What is usual in two lists of texts, so that what is known in them can be told."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._usual_chars = sum(map(len, counts)) / max(1, len(counts))

    def knows(self, old: str, new: str, scores: tuple[float, float] | None) -> bool:
        """Whether two texts are surely one although apart; `scores` where they are not equal."""
        if scores is not None and (scores[0] < _MOVED or scores[0] - scores[1] < _MARGIN):
            return False
        shorter = min(len(old), len(new))
        if (len(old) + len(new)) / 2 >= (_LONG_CHARS if scores is None else _LONG_EDITED_CHARS):
            return True
        copies = max(self._counts[old], self._counts[new])
        if copies > (2 if scores is None else 1) or _ENTRY.match(old) or _ENTRY.match(new):
            return False
        word_count = min(len(old.split()), len(new.split()))
        if scores is not None and word_count < _LEAST_WORDS:
            return False
        is_sentence = word_count >= _LEAST_WORDS and _SENTENCE_END.search(old) is not None
        return _has_word(old) and (is_sentence or shorter >= self._usual_chars / 2)


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _in_order(links: Sequence[tuple[int, int, str]]) -> list[int]:
    """Indexes of the most links (old, new, text) in order; of equal choices that with the shorter texts.

    So of two texts that changed places the longer is the one that moved, and short lines seldom are; but all
    separators together never make a text move.
    """
    total = 2.0 * sum([len(text) for _, _, text in links]) + 1.0
    separator = 0.5 / (len(links) + 1)
    return heaviest_chain(
        [(i, j, 1.0 - len(text) / total if _has_word(text) else separator) for i, j, text in links]
    )


def _pair_in_place(
    likeness: Likeness,
    pair: dict[int, int],
    backbone: Sequence[tuple[int, int]],
    found: Sequence[tuple[float, int, int]],
) -> None:
    """Add what is alike enough between two pairs in order; in a long gap only what was found already."""
    taken = set(pair.values())
    free_old = [i for i in likeness.old if i not in pair]
    free_new = [j for j in likeness.new if j not in taken]
    for olds, news in _gaps(backbone, free_old, free_new):
        if len(olds) * len(news) <= _GAP_CELLS:
            scored = [(likeness.score(likeness.old[i], likeness.new[j]), i, j) for i in olds for j in news]
        else:
            here_old, here_new = set(olds), set(news)
            scored = [(score, i, j) for score, i, j in found if i in here_old and j in here_new]
        points = [(i, j, score - _IN_PLACE + 0.01) for score, i, j in scored if score >= _IN_PLACE]
        for k in heaviest_chain(points):
            pair[points[k][0]] = points[k][1]


def _gaps(
    backbone: Iterable[tuple[int, int]], free_old: Sequence[int], free_new: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """The free positions between each two links in order, where there are some on both sides."""
    i = j = 0
    for end_old, end_new in [*backbone, (1 << 62, 1 << 62)]:
        start_i, start_j = i, j
        while i < len(free_old) and free_old[i] < end_old:
            i += 1
        while j < len(free_new) and free_new[j] < end_new:
            j += 1
        if i > start_i and j > start_j:
            yield free_old[start_i:i], free_new[start_j:j]


def _with_parts(likeness: Likeness, pair: dict[int, int]) -> list[_Group]:
    """All pairs in the order of the old list, those split or merged with what belongs to them."""
    taken = set(pair.values())
    free_old = {i for i in likeness.old if i not in pair}
    free_new = {j for j in likeness.new if j not in taken}
    groups: list[_Group] = []
    for i, j in sorted(pair.items()):
        olds: tuple[int, ...] = (i,)
        news: tuple[int, ...] = (j,)
        if i in likeness.old:
            news = _grown(likeness, likeness.old[i], likeness.new, j, free_new)
            if len(news) == 1:
                olds = _grown(likeness, likeness.new[j], likeness.old, i, free_old)
        groups.append((olds, news))
    return sorted(groups)


def _grown(
    likeness: Likeness, whole: Reading, parts: Mapping[int, Reading], start: int, free: set[int]
) -> tuple[int, ...]:
    """The positions around `start` whose texts together are more like the whole than the one alone."""
    first = last = start
    text = parts[start]
    grown = True
    while grown:
        grown = False
        for place in (last + 1, first - 1):
            if place not in free or likeness.contained(parts[place], whole) < _CONTAINED:
                continue
            more = (
                likeness.joined(text, parts[place]) if place > last else likeness.joined(parts[place], text)
            )
            gain = likeness.score(whole, more) - likeness.score(whole, text)
            if gain >= _BETTER or (gain > 0 and _is_left_over(likeness, whole, text, parts[place])):
                text, grown = more, True
                first, last = min(first, place), max(last, place)
                free.discard(place)
    return tuple(range(first, last + 1))


def _is_left_over(likeness: Likeness, whole: Reading, text: Reading, part: Reading) -> bool:
    """Whether nearly all of a part stands in what of the whole the text does not hold."""
    if len(part.words) < _LEAST_PART_WORDS:
        return False
    return likeness.contained(part, likeness.left_over(whole, text)) >= _SURELY_CONTAINED
