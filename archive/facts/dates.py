"""Dates, ranges of dates and times of day in a passage.

A date is parsed from an anchor (a digit, the name of a month or a weekday, "last", "early", …) into
an expression of `archive.facts.relative`. One that needs no reference has a `value`; the rest keep
the expression as `relative` and get their value in their story. A word that only bounds a date
("since", "by") is its qualifier; "from … to" and "between … and" belong to a range.

Languages without the words of relative dates (all but English) have absolute dates, days and months
without a year, weekdays and "yesterday".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from archive.facts.language import Language, numbers
from archive.facts.numbers import alternation
from archive.facts.relative import resolved, season
from archive.model import FactKind, Mention, Span

_ORDINALS = numbers(
    """1: first; 2: second; 3: third; 4: fourth; 5: fifth; 6: sixth; 7: seventh; 8: eighth; 9: ninth; 10: tenth
    11: eleventh; 12: twelfth; 13: thirteenth; 14: fourteenth; 15: fifteenth; 16: sixteenth; 17: seventeenth
    18: eighteenth; 19: nineteenth; 20: twentieth; 21: twenty-first; 22: twenty-second; 23: twenty-third
    24: twenty-fourth; 25: twenty-fifth; 26: twenty-sixth; 27: twenty-seventh; 28: twenty-eighth
    29: twenty-ninth; 30: thirtieth; 31: thirty-first"""
)
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_HOLIDAYS = {
    "christmas": "12-25", "christmas day": "12-25", "christmas eve": "12-24", "boxing day": "12-26", "halloween": "10-31",
    "new year's day": "01-01", "new year's eve": "12-31", "valentine's day": "02-14", "earth day": "04-22",
    "independence day": "07-04", "veterans day": "11-11", "armistice day": "11-11", "juneteenth": "06-19",
    "st. patrick's day": "03-17", "bastille day": "07-14", "international women's day": "03-08", "may day": "05-01",
}  # fmt: skip
_DECADES = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SHIFTS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
}
_PARTS = {
    "early": "early", "earlier": "early", "beginning": "start", "start": "start", "mid": "mid", "middle": "mid",
    "late": "late", "later": "late", "rest of": "late", "rest": "late", "end": "end", "close": "end",
}  # fmt: skip
_UNITS = "week|weekend|month|quarter|year|decade|century|fortnight"
_SPAN_UNITS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "10Y",
    "weekend": "WE",
    "century": "100Y",
    "centurie": "100Y",
    "fortnight": "14D",
    "quarter": "3M",
}
ANCHORS = frozenset(
    (
        *_SHIFTS,
        *_PARTS,
        *_DECADES,
        *(word for word in _ORDINALS if word.isalpha()),
        "mid-",
        "q",
        "fiscal",
        *_SEASONS,
        "noon",
        "midnight",
        "christmas",
        "boxing",
        "halloween",
        "valentine",
        "earth",
        "juneteenth",
        "bastille",
        "year",
        "cy",
        "fy",
        "half",
        "first",
        "second",
        "third",
        "fourth",
        "weekend",
        "rest",
    )
)

_FUTURE = re.compile(
    r"(?i)\b(?:will|won['’]t|shall|would|plans?|planned|planning|expect(?:s|ed)?|due|scheduled"
    r"|upcoming|going to|intends?|"
    r"aims?|hopes?|set to|slated|i['’]ll|we['’]ll|they['’]ll|he['’]ll|she['’]ll|let['’]s|deadline"
    r"|forthcoming|to be|sure)\b"
)
_PAST = re.compile(
    r"(?i)\b(?:said|told|was|were|had|did|killed|died|announced|met|came|went|reported|\w{3,}ed)\b"
)
_LEAD = re.compile(
    r"(?i)(?:\b(?P<bound>starting|since|before|after|until|till|by|prior to|as of|no later than"
    r"|later than|earlier than)(?: around| about)? )?"
    r"(?P<more>(?:(?:the |a )?(?P<week>week (?:starting|beginning|commencing|of|ending)(?: on)?"
    r"|month of|(?:day )(?P<side>before|after)) )?(?:(?P<the>the )(?P<year>(?:fiscal "
    r"|calendar )?(?:year ))?)?)$"
)
_LEAD_WORDS = frozenset(
    ["starting", "since", "before", "after", "until", "till", "by", "to", "of", "than", "around", "about", "the", "year", "beginning", "commencing", "ending", "on"]
)
_WITH_THE = (
    "date.weekend",
    "date.counted",
    "date.monthday",
    "date.decade",
    "date.quarter",
    "date.century",
    "date.half",
    "date.day_month",
    "date.season",
)
_ORDINAL_START = re.compile(r"(?i)\d+(?:st|nd|rd|th)")
_DIGIT_ZONE = re.compile(
    r" ?\(?\b(GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|PT|CST|CDT|CT|MST|MDT|MT|IST|local time"
    r"|Eastern|Pacific)\b\)?"
)


class Found(NamedTuple):
    """A date in a text: where, its expression, and a qualifier."""

    start: int
    end: int
    expression: str
    rule: str
    has_year: bool = False


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _year(text: str) -> int:
    """A year of two or four digits; two digits are taken for 1930 to 2029."""
    number = int(text.lstrip("'’"))
    return number if number > 99 else number + (2000 if number < 30 else 1900)


def _day_in_words(text: str) -> int:
    """The day of the month that "twenty-first" or "twenty one" names."""
    name = text.lower().replace(" ", "-")
    if name in _ORDINALS:
        return _ORDINALS[name]
    tens, _, ones = name.partition("-")
    return _TENS[tens] + (_ONES.index(ones) if ones else 0)


_COUNT = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_YEAR_WORDS = re.compile(
    rf"(?i)(?:(?P<c>sixteen|seventeen|eighteen|nineteen|twenty)[- ](?:(?P<t>{'|'.join(_TENS)})(?:[- ](?P<o>{'|'.join(_ONES[1:])}))?|(?P<teen>{'|'.join(_TEENS)})"
    rf"|(?:oh|zero|hundred and)[- ](?P<z>{'|'.join(_ONES[1:])})|hundred(?:(?: and)?[- ](?:(?P<t3>{'|'.join(_TENS)})(?:[- ](?P<o3>{'|'.join(_ONES[1:])}))?|(?P<teen3>{'|'.join(_TEENS)})))?)|two thousand(?:(?: and)? (?:(?P<t2>{'|'.join(_TENS)})(?:[- ](?P<o2>{'|'.join(_ONES[1:])}))?"
    rf"|(?P<teen2>{'|'.join(_TEENS)})|(?P<z2>{'|'.join(_ONES[1:])})))?)\b"
)


def year_in_words(text: str, at: int) -> tuple[int, int] | None:
    """A year such as "nineteen eighty-six" or "two thousand and one" at a place, and where it ends."""
    match = _YEAR_WORDS.match(text, at)
    if match is None:
        return None
    century = {"sixteen": 1600, "seventeen": 1700, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}.get(
        (match["c"] or "").lower(), 2000
    )
    tens = (match["t"] or match["t2"] or match["t3"] or "").lower()
    ones = (match["o"] or match["o2"] or match["o3"] or match["z"] or match["z2"] or "").lower()
    teen = (match["teen"] or match["teen2"] or match["teen3"] or "").lower()
    year = century + _TENS.get(tens, 0) + _ONES.index(ones) + (10 + _TEENS.index(teen) if teen else 0)
    return year, match.end()


class DateRules:
    """The compiled patterns of one language."""

    def __init__(self, language: Language) -> None:
        """Compile the patterns."""
        self.language = language
        self.is_english = language.code == "en"
        month = alternation(language.months) or "(?!)"
        weekday = alternation(language.weekdays) or "(?!)"
        year = r"(?:1[0-9]\d\d|20\d\d)"
        short_year = rf"(?:{year}|['’]\d\d)"
        day = r"(?:3[01]|[12]\d|0?[1-9])"
        ordinal = "st|nd|rd|th|er|º|ª|\\." if language.code else "(?!)"
        of = alternation([*language.day_of, "."]) if language.day_of else "(?!)"
        words = alternation(_ORDINALS).replace(r"\-", "[- ]") if self.is_english else "(?!)"
        if self.is_english:
            cardinals = (
                r"twenty[- ](?:one|two|three|four|five|six|seven|eight|nine)|thirty[- ]one|thirty|twenty"
            )
            words = rf"{words}|{cardinals}"
        self._dmy = re.compile(
            rf"(?i)(?:(?P<d>{day})(?:{ordinal})?|(?P<dw>{words}))(?:(?: ?[-–] ?| (?:to|till|until"
            rf"|through|and|bis|al|au|a|und|et|y) )(?P<d2>{day})(?:{ordinal})?)?"
            rf"(?:[-/.]| )?(?:(?:{of}) )*(?P<m>{month})(?![^\W\d_])\.?(?:(?:,? ?(?:of |in |de |del )?"
            rf"|[-/])(?P<y>{short_year})(?![\d,]\d|\d))?"
        )
        self._mdy = (
            re.compile(
                rf"(?i)(?P<m>{month})(?![^\W\d_])(?:\.?[ ]*[-/]?(?: ?the )?"
                rf"| between )(?:(?P<d>{day})(?:st|nd|rd|th)?(?![\d%:]|[.,]\d|/\d|-\d\d\d)"
                rf"|(?P<dw>{words})\b)"
                rf"(?:(?: ?[-–] ?| (?:to|till|until|through|and) )(?P<d2>{day})(?:st|nd|rd"
                rf"|th)?(?![\d%:]|[.,]\d))?"
                rf"(?:(?: ?,| ?/|-)? ?(?:of |in )?(?P<y>{short_year})(?![\d:]|,\d))?"
            )
            if self.is_english
            else re.compile("(?!)")
        )
        self._my = re.compile(
            rf"(?i)(?P<m>{month})\b\.?(?: ?,| of| in| de| del)? ?[-/]?(?P<y>{short_year})(?!\d|,\d|\.\d)"
        )
        self._month = re.compile(rf"(?i)(?P<m>{month})\b")
        self._weekday = re.compile(
            rf"(?i)(?P<wd>{weekday})\b\.?(?:,? (?P<shift>last|this|next) week"
            rf"|,?(?: the)? (?P<d>{day})(?:(?:st|nd|rd|th)|(?=[.!?,;)]|$))(?! of|-| (?:{month}))"
            rf"|,? the (?P<dw>{words})| (?:of|in) (?P<shift2>last|this|next) week)?"
        )
        self._iso = re.compile(
            rf"({year})([-/.])(0?[1-9]|1[0-2])\2({day})(?:[T ](\d\d:\d\d)(?::\d\d)?Z?)?(?![\d])"
        )
        self._numeric = re.compile(
            rf"(0?[1-9]|[12]\d|3[01])([-/.])(0?[1-9]|[12]\d|3[01])\2({year}|\d\d)(?![\d]|[/.]\d)"
        )
        self._slash = re.compile(r"(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?![\d/]|[.,]\d|[a-z%])")
        self._named_month_first = (
            re.compile(rf"(?i)({year})[-/]({month})[-/]({day})\b") if language.months else re.compile("(?!)")
        )
        self._years = re.compile(
            rf"({year})(?:(s)\b|(?:([-–—/~])(\d\d)| ?([-–—/~]) ?({year}))?(?!\d|[,.]\d|-\d))"
        )
        self._wd_prefix = (
            re.compile(rf"(?i)(?:{weekday})\.?,? (?:the |den |le |el )?$") if language.weekdays else None
        )
        shifts = "|".join(_SHIFTS)
        self._shift = (
            re.compile(
                rf"(?i)(?P<s>{shifts}) (?:(?:business|calendar|fiscal|school"
                rf"|working) )?(?:(?P<u>{_UNITS})\b(?!-)|(?P<night>night|morning|afternoon|evening)\b"
                rf"|(?P<wd>{weekday})\b|(?P<m>{month})\b|(?P<season>spring|summer|autumn|fall"
                rf"|winter)\b"
                rf"|(?:(?P<n>\d+|{alternation(language.small)}|few|couple(?: of)?"
                rf"|several) )?(?P<pu>days|weeks|months|years|decades|quarters|day)\b)"
            )
            if self.is_english
            else re.compile("(?!)")
        )
        self._part = re.compile(
            r"(?i)(?:(?P<p>early|mid|late)(?:[- ]to[- ](?:mid|late))?(?:[- ]| in )(?P<the>the )?"
            r"|(?P<p2>beginning|start|middle|end|close) of (?P<the2>the )?|(?P<p3>earlier|later"
            r"|rest of)(?: in)? (?P<the3>the )?)"
        )
        self._week_day = re.compile(rf"(?i),? (?:on )?({weekday})\b")
        self._week_days = re.compile(
            rf"(?i) (?:from |between )({weekday}) (?:to|until|through|and) ({weekday})\b"
        )
        self._half = re.compile(
            r"(?i)(?:(?P<o>first|second|third|fourth|last|1st|2nd|3rd|4th)[- ]?(?P<k>quarter|half)"
            r"|(?P<q>q[1-4]|h[12]))\b(?:(?:,? (?:of )?(?:fiscal )?|[- ])?(?P<y>(?:1[89]|20)\d\d)\b"
            r"| of (?P<s>this|last|next|the) year)?"
        )
        self._season = re.compile(
            r"(?i)(?P<season>spring|summer|autumn|fall|winter)(?: of| in|,)? (?P<y>(?:1[89]|20)\d\d)\b"
        )
        self._century = re.compile(
            r"(?i)(?P<n>\d{1,2}(?:st|nd|rd|th)|" + words + r")[- ](?:century|centuries)\b"
        )
        self._range = re.compile(
            r"(?i)(?: ?[-–—] ?| (?:to|until|till|through|thru) (?:the )?)"
            if self.is_english
            else r"(?: ?[-–—] ?| (?:bis|au|al|a) )"
        )
        self._and = re.compile(r"(?i) and (?:the )?")

    # Each parser answers with the expression for what begins at `at`, or None.

    def point(self, text: str, at: int, lower: str) -> Found | None:
        """The date that begins at `at`, whose word or first digit is there."""
        if text[at].isdigit():
            return self._from_digit(text, at)
        word = lower
        if word in self.language.months:
            return self._from_month(text, at)
        if word in self.language.weekdays:
            return self._from_weekday(text, at)
        if word in self.language.days:
            return Found(at, at + len(word), f"day {self.language.days[word]}", "date.day")
        if not self.is_english:
            return None
        if word in _ORDINALS or word == "last":
            found = self._counted_part(text, at)
            if found is not None:
                return found
        if word in _SHIFTS:
            found = self._from_shift(text, at)
            if found is not None:
                return found
        if word in _TENS:
            match = self._dmy.match(text, at)
            if match is not None:
                return self._named_day(match, at)
            spoken = year_in_words(text, at)
            if spoken is not None and _YEAR_STRONG.search(text, max(0, at - 12), at):
                return Found(at, spoken[1], str(spoken[0]), "date.year", True)
        if word == "nineteen" and (decade := _NINETEEN.match(text, at)) is not None:
            first = _DECADES[decade[1].lower()]
            return Found(at, decade.end(), f"{first} / {first + 9}", "date.decade", True)
        if word in ("sixteen", "seventeen", "eighteen", "nineteen", "two"):
            spoken = year_in_words(text, at)
            if spoken is not None and _YEAR_STRONG.search(text, max(0, at - 12), at) and spoken[1] - at > 12:
                return Found(at, spoken[1], str(spoken[0]), "date.year", True)
        if word in ("year", "cy", "fy"):
            match = re.compile(r"(?i)(?:year|cy|fy) ?((?:1[5-9]|20)\d\d)\b(?!,\d)").match(text, at)
            return Found(at, match.end(), match[1], "date.year", True) if match is not None else None
        if word in _PARTS:
            found = self._from_part(text, at)
            if found is not None:
                return found
        if word in _ORDINALS or word in ("last", "q", "h"):
            found = self._from_ordinal(text, at)
            if found is not None:
                return found
        if word in _DECADES and re.search(
            r"(?i)\bthe (?:early |mid |late |nineteen )?$", text[max(0, at - 14) : at]
        ):
            first = _DECADES[word]
            return Found(at, at + len(word), f"{first} / {first + 9}", "date.decade", True)
        if word == "weekend" and re.search(
            r"(?i)\b(?:over|at|during|on) (?:the )$", text[max(0, at - 12) : at]
        ):
            return Found(at, at + 7, "weekend -1", "date.weekend")
        if (
            word in _SEASONS
            and text[at].islower()
            and re.search(
                r"(?i)\b(?:in|during|over|by|since|until|whole|throughout) (?:the )?$",
                text[max(0, at - 16) : at],
            )
        ):
            if not self._season.match(text, at):
                return Found(at, at + len(word), f"season 0 {_SEASONS[word]}", "date.season")
        if word in _SEASONS:
            match = self._season.match(text, at)
            if match is not None:
                return Found(
                    at,
                    match.end(),
                    season(int(match["y"]), _SEASONS[word]).replace("/", " / "),
                    "date.season",
                    True,
                )
        match = _HOLIDAY.match(text, at)
        if match is not None:
            day = _HOLIDAYS[match[1].lower().replace("’", "'")]
            expression = f"{match[2]}-{day}" if match[2] else f"yearday 0 {day}"
            return Found(at, match.end(), expression, "date.holiday", bool(match[2]))
        return None

    def _counted_part(self, text: str, at: int) -> Found | None:
        """ "the first two weeks of 2021", "last week of December"."""
        match = _FIRST_OF.match(text, at)
        if match is None:
            return None
        inner = self.year_at(text, match.end()) if text[match.end()].isdigit() else None
        word = _WORD.match(text, match.end())
        if inner is None and word is not None and word[0].lower() in self.language.months:
            inner = self._my_or_month(text, match.end())
        elif inner is None and word is not None and word[0].lower() in _SHIFTS:
            inner = self._from_shift(text, match.end())
        if inner is None or " / " in inner.expression:
            return None
        name = (match["n"] or "one").lower()
        count = int(name) if name.isdigit() else self.language.small.get(name, 1)
        order = {"1st": "first"}.get(match["o"].lower(), match["o"].lower())
        unit = match["u"].lower().removesuffix("s")
        if order not in ("first", "last") or (unit == "month" and "-" in inner.expression):
            return Found(at, inner.end, inner.expression, "date.part", inner.has_year)
        length = {"day": "D", "week": "D", "month": "M"}[unit]
        return Found(
            at,
            inner.end,
            f"{inner.expression} {order}{count * (7 if unit == 'week' else 1)}{length}",
            "date.counted",
            inner.has_year,
        )

    def _may_be_date(self, text: str, end: int) -> bool:
        """Whether what stands right after digits can go on as a date: a cheap look before the patterns are tried."""
        following = text[end : end + 1]
        if following == " ":
            word = _WORD.match(text, end + 1)
            if word is None:
                return text[end + 1 : end + 2] in ("-", "–", "/", "年", "년")
            lower = word[0].lower()
            return lower in self.language.months or lower in _DAY_LINKS or lower in self.language.day_of
        return following != "" and following not in ',;:)%]"”’?!'

    def _from_digit(self, text: str, at: int) -> Found | None:
        digits = _SHORT_DIGITS.match(text, at)
        if digits is None or not self._may_be_date(text, digits.end()):
            return None
        match = _CJK.match(text, at)
        if match is not None:
            expression = _iso(int(match[1]), int(match[2] or 0), int(match[3] or 0))
            return (
                Found(at, match.end(), expression, "date.cjk", True) if resolved(expression, None) else None
            )
        match = self._iso.match(text, at)
        if match is not None:
            clock = f" T{match[5]}" if match[5] else ""
            return Found(
                at, match.end(), _iso(int(match[1]), int(match[3]), int(match[4])) + clock, "date.iso", True
            )
        match = self._named_month_first.match(text, at)
        if match is not None:
            return Found(
                at,
                match.end(),
                _iso(int(match[1]), self.language.months[match[2].lower()], int(match[3])),
                "date.iso",
                True,
            )
        match = self._numeric.match(text, at)
        if match is not None:
            return self._numeric_date(match)
        match = self._dmy.match(text, at)
        if match is not None:
            return self._named_day(match, at)
        if self.is_english:
            single = _DAY_OF_MONTH.match(text, at)
            if single is not None:
                return Found(
                    at,
                    single.end(),
                    f"monthin {_SHIFTS[single[2].lower()]} {int(single[1]):02d}",
                    "date.monthday",
                )
            if text[digits.end() : digits.end() + 2] in ("st", "nd", "rd", "th") and text[at] in "12345":
                counted = self._counted_part(text, at) or self._half_at(text, at)
                if counted is not None:
                    return counted
            match = _YEAR_QUARTER.match(text, at)
            if match is not None:
                low, high = (
                    (int(match[3]) * 3 - 2, int(match[3]) * 3)
                    if match[2] in "Qq"
                    else (int(match[3]) * 6 - 5, int(match[3]) * 6)
                )
                return Found(
                    at, match.end(), f"{match[1]}-{low:02d} / {match[1]}-{high:02d}", "date.quarter", True
                )
            match = re.compile(r"(0?[1-9]|1[0-2]) ?[-/] ?((?:19|20)\d\d)(?![\d/]|[-.]\d)").match(text, at)
            if match is not None:
                return Found(at, match.end(), _iso(int(match[2]), int(match[1])), "date.numeric", True)
            match = re.compile(
                r"(?i)(3[01]|[12]?\d)(?:st|nd|rd|th)?(?: (?:to|till|until|through|-) "
                r"|[-–])(?:the )?(3[01]|[12]?\d)(?:st|nd|rd|th)?,? (?:of )?(this|next|last) month\b"
            ).match(text, at)
            if match is not None:
                shift = _SHIFTS[match[3].lower()]
                return Found(
                    at,
                    match.end(),
                    f"monthin {shift} {int(match[1]):02d} / monthin {shift} {int(match[2]):02d}",
                    "date.range",
                )
            match = self._century.match(text, at)
            if match is not None:
                number = int(re.sub(r"\D", "", match["n"]))
                return Found(
                    at,
                    match.end(),
                    f"{number * 100 - 100:04d} / {number * 100 - 1:04d}",
                    "date.century",
                    True,
                )
            match = self._slash.match(text, at)
            if match is not None and (
                re.search(
                    r"(?i)\b(?:on|by|since|until|from|before|after|to|of|for|(?:mon|tues|wednes"
                    r"|thurs|fri|satur|sun)day|\d/\d\d?,?(?: or| and)?)(?: ?-)?\s*$",
                    text[max(0, at - 14) : at],
                )
                or re.match(r" ?[-–] ?\d\d?/\d", text[match.end() : match.end() + 6])
                or (at and text[at - 1] in "-–" and re.search(r"\d/\d\d? ?[-–]$", text[max(0, at - 7) : at]))
            ):
                year = re.compile(r", ?(20\d\d)\b").match(text, match.end())
                if year is not None:
                    return Found(
                        at,
                        year.end(),
                        f"{year[1]}-{int(match[1]):02d}-{int(match[2]):02d}",
                        "date.numeric",
                        True,
                    )
                return Found(
                    at, match.end(), f"yearday 0 {int(match[1]):02d}-{int(match[2]):02d}", "date.numeric"
                )
            if (day := re.compile(r"(3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b").match(text, at)) and re.search(
                r"(?i)\b(?:(?:on|by|until|since|before|after|of|for) the|on) $", text[max(0, at - 12) : at]
            ):
                after = re.compile(r" (?!of this month)[A-Za-z]").match(text, day.end())
                if after is None or re.compile(r" (?:and|at|for|with|to|in|but|or|from)\b").match(
                    text, day.end()
                ):
                    return Found(at, day.end(), f"monthday 0 {int(day[1]):02d}", "date.monthday")
        return None

    def _numeric_date(self, match: re.Match[str]) -> Found | None:
        """Three numbers; day and month in the language's order, else as they fit."""
        first, sign, second = int(match[1]), match[2], int(match[3])
        if sign == "." and len(match[4]) < 4:
            return None
        month, day = (first, second) if self.is_english and sign != "." else (second, first)
        if month > 12:
            month, day = day, month
        if month > 12 or (not self.language.code and first <= 12 and second <= 12):
            return None
        expression = _iso(_year(match[4]), month, day)
        return (
            Found(match.start(), match.end(), expression, "date.numeric", True)
            if resolved(expression, None)
            else None
        )

    def _named_day(self, match: re.Match[str], start: int) -> Found | None:
        month = self.language.months[match["m"].lower()]
        day = int(match["d"]) if match["d"] else _day_in_words(match["dw"])
        second = match["d2"]
        if match["m"] in ("may", "march", "mar", "sep", "dec") and not match["y"] and match["dw"]:
            # "first march", "may second": rather a verb with an adverb.
            if match["dw"].lower() in ("first", "second", "third") and " of " not in match[0]:
                return None
        end = match.end()
        year = _year(match["y"]) if match["y"] else 0
        if not year and self.is_english:
            link = _BEFORE_YEAR.match(match.string, end)
            spoken = year_in_words(match.string, link.end()) if link else None
            if spoken is not None:
                year, end = spoken
        if year:
            expression = _iso(year, month, day)
            if second:
                expression += " / " + _iso(year, month, int(second))
        else:
            expression = f"yearday 0 {month:02d}-{day:02d}"
            if second:
                expression += f" / yearday 0 {month:02d}-{int(second):02d}"
        return Found(start, end, expression, "date.day_month", bool(year))

    def _from_month(self, text: str, at: int) -> Found | None:
        match = self._mdy.match(text, at)
        if match is not None and not (match["d"] is None and match["dw"] is None):
            return self._named_day(match, at)
        match = self._my.match(text, at)
        if match is not None:
            return Found(
                at,
                match.end(),
                _iso(_year(match["y"]), self.language.months[match["m"].lower()]),
                "date.month",
                True,
            )
        match = self._month.match(text, at)
        if match is None:
            return None
        link = _BEFORE_YEAR.match(text, match.end()) if self.is_english else None
        spoken = year_in_words(text, link.end()) if link else None
        if self.is_english and (yearly := _MONTH_OF_YEAR.match(text, match.end())) is not None:
            month = self.language.months[match["m"].lower()]
            return Found(at, yearly.end(), f"monthof {_SHIFTS[yearly[1].lower()]} {month:02d}", "date.month")
        if spoken is not None:
            return Found(
                at, spoken[1], _iso(spoken[0], self.language.months[match["m"].lower()]), "date.month", True
            )
        name = match["m"].lower()
        if self._is_no_month(text, at, match.end(), name):
            return None
        return Found(at, match.end(), f"inyear 0 {self.language.months[name]:02d}", "date.month")

    def _is_no_month(self, text: str, at: int, end: int, name: str) -> bool:
        """Whether a month's name alone is rather a verb, a person or an abbreviation."""
        if not self.is_english:
            return not text[at].isupper() and self.language.code == "de"
        if re.match(
            rf" (?:to|until|till|through|[-–]) ?(?:{alternation(self.language.months)})\b",
            text[end : end + 24],
            re.IGNORECASE,
        ):
            return not text[at].isupper()
        before = text[max(0, at - 12) : at]
        led = re.search(
            r"(?i)\b(?:in|of|last|next|this|since|by|until|till|from|early|late|mid|during|before"
            r"|after|through|to|between|and|month|every)[ -]$",
            before,
        )
        if name in ("may", "march", "mar") or (len(name) < 5 and name not in ("june", "july")):
            return led is None or not text[at].isupper()
        return False

    def _from_weekday(self, text: str, at: int) -> Found | None:
        match = self._weekday.match(text, at)
        if match is None:
            return None
        name = match["wd"].lower()
        weekday = self.language.weekdays[name]
        after = match.end()
        following = re.compile(r",? ").match(text, after)
        if following is not None:
            inner = None
            place = following.end()
            if place < len(text):
                word = _WORD.match(text, place)
                if text[place].isdigit():
                    inner = self._dmy.match(text, place)
                elif word is not None and word[0].lower() in self.language.months:
                    inner = self._mdy.match(text, place)
                if inner is not None:
                    named = self._named_day(inner, at)
                    if named is not None:
                        return named
                slash = self._slash.match(text, place)
                if slash is not None and self.is_english:
                    return Found(
                        at, slash.end(), f"yearday 0 {int(slash[1]):02d}-{int(slash[2]):02d}", "date.numeric"
                    )
                numeric = self._numeric.match(text, place) or self._iso.match(text, place)
                if numeric is not None:
                    parsed = self._from_digit(text, place)
                    if parsed is not None:
                        return parsed._replace(start=at)
        if (
            len(name) <= 5
            and not match["d"]
            and self.is_english
            and not (
                text[at].isupper()
                and (
                    text[match.end("wd") : match.end("wd") + 1] in (".", ",")
                    or len(name) > 3
                    or re.match(r" \d", text[match.end("wd") : match.end("wd") + 2])
                )
            )
        ):
            return None
        if match["d"] or match["dw"]:
            day = int(match["d"]) if match["d"] else _day_in_words(match["dw"])
            return Found(at, match.end(), f"monthday 0 {day:02d}", "date.monthday")
        shift = match["shift"] or match["shift2"]
        if shift:
            return Found(at, match.end(), f"weekin {_SHIFTS[shift.lower()]} {weekday}", "date.weekday")
        end = match.end()
        if text[end - 1] == "." and (end == len(text) or len(name) > 5 or not self.is_english):
            end -= 1
        part = (
            re.compile(r" (?:morning|afternoon|evening|night)\b").match(text, end)
            if self.is_english
            else None
        )
        return Found(at, part.end() if part else end, f"weekday -1 {weekday}", "date.weekday")

    def _from_shift(self, text: str, at: int) -> Found | None:
        match = self._shift.match(text, at)
        if match is None:
            return None
        word = match["s"].lower()
        shift = _SHIFTS[word]
        end = match.end()
        if match["u"]:
            if match["u"].lower() == "fortnight" or (word == "past" and match["u"].lower() in _SPAN_UNITS):
                return Found(
                    at,
                    end,
                    f"{'past' if shift < 0 else 'coming'} 1 {_SPAN_UNITS[match['u'].lower()]}",
                    "date.stretch",
                )
            if word == "following":
                return None
            if match["u"].lower() == "week" and (inner := self._week_day.match(text, end)) is not None:
                return Found(
                    at,
                    inner.end(),
                    f"weekin {shift} {self.language.weekdays[inner[1].lower()]}",
                    "date.weekday",
                )
            if match["u"].lower() == "week" and (inner := self._week_days.match(text, end)) is not None:
                days = [self.language.weekdays[inner[place].lower()] for place in (1, 2)]
                return Found(
                    at, inner.end(), f"weekin {shift} {days[0]} / weekin {shift} {days[1]}", "date.range"
                )
            return Found(at, end, f"{match['u'].lower()} {shift}", "date.unit")
        if match["night"]:
            return (
                Found(
                    at,
                    end,
                    f"day {shift if match['night'].lower() == 'night' else min(shift, 0)}",
                    "date.day",
                )
                if word in ("last", "this", "next")
                else None
            )
        if (
            match["wd"]
            and end < len(text)
            and text[end] == " "
            and (slash := self._slash.match(text, end + 1)) is not None
        ):
            return Found(
                at, slash.end(), f"yearday 0 {int(slash[1]):02d}-{int(slash[2]):02d}", "date.numeric"
            )
        if match["wd"] and word == "past":
            return Found(at, end, f"weekday -1 {self.language.weekdays[match['wd'].lower()]}", "date.weekday")
        if match["wd"]:
            return Found(
                at, end, f"weekin {shift} {self.language.weekdays[match['wd'].lower()]}", "date.weekday"
            )
        if match["m"]:
            if match["m"].islower() and match["m"] in ("may", "march", "mar"):
                return None
            month = self.language.months[match["m"].lower()]
            year = re.compile(r" (?:of )?(\d{4})\b").match(text, end)
            if year:
                return None
            turn = {-1: "-1", 0: "0", 1: "1"}[shift]
            return Found(at, end, f"inyear {turn} {month:02d}", "date.month")
        if match["season"]:
            return Found(at, end, f"season {shift} {_SEASONS[match['season'].lower()]}", "date.season")
        number = (match["n"] or "").lower().removesuffix(" of")
        if word not in ("last", "past", "previous", "next", "coming"):
            return None
        if not number and match["pu"] == "day" and re.search(r"(?i)\bthe $", text[max(0, at - 4) : at]):
            return None
        if not number and match["pu"] == "day":
            return Found(at, end, f"day {shift}", "date.day")
        count = (
            int(number)
            if number.isdigit()
            else {"few": 3, "couple": 2, "several": 3}.get(number) or self.language.small.get(number, 0)
        )
        unit = _SPAN_UNITS[match["pu"].lower().removesuffix("s")]
        if not count:
            return None
        return Found(at, end, f"{'past' if shift < 0 else 'coming'} {count} {unit}", "date.stretch")

    def _from_part(self, text: str, at: int) -> Found | None:
        """ "early 2016", "late June", "the end of the year", "earlier this month"."""
        match = self._part.match(text, at)
        if match is None:
            return None
        name = (match["p"] or match["p2"] or match["p3"]).lower()
        part = _PARTS[name]
        rest = match.end()
        if rest >= len(text):
            return None
        is_the = bool(match["the"] or match["the2"] or match["the3"])
        unit = re.compile(rf"(?i)({_UNITS})\b").match(text, rest) if is_the else None
        if unit is not None:
            current = f"{unit[1].lower()} 0"
            if match["p3"]:
                current = f"{current} start / day 0" if name == "earlier" else f"day 0 / {current} end"
                return Found(at, unit.end(), current, "date.part")
            return Found(at, unit.end(), f"{current} {part}", "date.part")
        years = self._years.match(text, rest)
        inner: Found | None = None
        if years is not None and years[4] is None and years[6] is None:
            inner = self.years(text, years, is_sure=True)
        else:
            word = _WORD.match(text, rest)
            if word is not None and word[0].lower() in self.language.months:
                inner = self._my_or_month(text, rest)
            elif word is not None and word[0].lower() in _SHIFTS:
                inner = self._from_shift(text, rest)
                if inner is not None and inner.rule in ("date.stretch", "date.day", "date.weekday"):
                    return None
        if inner is None or (" / " in inner.expression and inner.rule != "date.decade"):
            return None
        if name in ("earlier", "later"):
            low, high = ("start", "") if part == "early" else ("", "end")
            if not re.match(r"(?:week|weekend|month|quarter|year|decade|century) 0$", inner.expression):
                return Found(at, inner.end, inner.expression, "date.part", inner.has_year)
            expression = f"{inner.expression} {low} / day 0" if low else f"day 0 / {inner.expression} {high}"
            return Found(at, inner.end, expression, "date.part")
        if inner.rule == "date.decade":
            first = int(inner.expression[:4])
            low_year, high_year = {
                "early": (0, 3),
                "start": (0, 1),
                "mid": (4, 6),
                "late": (7, 9),
                "end": (8, 9),
            }[part]
            return Found(at, inner.end, f"{first + low_year} / {first + high_year}", "date.part", True)
        return Found(at, inner.end, f"{inner.expression} {part}", "date.part", inner.has_year)

    def _my_or_month(self, text: str, at: int) -> Found | None:
        match = self._my.match(text, at) or self._month.match(text, at)
        if match is None or (not text[at].isupper() and match["m"].lower() in ("may", "march", "mar")):
            return None
        month = self.language.months[match["m"].lower()]
        if "y" in match.re.groupindex:
            return Found(at, match.end(), _iso(_year(match["y"]), month), "date.month", True)
        return Found(at, match.end(), f"inyear 0 {month:02d}", "date.month")

    def _from_ordinal(self, text: str, at: int) -> Found | None:
        match = self._dmy.match(text, at)
        if match is not None and match["dw"]:
            return self._named_day(match, at)
        match = self._century.match(text, at)
        if match is not None and not match["n"][0].isdigit():
            number = _ORDINALS[match["n"].lower().replace(" ", "-")]
            return Found(
                at, match.end(), f"{number * 100 - 100:04d} / {number * 100 - 1:04d}", "date.century", True
            )
        return self._half_at(text, at)

    def _half_at(self, text: str, at: int) -> Found | None:
        """ "first quarter of 2018", "H2 2019"."""
        match = self._half.match(text, at)
        if match is None:
            return None
        name = (match["o"] or match["q"]).lower()
        number = int(name[1]) if match["q"] else _COUNT[name]
        is_half = (match["k"] or "").lower() == "half" or (name[0] == "h" and bool(match["q"]))
        if not number:
            return None
        year = match["y"]
        if is_half:
            if not year or number > 2:
                return None
            low, high = (1, 6) if number == 1 else (7, 12)
            return Found(at, match.end(), f"{year}-{low:02d} / {year}-{high:02d}", "date.half", True)
        if year:
            return Found(
                at,
                match.end(),
                f"{year}-{number * 3 - 2:02d} / {year}-{number * 3:02d}",
                "date.quarter",
                True,
            )
        if match["q"] and text[at].islower():
            return None
        turn = {"last": -1, "next": 1}.get((match["s"] or "").lower(), 0)
        return Found(at, match.end(), f"quarterof {turn} {number}", "date.quarter")

    def years(self, text: str, match: re.Match[str], *, is_sure: bool = False) -> Found | None:
        """A year, a range of years or a decade, where the words around say that it is no count."""
        start, end = match.span()
        if match[2]:
            first = int(match[1])
            if first % 10:
                return None
            return Found(
                start,
                end,
                f"{first} / {first + (99 if first % 100 == 0 and first < 1900 else 9)}",
                "date.decade",
                True,
            )
        year = int(match[1])
        if match[4] or match[6]:
            second = int(match[4] or match[6])
            if second < 100:
                second += year // 100 * 100
            if ((match[3] or match[5]) == "/" and second != year + 1) or not year < second < year + 200:
                return None
            return Found(start, end, f"{year} / {second}", "date.years", True)
        if not is_sure and not _is_year(text, start, end, year):
            return None
        return Found(start, end, str(year), "date.year", True)

    def year_at(self, text: str, at: int) -> Found | None:
        """The year, years or decade in digits at `at`."""
        match = self._years.match(text, at)
        return self.years(text, match) if match is not None else None


