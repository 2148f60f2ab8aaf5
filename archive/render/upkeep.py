"""What the upkeep commands report."""

from __future__ import annotations

from archive.model import Verification
from archive.render.layout import Piece, counted, enumerated, wrap
from archive.render.look import Ink, Look


def verification(result: Verification, look: Look) -> str:
    """What was looked at, then what is wrong with it, one line each, then what could not be promised."""
    looked_at = enumerated(
        [
            counted(result.articles, "article"),
            counted(result.captures, "capture"),
            counted(result.states, "state"),
            counted(result.passages, "passage"),
        ]
    )
    if result.is_sound:
        lines = wrap([Piece("Sound", Ink.GOOD), Piece(f": {looked_at} agree.")], look)
    else:
        found = f"{counted(len(result.problems), 'problem')} in {looked_at}:"
        lines = wrap([Piece("Damaged", Ink.BAD), Piece(f": {found}")], look)
    for problem in result.problems:
        lines += wrap([Piece(problem.where, Ink.KEY), Piece(f": {problem.what}")], look, first=[Piece("  ")])
    for note in result.notes:
        lines += wrap([Piece(note, Ink.QUIET)], look, first=[Piece("note: ", Ink.NOTE)])
    return "\n".join(lines)
