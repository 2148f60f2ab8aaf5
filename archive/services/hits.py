"""From articles that match to hits: where and when, and a snippet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.model import Claimed, Hit, Scope
from archive.search import Forms, Part, revision_set, snippet, spans
from archive.store.candidates import keys, leads, looked_at
from archive.store.index import Story
from archive.store.moment import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.search import Matcher, Query
    from archive.store.connection import Database
    from archive.store.index import RevisionRow

_BODY_FIRST = (Part.BODY, Part.HEADING, Part.TITLE, Part.BYLINE, Part.SOURCE)


class Match(NamedTuple):
    """A story that matches: in which revisions, and which of them is shown."""

    story: Story
    revisions: int
    shown: int
    is_current: bool
    everything: int
    forms: Forms

    @property
    def last(self) -> RevisionRow:
        """The last revision that matches."""
        return self.story.revisions[self.revisions.bit_length() - 1]

    @property
    def state_id(self) -> int:
        """The content of the revision shown."""
        return self.story.revisions[self.shown - 1].state_id


def shown(
    database: Database, matcher: Matcher, scope: Scope, page: Sequence[tuple[Match, float]]
) -> Iterator[Hit]:
    """Matches with their scores as hits; the texts shown are read together."""
    names = keys(database.connection, [match.story.article_id for match, _ in page])
    telling = [_telling(match, matcher, scope) for match, _ in page]
    states = [match.state_id for (match, _), told in zip(page, telling, strict=True) if told is None]
    starts = leads(database.connection, states) if states else {}
    last_looks = looked_at(database.connection, [match.last.last_capture_id for match, _ in page])
    for (match, score), told in zip(page, telling, strict=True):
        text, part = told or (starts.get(match.state_id, ""), Part.BODY)
        last = last_looks[match.last.last_capture_id]
        yield _hit(match, score, matcher.query, names[match.story.article_id], last, text, part)


def _hit(match: Match, score: float, query: Query, key: str, last_look: str, text: str, part: Part) -> Hit:
    rows = match.story.revisions
    row = rows[match.shown - 1]
    stretches = spans(match.revisions)
    first, last = stretches[0][0], stretches[-1][1]
    piece, marks = snippet(text, query, part=part)
    return Hit(
        article=key,
        revision=row.number,
        title=row.title,
        published_at=None if row.published is None else Claimed(row.published),
        captured_at=read(row.captured_at),
        snippet=piece,
        score=round(score, 6),
        first_revision=first,
        last_revision=last,
        current=match.is_current,
        marks=marks,
        first_captured_at=read(rows[first - 1].captured_at),
        last_captured_at=read(last_look),
        spans=stretches,
    )


def _telling(match: Match, matcher: Matcher, scope: Scope) -> tuple[str, Part] | None:
    """The text of the revision shown that says most of what was asked, if one says any of it.

    A passage before a title; where it was asked what changed, a text that did.
    """
    bit = revision_set(match.shown, match.shown)
    best, chosen = (False, 0), None
    for part in _BODY_FIRST:
        for text, revisions, kinds in matcher.kinds(match.forms, part):
            if revisions & bit:
                is_news = scope is not Scope.ANY and revisions & match.everything != match.everything
                if (is_news, kinds) > best:
                    best, chosen = (is_news, kinds), (text, part)
        if chosen is not None and (best[0] or scope is Scope.ANY):
            break
    return chosen
