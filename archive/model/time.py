"""Moments we observed, and moments somebody claimed.

`captured_at` and its like are ours: aware datetimes in UTC. A publisher's `published` is a claim
and keeps the precision it was made with: `2021-07-27` stays a day and is never midnight. A claim
without a zone keeps having none; where order is needed it is read as UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a moment was stated, coarsest first."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"


def utc_text(moment: datetime) -> str:
    """An aware moment as ISO 8601 in UTC, without a fraction where it is zero.

    Example:
        >>> utc_text(datetime(2021, 7, 27, 9, 0, tzinfo=UTC))
        '2021-07-27T09:00:00Z'
    """
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


_CLAIM = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ]+(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?)?)?",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A moment as a publisher stated it.

    Attributes:
        text: Normalised ISO 8601: `2021`, `2021-07`, `2021-07-27`, `2021-07-27T09:00:00Z`, or
            `2021-07-27T09:00:00` where no zone was given.

    Example:
        >>> Claimed.read("2017-12-12 09:00:00 -0400").text
        '2017-12-12T13:00:00Z'
        >>> Claimed.read("2021-07-27").precision.value
        'day'
    """

    text: str

    @classmethod
    def read(cls, written: str) -> Claimed:
        """A claim from ISO 8601 text, with as much of it as there is.

        Raises:
            ValueError: The text is no ISO 8601 date or time.
        """
        match = _CLAIM.fullmatch(written.strip())
        if match is None:
            raise ValueError(f"{written!r} is no date as in 2021-07-27 or 2021-07-27T09:00:00Z")
        year, month, day, hour = (match[name] for name in ("year", "month", "day", "hour"))
        date(int(year), int(month or 1), int(day or 1))  # raises ValueError for a 31 April
        if hour is None:
            return cls("-".join(part for part in (year, month, day) if part))
        micro = int((match["fraction"] or "0")[:6].ljust(6, "0"))
        moment = datetime(  # noqa: DTZ001 - the zone follows, where there is one
            int(year), int(month), int(day), int(hour), int(match["minute"]), int(match["second"] or 0), micro
        )
        zone = match["zone"]
        if zone is None:
            return cls(moment.isoformat())
        if zone[0] in "+-":
            digits = zone[1:].replace(":", "").ljust(4, "0")
            shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
            try:
                moment = moment - shift if zone[0] == "+" else moment + shift
            except OverflowError as error:
                raise ValueError(f"{written!r} is outside the years 1 to 9999") from error
        return cls(moment.isoformat() + "Z")

    @classmethod
    def of(cls, moment: datetime | date) -> Claimed:
        """A claim from Python's types: a date is a day, a datetime a time (naive: no zone given)."""
        if isinstance(moment, datetime):
            return cls(utc_text(moment) if moment.tzinfo else moment.isoformat())
        return cls(moment.isoformat())

    @property
    def precision(self) -> Precision:
        """How exactly it was stated."""
        return {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}.get(len(self.text), Precision.TIME)

    @property
    def first_day(self) -> date:
        """The first day it can mean, in UTC: of `2021-07`, the 1 July 2021."""
        return date.fromisoformat((self.text + "-01-01")[:10] if len(self.text) < 10 else self.text[:10])

    @property
    def last_day(self) -> date:
        """The last day it can mean, in UTC: of `2021-07`, the 31 July 2021."""
        first = self.first_day
        if self.precision is Precision.YEAR:
            return date(first.year, 12, 31)
        if self.precision is Precision.MONTH:
            if first.month == 12:
                return date(first.year, 12, 31)
            return date(first.year, first.month + 1, 1) - timedelta(days=1)
        return first

    def __str__(self) -> str:
        return self.text
