"""What kind of change it is: every label with the rule that gave it.

A rule looks at a change and says yes or no; its name is what `--json` and people see. A change
carries every label that fits. A stretch of change that no rule explains makes it a `rewording` as well,
so that a comma beside a rewritten clause hides nothing. Facts outrank noise: a figure that changes in a
boilerplate line is a figure too. `RULES` is the whole list, with what each rule means.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from archive.changes import lexicon
from archive.changes.touched import Change, Touched, quoted_spans
from archive.model import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive.model import WordRun


class Labelled(NamedTuple):
    """A label and the name of the rule that gave it."""

    label: Label
    rule: str


class Rule(NamedTuple):
    """One rule: what it gives, its name, and what it means."""

    label: Label
    name: str
    meaning: str


RULES: tuple[Rule, ...] = (
    Rule(Label.TYPOGRAPHIC, "style", "equal but for the style of quotation marks or dashes, or spaces"),
    Rule(Label.TYPOGRAPHIC, "letter-case", "equal but for capitals"),
    Rule(
        Label.TYPOGRAPHIC,
        "punctuation",
        "commas, full stops, colons, dashes or brackets alone; not ? ! or quotation marks",
    ),
    Rule(Label.TYPOGRAPHIC, "same-number", "the same number written otherwise"),
    Rule(Label.TYPOGRAPHIC, "passage-kind", "the same words as another kind of passage"),
    Rule(Label.TYPOGRAPHIC, "passage-break", "the same sentences, parted into passages otherwise"),
    Rule(Label.TYPOGRAPHIC, "heading-level", "the same heading at another level"),
    Rule(Label.SPELLING, "near-word", "a word became one that differs from it by a letter or two"),
    Rule(Label.FIGURE, "number", "a number that is no sum, share or date was put in, taken out or changed"),
    Rule(Label.MONEY, "sum", "a sum of money or its currency"),
    Rule(Label.PERCENTAGE, "share", "a percentage, or the sign of one"),
    Rule(Label.DATE, "date", "a date, weekday, month, year, time of day or `yesterday`"),
    Rule(Label.NAME, "capitalised", "a capitalised word within a sentence, or a title before one"),
    Rule(Label.QUOTATION, "marks", "quotation marks were put in or taken out"),
    Rule(Label.QUOTATION, "within", "words between quotation marks"),
    Rule(Label.ATTRIBUTION, "speech-verb", "a verb of saying, or `according to`"),
    Rule(Label.ATTRIBUTION, "speaker", "who is said to have said it"),
    Rule(Label.NEGATION, "negation", "not, no, never, n't, without, denied and their like"),
    Rule(Label.HEDGING, "hedge", "alleged, reportedly, apparently, may and their like"),
    Rule(Label.HEADLINE, "title", "the headline"),
    Rule(Label.BYLINE, "byline", "the byline"),
    Rule(Label.DATELINE, "dateline", "the date line"),
    Rule(Label.HEADING, "heading", "a section's heading"),
    Rule(Label.CORRECTION_NOTE, "note", "a text that says that something was corrected"),
    Rule(Label.BOILERPLATE, "service-line", "a line that asks to share, follow, subscribe or read on"),
    Rule(Label.BOILERPLATE, "stamp", "an `updated at` line"),
    Rule(Label.LINK, "address", "a web or mail address, or a link's target"),
    Rule(Label.REWORDING, "other-words", "words changed, and no other rule says what"),
)
"""Every rule there is. `fact-` and a kind names the rule that a fact of that kind changed."""

TELLING = frozenset(
    {Label.FIGURE, Label.MONEY, Label.PERCENTAGE, Label.DATE, Label.NAME, Label.QUOTATION, Label.NEGATION}
)
"""What must not change without a word about it."""

_ORDER = {label: number for number, label in enumerate(Label)}
_PUNCTUATION = re.compile(r"[\s,;:.()\[\]{}…–—‐‑·•*_|/-]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:\n][\"”’')\]]*\s+|[“\"‘'(]\s?|[–—-]\s)$")
_CALENDAR = (
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_NO_NAMES = frozenset(
    [*_CALENDAR.split(), *lexicon.NUMBER_WORDS, "i", "i'm", "i’m", "i've", "i’ve", "a", "am", "pm"]
)


def labels(runs: Sequence[WordRun]) -> tuple[Labelled, ...]:
    """The labels of a change given as word runs, in the order of `Label`, one rule each."""
    change = Change(runs)
    found: dict[Label, str] = {}
    explained: set[int] = set()

    def mark(label: Label, rule: str) -> None:
        found.setdefault(label, rule)

    _noise(change, mark, explained)
    taken = _facts(change, mark, explained)
    _quotation(change, mark, explained)
    _words(change, mark, explained, taken)
    _lines(change, mark, found)
    rest = [n for n, island in enumerate(change.islands) if n not in explained]
    if (rest and change.is_edit) or not found:
        mark(Label.REWORDING, "other-words")
    return in_order(found)


def in_order(found: dict[Label, str]) -> tuple[Labelled, ...]:
    """Labels with their rules, in the order of `Label`."""
    return tuple(Labelled(label, found[label]) for label in sorted(found, key=_ORDER.__getitem__))


def _noise(change: Change, mark: Callable[[Label, str], None], explained: set[int]) -> None:
    """Stretches that differ in looks or by a slip of the pen."""
    for number, (old, new, *_) in enumerate(change.islands):
        if not change.is_edit:
            continue
        if old and new and lexicon.folded(old) == lexicon.folded(new):
            is_case = old.casefold() == new.casefold()
            mark(Label.TYPOGRAPHIC, "letter-case" if is_case else "style")
            explained.add(number)
        elif _PUNCTUATION.fullmatch(old + new):
            mark(Label.TYPOGRAPHIC, "punctuation")
            explained.add(number)
        elif old and new and _near(old.strip(), new.strip()):
            mark(Label.SPELLING, "near-word")
            explained.add(number)


def _near(old: str, new: str) -> bool:
    """Whether one lower-case word became another by a slip: a letter in six, at least one, at most two."""
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


def _facts(
    change: Change, mark: Callable[[Label, str], None], explained: set[int]
) -> list[tuple[int, int, int]]:
    """Dates, sums, shares and other numbers, each thing once; gives the stretches they cover."""
    covered: list[tuple[int, int, int]] = []
    for label, rule, pattern in (
        (Label.DATE, "date", lexicon.DATE),
        (Label.PERCENTAGE, "share", lexicon.PERCENTAGE),
        (Label.MONEY, "sum", lexicon.MONEY),
        (Label.FIGURE, "number", lexicon.FIGURE),
    ):
        sides = []
        for side, touched in enumerate(change.both(pattern)):
            free = [
                t for t in touched if not any(s == side and a < t.end and t.start < b for s, a, b in covered)
            ]
            sides.append(free)
        old, new = sides
        if not old and not new:
            continue
        covered += [(side, t.start, t.end) for side, free in enumerate(sides) for t in free]
        if _values(old, label) == _values(new, label):
            if change.is_edit and old:
                _explain_same(change, old, new, mark, explained)
            continue
        mark(label, rule)
        _explain(change, old, new, explained)
    return covered


def _values(touched: Sequence[Touched], label: Label) -> Counter[tuple[str, str]]:
    """What the expressions state. A bare number is told apart by the word after it: `12 died, 21 hurt`."""
    return Counter(
        (
            " ".join(lexicon.number_value(word) for word in lexicon.folded(t.value).split()),
            t.following if label is Label.FIGURE else "",
        )
        for t in touched
    )


def _explain(change: Change, old: Sequence[Touched], new: Sequence[Touched], explained: set[int]) -> None:
    """Note the islands that the touched expressions, and nothing but them, account for."""
    for number, island in enumerate(change.islands):
        if _covers(old, island.old, island.old_start) and _covers(new, island.new, island.new_start):
            explained.add(number)


def _explain_same(
    change: Change,
    old: Sequence[Touched],
    new: Sequence[Touched],
    mark: Callable[[Label, str], None],
    explained: set[int],
) -> None:
    before = len(explained)
    _explain(change, old, new, explained)
    if len(explained) > before:
        mark(Label.TYPOGRAPHIC, "same-number")


def _covers(touched: Sequence[Touched], text: str, start: int) -> bool:
    """Whether nothing but white space and punctuation of a stretch lies outside the expressions."""
    rest = list(text)
    for t in touched:
        for at in range(max(t.start - start, 0), min(t.end - start, len(text))):
            rest[at] = " "
    left = "".join(rest)
    return not left.strip() or bool(_PUNCTUATION.fullmatch(left))


def _quotation(change: Change, mark: Callable[[Label, str], None], explained: set[int]) -> None:
    marks = lexicon.DOUBLE_QUOTES
    old_marks = sum(island.old.count(c) for island in change.islands for c in marks)
    new_marks = sum(island.new.count(c) for island in change.islands for c in marks)
    if old_marks != new_marks:
        mark(Label.QUOTATION, "marks")
        for number, island in enumerate(change.islands):
            if not (island.old + island.new).strip("".join(marks) + " ,.\n"):
                explained.add(number)
    real = [
        island
        for island in change.islands
        if lexicon.folded(island.old) != lexicon.folded(island.new)
        and not _PUNCTUATION.fullmatch(island.old + island.new)
    ]
    for side, name in ((change.old, "old"), (change.new, "new")):
        spans = quoted_spans(side.text)
        for island in real if spans else ():
            start = island.old_start if name == "old" else island.new_start
            end = start + len(island.old if name == "old" else island.new)
            if any(a < start < b or a < end < b or (start <= a and b <= end) for a, b in spans):
                mark(Label.QUOTATION, "within")


def _words(
    change: Change,
    mark: Callable[[Label, str], None],
    explained: set[int],
    taken: Sequence[tuple[int, int, int]],
) -> None:
    """Names, who speaks, negations and hedges."""
    names = [
        [
            t
            for t in [*side.touched(lexicon.CAPITALISED), *side.touched(lexicon.TITLE_WORD)]
            if not any(s == number and a < t.end and t.start < b for s, a, b in taken)
            and _is_name(side.text, t)
        ]
        for number, side in enumerate((change.old, change.new))
    ]
    rules: tuple[tuple[Label, str, tuple[list[Touched], list[Touched]]], ...] = (
        (Label.NAME, "capitalised", (names[0], names[1])),
        (Label.LINK, "address", change.both(lexicon.LINK)),
    )
    if change.is_edit:
        rules += (
            (Label.ATTRIBUTION, "speech-verb", change.both(lexicon.SPEECH)),
            (Label.ATTRIBUTION, "speaker", change.both(lexicon.SPEAKER)),
            (Label.NEGATION, "negation", change.both(lexicon.NEGATION)),
            (Label.HEDGING, "hedge", change.both(lexicon.HEDGE)),
        )
    for label, rule, (old, new) in rules:
        if Counter(_plain(t, label) for t in old) != Counter(_plain(t, label) for t in new):
            mark(label, rule)
            _explain(change, old, new, explained)


def _plain(touched: Touched, label: Label) -> str:
    if label is Label.NEGATION:
        word = touched.value.lower()
        return "deny" if word.startswith(("den", "ref", "fail")) else "not"
    if label is Label.NAME:
        return touched.value
    return touched.value.lower()


def _is_name(text: str, found: Touched) -> bool:
    """Whether a capitalised word is more than the start of a sentence."""
    word = found.value
    if word.lower().rstrip(".") in _NO_NAMES:
        return False
    before = text[max(0, found.start - 4) : found.start]
    if not _SENTENCE_START.search(before):
        return True
    if len(word) > 1 and word.isupper():
        return True
    after = text[found.end : found.end + 2].lstrip(". ")
    return after[:1].isupper() or re.search(rf"[^\W.!?][,;]? {re.escape(word)}\b", text) is not None


def _lines(change: Change, mark: Callable[[Label, str], None], found: dict[Label, str]) -> None:
    """What the whole passage is, on either side."""
    for text in (change.new.text, change.old.text):
        if not text:
            continue
        if lexicon.CORRECTION_NOTE.search(text):
            mark(Label.CORRECTION_NOTE, "note")
        if len(text) <= lexicon.LONGEST_BOILERPLATE_CHARS:
            if lexicon.STAMP.search(text):
                mark(Label.BOILERPLATE, "stamp")
                found.pop(Label.DATE, None)  # the stamp's own time is what a stamp is for
            elif lexicon.BOILERPLATE.search(text):
                mark(Label.BOILERPLATE, "service-line")
