"""Which fact of an old text is which of a new one, where both texts are known to belong together.

A fact is known by what it counts, by the words around it, by its value and by its place among its like. No
one of these is enough: `12 died and 21 were hurt` may become `21 died and 12 were hurt`, where the values
point the wrong way; a sentence turned round keeps its values and loses its neighbours. So all of them are
added up, and the most alike are paired first.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from archive.facts import mentions, spelling_key
from archive.model import FactKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import Fact

_BARE_QUALIFIERS = frozenset({"a total of", "a record", "exactly", "only"})
"""These say how a figure is to be taken, not that it is another one."""
_MARKS = str.maketrans("’‘“”", "''\"\"")
NAMES = frozenset({FactKind.PERSON, FactKind.ORGANISATION, FactKind.PLACE})

_BARE = frozenset({FactKind.FIGURE, FactKind.PERCENTAGE})
_TURN = re.compile(r"\b(weekday|yearday|inyear|monthday|feast) (?:-1|1) ")
_LEAST_SOUND = 4
_LEAST_AROUND = 0.4
_AROUND_CHARS = 56
_AROUND_WORDS = 6
_MOST_CELLS = 40_000
"""In a longer list of facts only those near in place are held against each other."""
_NEAR = 60
_SENTENCE_END = re.compile(r"[.!?…][\"”’')»]*\s+(?=\S)")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DIGITS = re.compile(r"\d+")


class Setting(NamedTuple):
    """A fact with the nearest words before and after it in its sentence, in lower case, digits as 0."""

    fact: Fact
    left: tuple[str, ...]
    right: tuple[str, ...]


def setting(fact: Fact, text: str) -> Setting:
    """A fact in its surroundings; `text` is what its `start` and `end` count in."""
    before = text[max(0, fact.start - _AROUND_CHARS) : fact.start]
    if fact.start > _AROUND_CHARS:
        before = before.partition(" ")[2]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    if ends:
        before = before[ends[-1] :]
    after = text[fact.end : fact.end + _AROUND_CHARS]
    if fact.end + _AROUND_CHARS < len(text):
        after = after.rpartition(" ")[0]
    if end := _SENTENCE_END.search(after):
        after = after[: end.start()]
    return Setting(fact, _words(before)[-_AROUND_WORDS:], _words(after)[:_AROUND_WORDS])


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(_DIGITS.sub("0", text.casefold())))


def content(fact: Fact) -> tuple[object, ...]:
    """What a fact states, wherever it stands and however it is written."""
    value: object = fact.text if fact.value is None else fact.value
    if fact.value is None and fact.kind is FactKind.DATE:
        value = _untold_day(fact.text)
    if fact.kind is FactKind.QUOTATION:
        value = str(value).translate(_MARKS)
    subject = None if fact.kind in NAMES else folded(fact.subject)
    qualifier = None if fact.qualifier in _BARE_QUALIFIERS else fact.qualifier
    return (fact.kind, value, fact.unit, qualifier, subject, folded(fact.speaker))


@lru_cache(maxsize=4096)
def _untold_day(text: str) -> str:
    """What a date says that has no day without its story: `5 May` and `May 5` say the same."""
    found = [mention for mention in mentions(text) if mention.kind is FactKind.DATE]
    if len(found) != 1 or found[0].relative is None or found[0].relative == "told":
        return text
    return _TURN.sub(r"\1 0 ", found[0].relative)


def folded(text: str | None) -> str | None:
    """Without regard to case."""
    return None if text is None else text.casefold()


def differs(old: Fact, new: Fact) -> bool:
    """Whether a fact states something else now.

    The same words do not, even where the story reads them otherwise: a `Monday` of a story with a newer
    date, a `Biden` whose given name has been put in elsewhere. Another speaker is one whose name has a word
    of its own on each side, and so for any name. Something else is counted only where one word makes way for
    another beside one that stays (`US troops`, `Iraqi troops`): `protesters` and `demonstrators`, `1 pg` and
    `1 page` are but words.
    """
    before, after = content(old), content(new)
    if old.kind is FactKind.DATE and (_is_reading(old, new) or _is_reading(new, old)):
        return False
    if before[1:3] != after[1:3] and folded(old.text) != folded(new.text):
        return old.kind not in NAMES or are_others(str(before[1]), str(after[1]))
    if before[3] != after[3]:
        return True
    if (old.speaker is None) != (new.speaker is None) or (
        are_others(old.speaker, new.speaker) and not _may_be_respelt(old.speaker, new.speaker)
    ):
        return True
    return old.kind not in NAMES and _counts_other(old.subject, new.subject)


def _counts_other(old: str | None, new: str | None) -> bool:
    if old is None or new is None:
        return False
    one, other = _words(old), _words(new)
    return len(one) == len(other) and one != other and not set(one).isdisjoint(other)


def are_others(old: str | None, new: str | None) -> bool:
    """Whether each of two names has a word that the other lacks."""
    if old is None or new is None:
        return False
    one, other = set(_words(old.replace(".", ""))), set(_words(new.replace(".", "")))
    return not (one <= other or other <= one)


def _is_reading(open_date: Fact, told: Fact) -> bool:
    """Whether a date that may be read in two ways (`12/03/2024`) may be read as another."""
    return open_date.qualifier is not None and open_date.qualifier.endswith(f"or {told.value}")


def _may_be_respelt(old: str | None, new: str | None) -> bool:
    """Whether each word that only one of two names has is perhaps another spelling of one of the other's."""
    one, other = _words((old or "").replace(".", "")), _words((new or "").replace(".", ""))
    mine, theirs = ({_sound(word) for word in words} for words in (one, other))
    return mine <= theirs or theirs <= mine