_WORD = re.compile(r"[^\W\d_]+")
_DAY_OF_MONTH = re.compile(r"(?i)(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th) (?:of )?(this|next|last) month\b")
_CJK = re.compile(
    r"((?:1[5-9]|20)\d\d) ?[年년](?: ?(1[0-2]|0?[1-9]) ?[月월](?: ?(3[01]|[12]\d|0?[1-9]) ?[日일号])?)?"
)
_SHORT_DIGITS = re.compile(r"\d{1,4}(?!\d)")
_DAY_LINKS = frozenset(["of", "day", "to", "till", "until", "through", "and", "bis", "al", "au", "a", "und", "et", "y", "q", "h"])
_NINETEEN = re.compile(rf"(?i)nineteen[- ]({'|'.join(_DECADES)})\b")
_OR_LATER = re.compile(
    r"(?i) (?:or (?:later|earlier|after|before)|and (?:after|before|later|earlier)|onwards?)\b(?! \w+ \d)"
)
_BEFORE_YEAR = re.compile(r"(?i)(?:,| of| in)? (?:the year )?")
_MONTH_OF_YEAR = re.compile(r"(?i)(?:,| of)? (last|this|next) year\b")
_HOLIDAY = re.compile(
    rf"(?i)((?:{'|'.join(sorted(map(re.escape, _HOLIDAYS), key=len, reverse=True))}))\b(?:,? (?:in "
    rf"|of )?((?:19|20)\d\d)\b)?".replace("'", "['’]")
)
_YEAR_QUARTER = re.compile(r"((?:19|20)\d\d)[- ]?([QqH])([1-4])\b")
_FIRST_OF = re.compile(
    r"(?i)(?P<o>first|second|third|fourth|last|1st|2nd|3rd|4th|5th) (?:(?P<n>\d{1,2}|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|few) )?(?:full )?(?P<u>days?|weeks?|months?) (?:of"
    r"|in) (?:the )?(?=\w)"
)
_COUNTED_NOUN = re.compile(
    r" (?!is\b|was\b|has\b|as\b|its\b|this\b|us\b|his\b|plus\b|versus\b|thus\b|says\b|across\b"
    r"|elections?\b)[a-z][a-z-]+s\b| (?:people|men|women|children|acres?|feet|troops|per cent"
    r"|percent)\b"
)
_YEAR_LEAD = re.compile(
    r"(?i)\b(?:in|since|by|from|until|till|before|after|during|of|for|early|mid|late|year|circa"
    r"|between|and|through|to|fiscal|fy|the|this|spring|summer|autumn|fall|winter|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|im|seit|jahr|en|depuis"
    r"|desde|année|año|ab|bis|vor|nach|dès)[ -]$"
)
_YEAR_STRONG = re.compile(
    r"(?i)\b(?:in|since|by|until|till|before|after|during|of|early|mid|late|year|the|im|seit|jahr|en"
    r"|depuis|desde)[ -]$"
)


