from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from render.cases import SEEN

from archive.model import Claimed
from archive.render.moment import claim, moment, window


def test_moments_are_shown_in_utc():
    there = datetime(2021, 7, 27, 1, 30, tzinfo=timezone(timedelta(hours=3)))

    assert moment(there) == "2021-07-26 22:30 UTC"


@pytest.mark.parametrize(
    ("claimed", "shown"),
    [
        ("2021", "2021"),
        ("2021-07", "2021-07"),
        ("2021-07-27", "2021-07-27"),
        ("2021-07-27T09:30:15Z", "2021-07-27 09:30 UTC"),
        ("2021-07-27T09:30:00", "2021-07-27 09:30"),
    ],
)
def test_a_claim_is_shown_no_finer_than_it_was_made(claimed, shown):
    assert claim(Claimed(claimed)) == shown


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (timedelta(seconds=1), "1 second"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=400), "400 days"),
    ],
)
def test_a_window_tells_how_long_it_was(span, told):
    assert window(SEEN - span, SEEN).endswith(f" UTC ({told})")


def test_a_window_over_midnight_names_both_days():
    midnight = datetime(2021, 7, 27, tzinfo=UTC)

    assert window(midnight - timedelta(minutes=5), midnight + timedelta(minutes=5)) == (
        "between 2021-07-26 23:55 and 2021-07-27 00:05 UTC (10 minutes)"
    )