def _sound(word: str) -> str:
    """A name by its sound; a short one by its letters, since too many sound alike."""
    key = spelling_key(word)
    return key if len(key) >= _LEAST_SOUND else word


def restates(old: Setting, new: Setting) -> bool:
    """Whether a fact says the same elsewhere. A bare number is known by the words around it only."""
    if content(old.fact) != content(new.fact):
        return False
    return old.fact.kind not in _BARE or old.fact.subject is not None or _around(old, new) >= _LEAST_AROUND


def paired(
    old: Sequence[Setting], new: Sequence[Setting]
) -> tuple[list[tuple[Setting, Setting]], list[Setting], list[Setting]]:
    """Pairs of facts of two texts that belong together, and those left over on either side, in order."""
    pairs, rest_old, rest_new = _exact(old, new)
    for least, is_sole in ((_LEAST, False), (_LEAST_SOLE, True)):
        if not rest_old or not rest_new:
            break
        found = _matched(rest_old, rest_new, least=least, is_sole=is_sole)
        pairs += [(rest_old[i], rest_new[j]) for i, j in found]
        olds, news = {i for i, _ in found}, {j for _, j in found}
        rest_old = [one for i, one in enumerate(rest_old) if i not in olds]
        rest_new = [one for j, one in enumerate(rest_new) if j not in news]
    return pairs, rest_old, rest_new


def paired_apart(old: Sequence[Setting], new: Sequence[Setting]) -> list[tuple[int, int]]:
    """Pairs among facts of texts that do not belong together: a sentence went there, and its figure changed.

    Returns:
        Indexes. Such a pair needs more to be believed than one in place.
    """
    return _matched(old, new, least=_LEAST_APART)


