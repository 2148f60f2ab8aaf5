"""The option that names labels of changes, for the commands that look at changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

LABELS = (
    *("typographic", "spelling", "figure", "money", "percentage", "date", "name", "quotation", "attribution"),
    *("negation", "hedging", "headline", "byline", "dateline", "heading", "correction-note", "boilerplate"),
    *("link", "rewording"),
)


def label_option(help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--label`, which the command takes as `labels`.

    Args:
        help: What it does; the labels there are follow.
    """
    return click.option(
        "--label",
        "labels",
        multiple=True,
        type=click.Choice(LABELS),
        metavar="LABEL",
        help=f"{help}; may be given several times, then any. One of {', '.join(LABELS)}.",
    )
