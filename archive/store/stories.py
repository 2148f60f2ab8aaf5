"""Articles as search reads them: how many revisions they have, and all texts that stand in any of them.

The passages of an article are read in one piece, in the order of its runs. What a long one says is kept in
one row (`archive.store.folded`), which is enough for most queries.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from archive.search import TEXT_PARTS, Part, Passages, revision_set
from archive.store import folded
from archive.store.connection import driver_of
from archive.store.stated import add_said
from archive.store.states import chunks, unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from archive.search import Standing, Texts

_AT_ONCE = 400
_PARTS = tuple(Part)  # going through an enumeration itself takes a microsecond


class Dated(NamedTuple):
    """When a revision was seen, and what its publisher claimed; as the file holds it."""

    captured_at: str
    published: str | None
    modified: str | None


class RevisionRow(NamedTuple):
    """A revision as it is shown; times and claims as the file holds them."""

    key: str
    captured_at: str
    last_captured_at: str
    published: str | None
    title: str | None
    state_id: int


class Story(NamedTuple):
    """An article with its texts; `dates` are those of its revisions, where they were asked for."""

    article_id: int
    revision_count: int
    texts: Texts
    dates: tuple[Dated, ...] = ()


def stories(
    connection: Connection,
    article_ids: Iterable[int],
    parts: Collection[Part] = TEXT_PARTS,
    *,
    may_fold: bool = False,
    is_dated: bool = False,
) -> Iterator[Story]:
    """Articles with their texts, in the order asked; one without a revision is left out.

    Args:
        connection: In a transaction.
        article_ids: The articles.
        parts: Only the texts of these are read.
        may_fold: Whether of a long article's passages the stretches are enough.
        is_dated: Whether the dates of revisions are read too.
    """
    driver = driver_of(connection)
    for chunk in chunks(article_ids, _AT_ONCE):
        everyone = _list(chunk)
        kept = dict(_folded(driver, everyone)) if may_fold else {}
        among = _list([article_id for article_id in chunk if article_id not in kept])
        counts, found = _titles(driver, among)
        if Part.SOURCE in parts:
            _add_sources(driver, among, found)
        bodies: dict[int, Standing] = {}
        if Part.BODY in parts:
            bodies.update(_bodies(driver, f"article_id IN ({among})"))
        for article_id, each in kept.items():
            _, counts[article_id], found[article_id], bodies[article_id] = each
        if Part.QUOTE in parts or Part.SPEAKER in parts:
            add_said(driver, everyone, found)
        dates = _dates(driver, everyone) if is_dated else {}
        for article_id in chunk:
            if article_id in found:
                texts: Texts = found[article_id]
                if article_id in bodies:
                    texts = {**texts, Part.BODY: bodies[article_id]}
                yield Story(article_id, counts[article_id], texts, tuple(dates.get(article_id, ())))


def revision_rows(
    connection: Connection, wanted: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], RevisionRow]:
    """Revisions, by article and number."""
    driver = driver_of(connection)
    found = {}
    for chunk in chunks(wanted, _AT_ONCE):
        values = ", ".join(f"({article_id}, {number})" for article_id, number in chunk)
        for article_id, number, *row in driver.execute(
            f"WITH wanted (article_id, number) AS (VALUES {values}) "
            "SELECT revision.article_id, revision.number, article.key, revision.captured_at, "
            "capture.captured_at, revision.published, state.title, revision.state_id FROM wanted "
            "CROSS JOIN revision USING (article_id, number) JOIN article ON article.id = revision.article_id "
            "JOIN capture ON capture.id = revision.last_capture_id JOIN state ON state.id = revision.state_id"
        ):
            found[article_id, number] = RevisionRow._make(row)
    return found


def bodies(connection: Connection, wanted: Mapping[tuple[int, int], int]) -> dict[int, Standing]:
    """The passages of one revision of each of some articles, by article.

    Args:
        connection: In a transaction.
        wanted: By article and revision's number the state.
    """
    driver = driver_of(connection)
    passage_ids: dict[int, list[int]] = {}
    for chunk in chunks(wanted.values(), _AT_ONCE):
        question = f"SELECT state_id, passages FROM section WHERE state_id IN ({_list(chunk)})"
        for state_id, line in driver.execute(question):
            passage_ids.setdefault(state_id, []).extend(unpacked(line))
    found: dict[int, Standing] = {}
    standing = "passage_id IN (SELECT value FROM json_each(?)) AND first_revision <= ? AND last_revision >= ?"
    for (article_id, number), state_id in wanted.items():
        ids = json.dumps(passage_ids.get(state_id, ()))
        found.update(_bodies(driver, f"article_id = ? AND {standing}", (article_id, ids, number, number)))
    return found


def _list(ids: Iterable[int]) -> str:
    return ", ".join(map(str, ids))


_Said: TypeAlias = "dict[Part, dict[str, int]]"


def _titles(driver: sqlite3.Connection, among: str) -> tuple[dict[int, int], dict[int, _Said]]:
    """How many revisions articles have, and their titles, bylines, datelines and headings."""
    counts: dict[int, int] = {}
    found: dict[int, _Said] = {}
    at, start = 0, 1
    said: tuple[str | None, ...] = ()
    for article_id, number, *row in driver.execute(
        "SELECT revision.article_id, revision.number, state.title, state.byline, state.dateline, "
        "(SELECT group_concat(heading, char(0)) FROM section WHERE state_id = state.id) "
        "FROM revision JOIN state ON state.id = revision.state_id "
        f"WHERE revision.article_id IN ({among}) ORDER BY revision.article_id, revision.number"
    ):
        texts = tuple(row)
        if article_id != at or texts != said:
            if at:
                _add_titles(found[at], said, revision_set(start, counts[at]))
            if article_id != at:
                found[article_id] = {part: {} for part in _PARTS}
            at, said, start = article_id, texts, number
        counts[article_id] = number
    if at:
        _add_titles(found[at], said, revision_set(start, counts[at]))
    return counts, found


def _add_titles(texts: _Said, said: tuple[str | None, ...], revisions: int) -> None:
    """Add the title, byline, dateline and headings of revisions."""
    title, byline, dateline, headings = said
    if title is not None:
        _add(texts[Part.TITLE], title, revisions)
    for line in (byline, dateline):
        if line is not None:
            _add(texts[Part.BYLINE], line, revisions)
    if headings is not None:
        for heading in headings.split("\0"):
            _add(texts[Part.HEADING], heading, revisions)


def _add(standing: dict[str, int], text: str, revisions: int) -> None:
    standing[text] = standing.get(text, 0) | revisions


def _add_sources(driver: sqlite3.Connection, among: str, found: dict[int, _Said]) -> None:
    for article_id, number, source in driver.execute(
        "SELECT revision.article_id, revision.number, source.name FROM revision "
        "JOIN capture ON capture.id = revision.first_capture_id JOIN source ON source.id = capture.source_id "
        f"WHERE revision.article_id IN ({among})"
    ):
        _add(found[article_id][Part.SOURCE], source, revision_set(number, number))


def _folded(driver: sqlite3.Connection, among: str) -> Iterator[tuple[int, folded.Folded]]:
    """Those of the articles that are long, as they are kept; a damaged one is read from its passages."""
    for article_id, data, revision_count in driver.execute(
        "SELECT article_id, data, (SELECT max(number) FROM revision WHERE article_id = kept.article_id) "
        f"FROM search_story AS kept WHERE article_id IN ({among})"
    ):
        read = folded.read(data)
        if read is not None and read[:2] == (article_id, revision_count):
            yield article_id, read


def _dates(driver: sqlite3.Connection, among: str) -> dict[int, list[Dated]]:
    """The dates of articles' revisions, in order."""
    found: dict[int, list[Dated]] = {}
    for article_id, *row in driver.execute(
        "SELECT article_id, captured_at, published, modified FROM revision "
        f"WHERE article_id IN ({among}) ORDER BY article_id, number"
    ):
        found.setdefault(article_id, []).append(Dated._make(row))
    return found


