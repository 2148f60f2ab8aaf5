"""Parts of a stretch of days: its end, its third Monday, the week after it; and days counted from it.

What an expression of `relative` may have after a point.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_PARTS = (
    "early",
    "mid",
    "late",
    "start",
    "end",
    "week",
    "weekend",
    "longweekend",
    "q1",
    "q2",
    "q3",
    "q4",
    "h1",
    "h2",
    "weekto",
)
_COUNTED_PART = re.compile(r"(first|last)(\d+)([DM])$")
_OTHER_PART = re.compile(r"days(\d+)-(\d+)$|nth(\d)-(\d)$|([+-][\d.]+)(D|W|M|Y|14D|10Y)$")

Days = tuple[date, date]


def iso_days(text: str) -> Days:
    """First and last day of an ISO date or range."""
    low, _, high = text.partition("/")
    return _bounds(low)[0], _bounds(high or low)[1]


def _bounds(text: str) -> Days:
    year, month, day = int(text[:4]), int(text[5:7] or 0), int(text[8:10] or 0)
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def is_part(word: str) -> bool:
    """Whether a word of an expression names a part of the point before it."""
    return word in _PARTS or _COUNTED_PART.match(word) is not None or _OTHER_PART.match(word) is not None


def part_of(days: Days, part: str) -> str:  # noqa: PLR0912 - one part after another
    """The part of a stretch from its first to its last day, as ISO 8601 date or range."""
    low, high = days
    counted = _COUNTED_PART.match(part)
    if counted is not None:
        return _counted_part(low, high, counted)
    other = _OTHER_PART.match(part)
    if other is not None:
        return _other_part(low, high, other)
    if part == "week":
        return days_range(low, low + timedelta(6))
    if part == "weekto":
        return days_range(low - timedelta(6), low)
    if part == "longweekend" and low.weekday() in (0, 4):
        return (
            days_range(low - timedelta(2), low) if low.weekday() == 0 else days_range(low, low + timedelta(2))
        )
    if part in ("weekend", "longweekend"):
        saturday = low + timedelta((5 - low.weekday() + 3) % 7 - 3)
        return days_range(saturday, saturday + timedelta(1))
    if part[0] == "h" and part[1].isdigit() and (high - low).days < 32:
        middle = low + timedelta(14)
        return days_range(low, middle) if part == "h1" else days_range(middle + timedelta(1), high)
    if part[0] in "qh" and part[1].isdigit():
        length = 3 if part[0] == "q" else 6
        last = int(part[1]) * length
        return f"{low.year:04d}-{last - length + 1:02d}/{low.year:04d}-{last:02d}"
    if part == "start":
        return low.isoformat()
    if part == "end":
        return high.isoformat()
    if (high - low).days > 300:
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
        span = (high.year - low.year + 1) // 3
        if span >= 2:
            first = low.year + {"early": 0, "mid": span, "late": 2 * span}[part]
            return f"{first:04d}/{high.year if part == 'late' else first + span - 1:04d}"
        return f"{low.year:04d}-{months[0]:02d}/{low.year:04d}-{months[1]:02d}"
    length = (high - low).days + 1
    if length >= 28:
        third = 10 if length < 32 else length // 3
        first = {"early": 0, "mid": third, "late": 2 * third}[part]
        last = length - 1 if part == "late" else first + third - 1
    else:
        first, last = {
            "early": (0, length // 3 - 1),
            "mid": (length // 3, length - length // 3 - 2),
            "late": (length - length // 3 - 1, length - 1),
        }[part]
    return days_range(low + timedelta(first), low + timedelta(max(last, first)))


def _counted_part(low: date, high: date, part: re.Match[str]) -> str:
    """The first or last days or months of a stretch."""
    count = int(part[2])
    if part[3] == "D":
        days = timedelta(count - 1)
        return days_range(low, low + days) if part[1] == "first" else days_range(high - days, high)
    if part[1] == "first":
        return f"{low.isoformat()[:7]}/{'{:04d}-{:02d}'.format(*month_of(low.year, low.month + count - 1))}"
    return f"{'{:04d}-{:02d}'.format(*month_of(high.year, high.month - count + 1))}/{high.isoformat()[:7]}"


def _other_part(low: date, high: date, part: re.Match[str]) -> str:
    """Days of a stretch by their number, the nth weekday in it, or so long after or before it."""
    if part[1] is not None:
        return days_range(low + timedelta(int(part[1]) - 1), min(high, low + timedelta(int(part[2]) - 1)))
    if part[3] is not None:
        count, weekday = int(part[3]), int(part[4])
        if not count:
            return (high - timedelta((high.weekday() - weekday) % 7)).isoformat()
        found = low + timedelta((weekday - low.weekday()) % 7 + 7 * (count - 1))
        if found > high:
            raise ValueError(part[0])
        return found.isoformat()
    return shifted(low if part[5][0] == "-" else high, -float(part[5]), part[6]).isoformat()


def days_range(low: date, high: date) -> str:
    """A range of days, or the day where it is one."""
    return low.isoformat() if low == high else f"{low.isoformat()}/{high.isoformat()}"


def month_of(year: int, month: int) -> tuple[int, int]:
    """Year and month, the month counted over the year's ends."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def shifted(reference: date, number: float, unit: str) -> date:
    """The day `number` units before the reference."""
    if unit in ("D", "night", "business"):
        return reference - timedelta(number)
    if unit in ("W", "WE"):
        return reference - timedelta(weeks=number)
    if unit == "14D":
        return reference - timedelta(days=14 * number)
    months = {"M": 1, "3M": 3, "Y": 12, "10Y": 120, "100Y": 1200}.get(unit)
    if months is None:
        return reference
    year, month = month_of(reference.year, reference.month - round(number * months))
    return date(year, month, min(reference.day, calendar.monthrange(year, month)[1]))
