"""Figures and dates of a passage: every digit and number word is looked at once, from left to right."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from archive.facts import amounts, dates, labels
from archive.facts.clocks import Clock, clock_at
from archive.facts.date_digits import year_at
from archive.facts.date_phrases import told_at
from archive.facts.date_stretches import numbered_week
from archive.facts.date_words import ANCHORS, Found
from archive.facts.language import Language
from archive.facts.numbers import VULGAR, Number
from archive.facts.ratios import ratio_at
from archive.facts.spans import ARTICLE_SPAN, DAYS_ONLY, EVERY, VAGUE, SpanReader
from archive.facts.subjects import subject
from archive.model import FactKind, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = re.compile(rf"\d[\d,.]*|[{VULGAR}]")
_ASCII_DIGITS = re.compile("[0-9][0-9,.]*")
WORDS = re.compile(r"[^\W\d_]+")
_ADDRESSES = (
    ("//", r"\(?\bhttps?://\S+"),
    ("www.", r"\(?\bwww\.\S+"),
    ("@", r"\S+@\S+\.\w+"),
    ("](", r"\]\([^)\s]*\)"),
    (".", r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|io|uk|ai)\b(?:/\S*)?"),
    ("<", r"<[^<>]*>"),
)
"""The forms of addresses, the one that counts first, and what each is not without."""
# Every byte that is no ASCII letter as a space, a digit as a tab: to look at a passage's words and for digits at once.
_LETTERS = bytes(
    byte if chr(byte).isalpha() and byte < 128 else 9 if 48 <= byte <= 57 else 32 for byte in range(256)
)
_ROW = 3
_ARABIC_MARKS = str.maketrans({"٫": ".", "٬": ",", "٪": "%"})
_DOTTED_LENGTH = 4
_DOTTED = re.compile(r"(?<!\d)\d+(?:\.\d+){2,}")
_LEAD = re.compile(r"(?i)\b(from|between)(?: the(?: year)?| year)? $")
_POINT_BEFORE = re.compile(r"(?:^|[ (])\.$")
_LONG_FRACTION = re.compile(r"\d+\.\d{7,}")
_OF_WHOLE = re.compile(r"(?i) (?:of|(?:hundred|thousand|million|billion|trillion|dozen)\b)|[.,;]?$")
_NOW = re.compile(r"(?i)(?:now|today|date|present|the present(?: day)?)\b")
_DAY_SIDE = re.compile(r"(?i)(?:the )?day (before|after) (yesterday|today|tomorrow)\b")
_AT = re.compile(r"(?i)(?:,|\.)?(?: ?-)? ?(?:(?:at|from|for|around|by|before|after) )?(?=\d)")
_ON = re.compile(
    r"(?i)(?: (?:GMT|UTC|BST|CET|EST|EDT|ET|PST|PDT|PT|CST|CDT|CT|local time"
    r"|Eastern(?: Time)?))?,?(?: on| of)?(?: the)? "
)
# The characters that such a word ends or begins with: to know sooner that there is none.
_EVERY_ENDS = frozenset(("y ", "h ", "l ", "r ", "Y ", "H ", "L ", "R "))
_LEAD_ENDS = frozenset(("m ", "n ", "e ", "r ", "M ", "N ", "E ", "R "))
_LEAD_LETTERS = frozenset("oehaOEHA")
_RANGE_STARTS = frozenset(" -–—")
_PLAIN_END = frozenset((".", "", *tuple(f" {letter}" for letter in "cdeghijklmnopqrstuvwxyz")))
_TOLD_ENDS = frozenset(("t ", "e "))
# Digits after which neither a time of day nor a date goes on; a word after them has to be looked at.
_NUMBER_ALONE = re.compile(r"\d{1,4}(?!\d)(?:[,;)%”’?!\]\"]| ([A-Za-z]+))")
# Words that link a number to another one.
_NOT_COUNTED = frozenset(("to", "or", "and", "in", "out"))
_LONGEST_MINUS = 10
_CLOCK_LINK = re.compile(r"(?i)(?: ?[-–] ?| (?:to|until|till|and|through) )(?=\d)")
_HALF_PERCENT = re.compile(r"half an? (?:per ?cent(?:age point)?|pct)\b")
_OF_HALVES = frozenset(("more than", "less than", "nearly", "about", "at least", "just over"))
_CLAUSE_END = re.compile(r"[.,;:)]|$| (?:by|in|at|to|from|since|that|were|was|are|is|have|had|said|say)\b")
_HALF_OF = re.compile(r" (?:of )?(?:the|its|their|his|her|all|of) ")
_YEAR_AFTER = re.compile(r"(?i),? (?:of )?(this|next|last) year\b(?!['’])")
_WEEK_AFTER = re.compile(r"(?i),? (?:of )?(this|next|last) week\b(?!['’])")
_WEEKDAY_AFTER = re.compile(
    r"(?i)(?:, | \((?=[a-z]+\)))(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!['’])\)?(?= |[.,;)]|$)(?! \d)"
)
_WEEKDAYS_AWAY = re.compile(
    r"(?i) (monday|tuesday|wednesday|thursday|friday|saturday|sunday)s (ago|from now|from today|later)\b"
)
_WEEKDAY_STARTS = frozenset("mtwfsMTWFS")
_SPAN_WORDS = frozenset(
    ["fortnight", "second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]
)


@cache
def _triggers(language: Language) -> frozenset[str]:
    """Words that may begin a figure or date, in the cases they are written in."""
    plain = {
        *language.small, *language.scales, *language.plural_scales, *language.halves, *language.minus,
        *language.months, *language.weekdays, *language.days,
    }  # fmt: skip
    if language.code == "en":
        plain |= ANCHORS | {"quarter", "noon", "midnight"} | _SPAN_WORDS
        plain |= VAGUE.keys()
    plain = {word for word in plain if word.isalpha()}
    return frozenset(
        plain | {word.capitalize() for word in plain} | {word.upper() for word in plain if len(word) > 1}
    )


@cache
def _anchor_words(language: Language) -> dict[bytes, tuple[str, str]] | None:
    """The triggers by their bytes: as written and in lower case; None where some are not ASCII."""
    triggers = _triggers(language)
    if not all(word.isascii() for word in triggers):
        return None
    return {word.encode(): (word, word.lower()) for word in triggers}


def _present(text: str, language: Language) -> tuple[list[tuple[str, str]], bool]:
    """The triggers that are words of a text, as written and in lower case, and whether it has digits."""
    known = _anchor_words(language)
    flat = text.encode("ascii", "replace").translate(_LETTERS)
    has_digits = b"\t" in flat or (not text.isascii() and _DIGITS.search(text) is not None)
    if known is None:
        found = _triggers(language).intersection(WORDS.findall(text))
        return [(word, word.lower()) for word in found], has_digits
    return [known[word] for word in known.keys() & flat.split()], has_digits


@cache
def _article(language: Language) -> re.Pattern[str]:
    """An article right before a place."""
    return re.compile(rf"(?i)\b(?:{'|'.join(language.articles) or '(?!)'})[ -]$")


def _may_have_address(text: str) -> bool:
    # Spelt out: sooner than a pattern or a loop.
    return (
        "://" in text or "@" in text or "](" in text or "<" in text
        or (
            # A full stop that no space follows.
            text.count(".") > text.count(". ") + (text[-1] == ".")
            and (
                "www." in text or ".com" in text or ".org" in text or ".net" in text or ".gov" in text
                or ".edu" in text or ".io" in text or ".uk" in text or ".ai" in text
            )
        )
    )  # fmt: skip


@cache
def _address_forms(are_possible: tuple[bool, ...]) -> re.Pattern[str]:
    """The forms of addresses that a text may have, as one pattern: the fewer, the sooner."""
    chosen = zip(_ADDRESSES, are_possible, strict=True)
    return re.compile("|".join(form for (_, form), is_possible in chosen if is_possible))


def _blocked(text: str, digits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches whose words and digits state nothing: addresses, phone numbers, versions."""
    found: list[tuple[int, int]] = []
    if _may_have_address(text):
        forms = _address_forms(tuple([mark in text for mark, _ in _ADDRESSES]))
        found += [match.span() for match in forms.finditer(text)]
    if not digits:
        return found
    if labels.may_have_phone(digits):
        found += labels.phones(text)
    if not [low for low, high in digits if high - low > _DOTTED_LENGTH and text.count(".", low, high) > 1]:
        return found
    for match in _DOTTED.finditer(text):
        parts = match[0].split(".")
        if not (len(parts) == 3 and 4 in (len(parts[0]), len(parts[2]))) and not all(
            len(part) == 3 for part in parts[1:]
        ):
            found.append(match.span())
    return found


