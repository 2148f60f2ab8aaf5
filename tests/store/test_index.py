from __future__ import annotations

import pytest
from builders import FIRST, SECOND, THIRD, draft, put
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Search
from archive.search import Forms, Matcher, Part, Woven, document, pairs, parse, stretches, weave
from archive.services.search import search
from archive.store import check_index, folded, index
from archive.store.connection import Database
from archive.store.stories import stories


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
        assert check_index.problems(connection) == []


@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO search_index (rowid, body_stays) VALUES (99, 'bridge')",
        "DELETE FROM search_index_data WHERE id > 10",
        "UPDATE search_index_data SET block = zeroblob(length(block)) WHERE id > 10",
        "DELETE FROM search_index_docsize",
        "UPDATE search_index_docsize SET sz = zeroblob(15)",
        "INSERT INTO search_index (search_index) VALUES ('delete-all')",
        "INSERT INTO search_pair (rowid, body_stays) VALUES (1, 'of\ue001late')",
        "DELETE FROM search_pair_data WHERE id > 10",
        "INSERT INTO search_pair (search_pair) VALUES ('delete-all')",
        "INSERT INTO search_story (article_id, data) VALUES (1, x'00')",
    ],
)
def test_damage_is_found(store: Database, damage: str) -> None:
    put(store, draft(FIRST, 0), draft(SECOND, 2))
    with store.writing() as connection:
        connection.exec_driver_sql(damage)

    with store.reading() as connection:
        assert check_index.problems(connection) != []


def test_the_article_whose_entry_differs_is_named(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(THIRD, 0, article="other"))
    with store.writing() as connection:
        made = index.entries(connection, [1])[1]
        swapped = made._replace(words=tuple(" ".join(reversed(column.split())) for column in made.words))
        index.replace(connection, 1, made, swapped)

    with store.reading() as connection:
        assert {problem.where for problem in check_index.problems(connection)} == {"article bridge"}


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4))
def test_a_document_taken_out_leaves_nothing(store: Database, texts: list[str]) -> None:
    with store.writing() as connection:
        index.clear(connection)
        connection.exec_driver_sql("INSERT INTO article (id, key, created_at, seal) VALUES (7, 'a', '', x'')")
        parts = {Part.BODY: dict.fromkeys(texts, 1), Part.TITLE: dict.fromkeys(texts[:1], 1)}
        words = document({part: weave(standing, 1) for part, standing in parts.items()}, 1)
        made = index.Entry(words, "\0".join(texts).encode())
        index.replace(connection, 7, None, made)
        index.replace(connection, 7, made, None)
        left = [
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            for table in ("search_place", "search_index_docsize", "search_pair_place", "search_story")
        ]
        connection.exec_driver_sql("DELETE FROM article")

    assert left == [0, 0, 0, 0]


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
        first, second = stories(connection, [1, 2])

    assert list(first.texts[Part.BODY].items()) == [
        ("One.", 0b111),
        ("Two.", 0b101),
        (last, 0b010),
        ("Föur.", 0b100),
    ]
    assert dict(second.texts[Part.BODY]) == {"One.": 1}


def _long(text: str, times: int = 800) -> str:
    return "\n\n".join(f"{text} Paragraph number {number}." for number in range(times))


QUERIES = (
    "ferries",
    "ferry",
    '"paragraph number 7"',
    '"s ferry paragraph"',
    "ferr*",
    "tubingen NOT ferries",
    "title:elm",
)


def test_a_long_article_is_read_in_one_row_and_says_the_same(store: Database) -> None:
    put(
        store,
        draft(_long("Tübingen's ferry"), 0, title="Elm"),
        draft(_long("Tübingen’s ferries"), 1, title="Ash"),
        draft(_long("Tübingen's ferry", 801), 2, title="Elm"),
    )
    with store.reading() as connection:
        (plain,) = stories(connection, [1])
        (kept,) = stories(connection, [1], may_fold=True)

        assert isinstance(kept.texts[Part.BODY], Woven)
        assert kept.revision_count == plain.revision_count == 3
        assert kept.texts[Part.TITLE] == plain.texts[Part.TITLE] == {"Elm": 0b101, "Ash": 0b010}
        for query in QUERIES:
            matcher = Matcher(parse(query))
            found, expected = (matcher.revisions(Forms(story.texts), 0b111) for story in (kept, plain))
            assert (query, found) == (query, expected)
        assert check_index.problems(connection) == []


