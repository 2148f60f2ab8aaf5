"""Whether a date that a text names lies among days that were asked for.

What a publisher claims of a story may mean any day of a month or year. What a text says is taken at its word:
"in 2021" speaks of no day of July, and "21st century" of no year. Only of a stretch between two days, as from
3 to 5 July, each day is spoken of.
"""

from __future__ import annotations

from calendar import monthrange

_YEAR, _MONTH, _DAY = len("2021"), len("2021-07"), len("2021-07-27")


def lies_in(named: str, since: str | None, until: str | None) -> bool:
    """Whether a named date lies in a stretch of time, first and last inclusive.

    Args:
        named: A year, month, day or time, or two of them with a stroke between.
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
    first, last = _ends(named)
    return (since is None or first >= _first_day(since)) and (until is None or last <= _last_day(until))


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
    first, last = _ends(named)
    if operator.startswith(">"):
        return first > _last_day(asked) or (operator == ">=" and first >= _first_day(asked))
    return last < _first_day(asked) or (operator == "<=" and last <= _last_day(asked))


def _ends(named: str) -> tuple[str, str]:
    """The first and the last day, both of which must fit; the other way round where one is enough."""
    first, _, last = named.partition("/")
    if min(map(len, named.split("/"))) >= _DAY:  # each day from first to last is spoken of
        return _first_day(last or first), _last_day(first)
    return _first_day(first), _last_day(last or first)


def _first_day(written: str) -> str:
    return f"{written[:_DAY]}{'-01-01'[len(written) - _YEAR :]}" if len(written) < _DAY else written[:_DAY]


def _last_day(written: str) -> str:
    if len(written) == _YEAR:
        return f"{written}-12-31"
    if len(written) == _MONTH:
        return f"{written}-{monthrange(int(written[:_YEAR]), int(written[-2:]))[1]:02}"
    return written[:_DAY]
