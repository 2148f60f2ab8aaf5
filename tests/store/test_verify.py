"""`verify` finds damage planted in any table, and names the place.

The damage is systematic: in every table every column of some rows is altered, rows are taken out, and
a row is put in that nobody stored. Constraints are off while that is done, as they are for a broken disk.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import FIRST, NOW, SECOND, THIRD, at, draft, pages, put

from archive.errors import ArchiveError
from archive.model import Address, Claimed, Link, Outcome, Passage, PassageKind, Section, Verification
from archive.services import articles, opening, upkeep
from archive.services.erasing import erase

if TYPE_CHECKING:
    from collections.abc import Iterator

TRUTH = (
    "source",
    "article",
    "address",
    "state",
    "passage",
    "section",
    "raw",
    "capture",
    "extractor",
    "extraction",
    "link_target",
    "link_set",
    "event",
    "event_part",
    "erasure",
    "evidence",
)
SHADOW = (
    "derivation",
    "standing",
    "moved",
    "alias",
    "home",
    "revision",
    "run",
    "fact_kind",
    "fact_form",
    "reading_language",
    "reading",
    "fact",
    "search_story",
)
INDEX = tuple(
    f"{index}_{part}"
    for index in ("search_index", "search_pair")
    for part in ("data", "idx", "docsize", "config")
)

PLACES = {
    "source": "capture|source",
    "article": "article|foreign|missing row of article",
    "address": "address|capture",
    "state": "state|extraction",
    "passage": "passage|state",
    "section": "state|section",
    "raw": "raw|capture",
    "capture": "capture",
    "extractor": "extraction|extractor",
    "extraction": "extraction|capture",
    "link_target": "link_set|link_target",
    "link_set": "link_set|extraction",
    "event": "event|erasure|standing|moved|alias|home",
    "event_part": "event",
    "erasure": "erasure|event|state|raw",
    "evidence": "evidence",
    "derivation": "derivation",
    "standing": "standing",
    "moved": "moved",
    "alias": "alias",
    "home": "home",
    "revision": "revision",
    "run": "run",
    "fact_kind": "fact_kind|mention",
    "fact_form": "fact_form|mention",
    "reading_language": "reading|mention",
    "reading": "reading|mention",
    "fact": "fact",
    "search_story": "index|article",
    **dict.fromkeys(INDEX, "index|article"),
}
"""Where the damage of each table may be said to be: there, or at what rests on it."""


@pytest.fixture(scope="module")
def full(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound archive with rows in every table."""
    path = tmp_path_factory.mktemp("full") / "archive.db"
    shutil.copyfile(template, path)
    database, _ = opening.open_for_writing(path)
    address = Address("https://elm.example/old", at(0), "a redirect")
    list_passages = (Passage("- one", PassageKind.ITEM), Passage("- two", PassageKind.ITEM))
    put(
        database,
        draft(source="Elm Post", url="https://elm.example/bridge", addresses=(address,), language="en"),
        draft(SECOND, 1, published_at=Claimed("2024-05-01"), modified_at=Claimed("2024-05-01T10:00:00Z")),
        draft(None, 2, outcome=Outcome.REFUSED, reason="a consent page", raw=b"<p>cookies?</p>" * 9),
        draft(THIRD, 3, raw=THIRD.encode("utf-16"), content_type="text/plain", extractor="hand/3"),
        draft(FIRST, 4),
        draft(None, 5, outcome=Outcome.GONE, reason="404"),
        draft("Nothing here has figures. " * 700, 0, article="plain"),
        draft(
            None,
            0,
            article="parts",
            title="Two parts",
            byline="By A. Writer",
            sections=(
                Section(None, 0, (Passage("On Monday it rained."),)),
                Section("Then", 2, list_passages),
            ),
            links=(Link(1, 2, 5, "https://elm.example/one"), Link(2, 2, 5, "https://oak.example/two")),
        ),
        draft(FIRST, 0, article="twin", url="https://oak.example/twin", source="Oak Herald"),
        draft(SECOND, 1, article="twin", addresses=(Address("https://elm.example/old", None, "its feed"),)),
        draft(THIRD, 2, article="twin", url="https://oak.example/other"),
        draft("It was said of somebody that he had been there.", 3, article="gone", raw=b"<p>It</p>" * 40),
        *pages("news", 3),
    )
    moments = iter(NOW + timedelta(minutes=count) for count in range(20))
    for act, *named in (
        (articles.merge, "bridge", "twin"),
        (articles.alias, "bridge", "elm-bridge"),
        (articles.distinct, "bridge", "plain"),
        (articles.withhold, "parts"),
    ):
        act(database, *named, reason="for these tests", now=next(moments))
    for moved in ({"addresses": ["https://oak.example/other"]}, {"captures": [5]}):
        articles.split(database, "bridge", **moved, reason="for these tests", now=next(moments))
    articles.undo(database, "bridge", reason="for these tests", now=next(moments))
    erase(database, "gone", reason="for these tests", now=next(moments))
    database.close()
    return path


