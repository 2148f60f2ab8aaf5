from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from render.cases import SEEN

from archive.model import SentenceOrigin, WordOrigin
from archive.render import Look, origins

LATER = SEEN + timedelta(days=1)
FIRST = SentenceOrigin(
    0, 0, 0, "The ferry left at noon with 21 people on board, and came back late.", 1, SEEN
)
SECOND = SentenceOrigin(0, 0, 1, "Nobody was hurt.", 12, LATER)
THIRD = SentenceOrigin(1, 1, 0, "An inquiry has begun.", 1, SEEN, heading="What is next")


def test_each_sentence_stands_beside_its_revision_and_date():
    assert origins([FIRST, SECOND, THIRD], Look(72)).split("\n") == [
        "@1   2021-07-27 10:05 UTC  The ferry left at noon with 21 people on",
        "                           board, and came back late.",
        "@12  2021-07-28 10:05 UTC  Nobody was hurt.",
        "",
        "What is next",
        "",
        "@1   2021-07-27 10:05 UTC  An inquiry has begun.",
    ]


def test_on_a_narrow_terminal_the_dates_give_way():
    assert origins([SECOND], Look(40)) == "@12  Nobody was hurt."


def test_an_edited_sentence_says_when_it_was_edited():
    assert origins([replace(FIRST, edited_revision=3), SECOND], Look(40)).split("\n") == [
        "@1, edited @3  The ferry left at noon",
        "               with 21 people on board,",
        "               and came back late.",
        "@12            Nobody was hurt.",
    ]


def test_runs_of_words_have_lines_of_their_own_and_go_on_set_in():
    words = (
        WordOrigin("The ferry left at noon with", 1),
        WordOrigin(" 21", 12),
        WordOrigin(" people on board, and came back late.", 1),
    )
    row = SentenceOrigin(0, 0, 0, FIRST.text, 1, SEEN, words, (SEEN, LATER, SEEN))

    assert origins([row], Look(80)).split("\n") == [
        "@1   2021-07-27 10:05 UTC  The ferry left at noon with",
        "@12  2021-07-28 10:05 UTC    21",
        "@1   2021-07-27 10:05 UTC    people on board, and came back late.",
    ]


def test_a_revision_without_text_says_so():
    assert origins([], Look(80)) == "No sentences."
