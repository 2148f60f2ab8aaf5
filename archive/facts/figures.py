"""Figures and dates of a passage: every digit and number word is looked at once, from left to right."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from archive.facts import amounts, dates, labels
from archive.facts.anchors import ASCII_DIGITS, DIGITS, SPAN_WORDS, WORDS, blocked, present
from archive.facts.clocks import clock_at
from archive.facts.date_years import year_at
from archive.facts.language import Language
from archive.facts.money import CODES
from archive.facts.numbers import Number
from archive.facts.plain_amounts import PlainReader
from archive.facts.ratios import ratio_at
from archive.facts.spans import ARTICLE_SPAN, VAGUE
from archive.facts.subjects import subject
from archive.model import FactKind, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW = 3
_ARABIC_MARKS = str.maketrans({"٫": ".", "٬": ",", "٪": "%", "％": "%"})
_POINT_BEFORE = re.compile(r"(?:^|[ ($€£])\.$")
_LONG_FRACTION = re.compile(r"\d+\.\d{7,}")
# Digits after which neither a time of day nor a date goes on; a word after them has to be looked at.
_NUMBER_ALONE = re.compile(r"\d{1,4}(?!\d)(?:[,;)%”’?!\]\"]|\.(?= |$)| ([A-Za-z]+))")
_NAMING = frozenset("#§№@_\\&^")
_BEFORE_HYPHEN = re.compile(r"(?i)\b(?:pre|post|end|since|spring|summer|autumn|winter|fall)-$")
_COMPARED = frozenset((">=", "<=", "= "))
_GLUED = frozenset(
    ("Rs", "Rp", "kr", "RM", "DM", "Tk", "Dh", "Dhs", "KSh", "SFr", "NIS", "$US", "$A", "$C", "$NZ", "$HK")
)
"""What may stand right before the digits of an amount of money, besides a code."""
_OF_A_SPAN = re.compile(r" of an? (minute|hour|day|week|month|year|decade|century)\b")
_OR_TWO = re.compile(r" (?:or|to) two\b")
_HALF_PERCENT = re.compile(r"half an? (?:per ?cent(?:age point)?|pct)\b")
_OF_HALVES = frozenset(("more than", "less than", "nearly", "about", "at least", "just over"))
_CLAUSE_END = re.compile(r"[.,;:)]|$| (?:by|in|at|to|from|since|that|were|was|are|is|have|had|said|say)\b")
_BY_HALF = re.compile(r"(?i)\bby $")
_HALF_OF = re.compile(r" (?:of )?(?:the|its|their|his|her|all|of) ")
_WEEKDAYS_AWAY = re.compile(
    r"(?i) (monday|tuesday|wednesday|thursday|friday|saturday|sunday)s (ago|from now|from today|later)\b"
)
_WEEKDAY_STARTS = frozenset("mtwfsMTWFS")


@cache
def _leads(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """An article right before a place, what follows a fraction of something, and what makes a minus none."""
    return (
        re.compile(rf"(?i)\b(?:{'|'.join(language.articles) or '(?!)'})[ -]$"),
        re.compile(
            rf"(?i) (?:{language.wholes or '(?!)'})|(?: (?:{'|'.join(map(re.escape, language.scales)) or '(?!)'})\b)|[.,;]?$"
        ),
        re.compile(rf"(?i)\b(?:{language.no_minus}) $" if language.no_minus else "(?!)"),
    )


class _Reader(PlainReader):
    """One passage being read from left to right."""

    def __init__(self, text: str, language: Language, *, has_digits: bool) -> None:
        super().__init__(text, language)
        digits = ASCII_DIGITS if text.isascii() else DIGITS
        self.digits = [match.span() for match in digits.finditer(text)] if has_digits else []
        self.blocked = blocked(text, self.digits)
        self.article, self.of_whole, self.no_minus = _leads(language)
        self.begin = labels.numbering(text)

    def anchors(self, words: list[tuple[str, str]]) -> list[tuple[int, str]]:
        text = self.text
        found = [(low, "") for low, _ in self.digits]
        for word, lower in words:
            length = len(word)
            at = text.find(word)
            while at >= 0:
                end = at + length
                if not (at and (text[at - 1].isalpha())) and not (end < len(text) and text[end].isalpha()):
                    found.append((at, lower))
                at = text.find(word, end)
        found.sort()
        return found

    def mentions(self, words: list[tuple[str, str]]) -> Iterator[Mention]:
        end = self.begin
        blocked = sorted(self.blocked, reverse=True)
        for at, word in self.anchors(words):
            while blocked and blocked[-1][1] <= at:
                blocked.pop()
            if at < end or (blocked and any(low <= at < high for low, high in blocked[-4:])):
                continue
            found = self._read(at, word, end)
            if found is not None:
                if found.span.start >= end:
                    yield found
                end = found.span.end
            elif not word:
                end = max(end, DIGITS.match(self.text, at).end())  # type: ignore[union-attr]

    def _read(self, at: int, word: str, floor: int) -> Mention | None:
        text = self.text
        if not word and at and self._is_named(at):
            return None
        alone = _NUMBER_ALONE.match(text, at) if not word and self.dates.is_english else None
        if alone is not None and (alone[1] is None or alone[1].lower() not in self.dates.after_digits):
            found = None
        elif not word:
            clock = clock_at(text, at, self.language)
            if clock is not None and not (at and text[at - 1] in ":.,$/"):
                return self.clock_mention(clock)
            found = dates.point(self.dates, text, at, word)
        elif word in ("noon", "midnight"):
            if self.language.code != "en":
                return None
            return Mention(
                kind=FactKind.TIME,
                span=Span(at, at + len(word)),
                rule="time.word",
                value="12:00" if word == "noon" else "00:00",
            )
        else:
            if word in VAGUE or word in ("now", "date"):
                return self._led_by(at, word, floor)
            if word in SPAN_WORDS:
                span = self.told(at, word, floor) or self.article_span(at, word, floor)
                if span is not None or word not in ("year", "second"):
                    return span
            found = dates.point(self.dates, text, at, word)
        if (
            found is None
            and not word
            and text[at] in "12"
            and text[at + 1 : at + 4].isdigit()
            and self._may_be_year(at)
        ):
            found = year_at(self.dates, text, at) or self.year_before(at)
        if found is not None:
            return self.date_mention(found, floor)
        counted = self.plain(at, alone) if self.dates.is_english else None
        return counted or self._number(at, word, alone)

    def _led_by(self, at: int, word: str, floor: int) -> Mention | None:
        """What the word at a place is only with the words beside it: "a few days", "between now and May", "to date"."""
        if word in VAGUE:
            return self.vague_span(at, word, floor)
        return self.now_until(at, floor) if word == "now" else self.until_now(at)

    def _may_be_year(self, at: int) -> bool:
        """Whether what stands around four digits lets them be a year."""
        if self.text[at + 4 : at + 5] in ("s", "'", "’"):
            return True
        if self.text[max(0, at - 2) : at] in _COMPARED or _BEFORE_HYPHEN.search(
            self.text, max(0, at - 8), at
        ):
            return True
        end = at + (7 if self.text[at + 4 : at + 5] == "/" else 4)
        return not labels.is_label(self.text, at, end) and not (at and self.text[at - 1] in "$€£,.:")

    def _is_named(self, at: int) -> bool:
        """Whether the character before a digit makes a name or a mark of it."""
        before = self.text[at - 1]
        return before in _NAMING or (before.isalpha() and not self._is_money_prefix(at))

    def _is_money_prefix(self, at: int) -> bool:
        before = self.text[max(0, at - 3) : at]
        return before in CODES or before in _GLUED or before[-2:] in _GLUED

    def _ratio(self, at: int) -> Mention | None:
        """As in "one in five people"."""
        text = self.text
        found = ratio_at(self.amounts, text, at) if self.language.code == "en" else None
        if found is None:
            return None
        return Mention(
            kind=FactKind.FIGURE, span=Span(at, found.end), rule="figure.ratio", value=found.value,
            subject=subject(self.language, text, found.end), qualifier=self.amounts.qualifier_before(text, at),
        )  # fmt: skip

    def _weekdays_away(self, number: Number) -> Mention | None:
        """As in "two Mondays ago", "three Fridays from now"."""
        text, end = self.text, number.end
        away = _WEEKDAYS_AWAY.match(text, end) if text[end + 1 : end + 2] in _WEEKDAY_STARTS else None
        if away is None or not isinstance(number.value, int):
            return None
        weekday, is_past = self.language.weekdays[away[1].lower()], away[2].lower() == "ago"
        sign, turn = ("-", -1) if is_past else ("+", 1)
        return Mention(
            kind=FactKind.DATE, span=Span(number.start, away.end()), rule="date.weekday",
            relative=f"weekday {turn} {weekday} {sign}{number.value - 1}W",
        )  # fmt: skip

    def _number(  # noqa: PLR0912 - one kind of number after another
        self, at: int, word: str, alone: re.Match[str] | None
    ) -> Mention | None:
        text = self.text
        rules = self.amounts
        if word and word not in rules.numbers.starts:
            return self._half(at, word)
        ratio = self._ratio(at)
        if ratio is not None:
            return ratio
        if word:
            number = self._number_in_words(at, word)
            if number is None:
                return self._half(at, word)
        else:
            number = self.alone(at, alone) or self._number_in_digits(at)
            if number is None:
                return None
            if (
                number.start > 3
                and text[number.end : number.end + 1] == ","
                and self.language.code
                and amounts.is_apposed_age(text, number)
            ):
                return Mention(
                    kind=FactKind.AGE, span=Span(number.start, number.end), rule="age.apposed", value=number.value, unit="year"
                )  # fmt: skip
        away = self._weekdays_away(number)
        if away is not None:
            return away
        part = _OF_A_SPAN.match(text, number.end) if word and 0 < number.value < 1 else None
        if part is not None and self.language.code == "en":
            length = amounts.duration(None, number.value, self.language.spans[part[1]])
            return self.ago(
                amounts.Amount(FactKind.DURATION, part.end(), length, None, "duration.part", number.start)
            )
        amount = rules.amount(text, number)
        if amount is None:
            return None
        if not word and (
            (
                amount.kind is FactKind.FIGURE
                and (labels.is_label(text, at, amount.end) or _LONG_FRACTION.match(text, at))
            )
            or (amount.kind is FactKind.MEASURE and at > 1 and text[at - 1] == "-" and text[at - 2].isalpha())
        ):
            return None
        if (
            word
            and amount.kind is FactKind.FIGURE
            and text[amount.end : amount.end + 1] == "-"
            and not isinstance(amount.value, str)
            and text[amount.end + 1 : amount.end + 2].isalpha()
        ):
            return None
        if amount.kind is FactKind.DURATION:
            return self.ago(amount)
        return amounts.mention(rules, text, amount, is_vague=number.is_vague)

    def _number_in_digits(self, at: int) -> Number | None:
        """The number that begins with the digit at a place, the decimal mark before it included."""
        text = self.text
        if at > 1 and text[at - 1] == "/" and text[at - 2].isdigit():
            # The second half of what was not read as a fraction or a date.
            return None
        number = self.amounts.numbers.at_digit(text, at)
        if (
            number is not None
            and at
            and text[at - 1] == "."
            and self.language.decimal == "."
            and _POINT_BEFORE.search(text, max(0, at - 2), at)
        ):
            # ".5": the figure begins with its decimal mark.
            digits = text[at : number.bare_end]
            if digits.isdecimal() and number.end == number.bare_end:
                return Number(at - 1, number.end, float(f"0.{digits}"), bare_end=number.end)
        if number is None or (text[at] == "0" and text[at + 1 : at + 2].isdigit()):
            return None
        return number

    def _number_in_words(self, at: int, word: str) -> Number | None:
        """The number that begins with the word at a place, the article before it included."""
        text, numbers = self.text, self.amounts.numbers
        if word not in numbers.starts:
            return None
        begin = at
        if word in self.language.minus and self.no_minus.search(text, max(0, at - 6), at):
            return None
        if (
            word in self.language.scales
            or word in self.language.fractions
            or (word in self.language.halves and self.language.code != "en")
        ):
            article = self.article.search(text, max(0, at - 7), at)
            begin = article.start() if article is not None else at
        is_fraction = word in self.language.fractions and word not in (
            *self.language.scales,
            *self.language.halves,
        )
        if is_fraction and (begin == at or not self.of_whole.match(text, at + len(word))):
            return None
        number = numbers.at_word(text, begin) or (numbers.at_word(text, at) if begin != at else None)
        if number is None or number.value != 1 or text[number.start : number.end].lower() != "one":
            return number
        is_all = number.start == 0 and number.end == len(text)
        if (
            is_all
            or _OR_TWO.match(text, number.end)
            or labels.is_counting_one(text, number.start, number.end)
            or self.amounts.unit_after(text, number.end)
        ):
            return number
        return None

    def _half(self, at: int, word: str) -> Mention | None:
        """As in "half of the seats", "half a percent"; "half an hour" is a duration."""
        text = self.text
        if word not in self.language.halves or self.language.code != "en":
            return None
        share = _HALF_PERCENT.match(text, at)
        if share is not None:
            return Mention(
                kind=FactKind.PERCENTAGE, span=Span(at, share.end()), rule="percentage.half", value=0.5,
                subject=subject(self.language, text, share.end()), qualifier=self.amounts.qualifier_before(text, at),
            )  # fmt: skip
        span = ARTICLE_SPAN.match(text, at)
        if span is not None:
            unit = self.language.spans[span[2].lower()]
            return Mention(
                kind=FactKind.DURATION,
                span=Span(at, span.end()),
                rule="duration.half",
                value=amounts.duration(None, 0.5, unit),
            )
        match = _HALF_OF.match(text, at + len(word))
        qualifier = self.amounts.qualifier_before(text, at)
        if (
            match is None
            and (qualifier in _OF_HALVES or _BY_HALF.search(text, max(0, at - 4), at))
            and _CLAUSE_END.match(text, at + len(word))
        ):
            return Mention(
                kind=FactKind.FIGURE,
                span=Span(at, at + len(word)),
                rule="figure.half",
                value=0.5,
                qualifier=qualifier,
            )
        if match is None or (at and text[at - 1] == "-"):
            return None
        return Mention(
            kind=FactKind.FIGURE, span=Span(at, at + len(word)), rule="figure.half", value=0.5,
            subject=subject(self.language, text, match.end() - 1), qualifier=self.amounts.qualifier_before(text, at),
        )  # fmt: skip


def find(text: str, language: Language) -> list[Mention]:
    """The figures, amounts, dates, times, durations and ages of a passage."""
    if not text.isascii() and ("٫" in text or "٬" in text or "٪" in text or "％" in text):
        # The signs that go with Arabic-Indic digits say which is the decimal mark: read them as ours.
        text = text.translate(_ARABIC_MARKS)
    words, has_digits = present(text, language)
    if not words and not has_digits:
        return []
    found = list(_Reader(text, language, has_digits=has_digits).mentions(words))
    if (
        len(found) >= _ROW
        and not words
        and len({mention.value for mention in found}) == 1
        and WORDS.search(text) is None
    ):
        # A row of one bare number again and again counts nothing.
        return [mention for mention in found if mention.kind is not FactKind.FIGURE]
    return found
