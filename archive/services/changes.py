"""What changed across the whole archive, most telling first.

No comparison is stored: the steps wanted are chosen by rows, compared one article at a time, and of what
comes of it only as much is kept as is asked for. So the memory does not depend on the archive, but the time
does on the number of steps in the window.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, time
from heapq import nsmallest
from itertools import groupby, islice
from typing import TYPE_CHECKING

from archive.errors import NotFound
from archive.model import Change, ChangeOrder, LogEntry
from archive.services import history
from archive.services.asking import check_order
from archive.services.compare import log_entries
from archive.store import changes as stored_steps
from archive.store import revisions as stored
from archive.store.moment import written

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date

    from archive.model import Comparison, Label, Revision
    from archive.store.connection import Database

_ENTRY_FIELDS = tuple(field.name for field in fields(LogEntry))


def changes(
    database: Database,
    *,
    since: date | None = None,
    until: date | None = None,
    labels: Collection[Label] = (),
    silent: bool = False,
    source: str | None = None,
    article: str | None = None,
    min_weight: float = 0.0,
    order: ChangeOrder = ChangeOrder.WEIGHT,
    limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Change]:
    """Revisions that changed something against the one before them.

    Args:
        database: Open for reading.
        since: The first day (UTC) on which the change was first seen.
        until: The last such day.
        labels: Only changes that carry any of these; none: all.
        silent: Only silent corrections.
        source: Only changes first seen at this source, in whatever case its name is written.
        article: Only of this one, by key or address.
        min_weight: Only changes that weigh so much, 0 to 1.
        order: The heaviest first, of equal ones the newest; or the newest first.
        limit: How many at most; None: all. By date no more is compared than is needed for so many.
        progress: Called with the steps done and the steps there are.

    Raises:
        NotFound: There is no such article or source.
        BadInput: The days end before they begin.
    """
    check_order(since, until)
    wanted = frozenset(labels)
    with database.reading() as connection:
        window = stored_steps.Window(
            since=None if since is None else written(datetime.combine(since, time.min, UTC)),
            until=None if until is None else written(datetime.combine(until, time.max, UTC)),
            source=None if source is None else _source(stored_steps.sources(connection), source),
            article_id=None if article is None else history.story(database, article).known.article_id,
        )
        is_newest_first = order is ChangeOrder.DATE
        found = (
            change
            for change in _compared(database, window, progress, newest_first=is_newest_first)
            if change.weight >= min_weight
            and (change.silent or not silent)
            and (not wanted or wanted.intersection(change.labels))
        )
        if is_newest_first:
            return list(islice(found, limit))
        return sorted(found, key=_rank) if limit is None else nsmallest(limit, found, key=_rank)


def _rank(change: Change) -> tuple[float, float, str, int]:
    return -change.weight, -change.captured_at.timestamp(), change.article, change.revision


def _source(names: Collection[str], name: str) -> str:
    """The source's name as it is stored.

    Raises:
        NotFound: There is none.
    """
    if any(one.casefold() == name.casefold() for one in names):
        return name
    if not names:
        raise NotFound(f"There is no source {name}: no look in the archive names one.")
    from rapidfuzz import process

    near = [match for match, _, _ in process.extract(name, names, limit=3, score_cutoff=60)]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise NotFound(f"There is no source {name}.{hint} `archive articles --json` names them.")


def _compared(
    database: Database,
    window: stored_steps.Window,
    progress: Callable[[int, int], None] | None,
    *,
    newest_first: bool,
) -> Iterator[Change]:
    """Each step of the window, compared; those of one article that follow each other read together."""
    with database.reading() as connection:
        total = stored_steps.step_count(connection, window) if progress else 0
        done = 0
        steps = stored_steps.steps(connection, window, newest_first=newest_first)
        for (article_id, key), some in groupby(steps, key=lambda step: (step.article_id, step.key)):
            known = stored.Known(article_id, key)
            revisions = stored.revisions(connection, known)
            numbers = [step.number for step in some]
            for entry, comparison in log_entries(database, known, revisions, numbers):
                assert comparison is not None  # a step's number is 2 or more
                yield _change(entry, comparison, revisions[entry.revision - 1])
                done += 1
                if progress:
                    progress(done, total)


def _change(entry: LogEntry, comparison: Comparison, revision: Revision) -> Change:
    return Change(
        **{name: getattr(entry, name) for name in _ENTRY_FIELDS},
        source=revision.source,
        telling=comparison.why[0].change if comparison.why else None,
    )
