"""The days that a search is about, as conditions on the revisions of articles.

A claim may be a month or a year alone, and then meets each of its days; where the publisher claimed no
date of publication, the article's first capture stands for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.model import DateField

if TYPE_CHECKING:
    import sqlite3

WIDE = 1500
"""From how many revisions on a window's articles are looked up one by one."""


class Window(NamedTuple):
    """Days, as ISO 8601 text, first and last inclusive, and the date that is to fall among them."""

    field: DateField
    since: str | None
    until: str | None

    def holds(self, claim: str | None) -> bool:
        """Whether a claim or a time may mean one of these days: `2021-07` meets any day of that July.

        Example:
            >>> july = Window(DateField.PUBLISHED, "2021-07-15", "2021-07-31")
            >>> [july.holds(claim) for claim in ("2021", "2021-07-31T23:00:00Z", "2021-07-14", None)]
            [True, True, False, False]
        """
        if claim is None:
            return False
        return (self.until is None or claim[:10] <= self.until) and (
            self.since is None or claim + "~" >= self.since  # `~` comes after every sign of a date
        )


def is_wide(driver: sqlite3.Connection, window: Window | None) -> bool:
    """Whether so many revisions have a date in a window that it is better not to list them."""
    if window is None or window.field is DateField.MENTIONED:
        return True
    column = {DateField.CAPTURED: "captured_at", DateField.MODIFIED: "modified"}.get(window.field)
    within, values = inside(column or "published", window, coarse=False)
    question = f"SELECT count(*) FROM (SELECT 1 FROM revision WHERE {within} LIMIT {WIDE})"
    if driver.execute(question, values).fetchone()[0] == WIDE:
        return True
    within, values = inside("captured_at", window, coarse=False)
    question = f"SELECT count(*) FROM (SELECT 1 FROM revision WHERE {within} LIMIT {WIDE})"
    return column is None and driver.execute(question, values).fetchone()[0] == WIDE


def among(column: str, window: Window | None, as_of: str | None = None) -> tuple[str, list[object]]:
    """A condition that an article have a revision with a date in a window; looked up article by article."""
    where, values = "", list[object]()
    if as_of is not None:
        where = f" AND (SELECT captured_at FROM revision WHERE article_id = {column} AND number = 1) <= ?"
        values.append(as_of)
    if window is None or window.field is DateField.MENTIONED:
        return where, values
    dated, more = _dated(window)
    if window.field is DateField.PUBLISHED:
        captured, last = inside("first.captured_at", window, coarse=False)
        dated += (
            " OR published IS NULL AND EXISTS (SELECT 1 FROM revision AS first "
            f"WHERE first.article_id = revision.article_id AND first.number = 1 AND {captured})"
        )
        more += last
    where += f" AND EXISTS (SELECT 1 FROM revision WHERE revision.article_id = {column} AND ({dated}))"
    return where, values + more


def dated_articles(driver: sqlite3.Connection, window: Window) -> set[int]:
    """The articles that have a revision with a date in a window: all that `among` lets pass."""
    column = {DateField.CAPTURED: "captured_at", DateField.MODIFIED: "modified"}.get(
        window.field, "published"
    )
    within, values = inside(column, window, coarse=False)
    question = f"SELECT DISTINCT article_id FROM revision WHERE {within}"
    found = {row[0] for row in driver.execute(question, values)}
    if window.field is not DateField.CAPTURED and window.since is not None:
        # A month or a year alone comes before its days: asked for with them, SQLite would not use the index.
        question = f"SELECT article_id FROM revision WHERE {column} IN (?, ?)"
        if window.until is not None:
            question += f" AND {column} <= ?"
        coarse = [window.since[:7], window.since[:4]]
        coarse += [] if window.until is None else [window.until + "~"]
        found.update(row[0] for row in driver.execute(question, coarse))
    if window.field is DateField.PUBLISHED:
        captured, last = inside("captured_at", window, coarse=False)
        question = (
            f"SELECT article_id FROM revision AS first WHERE number = 1 AND {captured} AND EXISTS "
            "(SELECT 1 FROM revision WHERE article_id = first.article_id AND published IS NULL)"
        )
        if driver.execute("SELECT 1 FROM revision WHERE published IS NULL LIMIT 1").fetchone():
            found.update(row[0] for row in driver.execute(question, last))
    return found


def _dated(window: Window) -> tuple[str, list[object]]:
    """A condition that a revision claim or have a date in a window, for itself."""
    if window.field is DateField.CAPTURED:
        return inside("captured_at", window, coarse=False)
    return inside("modified" if window.field is DateField.MODIFIED else "published", window, coarse=True)


def inside(column: str, window: Window, *, coarse: bool) -> tuple[str, list[object]]:
    """A condition on a date as text; `coarse`: it may be a month or a year alone."""
    conditions, values = [f"{column} IS NOT NULL"], list[object]()
    if window.since is not None:
        if coarse:
            conditions.append(f"({column} >= ? OR {column} IN (?, ?))")
            values += [window.since, window.since[:7], window.since[:4]]
        else:
            conditions.append(f"{column} >= ?")
            values.append(window.since)
    if window.until is not None:
        conditions.append(f"{column} <= ?")
        values.append(window.until + "~")
    return " AND ".join(conditions), values
