"""The log of an article: its revisions, and at a glance what each of them changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.model import LogEntry
from archive.model.capture import read_otherwise
from archive.render.layout import Piece, cells, counted, line, padded, wrap
from archive.render.look import Ink, Look
from archive.render.moment import moment, window
from archive.render.table import name
from archive.render.wording import labels_of, tally

LONGEST_BAR_CELLS = 24


def log(entries: Sequence[LogEntry], look: Look, *, revisions: int | None = None) -> str:
    """The revisions of one article or several, in the order given (oldest first reads best).

    For each: when first seen, its words, bars for words added and removed (one scale for all), the
    window in which it changed, what became of its passages, the labels, whether it is a silent correction,
    and the headline where it is new.

    Args:
        entries: The revisions.
        look: How to show them.
        revisions: Of one article: how many it has, where that is more than these.
    """
    if not entries:
        return "No revisions."
    most = max(entry.words_added + entry.words_removed for entry in entries)
    seen: dict[str, int] = {}
    blocks = list[str]()
    for position, entry in enumerate(entries):
        before = (
            entries[position - 1] if position and entries[position - 1].article == entry.article else None
        )
        if before is None:
            total = sum(1 for other in entries if other.article == entry.article)
            shown = counted(total, "revision")
            if revisions is not None and revisions > total:
                shown = f"{total:,} of {counted(revisions, 'revision')}"
            blocks.append(line([Piece(entry.article, Ink.STRONG), Piece(f"  {shown}")], look))
            seen = {}
        blocks.extend(_log_entry(entry, before, most, seen.get(entry.id), look))
        seen.setdefault(entry.id, entry.revision)
    return "\n".join(blocks)


def _log_entry(
    entry: LogEntry, before: LogEntry | None, most: int, same_as: int | None, look: Look
) -> Iterator[str]:
    number = f"@{entry.revision}"
    indent = [Piece(" " * max(6, len(number) + 2))]
    head = [Piece(moment(entry.captured_at)), Piece(f"  {counted(entry.words, 'word')}")]
    if entry.words_added or entry.words_removed:
        head += [
            Piece(f"  +{entry.words_added:,} −{entry.words_removed:,}  "),
            *_bar(entry.words_added, entry.words_removed, most),
        ]
    yield from wrap(head, look, first=[Piece(padded(number, cells(indent[0].text)), Ink.KEY)], rest=indent)
    if before is None or entry.title != before.title:
        called = name(entry.title, entry.lead)
        if called.text:
            yield from wrap([called], look, first=indent)
    if entry.not_before is None:
        yield from wrap([Piece("first seen", Ink.QUIET)], look, first=indent)
    else:
        yield from wrap(
            [Piece(f"changed {window(entry.not_before, entry.captured_at)}", Ink.QUIET)], look, first=indent
        )
    told = [Piece(changed)] if (changed := tally(entry)) else []
    if labels := labels_of(entry):
        told += [Piece("; " if told else ""), *labels]
    if same_as is not None:
        told += [Piece("; " if told else ""), Piece(f"back to the text of @{same_as}", Ink.NOTE)]
    if told:
        yield from wrap(told, look, first=indent)
    if entry.read_by is not None:
        yield from wrap([Piece(read_otherwise(*entry.read_by), Ink.NOTE)], look, first=indent)


def _bar(added: int, removed: int, most: int) -> list[Piece]:
    """`+` and `-` in proportion; at least one of each that there is."""
    scale = min(1.0, LONGEST_BAR_CELLS / most)
    plus, minus = (max(1, round(count * scale)) if count else 0 for count in (added, removed))
    plus = min(plus, LONGEST_BAR_CELLS - minus)
    return [Piece("+" * plus, Ink.GOOD), Piece("-" * minus, Ink.BAD)]
