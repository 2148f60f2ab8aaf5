"""A comparison as one HTML page that needs nothing else: no script, no network, no other file.

Every text stands in the page once for each side. The new side holds all the words, removed ones in
`del` and added ones in `ins`, and is the inline view; side by side shows the old side too and leaves
out the `del` of the new. The two radio buttons and CSS do the rest. The policy in the page's head
forbids scripts and requests, whatever a text might hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.changes import reckoning
from archive.model import (
    Comparison,
    FactChange,
    FieldChange,
    Label,
    RevisionRef,
    Unit,
    UnitKind,
    WordOp,
    WordRun,
)
from archive.render.finding import fact_phrase
from archive.render.layout import clipped, counted
from archive.render.page_style import STYLE
from archive.render.safe import html_safe
from archive.render.view import Departed, Folded, Shown, View, field_words, unit_words, view
from archive.render.wording import (
    about,
    field_name,
    field_told,
    hidden_line,
    name_of,
    places,
    reasons,
    silence,
    told,
)

# Line feeds and the spaces at the ends of a run are elements of their own, which are styled apart.
_PARTS = re.compile(r"\n| +(?=\n|\Z)|(?:(?<=\n)|\A) +|[^\n]*[^\n ]")
_TAGS = {WordOp.REMOVED: "del", WordOp.ADDED: "ins"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
BEGINNING_CELLS = 60
"""How much of a moved passage stands where it left."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A change as the page shows it: its place among the changes, its name, class and words."""

    name: str
    kind: str
    labels: tuple[Label, ...]
    words: Sequence[WordRun]
    reasons: Sequence[str]


def comparison_html(
    compared: Comparison, *, title: str, context: int = 1, hide: frozenset[Label] = frozenset()
) -> str:
    """The whole page.

    Args:
        compared: What changed.
        title: The page's title and heading.
        context: How many unchanged units are open beside each change; the rest is there, folded.
        hide: Labels to leave out, as for the terminal; the page says how much is hidden.
    """
    seen = view(compared, context=context, hide=hide)
    return "\n".join(_document(seen, title)) + "\n"


