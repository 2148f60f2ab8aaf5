"""Changes as an Atom feed (RFC 4287), for feed readers: one entry a change, with its words marked.

An entry's id is made from the article's key, the revision's digest and when it was first seen: it stays
when revisions are renumbered, and a story that returns to an earlier text gives an entry of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from archive.model import Change, UnitKind, WordOp, WordRun, utc_text
from archive.model.told import ToldChange
from archive.render.moment import change_window
from archive.render.safe import html_safe
from archive.render.view import Shown, field_words, unit_words, view
from archive.render.wording import fact_change, field_name, labelled, places, told

PRODUCT = "news-archive"
LONGEST_TITLE_CHARS = 200

# What XML 1.0 has no way to write (2.2).
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS = {WordOp.REMOVED: "del", WordOp.ADDED: "ins"}


def changes_atom(rows: Sequence[ToldChange], *, title: str, name: str, updated: datetime) -> str:
    """A feed of changes, in the order given.

    Args:
        rows: The changes.
        title: What the feed is called.
        name: What tells it from other feeds, the same each time: its id is made from it.
        updated: When nothing changed, the time to give; else that of the newest change.
    """
    newest = max((row.change.captured_at for row in rows), default=updated)
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{_urn(name)}</id>\n<title>{_xml(title)}</title>\n<updated>{_time(newest)}</updated>\n"
        f"<author><name>{PRODUCT}</name></author>\n<generator>{PRODUCT}</generator>\n"
    )
    return head + "".join("".join(_entry(row)) for row in rows) + "</feed>"


def _entry(row: ToldChange) -> Iterator[str]:
    change = row.change
    yield "<entry>\n"
    yield f"<id>{_urn(change.article, change.id, utc_text(change.captured_at))}</id>\n"
    yield f"<title>{_xml(_title(change))}</title>\n"
    yield f"<updated>{_time(change.captured_at)}</updated>\n"
    if change.source:
        yield f"<author><name>{_xml(change.source)}</name></author>\n"
    if row.address and row.address.startswith(("http://", "https://")):
        yield f'<link rel="alternate" href="{_xml(row.address)}"/>\n'
    for label in change.labels:
        yield f'<category term="{label.value}"/>\n'
    yield f'<content type="html">{_xml("".join(_content(row)))}</content>\n</entry>\n'


def _title(change: Change) -> str:
    """The story, and what changed: `Bridge shut: figure, headline changed, silently`."""
    story = " ".join((change.title or change.lead or change.article).split())
    if len(story) > LONGEST_TITLE_CHARS:
        story = story[: LONGEST_TITLE_CHARS - 1] + "…"
    what = labelled(change.labels) or "text"
    return f"{story}: {what} changed{', silently' if change.silent else ''}"


def _content(row: ToldChange) -> Iterator[str]:
    """The change as HTML, for a reader that knows no style sheet."""
    change, seen = row.change, view(row.comparison, context=0)
    window = change_window(change.not_before, change.captured_at)
    yield f"<p>{html_safe(f'{change.article}@{change.revision}: {window}')}</p>"
    for field in seen.fields:
        yield f"<p><b>{html_safe(field_name(field))}:</b> {_words(field_words(field))}</p>"
    for shown in seen.rows:
        if isinstance(shown, Shown) and shown.is_change:
            unit = shown.unit
            where = places(unit.new, seen.noun) if unit.new else f"old {places(unit.old, seen.noun)}"
            runs = (
                (WordRun(WordOp.KEPT, unit.new_text),)
                if unit.kind is UnitKind.SAME and not unit.words
                else unit_words(unit)
            )
            yield f"<p><b>{html_safe(f'{where} ({told(unit, seen.noun)})')}:</b> {_words(runs)}</p>"
    if row.comparison.facts:
        facts = (f"<li>{html_safe(fact_change(fact))}</li>" for fact in row.comparison.facts)
        yield f"<ul>{''.join(facts)}</ul>"


def _words(runs: Sequence[WordRun]) -> str:
    return "".join(_marked(run) for run in runs).strip()


def _marked(run: WordRun) -> str:
    text = html_safe(run.text).replace("\n", "<br/>")
    tag = _TAGS.get(run.op)
    return text if tag is None or not text else f"<{tag}>{text}</{tag}>"


def _xml(text: str) -> str:
    """Text for an element or a quoted attribute."""
    clean = _UNWRITABLE.sub("\ufffd", text)
    for char, escape in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        clean = clean.replace(char, escape)
    return clean


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def _urn(*parts: str) -> str:
    name = " ".join((PRODUCT, *(_UNWRITABLE.sub("?", part) for part in parts)))
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"
