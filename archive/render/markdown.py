"""A comparison as Markdown, for quoting: `~~removed~~` and `**added**`.

Both marks only work beside certain characters (CommonMark's flanking rules: `word**,**` stays as it
is). Where they would not, `<del>` and `<ins>` stand instead, which mean the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from archive.changes import reckoning
from archive.model import Comparison, FieldChange, Label, Unit, UnitKind, WordOp, WordRun
from archive.render.safe import markdown_inline, markdown_line, markdown_safe
from archive.render.view import Shown, field_words, unit_words, view
from archive.render.wording import (
    about,
    fact_change,
    field_name,
    field_told,
    hidden_line,
    labelled,
    name_of,
    places,
    reasons,
    silence,
    told,
    verdict,
)
from archive.render.words import LINE_END

_MARKS = {WordOp.REMOVED: "~~", WordOp.ADDED: "**"}
_TAGS = {WordOp.REMOVED: "del", WordOp.ADDED: "ins"}


def comparison_markdown(
    compared: Comparison, *, context: int = 0, hide: frozenset[Label] = frozenset(), why: bool = False
) -> str:
    """What changed, each change with its words marked; what did not change is left out.

    Args:
        compared: What changed.
        context: How many unchanged units are shown beside each change.
        hide: Labels to leave out, as for `comparison`; how much is hidden is said.
        why: Tell the rule of each label and what the weight is made of.
    """
    return "\n\n".join(_blocks(compared, context, hide, why=why))


def _blocks(compared: Comparison, context: int, hide: frozenset[Label], *, why: bool) -> Iterator[str]:
    sides = ((compared.old, "old"), (compared.new, "new"))
    names = [markdown_safe(f"{name_of(ref, side)} {about(ref)}".strip()) for ref, side in sides]
    yield " → ".join(names)
    if compared.is_empty:
        yield "No difference."
        return
    seen = view(compared, context=context, hide=hide)
    if seen.fields:
        yield "\n".join(line for change in seen.fields for line in (_field(change), *_why(change, why, "  ")))
    for row in seen.rows:
        if isinstance(row, Shown):
            unit = row.unit
            where = places(unit.new, seen.noun) if unit.new else f"old {places(unit.old, seen.noun)}"
            what = ": ".join(part for part in (told(unit, seen.noun), labelled(unit.labels)) if part)
            yield f"**{where[0].upper()}{where[1:]}** ({what or 'unchanged'})"
            if reasoned := list(_why(unit, why)):
                yield "\n".join(reasoned)
            is_bare = unit.kind is UnitKind.SAME and not unit.words
            words = (WordRun(WordOp.KEPT, unit.new_text),) if is_bare else unit_words(unit)
            yield "\\\n".join(f"> {markdown_line(text)}" for text in _lines(words))
    if compared.facts:
        yield "\n".join(
            f"- {fact.change.value} {fact.kind.value}: {markdown_safe(fact_change(fact))}"
            for fact in compared.facts
        )
    if note := hidden_line(seen.hidden_count, seen.hidden, seen.kept):
        yield note
    yield verdict(compared)
    if why:
        parts = [f"- {part.points:.2f} {markdown_safe(part.reason)}" for part in compared.why]
        yield "\n".join(parts)
        yield markdown_safe(reckoning(compared.labels))
        yield markdown_safe(silence(compared))


def _why(change: Unit | FieldChange, is_wanted: bool, indent: str = "") -> Iterator[str]:
    """A line for each label with its rule, where that is wanted."""
    for reason in reasons(change) if is_wanted else ():
        yield f"{indent}- {markdown_safe(reason)}"


def _field(change: FieldChange) -> str:
    what = ": ".join(part for part in (field_told(change), labelled(change.labels)) if part)
    words = change.words or _apart(field_words(change))
    return f"- {field_name(change)}: {' '.join(_lines(words))} ({what})"


def _apart(words: Sequence[WordRun]) -> tuple[WordRun, ...]:
    """An old and a new value with a space between."""
    return tuple(
        WordRun(run.op, run.text + " " * (number < len(words) - 1)) for number, run in enumerate(words)
    )


def _lines(words: Iterable[WordRun]) -> list[str]:
    """Runs as lines of Markdown, one for each passage in them."""
    lines = [list[WordRun]()]
    for run in words:
        parts = run.text.split("\n")
        for number, part in enumerate(parts):
            is_last = number == len(parts) - 1
            lines[-1].append(WordRun(run.op, part if is_last or run.op is WordOp.KEPT else part + LINE_END))
            if not is_last and run.op is not WordOp.REMOVED:
                lines.append([])
    return ["".join(_marked(line)).strip(" ") for line in lines]


def _marked(words: Sequence[WordRun]) -> Iterator[str]:
    """One line's runs, each changed one in its marks, the spaces at its ends outside them."""
    runs = [
        WordRun(op, "".join(run.text for run in group))
        for op, group in groupby((run for run in words if run.text), key=lambda run: run.op)
    ]
    for number, (op, text) in enumerate(runs):
        core = text.strip(" ") or text
        if op is WordOp.KEPT:
            yield markdown_inline(text)
            continue
        start = text.index(core)
        space_before, space_after = text[:start], text[start + len(core) :]
        # A neighbour that is marked as well ends and begins with punctuation, whichever its marks.
        before = space_before or (_edge(runs[number - 1], -1) if number else " ")
        after = space_after or (_edge(runs[number + 1], 0) if number + 1 < len(runs) else " ")
        is_plain = _holds(core[0], before[-1]) and _holds(core[-1], after[0])
        opening, closing = (_MARKS[op],) * 2 if is_plain else (f"<{_TAGS[op]}>", f"</{_TAGS[op]}>")
        yield f"{space_before}{opening}{markdown_inline(core)}{closing}{space_after}"


def _edge(run: WordRun, end: int) -> str:
    """The character that a run has at an end, once marked."""
    character = run.text[end]
    return character if run.op is WordOp.KEPT or character == " " else "*"


def _holds(inside: str, outside: str) -> bool:
    """Whether a mark between these two works: only a letter or digit inside, or a gap outside, is safe."""
    if inside.isspace():
        return False
    return inside.isalnum() or outside == " " or unicodedata.category(outside)[0] == "P"