class _Reader(SpanReader):
    """One passage being read from left to right."""

    def __init__(self, text: str, language: Language, *, has_digits: bool) -> None:
        super().__init__(text, language)
        digits = _ASCII_DIGITS if text.isascii() else _DIGITS
        self.digits = [match.span() for match in digits.finditer(text)] if has_digits else []
        self.blocked = _blocked(text, self.digits)
        self.article = _article(language)
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
                end = max(end, _DIGITS.match(self.text, at).end())  # type: ignore[union-attr]

    def _read(self, at: int, word: str, floor: int) -> Mention | None:
        text = self.text
        if not word and at and (text[at - 1].isalpha() and not self._is_money_prefix(at)):
            return None
        alone = _NUMBER_ALONE.match(text, at) if not word and self.dates.is_english else None
        if alone is not None and (alone[1] is None or alone[1].lower() not in self.dates.after_digits):
            found = None
        elif not word:
            clock = clock_at(text, at, self.language)
            if clock is not None and not (at and text[at - 1] in ":.,$/"):
                return self._clock(clock)
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
            if word in VAGUE:
                return self.vague_span(at, word, floor)
            if word in _SPAN_WORDS:
                span = self._told(at, word, floor) or self.article_span(at, word, floor)
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
            found = year_at(self.dates, text, at)
        if found is not None:
            return self._date(found, floor)
        counted = self._plain_count(at, alone) if alone is not None and alone[1] is not None else None
        return counted or self._number(at, word)

    def _plain_count(self, at: int, alone: re.Match[str]) -> Mention | None:
        """A few digits between two words that make nothing else of them, as most are; None where `_number` has to look."""
        text, rules, word = self.text, self.amounts, alone[1]
        lower = word.lower()
        end = alone.start(1) - 1
        if (
            lower in _NOT_COUNTED
            or lower in rules.unit_starts
            or word in rules.unit_starts
            or lower in rules.numbers.scale_words
            or word in rules.numbers.scale_words
            or lower.endswith("days")
            or text[at] == "0"
            or at < _LONGEST_MINUS
            or text[at - 1] != " "
            or not text[at - 2].isalpha()
            or text[at - 3 : at - 1] in amounts.CODE_ENDS
            or text[alone.end() : alone.end() + 1].isalpha()
            or (text[at - 2] in rules.minus_ends and rules.minus.search(text, at - _LONGEST_MINUS, at))
            or labels.is_label(text, at, end)
        ):
            return None
        counted = subject(self.language, text, end)
        qualifier = rules.qualifier_before(text, at)
        value = int(text[at:end])
        return Mention(FactKind.FIGURE, Span(at, end), "figure.digits", value, None, None, counted, qualifier)

    def _told(self, at: int, word: str, floor: int) -> Mention | None:
        """As in "that month", "the same day", "week 12"."""
        text = self.text
        found = None
        if text[max(0, at - 2) : at] in _TOLD_ENDS:
            found = told_at(text, at, word)
        if found is None and word == "week" and text[at + 5 : at + 6].isdigit():
            found = numbered_week(text, at)
        return self._date(found, floor) if found is not None and found.start >= floor else None

    def _may_be_year(self, at: int) -> bool:
        """Whether what stands around four digits lets them be a year."""
        if self.text[at + 4 : at + 5] == "s":
            return True
        return not labels.is_label(self.text, at, at + 4) and not (at and self.text[at - 1] in "$€£,.:")

    def _is_money_prefix(self, at: int) -> bool:
        return self.text[max(0, at - 3) : at] in amounts.CODES or self.text[max(0, at - 2) : at] in (
            "Rs",
            "Rp",
            "kr",
        )

    def _clock(self, clock: Clock) -> Mention:
        text = self.text
        end = clock.end
        value = clock.value
        link = _CLOCK_LINK.match(text, end)
        if link is not None:
            other = clock_at(text, link.end(), self.language)
            if other is not None and (
                "and" not in link[0]
                or re.search(r"(?i)between $", text[max(0, clock.start - 8) : clock.start])
            ):
                end, value = other.end, f"{clock.value}/{other.value}"
        joined = _ON.match(text, end)
        if joined is not None and "/" not in value and joined.end() < len(text):
            found = self.point_at(joined.end())
            if (
                found is not None
                and found.rule in ("date.day", "date.weekday", "date.day_month", "date.numeric", "date.iso")
                and " / " not in found.expression
            ):
                found = found._replace(start=clock.start, expression=f"{found.expression} T{value}")
                merged = dates.mention(text, found)
                if merged is not None:
                    return merged
        return Mention(kind=FactKind.TIME, span=Span(clock.start, end), rule="time.clock", value=value)

    def _date(self, found: Found, floor: int) -> Mention | None:
        text = self.text
        start = found.start
        before = text[max(0, start - 2) : start]
        if before in _EVERY_ENDS and EVERY.search(text, max(0, start - 14), start):
            return None
        may_lead = before in _LEAD_ENDS and text[start - 3 : start - 2] in _LEAD_LETTERS
        lead = _LEAD.search(text, max(floor, start - 18), start) if may_lead else None
        link = None
        if lead is not None and lead[1].lower() == "between":
            link = self.dates.and_.match(text, found.end)
        if link is None and text[found.end : found.end + 1] in _RANGE_STARTS:
            link = self.dates.range.match(text, found.end)
        if link is not None and found.rule == "date.quarter":
            second = self._end_at(link.end())
            if second is not None and second.rule == "date.quarter":
                ends = found.expression.split(" / ")[0], second.expression.split(" / ")[-1]
                found = Found(found.start, second.end, " / ".join(ends), "date.range", found.has_year)
        elif link is not None and " / " not in found.expression:
            second = self._end_at(link.end())
            if second is not None and " / " not in second.expression:
                found = self._joined(found, second)
        found = self._tailed(found)
        if (
            " / " in found.expression
            and lead is not None
            and found.rule
            not in ("date.part", "date.decade", "date.quarter", "date.half", "date.season", "date.century")
        ):
            start = lead.start()
            found = found._replace(rule="date.range")
        if start != found.start:
            found = found._replace(start=start)
        if (
            " / " not in found.expression
            and found.rule
            in ("date.day", "date.weekday", "date.day_month", "date.numeric", "date.iso", "date.monthday")
            and " T" not in found.expression
        ):
            clock_link = (
                _AT.match(text, found.end) if text[found.end : found.end + 2] not in _PLAIN_END else None
            )
            if clock_link is not None:
                clock = clock_at(text, clock_link.end(), self.language)
                if clock is not None:
                    found = found._replace(end=clock.end, expression=f"{found.expression} T{clock.value}")
        return dates.mention(text, found, floor)

    def _tailed(self, found: Found) -> Found:
        """A date with what may stand after it: its year ("of last year"), its weekday, how long it goes on."""
        text, end = self.text, found.end
        if self.language.code != "en" or text[end : end + 1] not in (" ", ","):
            return found
        expression = found.expression
        if found.rule == "date.day_month" and expression.startswith("yearday 0 ") and " / " not in expression:
            year = _YEAR_AFTER.match(text, end)
            if year is not None:
                shift = {"last": -1, "next": 1}.get(year[1].lower(), 0)
                return found._replace(end=year.end(), expression=f"dayof {shift} {expression[10:]}")
        if found.rule == "date.range":
            points = expression.split(" / ")
            week = _WEEK_AFTER.match(text, end)
            if week is not None and all(point.startswith("weekday ") for point in points):
                shift = {"last": -1, "next": 1}.get(week[1].lower(), 0)
                days = " / ".join(f"weekin {shift} {point.split(' ')[2]}" for point in points)
                return found._replace(end=week.end(), expression=days)
            return found
        if found.rule not in DAYS_ONLY or " / " in expression or " T" in expression:
            return found
        weekday = _WEEKDAY_AFTER.match(text, end) if found.rule == "date.day_month" else None
        if weekday is not None:
            return found._replace(end=weekday.end())
        return found

    def _end_at(self, at: int) -> Found | None:
        """The date a range ends with: one of its own, or "now"."""
        found = self.point_at(at)
        if found is not None:
            day = _DAY_SIDE.match(self.text, at)
            return None if day else found
        match = _NOW.match(self.text, at)
        if match is not None:
            return Found(at, match.end(), "day 0", "date.day")
        side = _DAY_SIDE.match(self.text, at)
        if side is not None:
            base = {"yesterday": -1, "today": 0, "tomorrow": 1}[side[2].lower()]
            return Found(
                at, side.end(), f"day {base + (-1 if side[1].lower() == 'before' else 1)}", "date.day"
            )
        return None

    def _joined(self, first: Found, second: Found) -> Found:
        low, high = first.expression, second.expression
        if (
            second.has_year
            and not first.has_year
            and low.startswith(("yearday", "inyear"))
            and high[:4].isdigit()
        ):
            part = low.split(" ")[2]
            year = int(high[:4])
            if len(high) > 4 and part[:2] > high[5:7]:
                year -= 1
            low = f"{year:04d}-{part}"
        elif not second.has_year and first.has_year and high.startswith(("yearday", "inyear")):
            part = high.split(" ")[2]
            year = int(low[:4]) + (1 if len(low) > 4 and part[:2] < low[5:7] else 0)
            high = f"{year:04d}-{part}"
        return Found(
            first.start, second.end, f"{low} / {high}", "date.range", first.has_year and second.has_year
        )

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

    def _number(self, at: int, word: str) -> Mention | None:  # noqa: PLR0912 - one kind of number after another
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
            number = rules.numbers.at_digit(text, at)
            if (
                number is not None
                and at
                and text[at - 1] == "."
                and _POINT_BEFORE.search(text, max(0, at - 2), at)
                and self.language.decimal == "."
            ):
                # ".5": the figure begins with its decimal mark.
                digits = text[at : number.bare_end]
                if digits.isdecimal() and number.end == number.bare_end:
                    number = Number(at - 1, number.end, float(f"0.{digits}"), bare_end=number.end)
            if number is None or (len(text) > at + 1 and text[at] == "0" and text[at + 1].isdigit()):
                return None
            if number.start > 3 and self.language.code and amounts.is_apposed_age(text, number):
                return Mention(
                    kind=FactKind.AGE, span=Span(number.start, number.end), rule="age.apposed", value=number.value, unit="year"
                )  # fmt: skip
        away = (
            _WEEKDAYS_AWAY.match(text, number.end)
            if text[number.end + 1 : number.end + 2] in _WEEKDAY_STARTS
            else None
        )
        if away is not None and isinstance(number.value, int):
            weekday, is_past = self.language.weekdays[away[1].lower()], away[2].lower() == "ago"
            sign, turn = ("-", -1) if is_past else ("+", 1)
            return Mention(
                kind=FactKind.DATE, span=Span(number.start, away.end()), rule="date.weekday",
                relative=f"weekday {turn} {weekday} {sign}{number.value - 1}W",
            )  # fmt: skip
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

    def _number_in_words(self, at: int, word: str) -> Number | None:
        """The number that begins with the word at a place, the article before it included."""
        text, numbers = self.text, self.amounts.numbers
        if word not in numbers.starts:
            return None
        begin = at
        if word in self.language.scales or word in self.language.fractions:
            article = self.article.search(text, max(0, at - 3), at)
            begin = article.start() if article is not None else at
        is_fraction = word in self.language.fractions and word not in (
            *self.language.scales,
            *self.language.halves,
        )
        if is_fraction and (begin == at or not _OF_WHOLE.match(text, at + len(word))):
            return None
        number = numbers.at_word(text, begin) or (numbers.at_word(text, at) if begin != at else None)
        if number is None or number.value != 1 or text[number.start : number.end].lower() != "one":
            return number
        is_all = number.start == 0 and number.end == len(text)
        if (
            is_all
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
        if match is None and qualifier in _OF_HALVES and _CLAUSE_END.match(text, at + len(word)):
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
    if not text.isascii() and ("٫" in text or "٬" in text or "٪" in text):
        # The signs that go with Arabic-Indic digits say which is the decimal mark: read them as ours.
        text = text.translate(_ARABIC_MARKS)
    words, has_digits = _present(text, language)
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
