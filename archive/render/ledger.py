"""Facts through time on the terminal: the ledger of a story, and what changed across the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC

from archive.model import ChangedFact, FactKind, LedgerRow, LedgerValue, Part, Value
from archive.render.layout import Piece, cells, counted, padded, wrap
from archive.render.ledger_words import told, told_values
from archive.render.look import Ink, Look
from archive.render.moment import change_window

_BARS = "▁▂▃▄▅▆▇█"
_AWAY = "·"
LONGEST_CHART_CELLS = 60
_KIND_CELLS = len(FactKind.ORGANISATION.value) + 2


def fact_ledger(rows: Sequence[LedgerRow], look: Look, *, has_sentences: bool = False) -> str:
    """One line a fact: what it speaks of, and what it said since which revision.

    Args:
        rows: Of one article or several, in the order they are to stand.
        look: The terminal.
        has_sentences: Whether each value has its sentence under it.
    """
    if not rows:
        return "No facts."
    blocks = list[str]()
    article = None
    for row in rows:
        if row.article != article:
            article = row.article
            blocks += _head([other for other in rows if other.article == article], look)
        blocks += _row(row, look, has_sentences=has_sentences)
    return "\n".join(blocks)


def _head(rows: Sequence[LedgerRow], look: Look) -> list[str]:
    last = max(row.last_revision for row in rows)
    counts = [counted(len(rows), "fact")]
    if changed := sum(row.is_changed for row in rows):
        counts.append(f"{changed:,} changed")
    if gone := sum(not row.is_current for row in rows):
        counts.append(f"{gone:,} gone")
    return wrap(
        [
            Piece(rows[0].article, Ink.STRONG),
            Piece(f"  {', '.join(counts)}; {counted(last, 'revision')}; times in UTC", Ink.QUIET),
        ],
        look,
    )


def _row(row: LedgerRow, look: Look, *, has_sentences: bool) -> Iterator[str]:
    indent = [Piece(" " * _KIND_CELLS)]
    first = [Piece(padded(row.kind.value, _KIND_CELLS), Ink.NOTE)]
    yield from wrap([*_values(row), *_notes(row)], look, first=first, rest=indent)
    if chart := bars(row):
        yield from wrap([Piece(chart, Ink.KEY), Piece(f"  {_span(row)}", Ink.QUIET)], look, first=indent)
    if has_sentences:
        for value in told_values(row):
            number = Piece(f"@{value.revision}  ", Ink.KEY)
            yield from wrap(
                [Piece(value.sentence, Ink.QUIET)],
                look,
                first=[*indent, number],
                rest=[Piece(" " * (_KIND_CELLS + cells(number.text)))],
            )


def _values(row: LedgerRow) -> Iterator[Piece]:
    day = ""
    before: LedgerValue | None = None
    heading, words = told(row)
    if heading:
        yield Piece(f"{heading}: ")
    for value, said in zip(told_values(row), words, strict=True):
        if before is not None:
            if value.revision > before.last_revision + 1:
                yield Piece(" → ", Ink.QUIET)
                yield Piece("gone", Ink.GONE)
                yield Piece(f" (@{before.last_revision + 1})", Ink.QUIET)
            yield Piece(" → ", Ink.QUIET)
        yield Piece(said, Ink.STRONG if row.is_changed else Ink.PLAIN)
        seen = value.captured_at.astimezone(UTC)
        shown = f"{seen:%H:%M}" if f"{seen:%Y-%m-%d}" == day else f"{seen:%Y-%m-%d %H:%M}"
        day = f"{seen:%Y-%m-%d}"
        yield Piece(f" (@{value.revision}, {shown})", Ink.QUIET)
        before = value
    if not row.is_current:
        yield Piece(" → ", Ink.QUIET)
        yield Piece("gone", Ink.GONE)
        yield Piece(f" (@{row.last_revision + 1})", Ink.QUIET)


def _notes(row: LedgerRow) -> Iterator[Piece]:
    notes = list[str]()
    if row.part is not Part.BODY:
        notes.append(f"in a {row.part.value}" if row.part is Part.HEADING else "in the headline")
    if row.mentions > 1:
        notes.append(f"in {row.mentions} places")
    if row.possible_same:
        notes.append(f"perhaps the same: {', '.join(row.possible_same)}")
    if notes:
        yield Piece(f"; {'; '.join(notes)}", Ink.QUIET)


def number_of(value: Value | None) -> float | None:
    """A value that a chart can show; of a range its lower end."""
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(str(value).partition("/")[0])
    except ValueError:
        return None


def charted(row: LedgerRow) -> list[tuple[int, int, float]]:
    """The values of a number that changed, with their first and last revisions; empty for all others."""
    numbers = [(value.revision, value.last_revision, number_of(value.value)) for value in row.values]
    known = [(first, last, number) for first, last, number in numbers if number is not None]
    is_one_unit = len({value.unit for value in row.values}) == 1
    if len(known) != len(numbers) or not is_one_unit or len({number for _, _, number in known}) < 2:
        return []
    return known


def bars(row: LedgerRow) -> str:
    """A bar for each revision, `·` where the fact was away; a bar for each value where that is too long.

    Empty where nothing changed that a bar could show. The lowest value has the lowest bar, so that a small
    change shows too: the ends of the scale belong beside it.
    """
    known = charted(row)
    if not known:
        return ""
    low, high = (end(number for _, _, number in known) for end in (min, max))
    start, last = known[0][0], known[-1][1]

    def bar(number: float) -> str:
        return _BARS[round((number - low) / (high - low) * (len(_BARS) - 1))]

    if last - start + 1 > LONGEST_CHART_CELLS:
        return "".join(bar(number) for _, _, number in known[-LONGEST_CHART_CELLS:])
    drawn = [_AWAY] * (last - start + 1)
    for first, until, number in known:
        drawn[first - start : until - start + 1] = bar(number) * (until - first + 1)
    return "".join(drawn)


def _span(row: LedgerRow) -> str:
    by_number = {number_of(value.value): value.text for value in row.values}
    known = [number for number in by_number if number is not None]
    return f"from {by_number[min(known)]} to {by_number[max(known)]}"


def changed_facts(rows: Sequence[ChangedFact], look: Look) -> str:
    """What changed in which story, in the order given: old → new, between which looks, and the sentence."""
    if not rows:
        return "No fact changed so."
    return "\n\n".join("\n".join(_changed(row, look)) for row in rows)


def _changed(row: ChangedFact, look: Look) -> Iterator[str]:
    indent = [Piece("    ")]
    head = [Piece(f"{row.article}@{row.new.revision}", Ink.KEY), Piece(f"  {row.kind.value}  ", Ink.NOTE)]
    heading, (old, new) = told(row)
    if heading:
        head.append(Piece(f"{heading}: "))
    head += [Piece(old, Ink.REMOVED), Piece(" → ", Ink.QUIET), Piece(new, Ink.ADDED)]
    if size := difference(row):
        head.append(Piece(f"  {size}", Ink.QUIET))
    yield from wrap(head, look, rest=indent)
    when = change_window(row.not_before, row.captured_at)
    if row.mentions > 1:
        when += f"; in {row.mentions} places"
    yield from wrap([Piece(when, Ink.QUIET)], look, first=indent)
    if row.title is not None:
        yield from wrap([Piece(row.title, Ink.STRONG)], look, first=indent)
    yield from wrap(
        [Piece("- ", Ink.REMOVED), Piece(row.old.sentence)], look, first=indent, rest=[Piece("      ")]
    )
    yield from wrap(
        [Piece("+ ", Ink.ADDED), Piece(row.new.sentence)], look, first=indent, rest=[Piece("      ")]
    )


def difference(row: ChangedFact) -> str:
    """By how much a number changed: `+9, +75 %`; for dates in days."""
    if row.change is None or not row.change:
        return ""
    if row.kind is FactKind.DATE:
        return f"{'later' if row.change > 0 else 'earlier'} by {counted(round(abs(row.change)), 'day')}"
    if row.kind is FactKind.DURATION:
        return "" if row.share is None else _signed(row.share * 100) + " %"
    share = "" if row.share is None else f", {_signed(row.share * 100)} %"
    return f"{_signed(row.change)}{share}"


def _signed(number: float) -> str:
    text = f"{abs(number):,.1f}".removesuffix(".0") if abs(number) < 1000 else f"{abs(number):,.0f}"
    return f"{'+' if number > 0 else '−'}{text}"
