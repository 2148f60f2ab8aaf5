"""Facts as articles state them: a window leaves out nothing that may be a day in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import draft, put

from archive.model import Claimed, DateField, FactKind
from archive.store.stated import MOST_YEARS, Stated, stated
from archive.store.window import Window

if TYPE_CHECKING:
    from archive.store.connection import Database

STORIES = (
    ("old", "The mill was built in 1897. It burnt down on 3 March 1911 and stood again by May 1912."),
    ("long", "From 2009 to 2014 the canal was closed. The lock was mended in 2012."),
    ("near", "It was opened on Monday, and will be closed next month."),
    ("none", "Nobody remembers when the ferry ran, but 2,014 people used it."),
)


@pytest.fixture
def dated(store: Database) -> Database:
    put(
        store,
        *(
            draft(text, 0, article=key, language="en", published_at=Claimed("2013-12-27"))
            for key, text in STORIES
        ),
        draft(STORIES[2][1], 1, article="near", language="en", published_at=Claimed("2014-12-27")),
        draft(
            f"{STORIES[2][1]}\n\nSo it is.",
            2,
            article="near",
            language="en",
            published_at=Claimed("2014-12-27"),
        ),
    )
    return store


def days(found: Stated, window: Window) -> bool:
    first, _, last = str(found.value or "").partition("/")
    return (
        bool(first)
        and (window.until is None or first[:10] <= window.until)
        and (window.since is None or (last or first) + "~" >= window.since)
    )


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        ("1911-03-03", "1911-03-03", 1),
        ("1911-03-04", "1912-04-30", 0),
        ("2011-01-01", "2011-12-31", 1),
        ("2012-06-01", "2013-01-01", 2),
        ("2013-12-23", "2014-01-15", 3),
        ("2014-12-22", None, 3),
        (None, "1912-12-31", 3),
        ("1890-01-01", str(1890 + MOST_YEARS + 1), 1),
    ],
)
def test_a_window_leaves_out_nothing_that_may_be_a_day_in_it(
    dated: Database, since: str | None, until: str | None, count: int
) -> None:
    window = Window(DateField.MENTIONED, since, until)

    with dated.reading() as connection:
        every = list(stated(connection, FactKind.DATE, None))
        here = list(stated(connection, FactKind.DATE, None, window))

    assert {found for found in here if days(found, window)} == {
        found for found in every if days(found, window)
    }
    assert len(here) <= len(every)
    assert len([found for found in here if days(found, window)]) == count


def test_a_day_that_the_story_tells_is_told_for_its_own_revisions(dated: Database) -> None:
    with dated.reading() as connection:
        found = [each for each in stated(connection, FactKind.DATE, [3]) if each.text == "Monday"]

    assert [(each.value, each.revisions) for each in found] == [("2013-12-23", 0b01), ("2014-12-22", 0b10)]
