"""The words before a date that belong to it: "since", "on or before", "the week of", "the" of a numbered day."""

# ruff: noqa: E501 - patterns

from __future__ import annotations

import re

from archive.facts.date_words import Found

_PARTICIPLE = re.compile(r"(?i)\w(?:ed|en)\s$")
_LEAD = re.compile(
    r"(?i)(?:\b(?P<bound>(?:(?:in|on|at) or (?=before|after|since|until))?(?:(?:starting|beginning|ending|commencing)(?: from| on| with)?|(?:any ?time )?(?:since|before|after|(?<=time )from)|(?:up )?(?:until|till?)"
    r"|by|prior to|as of|(?:no|not) (?:later|earlier|sooner) than|(?:later|earlier|sooner) than|in advance of|ahead of"
    r"|as (?:early|late) as|(?:year )?greater than|around|circa)(?: or (?:in|on|at))?)(?: around| about)? )?"
    r"(?P<more>(?:(?:the |a )?(?P<week>w/c|week (?:starting|beginning|commencing|of|ending)(?: on)?"
    r"|month of|(?P<unit>day|week) (?P<side>before|after)) )?(?:(?P<the>the )(?P<year>(?:fiscal "
    r"|calendar )?(?:year ))?)?)$"
)
_SIGN = re.compile(r"(?<![<>=\w])(?:[<>] ?=?|[≤≥]) ?$")
_LEAD_WORDS = frozenset(
    [
        "starting",
        "since",
        "before",
        "after",
        "until",
        "till",
        "by",
        "to",
        "of",
        "than",
        "around",
        "about",
        "the",
        "year",
        "beginning",
        "commencing",
        "ending",
        "on",
        "from",
        "with",
        "as",
        "circa",
        "til",
        "w/c",
        "in",
        "at",
    ]
)
_LEADING_TO = {
    "on": ("ing", "or"),
    "in": ("or",),
    "at": ("or",),
    "from": ("ing", "time"),
    "with": ("ing",),
    "of": ("week", "month", "as", "advance", "ahead"),
    "to": ("prior",),
    "than": ("er",),
}
_WITH_THE = (
    "date.weekend",
    "date.counted",
    "date.monthday",
    "date.decade",
    "date.quarter",
    "date.century",
    "date.centuries",
    "date.half",
    "date.day_month",
    "date.season",
)
_SINGLE_DAYS = frozenset(
    f"date.{rule}" for rule in ("day", "weekday", "day_month", "numeric", "iso", "holiday", "monthday")
)
_BY_WHEN = (
    "date.day_month", "date.weekday", "date.part", "date.month", "date.year", "date.unit", "date.day",
)  # fmt: skip
_PLAIN_BOUNDS = frozenset(("by",))
_BEFORE_A_NOUN = ("date.month", "date.weekday", "date.year")
_ORDINAL_START = re.compile(r"(?i)\d+(?:st|nd|rd|th| )|(?!may|march)[a-z]*(?:st|nd|rd|th|second) ")
_PART_START = re.compile(r"(?i)(?:beginning|start|middle|end|close) of ")


def _is_agent(text: str, found: Found, at: int) -> bool:
    """Whether "by" at a place says by whom something was done, not by when: "seen by last year's"."""
    return found.rule not in _BY_WHEN and _PARTICIPLE.search(text, max(0, at - 12), at) is not None


def led(text: str, found: Found, expression: str, floor: int) -> tuple[int, str | None, str]:
    """Where a date begins with the words that belong to it, what bounds it, and what they make of it.

    "The" belongs to it where a day or a stretch has a number ("the 27th", "the 1990s"), "since", "before" and their
    like where they make it the end of a stretch.
    """
    start = found.start
    if (
        start
        and text[start - 1] in "<>=≤≥ "
        and (sign := _SIGN.search(text, max(floor, start - 4), start)) is not None
    ):
        return sign.start(), sign[0].replace(" ", ""), expression
    if (
        start < 3
        or text[start - 1] != " "
        or (word := text[max(0, start - 14) : start - 1].rpartition(" ")[2].lower()) not in _LEAD_WORDS
    ):
        return start, None, expression
    if word in _LEADING_TO and not text[max(0, start - 24) : start - 2 - len(word)].lower().endswith(
        _LEADING_TO[word]
    ):
        # "on" and "of" say nothing by themselves.
        return start, None, expression
    if word not in _PLAIN_BOUNDS:
        return _led_by_words(text, found, expression, max(floor, start - 44))
    at = start - 1 - len(word)
    if at < floor or found.rule == "date.range" or (word == "by" and _is_agent(text, found, at)):
        return start, None, expression
    return at, word, expression


def _led_by_words(text: str, found: Found, expression: str, low: int) -> tuple[int, str | None, str]:
    """The same, where more than one plain word may lead."""
    start = found.start
    match = _LEAD.search(text, low, start)
    is_range = found.rule == "date.range"
    if match is None or (
        is_range
        and not (
            match["bound"]
            or match["week"]
            or _PART_START.match(text, start)
            or _ORDINAL_START.match(text, start)
        )
    ):
        return start, None, expression
    bound = match["bound"]
    if match["week"]:
        start = match.start("more")
        if match["side"]:
            sign = "-" if match["side"].lower() == "before" else "+"
            if found.rule not in _SINGLE_DAYS or " / " in expression:
                return found.start, None, expression
            if match["unit"].lower() == "week":
                near, far = (f"{expression} {sign}{days}D" for days in (1, 7))
                expression = f"{far} / {near}" if sign == "-" else f"{near} / {far}"
                return start, None, expression
            expression = (
                f"{expression} {sign}1D"
                if not expression.startswith("day ")
                else f"day {int(expression[4:].split(' ', maxsplit=1)[0]) + (-1 if match['side'].lower() == 'before' else 1)}"
            )
        elif match["week"].lower().startswith("w") and " / " not in expression:
            expression += " weekto" if "ending" in match["week"].lower() else " week"
    elif match["the"] and (
        text[found.end - 6 : found.end].lower() in ("decade", "ecades")
        or match["year"]
        or (is_range and (_PART_START.match(text, start) or _ORDINAL_START.match(text, start)))
        or (found.rule in _WITH_THE and (found.rule != "date.day_month" or _ORDINAL_START.match(text, start)))
    ):
        start = match.start("the")
    if bound is None:
        return start, None, expression
    if (
        match["the"]
        and start > match.start("the")
        and found.rule in _BEFORE_A_NOUN
        and text[start] not in "yY"
    ):
        # "before the October elections": the article, and so the bound, belong to what follows.
        return start, None, expression
    if bound.lower() == "by" and _is_agent(text, found, match.start()):
        return start, None, expression
    if found.rule == "date.range":
        return start, None, expression
    return match.start("bound"), bound.lower(), expression