def _is_year(text: str, start: int, end: int, year: int) -> bool:
    """Whether four digits are a year and not a count."""
    before = text[max(0, start - 12) : start]
    if year < 1500 and not _YEAR_STRONG.search(before):
        return False
    counted = _COUNTED_NOUN.match(text, end)
    if counted is not None:
        return (
            bool(re.search(r"(?i)\b(?:in|since|by|until|the|during|before|after)[ -]$", before))
            and not re.search(r"(?i)\b(?:by|the|of)[ -]$", before)
        ) or (
            bool(re.search(r"(?i)\b(?:in|since|during|the) $", before))
            and 1900 <= year <= 2050
            and "people" not in counted[0]
        )
    if _YEAR_LEAD.search(before):
        return True
    if before.rstrip().endswith(("(", ",", "/", "©", "–")) or not before.strip():
        return 1700 <= year <= 2050
    return text[end : end + 1] in (")", ",", ".", ";", ":", "") and 1900 <= year <= 2050


@cache
def date_rules(language: Language) -> DateRules:
    """The patterns for a language, compiled once."""
    return DateRules(language)


_TIME = re.compile(
    r"(?i)(?P<h>2[0-4]|1\d|0?\d)(?:(?::(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?"
    r"|[.:]?(?P<mi2>[0-5]\d)(?= ?[ap]\.? ?m))?(?: ?(?P<ap>[ap])\.? ?m\b\.?)| ?o['’]?clock"
    r"|:(?P<mi3>[0-5]\d)(?::(?P<s3>[0-5]\d))?(?![\d:]))"
)
_EU_TIME = re.compile(
    r"(?P<h>2[0-4]|1\d|0?\d)(?:[:.h](?P<mi>[0-5]\d)| ?h(?P<mi2>[0-5]\d)?)(?: ?(?:Uhr|h|heures"
    r"|horas))?(?![\d:%])|(?P<h2>2[0-4]|1\d|\d) ?(?:Uhr|heures)\b"
)