def test_an_article_with_many_revisions_is_kept_in_one_row_too(store: Database) -> None:
    put(store, *(draft(f"Day {number}. The pier is shut.", number) for number in range(20)))
    put(store, *(draft(f"Day {number}.", number, article="b") for number in range(3)))

    with store.reading() as connection:
        kept, short = stories(connection, [1, 2], may_fold=True)

        assert isinstance(kept.texts[Part.BODY], Woven)
        assert not isinstance(short.texts[Part.BODY], Woven)
    (hit,) = search(store, Search(query='"day 7"'))
    assert (hit.snippet, hit.spans) == ("Day 7. The pier is shut.", ((8, 8),))


def test_revisions_without_a_body_are_counted_too() -> None:
    texts = {part: {} for part in Part} | {Part.TITLE: {"Elm": 0x1FFFF}}
    made = folded.written(1, 17, texts, stretches([("the ferry", 0b1)], 0x1FFFF))

    kept = folded.read(folded.packed(made))

    assert kept is not None
    assert (kept.revision_count, kept.texts[Part.TITLE], kept.body.standing(0)) == (17, {"Elm": 0x1FFFF}, 1)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"the ferry",
        b'[1,1,0,0,[["nowhere",[["a","1"]]]]]\n',
        b"[1,1,0,0,{}\n",
        b"[" * 100_000 + b"\n",
        b'[1,1,"2",0,[]]\n the ferry ',
        b"[1,1,1,0,[]]\n\1 the\xff",
    ],
)
def test_what_is_kept_and_damaged_is_not_read(damage: bytes) -> None:
    assert folded.read(damage) is None
    assert folded.read(folded.packed(damage)) is None


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE search_story SET data = x'00'",
        "UPDATE search_story SET data = CAST(substr(data, 1, length(data) - 1) || x'00' AS BLOB)",
        "UPDATE search_story SET data = substr(data, 1, length(data) - 5)",
        "UPDATE search_story SET data = substr(data, 1, length(data) / 2)",
        "DELETE FROM search_story",
    ],
)
def test_where_what_is_kept_is_damaged_the_passages_are_read(store: Database, damage: str) -> None:
    put(store, draft(_long("The ferry"), 0))
    with store.writing() as connection:
        connection.exec_driver_sql(damage)
    with store.reading() as connection:
        (story,) = stories(connection, [1], may_fold=True)

        assert not isinstance(story.texts[Part.BODY], Woven)
        assert len(story.texts[Part.BODY]) == 800
        assert {problem.where for problem in check_index.problems(connection)} == {"article bridge"}


@pytest.mark.parametrize("times", [17, 30])
def test_a_row_of_another_article_is_not_read(store: Database, times: int) -> None:
    put(store, *(draft(f"The ferry, day {number}.", number) for number in range(17)))
    put(store, *(draft(f"A tram, day {number}.", number, article="b") for number in range(times)))
    with store.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE search_story SET data = (SELECT data FROM search_story WHERE article_id = 2)"
        )

    hits = search(store, Search(query="ferry"))

    assert [(hit.article, hit.last_revision) for hit in hits] == [("bridge", 17)]
    with store.reading() as connection:
        assert {problem.where for problem in check_index.problems(connection)} == {"article bridge"}


def test_pairs_in_the_wrong_order_are_found(store: Database) -> None:
    put(store, draft("The night of the fog.", 0))
    with store.writing() as connection:
        made = index.entries(connection, [1])[1].words
        held = tuple(" ".join(reversed(column.split())) for column in pairs(made))
        connection.exec_driver_sql(index._DELETE_PAIRS, (1, *pairs(made)))
        connection.exec_driver_sql(index.INSERT_PAIRS, (1, *held))

    with store.reading() as connection:
        assert {problem.where for problem in check_index.problems(connection)} == {"article bridge"}


def test_an_article_that_is_long_no_more_is_not_kept_in_one_row(store: Database) -> None:
    put(store, draft(_long("The ferry"), 0))
    with store.writing() as connection:
        old = index.entries(connection, [1])[1]
        short = index.Entry(document({Part.BODY: weave({"The ferry": 1}, 1)}, 1), None)
        index.replace(connection, 1, old, short)

        assert connection.exec_driver_sql("SELECT count(*) FROM search_story").scalar() == 0
