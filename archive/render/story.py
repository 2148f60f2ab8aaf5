"""One revision, to be read."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Passage, PassageKind, RevisionText
from archive.render.layout import Piece, wrap
from archive.render.look import Ink, Look
from archive.render.moment import claim, moment, window

_CLOSE_TOGETHER = frozenset({PassageKind.ITEM, PassageKind.ROW, PassageKind.CODE})


def revision_text(revision: RevisionText, look: Look) -> str:
    """The headline, what is known about the revision, and its text; paragraphs wrapped to the width."""
    return "\n".join([*_about(revision, look), *_body(revision, look)])


def _about(revision: RevisionText, look: Look) -> Iterator[str]:
    about, state = revision.about, revision.state
    if state.title is not None:
        yield from wrap([Piece(state.title, Ink.STRONG)], look)
    for text in (state.byline, state.dateline):
        if text is not None:
            yield from wrap([Piece(text)], look)
    seen = f"seen {moment(about.captured_at)}"
    if about.not_before is not None:
        seen += f", changed {window(about.not_before, about.captured_at)}"
    facts = [f"{about.article}@{about.revision}", seen]
    if about.published_at is not None:
        facts.append(f"published {claim(about.published_at)}")
    if about.modified_at is not None:
        facts.append(f"modified {claim(about.modified_at)}")
    yield from wrap([Piece("; ".join(facts), Ink.QUIET)], look)
    yield from wrap([Piece(about.id, Ink.QUIET)], look)


def _body(revision: RevisionText, look: Look) -> Iterator[str]:
    for section in revision.state.sections:
        if section.heading is not None:
            yield ""
            yield from wrap([Piece(section.heading, Ink.STRONG)], look)
        before: PassageKind | None = None
        for passage in section.passages:
            if not (passage.kind is before and passage.kind in _CLOSE_TOGETHER):
                yield ""
            yield from _passage(passage, look)
            before = passage.kind


def _passage(passage: Passage, look: Look) -> list[str]:
    text = Piece(passage.text)
    if passage.kind is PassageKind.ITEM:
        return wrap([text], look, rest=[Piece("  ")])
    if passage.kind is PassageKind.QUOTE:
        return wrap([text], look, first=[Piece("> ", Ink.QUIET)], rest=[Piece("> ", Ink.QUIET)])
    if passage.kind is PassageKind.CAPTION:
        return wrap([text], look, first=[Piece("[caption] ", Ink.QUIET)], rest=[Piece("  ")])
    return wrap([text], look)
