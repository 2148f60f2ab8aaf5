"""Dates as options take them: days, months, years and words such as `yesterday`."""

from __future__ import annotations

from typing import Any

import click

from archive.cli.context import now


def days(_context: click.Context, parameter: click.Parameter, written: str | None) -> Any:
    """The first and the last day that an option names; of a range that is open one may be None.

    `since` and `until` are named as options are: what they give has to have that end.
    """
    from archive.search import days_named

    if written is None:
        return None
    try:
        first, last = days_named(written, now().date())
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    if (parameter.name == "since" and first is None) or (parameter.name == "until" and last is None):
        raise click.BadParameter(f"{written!r} has no {'first' if first is None else 'last'} day; name one.")
    return first, last


def moment_or_end(context: click.Context, parameter: click.Parameter, written: str | None) -> Any:
    """The moment that an option names: a time, or the end of a day, month or year.

    So many days up to today are refused: their end is today, and what is meant is that many days ago.
    """
    import re
    from datetime import UTC, datetime, time

    from archive.services.history import moment_named

    if written is None:
        return None
    moment = moment_named(written)
    if moment is not None:
        return moment
    try:
        last = days(context, parameter, written)[1]
    except click.BadParameter as error:
        raise click.BadParameter(f"{error.message} A time is written as 2021-07-27T09:00:00Z.") from None
    if re.fullmatch(r"\s*((last|past)\s+)?\d+\s+(day|week|month|year)s?\s*", written, re.IGNORECASE):
        back = " ".join(written.split()[-2:])
        raise click.BadParameter(f"{written!r} ends today; {back} ago is a day.")
    if last is None:
        raise click.BadParameter(f"{written!r} has no last day; name one.")
    return datetime.combine(last, time.max, UTC)
