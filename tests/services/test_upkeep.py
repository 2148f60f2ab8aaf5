"""Export and ingest give an equal archive; copies, upgrades and rebuilding harm nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from builders import FIRST, NOW, SECOND, THIRD, at, draft, put

from archive.errors import BadInput, NotFound, Unwritable
from archive.model import Address, Claimed, Outcome, Passage, PassageKind, Section
from archive.readers import read_line, write_line
from archive.resources import folder
from archive.services import history, opening, upkeep
from archive.services.ingest import ingest
from archive.store.connection import driver_of

if TYPE_CHECKING:
    from pathlib import Path

    from archive.store.connection import Database

KINDS = tuple(Passage(f"A {kind.value} of text.", kind) for kind in PassageKind)


def fill(store: Database) -> None:
    """Something of everything that a capture can hold, and a late look."""
    old = Address("https://elm.example/old", at(-9), "a redirect")
    put(
        store,
        draft(SECOND, 2, url="https://elm.example/b", source="Elm Post", addresses=(old,)),
        draft(FIRST, 0, language="en-GB", published_at=Claimed("2024-05"), raw=FIRST.encode("utf-16")),
        draft(
            None,
            1,
            outcome=Outcome.REFUSED,
            reason="a consent page",
            raw=b"<p>Cookies?",
            content_type="text/html",
        ),
        draft(None, 3, outcome=Outcome.GONE, reason="404"),
        draft(SECOND, 2, raw=SECOND.encode() + b"\n", extractor="hand/2"),
        draft(THIRD, 2, modified_at=Claimed("2024-05-01T11:00:00Z"), title="T", byline="B", dateline="D"),
        draft(FIRST, 4),
        draft(
            None,
            0,
            article="kinds/all of them",
            sections=(Section(None, 0, KINDS), Section("Empty", 3, ()), Section("Last", 6, KINDS[:1])),
        ),
        draft(None, 0, article="unseen", outcome=Outcome.FAILED, reason="a time-out"),
        draft("Tue 27 July 2021:\n\n" + FIRST, 5.123456, article=None, url="https://elm.example/x?y=1&z=ü"),
    )


def lines(store: Database, *names: str) -> list[str]:
    return [write_line(item) for item in upkeep.export(store, names)]


def everything(store: Database) -> list[object]:
    """All that an archive says, without its own permanent numbers."""
    found: list[object] = []
    for article in history.articles(store):
        found.append(article)
        for capture in history.captures(store, article.article):
            keys = ("capture",)
            found.append({k: getattr(capture, k) for k in capture.__slots__ if k not in keys})
        story = history.story(store, article.article)
        for revision in story.revisions:
            name = f"{article.article}@{revision.revision}"
            found.append((history.show(store, name), history.raw(store, name)))
        with store.reading() as connection:
            from archive.store.history import addresses

            found.append(addresses(connection, story.known))
    return found


def copied(store: Database, path: Path) -> Database:
    other, _ = opening.open_for_writing(path)
    items = [read_line(line, f"copy:{n}") for n, line in enumerate(lines(store), 1)]
    receipts = list(ingest(other, items, now=lambda: datetime(2026, 6, 1, tzinfo=UTC)))
    assert [r.reason for r in receipts if not r.added] == []
    return other


def test_export_and_ingest_give_an_equal_archive_and_the_same_lines(store: Database, tmp_path: Path) -> None:
    fill(store)

    other = copied(store, tmp_path / "copy.db")

    assert everything(other) == everything(store)
    assert lines(other) == lines(store)
    assert upkeep.verification(other).problems == ()
    other.close()


def test_the_seeds_go_through_export_and_ingest_unchanged(store: Database, tmp_path: Path) -> None:
    from archive.readers import read_path

    list(ingest(store, read_path(folder("seeds")), now=lambda: NOW))

    other = copied(store, tmp_path / "copy.db")

    assert everything(other) == everything(store)
    assert lines(other) == lines(store)
    other.close()


def test_an_export_taken_in_twice_adds_nothing(store: Database) -> None:
    fill(store)
    before = lines(store)

    receipts = put(store, [read_line(line) for line in before])

    assert not any(receipt.added for receipt in receipts)
    assert lines(store) == before


def test_an_export_of_one_article_has_only_its_looks(store: Database) -> None:
    fill(store)

    assert {read_line(line).article for line in lines(store, "https://elm.example/b")} == {"bridge"}
    with pytest.raises(NotFound):
        lines(store, "no-such")


def test_the_archives_own_texts_are_equal_after_a_rebuild(store: Database) -> None:
    fill(store)
    before = everything(store)

    assert upkeep.rebuild_all(store) == 4

    assert everything(store) == before
    assert upkeep.verification(store).problems == ()


def test_a_backup_is_an_archive_of_its_own_in_one_file(store: Database, tmp_path: Path) -> None:
    fill(store)
    target = tmp_path / "copy of it.db"

    upkeep.backup(store, target)

    copy = opening.open_for_reading(target)
    assert everything(copy) == everything(store)
    copy.close()
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy of it.db"]


def test_a_backup_replaces_no_file(store: Database, tmp_path: Path) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("precious")

    with pytest.raises(BadInput, match="exists already"):
        upkeep.backup(store, target)

    assert target.read_text() == "precious"


def test_a_backup_that_cannot_be_written_names_its_own_target(store: Database, tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="nowhere"):
        upkeep.backup(store, tmp_path / "nowhere" / "copy.db")


def test_a_backup_inside_a_read_leaves_the_read_as_it_was(store: Database, tmp_path: Path) -> None:
    fill(store)
    reader = opening.open_for_reading(store.path)

    upkeep.backup(reader, tmp_path / "copy.db")

    assert len(history.captures(reader, "bridge")) == 7
    reader.close()


def test_info_says_whether_the_derived_part_is_of_this_program_s_rules(store: Database) -> None:
    assert upkeep.info(store).derived_is_current

    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute("UPDATE derivation SET version = '0' WHERE name = 'facts'")

    assert not upkeep.info(store).derived_is_current


def test_a_file_made_by_other_rules_is_derived_anew_when_it_is_written_to(store: Database) -> None:
    fill(store)
    store.close()
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute("UPDATE derivation SET version = '0' WHERE name = 'facts'")
        other.execute("DELETE FROM fact")

    again, upgrade = opening.open_for_writing(store.path)

    assert upgrade.rebuilt == 4
    assert upkeep.verification(again).problems == ()
    again.close()


def test_an_export_keeps_the_numbers_of_captures(store: Database, tmp_path: Path) -> None:
    put(store, draft("The pier opens.", 5, article="pier"))
    put(store, draft("The bridge opens.", 1, article="bridge"))
    put(store, draft("The pier is open.", 3, article="pier"))

    other = copied(store, tmp_path / "copy.db")

    for table in ("capture", "article"):
        statement = f"SELECT * FROM {table} ORDER BY id"
        with store.reading() as one, other.reading() as two:
            mine = driver_of(one).execute(statement).fetchall()
            assert mine == driver_of(two).execute(statement).fetchall()
    other.close()
