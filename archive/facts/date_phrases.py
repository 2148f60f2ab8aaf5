"""English dates in other words: "last week", "early 2016", "the first half of May", "over the weekend"."""

from __future__ import annotations

import re

from archive.facts.date_digits import named_day
from archive.facts.date_halves import half_at
from archive.facts.date_holidays import from_holiday
from archive.facts.date_names import day_after
from archive.facts.date_patterns import DatePatterns
from archive.facts.date_words import (
    COUNT,
    DECADES,
    HOLIDAY_STARTS,
    SEASONS,
    SHIFTS,
    SPAN_UNITS,
    WORD,
    YEAR_STRONG,
    Found,
    year_in_words,
    year_of,
)
from archive.facts.relative import season

_CENTURY_DECADE = re.compile(
    rf"(?i)(?:(eighteen|nineteen|twenty)[- ](tens|{'|'.join(DECADES)})|two thousands)\b"
)
_LASTS = re.compile(r"(?i)\b(?:will|would|to|could|can|should|may|might|must|did|does|do|n['’]t) $")
_QUARTER_OF = re.compile(r"(?i)['’]s (?P<o>first|second|third|fourth)[- ](?P<k>quarter|half)\b")
_MONTH_OF_IT = re.compile(r",? ([A-Z][a-z]{2,8})\b(?! \d)")
_UNTOLD = re.compile(r"(?i)\b(?:that|(?:very )?same) $")
_WITHIN_THE = re.compile(
    r"(?i)\b(?:for|in|during|over|through|throughout|within|by|before|after|until|since) the $"
)
_OF_THE = re.compile(r"\bof the $")
# Of what "of the year" tells nothing: a time of the year, the player of the month.
_NO_OF = re.compile(
    r"\b(?:times?|days?|part|season|stage|player|players|manager|partner|employee|person|man|woman|word|song|book|film|picture"
    r"|album|car|team|driver|goal|photo|story|moment|end|start|beginning|middle|rest|course|turn) of the $"
)
_STOPS_AFTER = re.compile(r"[.,;:!?)]|$| (?:and|but|when|with|as|was|were|is|has|had|will)\b")
_SIDE_OF_DAY = re.compile(r" (?:before|after)(?=[,.;:!?)]|$)")
_WEEKEND_AWAY = re.compile(r"(?i)weekend (after next|before last)\b")
_WEEKEND_OF = re.compile(r"(?i)weekend (?:of|before|after) (?:the )?")
_YEAR_WORD = re.compile(
    r"(?i)(?:year|cy|fy) ?((?:1[5-9]|20)\d\d)\b(?!,\d)|(?-i:[CFS]Y)['’]?(\d\d)\b(?![.,]\d)"
)
_YEAR_END = re.compile(r"(?i)year(?:[- ]end|['’]s end)\b(?! [a-z]+(?:s|ion)\b)")
_FISCAL = re.compile(r"(?i)\b(?:fiscal|calendar|financial) $")
_THE = re.compile(r"(?i)\bthe $")
_OF_YEAR = re.compile(r" (?:of )?(\d{4})\b")
_THE_DECADE = re.compile(r"(?i)\bthe (?:early |mid |late |nineteen )?$")
_WARMTH = re.compile(r"(?i)temperature|degrees|highs?\b|lows?\b|heat|score")
_THE_WEEKEND = re.compile(r"(?i)\bthe $")
_AFTER_WEEKEND = re.compile(
    r"(?i)weekend(?:[.,;:!?)”\"]|$| (?:and|but|when|with|as|in|at|to|that|for|after|before|was|were|on|by"
    r"|from|while|because|or|so)\b)"
)
_NO_SEASON = re.compile(r" (?:of|from|in|to|back|into|water|up)\b")
_IN_SEASON = re.compile(
    r"(?i)\b(?:in|during|over|by|since|until|before|after|through|whole|throughout|for the) (?:the )?$"
)


def from_shift(rules: DatePatterns, text: str, at: int) -> Found | None:  # noqa: PLR0912 - one way to go on after another
    """As in "last week", "next Monday", "this June", "the past three years"."""
    match = rules.shift.match(text, at)
    if match is None:
        return None
    word = match["s"].lower()
    shift = SHIFTS[word]
    end = match.end()
    if word == "last" and match["pu"] and _LASTS.search(text, max(0, at - 9), at):
        return None
    if word in ("coming", "past", "upcoming") and text[max(0, at - 5) : at].lower() == "this ":
        at -= 5
    if match["u"]:
        found = _shifted_unit(rules, match, word, shift)
        return found._replace(start=at) if found is not None and at < found.start else found
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
        and (slash := rules.slash.match(text, end + 1)) is not None
    ):
        return Found(at, slash.end(), f"yearday 0 {int(slash[1]):02d}-{int(slash[2]):02d}", "date.numeric")
    if match["wd"] and word == "past":
        return Found(at, end, f"weekday -1 {rules.language.weekdays[match['wd'].lower()]}", "date.weekday")
    if match["wd"] and end < len(text) and (dated := day_after(rules, text, at, end)) is not None:
        return dated
    if match["wd"]:
        return Found(
            at, end, f"weekin {shift} {rules.language.weekdays[match['wd'].lower()]}", "date.weekday"
        )
    if match["m"]:
        if match["m"].islower() and match["m"] in ("may", "march", "mar"):
            return None
        month = rules.language.months[match["m"].lower()]
        year = _OF_YEAR.match(text, end)
        if year:
            return None
        # Said in May, "next May" is a year on, "last May" a year ago.
        turn = 2 * shift
        return Found(at, end, f"inyear {turn} {month:02d}", "date.month")
    if match["season"]:
        return Found(at, end, f"season {shift} {SEASONS[match['season'].lower()]}", "date.season")
    return _stretch(rules, match, word, shift)


