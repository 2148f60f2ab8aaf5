"""The day, or the days, that a length of time tells: "two weeks ago", "three days after Easter", "the year to March"."""

# ruff: noqa: E501 - patterns

from __future__ import annotations

import re
from functools import cache

from archive.facts import amounts, dates
from archive.facts.date_patterns import date_patterns
from archive.facts.date_tenses import lies_ahead, turned
from archive.facts.date_words import WORD, Found
from archive.facts.date_years import year_at
from archive.facts.language import Language
from archive.facts.numbers import tidy
from archive.facts.relative import resolved
from archive.model import FactKind, Mention, Span

AGO = re.compile(
    r"(?i) (?:(?P<ago>ago|earlier|in the past(?! \w+ \w*(?:hour|day|week|month|year|decade)))\b(?! than)|(?P<later>later|from now|hence|in the future)|(?P<side>before|after"
    r"|from) (?P<day>yesterday|today|tomorrow|now))\b"
)
_THE = re.compile(r"(?i)\bthe $")
_WITHIN = re.compile(r"(?i)\bwithin $")
_FOR = re.compile(r"(?i)\b(?:within|for) $")
_ON_WEEKDAY = re.compile(r",? on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_STARTING = re.compile(r"(?i),? (starting|beginning|commencing|from)(?: on| from)? (?:the )?(?=\w)")
_FOR_ONLY = re.compile(r"(?i)\bfor $")
_MONTHS = {"M": 1, "3M": 3, "Y": 12}
_UP_TO = re.compile(r"(?i) (?:to|ending|ended|through)(?: on| in)? (?:the end of )?(?=\w)")
_SIDE_OF_DATE = re.compile(r"(?i) (before|after|from) (?:the )?(?=\w)")
DAYS_ONLY = frozenset(
    f"date.{rule}" for rule in ("day", "weekday", "day_month", "numeric", "iso", "holiday", "monthday")
)
_TIME_TAIL = re.compile(r"['’]s? time\b")
_IN = re.compile(
    r"(?i)\b(in|within|in the next|for the next)(?: (?:about|around|roughly|just|nearly|less than"
    r"|under|at least|more than|over|up to|no more than))? $"
)
_IN_ENDS = frozenset(("in ", "xt ", "ut ", "nd ", "ly ", "st ", "an ", "er ", "to "))
BOUND = re.compile(
    r"(?i)\b(?:within(?: about| less than)?|(?:more|less|longer|shorter|fewer|no more|no less) than) $"
)


@cache
def _ago_lead(language: Language) -> re.Pattern[str]:
    """The words of a language before a span of time that make it the day so long ago."""
    return re.compile(rf"(?i)\b(?:{language.ago}) $")


class CountedReader:
    """A passage, and what reads the days that are counted from others in it."""

    def __init__(self, text: str, language: Language) -> None:
        """Take the rules of the language."""
        self.text = text
        self.language = language
        self.dates = date_patterns(language)
        self.amounts = amounts.amount_rules(language)

    def point_at(self, at: int) -> Found | None:
        """The date at a place that is no anchor yet."""
        text = self.text
        if at >= len(text):
            return None
        if text[at].isdigit():
            return dates.point(self.dates, text, at, "") or year_at(self.dates, text, at)
        word = WORD.match(text, at)
        return dates.point(self.dates, text, at, word[0].lower()) if word is not None else None

    def _beside_date(self, end: int) -> tuple[Found, str] | None:
        """The day that a length of time is counted from, as in "two days after Christmas", and the side."""
        side = _SIDE_OF_DATE.match(self.text, end)
        if side is None:
            return None
        found = self.point_at(side.end())
        if found is None or found.rule not in DAYS_ONLY or " / " in found.expression:
            return None
        return found, side[1].lower()

    def _starting(self, amount: amounts.Amount, count: int, unit: str) -> Mention | None:
        """As in "two weeks starting on Monday", "for three days from 5 May": the days themselves."""
        text = self.text
        link = _STARTING.match(text, amount.end)
        size = {"D": count, "W": 7 * count}.get(unit, 0)
        if link is None or not size:
            return None
        lead = _FOR_ONLY.search(text, max(0, amount.start - 4), amount.start)
        if link[1].lower() == "from" and lead is None:
            # "three days from Monday" is one day.
            return None
        found = self.point_at(link.end())
        if found is None or found.rule not in DAYS_ONLY or " / " in found.expression:
            return None
        relative = f"{found.expression} / {found.expression} +{size - 1}D"
        fixed = resolved(relative, None)
        return Mention(
            kind=FactKind.DATE,
            span=Span(lead.start() if lead and link[1].lower() == "from" else amount.start, found.end),
            rule="date.range",
            value=fixed,
            relative=None if fixed is not None else turned(relative, text, amount.start, found.end),
        )

    def period(self, start: int, end: int, count: float, unit: str) -> Mention | None:
        """As in "the three months to June", "the year ended 31 March": so long, up to that month or day."""
        text = self.text
        link = _UP_TO.match(text, end)
        the = _THE.search(text, max(0, start - 4), start)
        found = self.point_at(link.end()) if link is not None and the is not None else None
        if found is None or the is None or " / " in found.expression:
            return None
        if found.rule == "date.month" and unit in _MONTHS:
            back = f"-{round(count * _MONTHS[unit]) - 1}M"
        elif found.rule in DAYS_ONLY and unit in ("D", "W", "M", "3M", "Y"):
            count, unit = (3 * count, "M") if unit == "3M" else (count, unit)
            back = f"-{tidy(count)}{unit} +1D"
        else:
            return None
        relative = f"{found.expression} {back} / {found.expression}"
        fixed = resolved(relative, None)
        return Mention(
            kind=FactKind.DATE,
            span=Span(the.start(), found.end),
            rule="date.period",
            value=fixed,
            relative=None if fixed is not None else turned(relative, text, start, found.end),
        )

    def _led_ago(self, amount: amounts.Amount, parts: re.Match[str]) -> Mention | None:
        """As in "vor drei Jahren", "il y a trois ans": what makes it the day so long ago stands before it."""
        lead = _ago_lead(self.language).search(self.text, max(0, amount.start - 18), amount.start)
        if lead is None or parts[1]:
            return None
        return Mention(
            kind=FactKind.DATE, span=Span(lead.start(), amount.end), rule="date.ago", relative=f"ago {parts[2]} {parts[3]}"
        )  # fmt: skip

    def counted(self, amount: amounts.Amount, number: str, unit: str) -> Mention | None:
        """The day or days that a length of time in English tells with the words around it."""
        text = self.text
        match = AGO.match(text, amount.end)
        if match is not None:
            return self._ago_or_later(amount, match, float(number), unit)
        starting = self._starting(amount, int(number) if number.isdigit() else 0, unit)
        if starting is not None:
            return starting
        period = self.period(amount.start, amount.end, float(number), unit)
        if period is not None:
            return period
        beside = self._beside_date(amount.end)
        if beside is not None and unit in ("D", "W", "M", "Y"):
            inner, side = beside
            relative = f"{inner.expression} {'-' if side == 'before' else '+'}{number}{unit}"
            fixed = resolved(relative, None)
            return Mention(
                kind=FactKind.DATE,
                span=Span(amount.start, inner.end),
                rule="date.beside",
                value=fixed,
                relative=None if fixed is not None else turned(relative, text, amount.start, inner.end),
                qualifier=self.amounts.qualifier_before(text, amount.start),
            )
        last = text[max(0, amount.start - 3) : amount.start].lower()
        ahead = _IN.search(text, max(0, amount.start - 26), amount.start) if last in _IN_ENDS else None
        if ahead is not None and lies_ahead(text, amount.start):
            day, time = _ON_WEEKDAY.match(text, amount.end), _TIME_TAIL.match(text, amount.end)
            return Mention(
                kind=FactKind.DATE,
                span=Span(ahead.start(), day.end() if day else time.end() if time else amount.end),
                rule="date.ahead",
                relative=f"ago -{number} {unit}",
            )
        return None

    def _ago_or_later(self, amount: amounts.Amount, match: re.Match[str], count: float, unit: str) -> Mention:
        """As in "two weeks ago", "three days from now", "for three days from today"."""
        text = self.text
        if match["later"] or (match["side"] and match["side"].lower() != "before"):
            count = -count
        size = {"D": 1, "W": 7}.get(unit)
        relative, base = f"ago {tidy(count)} {unit}", 0
        if match["day"] and size is not None:
            base = {"yesterday": -1, "tomorrow": 1}.get(match["day"].lower(), 0)
            relative = f"day {tidy(base - count * size)}"
        lead = (_FOR if match["day"] else _WITHIN).search(
            text, max(0, amount.start - 8), amount.start
        ) or BOUND.search(text, max(0, amount.start - 14), amount.start)
        if match["day"] and size is not None and lead is not None and lead[0].lower() == "for " and count < 0:
            # "for three days from today": those days.
            relative = f"day {base} / day {tidy(base - count * size - 1)}"
        return Mention(
            kind=FactKind.DATE,
            span=Span(lead.start() if lead else amount.start, match.end()),
            rule="date.ago",
            relative=relative,
            qualifier=self.amounts.qualifier_before(text, amount.start),
        )