class Clock(NamedTuple):
    """A time of day: where it stands and its ISO 8601 form without a date."""

    start: int
    end: int
    value: str


def clock_at(text: str, at: int, language: Language) -> Clock | None:
    """The time of day in digits that begins at `at`."""
    match = _TIME.match(text, at)
    if match is None:
        if language.code in ("de", "fr", "es"):
            match = _EU_TIME.match(text, at)
            if match is None or (":" not in match[0] and not re.search(r"(?i)uhr|h", match[0])):
                return None
            hour = int(match["h"] or match["h2"])
            return (
                Clock(at, match.end(), f"{hour:02d}:{match['mi'] or match['mi2'] or '00'}")
                if hour < 25
                else None
            )
        return None
    hour = int(match["h"])
    minute = match["mi"] or match["mi2"] or match["mi3"] or "00"
    second = match["s"] or match["s3"]
    half = (match["ap"] or "").lower()
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    end = match.end()
    if half and match[0].endswith(".") and "." not in match[0][:-1].split(" ")[-1][1:]:
        end -= 1
    zone = _DIGIT_ZONE.match(text, end)
    if zone is not None and zone[1].isupper():
        end = end
    return Clock(at, end, f"{hour:02d}:{minute}" + (f":{second}" if second else ""))


def lies_ahead(text: str, at: int) -> bool:
    """Whether the sentence up to a place speaks of what is to come rather than of what was."""
    low = max(text.rfind(". ", 0, at), at - 150, 0)
    return _FUTURE.search(text, low, at) is not None or _PAST.search(text, low, at) is None


