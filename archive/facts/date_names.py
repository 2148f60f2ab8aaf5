"""Dates that begin with the name of a month or of a weekday."""

from __future__ import annotations

import re

from archive.facts.date_digits import from_digit, named_day
from archive.facts.date_patterns import DatePatterns
from archive.facts.date_words import (
    BEFORE_YEAR,
    ORDINALS,
    SHIFTS,
    TENS,
    WORD,
    Found,
    day_in_words,
    iso,
    year_in_words,
    year_of,
)

_DAY_NEXT = re.compile(r"(?i) \d| ?[-–/] ?(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b")
_BESIDE_A_DAY = re.compile(
    r"(?i)(?:\bnext week|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun),?(?: or| and)?) $"
)
PART_OF_DAY = re.compile(r" (?:morning|afternoon|evening|night)\b")
_MONTH_LEAD = re.compile(
    r"(?i)\b(?:in|of|last|next|this|since|by|until|till|from|early|late|mid|during|before"
    r"|after|through|to|between|and|month|every)[ -]$"
)
_MONTH_ALONE = re.compile(r"([A-Za-z]+)(?: ([a-z]+)|[.;)”]?(?:$| [A-Z]))")
_SPOKEN_YEARS = ("sixteen", "seventeen", "eighteen", "nineteen", "two")
_LINKS = (
    "the",
    "of",
    "in",
    "between",
    "from",
    "de",
    "del",
    "to",
    "till",
    "until",
    "through",
    "last",
    "this",
    "next",
    "year",
)
_DAYS_IN_WORDS = frozenset((*ORDINALS, *TENS))
_AFTER_MONTH = frozenset((*ORDINALS, *TENS, *_SPOKEN_YEARS, *_LINKS))
_WEEKDAY_ALONE = re.compile(r"([A-Za-z]{3,6}day)(?: ([a-z]+)|\.?$)")
_TITLE = re.compile(r"[A-Z][a-z]{2,5}day ([A-Z][a-z]+)")
_AFTER_WEEKDAY = frozenset((*_LINKS, "morning", "afternoon", "evening", "night"))
_MONTH_OF_YEAR = re.compile(r"(?i)(?:,| of)? (last|this|next) year\b")


def from_month(rules: DatePatterns, text: str, at: int) -> Found | None:
    """The date that begins with the name of a month."""
    if rules.is_english and (alone := _MONTH_ALONE.match(text, at)) is not None:
        following = alone[2]
        if following is None or (following not in _AFTER_MONTH and following not in rules.language.months):
            name = alone[1].lower()
            if name in rules.language.months and not is_no_month(rules, text, at, alone.end(1), name):
                return Found(at, alone.end(1), f"inyear 0 {rules.language.months[name]:02d}", "date.month")
            return None
    match = rules.mdy.match(text, at)
    if match is not None and not (match["d"] is None and match["dw"] is None):
        return named_day(rules, match, at)
    match = rules.my.match(text, at)
    if match is not None:
        return Found(
            at,
            match.end(),
            iso(year_of(match["y"]), rules.language.months[match["m"].lower()]),
            "date.month",
            True,
        )
    match = rules.month.match(text, at)
    if match is None:
        return None
    link = BEFORE_YEAR.match(text, match.end()) if rules.is_english else None
    spoken = year_in_words(text, link.end()) if link else None
    if rules.is_english and (yearly := _MONTH_OF_YEAR.match(text, match.end())) is not None:
        month = rules.language.months[match["m"].lower()]
        return Found(at, yearly.end(), f"monthof {SHIFTS[yearly[1].lower()]} {month:02d}", "date.month")
    if spoken is not None:
        return Found(
            at, spoken[1], iso(spoken[0], rules.language.months[match["m"].lower()]), "date.month", True
        )
    name = match["m"].lower()
    if is_no_month(rules, text, at, match.end(), name):
        return None
    return Found(at, match.end(), f"inyear 0 {rules.language.months[name]:02d}", "date.month")


def is_no_month(rules: DatePatterns, text: str, at: int, end: int, name: str) -> bool:
    """Whether a month's name alone is rather a verb, a person or an abbreviation."""
    if not rules.is_english:
        return not text[at].isupper() and rules.language.code == "de"
    if rules.to_month.match(text, end, end + 24):
        return not text[at].isupper()
    if (
        name == "august"
        and text[at].islower()
        and text[max(0, at - 4) : at].lower().endswith(("an ", "most "))
    ):
        return True
    if name in ("may", "march", "mar") or (len(name) < 5 and name not in ("june", "july")):
        return not text[at].isupper() or (
            _MONTH_LEAD.search(text, max(0, at - 12), at) is None
            and rules.month_list.match(text, end, end + 24) is None
        )
    return False