def _bodies(
    driver: sqlite3.Connection, wanted: str, values: Sequence[object] = ()
) -> Iterator[tuple[int, Standing]]:
    """The passages of articles. SQLite joins them: a row for each takes several times as long.

    Args:
        driver: In a transaction.
        wanted: Which runs are meant, as a condition.
        values: Of the condition's places.
    """
    split = []
    for article_id, count, joined, firsts, lasts in driver.execute(
        "SELECT run.article_id, count(*), CAST(group_concat(passage.text, char(0)) AS BLOB), "
        "group_concat(run.first_revision), group_concat(run.last_revision) "
        "FROM run CROSS JOIN passage ON passage.id = run.passage_id "
        f"WHERE {wanted} GROUP BY run.article_id",
        values,
    ):
        if joined.count(b"\0") == count - 1:
            yield article_id, Passages(joined, firsts, lasts)
        else:  # a text has the sign itself: the file is damaged, and search answers all the same
            split.append(article_id)
    for article_id in split:
        standing: dict[str, int] = {}
        for first, last, text in driver.execute(
            "SELECT run.first_revision, run.last_revision, passage.text FROM run "
            f"JOIN passage ON passage.id = run.passage_id WHERE {wanted} AND article_id = ? "
            "ORDER BY run.passage_id",
            (*values, article_id),
        ):
            _add(standing, text, revision_set(first, last))
        yield article_id, standing