def turned(expression: str, text: str, start: int, end: int) -> str:
    """The expression, told by the words around it whether the date lies ahead or behind."""
    if not expression.startswith(("weekday", "yearday", "inyear", "monthday")) and "inyear" not in expression:
        return expression
    low = max(text.rfind(". ", 0, start), text.rfind("; ", 0, start), start - 70, 0)
    ahead = list(_FUTURE.finditer(text, low, start))
    behind = list(_PAST.finditer(text, low, start))
    is_ahead = bool(ahead) and (not behind or behind[-1].start() < ahead[-1].start())
    if not ahead and not behind:
        is_ahead = _FUTURE.search(text, end, min(len(text), end + 30)) is not None
    if not is_ahead:
        return expression
    return re.sub(r"^(weekday|yearday|inyear|monthday) (?:-1|0) ", r"\1 1 ", expression)


def _led(text: str, found: Found, expression: str, floor: int) -> tuple[int, str | None, str]:
    """Where a date begins with the words that belong to it, what bounds it, and what they make of it.

    "The" belongs to it where a day or a stretch has a number ("the 27th", "the 1990s"), "since", "before" and their
    like where they make it the end of a stretch.
    """
    start = found.start
    if (
        start < 3
        or text[start - 1] != " "
        or text[max(0, start - 14) : start - 1].rpartition(" ")[2].lower() not in _LEAD_WORDS
    ):
        return start, None, expression
    match = _LEAD.search(text, max(floor, start - 44), start)
    if match is None or (found.rule == "date.range" and match["bound"] is None and match["week"] is None):
        return start, None, expression
    bound = match["bound"]
    if match["week"]:
        start = match.start("more")
        if match["side"]:
            if not expression.startswith("day "):
                return found.start, None, expression
            expression = f"day {int(expression[4:].split(' ', maxsplit=1)[0]) + (-1 if match['side'].lower() == 'before' else 1)}"
        elif match["week"].lower().startswith("week") and " / " not in expression:
            expression += " week"
    elif match["the"] and (
        text[found.end - 6 : found.end].lower() in ("decade", "ecades")
        or match["year"]
        or (
            found.rule in _WITH_THE
            and (found.rule not in ("date.day_month", "date.season") or _ORDINAL_START.match(text, start))
        )
    ):
        start = match.start("the")
    if bound is None:
        return start, None, expression
    if (
        bound.lower() == "by"
        and re.search(r"(?i)\w(?:ed|en)\s$", text[max(0, match.start() - 12) : match.start()])
        and found.rule
        not in (
            "date.day_month",
            "date.weekday",
            "date.part",
            "date.month",
            "date.year",
            "date.unit",
            "date.day",
        )
    ):
        return start, None, expression
    if found.rule == "date.range":
        return start, None, expression
    return match.start("bound"), bound.lower(), expression


def mention(text: str, found: Found, floor: int = 0, kind: FactKind = FactKind.DATE) -> Mention | None:
    """The found date as a mention; None where it is no day of the calendar."""
    expression = turned(found.expression, text, found.start, found.end)
    start, qualifier, expression = _led(text, found, expression, floor)
    later = _OR_LATER.match(text, found.end)
    if (
        later is not None
        and qualifier is None
        and found.rule in ("date.year", "date.numeric", "date.iso", "date.day_month", "date.month")
    ):
        found, qualifier = found._replace(end=later.end()), later[0].strip().lower()
    value = resolved(expression, None)
    is_absolute = value is not None
    if not is_absolute and not re.search(
        r"[a-z]",
        expression.replace("early", "")
        .replace("late", "")
        .replace("mid", "")
        .replace("end", "")
        .replace("start", ""),
    ):
        return None
    return Mention(
        kind=kind,
        span=Span(start, found.end),
        rule=found.rule,
        value=value,
        relative=None if is_absolute else expression,
        qualifier=qualifier,
    )
