"""What was found: the facts of a text, and the hits of a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.errors import with_one_stop
from archive.model import CountBy, Fact, FactKind, Hit, Tally
from archive.render.layout import Piece, line, wrap
from archive.render.look import Ink, Look
from archive.render.moment import claim, moment
from archive.render.table import Column, table


def fact_phrase(fact: Fact) -> str:
    """A fact as one would say it: what stands in the text, what it speaks of, who said it.

    Example:
        >>> fact_phrase(Fact(kind=FactKind.FIGURE, text="2,500", value=2500, subject="US troops"))
        '2,500 US troops'
    """
    phrase = fact.text
    if fact.qualifier is not None and not phrase.casefold().startswith(fact.qualifier.casefold()):
        phrase = f"{fact.qualifier} {phrase}"
    if fact.subject is not None and fact.subject.casefold() not in phrase.casefold():
        phrase = f"{phrase} {fact.subject}"
    if fact.speaker is not None:
        phrase = f"{phrase} ({fact.speaker})"
    return phrase


def facts(rows: Sequence[Fact], look: Look) -> str:
    """One row a fact: kind, passage (counted from 1), the words and what they mean; revisions where known."""
    if not rows:
        return "No facts."
    columns = [
        Column("KIND", [Piece(fact.kind.value, Ink.NOTE) for fact in rows]),
        Column("PASSAGE", [Piece(str(fact.passage + 1), Ink.QUIET) for fact in rows], is_right=True),
    ]
    if any(fact.first_revision is not None for fact in rows):
        columns.append(
            Column("REVISIONS", [Piece(_revisions(fact.first_revision, fact.last_revision)) for fact in rows])
        )
    return table(columns, "FACT", [list(_fact(fact)) for fact in rows], look, is_clipped=False)


def _fact(fact: Fact) -> Iterator[Piece]:
    yield Piece(fact_phrase(fact))
    value = "" if fact.value is None else f"{fact.value} {fact.unit}" if fact.unit else f"{fact.value}"
    if fact.kind is not FactKind.QUOTATION and value and value != fact.text.replace(",", ""):
        yield Piece(f" = {value}", Ink.QUIET)
    if fact.possible_same:
        yield Piece(f" (perhaps the same: {', '.join(fact.possible_same)})", Ink.QUIET)


def _revisions(first: int | None, last: int | None) -> str:
    if first is None:
        return "-"
    return f"@{first}" if last is None or last == first else f"@{first} to @{last}"


def hits(
    rows: Sequence[Hit],
    look: Look,
    *,
    query: str = "",
    passed_over: int = 0,
    mistyped: tuple[str, str] | None = None,
) -> str:
    """The hits, best first: where, when, a snippet, and in which revisions the words stand.

    Args:
        rows: The hits.
        look: How it is to look.
        query: What was asked, told where there are none.
        passed_over: How many articles match where none is left after those that were to be left out.
        mistyped: A word of the query that seems to be a field, and the field that it is like.
    """
    if not rows:
        asked = f" matches {query}" if query else " matches"
        told = with_one_stop(f"No article{asked}.")
        if passed_over:
            told = (
                f"All that match{f' {query}' if query else ''}, {passed_over:,}, were left out at the start."
            )
        if mistyped is not None:
            told += f" There is no field {mistyped[0]}: (it was read as a word); {mistyped[1]}: is one."
        return "\n".join(wrap([Piece(told)], look))
    return "\n\n".join("\n".join(_hit(hit, look)) for hit in rows)


def tallies(rows: Sequence[Tally], by: CountBy, look: Look) -> str:
    """How many articles match, by month or source; by article, how many of its revisions."""
    if not rows:
        return "Nothing matches."
    what = "REVISIONS" if by is CountBy.ARTICLE else "ARTICLES"
    column = Column(what, [Piece(str(row.count)) for row in rows], is_right=True)
    names = [[Piece("unknown", Ink.QUIET) if row.key is None else Piece(row.key)] for row in rows]
    return table([column], by.value.upper(), names, look, is_clipped=False)


def _hit(hit: Hit, look: Look) -> Iterator[str]:
    indent = [Piece("    ")]
    yield line([Piece(f"{hit.article}@{hit.revision}", Ink.KEY)], look)
    if hit.title is not None:
        yield from wrap([Piece(hit.title, Ink.STRONG)], look, first=indent)
    yield from wrap(list(_snippet(hit)), look, first=indent)
    told = [f"published {claim(hit.published_at)}"] if hit.published_at is not None else []
    told.append(f"seen {moment(hit.captured_at)}")
    spans = hit.spans or ((hit.first_revision, hit.last_revision),)
    several = "s" if len(spans) > 1 or hit.first_revision < hit.last_revision else ""
    *others, last = (_stretch(*span) for span in spans)
    where = f"in revision{several} {', '.join(others)}{' and ' if others else ''}{last}"
    told.append(where + ("" if hit.current else ", no longer in the latest"))
    yield from wrap([Piece("; ".join(told), Ink.QUIET)], look, first=indent)


def _stretch(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _snippet(hit: Hit) -> Iterator[Piece]:
    """The snippet, its matching words in their own ink."""
    at = 0
    for mark in sorted(hit.marks):
        if mark.start < at:
            continue
        yield Piece(hit.snippet[at : mark.start])
        yield Piece(mark.of(hit.snippet), Ink.MARK)
        at = mark.end
    yield Piece(hit.snippet[at:])
