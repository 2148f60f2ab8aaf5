from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from render.cases import LATER, SEEN

from archive.model import Digest, Label, LogEntry
from archive.render import Look, log

LOOK = Look(80)

FIRST = LogEntry(
    "ferry",
    1,
    Digest("c1:aa"),
    SEEN,
    None,
    None,
    None,
    "Ferry burns",
    1412,
    (),
    0,
    0,
    0,
    0,
    lead="The ferry left",
)
SECOND = LogEntry(
    "ferry",
    2,
    Digest("c1:bb"),
    LATER,
    SEEN,
    None,
    None,
    "Ferry burnt",
    1421,
    (Label.FIGURE, Label.HEADLINE),
    1,
    0,
    2,
    1,
    words_added=18,
    words_removed=9,
)
THIRD = replace(
    SECOND,
    revision=3,
    id=Digest("c1:aa"),
    captured_at=LATER + timedelta(days=3),
    not_before=LATER,
    title="Ferry burnt",
    words_added=4,
    words_removed=1,
    labels=(),
)


def test_each_revision_shows_when_and_what_it_changed():
    assert log([FIRST, SECOND, THIRD], LOOK).split("\n") == [
        "ferry  3 revisions",
        "@1    2021-07-27 10:05 UTC  1,412 words",
        "      Ferry burns",
        "      first seen",
        "@2    2021-07-27 10:20 UTC  1,421 words  +18 −9  ++++++++++++++++--------",
        "      Ferry burnt",
        "      changed between 10:05 and 10:20 UTC (15 minutes)",
        "      passages: 2 edited, 1 added, 1 moved; figure, headline",
        "@3    2021-07-30 10:20 UTC  1,421 words  +4 −1  ++++-",
        "      changed between 2021-07-27 10:20 and 2021-07-30 10:20 UTC (3 days)",
        "      passages: 2 edited, 1 added, 1 moved; back to the text of @1",
    ]


def test_without_a_headline_the_lead_stands_in_quotation_marks():
    nameless = replace(FIRST, title=None)

    assert log([nameless], LOOK).split("\n")[2] == "      “The ferry left”"


def test_entries_of_several_articles_stand_under_their_keys():
    other = replace(FIRST, article="mission")
    text = log([FIRST, other], LOOK)

    assert [line for line in text.split("\n") if not line.startswith((" ", "@"))] == [
        "ferry  1 revision",
        "mission  1 revision",
    ]
    assert "back to" not in text


def test_bars_are_never_longer_than_their_place_and_show_the_smallest_change():
    huge = replace(SECOND, words_added=50_000, words_removed=1)
    lines = log([FIRST, huge, THIRD], LOOK).split("\n")

    assert lines[4].endswith("  +50,000 −1  " + "+" * 23 + "-")
    assert lines[8].endswith("  +4 −1  +-")


def test_no_entries_say_so():
    assert log([], LOOK) == "No revisions."
