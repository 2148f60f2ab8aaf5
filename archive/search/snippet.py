"""A short piece of a text that shows what a query found in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from archive.model import Span
from archive.search.match import places, shared
from archive.search.query import Near
from archive.search.terms import SEPARATORS, expanded, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive.search.query import Part, Phrase, Query

USUAL_WIDTH = 160
"""How long a snippet is, in code points, its dots not counted."""

_DOTS = "…"

_SEPARATOR = f"[{re.escape(''.join(sorted(SEPARATORS)))}]"
_BETWEEN = f"{_SEPARATOR}+"
_END = f"(?={_SEPARATOR}|$)"
_REST = f"[^{_SEPARATOR[1:-1]}]*"


def marks(text: str, query: Query, part: Part | None = None) -> tuple[tuple[Span, Phrase], ...]:
    """Where the phrases that a query wants stand in a text, in order; none overlap.

    Args:
        text: Any text.
        query: What was asked.
        part: Which part of a story the text is; None: heed no field.
    """
    plain = _phrases(query, part)
    if not plain:
        return ()
    form = expanded(text)
    if form is not None:
        comparable, seconds = form
        standing = [
            (Span(*(at - bisect_left(seconds, at) for at in place)), phrase)
            for phrase, own in plain
            if own is not None
            for place in _standing(own, comparable)
        ]
    else:
        found = tokens(text)
        terms = [token.term for token in found]
        standing = [
            (Span(found[first].start, found[end - 1].end), phrase)
            for phrase, own in plain
            if own is not None
            for first, end in places(own, terms)
        ]
    standing += [
        (Span(*found.span()), phrase)
        for phrase, _ in plain
        if (number := phrase.in_text) is not None
        for found in number.finditer(text)
    ]
    standing.sort(key=lambda mark: (mark[0].start, -mark[0].end))
    kept: list[tuple[Span, Phrase]] = []
    for span, phrase in standing:
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, phrase))
    return tuple(kept)


@lru_cache(maxsize=64)
def _phrases(query: Query, part: Part | None) -> tuple[tuple[Phrase, Phrase | None], ...]:
    """The phrases that a query wants of a part, each with itself as far as words alone tell."""
    phrases = dict.fromkeys(
        phrase
        for atom in query.atoms(wanted=True)
        for phrase in (atom.phrases if isinstance(atom, Near) else (atom,))
        if part is None or part in phrase.parts
    )
    return tuple((phrase, phrase.plain) for phrase in phrases)


def _standing(phrase: Phrase, form: str) -> list[tuple[int, int]]:
    """Where a phrase stands in a text with its letters folded: half-open, in order."""
    begin, fits = _opening(phrase)
    found = []
    at = form.find(begin)
    while at >= 0:
        match = fits(form, at) if at == 0 or form[at - 1] in SEPARATORS else None
        if match is not None:
            found.append(match.span())
        at = form.find(begin, at + 1)
    return found


@lru_cache(maxsize=256)
def _opening(phrase: Phrase) -> tuple[str, Callable[..., re.Match[str] | None]]:
    """The letters that a phrase begins with, and the test whether it stands where they were found."""
    begin = shared(row[0] for row in phrase.readings)
    # The longest reading first, so that a match is as long as it can be.
    rows = "|".join(_BETWEEN.join(map(re.escape, row)) for row in sorted(phrase.readings, reverse=True))
    return begin, re.compile(f"(?:{rows}){_REST if phrase.is_prefix else _END}").match


def snippet(
    text: str, query: Query, width: int = USUAL_WIDTH, part: Part | None = None
) -> tuple[str, tuple[Span, ...]]:
    """The stretch of a text that shows most of what was asked, and where it stands in the stretch.

    Cut at words if there are any, with dots where text was left out. With nothing found: its start.
    """
    return _cut(text, marks(text, query, part), width)


def excerpt(text: str, spans: Sequence[Span], width: int = USUAL_WIDTH) -> tuple[str, tuple[Span, ...]]:
    """The same for places in a text that are known, in order."""
    return _cut(text, tuple((span, number) for number, span in enumerate(spans)), width)


def _cut(text: str, found: Sequence[tuple[Span, object]], width: int) -> tuple[str, tuple[Span, ...]]:
    if len(text) <= width:
        return text, tuple(span for span, _ in found)
    start, end = _window(text, found, width)
    before, after = _DOTS if start else "", _DOTS if end < len(text) else ""
    shift = len(before) - start
    inside = tuple(
        Span(span.start + shift, span.end + shift)
        for span, _ in found
        if start <= span.start and span.end <= end
    )
    return before + text[start:end] + after, inside


def _window(text: str, found: Sequence[tuple[Span, object]], width: int) -> tuple[int, int]:
    best = (0, 0, 0)
    most = len({phrase for _, phrase in found})
    ends = [span.end for span, _ in found]  # in order, since none overlap
    for at, (span, _) in enumerate(found):
        inside = found[at : bisect_right(ends, span.start + width, at)]
        kinds = len({phrase for _, phrase in inside})
        if kinds > best[0]:
            best = (kinds, span.start, inside[-1][0].end)
        if best[0] == most:
            break
    _, first, last = best
    # What room is left goes before and after the words found, and to the other side at an end of the text.
    room = max(0, width - (last - first))
    start = max(0, min(first - room // 2, len(text) - width))
    end = min(len(text), start + width)
    # Step in to the next word, unless that cuts what was found or there are no spaces here.
    if start and not text[start - 1].isspace():
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    if end < len(text) and not text[end].isspace():
        space = text.rfind(" ", max(last, start), end)
        end = space if space >= 0 else end
    return start, end
