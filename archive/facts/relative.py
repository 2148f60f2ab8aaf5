"""Dates that hang on the story's own: the little language of `Mention.relative`, and its reading.

An expression is one *point*, or two parted by ` / ` (a range). A point is an ISO 8601 date of any
precision (`2021`, `2021-06`, `2021-06-30`), or one of these words with its arguments, counted from
the reference, the day of the story:

| expression | means |
| --- | --- |
| `day N` | N days after it (`day 0` today, `day -1` yesterday) |
| `week N`, `weekend N`, `month N`, `quarter N`, `year N`, `decade N`, `century N` | that unit, N after the current one |
| `ago N UNIT …` | N units before it (after it where N is negative), as precise as the last unit |
| `past N UNIT`, `coming N UNIT` | the stretch of N units that ends or begins with it |
| `weekday T W` | weekday W (0 is Monday), see T |
| `weekin N W` | weekday W of the week N after the current one |
| `yearday T MM-DD`, `inyear T MM`, `monthday T DD` | that day or month, year or month unsaid, see T |
| `feastof N NAME` | the day that moves, of the year N after the current one |
| `feast T NAME` | a day that moves (`feast 0 easter`), an underscore for a space, see T |
| `monthin N DD` | that day of the month N after the current one |
| `weekof N WW` | ISO week WW of the year N after the current one |
| `told` | a day told by another day of the text ("the next day"): it names none by itself |
| `dayof N MM-DD` | that day of the year N after the current one |
| `seasonof N S` | season S of the year N after the current one |
| `monthof N MM`, `season T S`, `quarterof T Q` | month MM of year N; a season (1 spring to 4 winter) or quarter, see T |

T says which: `-1` the last one up to the reference, `1` the next from it on, `0` the nearest; of `inyear` and `weekday`,
`-2` and `2` one before or after the current.
After a point may stand a part: `early`, `mid`, `late` (thirds), `start`, `end` (its first or last day),
`week` (the seven days from it), `weekend` (the nearest), `longweekend` (with the Monday or Friday that the day is), `q1` to `q4`, `h1`, `h2` (quarters and halves of a
year, `h1`, `h2` of a month too), `first14D`, `last2M` (its first or last days or months), `weekto` (the seven days
that end with it), `days8-14` (its 8th to 14th day), `nth3-0` (its third Monday; `nth0` is the last), `+3D`, `-2W` (so
many days, weeks, months or years after or before it). A second part is one of the first.
After a day may stand a time of day, as `T08:30`.

Example:
    >>> resolved("weekday -1 0", date(2021, 7, 27))
    '2021-07-26'
    >>> resolved("inyear 0 06 late", date(2021, 7, 27))
    '2021-06-21/2021-06-30'
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from archive.facts.date_parts import days_range, is_part, iso_days, month_of, part_of, shifted
from archive.facts.feasts import feast_day

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
_CLOCK = re.compile(r"T\d\d:\d\d")
_MONTH = len("2021-06")
_NEAREST = re.compile(r"^(weekday|yearday|inyear|monthday|feast) (?:-1|0|1) ")
_UNTOLD = re.compile(r"^(weekday|yearday|inyear|monthday|feast) [01] ")


def is_absolute(expression: str) -> bool:
    """Whether an expression needs no reference."""
    return all(_ISO.match(point.split(" ")[0]) for point in expression.split(" / "))


@lru_cache(maxsize=4096)
def resolved(expression: str, reference: date | None) -> str | None:
    """The ISO 8601 date or range that an expression names; None where it names none.

    Args:
        expression: In the language of this module.
        reference: The day of the story; None where unknown, and then only absolute dates resolve.

    Returns:
        A date of the precision the words have; ranges as `first/last`, both included.
    """
    ends = expression.split(" / ")
    if len(ends) == 2 and ends[1] == "day 0":
        # "from March to date" began before today.
        ends[0] = _UNTOLD.sub(r"\1 -1 ", ends[0])
    try:
        points = [_point(end, reference) for end in ends]
    except (ValueError, OverflowError):
        return None
    if any(point is None for point in points):
        return None
    if len(points) == 1:
        return points[0]
    low, high = points[0] or "", points[1] or ""
    low, high = low.split("/")[0], high.split("/")[-1]
    if reference is not None and low > high and not is_absolute(ends[1]):
        # "from November to March", "Monday to Friday": the second end is the one after the first.
        after = _NEAREST.sub(r"\1 1 ", ends[1])
        turned = _point(after, iso_days(low)[0]) if _NEAREST.match(ends[1]) and "T" not in low else None
        high = turned.split("/")[-1] if turned else high
        for _ in range(2):
            if high < low[: len(high)]:
                high = _later(high) or high
    if len(high) == _MONTH and low.endswith("-01") and ends[0].endswith("M"):
        low = low[:_MONTH]
    return f"{low}/{high}"


def _later(day: str) -> str | None:
    """The same day a year on."""
    return f"{int(day[:4]) + 1:04d}{day[4:]}" if day[:4].isdigit() else None


def _point(point: str, reference: date | None) -> str | None:
    words = point.split(" ")
    if len(words) > 1 and _CLOCK.match(words[-1]):
        day = _point(" ".join(words[:-1]), reference)
        return day + words[-1] if day and _ISO.match(day) and len(day) == 10 else day
    if len(words) > 2 and is_part(words[-1]) and is_part(words[-2]):
        inner = _point(" ".join(words[:-1]), reference)
        return part_of(iso_days(inner), words[-1]) if inner else None
    part = words.pop() if is_part(words[-1]) else ""
    iso = _ISO.match(words[0])
    if iso is not None:
        if not part:
            date(int(iso[1]), int(iso[2] or 1), int(iso[3] or 1))
            return words[0]
        return part_of(iso_days(words[0]), part)
    if reference is None or words[0] == "told":
        return None
    text = _relative(words, reference)
    return part_of(iso_days(text), part) if part and text else text


def _relative(words: list[str], reference: date) -> str | None:
    return (
        _COUNTED[words[0]](words[1:], reference)
        if words[0] in _COUNTED
        else _UNITS[words[0]](int(words[1]), reference)
    )


def _week(number: int, reference: date) -> date:
    return reference - timedelta(reference.weekday()) + timedelta(weeks=number)


def _unit_day(number: int, reference: date) -> str:
    return (reference + timedelta(number)).isoformat()


def _unit_week(number: int, reference: date) -> str:
    monday = _week(number, reference)
    return days_range(monday, monday + timedelta(6))


def _unit_weekend(number: int, reference: date) -> str:
    monday = _week(number, reference)
    return days_range(monday + timedelta(5), monday + timedelta(6))


def _unit_month(number: int, reference: date) -> str:
    return "{:04d}-{:02d}".format(*month_of(reference.year, reference.month + number))


def _quarter(year: int, quarter: int) -> str:
    return f"{year:04d}-{quarter * 3 - 2:02d}/{year:04d}-{quarter * 3:02d}"


def _unit_quarter(number: int, reference: date) -> str:
    count = reference.year * 4 + (reference.month - 1) // 3 + number
    return _quarter(count // 4, count % 4 + 1)


def _unit_year(number: int, reference: date) -> str:
    return f"{reference.year + number:04d}"


def _unit_decade(number: int, reference: date) -> str:
    first = reference.year // 10 * 10 + 10 * number
    return f"{first:04d}/{first + 9:04d}"


def _unit_century(number: int, reference: date) -> str:
    first = reference.year // 100 * 100 + 100 * number
    return f"{first:04d}/{first + 99:04d}"


def _ago(words: list[str], reference: date) -> str:
    day = reference
    for count, unit in zip(words[::2], words[1::2], strict=True):
        day = shifted(day, float(count), unit)
    precision = {"M": 7, "Y": 4, "10Y": 4, "100Y": 4}.get(words[-1], 10)
    return day.isoformat()[:precision]


def _past(words: list[str], reference: date) -> str:
    return days_range(shifted(reference, float(words[0]), words[1]), reference)


def _coming(words: list[str], reference: date) -> str:
    return days_range(reference + timedelta(1), shifted(reference, -float(words[0]), words[1]))


def _nearest(turn: int, low: date | None, high: date, reference: date) -> date:
    if turn < 0 and low is not None:
        return low
    if turn > 0 or low is None:
        return high
    return low if (reference - low) <= (high - reference) else high


def _weekday(words: list[str], reference: date) -> str:
    turn, weekday = int(words[0]), int(words[1])
    if abs(turn) > 1:
        reference += timedelta(turn // 2)
    low = reference - timedelta((reference.weekday() - weekday) % 7)
    high = reference + timedelta((weekday - reference.weekday()) % 7)
    return _nearest(turn, low, high, reference).isoformat()


def _weekin(words: list[str], reference: date) -> str:
    return (_week(int(words[0]), reference) + timedelta(int(words[1]))).isoformat()


def _yearday(words: list[str], reference: date) -> str:
    turn, month, day = int(words[0]), int(words[1][:2]), int(words[1][3:])
    days = [
        date(year, month, day)
        for year in range(reference.year - 8, reference.year + 9)
        if day <= calendar.monthrange(year, month)[1]
    ]
    if not days:
        raise ValueError(words[1])
    low = max(found for found in days if found <= reference)
    high = min(found for found in days if found >= reference)
    return _nearest(turn, low, high, reference).isoformat()


def _feast(words: list[str], reference: date) -> str:
    name = words[1].replace("_", " ")
    days = [feast_day(name, reference.year + offset) for offset in (-1, 0, 1)]
    low = max(found for found in days if found <= reference)
    high = min(found for found in days if found >= reference)
    return _nearest(int(words[0]), low, high, reference).isoformat()


def _feastof(words: list[str], reference: date) -> str:
    return feast_day(words[1].replace("_", " "), reference.year + int(words[0])).isoformat()


def _inyear(words: list[str], reference: date) -> str:
    turn, month = int(words[0]), int(words[1])
    apart = (month - reference.month) % 12
    if abs(turn) > 1:
        apart = apart or 12
        months = apart if turn > 0 else apart - 12 if apart < 12 else -12
        return "{:04d}-{:02d}".format(*month_of(reference.year, reference.month + months))
    if turn > 0 or (turn == 0 and apart < 6):
        return "{:04d}-{:02d}".format(*month_of(reference.year, reference.month + apart))
    return "{:04d}-{:02d}".format(*month_of(reference.year, reference.month - (12 - apart) % 12))


def _monthday(words: list[str], reference: date) -> str:
    turn, day = int(words[0]), int(words[1])
    days = []
    for offset in range(-3, 4):
        year, month = month_of(reference.year, reference.month + offset)
        if day <= calendar.monthrange(year, month)[1]:
            days.append(date(year, month, day))
    low = max(found for found in days if found <= reference)
    high = min(found for found in days if found >= reference)
    return _nearest(turn, low, high, reference).isoformat()


def _monthin(words: list[str], reference: date) -> str:
    year, month = month_of(reference.year, reference.month + int(words[0]))
    return date(year, month, int(words[1])).isoformat()


def iso_week(year: int, number: int) -> str:
    """The seven days of a week of a year, as ISO 8601 counts them.

    Raises:
        ValueError: The year has no such week.
    """
    return days_range(date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7))


def _weekof(words: list[str], reference: date) -> str:
    return iso_week(reference.year + int(words[0]), int(words[1]))


def _monthof(words: list[str], reference: date) -> str:
    return f"{reference.year + int(words[0]):04d}-{int(words[1]):02d}"


def season(year: int, number: int) -> str:
    """A meteorological season of the north, by months; winter runs into the next year."""
    if number == 4:
        return f"{year:04d}-12/{year + 1:04d}-02"
    return f"{year:04d}-{number * 3:02d}/{year:04d}-{number * 3 + 2:02d}"


def _season(words: list[str], reference: date) -> str:
    turn, number = int(words[0]), int(words[1])
    choices = [season(reference.year + offset, number) for offset in (-1, 0, 1)]
    if turn < 0:
        past = [choice for choice in choices if choice[:7] <= reference.isoformat()[:7]]
        return past[-1]
    if turn > 0:
        return next(choice for choice in choices if choice[8:] >= reference.isoformat()[:7])

    def middle(choice: str) -> int:
        low, high = iso_days(choice)
        return abs((low - reference).days + (high - reference).days)

    return min(choices, key=middle)


def _dayof(words: list[str], reference: date) -> str:
    return date(reference.year + int(words[0]), int(words[1][:2]), int(words[1][3:])).isoformat()


def _seasonof(words: list[str], reference: date) -> str:
    return season(reference.year + int(words[0]), int(words[1]))


def _quarterof(words: list[str], reference: date) -> str:
    turn, number = int(words[0]), int(words[1])
    year = reference.year
    if turn < 0 and number * 3 - 2 > reference.month:
        year -= 1
    if turn > 0 and number * 3 < reference.month:
        year += 1
    return _quarter(year, number)


_UNITS = {
    "week": _unit_week,
    "workweek": _unit_week,
    "weekend": _unit_weekend,
    "month": _unit_month,
    "quarter": _unit_quarter,
    "year": _unit_year,
    "decade": _unit_decade,
    "century": _unit_century,
    "day": _unit_day,
}
_COUNTED = {
    "ago": _ago,
    "past": _past,
    "coming": _coming,
    "weekday": _weekday,
    "weekin": _weekin,
    "yearday": _yearday,
    "feast": _feast,
    "feastof": _feastof,
    "inyear": _inyear,
    "monthday": _monthday,
    "monthin": _monthin,
    "monthof": _monthof,
    "weekof": _weekof,
    "season": _season,
    "quarterof": _quarterof,
    "seasonof": _seasonof,
    "dayof": _dayof,
}
