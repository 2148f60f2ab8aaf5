"""Moments and spans of time as a person reads them: in UTC, to the minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from archive.model import Claimed
from archive.render.layout import counted


def moment(at: datetime) -> str:
    """A moment we observed.

    Example:
        >>> moment(datetime(2021, 7, 27, 15, 0, 59, tzinfo=UTC))
        '2021-07-27 15:00 UTC'
    """
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def claim(claimed: Claimed) -> str:
    """A moment the publisher claims, no finer than it was claimed; a time without zone stays without.

    Example:
        >>> claim(Claimed("2021-07-27T15:00:00Z")), claim(Claimed("2021-07"))
        ('2021-07-27 15:00 UTC', '2021-07')
    """
    return claim_text(claimed.text)


def claim_text(text: str) -> str:
    """The same for a claim's text, as a comparison carries it."""
    if len(text) <= len("2021-07-27"):
        return text
    return f"{text[:10]} {text[11:16]}{' UTC' if text.endswith('Z') else ''}"


def window(not_before: datetime, captured_at: datetime) -> str:
    """When something changed that was seen changed: between two looks.

    Example:
        >>> seen = datetime(2021, 7, 27, 10, 20, tzinfo=UTC)
        >>> window(seen - timedelta(minutes=15), seen)
        'between 10:05 and 10:20 UTC (15 minutes)'
        >>> window(seen - timedelta(days=3), seen)
        'between 2021-07-24 10:20 and 2021-07-27 10:20 UTC (3 days)'
        >>> window(seen, seen + timedelta(seconds=8))
        'between 10:20:00 and 10:20:08 UTC (8 seconds)'
    """
    old, new = not_before.astimezone(UTC), captured_at.astimezone(UTC)
    shape = "%H:%M" if old.date() == new.date() else "%Y-%m-%d %H:%M"
    if f"{old:{shape}}" == f"{new:{shape}}":
        shape += ":%S"
    return f"between {old:{shape}} and {new:{shape}} UTC ({_length(new - old)})"


def change_window(not_before: datetime | None, captured_at: datetime) -> str:
    """The same as a phrase of its own, always with the day; where there is no look before, when it was seen.

    Example:
        >>> seen = datetime(2021, 7, 27, 10, 20, tzinfo=UTC)
        >>> change_window(seen - timedelta(minutes=15), seen)
        'changed on 2021-07-27 between 10:05 and 10:20 UTC (15 minutes)'
    """
    if not_before is None:
        return f"seen {moment(captured_at)}"
    days = {f"{at.astimezone(UTC):%Y-%m-%d}" for at in (not_before, captured_at)}
    on = f"on {days.pop()} " if len(days) == 1 else ""
    return f"changed {on}{window(not_before, captured_at)}"


def _length(span: timedelta) -> str:
    """How long, in the unit that fits."""
    for seconds, noun, least in ((86_400, "day", 2), (3_600, "hour", 2), (60, "minute", 1)):
        if span.total_seconds() >= least * seconds:
            return counted(round(span.total_seconds() / seconds), noun)
    return counted(round(span.total_seconds()), "second")
