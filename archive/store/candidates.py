"""Asking the index: which articles may answer a query, best first, and which words it holds.

The index speaks of articles; in which of their revisions a query matches is decided on the texts.
"""

from __future__ import annotations

from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING

from archive.model import DateField
from archive.search import COLUMNS, LATEST
from archive.store.connection import driver_of
from archive.store.states import chunks
from archive.store.window import Window, among, dated_articles, inside, is_wide

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from archive.search import Bound, Split

_PART_WEIGHTS = {"title": 8.0, "heading": 4.0, "byline": 2.0, "body": 1.0, "source": 0.0}
_GONE_WEIGHT = 0.75
_WEIGHTS = [_PART_WEIGHTS[part] * (1.0 if fate in LATEST else _GONE_WEIGHT) for part, fate in COLUMNS]
# One that was only ever refused, is withheld or was erased has none, and is in no answer nor count.
_IS_SHOWN = "EXISTS (SELECT 1 FROM revision WHERE article_id = article.id AND number = 1)"

MOST_RANKED = 1000
"""How many articles may match to be ranked; of more, the newest come first."""
MOST_TELLING = 4000
"""In how many articles each of several words may stand to say something of relevance."""
_SAMPLE = 16
MANY = 1000
"""From how many articles on a window's are listed rather than each looked up."""


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
    if bound.is_complement:
        where, values = among("article.id", window, as_of)
        if bound.expression is not None:
            where += " AND article.id NOT IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)"
            values.append(bound.expression)
        found = driver.execute(
            f"SELECT article.id FROM article WHERE {_IS_SHOWN}{where} ORDER BY id DESC{_ending(limit)}",
            values,
        )
        return [(article_id, 0.0) for (article_id,) in found]
    if bound.expression is None:
        return []
    if window is None or window.field is DateField.MENTIONED:
        where, values = among("+found.rowid", None, as_of)
        # What is ranked must not hang on the limit: pages would not be of one order.
        newest = _newest(driver, bound, where, values, MOST_RANKED + 1)
        if len(newest) <= MOST_RANKED:
            return _ranked(driver, bound, newest, (where, values), limit)
        if limit is None or limit > len(newest):
            newest = _newest(driver, bound, where, values, limit)
        return [(article_id, 0.0) for article_id in newest[:limit]]
    table, expression = _asked(bound)
    is_broad = is_wide(driver, window)
    if is_broad and _is_single(bound):
        # Dates are looked up from the best on, until there are enough; of a usual word, from the newest on.
        newest = _newest(driver, bound, "", [], MOST_RANKED + 1)
        if not newest:
            return []
        if len(newest) > MOST_RANKED:
            where, values = among("+found.rowid", window, as_of)
            return [(article_id, 0.0) for article_id in _newest(driver, bound, where, values, limit)]
        where, values = among("found.rowid", window, as_of)
        question = f"SELECT rowid, {_score(table)} AS score FROM {table} WHERE {table} MATCH ?"
        question = f"SELECT * FROM ({question} ORDER BY score, rowid LIMIT -1) AS found WHERE true{where}"
        rows = driver.execute(question + _ending(limit), [expression, *values])
        return [(article_id, -score) for article_id, score in rows]
    article_ids = matching(connection, bound, window, as_of=as_of)
    if len(article_ids) > MOST_RANKED and is_broad:
        return [(article_id, 0.0) for article_id in article_ids[::-1][:limit]]
    where = f" AND +found.rowid IN ({', '.join(map(str, article_ids))})"
    return _ranked(driver, bound, article_ids, (where, []), limit)


def _asked(bound: Bound) -> tuple[str, str]:
    """The index that ranks a bound, and what it is asked."""
    if bound.split is not None and bound.split.is_headline:
        return "search_pair", bound.split.pairs
    return "search_index", bound.expression or ""


def _is_single(bound: Bound) -> bool:
    """Whether to rank what matches takes no longer than to find it: headlines, or one word in any form."""
    return bound.words == (bound.expression,) or (bound.split is not None and bound.split.is_headline)


def _newest(
    driver: sqlite3.Connection,
    bound: Bound,
    where: str,
    values: list[object],
    limit: int | None,
    *,
    is_exact: bool = False,
) -> list[int]:
    """The articles that match, newest in the archive first; some more perhaps, unless it is to be exact."""
    split = bound.split
    if split is not None and (split.is_exact or not is_exact):
        return _listed(driver, *_question(split), where, values, limit)
    question = "SELECT rowid FROM search_index AS found WHERE search_index MATCH ?"
    return _listed(driver, question, [bound.expression], where, values, limit)


def _question(split: Split) -> tuple[str, list[object]]:
    """What the index of pairs is asked, and that of words where they do not tell all."""
    question = "SELECT rowid FROM search_pair AS found WHERE search_pair MATCH ?"
    if split.words is None:
        return question, [split.pairs]
    words = f"SELECT rowid FROM search_index AS found WHERE search_index MATCH ? AND +rowid IN ({question})"
    return words, [split.words, split.pairs]


def _listed(
    driver: sqlite3.Connection,
    question: str,
    asked: list[object],
    where: str,
    values: list[object],
    limit: int | None,
) -> list[int]:
    rows = driver.execute(f"{question}{where} ORDER BY rowid DESC{_ending(limit)}", [*asked, *values])
    return [article_id for (article_id,) in rows]


