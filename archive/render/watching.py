"""What is watched, and what came of each look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from archive.model import Outcome
from archive.model.watch import Watched, WatchLook
from archive.render.layout import Piece, clipped, counted, padded, wrap
from archive.render.listing import OUTCOME_INKS
from archive.render.look import Ink, Look
from archive.render.moment import moment
from archive.render.table import Column, table


def watch_line(came: WatchLook, look: Look) -> str:
    """What came of one look: outcome, what it was, where, why, and when the next one is due."""
    pieces: list[Piece] = []
    if came.article is not None:
        number = "" if came.revision is None else f"@{came.revision}"
        pieces += [Piece(came.article + number), Piece("  ")]
    elif came.kind is not None:
        pieces += [Piece(came.kind.value), Piece("  ")]
    pieces.append(Piece(came.address, Ink.QUIET))
    if came.stories:
        pieces.append(Piece(f": {counted(came.stories, 'new story', 'new stories')}"))
    if came.reason:
        pieces.append(Piece(f": {came.reason}"))
    pieces.append(Piece(f"; next {moment(came.next_at)}", Ink.QUIET))
    ink = OUTCOME_INKS.get(came.outcome, Ink.QUIET)
    return "\n".join(wrap(pieces, look, first=[Piece(padded(came.outcome.value, 8), ink), Piece("  ")]))


def watched_list(rows: Sequence[Watched], look: Look, now: datetime) -> str:
    """One line an address: kind, stories found, last look and what came of it, when it is due."""
    if not rows:
        return "Nothing is watched. `archive watch add URL` adds a page, feed or sitemap."
    outcomes = [row.outcome for row in rows]
    columns = [
        Column("KIND", [Piece(row.kind.value if row.kind else "?") for row in rows]),
        Column("STORIES", [Piece(f"{row.stories:,}" if row.stories else "-") for row in rows], is_right=True),
        Column(
            "LAST LOOK", [Piece(moment(row.looked_at) if row.looked_at else "-", Ink.QUIET) for row in rows]
        ),
        Column(
            "OUTCOME",
            [
                Piece(one.value, OUTCOME_INKS.get(one, Ink.QUIET)) if isinstance(one, Outcome) else Piece("-")
                for one in outcomes
            ],
        ),
        Column("NEXT", [Piece(_until(row.next_at - now)) for row in rows]),
    ]
    where = [
        [Piece(f"{row.address}: {clipped(row.reason, 200)}" if row.reason else row.address)] for row in rows
    ]
    return table(columns, "ADDRESS", where, look, is_clipped=False)


def _until(pause: timedelta) -> str:
    """How long until something is due: `now`, `12 min`, `5 h`, `3 d`."""
    minutes = pause.total_seconds() / 60
    if minutes < 1:
        return "now"
    if minutes < 90:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 60 * 48 else f"{minutes / 1440:.0f} d"
