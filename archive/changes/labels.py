"""What kind of change it is: every label with the rule that gave it.

A rule looks at a change and says yes or no; its name is what `--json` and people see. A change
carries every label that fits. A stretch of change that no rule explains makes it a `rewording` as well,
so that a comma beside a rewritten clause hides nothing. Facts outrank noise: a figure that changes in a
boilerplate line is a figure too. `rules` is the whole list, with what each means.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from archive.changes import lexicon
from archive.changes.opposites import are_opposite
from archive.changes.touched import Change, Spans
from archive.model import Label
from archive.text.sections import is_title_case

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from archive.changes.touched import Text, Touched
    from archive.model import WordRun


class Labelled(NamedTuple):
    """A label and the name of the rule that gave it."""

    label: Label
    rule: str


TELLING = frozenset(
    {Label.FIGURE, Label.MONEY, Label.PERCENTAGE, Label.DATE, Label.NAME, Label.QUOTATION, Label.NEGATION}
)
"""What must not change without a word about it."""

_ORDER = {label: number for number, label in enumerate(Label)}
LONGEST_EXPRESSION_CHARS = 60
"""A longer expression is not read again for what it states."""
_PUNCTUATION = re.compile(r"[\s,;:.()\[\]{}…–—‐‑·•*_|/-]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:\n][\"”’')\]]*\s+|[“\"‘'(]\s?|[–—-]\s)$")
_NO_NAMES = frozenset(
    [*lexicon.CALENDAR, *lexicon.NUMBER_WORDS, "i", "i'm", "i’m", "i've", "i’ve", "a", "am", "pm"]
)
_OPENER_WORDS = (
    "a after all an and as at before both but by every for from he her his how if in it its many more "
    "most no on one "
    "only our she since some that the their there these they this those though to two under until we "
    "what when where "
    "while who why with yet you"
)
_OPENERS = frozenset(_OPENER_WORDS.split())
"""Words that begin a sentence before a name without being a part of it."""
_CONTRACTED = re.compile(r"(?:n?['’]t| ?not)?")
_WORDS = re.compile(r"[^\W\d_]+")
MOST_WORDS = 3
"""A longer stretch was written anew: that it holds an opposite somewhere says nothing."""
_MARKS = "".join(lexicon.DOUBLE_QUOTES)


def labels(runs: Sequence[WordRun]) -> tuple[Labelled, ...]:
    """The labels of a change given as word runs, in the order of `Label`, one rule each.

    Example:
        >>> from archive.diff import word_runs
        >>> [found.label.value for found in labels(word_runs("It cost €5.", "It cost $5, he said."))]
        ['money', 'attribution', 'rewording']
    """
    return _Labelling(Change(runs)).found()


def in_order(found: Mapping[Label, str]) -> tuple[Labelled, ...]:
    """Labels with their rules, in the order of `Label`."""
    return tuple([Labelled(label, found[label]) for label in sorted(found, key=_ORDER.__getitem__)])


class _Labelling:
    """Collects the labels of one change, and which of its islands they explain."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._rules: dict[Label, str] = {}
        self._explained: set[int] = set()

    def found(self) -> tuple[Labelled, ...]:
        """All labels of the change."""
        self._noise()
        names_only = self._facts()
        self._quotation()
        self._words(names_only)
        self._whole_lines()
        if not self._rules or (self._change.is_edit and len(self._explained) < len(self._change.islands)):
            self._mark(Label.REWORDING, "other-words")
        return in_order(self._rules)

    def _mark(self, label: Label, rule: str) -> None:
        self._rules.setdefault(label, rule)

    def _noise(self) -> None:
        """Islands that differ in looks, which other rules need not see, or by a slip of the pen."""
        if not self._change.is_edit:
            return
        looks = set()
        for number, (old, new, *_) in enumerate(self._change.islands):
            if old and new and lexicon.folded(old) == lexicon.folded(new):
                self._mark(Label.TYPOGRAPHIC, "letter-case" if old.casefold() == new.casefold() else "style")
                looks.add(number)
            elif _PUNCTUATION.fullmatch(old + new):
                self._mark(Label.TYPOGRAPHIC, "punctuation")
                looks.add(number)
            elif old and new and _is_near(old.strip(), new.strip()):
                self._mark(Label.SPELLING, "near-word")
                self._explained.add(number)
        if looks:
            self._explained |= looks
            self._change.look_at([n for n in range(len(self._change.islands)) if n not in looks])

    def _facts(self) -> tuple[Spans, Spans]:
        """Addresses, dates, shares, sums and other numbers, each thing once; gives where they stand."""
        covered: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        for label, rule, expression in (
            (Label.LINK, "address", lexicon.LINK),
            (Label.DATE, "date", lexicon.DATE),
            (Label.PERCENTAGE, "share", lexicon.PERCENTAGE),
            (Label.MONEY, "sum", lexicon.MONEY),
            (Label.FIGURE, "number", lexicon.FIGURE),
        ):
            old, new = (
                [t for t in touched if not taken.touch(t.start, t.end)] if touched and spans else touched
                for touched, spans in zip(self._change.touched(expression), covered, strict=True)
                for taken in (Spans(spans),)
            )
            if not old and not new:
                continue
            for spans, touched in zip(covered, (old, new), strict=True):
                spans.extend((t.start, t.end) for t in touched)
            explains = self._explained_by(old, new)
            if self._states_otherwise(old, new):
                self._mark(label, rule)
            elif self._change.is_edit and explains - self._explained:
                self._mark(Label.TYPOGRAPHIC, "same-number")
            self._explained |= explains
        return Spans(covered[0]), Spans(covered[1])

    def _states_otherwise(self, old: Sequence[Touched], new: Sequence[Touched]) -> bool:
        """Whether expressions came or went, or one took another's place; not where they only moved along."""
        return self._differ(old, new, _value) and self._differ(old, new, _stated)

    def _differ(
        self, old: Sequence[Touched], new: Sequence[Touched], value: Callable[[Touched], str]
    ) -> bool:
        if Counter(map(value, old)) != Counter(map(value, new)):
            return True
        old_starts, new_starts = [t.start for t in old], [t.start for t in new]
        for island in self._change.islands:
            before = _standing(old, old_starts, island.old_start, len(island.old))
            after = _standing(new, new_starts, island.new_start, len(island.new))
            if before and after and list(map(value, before)) != list(map(value, after)):
                return True
        return False

    def _quotation(self) -> None:
        """Quotation marks put in or taken out, and words between them."""
        change = self._change
        if lexicon.ANY_QUOTES.isdisjoint(change.old.text) and lexicon.ANY_QUOTES.isdisjoint(change.new.text):
            return
        if sum(_marks(i.old) for i in change.islands) != sum(_marks(i.new) for i in change.islands):
            self._mark(Label.QUOTATION, "marks")
            for number, island in enumerate(change.islands):
                if not (island.old + island.new).strip(_MARKS + " ,.\n"):
                    self._explained.add(number)
        real = [
            island
            for island in change.islands
            if not _PUNCTUATION.fullmatch(island.old + island.new)
            and lexicon.folded(island.old) != lexicon.folded(island.new)
        ]
        for text, stretches in (
            (change.old.text, [(i.old_start, i.old_start + len(i.old)) for i in real]),
            (change.new.text, [(i.new_start, i.new_start + len(i.new)) for i in real]),
        ):
            changed = Spans(stretches)
            # The marks themselves are the outermost characters: a change must reach further in.
            if any(changed.touch(m.start() + 1, m.end() - 1) for m in lexicon.QUOTED.finditer(text)):
                self._mark(Label.QUOTATION, "within")

    def _words(self, facts: tuple[Spans, Spans]) -> None:
        """Names, who speaks, negations and hedges."""
        change = self._change
        names = [
            [t for t in side.touched(lexicon.NAME) if not taken.touch(t.start, t.end) and _is_name(side, t)]
            for side, taken in zip((change.old, change.new), facts, strict=True)
        ]
        # Where every word has a capital, it makes no name: only one spelled otherwise is known for one.
        if _is_headline(change.old.text) and _is_headline(change.new.text) and not _has_respelled(*names):
            names = [[], []]
        self._differing(Label.NAME, "capitalised", names[0], names[1])
        if change.is_edit:
            self._differing(Label.ATTRIBUTION, "speech-verb", *change.touched(lexicon.SPEECH))
            self._differing(Label.ATTRIBUTION, "speaker", *change.touched(lexicon.SPEAKER))
            self._differing(Label.NEGATION, "negation", *change.touched(lexicon.NEGATION))
            self._opposites()
            self._differing(Label.HEDGING, "hedge", *change.touched(lexicon.HEDGE))

    def _opposites(self) -> None:
        """Words that became what says the contrary."""
        for number, island in enumerate(self._change.islands):
            old, new = (_WORDS.findall(text.lower()) for text in (island.old, island.new))
            if max(len(old), len(new)) <= MOST_WORDS and any(
                are_opposite(before, after) for before in old for after in new
            ):
                self._mark(Label.NEGATION, "opposite")
                if len(old) == len(new) == 1:
                    self._explained.add(number)

    def _differing(self, label: Label, rule: str, old: Sequence[Touched], new: Sequence[Touched]) -> None:
        if (old or new) and Counter(_plain(t, label) for t in old) != Counter(_plain(t, label) for t in new):
            self._mark(label, rule)
            self._explained |= self._explained_by(old, new)
            if label is Label.NEGATION:  # `can` became `can't`
                for number, island in enumerate(self._change.islands):
                    shorter, longer = sorted((island.old, island.new), key=len)
                    if longer.startswith(shorter) and _CONTRACTED.fullmatch(longer[len(shorter) :].rstrip()):
                        self._explained.add(number)

    def _explained_by(self, old: Sequence[Touched], new: Sequence[Touched]) -> set[int]:
        """The islands that hold the touched expressions, and nothing but them."""
        old_starts, new_starts = [t.start for t in old], [t.start for t in new]
        return {
            number
            for number, island in enumerate(self._change.islands)
            if _covers(old, old_starts, island.old, island.old_start)
            and _covers(new, new_starts, island.new, island.new_start)
        }

    def _whole_lines(self) -> None:
        """What the whole passage is, on either side."""
        for text in (self._change.new.text, self._change.old.text):
            if lexicon.CORRECTION_NOTE.search(text):
                self._mark(Label.CORRECTION_NOTE, "note")
            if len(text) <= lexicon.LONGEST_BOILERPLATE_CHARS:
                if lexicon.STAMP.search(text):
                    self._mark(Label.BOILERPLATE, "stamp")
                    self._rules.pop(Label.DATE, None)  # the stamp's own time is what a stamp is for
                elif lexicon.BOILERPLATE.search(text):
                    self._mark(Label.BOILERPLATE, "service-line")


