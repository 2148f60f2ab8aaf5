"""Times as the file holds them: UTC, of one width, so that their order is the text's order."""

from __future__ import annotations

from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """An aware moment as the file holds it.

    Example:
        >>> written(datetime(2021, 7, 27, 9, tzinfo=UTC))
        '2021-07-27T09:00:00.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def read(text: str) -> datetime:
    """The moment that a text of the file means."""
    return datetime.fromisoformat(text)
