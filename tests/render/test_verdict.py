"""What a comparison is said to be in one line."""

from archive.changes import Side, compare, compare_texts
from archive.model import Passage, RevisionRef, Section, State
from archive.render.wording import silence, verdict


def side(text: str, article: str, revision: int) -> Side:
    return Side(
        state=State(None, None, None, (Section(None, 0, (Passage(text),)),)),
        ref=RevisionRef(article, revision),
    )


def test_a_comparison_that_is_no_step_is_no_correction() -> None:
    backwards = compare(side("21 died.", "a", 2), side("12 died.", "a", 1))
    assert "silent: does not apply (the old one is the later one)" in verdict(backwards)
    assert "nobody made this change" in silence(backwards)
    others = compare(side("21 died.", "a", 1), side("12 died.", "b", 2))
    assert "silent: does not apply (the two are different articles)" in verdict(others)


def test_a_note_that_speaks_of_nothing_that_changed_is_said_to() -> None:
    old = ["The vote is on Monday.", "The road was shut."]
    note = "Correction: An earlier version misspelled the name of Larch Street."
    compared = compare_texts(old, ["The vote is on Tuesday.", "The road was shut.", note])
    assert "silent: no, but its new note speaks of no change found" in verdict(compared)
    told = compare_texts(
        old, ["The vote is on Tuesday.", "The road was shut.", "Correction: An earlier version said Monday."]
    )
    assert "silent: no;" in verdict(told)
