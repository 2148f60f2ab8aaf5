"""When to look again: a pure rule, so that it can be read and tested.

A story changes most in its first hours, and each day of quiet makes a change less likely. So the time to
the next look is a share of how long nothing was seen to change, and a little of the story's age: minutes
at first, hours after a day, days after weeks, and never more than two months. A change brings it back to
minutes (for an old story, to hours or days). A look that saw nothing puts the next one off, twice as far
each time.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from archive.model import Outcome
from archive.model.watch import WatchKind

if TYPE_CHECKING:
    from datetime import datetime

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=60)
LONGEST_OF_LIST = timedelta(days=1)
"""A feed that was quiet for a year may list a story tomorrow."""

QUIET_SHARE = 1 / 8
AGE_SHARE = 1 / 500
SPREAD = 0.1
"""Looks are spread by so much on either side, so that stories found together part company."""

_AFTER = {
    Outcome.FAILED: (timedelta(minutes=10), timedelta(days=7)),
    Outcome.REFUSED: (timedelta(hours=3), timedelta(days=30)),
    Outcome.GONE: (timedelta(hours=6), LONGEST),
}
"""After the first look that saw nothing, and at most."""


def next_look(
    url: str,
    *,
    now: datetime,
    kind: WatchKind | None,
    story_at: datetime,
    quiet_since: datetime,
    outcome: Outcome,
    failures: int,
    retry_after_s: float | None = None,
) -> datetime:
    """When an address is looked at next.

    Args:
        url: The address: it decides only where in its spread the look falls.
        now: The time of this look.
        kind: What it is.
        story_at: When the story was published or first heard of; for a list, when it was added.
        quiet_since: When something new was seen last; never: since when it is watched.
        outcome: Of this look.
        failures: Looks in a row that saw nothing, with this one.
        retry_after_s: How long the server asks to be left alone, in seconds.

    Example:
        >>> from datetime import UTC, datetime
        >>> start = datetime(2021, 7, 27, tzinfo=UTC)
        >>> def after(quiet):
        ...     found = next_look("u", now=start + quiet, kind=WatchKind.PAGE, story_at=start,
        ...                       quiet_since=start, outcome=Outcome.SAME, failures=0)
        ...     return round((found - start - quiet) / timedelta(hours=1))
        >>> [after(timedelta(days=days)) for days in (0, 1, 7, 90, 2000)]
        [0, 3, 19, 249, 1309]
    """
    age = max(now - story_at, timedelta())
    quiet = max(now - quiet_since, timedelta())
    longest = LONGEST if kind in (None, WatchKind.PAGE) else LONGEST_OF_LIST
    pause = min(max(quiet * QUIET_SHARE + age * AGE_SHARE, SHORTEST), longest)
    if outcome in _AFTER:
        first, most = _AFTER[outcome]
        pause = max(pause, min(first * 2 ** min(max(failures - 1, 0), 20), most))
    pause = min(pause * (1 + SPREAD * _place(url)), LONGEST * (1 + SPREAD))
    if retry_after_s is not None:
        pause = max(pause, timedelta(seconds=min(retry_after_s, LONGEST.total_seconds())))
    return now + pause


def _place(url: str) -> float:
    """Where in its spread an address falls, from -1 to 1: the same each time."""
    return int.from_bytes(hashlib.sha256(url.encode("utf-8", "replace")).digest()[:4]) / 2**31 - 1
