"""What changed across the archive: which steps, in what order, and what each says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import FIRST, NOW, SECOND, THIRD, at, draft, put
from stories import SEEDS, STORIES

import archive
from archive.errors import NotFound
from archive.model import ChangeOrder, Label, LogEntry
from archive.readers import read_path
from archive.services import compare, history
from archive.services.changes import changes
from archive.services.ingest import ingest

if TYPE_CHECKING:
    from pathlib import Path

    from archive.model import Change
    from archive.store.connection import Database

COMMA = FIRST.replace("Mara Holt, the mayor", "Mara Holt the mayor")


def names(rows: list[Change]) -> list[str]:
    return [f"{row.article}@{row.revision}" for row in rows]


@pytest.fixture
def filled(store: Database) -> Database:
    """Three articles: a figure that changed silently, an addition, and a comma."""
    put(
        store,
        draft(FIRST, 0, article="elm", source="The Elm Post"),
        draft(SECOND, 1, article="elm", source="The Elm Post"),
        draft(THIRD, 30, article="elm", source="The Elm Post"),
        draft(FIRST, 0, article="ash", source="Ash News", url="https://ash.example/bridge"),
        draft(COMMA, 2, article="ash", source="Ash News"),
        draft(FIRST, 0, article="oak"),
    )
    return store


def test_every_step_is_there_and_the_most_telling_first(filled: Database) -> None:
    rows = changes(filled)

    assert names(rows) == ["elm@2", "elm@3", "ash@2"]
    assert [row.weight for row in rows] == sorted((row.weight for row in rows), reverse=True)
    assert [row.silent for row in rows] == [True, False, False]


def test_a_change_says_what_the_log_and_the_comparison_say(store: Database) -> None:
    list(ingest(store, read_path(SEEDS), now=lambda: NOW))

    rows = {(row.article, row.revision): row for row in changes(store)}

    logged = [entry for story in STORIES for entry in history.log(store, story.key)]
    assert len(rows) == sum(entry.revision > 1 for entry in logged)
    for entry in logged:
        if entry.revision > 1:
            row = rows[entry.article, entry.revision]
            compared = compare.diff(store, f"{entry.article}@{entry.revision}")
            assert LogEntry.as_dict(entry).items() <= row.as_dict().items()
            assert (row.weight, row.silent, row.labels) == (compared.weight, compared.silent, compared.labels)
            assert row.telling == (compared.why[0].change if compared.why else None)
    assert list(next(iter(rows.values())).as_dict())[-2:] == ["weight", "silent"]


def test_dates_speak_of_when_the_change_was_seen(filled: Database) -> None:
    first_day = at(0).date()

    assert names(changes(filled, until=first_day)) == ["elm@2", "ash@2"]
    assert names(changes(filled, since=date(2024, 5, 2))) == ["elm@3"]
    assert names(changes(filled, since=first_day, until=first_day)) == ["elm@2", "ash@2"]
    assert changes(filled, since=date(2024, 5, 3)) == []


def test_changes_are_chosen_by_label_silence_weight_source_and_article(filled: Database) -> None:
    assert names(changes(filled, labels=[Label.FIGURE])) == ["elm@2"]
    assert names(changes(filled, labels=[Label.TYPOGRAPHIC, Label.FIGURE])) == ["elm@2", "ash@2"]
    assert names(changes(filled, silent=True)) == ["elm@2"]
    assert names(changes(filled, min_weight=0.1)) == ["elm@2", "elm@3"]
    assert names(changes(filled, source="the elm post")) == ["elm@2", "elm@3"]
    assert names(changes(filled, article="https://ash.example/bridge")) == ["ash@2"]
    assert changes(filled, article="oak") == []


def test_no_more_come_than_asked_for(filled: Database) -> None:
    assert names(changes(filled, limit=1)) == ["elm@2"]
    assert names(changes(filled, limit=2, order=ChangeOrder.DATE)) == ["elm@3", "ash@2"]


def test_by_date_no_more_is_compared_than_needed(filled: Database) -> None:
    seen: list[tuple[int, int]] = []

    rows = changes(
        filled, limit=1, order=ChangeOrder.DATE, progress=lambda done, total: seen.append((done, total))
    )

    assert names(rows) == ["elm@3"]
    assert len(seen) <= 1


def test_progress_counts_the_steps_of_the_window(filled: Database) -> None:
    seen: list[tuple[int, int]] = []

    changes(filled, source="The Elm Post", progress=lambda done, total: seen.append((done, total)))

    assert seen == [(1, 2), (2, 2)]


def test_a_story_longer_than_is_read_at_a_time_loses_no_step(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "MOST_TOGETHER", 3)
    put(store, [draft(FIRST.replace("14 cracks", f"{14 + n} cracks"), n) for n in range(8)])

    assert sorted(row.revision for row in changes(store)) == [2, 3, 4, 5, 6, 7, 8]
    assert [entry.revision for entry in history.log(store, "bridge")] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [row.revision for row in changes(store, order=ChangeOrder.DATE, limit=5)] == [8, 7, 6, 5, 4]
    assert {entry.labels for entry in history.log(store, "bridge")[1:]} == {(Label.FIGURE,)}


def test_an_unknown_article_or_source_is_said_with_what_may_have_been_meant(filled: Database) -> None:
    with pytest.raises(NotFound, match=r"no source Elm Past\..*The Elm Post"):
        changes(filled, source="Elm Past")
    with pytest.raises(NotFound, match="no article elk"):
        changes(filled, article="elk")


def test_in_an_archive_that_names_no_source_that_is_said(store: Database) -> None:
    put(store, draft(FIRST, 0), draft(SECOND, 1))

    with pytest.raises(NotFound, match="no look in the archive names one"):
        changes(store, source="Elm")


def test_python_says_the_same(file: Path) -> None:
    with archive.open(file) as news:
        news.ingest([draft(text, hour) for hour, text in enumerate((FIRST, SECOND, THIRD))])

        assert [row.revision for row in news.changes()] == [2, 3]
        assert [row.revision for row in news.changes(order="date", limit=1)] == [3]
        assert [row.revision for row in news.changes(labels=["figure"], silent=True)] == [2]
        assert news.changes(since=date(2024, 5, 2)) == []
        assert [row.first_revision for row in news.blame("bridge")] == [1, 1, 1, 3]
        assert [number for _, number in news.blame("bridge", by="word")[0].words or ()] == [1, 2, 1]
