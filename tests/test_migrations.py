"""Migrations: from nothing and from every older schema with rows in it to the newest, and failing ones."""

from __future__ import annotations

import hashlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from builders import NOW, SECOND, draft, put
from processes import environment
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from archive import resources
from archive.errors import SchemaMismatch
from archive.model import Passage, Section, State
from archive.services import history, opening, upkeep
from archive.services.ingest import ingest
from archive.store import schema
from archive.store.connection import Database, driver_of
from archive.store.derive import versions
from archive.store.schema import SCHEMA
from archive.store.seal import seal
from archive.store.states import fingerprint
from archive.store.tables import METADATA
from archive.text.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic.runtime.migration import MigrationContext
    from conftest import Result
    from sqlalchemy import Connection

MIGRATIONS = resources.folder("migrations")


def config(connection: object = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["connection"] = connection
    made.attributes["metadata"] = METADATA
    return made


SCRIPTS = ScriptDirectory.from_config(config())
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]
OLDER = REVISIONS[:-1]


def at_schema(path: Path, revision: str) -> Path:
    """A file with an older schema, and looks stored in it as the program of that time did."""
    database = Database(path, can_write=True)
    database.keep_log()
    with database.writing() as connection:
        command.upgrade(config(connection), revision)
    database.close()
    _store_truth(path)
    return path


def _store_truth(path: Path) -> None:
    """Two looks at one article by SQL alone: 0001's tables never change their meaning."""
    texts = ["The bridge was shut on Monday.", "Repairs will cost $5.2m."]
    states = [
        State("Bridge shut", None, None, (Section(None, 0, tuple(map(Passage, texts[:count]))),))
        for count in (1, 2)
    ]
    times = ["2024-05-01T09:00:00.000000Z", "2024-05-01T10:00:00.000000Z"]
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO source VALUES (1, 'Elm Post')")
        file.execute("INSERT INTO article VALUES (1, 'bridge', ?, ?)", (times[0], seal("bridge", times[0])))
        address = ("https://elm.example/b", times[0], "given together with the key")
        file.execute("INSERT INTO address VALUES (1, 1, ?, ?, ?, ?)", (*address, seal("bridge", *address)))
        file.execute("INSERT INTO extractor VALUES (1, 'text/1')")
        for number, text in enumerate(texts, 1):
            file.execute(
                "INSERT INTO passage VALUES (?, ?, 'paragraph', ?)",
                (number, fingerprint(Passage(text)), text),
            )
        for number, (state, moment) in enumerate(zip(states, times, strict=True), 1):
            raw = "\n".join(texts[:number]).encode()
            name = hashlib.sha256(raw).digest()
            file.execute(
                "INSERT INTO state (id, digest, title) VALUES (?, ?, 'Bridge shut')", (number, digest(state))
            )
            file.execute("INSERT INTO section VALUES (?, 0, NULL, 0, ?)", (number, f"[[1,{number}]]"))
            file.execute(
                "INSERT INTO raw (id, digest, size, coding, state_id) VALUES (?, ?, ?, 'lines', ?)",
                (number, name, len(raw), number),
            )
            told = (moment, moment, "content", None, "2024-05-01", None, "en", None)
            file.execute(
                "INSERT INTO capture VALUES (?, 1, 1, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number, *told, number, seal(number, "bridge", address[0], "Elm Post", *told, name.hex())),
            )
            file.execute(
                "INSERT INTO extraction (capture_id, extractor_id, state_id, active, seal) "
                "VALUES (?, 1, ?, 1, ?)",
                (number, number, seal(number, "text/1", digest(state), 1)),
            )


