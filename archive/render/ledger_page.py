"""The ledger of a story as one HTML page that needs nothing else: a timeline of every fact.

Each fact is a line over the revisions, cut where it says something else; a number that changed has its steps
drawn above. No script, no network: the policy in the page's head forbids both. Under each line stand the
values once more with time and sentence, so that nothing is told by place or colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.model import LedgerRow, LedgerValue, Part
from archive.render.layout import counted
from archive.render.ledger import charted
from archive.render.ledger_words import told, told_values
from archive.render.moment import moment, window
from archive.render.page import POLICY
from archive.render.page_style import STYLE
from archive.render.safe import html_safe

_COLUMN, _HEIGHT, _MARGIN = 100, 60, 4

LEDGER_STYLE = """
body { max-width: 64rem; }
.fact { margin: 1rem 0; padding: .5rem .75rem; background: var(--panel); border-left: 4px solid var(--line); }
.fact.changed { border-left-color: var(--ins); }
.fact.gone { border-left-color: var(--del); }
.fact h3 { display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: baseline; }
.line { display: grid; grid-template-columns: repeat(var(--count), minmax(0, 1fr)); gap: 2px; }
.line { list-style: none; margin: .25rem 0; padding: 0; font-size: .875rem; }
.line li { background: var(--moved-paper); border: 1px solid var(--line); border-radius: 2px; }
.line li { padding: 0 .35rem; overflow-wrap: anywhere; }
.axis li { background: none; border: 0; color: var(--quiet); font-size: .75rem; padding: 0; }
.steps { display: block; width: 100%; height: 3.75rem; }
.steps path { fill: none; stroke: var(--link); stroke-width: 2; vector-effect: non-scaling-stroke; }
.values { margin: .25rem 0; padding-left: 1.25rem; font-size: .875rem; }
.values q { quotes: none; color: var(--quiet); }
@media print { .fact { break-inside: avoid; } }
"""


def ledger_html(rows: Sequence[LedgerRow], *, title: str) -> str:
    """The whole page.

    Args:
        rows: The facts of one article.
        title: The page's title and heading.
    """
    return "\n".join(_document(rows, title)) + "\n"


def _document(rows: Sequence[LedgerRow], title: str) -> Iterator[str]:
    count = max((row.last_revision for row in rows), default=1)
    yield from (
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{html_safe(title)}</title>",
        f"<style>{STYLE}{LEDGER_STYLE}</style>",
        "</head>",
        f'<body style="--count: {count}">',
        "<header>",
        f'<h1 dir="auto">{html_safe(title)}</h1>',
        f'<p class="about">{counted(len(rows), "fact")} in {counted(count, "revision")}; found by rules.</p>',
        "</header>",
        "<main>",
    )
    changed = [row for row in rows if row.is_changed]
    went = [row for row in rows if not row.is_changed and (not row.is_current or row.first_revision > 1)]
    shown = {id(row) for row in (*changed, *went)}
    stayed = [row for row in rows if id(row) not in shown]
    for heading, group in (("Changed", changed), ("Came or went", went)):
        if group:
            yield f"<h2>{heading}</h2>"
            yield from _axis(rows, count)
            for row in group:
                yield from _fact(row)
    if stayed:
        yield f"<details><summary>{counted(len(stayed), 'fact')} that stayed the same</summary>"
        for row in stayed:
            yield from _fact(row)
        yield "</details>"
    if not rows:
        yield "<p>No facts.</p>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _axis(rows: Sequence[LedgerRow], count: int) -> Iterator[str]:
    """The revisions, so far as there is room to number them."""
    step = -(-count // 12)
    seen = {value.revision: value.captured_at for row in rows for value in row.values}
    yield '<ol class="line axis" aria-hidden="true">'
    for number in range(1, count + 1, step):
        at = seen.get(number)
        when = "" if at is None else f" {moment(at)[:16]}"
        yield f'<li style="grid-column: {number} / span {min(step, count - number + 1)}">@{number}{when}</li>'
    yield "</ol>"


def _fact(row: LedgerRow) -> Iterator[str]:
    kind = "changed" if row.is_changed else "stayed"
    yield f'<section class="fact {kind}{"" if row.is_current else " gone"}">'
    heading, words = told(row)
    values = list(zip(told_values(row), words, strict=True))
    label = heading or " → ".join(dict.fromkeys(words))
    notes = "".join(f' <span class="about">{html_safe(note)}</span>' for note in _notes(row))
    yield f'<h3><span class="label">{row.kind.value}</span> <bdi>{html_safe(label)}</bdi>{notes}</h3>'
    yield from _steps(row)
    yield '<ol class="line" aria-hidden="true">'
    for value, said in values:
        yield (
            f'<li style="grid-column: {value.revision} / {value.last_revision + 1}">'
            f"<bdi>{html_safe(said)}</bdi></li>"
        )
    yield "</ol>"
    yield '<ol class="values">'
    for value, said in values:
        yield f"<li>{_value(value, said)}</li>"
    yield "</ol>"
    yield "</section>"


def _notes(row: LedgerRow) -> Iterator[str]:
    if row.part is not Part.BODY:
        yield f"in a {row.part.value}" if row.part is Part.HEADING else "in the headline"
    if row.mentions > 1:
        yield f"in {row.mentions} places"
    if not row.is_current:
        yield f"gone from @{row.last_revision + 1} on"
    if row.possible_same:
        yield f"perhaps the same: {', '.join(row.possible_same)}"


def _value(value: LedgerValue, said: str) -> str:
    where = f"@{value.revision}"
    if value.last_revision != value.revision:
        where += f" to @{value.last_revision}"
    when = f"seen {moment(value.captured_at)}"
    if value.not_before is not None:
        when += f", changed {window(value.not_before, value.captured_at)}"
    return (
        f"<strong><bdi>{html_safe(said)}</bdi></strong> "
        f'<span class="about">{where}, {html_safe(when)}</span><br><q lang="" dir="auto">'
        f"{html_safe(value.sentence)}</q>"
    )


def _steps(row: LedgerRow) -> Iterator[str]:
    """A number's steps over the revisions, as a drawing; where the fact was away the line is broken."""
    known = charted(row)
    if not known:
        return
    low, high = (end(number for _, _, number in known) for end in (min, max))
    # The drawing is as wide as the line under it, whose columns are the revisions.
    path = list[str]()
    before = 0
    for first, last, number in known:
        x, until = first - 1, last
        y = _HEIGHT - _MARGIN - (number - low) / (high - low) * (_HEIGHT - 2 * _MARGIN)
        path.append(
            f"{'L' if before == first - 1 and before else 'M'}{x * _COLUMN} {y:.1f}H{until * _COLUMN}"
        )
        before = last
    label = " → ".join(told(row).words)
    width = known[-1][1] * _COLUMN
    yield (
        f'<svg class="steps" role="img" aria-label="{html_safe(label)}" preserveAspectRatio="none" '
        f'viewBox="0 0 {width} {_HEIGHT}" style="width: calc(100% * {known[-1][1]} / var(--count))">'
        f'<path d="{"".join(path)}"/></svg>'
    )
