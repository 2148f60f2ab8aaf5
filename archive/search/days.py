"""Days as people name them: `2021-07`, `31 July 2021`, `yesterday`, `last week`, `2021-07..2021-09`.

Every name means a first and a last day, and `2021-07..` has no last one. What is relative hangs on the day
given as today, never on a clock. Weeks begin on Monday. A weekday is the last one before today.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from archive.model import Claimed, Precision

_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_WRITTEN = re.compile(r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.?(?: (\d{1,2}),)? (\d{4})")
_DIGITS = re.compile(
    r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})(\d\d)(\d\d)", re.ASCII
)
_QUARTER = re.compile(r"(\d{4})[- ]?q([1-4])|q([1-4])[- ](\d{4})", re.ASCII)
_BACK = re.compile(r"(?:(last|past) )?(\d{1,4}) (day|week|month|year)s?( ago)?")
_PERIOD = re.compile(r"(this|last) (week|month|year)")


def days_named(written: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day that a name means; None at the end where a range is open.

    `7 days` and `last 7 days` end with today; `7 days ago` is one day. `last week` is the whole week before
    this one, and so for months and years. `2021-Q3` is July to September.

    Raises:
        ValueError: It is no day, month, year, range or relative form that we know; the message is a sentence
            that says why.

    Example:
        >>> [str(day) for day in days_named("last month", date(2021, 7, 27))]
        ['2021-06-01', '2021-06-30']
        >>> [str(day) for day in days_named("2021-07..", date(2021, 7, 27))]
        ['2021-07-01', 'None']
    """
    text = " ".join(written.casefold().split())
    for sign in ("..", " to "):
        before, found, after = text.partition(sign)
        if found and (before or after):
            first = days_named(before, today)[0] if before else None
            last = days_named(after, today)[1] if after else None
            if first is not None and last is not None and first > last:
                raise ValueError(f"{written!r} ends before it begins; give the earlier day first.")
            return first, last
    try:
        return _single(text, today)
    except OverflowError as error:
        raise ValueError(f"{written!r} is outside the years 1 to 9999.") from error


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
    if found := _QUARTER.fullmatch(text):
        year, quarter = found[1] or found[4], int(found[2] or found[3])
        return _days(year, 3 * quarter - 2, None, text)[0], _days(year, 3 * quarter, None, text)[1]
    if found := _DIGITS.fullmatch(text):
        year, month, *days = filter(None, found.groups())
        return _days(year, int(month), days[0] if days else None, text)
    return _claimed(text)


def _claimed(text: str) -> tuple[date, date]:
    """A year, or nothing that we know: what names a time of day, too, as days have none."""
    try:
        claimed = Claimed.read(text.upper())
    except ValueError:
        raise ValueError(
            f"{text!r} is no date, as 2021-07-27, 2021-07, 2021-Q3, 27 July 2021, yesterday, last week or "
            "7 days would be."
        ) from None
    if claimed.precision is Precision.TIME:
        raise ValueError(
            f"{text!r} names a time of day, and whole days (in UTC) are meant here; leave the time out, "
            f"as in {claimed.first_day}."
        )
    return claimed.first_day, claimed.last_day


def _days(year: str, month: int, day: str | None, text: str) -> tuple[date, date]:
    """A month, or one day of it.

    Raises:
        ValueError: There is none such.
        OverflowError: It is too long ago.
    """
    if not int(year):
        raise OverflowError
    if not 1 <= month <= 12:
        raise ValueError(f"{text!r} is no date: there is no month {month}.")
    count = monthrange(int(year), month)[1]
    if day is None:
        return date(int(year), month, 1), date(int(year), month, count)
    if not 1 <= int(day) <= count:
        name = _MONTHS[month - 1].capitalize()
        ending = "st" if count == 31 else "th"
        raise ValueError(f"{text!r} is no date: {name} {year} ends with the {count}{ending}.")
    return (date(int(year), month, int(day)),) * 2


def _written(found: re.Match[str], text: str) -> tuple[date, date]:
    months = [number for number, name in enumerate(_MONTHS, 1) if found[2] in (name, name[:3], name[:4])]
    if not months or (found[1] and found[3]):
        return _claimed(text)
    return _days(found[4], months[0], found[1] or found[3], text)


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
