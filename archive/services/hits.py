"""From articles that match to hits: where and when, and a snippet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.model import Claimed, FactKind, Hit, Scope, Span
from archive.search import Forms, Part, Woven, excerpt, marks, revision_set, snippet, spans
from archive.services.speaking import evidence
from archive.store.candidates import leads, passages
from archive.store.moment import read
from archive.store.stated import stated
from archive.store.stories import bodies, revision_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.services.matching import Match, Matching
    from archive.services.speaking import Evidence

_PARTS = (Part.QUOTE, Part.SPEAKER, Part.BODY, Part.HEADING, Part.TITLE, Part.BYLINE, Part.SOURCE)
"""What is shown rather than what: a quotation that was asked for, a passage before a title."""

_SAID = (Part.QUOTE, Part.SPEAKER)


class _Shown(NamedTuple):
    """A text to be shown: with its part the words of the query in it, with spans those."""

    text: str
    part: Part = Part.BODY
    spans: tuple[Span, ...] | None = None


def shown(matching: Matching, page: Sequence[tuple[Match, float]]) -> Iterator[Hit]:
    """Matches with their scores as hits; what is shown of them is read together."""
    connection = matching.connection
    matches = [match for match, _ in page]
    rows = revision_rows(
        connection,
        dict.fromkeys(
            (match.story.article_id, number)
            for match in matches
            for number in (match.shown, *_ends(match.revisions))
        ),
    )
    states = [rows[match.story.article_id, match.shown].state_id for match in matches]
    forms = _forms(matching, matches, states)
    telling = [_telling(match, each, matching) for match, each in zip(matches, forms, strict=True)]
    said = [match for match, told in zip(matches, telling, strict=True) if told and told[1] in _SAID]
    silent = [
        (match, state_id)
        for match, told, state_id in zip(matches, telling, states, strict=True)
        if told is None
    ]
    texts = {
        **_quoted(matching, said, [told for told in telling if told and told[1] in _SAID]),
        **_starts(matching, silent),
        **_stated(matching, [match for match, _ in silent]),
    }
    for (match, score), told in zip(page, telling, strict=True):
        article_id, (first, last) = match.story.article_id, _ends(match.revisions)
        row = rows[article_id, match.shown]
        text = texts.get(article_id) or _Shown(*(told or ("",)))
        if text.spans is None:
            piece, places = snippet(text.text, matching.query, part=text.part)
        else:
            piece, places = excerpt(text.text, text.spans)
        yield Hit(
            article=row.key,
            revision=match.shown,
            title=row.title,
            published_at=None if row.published is None else Claimed(row.published),
            captured_at=read(row.captured_at),
            snippet=piece,
            score=round(score, 6),
            first_revision=first,
            last_revision=last,
            current=match.is_current,
            marks=places,
            first_captured_at=read(rows[article_id, first].captured_at),
            last_captured_at=read(rows[article_id, last].last_captured_at),
            spans=spans(match.revisions),
        )


def _ends(revisions: int) -> tuple[int, int]:
    """The first and the last of a set of revisions."""
    return (revisions & -revisions).bit_length(), revisions.bit_length()


def _forms(matching: Matching, matches: Sequence[Match], states: Sequence[int]) -> list[Forms]:
    """The texts of matches in the form that tests read: of a long article those of the revision shown."""
    wanted = {
        (match.story.article_id, match.shown): state_id
        for match, state_id in zip(matches, states, strict=True)
        if isinstance(match.story.texts[Part.BODY], Woven)
    }
    read_ = bodies(matching.connection, wanted)
    return [
        Forms({**match.story.texts, Part.BODY: read_.get(match.story.article_id, {})})
        if (match.story.article_id, match.shown) in wanted
        else match.forms
        for match in matches
    ]


def _telling(match: Match, forms: Forms, matching: Matching) -> tuple[str, Part] | None:
    """The text of the revision shown that says most of what was asked, if one says any of it.

    Where it was asked what changed, a text that did.
    """
    everything = None if matching.wanted.scope is Scope.ANY else match.everything
    shown = revision_set(match.shown, match.shown)
    best, chosen = (False, 0), None
    for part in _PARTS:
        told = matching.matcher.telling(forms, part, shown, everything)
        if told is not None and (told.is_news, told.kinds) > best:
            best, chosen = (told.is_news, told.kinds), (told.text, part)
        if chosen is not None and (best[0] or everything is None):
            break
    return chosen


def _quoted(
    matching: Matching, matches: Sequence[Match], telling: Sequence[tuple[str, Part]]
) -> dict[int, _Shown]:
    """For quotations and speakers chosen to be shown, the passage that quotes them."""
    if not matches:
        return {}
    wanted = {
        match.story.article_id: (match, text, part)
        for match, (text, part) in zip(matches, telling, strict=True)
    }
    found: dict[int, tuple[int, Span, Part]] = {}
    for fact in stated(matching.connection, FactKind.QUOTATION, list(wanted)):
        match, text, part = wanted[fact.article_id]
        said = fact.text if part is Part.QUOTE else fact.speaker
        if said == text and fact.revisions & revision_set(match.shown, match.shown):
            found.setdefault(fact.article_id, (fact.passage_id, Span(fact.start, fact.end), part))
    texts = passages(matching.connection, [passage_id for passage_id, _, _ in found.values()])
    result = {}
    for article_id, (passage_id, quotation, part) in found.items():
        passage = texts[passage_id]
        places = [span for span, _ in marks(passage, matching.query, part)]
        if part is Part.QUOTE:
            places = [span for span in places if quotation.start <= span.start and span.end <= quotation.end]
        result[article_id] = _Shown(passage, part, tuple(places) or (quotation,))
    return result


def _starts(matching: Matching, matches: Sequence[tuple[Match, int]]) -> dict[int, _Shown]:
    """What changed most in the revisions shown, where that was asked for; else their leads.

    Args:
        matching: The search.
        matches: With the state shown of each.
    """
    starts = leads(matching.connection, [state_id for _, state_id in matches])
    beside = matching.beside
    return {
        match.story.article_id: _Shown(
            (beside and beside.text(match.story.article_id, match.shown)) or starts.get(state_id, "")
        )
        for match, state_id in matches
    }


def _stated(matching: Matching, matches: Sequence[Match]) -> dict[int, _Shown]:
    """Where nothing but facts, people and days were asked for: the passage that states one."""
    if not matches or matching.speaking is None:
        return {}
    places: dict[int, Evidence] = {}
    shown = {match.story.article_id: revision_set(match.shown, match.shown) for match in matches}
    for article_id, facts in evidence(matching.database, matching.wanted, matching.window, shown).items():
        for fact in facts:
            if fact.revisions & shown[article_id]:
                places.setdefault(article_id, fact)
    texts = passages(matching.connection, [fact.passage_id for fact in places.values()])
    return {
        article_id: _Shown(texts[fact.passage_id], Part.BODY, (fact.span,))
        for article_id, fact in places.items()
    }
