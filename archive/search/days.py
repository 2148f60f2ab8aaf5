"""Days as people name them: `2021-07`, `31 July 2021`, `yesterday`, `last week`, `2021-07..2021-09`.

Every name means a first and a last day. What is relative hangs on the day given as today, never on a clock.
Weeks begin on Monday. A weekday is the last one before today.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from archive.model import Claimed

_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_WRITTEN = re.compile(r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.?(?: (\d{1,2}),)? (\d{4})")
_BACK = re.compile(r"(?:(last|past) )?(\d{1,4}) (day|week|month|year)s?( ago)?")
_PERIOD = re.compile(r"(this|last) (week|month|year)")


def days_named(written: str, today: date) -> tuple[date, date]:
    """The first and the last day that a name means.

    `7 days` and `last 7 days` end with today; `7 days ago` is one day. `last week` is the whole week before
    this one, and so for months and years.

    Raises:
        ValueError: It is no day, month, year, range or relative form that we know.

    Example:
        >>> [str(day) for day in days_named("last month", date(2021, 7, 27))]
        ['2021-06-01', '2021-06-30']
    """
    text = " ".join(written.casefold().split())
    for sign in ("..", " to "):
        first, found, last = text.partition(sign)
        if found:
            return _in_order(days_named(first, today)[0], days_named(last, today)[1], written)
    try:
        return _single(text, today)
    except OverflowError as error:
        raise ValueError(f"{written!r} is outside the years 1 to 9999") from error


def _in_order(first: date, last: date, written: str) -> tuple[date, date]:
    if first > last:
        raise ValueError(f"{written!r} ends before it begins")
    return first, last


def _single(text: str, today: date) -> tuple[date, date]:
    if text in ("today", "yesterday"):
        day = today - timedelta(days=text == "yesterday")
        return day, day
    name = text.removeprefix("last ")
    if name in _WEEKDAYS:
        day = today - timedelta(days=(today.weekday() - _WEEKDAYS.index(name) - 1) % 7 + 1)
        return day, day
    if found := _PERIOD.fullmatch(text):
        return _period(found[2], today, 1 if found[1] == "last" else 0)
    if found := _BACK.fullmatch(text):
        day = _before(today, int(found[2]), found[3])
        if found[4] and not found[1]:
            return day, day
        if not found[4]:
            return min(day + timedelta(days=1), today), today
    if found := _WRITTEN.fullmatch(text):
        return _written(found, text)
    claimed = Claimed.read(text.upper())
    return claimed.first_day, claimed.last_day


def _written(found: re.Match[str], text: str) -> tuple[date, date]:
    months = [number for number, name in enumerate(_MONTHS, 1) if found[2] in (name, name[:3], name[:4])]
    if not months or (found[1] and found[3]):
        raise ValueError(f"{text!r} is no date")
    day = found[1] or found[3]
    claimed = Claimed.read(f"{found[4]}-{months[0]:02}" + (f"-{int(day):02}" if day else ""))
    return claimed.first_day, claimed.last_day


def _period(unit: str, today: date, back: int) -> tuple[date, date]:
    if unit == "week":
        first = today - timedelta(days=today.weekday() + 7 * back)
        return first, first + timedelta(days=6)
    start = _before(today.replace(day=1), back, unit)
    claimed = Claimed(start.isoformat()[: 7 if unit == "month" else 4])
    return claimed.first_day, claimed.last_day


def _before(day: date, count: int, unit: str) -> date:
    """So many units before a day; where the month has no such day, its last."""
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    month = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    if month < 12:
        raise OverflowError
    last = Claimed(f"{month // 12:04}-{month % 12 + 1:02}").last_day
    return min(last, last.replace(day=min(day.day, last.day)))
