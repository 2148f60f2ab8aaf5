from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Outcome
from archive.model.watch import WatchKind
from archive.services.schedule import LONGEST, SHORTEST, SPREAD, next_look

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def pause(
    age: timedelta,
    quiet: timedelta | None = None,
    outcome: Outcome = Outcome.SAME,
    failures: int = 0,
    kind: WatchKind = WatchKind.PAGE,
    retry_after_s: float | None = None,
    url: str = "https://a.example/1",
) -> timedelta:
    now = START + age
    found = next_look(
        url,
        now=now,
        kind=kind,
        story_at=START,
        quiet_since=now - (age if quiet is None else quiet),
        outcome=outcome,
        failures=failures,
        retry_after_s=retry_after_s,
    )
    return found - now


def test_a_new_story_is_looked_at_in_minutes() -> None:
    assert pause(timedelta()) < timedelta(minutes=6)


def test_looks_grow_rarer_with_age_and_quiet() -> None:
    pauses = [pause(DAY * days) for days in (0, 1, 3, 10, 30, 100, 300)]

    assert pauses == sorted(pauses)
    assert timedelta(hours=2) < pauses[1] < timedelta(hours=4)
    assert pauses[-1] > 30 * DAY


def test_a_change_brings_the_next_look_near() -> None:
    assert pause(10 * DAY, quiet=timedelta()) < pause(10 * DAY) / 10


def test_an_old_story_that_changed_is_not_looked_at_in_minutes() -> None:
    assert pause(365 * DAY, quiet=timedelta()) > timedelta(hours=12)


def test_a_feed_is_never_left_for_longer_than_a_day() -> None:
    assert pause(1_000 * DAY, kind=WatchKind.FEED) < 1.2 * DAY


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.REFUSED, Outcome.GONE])
def test_looks_that_saw_nothing_grow_rarer_and_never_end(outcome: Outcome) -> None:
    pauses = [
        pause(timedelta(hours=1), outcome=outcome, failures=count) for count in (1, 2, 5, 10, 50, 10_000)
    ]

    assert pauses == sorted(pauses)
    assert pauses[1] > pauses[0]
    assert pauses[-1] <= LONGEST * (1 + SPREAD)


def test_a_server_that_asks_for_peace_is_left_in_it() -> None:
    assert pause(timedelta(), outcome=Outcome.FAILED, failures=1, retry_after_s=86_400) >= DAY


def test_stories_found_together_part_company() -> None:
    assert len({pause(DAY, url=f"https://a.example/{number}") for number in range(50)}) == 50


@given(
    st.timedeltas(min_value=timedelta(), max_value=timedelta(days=20_000)),
    st.timedeltas(min_value=timedelta(), max_value=timedelta(days=20_000)),
    st.sampled_from(list(Outcome)),
    st.integers(0, 100_000),
    st.sampled_from(list(WatchKind)),
)
def test_no_story_is_hurried_or_forgotten(
    age: timedelta, quiet: timedelta, outcome: Outcome, failures: int, kind: WatchKind
) -> None:
    found = pause(age, quiet, outcome, failures, kind)

    assert SHORTEST * (1 - SPREAD) <= found <= LONGEST * (1 + SPREAD)
