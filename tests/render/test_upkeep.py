from __future__ import annotations

from archive.model import Problem, Verification
from archive.render import Look, verification


def test_a_sound_archive_is_said_to_be_so():
    assert verification(Verification(1, 3, 2, 1200, ()), Look(80)) == (
        "Sound: 1 article, 3 captures, 2 states and 1,200 passages agree."
    )


def test_each_problem_and_each_note_has_a_line():
    result = Verification(
        1, 3, 2, 12, (Problem("state c1:ab", "its text has another digest"),), ("one raw copy was erased",)
    )

    assert verification(result, Look(80)).split("\n") == [
        "Damaged: 1 problem in 1 article, 3 captures, 2 states and 12 passages:",
        "  state c1:ab: its text has another digest",
        "note: one raw copy was erased",
    ]