def schema_of(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as file:
        return dict(file.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"))


def test_the_program_s_schema_is_the_newest_script() -> None:
    assert SCRIPTS.get_current_head() == SCHEMA == REVISIONS[-1]
    assert SCRIPTS.get_heads() == [SCHEMA]


def test_the_numbers_of_the_scripts_rise_so_that_older_and_newer_can_be_told() -> None:
    assert sorted(REVISIONS) == REVISIONS
    assert all(re.fullmatch(r"\d{4}", revision) for revision in REVISIONS)


def test_a_migration_imports_nothing_of_the_program() -> None:
    for script in (MIGRATIONS / "versions").glob("*.py"):
        assert not re.search(r"^\s*(from|import) archive", script.read_text(), re.MULTILINE), script


def test_a_new_file_has_the_newest_schema_and_is_sound(tmp_path: Path) -> None:
    database, upgrade = opening.open_for_writing(tmp_path / "new.db")

    assert (upgrade.schema, upgrade.backup) == (SCHEMA, None)
    assert upkeep.verification(database).is_sound
    database.close()


def test_every_column_of_the_program_is_in_the_file_in_the_same_order(template: Path) -> None:
    with closing(sqlite3.connect(template)) as file:
        for table in METADATA.sorted_tables:
            rows = file.execute(
                'SELECT name, "notnull" OR pk > 0, pk > 0 FROM pragma_table_info(?)', (table.name,)
            )
            ours = [(c.name, int(not c.nullable), int(c.primary_key)) for c in table.columns]
            assert rows.fetchall() == ours, table.name


def test_autogenerate_finds_no_table_or_column_to_make_or_drop_not_even_those_of_the_index(
    template: Path,
) -> None:
    found: list[str] = []

    def compared(_revision: object, context: MigrationContext) -> list[object]:
        for change in compare_metadata(context, METADATA):
            found.extend(str(part[0]) for part in (change if isinstance(change, list) else [change]))
        return []

    engine = create_engine(f"sqlite:///{template}", poolclass=NullPool)
    with engine.connect() as connection, EnvironmentContext(config(connection), SCRIPTS, fn=compared):
        SCRIPTS.run_env()

    # What the scripts alone say: keys over several columns, indexes, and that primary keys are not null.
    assert set(found) <= {"modify_nullable", "remove_index", "remove_fk"}


@pytest.mark.parametrize("revision", OLDER)
def test_an_older_file_with_rows_becomes_the_newest_with_all_it_held(tmp_path: Path, revision: str) -> None:
    path = at_schema(tmp_path / "old.db", revision)

    upgrade = opening.upgrade(path)

    assert (upgrade.schema, upgrade.rebuilt) == (SCHEMA, 1)
    database = opening.open_for_reading(path)
    assert upkeep.verification(database).problems == ()
    log = history.log(database, "bridge")
    assert [(e.revision, e.title, e.added) for e in log] == [(1, "Bridge shut", 0), (2, "Bridge shut", 1)]
    assert history.raw(database, "https://elm.example/b@2").endswith(b"$5.2m.")
    database.close()


@pytest.mark.parametrize("revision", OLDER)
def test_a_copy_of_the_older_file_as_it_was_is_kept(tmp_path: Path, revision: str) -> None:
    path = at_schema(tmp_path / "old.db", revision)
    before = schema_of(path)

    upgrade = opening.upgrade(path)

    assert upgrade.backup == str(tmp_path / f"old.db.schema-{revision}.backup")
    assert schema_of(Path(upgrade.backup)) == before
    with closing(sqlite3.connect(upgrade.backup)) as file:
        assert file.execute("SELECT count(*) FROM capture").fetchone() == (2,)


@pytest.mark.parametrize("revision", OLDER)
def test_every_upgraded_file_has_the_very_schema_of_a_new_one(
    template: Path, tmp_path: Path, revision: str
) -> None:
    path = at_schema(tmp_path / "old.db", revision)

    opening.upgrade(path)

    assert schema_of(path) == schema_of(template)


@pytest.mark.parametrize("failing", REVISIONS)
def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    broken = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, broken, ignore=shutil.ignore_patterns("__pycache__"))
    (script,) = (broken / "versions").glob(f"{failing}_*.py")
    script.write_text(script.read_text() + '\n    raise RuntimeError("half way")\n')
    path = tmp_path / "old.db"
    first = REVISIONS.index(failing) == 0
    if not first:
        at_schema(path, REVISIONS[REVISIONS.index(failing) - 1])
        before = schema_of(path)
    monkeypatch.setattr(
        resources, "folder", lambda name: broken if name == "migrations" else MIGRATIONS.parent
    )

    with pytest.raises(RuntimeError, match="half way"):
        opening.open_for_writing(path)

    assert schema_of(path) == ({} if first else before)
    monkeypatch.undo()
    database, _ = opening.open_for_writing(path)
    assert upkeep.verification(database).is_sound
    database.close()


KILLING = """
import os, signal, sys
from pathlib import Path
from archive.services import opening
from archive.store import schema
from archive.store.connection import driver_of

def migrate(connection, whole=schema._migrate):
    left = iter(range(int(sys.argv[2]), -1, -1))
    def count(statement):
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    driver_of(connection).set_trace_callback(count)
    whole(connection)

schema._migrate = migrate
opening.upgrade(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("share", [0.5, 1.0])
@pytest.mark.parametrize("revision", OLDER)
def test_a_migration_that_is_killed_leaves_the_file_as_it_was_and_the_next_one_completes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, revision: str, share: float
) -> None:
    path = at_schema(tmp_path / "old.db", revision)
    before = schema_of(path)
    whole = shutil.copyfile(path, tmp_path / "whole.db")
    statements: list[str] = []

    def migrate(connection: Connection, real: Callable[[Connection], None] = schema._migrate) -> None:
        driver_of(connection).set_trace_callback(statements.append)
        real(connection)
        driver_of(connection).set_trace_callback(None)

    monkeypatch.setattr(schema, "_migrate", migrate)
    opening.upgrade(whole)
    monkeypatch.undo()
    at = int((len(statements) - 1) * share)

    done = subprocess.run([sys.executable, "-c", KILLING, str(path), str(at)], check=False, env=environment())

    assert done.returncode == -signal.SIGKILL
    assert schema_of(path) == before
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert opening.upgrade(path).schema == SCHEMA
    assert schema_of(path) == schema_of(whole)
    database = opening.open_for_reading(path)
    assert upkeep.verification(database).problems == ()
    assert [entry.revision for entry in history.log(database, "bridge")] == [1, 2]
    database.close()


@pytest.mark.parametrize("revision", OLDER)
def test_reading_an_older_file_says_how_to_upgrade_it_and_alters_nothing(
    tmp_path: Path, run: Callable[..., Result], revision: str
) -> None:
    path = at_schema(tmp_path / "old.db", revision)
    before = path.read_bytes()

    for words in (["articles"], ["log", "bridge"], ["verify"], ["export"], ["rebuild"], ["search", "bridge"]):
        result = run(*words, db=path)
        assert result.code == 5, words
        assert "db upgrade" in result.err
        assert result.err.count("\n") == 1

    assert path.read_bytes() == before


def test_ingest_upgrades_an_older_file_and_says_where_the_copy_is(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    path = at_schema(tmp_path / "old.db", OLDER[0])

    result = run("ingest", "-", "--article", "bridge", stdin=SECOND, db=path)

    assert result.code == 0
    assert f"a copy of it as it was is {path}.schema-{OLDER[0]}.backup" in " ".join(result.err.split())
    assert run("log", "bridge", "--json", db=path).lines[-1]["revision"] == 3
    assert run("verify", db=path).code == 0


def test_db_upgrade_upgrades_and_then_has_nothing_to_do(tmp_path: Path, run: Callable[..., Result]) -> None:
    path = at_schema(tmp_path / "old.db", OLDER[-1])

    first, second = run("db", "upgrade", db=path), run("db", "upgrade", db=path)

    assert (first.code, second.code) == (0, 0)
    assert first.err.startswith("Upgraded ")
    assert "already" in second.err


def test_a_newer_file_is_neither_read_nor_written(file: Path, run: Callable[..., Result]) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()

    for words in (
        ["articles"],
        ["ingest", "-", "--article", "a"],
        ["db", "upgrade"],
        ["rebuild"],
        ["verify"],
    ):
        result = run(*words, stdin=SECOND)
        assert result.code == 5, words
        assert "9999" in result.err
        assert "upgrade news-archive" in result.err

    assert file.read_bytes() == before
    with pytest.raises(SchemaMismatch):
        opening.open_for_reading(file)


def test_an_upgrade_while_somebody_reads_the_older_file_is_not_in_the_way(tmp_path: Path) -> None:
    path = at_schema(tmp_path / "old.db", OLDER[0])
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM capture").fetchall()

        opening.upgrade(path)

        assert reader.execute("SELECT count(*) FROM capture").fetchone() == (2,)
    database = opening.open_for_reading(path)
    assert upkeep.verification(database).is_sound
    database.close()


def test_truth_stored_by_sql_is_what_the_program_itself_would_store(tmp_path: Path, template: Path) -> None:
    path = at_schema(tmp_path / "old.db", OLDER[0])
    opening.upgrade(path)
    database, _ = opening.open_for_writing(path)
    other, _ = opening.open_for_writing(tmp_path / "other.db")

    receipts = list(ingest(other, upkeep.export(database), now=lambda: NOW))

    assert [receipt.added for receipt in receipts] == [True, True]
    assert list(upkeep.export(other)) == list(upkeep.export(database))
    assert put(database, draft("More of it.", 3))[0].revision == 3
    database.close()
    other.close()


@pytest.mark.parametrize("revision", [one for one in OLDER if one < "0004"])
def test_raw_bytes_in_every_older_coding_are_kept_when_their_table_is_made_anew(
    tmp_path: Path, revision: str
) -> None:
    path = at_schema(tmp_path / "old.db", revision)
    with closing(sqlite3.connect(path)) as file, file:
        for number, (coding, state, data) in enumerate(
            [("zstd", None, b"z"), ("zstd+lines", 1, b"l"), ("zstd+blocks", 2, b"b"), ("blocks", 1, None)], 3
        ):
            row = (number, hashlib.sha256(coding.encode()).digest(), 4, coding, state, data)
            file.execute(
                "INSERT INTO raw (id, digest, size, coding, state_id, data) VALUES (?,?,?,?,?,?)", row
            )
        before = file.execute("SELECT id, digest, size, coding, state_id, data FROM raw").fetchall()

    opening.upgrade(path)

    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT id, digest, size, coding, state_id, data FROM raw").fetchall() == before
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _store_shadow(path: Path) -> None:
    """What the program of schema 0005 derived of the two looks, by the very rules of this one."""
    with closing(sqlite3.connect(path)) as file, file:
        file.executemany("INSERT INTO derivation VALUES (?, ?)", versions().items())
        for number in (1, 2):
            file.execute(
                "INSERT INTO revision VALUES (1, ?, ?, ?, ?, '2024-05-01T09:00:00.000000Z', '2024-05-01', "
                "NULL, 'en')",
                (number,) * 4,
            )
            file.execute("INSERT INTO run VALUES (1, ?, ?, 2)", (number, number))
            file.execute("INSERT INTO reading VALUES (?, 'en', 'rules/1')", (number,))
        file.execute("INSERT INTO home VALUES (1, 1, 'elm.example/b')")
        file.execute("INSERT INTO fact_rule VALUES (1, 'date.weekday'), (2, 'money.sign')")
        file.execute(
            'INSERT INTO mention (passage_id, language, position, kind_id, rule_id, start, "end", value) '
            "VALUES (1, 'en', 0, 5, 1, 23, 29, NULL), (2, 'en', 0, 2, 2, 18, 23, 5200000)"
        )
        file.execute("INSERT INTO fact VALUES (1, 1, 'en', 0, 1, 2, '2024-04-29', NULL)")


def test_facts_of_the_schema_before_are_found_again_where_their_tables_are_made_anew(tmp_path: Path) -> None:
    path = at_schema(tmp_path / "old.db", "0005")
    _store_shadow(path)

    upgrade = opening.upgrade(path)

    assert upgrade.rebuilt == 1
    database = opening.open_for_reading(path)
    assert upkeep.verification(database).problems == ()
    with database.reading() as connection:
        told = driver_of(connection).execute(
            "SELECT kind, text, value, first_revision, last_revision FROM fact_history ORDER BY 4"
        )
        assert told.fetchall() == [
            ("date", "Monday", "2024-04-29", 1, 2),
            ("money", "$5.2m", 5200000, 2, 2),
        ]
    database.close()


def test_where_what_is_derived_is_not_filled_to_the_end_the_schema_stays_as_it_was(tmp_path: Path) -> None:
    path = at_schema(tmp_path / "old.db", OLDER[-1])
    before = schema_of(path)

    def stopped(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opening.upgrade(path, stopped)

    assert schema_of(path) == before
    assert opening.upgrade(path).rebuilt == 1
    assert schema_of(path) != before