def _shifted_unit(rules: DatePatterns, match: re.Match[str], word: str, shift: int) -> Found | None:
    """As in "last week", "next week Monday"."""
    text, at, end = match.string, match.start(), match.end()
    if word == "past" and match["u"].lower() == "weekend":
        word = "last"
    if match["u"].lower() == "fortnight" or (word == "past" and match["u"].lower() in SPAN_UNITS):
        return Found(
            at,
            end,
            f"{'past' if shift < 0 else 'coming'} 1 {SPAN_UNITS[match['u'].lower()]}",
            "date.stretch",
        )
    if word == "following":
        the = _THE.search(text, max(0, at - 4), at)
        return Found(the.start(), end, "told", "date.told") if the is not None else None
    if match["u"].lower() == "year" and (inner := _QUARTER_OF.match(text, end)) is not None:
        part = ("h" if inner["k"].lower() == "half" else "q") + str(COUNT[inner["o"].lower()])
        return (
            Found(at, inner.end(), f"year {shift} {part}", "date.quarter")
            if part < "h3" or part[0] == "q"
            else None
        )
    if (
        match["u"].lower() == "quarter"
        and word == "last"
        and (parted := rules.half.match(text, at)) is not None
    ) and (parted["y"] or parted["s"]):
        return half_at(rules, text, at)
    if match["u"].lower() == "year" and (named := _MONTH_OF_IT.match(text, end)) is not None:
        month = rules.language.months.get(named[1].lower())
        if month is not None:
            return Found(at, named.end(), f"monthof {shift} {month:02d}", "date.month")
    if match["u"].lower() == "week" and (inner := rules.week_day.match(text, end)) is not None:
        return Found(
            at,
            inner.end(),
            f"weekin {shift} {rules.language.weekdays[inner[1].lower()]}",
            "date.weekday",
        )
    if match["u"].lower() == "week" and (inner := rules.week_days.match(text, end)) is not None:
        days = [rules.language.weekdays[inner[place].lower()] for place in (1, 2)]
        return Found(at, inner.end(), f"weekin {shift} {days[0]} / weekin {shift} {days[1]}", "date.range")
    return Found(at, end, f"{match['u'].lower()} {shift}", "date.unit")


def _stretch(rules: DatePatterns, match: re.Match[str], word: str, shift: int) -> Found | None:
    """As in "the past three years"."""
    text, at, end = match.string, match.start(), match.end()
    if match["pu"] == "day" and word == "following" and not match["n"]:
        the = _THE.search(text, max(0, at - 4), at)
        return Found(the.start(), end, "told", "date.told") if the is not None else None
    number = re.split(r" to | or |[-–]", (match["n"] or "").lower().removesuffix(" of"))[-1].strip()
    if word == "following" and number:
        return Found(at, end, "told", "date.told")
    if word not in ("last", "past", "previous", "next", "coming", "upcoming"):
        return None
    if not number and match["pu"] == "day" and (the := _THE.search(text, max(0, at - 4), at)) is not None:
        return Found(the.start(), end, "told", "date.told") if shift > 0 or word == "previous" else None
    if not number and match["pu"] == "day":
        return Found(at, end, f"day {shift}", "date.day")
    count = (
        int(number)
        if number.isdigit()
        else {"few": 3, "couple": 2, "several": 3, "dozen": 12}.get(number)
        or rules.language.small.get(number, 0)
    )
    unit = SPAN_UNITS[match["pu"].lower().removesuffix("s")]
    if not count:
        return None
    return Found(at, end, f"{'past' if shift < 0 else 'coming'} {count} {unit}", "date.stretch")


