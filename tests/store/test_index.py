from __future__ import annotations

import pytest
from builders import FIRST, SECOND, THIRD, draft, put
from hypothesis import given
from hypothesis import strategies as st

from archive.search import Part
from archive.store import index
from archive.store.connection import Database


def test_the_migration_repeats_the_statements(store: Database) -> None:
    with store.reading() as connection:
        made = {row[0] for row in connection.exec_driver_sql("SELECT sql FROM sqlite_schema")}
        settings = dict(
            tuple(row) for row in connection.exec_driver_sql("SELECT k, v FROM search_index_config")
        )

    assert {statement for statement in index.INDEX_DDL if statement.startswith("CREATE")} <= made
    assert settings["hashsize"] == 16777216


def test_an_index_kept_up_by_ingest_is_that_of_the_texts(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(SECOND, 2))
    put(store, draft(THIRD, 4), draft(FIRST, 1, article="other"), draft(SECOND, 1))

    with store.reading() as connection:
        assert index.problems(connection) == []


@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO search_index (rowid, body_stays) VALUES (99, 'bridge')",
        "DELETE FROM search_index_data WHERE id > 10",
        "UPDATE search_index_data SET block = zeroblob(length(block)) WHERE id > 10",
        "DELETE FROM search_index_docsize",
        "UPDATE search_index_docsize SET sz = zeroblob(15)",
        "INSERT INTO search_index (search_index) VALUES ('delete-all')",
    ],
)
def test_damage_is_found(store: Database, damage: str) -> None:
    put(store, draft(FIRST, 0), draft(SECOND, 2))
    with store.writing() as connection:
        connection.exec_driver_sql(damage)

    with store.reading() as connection:
        assert index.problems(connection) != []


def test_the_article_whose_entry_differs_is_named(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(THIRD, 0, article="other"))
    with store.writing() as connection:
        made = index.documents(connection, [1])[1]
        swapped = tuple(" ".join(reversed(column.split())) for column in made)
        index.replace(connection, 1, made, swapped)

    with store.reading() as connection:
        assert {problem.where for problem in index.problems(connection)} == {"article bridge"}


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4))
def test_a_document_taken_out_leaves_nothing(store: Database, texts: list[str]) -> None:
    with store.writing() as connection:
        index.clear(connection)
        made = index.document({index.Part.BODY: dict.fromkeys(texts, 1)}, 1)
        index.replace(connection, 7, None, made)
        index.replace(connection, 7, made, None)

    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM search_place").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM search_index_docsize").scalar() == 0


@pytest.mark.parametrize("last", ["Three.", "Th\0ree."])
def test_passages_come_with_the_revisions_they_stand_in(store: Database, last: str) -> None:
    put(
        store,
        draft("One.\n\nTwo.", 0, article="a"),
        draft("One.\n\nThree.", 1, article="a"),
        draft("One.\n\nTwo.\n\nFöur.", 2, article="a"),
        draft("One.", 0, article="b"),
    )
    with store.writing() as connection:  # no text has a NUL, unless the file was meddled with
        connection.exec_driver_sql("UPDATE passage SET text = ? WHERE text = 'Three.'", (last,))
    with store.reading() as connection:
        first, second = index.stories(connection, [1, 2])

    assert list(first.texts[Part.BODY].items()) == [
        ("One.", 0b111),
        ("Two.", 0b101),
        (last, 0b010),
        ("Föur.", 0b100),
    ]
    assert dict(second.texts[Part.BODY]) == {"One.": 1}