@pytest.fixture
def damaged(full: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of it, open for damage."""
    path = tmp_path / "damaged.db"
    shutil.copyfile(full, path)
    with closing(_opened(path)) as connection:
        yield connection


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _verified(path: Path) -> Verification:
    database = opening.open_for_reading(path)
    try:
        return upkeep.verification(database)
    finally:
        database.close()


def _file_of(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def _found(connection: sqlite3.Connection, change: str) -> str:
    """What `verify` says of the file with a change, which is undone afterwards."""
    path = _file_of(connection)
    with closing(_opened(path)) as writer:
        writer.execute("BEGIN")
        writer.execute(change)
        assert writer.total_changes > 0, change
        writer.execute("COMMIT")
    return "\n".join(f"{problem.where}: {problem.what}" for problem in _verified(path).problems)


def _tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            name for (name,) in connection.execute("SELECT name FROM pragma_table_list WHERE type <> 'view'")
        }


def _keys(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns that name a row."""
    rows = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,))
    return [name for (name,) in rows] or ["rowid"]


def _some_rows(connection: sqlite3.Connection, table: str) -> list[str]:
    """A condition for the first and one for the last row."""
    keys = _keys(connection, table)
    shown = ", ".join(f'quote("{key}")' for key in keys)
    rows = connection.execute(f"SELECT {shown} FROM {table}").fetchall()
    chosen = sorted({0, len(rows) - 1})
    return [
        " AND ".join(f'"{key}" = {value}' for key, value in zip(keys, rows[place], strict=True))
        for place in chosen
    ]


def _altered(connection: sqlite3.Connection, table: str, column: str, row: str) -> str:
    """Another value of the same type, as SQL."""
    kind, value = connection.execute(
        f'SELECT typeof("{column}"), "{column}" FROM {table} WHERE {row}'
    ).fetchone()
    if kind == "null":
        (declared,) = connection.execute(
            "SELECT type FROM pragma_table_info(?) WHERE name = ?", (table, column)
        ).fetchone()
        return {"INTEGER": "1", "BLOB": "x'00'"}.get(declared, "'zz'")
    if kind == "blob":
        return "x'" + bytes([value[0] ^ 1, *value[1:]]).hex() + "'" if value else "x'00'"
    if kind in ("integer", "real"):
        return f"{value} + 1000" if column != "active" else "0"
    if not value:
        return "'z'"
    return "'" + (value[:-1] + chr(ord(value[-1]) ^ 1)).replace("'", "''") + "'"


def test_a_sound_archive_has_no_problem(full: Path) -> None:
    result = _verified(full)

    assert result.problems == ()
    assert (result.articles, result.captures, result.states) == (8, 15, 7)


def test_the_archive_of_these_tests_fills_every_table_and_every_table_is_damaged(full: Path) -> None:
    with closing(sqlite3.connect(full)) as connection:
        empty = [t for t in PLACES if not connection.execute(f"SELECT 1 FROM {t} LIMIT 1").fetchone()]
    others = {"alembic_version", "sqlite_schema", "sqlite_temp_schema", "sqlite_sequence"}
    others |= {"watched"}  # a wish list of its owner, which nothing is derived from
    virtual = {"search_index", "search_term", "search_place", "search_pair", "search_pair_place"}

    assert not empty
    assert _tables(full) - others - virtual == set(PLACES) == {*TRUTH, *SHADOW, *INDEX}


