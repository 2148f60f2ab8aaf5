"""Lengths of time in a passage, and the days they are counted from: "two weeks ago", "a year and a half"."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re

from archive.facts import amounts, dates
from archive.facts.date_patterns import date_patterns
from archive.facts.date_words import WORD, Found
from archive.facts.date_years import year_at
from archive.facts.language import Language
from archive.facts.numbers import tidy
from archive.facts.relative import resolved
from archive.model import FactKind, Mention, Span

_AGO = re.compile(
    r"(?i) (?:(?P<ago>ago|earlier|in the past(?! \w+ \w*(?:hour|day|week|month|year|decade)))\b(?! than)|(?P<later>later|from now|hence|in the future)|(?P<side>before|after"
    r"|from) (?P<day>yesterday|today|tomorrow|now))\b"
)
_AND_SPAN = re.compile(r"(?i)(?:,? and |, | )(?=\w)")
_AND_A_HALF = re.compile(r"(?i) and a (?:half|quarter)\b(?! (?:hour|million|dozen|of))")
_AND_HALF = re.compile(r"(?i)(?:a )?(half|quarter)\b(?! (?:hour|million|dozen|of))")
_AFTER_NEXT_STARTS = frozenset((" a", " b", " A", " B"))
_BEFORE_SPAN = frozenset(("half", "a", "an", "another", "all", "full", "whole", "business"))
_THE = re.compile(r"(?i)\bthe $")
_WITHIN = re.compile(r"(?i)\bwithin $")
_FOR = re.compile(r"(?i)\b(?:within|for) $")
_BOUND = re.compile(
    r"(?i)\b(?:within(?: about| less than)?|(?:more|less|longer|shorter|fewer|no more|no less) than) $"
)
_ON_WEEKDAY = re.compile(r",? on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_OR_TWO = re.compile(r"(?i) or two\b")
_BEGINNING = re.compile(r" (?:starting|beginning|commencing)\b")
_STARTING = re.compile(r"(?i),? (starting|beginning|commencing|from)(?: on| from)? (?:the )?(?=\w)")
_FOR_ONLY = re.compile(r"(?i)\bfor $")
_MONTHS = {"M": 1, "3M": 3, "Y": 12}
_UP_TO = re.compile(r"(?i) (?:to|ending|ended|through)(?: on| in)? (?:the end of )?(?=\w)")
_THOUGHT = re.compile(
    r" (?:thought|chance|time|round|wave|opinion|look|home|wind|half|place|glance|language|dose|term|job|take|helping)s?\b"
)
_LEADS_ONE = re.compile(
    r"(?i)\b(?:for|in|within|after|of|than|only|just|about|least|most|under|over|nearly|by|took|takes?|lasted|lasts|last"
    r"|next|with|spent|and|or|to|are|is|was|about) $"
)
_ENDS_ONE = re.compile(
    r" (?:ago|later|earlier|before|after|from|each|off|of|per|more|less|and|or|in advance|long|short|away|apart|behind|ahead|only|to|was|is|had)\b"
)
_LENGTH = re.compile(r"P(T?)([\d.]+)([A-Z]+)")
_LENGTHS = re.compile(r"([\d.]+)([YMWD])")
_LENGTH_PARTS = re.compile(r"P(T?)([\d.]+)(\w+)")
_SIZES = ("Y", "M", "W", "D", "E", "tH", "tM", "tS")
_IN = re.compile(
    r"(?i)\b(in|within|in the next|for the next)(?: (?:about|around|roughly|just|nearly|less than"
    r"|under|at least|more than|over|up to|no more than))? $"
)
# The last characters of what those patterns match: to know sooner that they do not.
_EVERY_ENDS = frozenset(("y ", "h ", "l ", "r "))
_IN_ENDS = frozenset(("in ", "xt ", "ut ", "nd ", "ly ", "st ", "an ", "er ", "to "))
_BOUND_ENDS = frozenset(("in ", "ut ", "an "))
_HALVES = frozenset(("half", "quarter"))
VAGUE = {"few": 3, "several": 3, "couple": 2}
_VAGUE_SPAN = re.compile(
    r"(?:few|several|couple(?: of)?)(?: (?:more|short|long|full|business|working))? "
    r"(seconds|minutes|hours|days|weeks|months|years|decades|centuries|nights|weekends)\b"
)
_VAGUE_LEAD = re.compile(r"(?i)\b(?:a|the|another) $")
_SIDE_OF_DATE = re.compile(r"(?i) (before|after|from) (?:the )?(?=\w)")
DAYS_ONLY = frozenset(
    f"date.{rule}" for rule in ("day", "weekday", "day_month", "numeric", "iso", "holiday", "monthday")
)
_TIME_TAIL = re.compile(r"['’]s? time\b")
EVERY = re.compile(r"(?i)\b(?:every|each|all) (?:other )?$")
_AFTER_NEXT = re.compile(r"(?i) (after next|before last)\b")
ARTICLE_SPAN = re.compile(
    r"(?i)(?P<for>\b(?:for|lasted|lasting|took|within|in|over|after|about|than|under|nearly|almost|roughly|just|only|of|lasts?|takes?|spen[dt]|spends|needs?|is|was|wait(?:ed)?) )?\b(?P<n>a half"
    r"|half an?|half|another|an?|all|full|whole)[ -](?:business )?$"
)


def _no_length(text: str, amount: amounts.Amount) -> bool:
    """Whether a length of time is rather an ordinal, some day or a name: "one second thought", "one day he left"."""
    surface = text[amount.start : amount.end].lower()
    if surface == "one second":
        return _THOUGHT.match(text, amount.end) is not None
    if surface in ("one day", "one night"):
        return not (
            _LEADS_ONE.search(text, max(0, amount.start - 10), amount.start)
            or _ENDS_ONE.match(text, amount.end)
        )
    return text[amount.end : amount.end + 4] == " War" or text[amount.end : amount.end + 5] in (
        "' War",
        "’ War",
    )


class SpanReader:
    """A passage, and what reads lengths of time in it."""

    def __init__(self, text: str, language: Language) -> None:
        """Take the rules of the language."""
        self.text = text
        self.language = language
        self.dates = date_patterns(language)
        self.amounts = amounts.amount_rules(language)

    def article_span(self, at: int, word: str, floor: int) -> Mention | None:
        """As in "for a year", "half an hour", "all day": a length of time without a number."""
        text = self.text
        if self.language.code != "en":
            return None
        following = None
        if text[at + len(word) : at + len(word) + 2] in _AFTER_NEXT_STARTS:
            following = _AFTER_NEXT.match(text, at + len(word))
        if following is not None:
            the = _THE.search(text, max(floor, at - 4), at)
            shift = 2 if following[1].lower() == "after next" else -2
            return Mention(
                kind=FactKind.DATE,
                span=Span(the.start() if the else at, following.end()),
                rule="date.unit",
                relative=f"{word} {shift}",
            )
        if text[max(0, at - 9) : at - 1].replace("-", " ").rpartition(" ")[2].lower() not in _BEFORE_SPAN:
            return None
        lead = ARTICLE_SPAN.search(text, max(floor, at - 22), at)
        if lead is None or _BEGINNING.match(text, at + len(word)):
            return None
        name = lead["n"].lower()
        if word == "second" and name in ("a", "an"):
            return None
        end = at + len(word)
        either = _OR_TWO.match(text, end) if name in ("a", "an") else None
        if either is not None:
            value = amounts.duration(1, 2, self.language.spans[word])
            return self.ago(
                amounts.Amount(
                    FactKind.DURATION, either.end(), value, None, "duration.article", lead.start("n")
                )
            )
        if (
            name in ("a", "an", "one")
            and not lead["for"]
            and not _AGO.match(text, end)
            and not _AND_A_HALF.match(text, end)
            and self._beside_date(end) is None
        ):
            return None
        count = 0.5 if "half" in name else 1
        value = amounts.duration(None, count, self.language.spans[word])
        return self.ago(
            amounts.Amount(
                FactKind.DURATION, at + len(word), value, None, "duration.article", lead.start("n")
            )
        )

    def vague_span(self, at: int, word: str, floor: int) -> Mention | None:
        """As in "a few days", "several years ago": how many is taken as `past few days` takes it."""
        text = self.text
        match = _VAGUE_SPAN.match(text, at)
        if match is None or self.language.code != "en":
            return None
        lead = _VAGUE_LEAD.search(text, max(floor, at - 8), at) if word != "several" else None
        value = amounts.duration(None, VAGUE[word], self.language.spans[match[1].lower()])
        start = lead.start() if lead is not None else at
        found = self.ago(amounts.Amount(FactKind.DURATION, match.end(), value, None, "duration.vague", start))
        return found._replace(qualifier=found.qualifier or "about") if found is not None else None

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
            relative=None if fixed is not None else dates.turned(relative, text, amount.start, found.end),
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
            relative=None if fixed is not None else dates.turned(relative, text, start, found.end),
        )

    def _may_go_on(self, word: str) -> bool:
        """Whether a length of time may begin with a word."""
        return word in self.amounts.numbers.starts or word in _HALVES or word in self.language.articles

    def _longer(self, amount: amounts.Amount) -> amounts.Amount:
        """As in "two hours and ten minutes": one length of time."""
        text = self.text
        while "/" not in str(amount.value):
            link = _AND_SPAN.match(text, amount.end)
            if link is None or link.end() >= len(text):
                return amount
            at = link.end()
            word = WORD.match(text, at)
            if word is not None and not self._may_go_on(word[0].lower()):
                return amount
            half = _AND_HALF.match(text, at)
            if half is not None:
                parts = _LENGTH_PARTS.fullmatch(str(amount.value))
                if parts is None:
                    return amount
                more = {"half": 0.5, "quarter": 0.25}[half[1].lower()]
                return amount._replace(
                    end=half.end(), value=f"P{parts[1]}{tidy(float(parts[2]) + more)}{parts[3]}"
                )
            number = (
                self.amounts.numbers.at_digit(text, at)
                if text[at].isdigit()
                else self.amounts.numbers.at_word(text, at)
            )
            more_amount = self.amounts.amount(text, number) if number is not None else None
            if (
                more_amount is None
                or more_amount.kind is not FactKind.DURATION
                or "/" in str(more_amount.value)
            ):
                return amount
            low, high = str(amount.value), str(more_amount.value)
            if _SIZES.index(low[-1] if "T" not in low else "t" + low[-1]) >= _SIZES.index(
                high[-1] if "T" not in high else "t" + high[-1]
            ):
                return amount
            joined = low + (high[2:] if "T" in low else high[1:])
            amount = amount._replace(end=more_amount.end, value=joined)
        return amount

    def ago(self, amount: amounts.Amount) -> Mention | None:
        """A duration, or the date it counts to ("two weeks ago")."""
        text = self.text
        last = text[max(0, amount.start - 3) : amount.start].lower()
        if last[-2:] in _EVERY_ENDS and EVERY.search(text, max(0, amount.start - 14), amount.start):
            return None
        if _no_length(text, amount):
            return None
        amount = self._longer(amount)
        parts = _LENGTH.fullmatch(str(amount.value))
        pieces = _LENGTHS.findall(str(amount.value)) if parts is None else []
        if parts is None and len(pieces) > 1 and "T" not in str(amount.value):
            match = _AGO.match(text, amount.end)
            if match is not None and not match["side"]:
                sign = "-" if match["later"] else ""
                relative = "ago " + " ".join(f"{sign}{count} {unit}" for count, unit in pieces)
                return Mention(
                    kind=FactKind.DATE,
                    span=Span(amount.start, match.end()),
                    rule="date.ago",
                    relative=relative,
                )
        if parts is not None and self.language.code == "en" and not parts[1]:
            number, unit = parts[2], parts[3]
            match = _AGO.match(text, amount.end)
            if match is not None:
                count = float(number)
                if match["later"] or (match["side"] and match["side"].lower() != "before"):
                    count = -count
                size = {"D": 1, "W": 7}.get(unit)
                relative = f"ago {tidy(count)} {unit}"
                if match["day"] and size is not None:
                    relative = f"day {tidy({'yesterday': -1, 'tomorrow': 1}.get(match['day'].lower(), 0) - count * size)}"
                lead = (_FOR if match["day"] else _WITHIN).search(
                    text, max(0, amount.start - 8), amount.start
                ) or _BOUND.search(text, max(0, amount.start - 14), amount.start)
                return Mention(
                    kind=FactKind.DATE,
                    span=Span(lead.start() if lead else amount.start, match.end()),
                    rule="date.ago",
                    relative=relative,
                    qualifier=self.amounts.qualifier_before(text, amount.start),
                )
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
                    relative=None
                    if fixed is not None
                    else dates.turned(relative, text, amount.start, inner.end),
                    qualifier=self.amounts.qualifier_before(text, amount.start),
                )
            ahead = _IN.search(text, max(0, amount.start - 26), amount.start) if last in _IN_ENDS else None
            if ahead is not None and dates.lies_ahead(text, amount.start):
                day, time = _ON_WEEKDAY.match(text, amount.end), _TIME_TAIL.match(text, amount.end)
                return Mention(
                    kind=FactKind.DATE,
                    span=Span(ahead.start(), day.end() if day else time.end() if time else amount.end),
                    rule="date.ahead",
                    relative=f"ago -{number} {unit}",
                )
        bound = _BOUND.search(text, max(0, amount.start - 14), amount.start) if last in _BOUND_ENDS else None
        return Mention(
            kind=FactKind.DURATION, span=Span(bound.start() if bound else amount.start, amount.end), rule=amount.rule, value=amount.value, unit=amount.unit,
            qualifier=self.amounts.qualifier_before(text, amount.start),
        )  # fmt: skip