def _is_near(old: str, new: str) -> bool:
    """Whether one lower-case word became another by a slip: one letter, from eight letters on two."""
    if not (old.isalpha() and new.isalpha() and old.islower() and new.islower()):
        return False
    shorter = min(len(old), len(new))
    if shorter < 4 or old in lexicon.NUMBER_WORDS or new in lexicon.NUMBER_WORDS:
        return False
    from rapidfuzz.distance import OSA

    allowed = 1 if shorter < 8 else 2
    if OSA.distance(old, new, score_cutoff=allowed) > allowed:
        return False
    # `troop` and `troops`, `kill` and `killed` are other words, not other spellings.
    return not (old.startswith(new) or new.startswith(old))


def _value(touched: Touched) -> str:
    """What an expression states, however it is written."""
    return " ".join([lexicon.number_value(word) for word in lexicon.folded(touched.text).split()])


def _is_headline(text: str) -> bool:
    """Whether a line is written with a capital on each word that counts."""
    return bool(text.strip()) and is_title_case(text)


def _has_respelled(old: Sequence[Touched], new: Sequence[Touched]) -> bool:
    """Whether a capitalised word became another that differs by a letter or two."""
    from rapidfuzz.distance import OSA

    return any(
        len(one.text) > 3
        and one.text != other.text
        and OSA.distance(one.text, other.text, score_cutoff=2) <= 2
        for one in old
        for other in new
    )


