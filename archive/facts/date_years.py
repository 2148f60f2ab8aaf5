"""Years in digits, and what is told with one: decades, centuries, quarters, and years from one to another."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re

from archive.facts.date_patterns import DatePatterns
from archive.facts.date_words import ORDINALS, YEAR_STRONG, Found, iso, year_of
from archive.facts.language import words

_YEAR_QUARTER = re.compile(r"((?:19|20)\d\d)[- ]?([QqH])([1-4])\b")
_QUARTER_YEAR = re.compile(r"([1-4])Q ?(?:20)?(\d\d)\b(?![.,]\d)")
_COUNTED_NOUN = re.compile(
    r" (?!is\b|was\b|has\b|as\b|its\b|this\b|us\b|his\b|plus\b|versus\b|thus\b|says\b|across\b"
    r"|elections?\b|onwards\b|afterwards\b|perhaps\b|always\b|besides\b)[a-z][a-z-]+s\b| (?:people|men|women|children|acres?|feet|troops|per cent"
    r"|percent)\b"
)
_NOUN_OF_YEAR = re.compile(
    r" (?!metres?|meters?|miles?|euros?|dollars?|pounds?|kilo|litres?|liters?|acres?|feet|foot|tons?|tonnes?|km|kg|cubic|square"
    r"|police|staff|personnel|troops|hours?|days?|point|calorie|watt|degrees?|and|or|to|of|per|percent|more|times|other"
    r"|new|different|separate)[A-Za-z][a-z]{2,}\b(?! (?:people|men|women)\b)"
)
_YEAR_LEADS = words(
    """in since by from until till before after during of for early mid late year circa between and through to fiscal fy the
    this spring summer autumn fall winter january february march april may june july august september october november
    december pre post end im seit jahr zwischen von entre de del avant après antes después hasta en depuis desde année año ab bis vor nach
    dès"""
)
"""The words before four digits that make them a year."""
_YEARLY = re.compile(
    r" (?:[a-z]+ )?(?:figures|results|sales|elections|levels|prices|data|talks|protests|games|finals|earnings|profits|revenues"
    r"|standards|targets|estimates|forecasts|rates|riots|floods|fires|bombings|attacks|guidelines|sanctions|accords|polls"
    r"|primaries|championships|awards|statistics)\b"
)
"""What is told by the year rather than counted in thousands without a comma."""
_BESIDE_YEAR = re.compile(
    r" (?:is|was|and|or|&) (?!(?:[a-z]+ ){0,2}(?:people|men|women)\b)(?:a|the|not|when|(?:19|20)\d\d)\b(?!,\d)"
)
"""What after four digits says of a year rather than of things: "2016 is the", "2016 and 2017"."""
_YEAR_ENDS = frozenset((")", ",", ".", ";", ":", "", "?", "!", "]", "”", "’", '"', "'"))
_COUNTED_LEADS = words("in since until during before after")
_COUNT_LEADS = words(
    "than about nearly almost some over under least most around only exactly to up number no of and or"
)
_MONTH_AND_YEAR = re.compile(r"(0?[1-9]|1[0-2]) ?[-/] ?((?:19|20)\d\d)(?![\d/]|[-.]\d)")
_YEAR_AND_MONTH = re.compile(r"((?:19|20)\d\d) ?/ ?(0?[1-9]|1[0-2])(?![\d/]|[-.]\d)")
_OR_LATER = re.compile(
    r"(?i) (?:or (?:later|earlier|after|before|above|greater|newer|older)|and (?:after|before|later|earlier)|onwards?)\b"
)
_SHORT_YEAR = re.compile(r"\d\d\b(?![\d.,/:-]*\d|[%s])")
_SHORT_YEAR_LEAD = re.compile(
    r"(?i)\b(?:in|of|since|until|till|from|by|before|after|to|and|late|early|mid|summer|winter|spring|fall|autumn)[ -]['’]$"
)
_SHORT_DECADE = re.compile(r"([1-9]0)['’]?s\b")
_DECADE_LEAD = re.compile(r"(?i)\b(?:(?:the )?(early|mid|late)[ -]|the |in |(?=['’]))(['’]?)$")
_WARMTH = re.compile(r"(?i)temperature|degrees|highs?\b|lows?\b|heat|percentile|score|\b(?:his|her|their)\b")
_FIRST_YEAR = 1500
_FISCAL = re.compile(r"(?i)\b(?:fiscal|calendar) $")
_ONLY_DECADE = re.compile(r"(?i)\b(?:the|early|mid|late)[ -]$")
STOPS = re.compile(r"[.,;:!?)](?!\d)|$| (?:and|when|was|were|as|but|to)\b")
"""What may end a clause: to tell a date from the beginning of something longer."""


def of_year(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "2019 Q1", "1Q19", "11/2016", "19th century", "'98", "'60s"."""
    match = _YEAR_QUARTER.match(text, at)
    if match is not None:
        low, high = (
            (int(match[3]) * 3 - 2, int(match[3]) * 3)
            if match[2] in "Qq"
            else (int(match[3]) * 6 - 5, int(match[3]) * 6)
        )
        return Found(at, match.end(), f"{match[1]}-{low:02d} / {match[1]}-{high:02d}", "date.quarter", True)
    match = _QUARTER_YEAR.match(text, at)
    if match is not None:
        last = int(match[1]) * 3
        months = f"20{match[2]}-{last - 2:02d} / 20{match[2]}-{last:02d}"
        return Found(at, match.end(), months, "date.quarter", True)
    match = _MONTH_AND_YEAR.match(text, at)
    if match is not None:
        return Found(at, match.end(), iso(int(match[2]), int(match[1])), "date.numeric", True)
    match = _YEAR_AND_MONTH.match(text, at)
    if match is not None and int(match[2]) != int(match[1]) % 100 + 1:
        # "2008/09" is a season.
        return Found(at, match.end(), iso(int(match[1]), int(match[2])), "date.numeric", True)
    match = rules.century.match(text, at)
    if match is not None:
        return centuries(match)
    short = _SHORT_YEAR.match(text, at) if at and text[at - 1] in "'’" else None
    if short is not None and _SHORT_YEAR_LEAD.search(text, max(0, at - 12), at):
        return Found(at - 1, short.end(), str(year_of(short[0])), "date.year", True)
    decade = _SHORT_DECADE.match(text, at)
    if (
        decade is not None
        and (lead := _DECADE_LEAD.search(text, max(0, at - 12), at)) is not None
        and not _WARMTH.search(text, max(0, at - 70), at)
    ):
        first = int(decade[1]) + (1900 if int(decade[1]) >= 30 else 2000)
        part = (lead[1] or "").lower()
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
        start = lead.start(1) if part else lead.end() - len(lead[2])
        return Found(start, decade.end(), f"{first + low} / {first + high}", "date.decade", True)
    return None


