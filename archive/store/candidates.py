"""Asking the index: which articles may answer a query, best first, and which words it holds.

The index speaks of articles; in which of their revisions a query matches is decided on the texts.
"""

from __future__ import annotations

from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from archive.model import DateField
from archive.search import COLUMN_NAMES, Stems
from archive.store.connection import driver_of
from archive.store.states import chunks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from archive.search import Bound

_PART_WEIGHTS = {"title": 8.0, "heading": 4.0, "byline": 2.0, "body": 1.0, "source": 0.0}
_GONE_WEIGHT = 0.75
_WEIGHTS = [
    _PART_WEIGHTS[name.partition("_")[0]] * (_GONE_WEIGHT if name.endswith("_gone") else 1.0)
    for name in COLUMN_NAMES
]
# One that was only ever refused, is withheld or was erased has none, and is in no answer nor count.
_IS_SHOWN = "EXISTS (SELECT 1 FROM revision WHERE article_id = article.id AND number = 1)"
_NEXT_TERM = "SELECT term FROM search_place WHERE term >= ? LIMIT 1"
_WIDE = 1500
"""From how many revisions on a window's articles are looked up one by one."""

MOST_RANKED = 3000
"""In how many articles words may stand to say something of relevance."""
_SAMPLE = 16

_SCORE = f"bm25(search_index, {', '.join(map(str, _WEIGHTS))})"


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


def ranked(
    connection: Connection,
    bound: Bound,
    window: Window | None = None,
    *,
    as_of: str | None = None,
    limit: int | None = None,
) -> list[tuple[int, float]]:
    """The articles in a bound with their scores, best (highest) first, then by id.

    Args:
        connection: In a transaction.
        bound: What is asked of the index. Nothing ranks what does *not* match: such come newest first,
            and so do more than `MOST_RANKED`.
        window: Only articles of which some revision may have a date in it.
        as_of: Only articles first captured by then, as the file writes times.
        limit: At most so many.
    """
    driver = driver_of(connection)
    ending = "" if limit is None else f" LIMIT {limit}"
    if bound.is_complement:
        where, values = _among("article.id", window, as_of)
        if bound.expression is not None:
            where += " AND article.id NOT IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)"
            values.append(bound.expression)
        found = driver.execute(
            f"SELECT article.id FROM article WHERE {_IS_SHOWN}{where} ORDER BY id DESC{ending}", values
        )
        return [(article_id, 0.0) for (article_id,) in found]
    if bound.expression is None:
        return []
    question = f"SELECT rowid, {_SCORE} AS score FROM search_index WHERE search_index MATCH ?"
    if not _is_wide(driver, window):
        where, values = _listed("+search_index.rowid", window, as_of)
        question += f"{where} ORDER BY score, rowid{ending}"
    elif _is_usual(driver, bound.expression, *_among("+search_index.rowid", window, as_of)):
        where, values = _among("+search_index.rowid", window, as_of)
        question = f"SELECT rowid, 0.0 FROM search_index WHERE search_index MATCH ?{where} "
        question += f"ORDER BY rowid DESC{ending}"
    else:
        # Dates are looked up from the best on, until there are enough.
        where, values = _among("found.rowid", window, as_of)
        if where:
            question = f"SELECT * FROM ({question} ORDER BY score, rowid LIMIT -1) AS found WHERE true{where}"
            question += ending
        else:
            question += f" ORDER BY score, rowid{ending}"
    rows = driver.execute(question, [bound.expression, *values])
    return [(article_id, -score) for article_id, score in rows]


def _is_usual(driver: sqlite3.Connection, expression: str, where: str, values: list[object]) -> bool:
    """Whether more than `MOST_RANKED` articles match; never said of fewer.

    To count them takes as long as to find them all, so that is done only where the newest matches stand so
    close that there may be as many.
    """
    question = f"SELECT rowid FROM search_index WHERE search_index MATCH ?{where}"
    newest = driver.execute(
        f"{question} ORDER BY rowid DESC LIMIT {_SAMPLE}", [expression, *values]
    ).fetchall()
    if len(newest) < _SAMPLE:
        return len(newest) > MOST_RANKED
    first, last = newest[-1][0], newest[0][0]
    if last * _SAMPLE <= MOST_RANKED * (last - first + 1):
        return False
    count = f"SELECT count(*) FROM ({question} LIMIT {MOST_RANKED + 1})"
    return bool(driver.execute(count, [expression, *values]).fetchone()[0] > MOST_RANKED)