@pytest.mark.parametrize("table", [*TRUTH, *SHADOW])
def test_an_altered_value_in_any_column_is_found_and_the_place_is_named(
    full: Path, tmp_path: Path, table: str
) -> None:
    missed = []
    with closing(_opened(full)) as original:
        columns = [name for (name,) in original.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        changes = [
            f'UPDATE {table} SET "{column}" = {_altered(original, table, column, row)} WHERE {row}'
            for column in columns
            for row in _some_rows(original, table)
        ]

    for number, change in enumerate(changes):
        path = tmp_path / f"{number}.db"
        shutil.copyfile(full, path)
        with closing(_opened(path)) as connection:
            said = _found(connection, change)
        if not _names(said, table):
            missed.append((change, said))

    assert not missed


@pytest.mark.parametrize("table", [*TRUTH, *SHADOW, *INDEX])
def test_a_row_taken_out_is_found_and_the_place_is_named(full: Path, tmp_path: Path, table: str) -> None:
    missed = []
    with closing(_opened(full)) as original:
        changes = [f"DELETE FROM {table} WHERE {row}" for row in _some_rows(original, table)]

    for number, change in enumerate(changes):
        path = tmp_path / f"{number}.db"
        shutil.copyfile(full, path)
        with closing(_opened(path)) as connection:
            said = _found(connection, change)
        if not _names(said, table) and not (table in INDEX and _words(path) == _words(full)):
            missed.append((change, said))

    assert not missed


def _words(path: Path) -> list[tuple[object, ...]]:
    """All that the index answers from; some rows of FTS5's own only make it faster."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM search_place ORDER BY 1, 2, 3, 4").fetchall()


INSERTED = {
    "source": "INSERT INTO source (name) VALUES ('nobody')",
    "article": "INSERT INTO article (key, created_at, seal) "
    "SELECT 'ghost', created_at, seal FROM article LIMIT 1",
    "address": "INSERT INTO address (article_id, url, joined_at, reason, seal) "
    "SELECT article_id, url || '/x', joined_at, reason, seal FROM address LIMIT 1",
    "state": "INSERT INTO state (digest, title) VALUES ('c1:' || printf('%064d', 0), 'ghost')",
    "passage": "INSERT INTO passage (fingerprint, kind, text) VALUES (1, 'paragraph', 'ghost')",
    "section": "INSERT INTO section (state_id, position, level, passages) "
    "SELECT id, 77, 0, '[]' FROM state LIMIT 1",
    "raw": "INSERT INTO raw (digest, size, coding, data) VALUES (zeroblob(32), 1, 'zstd', x'00')",
    "capture": "INSERT INTO capture (article_id, captured_at, recorded_at, sight, seal) "
    "SELECT article_id, captured_at, recorded_at, 'gone', seal FROM capture LIMIT 1",
    "extractor": "INSERT INTO extractor (name) VALUES ('nobody/1')",
    "extraction": "INSERT INTO extraction (capture_id, extractor_id, state_id, active, seal) "
    "SELECT capture_id, extractor_id + 1, state_id, 0, seal FROM extraction LIMIT 1",
    "derivation": "INSERT INTO derivation VALUES ('ghosts', '1')",
    "revision": "INSERT INTO revision SELECT article_id, 99, state_id, first_capture_id, last_capture_id, "
    "captured_at, published, modified, language FROM revision LIMIT 1",
    "run": "INSERT INTO run SELECT article_id, passage_id, 99, 99 FROM run LIMIT 1",
    "fact_kind": "INSERT INTO fact_kind (name) VALUES ('rumour')",
    "fact_form": "INSERT INTO fact_form (kind_id, rule) VALUES (1, 'rumour')",
    "reading_language": "INSERT INTO reading_language (name) VALUES ('xx')",
    "reading": "INSERT INTO reading SELECT id + 1000, kinds, mentions FROM reading LIMIT 1",
    "link_target": "INSERT INTO link_target (url) VALUES ('https://ghost.example/')",
    "link_set": "INSERT INTO link_set (digest, links) VALUES (zeroblob(32), '[]')",
    "event": "INSERT INTO event (kind, article_id, name, after_capture, recorded_at, reason, seal) "
    "SELECT 'alias', article_id, 'ghost', 1, recorded_at, reason, seal FROM event LIMIT 1",
    "event_part": "INSERT INTO event_part (event_id, position, capture_id) "
    "SELECT event_id, 9, 1 FROM event_part LIMIT 1",
    "erasure": "INSERT INTO erasure SELECT 1, event_id FROM erasure LIMIT 1",
    "evidence": "INSERT INTO evidence (article_id, address_id, recorded_at, reason, seal) "
    "SELECT article_id, address_id, recorded_at, 'ghost', seal FROM evidence LIMIT 1",
    "standing": "INSERT INTO standing SELECT id, id, 1 FROM article WHERE key = 'plain'",
    "moved": "INSERT INTO moved SELECT 7, article_id FROM moved LIMIT 1",
    "alias": "INSERT INTO alias SELECT 'ghost', article_id FROM alias LIMIT 1",
    "home": "INSERT INTO home SELECT 999, article_id, form FROM home LIMIT 1",
    "fact": "INSERT INTO fact "
    "SELECT article_id, passage_id, position, 99, 99, 'ghost', speaker FROM fact LIMIT 1",
}
WELL_MADE = {
    "article": "INSERT INTO article (key, created_at, seal) "
    "VALUES ('ghost', '2024-05-01T09:00:00.000000Z', {seal})",
    "state": "INSERT INTO state (digest, title) VALUES ({digest}, 'ghost')",
    "passage": "INSERT INTO passage (fingerprint, kind, text) VALUES ({fingerprint}, 'paragraph', 'ghost')",
    "raw": "INSERT INTO raw (digest, size, coding, data) VALUES ({sha}, 5, 'zstd', {zstd})",
}


@pytest.mark.parametrize("table", INSERTED)
def test_a_row_put_in_is_found_and_the_place_is_named(damaged: sqlite3.Connection, table: str) -> None:
    assert _names(_found(damaged, INSERTED[table]), table)


@pytest.mark.parametrize("table", WELL_MADE)
def test_a_row_that_nothing_uses_is_found_even_where_its_own_digest_is_right(
    damaged: sqlite3.Connection, table: str
) -> None:
    import hashlib

    from backports import zstd

    from archive.model import State
    from archive.store.seal import seal
    from archive.store.states import fingerprint
    from archive.text.canonical import digest

    values = {
        "seal": f"x'{seal('ghost', '2024-05-01T09:00:00.000000Z').hex()}'",
        "digest": f"'{digest(State('ghost', None, None, ()))}'",
        "fingerprint": fingerprint(Passage("ghost")),
        "sha": f"x'{hashlib.sha256(b'ghost').hexdigest()}'",
        "zstd": f"x'{zstd.compress(b'ghost').hex()}'",
    }

    assert f"{table} " in _found(damaged, WELL_MADE[table].format(**values))


def test_a_look_given_to_another_article_is_found_even_if_it_saw_no_content(
    damaged: sqlite3.Connection,
) -> None:
    said = _found(damaged, "UPDATE capture SET article_id = 2 WHERE sight = 'gone'")

    assert "capture 6" in said


def test_an_address_given_to_another_article_is_found(damaged: sqlite3.Connection) -> None:
    assert "address" in _found(damaged, "UPDATE address SET article_id = 2 WHERE url LIKE '%old'")


@pytest.mark.parametrize("table", [*SHADOW, *INDEX])
def test_rebuild_repairs_whatever_happened_to_the_derived_part(
    full: Path, tmp_path: Path, table: str
) -> None:
    if table == "fact_kind":
        return  # written by the migration, not derived: the next test
    path = tmp_path / "damaged.db"
    shutil.copyfile(full, path)
    with closing(_opened(path)) as connection:
        connection.execute(f"DELETE FROM {table}")
    assert _problems_or_error(path) or table in ("search_index_idx", "search_pair_idx")

    database = opening.open_for_rebuilding(path)
    upkeep.rebuild_all(database)
    database.close()

    assert _verified(path).problems == ()
    assert _shadow(path) == _shadow(full)


def _problems_or_error(path: Path) -> object:
    try:
        return _verified(path).problems
    except ArchiveError as error:
        return error


def _shadow(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The derived rows, forms of mentions as the view spells them out."""
    queries = {table: f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4" for table in ("revision", "run", "fact")}
    queries["mention"] = "SELECT * FROM mention ORDER BY passage_id, language, position"
    queries["reading"] = "SELECT id, kinds FROM reading ORDER BY id"
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}


def test_flipped_bytes_anywhere_in_the_file_are_found_or_are_in_no_row(full: Path, tmp_path: Path) -> None:
    whole = full.read_bytes()
    missed = []
    for place in range(4096 + 1500, len(whole), len(whole) // 60):
        path = tmp_path / "flipped.db"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        if not _problems_or_error(path) and _content(path) != _content(full):
            missed.append(place)

    assert not missed


def _content(path: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
    with closing(sqlite3.connect(path)) as connection:
        return [(table, connection.execute(f"SELECT * FROM {table}").fetchall()) for table in sorted(PLACES)]


def test_a_broken_page_does_not_keep_the_other_checks_from_speaking(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    shutil.copyfile(full, path)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'run'").fetchone()
        connection.execute("UPDATE source SET name = 'Ash Post' WHERE id = 1")
        connection.commit()
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * 4096 : (page - 1) * 4096 + 200] = b"\xff" * 200
    path.write_bytes(whole)

    said = "\n".join(f"{problem.where}: {problem.what}" for problem in _verified(path).problems)

    assert "capture 1: its row, its article, its source" in said
    assert "malformed" in said or "invalid page" in said or "btree" in said.lower()


def _names(said: str, table: str) -> bool:
    import re

    return re.search(PLACES[table], said) is not None