def from_tens(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "twenty-second of June", "in nineteen ninety-six"."""
    match = rules.dmy.match(text, at)
    if match is not None:
        return named_day(rules, match, at)
    decade = _CENTURY_DECADE.match(text, at)
    if decade is not None:
        first = 2000
        if decade[1]:
            century = {"eighteen": 1800, "nineteen": 1900}.get(decade[1].lower(), 2000)
            first = century + (DECADES.get(decade[2].lower(), 1910) - 1900)
        return Found(at, decade.end(), f"{first} / {first + 9}", "date.decade", True)
    spoken = year_in_words(text, at)
    if spoken is not None and spoken[1] - at > 10 and YEAR_STRONG.search(text, max(0, at - 12), at):
        return Found(at, spoken[1], str(spoken[0]), "date.year", True)
    return None


def from_year_word(_: DatePatterns, text: str, at: int) -> Found | None:
    """As in "year 2012", "FY 2019"."""
    ending = _YEAR_END.match(text, at)
    if ending is not None:
        return Found(at, ending.end(), "year 0 end", "date.part")
    match = _YEAR_WORD.match(text, at)
    if match is None:
        return None
    fiscal = _FISCAL.search(text, max(0, at - 10), at)
    start = fiscal.start() if fiscal is not None else at
    return Found(start, match.end(), match[1] or f"20{match[2]}", "date.year", True)


def from_decade(_: DatePatterns, text: str, at: int) -> Found | None:
    """As in "the nineties"."""
    if not _THE_DECADE.search(text, max(0, at - 14), at) or _WARMTH.search(text, max(0, at - 70), at):
        return None
    word = WORD.match(text, at)
    first = DECADES[word[0].lower()] if word is not None else 0
    return Found(
        at, at + len(word[0] if word is not None else ""), f"{first} / {first + 9}", "date.decade", True
    )


def from_weekend(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "over the weekend", "the weekend of Halloween"."""
    of = _WEEKEND_OF.match(text, at)
    if of is not None:
        word = WORD.match(text, of.end())
        inner = None
        if word is not None and word[0].lower() in rules.language.months:
            named = rules.mdy.match(text, of.end())
            inner = (
                named_day(rules, named, of.end())
                if named is not None and (named["d"] or named["dw"])
                else None
            )
        elif word is not None and word[0].lower() in HOLIDAY_STARTS:
            inner = from_holiday(rules, text, of.end())
        elif text[of.end() : of.end() + 1].isdigit():
            named = rules.dmy.match(text, of.end())
            inner = named_day(rules, named, of.end()) if named is not None else None
        if inner is not None and " of " in of[0] and " / " not in inner.expression:
            the = _THE.search(text, max(0, at - 4), at)
            weekend = "longweekend" if inner.rule == "date.holiday" else "weekend"
            return inner._replace(
                start=the.start() if the else at, expression=f"{inner.expression} {weekend}"
            )
    away = _WEEKEND_AWAY.match(text, at)
    if away is not None:
        the = _THE.search(text, max(0, at - 4), at)
        turn = 2 if away[1].lower() == "after next" else -2
        return Found(the.start() if the else at, away.end(), f"weekend {turn}", "date.unit")
    told = told_at(text, at, "weekend")
    if told is not None:
        return told
    return (
        Found(at, at + 7, "weekend -1", "date.weekend")
        if _THE_WEEKEND.search(text, max(0, at - 12), at) and _AFTER_WEEKEND.match(text, at)
        else None
    )


def from_season(rules: DatePatterns, text: str, at: int) -> Found | None:
    """As in "spring 2019", "in the summer"."""
    match = rules.season.match(text, at)
    if match is not None and match["s"]:
        shift = SHIFTS[match["s"].lower()]
        return Found(at, match.end(), f"seasonof {shift} {SEASONS[match['season'].lower()]}", "date.season")
    if match is not None:
        year = int(match["y"] or 0) or year_of(match["y2"])
        months = season(year, SEASONS[match["season"].lower()]).replace("/", " / ")
        return Found(at, match.end(), months, "date.season", True)
    word = WORD.match(text, at)
    if (
        word is not None
        and word[0].islower()
        and _IN_SEASON.search(text, max(0, at - 16), at)
        and not (word[0] in ("fall", "spring") and _NO_SEASON.match(text, word.end()))
    ):
        return Found(at, word.end(), f"season 0 {SEASONS[word[0]]}", "date.season")
    return None


def told_at(text: str, at: int, word: str) -> Found | None:
    """As in "that weekend", "the same day", "the day before": a day that another one of the text tells."""
    lead = _UNTOLD.search(text, max(0, at - 16), at)
    if lead is not None:
        end = at + len(word)
        return Found(lead.start(), end, "told", "date.told")
    if word in ("week", "month", "quarter", "year", "decade") and (
        _WITHIN_THE.search(text, max(0, at - 15), at)
        or (_OF_THE.search(text, max(0, at - 8), at) and not _NO_OF.search(text, max(0, at - 20), at))
    ):
        end = at + len(word)
        return Found(at - 4, end, f"{word} 0", "date.unit") if _STOPS_AFTER.match(text, end) else None
    if word == "day" and (the := _THE.search(text, max(0, at - 4), at)) is not None:
        side = _SIDE_OF_DAY.match(text, at + 3)
        return Found(the.start(), side.end(), "told", "date.told") if side is not None else None
    return None