def matching(
    connection: Connection, bound: Bound, window: Window | None = None, *, as_of: str | None = None
) -> list[int]:
    """The articles in a bound, by id; the same as `ranked` otherwise."""
    if bound.is_complement:
        return sorted(article_id for article_id, _ in ranked(connection, bound, window, as_of=as_of))
    if bound.expression is None:
        return []
    driver = driver_of(connection)
    among = _among if _is_wide(driver, window) else _listed
    where, values = among("+search_index.rowid", window, as_of)
    question = f"SELECT rowid FROM search_index WHERE search_index MATCH ?{where} ORDER BY rowid"
    return [row[0] for row in driver.execute(question, [bound.expression, *values])]


def by_date(connection: Connection, window: Window | None, *, newest: bool) -> Iterator[tuple[str, int]]:
    """Dates in a window and the articles that have a revision of the date, in order; read as far as needed.

    Every article is there with the date of each of its revisions in the window, and perhaps with more.
    """
    driver = driver_of(connection)
    field = DateField.PUBLISHED if window is None else window.field
    if window is None or field is DateField.MENTIONED:
        window = Window(field, None, None)
    first_looks = ("captured_at", False, " AND number = 1")
    sources = {
        DateField.CAPTURED: [("captured_at", False, "")],
        DateField.MODIFIED: [("modified", True, "")],
    }.get(field, [("published", True, ""), first_looks])
    streams = []
    for column, is_coarse, more in sources:
        inside, values = _inside(column, window, coarse=is_coarse)
        ordered = f"ORDER BY {column} {'DESC' if newest else 'ASC'}"
        question = f"SELECT {column}, article_id FROM revision WHERE {inside}{more} {ordered}"
        streams.append(driver.execute(question, values))
    return merge(*streams, key=itemgetter(0), reverse=newest)


def sources(connection: Connection, article_ids: Iterable[int]) -> dict[int, str | None]:
    """The source of the first look at each article."""
    driver = driver_of(connection)
    found: dict[int, str | None] = {}
    for chunk in chunks(article_ids):
        among = ", ".join(map(str, chunk))
        question = (
            "SELECT revision.article_id, source.name FROM revision "
            "JOIN capture ON capture.id = revision.first_capture_id "
            "LEFT JOIN source ON source.id = capture.source_id "
            f"WHERE revision.number = 1 AND revision.article_id IN ({among})"
        )
        found.update(driver.execute(question))
    return found


def keys(connection: Connection, article_ids: Iterable[int]) -> dict[int, str]:
    """The keys of articles."""
    driver = driver_of(connection)
    found: dict[int, str] = {}
    for chunk in chunks(article_ids):
        found.update(
            driver.execute(f"SELECT id, key FROM article WHERE id IN ({', '.join(map(str, chunk))})")
        )
    return found


def leads(connection: Connection, state_ids: Iterable[int]) -> dict[int, str]:
    """The first passage of each state that has any."""
    driver = driver_of(connection)
    found: dict[int, str] = {}
    for chunk in chunks(state_ids):
        question = (
            "SELECT section.state_id, passage.text FROM section "
            "JOIN passage ON passage.id = json_extract(section.passages, '$[0][0]') "
            f"WHERE section.state_id IN ({', '.join(map(str, chunk))}) "
            "ORDER BY section.state_id, section.position DESC"
        )
        found.update(driver.execute(question))  # of a state's sections the first one's comes last, and stays
    return found


def passages(connection: Connection, passage_ids: Iterable[int]) -> dict[int, str]:
    """The texts of passages."""
    driver = driver_of(connection)
    found: dict[int, str] = {}
    for chunk in chunks(passage_ids):
        among = ", ".join(map(str, chunk))
        found.update(driver.execute(f"SELECT id, text FROM passage WHERE id IN ({among})"))
    return found


def looked_at(connection: Connection, capture_ids: Iterable[int]) -> dict[int, str]:
    """When captures were made."""
    driver = driver_of(connection)
    found: dict[int, str] = {}
    for chunk in chunks(capture_ids):
        among = ", ".join(map(str, chunk))
        found.update(driver.execute(f"SELECT id, captured_at FROM capture WHERE id IN ({among})"))
    return found


