"""What changed across an archive: one block a change, with the words that weigh most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.model import Change, FieldChange, Unit, WordOp, WordRun
from archive.model.capture import read_otherwise
from archive.render.layout import Piece, counted, wrap
from archive.render.look import Ink, Look
from archive.render.moment import change_window
from archive.render.table import name
from archive.render.view import field_words, unit_words
from archive.render.wording import field_name, labels_of, places, tally
from archive.render.words import word_pieces

AROUND_WORDS = 6
"""So many words are shown on either side of a word that changed."""
LONGEST_WORDS = 60
"""Of changed words no more are shown."""
_WORDS = re.compile(r"\s*\S+\s*$|\s*\S+|\s+")
_INDENT = "      "


def changes(rows: Sequence[Change], look: Look) -> str:
    """The changes in the order given: weight, which revision, when, what, and the words that weigh most."""
    if not rows:
        return "No change."
    return "\n\n".join("\n".join(_change(row, look)) for row in rows)


def _change(row: Change, look: Look) -> Iterator[str]:
    indent = [Piece(_INDENT)]
    head = [Piece(f"{row.article}@{row.revision}", Ink.KEY)]
    if row.source:
        head.append(Piece(f"  {row.source}", Ink.QUIET))
    yield from wrap(head, look, first=[Piece(f"{row.weight:.2f}  ", Ink.STRONG)], rest=indent)
    if (called := name(row.title, row.lead)).text:
        yield from wrap([called], look, first=indent)
    yield from wrap([Piece(change_window(row.not_before, row.captured_at), Ink.QUIET)], look, first=indent)
    counts = f"+{row.words_added:,} −{counted(row.words_removed, 'word')}"
    told = [Piece("; ".join(filter(None, (counts, tally(row)))))]
    if labels := labels_of(row):
        told += [Piece("; "), *labels]
    yield from wrap(told, look, first=indent)
    if row.read_by is not None:
        yield from wrap([Piece(read_otherwise(*row.read_by), Ink.NOTE)], look, first=indent)
    if row.telling is not None:
        yield from wrap(_telling(row.telling, look), look, first=indent)


def _telling(change: Unit | FieldChange, look: Look) -> Iterator[Piece]:
    """The change that weighs most: where, and the words."""
    if isinstance(change, FieldChange):
        where, runs = field_name(change), field_words(change)
    else:
        where = places(change.new, "passage") if change.new else f"old {places(change.old, 'passage')}"
        runs = unit_words(change)
    yield Piece(f"{where}: ", Ink.QUIET)
    yield from word_pieces(excerpt(runs), look)


def excerpt(runs: Sequence[WordRun]) -> list[WordRun]:
    """The changed words, each with a few that were kept on either side, `…` for what is left out.

    Example:
        >>> kept = WordRun(WordOp.KEPT, "one two three four five six seven eight ")
        >>> "".join(run.text for run in excerpt([kept, WordRun(WordOp.ADDED, "nine")]))
        '… three four five six seven eight nine'
    """
    shown: list[WordRun] = []
    count = 0
    for number, (op, text) in enumerate(runs):
        if op is WordOp.KEPT:
            shown.append(WordRun(op, _near(text, is_first=not number, is_last=number == len(runs) - 1)))
            continue
        words = _WORDS.findall(text)
        if count + len(words) > LONGEST_WORDS:
            shown += [WordRun(op, "".join(words[: LONGEST_WORDS - count])), WordRun(WordOp.KEPT, " …")]
            break
        shown.append(WordRun(op, text))
        count += len(words)
    return shown


def _near(text: str, *, is_first: bool, is_last: bool) -> str:
    """Of kept words, those that stand next to a change."""
    words = _WORDS.findall(text)
    after, before = words[:AROUND_WORDS], words[-AROUND_WORDS:]
    if is_first and is_last:
        return text
    if is_first:
        return text if len(words) <= AROUND_WORDS else "… " + "".join(before).lstrip(" ")
    if is_last:
        return text if len(words) <= AROUND_WORDS else "".join(after) + " …"
    return text if len(words) <= 2 * AROUND_WORDS else f"{''.join(after)} …{''.join(before)}"