def my_or_month(rules: DatePatterns, text: str, at: int) -> Found | None:
    """A month with its year, or alone."""
    match = rules.my.match(text, at) or rules.month.match(text, at)
    if match is None or (not text[at].isupper() and match["m"].lower() in ("may", "march", "mar")):
        return None
    month = rules.language.months[match["m"].lower()]
    if "y" in match.re.groupindex:
        return Found(at, match.end(), iso(year_of(match["y"]), month), "date.month", True)
    return Found(at, match.end(), f"inyear 0 {month:02d}", "date.month")


def day_after(rules: DatePatterns, text: str, at: int, end: int) -> Found | None:
    """The date after a weekday: "Tue, 27 July 2021", "Friday 5/12"."""
    if text[end : end + 1] not in (" ", ","):
        return None
    link = rules.day_link.match(text, end)
    if link is None or link.end() >= len(text):
        return None
    place = link.end()
    word = WORD.match(text, place)
    inner = None
    if text[place].isdigit() or (word is not None and rules.is_english and word[0].lower() in _DAYS_IN_WORDS):
        inner = rules.dmy.match(text, place)
    elif word is not None and word[0].lower() in rules.language.months:
        inner = rules.mdy.match(text, place)
    if inner is not None:
        return named_day(rules, inner, at)
    slash = rules.slash.match(text, place) if rules.is_english else None
    if slash is not None:
        return Found(at, slash.end(), f"yearday 0 {int(slash[1]):02d}-{int(slash[2]):02d}", "date.numeric")
    parsed = from_digit(rules, text, place) if text[place].isdigit() else None
    return (
        parsed._replace(start=at)
        if parsed is not None and parsed.rule in ("date.numeric", "date.iso")
        else None
    )


def _is_no_weekday(text: str, at: int, end: int, name: str) -> bool:
    """Whether a short form ("Sun", "sat") is rather a common word."""
    if name in ("tues", "weds", "thur", "thurs"):
        return False
    if not text[at].isupper():
        return True
    if _BESIDE_A_DAY.search(text, max(0, at - 12), at):
        return False
    return not (text[end : end + 1] in (".", ",") or len(name) > 3 or _DAY_NEXT.match(text, end))


def from_weekday(rules: DatePatterns, text: str, at: int) -> Found | None:
    """The date that begins with the name of a weekday."""
    if (
        rules.is_english
        and text[max(0, at - 4) : at].lower() == "the "
        and (title := _TITLE.match(text, at)) is not None
        and title[1].lower() not in rules.language.months
    ):
        # "The Sunday Times": a name.
        return None
    if rules.is_english and (alone := _WEEKDAY_ALONE.match(text, at)) is not None:
        following = alone[2]
        if following is None or (
            following not in _DAYS_IN_WORDS
            and following not in _AFTER_WEEKDAY
            and following not in rules.language.months
        ):
            return Found(
                at, alone.end(1), f"weekday -1 {rules.language.weekdays[alone[1].lower()]}", "date.weekday"
            )
    match = rules.weekday.match(text, at)
    if match is None:
        return None
    name = match["wd"].lower()
    weekday = rules.language.weekdays[name]
    dated = day_after(rules, text, at, match.end("wd") + (text[match.end("wd") : match.end("wd") + 1] == "."))
    if dated is not None:
        return dated
    if (
        rules.is_english
        and len(name) <= 5
        and not match["d"]
        and _is_no_weekday(text, at, match.end("wd"), name)
    ):
        return None
    if match["d"] or match["dw"]:
        day = int(match["d"]) if match["d"] else day_in_words(match["dw"])
        return Found(at, match.end(), f"monthday 0 {day:02d}", "date.monthday")
    shift = match["shift"] or match["shift2"]
    if shift:
        shift = shift.lower().removeprefix("the ")
        has_on = SHIFTS.get(shift) == 1 and text[max(0, at - 3) : at].lower() == "on "
        start = at - 3 if has_on else at
        if shift in ("following", "same", "previous"):
            return Found(start, match.end(), "told", "date.told")
        return Found(start, match.end(), f"weekin {SHIFTS[shift]} {weekday}", "date.weekday")
    end = match.end()
    if text[end - 1] == "." and (end == len(text) or len(name) > 5 or not rules.is_english):
        end -= 1
    part = PART_OF_DAY.match(text, end) if rules.is_english else None
    return Found(at, part.end() if part else end, f"weekday -1 {weekday}", "date.weekday")
