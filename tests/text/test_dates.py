"""Lines that are dates, in the ways stories write them."""

from __future__ import annotations

import pytest

from archive.text.dates import read_date_line


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Tue 27 July 2021:", "2021-07-27"),
        ("July 27, 2021", "2021-07-27"),
        ("27th of July 2021", "2021-07-27"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("2021-07-27", "2021-07-27"),
        ("2021/07/27", "2021-07-27"),
        ("27/07/2021", "2021-07-27"),
        ("07/27/2021", "2021-07-27"),
        ("5/5/2021", "2021-05-05"),
        ("03.04.2021", "2021-04-03"),
        ("July 2021", "2021-07"),
        ("BAGHDAD, July 27, 2021", "2021-07-27"),
        ("Published on July 27, 2021", "2021-07-27"),
        ("(July 27, 2021)", "2021-07-27"),
        ("Dienstag, 27. Juli 2021", "2021-07-27"),
        ("Dienstag, 27. Juli 2021, 15.30 Uhr", "2021-07-27T15:30:00"),
        ("mardi 1er mars 2022 à 10 h 30", "2022-03-01T10:30:00"),
        ("martes 27 de julio de 2021", "2021-07-27"),
        ("2021年7月27日", "2021-07-27"),
        ("الثلاثاء 27 يوليو 2021", "2021-07-27"),
        ("27 ביולי 2021", "2021-07-27"),
        ("Tuesday, July 27, 2021, 3:15 p.m. EDT", "2021-07-27T19:15:00Z"),
        ("3:15 p.m. EDT, Tuesday, July 27, 2021", "2021-07-27T19:15:00Z"),
        ("July 27, 2021 12 a.m. GMT", "2021-07-27T00:00:00Z"),
        ("27 July 2021 09:00 +02:00", "2021-07-27T07:00:00Z"),
        ("2021-07-27T09:00:00Z", "2021-07-27T09:00:00Z"),
        ("27 July 2021, 23:30 IST", "2021-07-27"),
        ("July 27, 2021 at 3 pm ET", "2021-07-27"),
    ],
)
def test_a_date_line_claims_its_date(line: str, claim: str) -> None:
    found = read_date_line(line)

    assert found is not None
    assert found.claimed is not None
    assert found.claimed.text == claim


@pytest.mark.parametrize("line", ["5 May", "Tuesday, July 27:"])
def test_a_date_without_a_year_claims_nothing(line: str) -> None:
    found = read_date_line(line)

    assert found is not None
    assert found.claimed is None


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2021",
        "31 April 2021",
        "31 April",
        "13:15 p.m., July 27, 2021",
        "July 27, 2021 July 28, 2021",
        "He left on July 27, 2021",
        "he left, July 27, 2021",
        "Updated July 28, 2021",
        "2021",
        "12",
        "14:30",
        "12 people",
        "May 2021 500",
        "July 27, 2021 " * 20,
        "",
    ],
)
def test_what_is_more_or_less_than_one_date_is_no_date_line(line: str) -> None:
    assert read_date_line(line) is None