def _exact(
    old: Sequence[Setting], new: Sequence[Setting]
) -> tuple[list[tuple[Setting, Setting]], list[Setting], list[Setting]]:
    """Facts that are equal and stand between equal words."""
    waiting: dict[object, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        one = new[j]
        waiting[content(one.fact), one.left[-3:], one.right[:3]].append(j)
    pairs, rest_old, taken = [], [], set()
    for one in old:
        same = waiting.get((content(one.fact), one.left[-3:], one.right[:3]))
        if same:
            j = same.pop()
            taken.add(j)
            pairs.append((one, new[j]))
        else:
            rest_old.append(one)
    return pairs, rest_old, [one for j, one in enumerate(new) if j not in taken]


_LEAST = 0.95
_SAME_UNIT = {FactKind.MEASURE: 0.2, FactKind.DURATION: 0.15, FactKind.PERCENTAGE: 0.15, FactKind.MONEY: 0.1}
"""What it says that two facts are of one kind and unit: the rarer the kind, the more."""
_LEAST_SOLE = 0.65
"""Where a kind has one fact left on each side, it takes less to believe that they are one."""
_LEAST_APART = 1.65


def _matched(
    old: Sequence[Setting], new: Sequence[Setting], *, least: float, is_sole: bool = False
) -> list[tuple[int, int]]:
    """Indexes of pairs, most alike first taken; each stands in one at most.

    Args:
        old: Facts of one side.
        new: Facts of the other.
        least: The least score.
        is_sole: Only facts of a kind that has one on each side.
    """
    scored = []
    near = max(len(old), len(new)) if len(old) * len(new) <= _MOST_CELLS else _NEAR
    by_kind: dict[FactKind, list[int]] = defaultdict(list)
    for j, one in enumerate(new):
        by_kind[one.fact.kind].append(j)
    counts = Counter(one.fact.kind for one in old)
    for i, one in enumerate(old):
        candidates = by_kind.get(one.fact.kind, ())
        if is_sole and (len(candidates) != 1 or counts[one.fact.kind] != 1):
            continue
        middle, reach = i * len(new) / len(old), near * max(len(old), len(new)) / len(old)
        for j in candidates[
            bisect_left(candidates, middle - reach) : bisect_right(candidates, middle + reach)
        ]:
            score = _score(one, new[j])
            if score >= least:
                scored.append((-score, abs(i - j), i, j))
    scored.sort()
    found: list[tuple[int, int]] = []
    olds: set[int] = set()
    news: set[int] = set()
    for _, _, i, j in scored:
        if i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            found.append((i, j))
    return found


def _score(old: Setting, new: Setting) -> float:
    """How sure it is that two facts of one kind are one: from 0 to about 2.5."""
    from rapidfuzz import fuzz

    one, other = old.fact, new.fact
    around = _around(old, new)
    is_equal = content(one)[1:3] == content(other)[1:3]
    if one.kind in NAMES:
        alike = 1.0 if is_equal else fuzz.ratio(one.text, other.text) / 100
        # A name may make way for quite another one, but then only between the same words.
        return 1.2 * alike + 0.8 * around if alike >= 0.6 else 1.25 * around
    if one.kind is FactKind.QUOTATION:
        alike = 1.0 if is_equal else fuzz.ratio(one.text, other.text) / 100
        same_speaker = one.speaker is not None and folded(one.speaker) == folded(other.speaker)
        return 1.3 * alike + 0.3 * same_speaker + 0.3 * around if alike >= 0.5 else 0.0
    return (
        1.2 * around
        + 0.8 * _subjects(one.subject, other.subject)
        + 0.35 * is_equal
        + (_SAME_UNIT.get(one.kind, 0.0) if one.unit == other.unit else -0.3)
    )


def _subjects(old: str | None, new: str | None) -> float:
    """How alike what is counted is; where it is not told, that says little."""
    from rapidfuzz import fuzz

    if old is None and new is None:
        return 0.45
    if old is None or new is None:
        return 0.35
    return fuzz.token_set_ratio(old.casefold(), new.casefold()) / 100


def _around(old: Setting, new: Setting) -> float:
    """How alike the words around are: the better side counts more, since an edit seldom touches both."""
    sides = (_side(old.left[::-1], new.left[::-1]), _side(old.right, new.right))
    return max(0.65 * max(sides) + 0.35 * min(sides), _whole(old, new))


def _whole(old: Setting, new: Setting) -> float:
    """How alike the longer words are, on whichever side they stand: a sentence may have been turned round."""
    one = {word for word in (*old.left, *old.right) if len(word) > 3}
    other = {word for word in (*new.left, *new.right) if len(word) > 3}
    if not one or not other:
        return 0.0
    return 0.65 * len(one & other) / math.sqrt(len(one) * len(other))


def _side(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """How alike the words on one side are, nearest first; the nearest count most."""
    if not old or not new:
        return 0.6 if not old and not new else 0.15
    total = got = 0.0
    for here, there in ((old, new), (new, old)):
        for place, word in enumerate(here):
            weight = 1 / (place + 1.5)
            total += weight
            if word in there:
                got += weight * (1 - 0.12 * abs(place - there.index(word)))
    return got / total
