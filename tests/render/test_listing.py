from __future__ import annotations

from datetime import timedelta

from render.cases import LATER, SEEN

from archive.model import ArticleSummary, Capture, Claimed, Outcome, Receipt
from archive.render import Look, articles, captures, ingest_summary, receipt_line

LOOK = Look(80)
WIDE = Look(150)

FERRY = ArticleSummary(
    "ferry", "Ferry burns", "Coast News", 3, SEEN, LATER + timedelta(days=1), Claimed("2021-07-27T10:00:00Z")
)
NAMELESS = ArticleSummary("mission", None, None, 12, SEEN, LATER, None, lead="The combat mission ends")


def test_articles_are_one_line_each_with_the_lead_where_there_is_no_headline():
    assert articles([FERRY, NAMELESS], LOOK).split("\n") == [
        "ARTICLE  REVS  LAST SEEN   PUBLISHED   HEADLINE",
        "ferry       3  2021-07-28  2021-07-27  Ferry burns",
        "mission    12  2021-07-27  -           “The combat mission ends”",
    ]


def test_a_wide_terminal_shows_times_and_the_source():
    assert articles([FERRY], WIDE).split("\n") == [
        "ARTICLE  REVS  FIRST SEEN            LAST SEEN             PUBLISHED   SOURCE      HEADLINE",
        "ferry       3  2021-07-27 10:05 UTC  2021-07-28 10:20 UTC  2021-07-27  Coast News  Ferry burns",
    ]


def test_captures_tell_what_came_of_every_look():
    rows = [
        Capture("ferry", 7, SEEN, Outcome.NEW, None, "https://example.org/ferry", 1, SEEN),
        Capture(
            "ferry", 12, LATER, Outcome.REFUSED, "a consent page", "https://example.org/ferry", None, SEEN
        ),
    ]

    assert captures(rows, LOOK).split("\n") == [
        "CAPTURE  SEEN                  OUTCOME  REVISION  REASON, ADDRESS",
        "      7  2021-07-27 10:05 UTC  new      @1        https://example.org/ferry",
        "     12  2021-07-27 10:20 UTC  refused  -         a consent page;",
        "                                                  https://example.org/ferry",
    ]


def test_an_empty_listing_says_so():
    assert articles([], LOOK) == "No articles."
    assert captures([], LOOK) == "No captures."


def test_a_receipt_tells_outcome_revision_source_and_reason():
    new = Receipt("ferry.txt", "ferry", 2, Outcome.REVISED)
    known = Receipt("ferry.txt", "ferry", 2, None, added=False)
    failed = Receipt("b\x1bc\n.txt", None, None, Outcome.FAILED, "The file is empty; give one with text.")

    assert receipt_line(new, LOOK) == "revised   ferry@2  ferry.txt"
    assert receipt_line(known, LOOK) == "known     ferry@2  ferry.txt"
    assert receipt_line(failed, LOOK) == "failed    b␛c␊.txt: The file is empty; give one with text."


def test_the_outcome_has_a_colour():
    assert receipt_line(Receipt("a", "a", 1, Outcome.NEW), Look(80, has_colour=True)).startswith(
        "\x1b[32mnew     \x1b[0m"
    )


def test_a_summary_counts_what_came_of_each():
    assert ingest_summary({Outcome.NEW: 1, Outcome.SAME: 0}, LOOK) == "1 item: 1 new"
    assert ingest_summary({}, LOOK) == "nothing to ingest"