def _ranked(
    driver: sqlite3.Connection,
    bound: Bound,
    article_ids: list[int],
    among_them: tuple[str, list[object]],
    limit: int | None,
) -> list[tuple[int, float]]:
    """Articles by all that is asked for, or by the rarer of the words; the newest first where all are usual.

    BM25 goes twice through all that matches: for a phrase or a word that stands nearly everywhere that
    takes many times as long as for one word, which ranks the same articles much alike.

    Args:
        driver: In a transaction.
        bound: What is asked for.
        article_ids: All that match.
        among_them: A condition that holds of these, of all that match.
        limit: At most so many.
    """
    if len(article_ids) < 2:
        return [(article_id, 0.0) for article_id in article_ids]
    words = bound.words or (bound.expression or "",)
    telling = [word for word in words if not _is_usual(driver, word, MOST_TELLING)]
    if _is_single(bound) or (bound.is_plain and len(telling) == len(words)):
        return _scored(driver, *_asked(bound), *among_them, limit)
    telling = [word for word in telling if not _is_usual(driver, word, MOST_RANKED)] or telling[-1:]
    if not telling:
        return [(article_id, 0.0) for article_id in sorted(article_ids, reverse=True)[:limit]]
    where = f" AND +found.rowid IN ({', '.join(map(str, article_ids))})"
    found = _scored(driver, "search_index", " OR ".join(telling), where, [], limit)
    if len(found) < min(len(article_ids), limit or len(article_ids)):
        missing = set(article_ids).difference(article_id for article_id, _ in found)
        found += [(article_id, 0.0) for article_id in sorted(missing, reverse=True)]
    return found[:limit]


def _scored(
    driver: sqlite3.Connection,
    table: str,
    expression: str,
    where: str,
    values: list[object],
    limit: int | None,
) -> list[tuple[int, float]]:
    question = f"SELECT rowid, {_score(table)} AS score FROM {table} AS found WHERE {table} MATCH ?{where}"
    rows = driver.execute(f"{question} ORDER BY score, rowid{_ending(limit)}", [expression, *values])
    return [(article_id, -score) for article_id, score in rows]


def _score(table: str) -> str:
    """What FTS5 ranks by: the lower the better."""
    return f"bm25({table}, {', '.join(map(str, _WEIGHTS))})"


def _ending(limit: int | None) -> str:
    return "" if limit is None else f" LIMIT {limit}"


def _is_usual(driver: sqlite3.Connection, word: str, most: int) -> bool:
    """Whether a word stands in more articles than so many; never said of one in fewer.

    To count them takes as long as to find them all, so that is done only where the newest stand so close
    that there may be as many.
    """
    question = "SELECT rowid FROM search_index WHERE search_index MATCH ?"
    newest = driver.execute(f"{question} ORDER BY rowid DESC LIMIT {_SAMPLE}", (word,)).fetchall()
    if len(newest) < _SAMPLE:
        return len(newest) > most
    first, last = newest[-1][0], newest[0][0]
    if last * _SAMPLE <= most * (last - first + 1):
        return False
    count = f"SELECT count(*) FROM ({question} LIMIT {most + 1})"
    return bool(driver.execute(count, (word,)).fetchone()[0] > most)


def matching(
    connection: Connection,
    bound: Bound,
    window: Window | None = None,
    *,
    as_of: str | None = None,
    is_exact: bool = False,
) -> list[int]:
    """The articles in a bound, by id; the same as `ranked` otherwise.

    Unless it is to be exact there may be some more, as there may be in what `ranked` gives.
    """
    if bound.is_complement:
        return sorted(article_id for article_id, _ in ranked(connection, bound, window, as_of=as_of))
    if bound.expression is None:
        return []
    driver = driver_of(connection)
    where, values = among("+found.rowid", None, as_of)
    is_broad = is_wide(driver, window)
    if window is not None and not is_broad:
        where += f" AND +found.rowid IN ({', '.join(map(str, sorted(dated_articles(driver, window))))})"
    article_ids = _newest(driver, bound, where, values, None, is_exact=is_exact)[::-1]
    if window is None or window.field is DateField.MENTIONED or not is_broad or not article_ids:
        return article_ids
    if len(article_ids) > MANY:
        dated = dated_articles(driver, window)
        return [article_id for article_id in article_ids if article_id in dated]
    where, values = among("article.id", window)
    ids = ", ".join(map(str, article_ids))
    question = f"SELECT id FROM article WHERE id IN ({ids}){where} ORDER BY id"
    return [row[0] for row in driver.execute(question, values)]


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
        dated, values = inside(column, window, coarse=is_coarse)
        ordered = f"ORDER BY {column} {'DESC' if newest else 'ASC'}"
        question = f"SELECT {column}, article_id FROM revision WHERE {dated}{more} {ordered}"
        streams.append(driver.execute(question, values))
    return merge(*streams, key=itemgetter(0), reverse=newest)


def sources(connection: Connection, article_ids: Iterable[int]) -> dict[int, str | None]:
    """The source of the first look at each article."""
    driver = driver_of(connection)
    found: dict[int, str | None] = {}
    for chunk in chunks(article_ids):
        ids = ", ".join(map(str, chunk))
        question = (
            "SELECT revision.article_id, source.name FROM revision "
            "JOIN capture ON capture.id = revision.first_capture_id "
            "LEFT JOIN source ON source.id = capture.source_id "
            f"WHERE revision.number = 1 AND revision.article_id IN ({ids})"
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
        ids = ", ".join(map(str, chunk))
        found.update(driver.execute(f"SELECT id, text FROM passage WHERE id IN ({ids})"))
    return found