def _stated(touched: Touched) -> str:
    """What an expression states as the fact finder reads it: `$5m` and `$5 million` state the same."""
    text = touched.text.strip()
    return _stated_by(text) or _value(touched)


@lru_cache(maxsize=1024)
def _stated_by(text: str) -> str:
    from archive.facts import mentions

    if len(text) > LONGEST_EXPRESSION_CHARS:
        return ""
    found = mentions(text, "en")
    if len(found) != 1 or found[0].span.of(text) != text:
        return ""
    (mention,) = found
    return f"{mention.kind}|{mention.value}|{mention.relative}|{mention.unit}|{mention.qualifier}"


def _standing(
    touched: Sequence[Touched], starts: Sequence[int], start: int, length: int
) -> Sequence[Touched]:
    """The expressions that begin in a stretch or reach into it."""
    low = bisect_right(starts, start) - 1
    if low < 0 or touched[low].end <= start:
        low += 1
    return touched[low : bisect_left(starts, start + length)]


def _covers(touched: Sequence[Touched], starts: Sequence[int], text: str, start: int) -> bool:
    """Whether nothing but white space and punctuation of a stretch lies outside the expressions."""
    at, end = start, start + len(text)
    for number in range(max(bisect_right(starts, start) - 1, 0), len(touched)):
        found = touched[number]
        if found.start >= end:
            break
        if not _is_bare(text[at - start : max(found.start, at) - start]):
            return False
        at = max(at, found.end)
    return at >= end or _is_bare(text[at - start :])


def _is_bare(text: str) -> bool:
    return not text or _PUNCTUATION.fullmatch(text) is not None


def _marks(text: str) -> int:
    return sum(map(text.count, lexicon.DOUBLE_QUOTES)) if text else 0


def _plain(touched: Touched, label: Label) -> str:
    """What of an expression counts: of a negation that it is one, of a name its letters as they are."""
    if label is Label.NAME:
        return touched.text
    word = touched.text.lower()
    if label is Label.NEGATION:
        return "deny" if word.startswith(("den", "ref", "fail")) else "not"
    return word


def _is_name(side: Text, found: Touched) -> bool:
    """Whether a capitalised word is more than the start of a sentence."""
    word = found.text
    if word.lower().rstrip(".") in _NO_NAMES:
        return False
    if not _SENTENCE_START.search(side.text[max(0, found.start - 4) : found.start]):
        return True
    if len(word) > 1 and word.isupper():
        return True
    after = side.text[found.end : found.end + 2].lstrip(". ")
    return (after[:1].isupper() and word.lower() not in _OPENERS) or word in side.names_within