def centuries(match: re.Match[str]) -> Found:
    """As in "19th century", "the sixteenth and seventeenth centuries", from a match of `century`."""
    low, high = [
        int(name[:-2]) if name[0].isdigit() else ORDINALS[name.lower().replace(" ", "-")]
        for name in (match["n"], match["n2"] or match["n"])
    ]
    rule = "date.centuries" if match["n2"] else "date.century"
    return Found(match.start(), match.end(), f"{low * 100 - 100:04d} / {high * 100 - 1:04d}", rule, True)


def years(text: str, match: re.Match[str], *, is_sure: bool = False) -> Found | None:
    """A year, a range of years or a decade, where the words around say that it is no count."""
    start, end = match.span()
    if match[2]:
        first = int(match[1])
        if len(match[2]) > 1 and (
            first % 10 or not (_ONLY_DECADE.search(text, max(0, start - 6), start) or STOPS.match(text, end))
        ):
            # The year's own: "2017's best".
            end = match.end(1)
            return Found(start, end, match[1], "date.year", True) if first >= _FIRST_YEAR else None
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
        if match[3] == "-" and 1 <= second <= 12 and match[4] and second <= year % 100:
            return Found(start, end, iso(year, second), "date.month", True)
        if second < 100:
            second += year // 100 * 100
        link = match[3] or match[5]
        if (link == "/" and second != year + 1) or not year < second < year + 200:
            return None
        if link not in ("-", "–", "—", "/", "~") and (
            not year >= 1000 or second > 2100 or _COUNTED_NOUN.match(text, end)
        ):
            return None
        return Found(start, end, f"{year} / {second}", "date.years", True)
    if not is_sure and not is_year(text, start, end, year):
        return None
    return Found(start, end, str(year), "date.year", True)


def year_at(rules: DatePatterns, text: str, at: int) -> Found | None:
    """The year, years or decade in digits at `at`."""
    match = rules.years.match(text, at)
    found = years(text, match) if match is not None else None
    if found is None or found.rule != "date.year":
        return found
    kind = _FISCAL.search(text, max(0, at - 10), at)
    return found if kind is None else found._replace(start=kind.start())


def is_year(text: str, start: int, end: int, year: int) -> bool:
    """Whether four digits are a year and not a count."""
    before = text[max(0, start - 12) : start]
    if year < _FIRST_YEAR and not YEAR_STRONG.search(before):
        return False
    word = ""
    if before and before[-1] in " -":
        word = before[:-1].replace("-", " ").rpartition(" ")[2].lstrip("(“\"'‘[—–").lower()
    counted = _COUNTED_NOUN.match(text, end)
    if counted is not None:
        if 1950 <= year <= 2040 and year % 100 and word not in _COUNT_LEADS and _YEARLY.match(text, end):
            # "2016 figures"
            return True
        return word in _COUNTED_LEADS or (
            word == "the" and before[-1] == " " and 1900 <= year <= 2050 and "people" not in counted[0]
        )
    if word in _YEAR_LEADS:
        return True
    if text[end : end + 1] == " " and _OR_LATER.match(text, end):
        return year <= 2100
    if before.rstrip().endswith(("(", ",", "/", "©", "–", "<", ">", "=", "≤", "≥")) or not before.strip():
        return 1700 <= year <= 2050
    if 1950 <= year <= 2040 and year % 100 and word not in _COUNT_LEADS and _NOUN_OF_YEAR.match(text, end):
        # "a 2015 report": a count would be of several.
        return True
    if 1950 <= year <= 2040 and _BESIDE_YEAR.match(text, end):
        return True
    return text[end : end + 1] in _YEAR_ENDS and 1900 <= year <= 2050