def _document(seen: View, title: str) -> Iterator[str]:
    compared = seen.comparison
    changes = [*map(_field_change, seen.fields), *(_unit_change(unit, seen.noun) for unit in _changed(seen))]
    yield from (
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{html_safe(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
    )
    if changes:
        yield '<a class="skip" href="#change-1">Skip to the first change</a>'
    yield "<header>"
    yield f'<h1 dir="auto">{html_safe(title)}</h1>'
    yield from _revisions(compared)
    yield from _verdict(compared)
    if note := hidden_line(seen.hidden_count, seen.hidden, seen.kept):
        yield f'<p class="about"><strong>{html_safe(note)}</strong></p>'
    if changes:
        yield from _controls(changes)
    yield "</header>"
    yield "<main>"
    yield from _main(seen, changes)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _revisions(compared: Comparison) -> Iterator[str]:
    yield '<dl class="revisions">'
    for side, ref in (("old", compared.old), ("new", compared.new)):
        yield f"<dt>{side.capitalize()}</dt><dd>{_revision(ref, side)}</dd>"
    yield "</dl>"


def _revision(ref: RevisionRef, side: str) -> str:
    return f'<bdi>{html_safe(name_of(ref, side))}</bdi> <span class="about">{html_safe(about(ref))}</span>'


def _verdict(compared: Comparison) -> Iterator[str]:
    if compared.is_empty:
        yield "<p>No difference.</p>"
        return
    silent = (
        "<strong>Silent correction:</strong> a fact changed, and no note says so. " if compared.silent else ""
    )
    yield f"<p>{silent}Weight {compared.weight:.2f}.</p>"
    yield f'<p class="about">{_labels(compared.labels)}</p>'
    if compared.why:
        yield "<details><summary>What the weight is made of</summary><ul>"
        for part in compared.why:
            yield f"<li>{part.points:+.2f} {html_safe(part.reason)}</li>"
        yield f"</ul><p>{html_safe(reckoning(compared.labels))}</p><p>{silence(compared)}</p></details>"


def _labels(labels: Iterable[Label]) -> str:
    return " ".join(f'<span class="label">{label.value}</span>' for label in labels)


def _controls(changes: Sequence[_Change]) -> Iterator[str]:
    yield from (
        '<fieldset class="view"><legend>View</legend>',
        '<label><input type="radio" name="view" id="view-inline" checked> Inline</label>',
        '<label><input type="radio" name="view" id="view-sides"> Side by side</label>',
        "</fieldset>",
        '<p class="legend">Legend: <del>removed</del>, <ins>added</ins>, <span class="sign">moved</span>.',
        '<span class="screen">The arrows beside a change lead to the one before and after it.</span></p>',
        '<nav class="index" aria-label="Changes"><details open>',
        f"<summary>{counted(len(changes), 'change')}</summary><ol>",
    )
    for number, change in enumerate(changes, 1):
        yield f'<li><a href="#change-{number}">{change.name}</a> {_labels(change.labels)}</li>'
    yield "</ol></details></nav>"


def _main(seen: View, changes: Sequence[_Change]) -> Iterator[str]:
    compared, fields = seen.comparison, len(seen.fields)
    if seen.fields:
        yield "<h2>Headline, dates and headings</h2>"
        for number, change in enumerate(changes[:fields], 1):
            yield from _section(change, number, len(changes))
    if seen.rows:
        yield "<h2>Text</h2>"
        yield from _rows(seen, changes, fields)
    if compared.facts:
        yield from _facts(compared.facts)


def _rows(seen: View, changes: Sequence[_Change], fields: int) -> Iterator[str]:
    numbers = {id(unit): number for number, unit in enumerate(_changed(seen), fields + 1)}
    for row in seen.rows:
        if isinstance(row, Folded):
            yield from _folded(row, seen.noun)
        elif isinstance(row, Departed):
            beginning = clipped(row.unit.old_text.split("\n", 1)[0], BEGINNING_CELLS)
            yield (
                f'<p class="departed">{html_safe(places(row.unit.old, seen.noun).capitalize())} '
                f'<a href="#change-{numbers[id(row.unit)]}">moved to {places(row.unit.new, seen.noun)}</a>: '
                f"<bdi>{html_safe(beginning)}</bdi></p>"
            )
        elif row.is_change:
            number = numbers[id(row.unit)]
            yield from _section(changes[number - 1], number, len(changes))
        else:
            yield _same(row.unit)


def _changed(seen: View) -> list[Unit]:
    return [row.unit for row in seen.rows if isinstance(row, Shown) and row.is_change]


def _field_change(change: FieldChange) -> _Change:
    kind = field_told(change)
    called = f"{field_name(change).capitalize()}: {kind}"
    return _Change(called, kind, change.labels, field_words(change), reasons(change))


def _unit_change(unit: Unit, noun: str) -> _Change:
    where = places(unit.new, noun) if unit.new else f"old {places(unit.old, noun)}"
    kind = f"{unit.kind.value}{' moved' if unit.moved else ''}" if unit.kind is not UnitKind.SAME else "moved"
    words = unit_words(unit) or (WordRun(WordOp.KEPT, unit.new_text),)
    what = told(unit, noun)
    called = f"{where.capitalize()}{': ' + what if what else ''}"
    return _Change(called, kind, unit.labels, words, reasons(unit))


def _section(change: _Change, number: int, last: int) -> Iterator[str]:
    yield f'<section class="change {change.kind}" id="change-{number}" aria-labelledby="name-{number}">'
    yield f'<header><h3 id="name-{number}">{change.name}</h3> {_labels(change.labels)}'
    yield f'<nav aria-label="From change {number}">{_step(number - 1, last, "previous", "↑")}'
    yield f"{_step(number + 1, last, 'next', '↓')}</nav></header>"
    yield _pair(change.words)
    if change.reasons:
        yield '<details class="why"><summary>Why these labels</summary><ul>'
        yield from (f"<li>{html_safe(reason)}</li>" for reason in change.reasons)
        yield "</ul></details>"
    yield "</section>"


def _step(number: int, last: int, name: str, arrow: str) -> str:
    if not 1 <= number <= last:
        return f'<span class="step" aria-hidden="true">{arrow}</span>'
    return f'<a class="step" href="#change-{number}" aria-label="{name} change">{arrow}</a>'


def _pair(words: Sequence[WordRun]) -> str:
    """Both sides of a text: the old without what was added; the new with everything."""
    old = "".join(_words(run for run in words if run.op is not WordOp.ADDED))
    return (
        f'<div class="pair" lang="">'
        f'<div class="old"><h4 lang="en">Old</h4><p dir="auto">{old}</p></div>'
        f'<div class="new"><h4 lang="en">New</h4><p dir="auto">{"".join(_words(words))}</p></div></div>'
    )


def _words(words: Iterable[WordRun]) -> Iterator[str]:
    for run in words:
        if run.op is WordOp.KEPT:
            yield html_safe(run.text)
            continue
        tag = _TAGS[run.op]
        for part in _PARTS.findall(run.text):
            kind = {"\n": ' class="end"', " ": ' class="space"'}.get(part[0], "")
            yield f"<{tag}{kind}>{html_safe(part)}</{tag}>"


def _same(unit: Unit) -> str:
    return f'<div class="same">{_pair((WordRun(WordOp.KEPT, unit.new_text),))}</div>'


def _folded(row: Folded, noun: str) -> Iterator[str]:
    if row.hidden_count:
        yield f'<p class="departed">{counted(row.hidden_count, "hidden change")}</p>'
    if row.same:
        yield f"<details><summary>{counted(len(row.same), f'unchanged {noun}')}</summary>"
        yield from map(_same, row.same)
        yield "</details>"


def _facts(changes: Sequence[FactChange]) -> Iterator[str]:
    yield "<table><caption>Facts</caption>"
    yield '<thead><tr><th scope="col">Kind</th><th scope="col">Change</th>'
    yield '<th scope="col">Old</th><th scope="col">New</th></tr></thead><tbody>'
    for change in changes:
        sides = "".join(
            f"<td><bdi>{html_safe(fact_phrase(fact)) if fact else ''}</bdi></td>"
            for fact in (change.old, change.new)
        )
        yield f"<tr><td>{change.kind.value}</td><td>{change.change.value}</td>{sides}</tr>"
    yield "</tbody></table>"