def languages(connection: Connection) -> list[str]:
    """The languages that revisions are in, English aside."""
    question = "SELECT DISTINCT language FROM revision WHERE language <> 'en'"
    return [language for (language,) in driver_of(connection).execute(question)]


def forms(connection: Connection, term: str, spoken: Iterable[str]) -> tuple[str, ...]:
    """The inflections of a term that the index holds, in English and what is spoken, and the term itself."""
    stems = Stems(term, spoken)
    driver = driver_of(connection)
    return tuple(
        sorted(
            {
                term,
                *(
                    other
                    for beginning in stems.beginnings
                    for other in _vocabulary(driver, beginning)
                    if stems.has_form(other)
                ),
            }
        )
    )


def _vocabulary(driver: sqlite3.Connection, beginning: str) -> Iterator[str]:
    """The index's terms that begin so.

    Term by term: to list them at once, FTS5 would read all places of each.
    """
    term = beginning
    while (row := driver.execute(_NEXT_TERM, (term,)).fetchone()) is not None:
        if not row[0].startswith(beginning):
            return
        yield row[0]
        term = row[0] + "\x00"


def _is_wide(driver: sqlite3.Connection, window: Window | None) -> bool:
    """Whether so many revisions have a date in a window that it is better not to list them."""
    if window is None or window.field is DateField.MENTIONED:
        return True
    column = {DateField.CAPTURED: "captured_at", DateField.MODIFIED: "modified"}.get(window.field)
    inside, values = _inside(column or "published", window, coarse=column != "captured_at")
    question = f"SELECT count(*) FROM (SELECT 1 FROM revision WHERE {inside} LIMIT {_WIDE})"
    if driver.execute(question, values).fetchone()[0] == _WIDE:
        return True
    inside, values = _inside("captured_at", window, coarse=False)
    question = f"SELECT count(*) FROM (SELECT 1 FROM revision WHERE {inside} LIMIT {_WIDE})"
    return column is None and driver.execute(question, values).fetchone()[0] == _WIDE


def _among(column: str, window: Window | None, as_of: str | None = None) -> tuple[str, list[object]]:
    """A condition that an article have a revision with a date in a window; looked up article by article."""
    where, values = "", list[object]()
    if as_of is not None:
        where = f" AND (SELECT captured_at FROM revision WHERE article_id = {column} AND number = 1) <= ?"
        values.append(as_of)
    if window is None or window.field is DateField.MENTIONED:
        return where, values
    dated, more = _dated(window)
    if window.field is DateField.PUBLISHED:
        captured, last = _inside("first.captured_at", window, coarse=False)
        dated += (
            " OR published IS NULL AND EXISTS (SELECT 1 FROM revision AS first "
            f"WHERE first.article_id = revision.article_id AND first.number = 1 AND {captured})"
        )
        more += last
    where += f" AND EXISTS (SELECT 1 FROM revision WHERE revision.article_id = {column} AND ({dated}))"
    return where, values + more


def _listed(column: str, window: Window | None, as_of: str | None = None) -> tuple[str, list[object]]:
    """The same for a window that few revisions are in: they are listed once."""
    where, values = _among(column, None, as_of)
    if window is None or window.field is DateField.MENTIONED:
        return where, values
    dated, more = _dated(window)
    if window.field is DateField.PUBLISHED:
        captured, last = _inside("captured_at", window, coarse=False)
        dated += (
            f" UNION SELECT article_id FROM revision AS first WHERE number = 1 AND {captured} AND EXISTS "
            "(SELECT 1 FROM revision WHERE article_id = first.article_id AND published IS NULL)"
        )
        more += last
    return f"{where} AND {column} IN (SELECT article_id FROM revision WHERE {dated})", values + more


def _dated(window: Window) -> tuple[str, list[object]]:
    """A condition that a revision claim or have a date in a window, for itself."""
    if window.field is DateField.CAPTURED:
        return _inside("captured_at", window, coarse=False)
    return _inside("modified" if window.field is DateField.MODIFIED else "published", window, coarse=True)


def _inside(column: str, window: Window, *, coarse: bool) -> tuple[str, list[object]]:
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
