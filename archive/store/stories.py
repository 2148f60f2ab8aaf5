"""Articles as search reads them: their revisions, and all texts that stand in any of them.

The passages of an article are read in one piece, in the order of its runs. Of a long one the piece is kept
as search compares it (`search_text`), because to read and fold hundreds of passages takes longer than all
else that a search does.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from archive.search import TEXT_PARTS, Folded, Part, Passages, revision_set
from archive.store.connection import driver_of
from archive.store.packing import zstd
from archive.store.stated import add_said
from archive.store.states import chunks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator

    from sqlalchemy import Connection

    from archive.search import Standing, Texts

_AT_ONCE = 400
_PARTS = tuple(Part)  # going through an enumeration itself takes a microsecond


class RevisionRow(NamedTuple):
    """A revision as search needs it; times and claims as the file holds them."""

    number: int
    captured_at: str
    last_capture_id: int
    published: str | None
    modified: str | None
    title: str | None
    state_id: int


class Story(NamedTuple):
    """An article with its texts."""

    article_id: int
    revisions: list[RevisionRow]
    texts: Texts


def stories(
    connection: Connection,
    article_ids: Iterable[int],
    parts: Collection[Part] = TEXT_PARTS,
    *,
    may_fold: bool = False,
) -> Iterator[Story]:
    """Articles with their texts, in the order asked; one without a revision is left out.

    Args:
        connection: In a transaction, which a text that is asked for later must still find open.
        article_ids: The articles.
        parts: Only the texts of these are read.
        may_fold: Whether of a long article's passages the form is enough, and each passage read when it is
            asked for.
    """
    driver = driver_of(connection)
    for chunk in chunks(article_ids, _AT_ONCE):
        among = f"({', '.join(map(str, chunk))})"
        rows, found = _revisions(driver, among)
        if Part.SOURCE in parts:
            _add_sources(driver, among, found)
        if Part.HEADING in parts:
            _add_headings(driver, among, found)
        if Part.QUOTE in parts or Part.SPEAKER in parts:
            add_said(driver, among[1:-1], found)
        bodies: dict[int, Standing] = {}
        if Part.BODY in parts:
            bodies.update(_folded(driver, among) if may_fold else ())
            unread = [article_id for article_id in chunk if article_id not in bodies]
            bodies.update(_bodies(driver, f"({', '.join(map(str, unread))})"))
        for article_id in chunk:
            if article_id in found:
                texts: Texts = found[article_id]
                if article_id in bodies:
                    texts = {**texts, Part.BODY: bodies[article_id]}
                yield Story(article_id, rows[article_id], texts)


_Found: TypeAlias = "dict[int, dict[Part, dict[str, int]]]"


def _revisions(driver: sqlite3.Connection, among: str) -> tuple[dict[int, list[RevisionRow]], _Found]:
    """The revisions of articles, and with each the texts that they have themselves."""
    rows: dict[int, list[RevisionRow]] = {}
    found: _Found = {}
    at, start = 0, 1
    said: tuple[str | None, ...] = ()
    for row in driver.execute(
        "SELECT revision.article_id, state.title, state.byline, revision.number, revision.captured_at, "
        "revision.last_capture_id, revision.published, revision.modified, state.title, revision.state_id "
        "FROM revision JOIN state ON state.id = revision.state_id "
        f"WHERE revision.article_id IN {among} ORDER BY revision.article_id, revision.number"
    ):
        if row[0] != at:
            if at:
                _add_title(found[at], said, start, len(rows[at]))
            at, said, start = row[0], row[1:3], 1
            revisions = rows[at] = []
            found[at] = {part: {} for part in _PARTS}
        elif row[1:3] != said:
            _add_title(found[at], said, start, len(revisions))
            said, start = row[1:3], row[3]
        revisions.append(RevisionRow._make(row[3:]))
    if at:
        _add_title(found[at], said, start, len(rows[at]))
    return rows, found


def _add_title(
    texts: dict[Part, dict[str, int]], said: tuple[str | None, ...], first: int, last: int
) -> None:
    """Add the title and byline of revisions, from first to last."""
    title, byline = said
    if title is not None:
        _add(texts[Part.TITLE], title, revision_set(first, last))
    if byline is not None:
        _add(texts[Part.BYLINE], byline, revision_set(first, last))


def _add(standing: dict[str, int], text: str, revisions: int) -> None:
    standing[text] = standing.get(text, 0) | revisions


def _add_sources(driver: sqlite3.Connection, among: str, found: _Found) -> None:
    for article_id, number, source in driver.execute(
        "SELECT revision.article_id, revision.number, source.name FROM revision "
        "JOIN capture ON capture.id = revision.first_capture_id JOIN source ON source.id = capture.source_id "
        f"WHERE revision.article_id IN {among}"
    ):
        _add(found[article_id][Part.SOURCE], source, revision_set(number, number))


def _add_headings(driver: sqlite3.Connection, among: str, found: _Found) -> None:
    for article_id, number, heading in driver.execute(
        "SELECT revision.article_id, revision.number, section.heading FROM revision "
        "JOIN section ON section.state_id = revision.state_id "
        f"WHERE revision.article_id IN {among} AND section.heading IS NOT NULL"
    ):
        _add(found[article_id][Part.HEADING], heading, revision_set(number, number))


def _folded(driver: sqlite3.Connection, among: str) -> Iterator[tuple[int, Standing]]:
    """The passages of those articles whose form is kept, in that form."""
    packed = driver.execute(
        f"SELECT article_id, passage_count, data FROM search_text WHERE article_id IN {among}"
    )
    kept = {article_id: (count, data) for article_id, count, data in packed}
    if not kept:
        return
    module = zstd()
    for article_id, count, passage_ids, firsts, lasts in driver.execute(
        "SELECT article_id, count(*), group_concat(passage_id), group_concat(first_revision), "
        f"group_concat(last_revision) FROM run WHERE article_id IN ({', '.join(map(str, kept))}) GROUP BY 1"
    ):
        expected, data = kept[article_id]
        try:
            form = module.decompress(data).decode(errors="surrogatepass")
        except (module.ZstdError, UnicodeDecodeError):
            continue  # damaged: the passages themselves are read
        if count == expected == form.count("\0") + 1:  # damage may leave something that can be unpacked
            yield article_id, Folded(form, firsts, lasts, _reader(driver, passage_ids))


def _reader(driver: sqlite3.Connection, passage_ids: str) -> Callable[[int], str]:
    """What reads a passage by its place."""

    @cache
    def read(place: int) -> str:
        question = "SELECT text FROM passage WHERE id = ?"
        text: str = driver.execute(question, (int(passage_ids.split(",")[place]),)).fetchone()[0]
        return text

    return read


def _bodies(driver: sqlite3.Connection, among: str) -> Iterator[tuple[int, Standing]]:
    """The passages of articles. SQLite joins them: a row for each takes several times as long."""
    split = []
    for article_id, count, joined, firsts, lasts in driver.execute(
        "SELECT run.article_id, count(*), CAST(group_concat(passage.text, char(0)) AS BLOB), "
        "group_concat(run.first_revision), group_concat(run.last_revision) "
        "FROM run CROSS JOIN passage ON passage.id = run.passage_id "
        f"WHERE run.article_id IN {among} GROUP BY run.article_id"
    ):
        if joined.count(b"\0") == count - 1:
            yield article_id, Passages(joined, firsts, lasts)
        else:  # a text has the sign itself: the file is damaged, and search answers all the same
            split.append(article_id)
    for article_id in split:
        standing: dict[str, int] = {}
        for first, last, text in driver.execute(
            "SELECT run.first_revision, run.last_revision, passage.text FROM run "
            "JOIN passage ON passage.id = run.passage_id WHERE run.article_id = ? ORDER BY run.passage_id",
            (article_id,),
        ):
            _add(standing, text, revision_set(first, last))
        yield article_id, standing
