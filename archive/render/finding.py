"""What was found: the facts of a text, and the hits of a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.errors import with_one_stop
from archive.model import CountBy, DateField, Fact, FactKind, Hit, Miss, Tally
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
    miss: Miss | None = None,
    is_beside_change: bool = False,
) -> str:
    """The hits, best first: where, when, a snippet, and in which revisions the words stand.

    Args:
        rows: The hits.
        look: How it is to look.
        query: What was asked, told where there are none.
        miss: Why there are none.
        is_beside_change: They are revisions beside a change; the words may stand in others, too.
    """
    if not rows:
        return "\n".join(wrap([Piece(_nothing(query, miss or Miss()))], look))
    return "\n\n".join("\n".join(_hit(hit, look, is_beside_change=is_beside_change)) for hit in rows)


def _nothing(query: str, miss: Miss) -> str:
    asked = f" {query}" if query else ""
    if miss.passed_over:
        return f"All that match{asked}, {miss.passed_over:,}, were left out at the start."
    told = f"No article matches{asked}."
    if miss.without:
        does = "does" if miss.without == 1 else "do"
        told = f"No article matches{asked} with these conditions; without them {miss.without:,} {does}."
    return " ".join(filter(None, (with_one_stop(told), miss_hint(miss))))


def miss_hint(miss: Miss) -> str:
    """What may be wrong with a query that nothing matches; empty where nothing seems to be."""
    if miss.is_wordless:
        return "There is no word in what was asked, only signs."
    if miss.mistyped is not None:
        seeming, meant = miss.mistyped
        return f"There is no field {seeming}: (it was read as a word); {meant}: is one."
    if miss.unknown is not None:
        unknown, nearest = miss.unknown
        return f"No revision has the word {unknown}; the most like it is {nearest}."
    return ""


def rest_hint(first: int, last: int, total: int | None) -> str:
    """Where a list of hits was cut, and how to see what follows; empty where nothing does.

    Args:
        first: The place of the first hit listed, from 1.
        last: That of the last one.
        total: How many articles match; None: not counted.
    """
    places = f"Article {first:,}" if first == last else f"Articles {first:,} to {last:,}"
    if total is None:
        return f"{places}; if there are more, `--offset {last}` shows them."
    if last >= total:
        return ""
    everything = f", `--limit {total}` all" if first == 1 else ""
    return f"{places} of {total:,}; `--offset {last}` shows the next{everything}."


_MONTHS = {
    DateField.CAPTURED: "MONTH (captured)",
    DateField.MODIFIED: "MONTH (modified, else captured)",
}


def tallies(rows: Sequence[Tally], by: CountBy, look: Look, *, date_field: DateField | None = None) -> str:
    """How many articles match, by month or source; by article, how many of its revisions.

    Args:
        rows: The counts.
        by: What they are by.
        look: How it is to look.
        date_field: The date that months are of.
    """
    if not rows:
        return "Nothing matches."
    what = "REVISIONS" if by is CountBy.ARTICLE else "ARTICLES"
    heading = by.value.upper()
    if by is CountBy.MONTH:
        heading = _MONTHS.get(date_field or DateField.PUBLISHED, "MONTH (published, else first captured)")
    column = Column(what, [Piece(str(row.count)) for row in rows], is_right=True)
    names = [[Piece("unknown", Ink.QUIET) if row.key is None else Piece(row.key)] for row in rows]
    return table([column], heading, names, look, is_clipped=False)


def _hit(hit: Hit, look: Look, *, is_beside_change: bool) -> Iterator[str]:
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
    where = f"revision{several} {', '.join(others)}{' and ' if others else ''}{last}"
    if is_beside_change:
        told.append(f"change{several} asked for: beside {where}")
        told += [] if hit.current else ["the latest no longer says it"]
    else:
        told.append(f"in {where}{'' if hit.current else ', no longer in the latest'}")
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
