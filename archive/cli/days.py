"""Dates as options take them: days, months, years and words such as `yesterday`."""

from __future__ import annotations

from typing import Any

import click

from archive.cli.context import now


def days(_context: click.Context, _parameter: click.Parameter, written: str | None) -> Any:
    """The first and the last day that an option names."""
    from archive.search import days_named

    if written is None:
        return None
    try:
        return days_named(written, now().date())
    except ValueError as error:
        if "ends before" in str(error):
            raise click.BadParameter(f"{error}; give the earlier day first.") from None
        raise click.BadParameter(
            f"{written!r} is no date, as 2021-07-27, 2021-07, yesterday, last week or 7 days would be."
        ) from None
