"""Who an article is, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.model import EventKind
from archive.render.layout import Piece, counted, wrap
from archive.render.look import Ink
from archive.render.moment import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import ArticleIdentity, Event, Proposal, Reextracted
    from archive.render.look import Look

_SAYINGS = {
    EventKind.MERGE: "{article} is a part of {other}",
    EventKind.SPLIT: "{other} was parted from {article}",
    EventKind.DISTINCT: "{article} and {other} are not the same",
    EventKind.ALIAS: "{article} is also called {name}",
    EventKind.WITHHOLD: "{article} is withheld",
    EventKind.ERASE: "the content of {article} was erased",
    EventKind.UNDO: "{article}: decision {undoes} is taken back",
}


def decision(event: Event, look: Look) -> str:
    """A decision: its number, when, what, and why."""
    said = _SAYINGS[event.event].format(
        article=event.article, other=event.other, name=event.name, undoes=event.undoes_number
    )
    pieces = [Piece(said, Ink.QUIET if event.is_undone else Ink.PLAIN)]
    parts = [*event.addresses, *(f"look {number}" for number in event.captures[:20])]
    if event.event is EventKind.SPLIT:
        pieces.append(Piece(f" ({', '.join(parts)})"))
    pieces.append(Piece(f": {event.reason}"))
    if event.is_undone:
        pieces.append(Piece(" (taken back)", Ink.NOTE))
    when = moment(event.recorded_at) if event.recorded_at else ""
    first = [Piece(f"{event.number:>4}", Ink.KEY), Piece(f"  {when}  ", Ink.QUIET)]
    return "\n".join(wrap(pieces, look, first=first))


def identity(found: ArticleIdentity, look: Look) -> str:
    """An article's names, addresses, decisions, and what is like it."""
    lines = wrap(
        [
            Piece(found.article, Ink.KEY),
            Piece(f": {counted(found.captures, 'capture')}, {counted(found.revisions, 'revision')}"),
            Piece(f", recorded since {moment(found.created_at)}", Ink.QUIET),
        ],
        look,
    )
    if found.withheld is not None:
        lines += wrap([Piece("withheld", Ink.BAD), Piece(f": {found.withheld}")], look)
    if found.erased is not None:
        lines += wrap([Piece("erased", Ink.BAD), Piece(f": {found.erased}")], look)
    if len(found.keys) > 1:
        lines += wrap([Piece("also called ", Ink.QUIET), Piece(", ".join(found.keys[1:]))], look)
    if found.extractors:
        lines += wrap([Piece("read by ", Ink.QUIET), Piece(", ".join(found.extractors))], look)
    if found.addresses:
        lines += ["", *wrap([Piece("Addresses")], look)]
    for address in found.addresses:
        when = f"  joined {moment(address.joined_at)}" if address.joined_at else ""
        more = f", as one of {address.key}" if address.key != found.article else ""
        lines += wrap([Piece(address.url)], look, first=[Piece("  ")])
        lines += wrap(
            [Piece(f"{when.strip()}{more}: {address.reason}", Ink.QUIET)], look, first=[Piece("    ")]
        )
    if found.events:
        lines += ["", *wrap([Piece("Decisions")], look)]
        for event in found.events:
            lines += decision(event, look).split("\n")
    if found.proposals:
        lines += ["", *wrap([Piece("Perhaps the same")], look), *proposals(found.proposals, look).split("\n")]
    if found.copies:
        lines += ["", *wrap([Piece("The same text at another source")], look)]
    for copy in found.copies:
        about = f"  {copy.share:.0%} of the text, {copy.source or 'no source'}"
        lines += wrap([Piece(copy.article, Ink.KEY), Piece(about)], look, first=[Piece("  ")])
    return "\n".join(lines)


def proposals(rows: Sequence[Proposal], look: Look) -> str:
    """One entry a pair: the two articles, the share of text, and why they are proposed."""
    if not rows:
        return "No two articles are proposed as the same."
    lines: list[str] = []
    for row in rows:
        share = "   -" if row.share is None else f"{row.share:4.0%}"
        pair = [
            Piece(row.article, Ink.KEY),
            Piece(" and "),
            Piece(row.other, Ink.KEY),
            Piece(f": {row.reason}"),
        ]
        lines += wrap(pair, look, first=[Piece(f"{share}  ", Ink.NOTE)])
    return "\n".join(lines)


def reextracted(row: Reextracted, look: Look) -> str:
    """What a newer extractor made of one look."""
    what = [Piece(f"{row.article}", Ink.KEY), Piece(f" look {row.capture}: ")]
    if row.outcome in ("same", "changed"):
        parts = [f"{row.changed:,} passages differ"] if row.changed else []
        if row.fields:
            parts.append(", ".join(row.fields))
        what.append(Piece(f"{row.extractor_before or 'nothing'} → {row.extractor}"))
        what.append(Piece(f": {'; '.join(parts)}" if parts else ""))
    else:
        what.append(Piece(row.reason or ""))
    ink = Ink.NOTE if row.outcome == "changed" else Ink.QUIET
    return "\n".join(wrap(what, look, first=[Piece(f"{row.outcome:<8}  ", ink)]))
