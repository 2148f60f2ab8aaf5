"""Whether a date that a text names lies among days that were asked for.

What a publisher claims of a story may mean any day of a month or year. What a text says is taken at its word:
"in 2021" speaks of no day of July, and "21st century" of no year. Only of a stretch between two days, as from
3 to 5 July, each day is spoken of.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from archive.model import Claimed, Precision

if TYPE_CHECKING:
    from datetime import date


def lies_in(named: str, since: str | None, until: str | None) -> bool:
    """Whether a named date lies in a stretch of time, first and last inclusive.

    Args:
        named: A year, month, day or time, or two of them with a stroke between; anything else lies nowhere.
        since: A year, month or day; None: any.
        until: The same.

    Example:
        >>> lies_in("2021-07-27", "2021-07", "2021-07"), lies_in("2021-07", "2021-07-01", "2021-07-31")
        (True, True)
        >>> lies_in("2021-07", "2021-07-15", "2021-07-15"), lies_in("2001/2100", "2021", "2021")
        (False, False)
        >>> lies_in("2021-07-03/2021-07-05", "2021-07-04", "2021-07-04")
        True
    """
    ends = _ends(named)
    if ends is None:
        return False
    first, last = ends
    return (since is None or first >= Claimed(since).first_day) and (
        until is None or last <= Claimed(until).last_day
    )


def comes(named: str, operator: str, asked: str) -> bool:
    """Whether a named date comes before or after another: all of it, or some day of a stretch of days.

    Args:
        named: As for `lies_in`.
        operator: `>`, `>=`, `<` or `<=`.
        asked: A year, month or day.

    Example:
        >>> comes("2021-07", ">", "2021-06"), comes("2021", ">", "2021-06"), comes("2021", ">=", "2021")
        (True, False, True)
    """
    ends = _ends(named)
    if ends is None:
        return False
    (first, last), other = ends, Claimed(asked)
    if operator.startswith(">"):
        return first > other.last_day or (operator == ">=" and first >= other.first_day)
    return last < other.first_day or (operator == "<=" and last <= other.last_day)


@lru_cache(maxsize=1 << 12)
def _ends(named: str) -> tuple[date, date] | None:
    """The first and the last day, both of which must fit; the other way round where one is enough."""
    begin, _, end = named.partition("/")
    try:
        # Of a time the day as it is written, wherever that was.
        first, last = (Claimed.read(each[: len("2021-07-27")]) for each in (begin, end or begin))
    except ValueError:
        return None
    if first.precision is last.precision is Precision.DAY:  # each day from first to last is spoken of
        return last.last_day, first.first_day
    return first.first_day, last.last_day
