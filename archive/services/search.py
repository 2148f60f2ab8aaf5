"""Searching: words, phrases and dates in every revision of every article, also in text that is gone.

Candidates come from the index, one per article, best first; each is then held against its texts to
find the revisions in which all of the query is true at once, and those are held against the dates,
the moment of `as_of` and the scope. So the index may offer too many articles, and never one too few.

What the dates mean. A revision's date is what the publisher claimed for it; a revision without a
claim of publication has the article's first capture. A claim of a month or a year meets every day of
it. Days are days in UTC. `captured` is when a revision was first seen, `mentioned` any day its text
speaks of. The dates choose revisions: the query and the dates must hold of the same one.

What comes first by relevance: articles whose headline and headings alone say all that was asked (where
no scope is, and the query is words and phrases), by how they say it; then the others, by BM25, in which a
word in the headline counts eight times, in a heading four times.

What facts mean. A test of a fact, a name of a person, place or speaker holds of the revisions that state
such a fact, read as `archive facts` reads it: a pronoun's speaker is the one it stands for. They choose
revisions as the dates do. With a query, only articles that hold its words are looked through.

What the scopes mean, of the revisions captured up to `as_of`. Removed: the latest does not match, and
an earlier one does. Added: the latest matches, and the first does not. Changed: a revision matches with
a text that does not stand in all revisions.
"""

from __future__ import annotations

from collections import Counter
from functools import reduce
from itertools import islice
from operator import or_
from typing import TYPE_CHECKING

from archive.model import CountBy, DateField, Hit, Order, Scope, Search, Tally
from archive.search import (
    EVERYWHERE,
    NOWHERE,
    Bound,
    Forms,
    Matcher,
    Part,
    all_of,
    changes,
    is_told_by_index,
    may_match,
    may_match_latest,
    parse,
    revision_set,
    surely_matches,
    surely_matches_latest,
)
from archive.services.hits import Match, shown
from archive.services.speaking import speaking
from archive.store.candidates import (
    Window,
    by_date,
    forms,
    keys,
    languages,
    matching,
    ranked,
    sources,
)
from archive.store.index import stories
from archive.store.moment import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.store.connection import Database
    from archive.store.index import RevisionRow, Story

_FEWEST, _MOST = 24, 384
"""How many candidates are read together."""

_HEADLINE_SCORE = 1000.0
"""What an article's score gains where headline and headings say all; more than any text alone can reach."""


def search(database: Database, wanted: Search) -> tuple[Hit, ...]:
    """The articles that match, at most one hit each.

    Raises:
        BadQuery: The query has an error in it.
    """
    with database.reading():
        return tuple(_Search(database, wanted).hits())


def count(database: Database, wanted: Search) -> int:
    """How many articles match; limit and offset do not count.

    Raises:
        BadQuery: The query has an error in it.
    """
    with database.reading():
        return _Search(database, wanted).count()


def tally(database: Database, wanted: Search, by: CountBy) -> tuple[Tally, ...]:
    """How many articles match, by month, by source, or the revisions that match by article.

    Months are those of the date by which hits would be listed, in order; sources and articles the most first.

    Raises:
        BadQuery: The query has an error in it.
    """
    with database.reading():
        return _Search(database, wanted).tally(by)


class _Search:
    """One search under way, inside a read transaction."""

    def __init__(self, database: Database, wanted: Search) -> None:
        self.database = database
        self.connection = connection = database.connection
        self.wanted = wanted
        query = parse(wanted.query)
        if query.root is not None and not wanted.is_exact:
            spoken = languages(connection)
            query = query.inflected(lambda term: forms(connection, term, spoken))
        self.query = query
        self.matcher = Matcher(query)
        self.parts = frozenset[Part]().union(*(atom.parts for atom in query.atoms()))
        if wanted.scope is Scope.CHANGED and not query.atoms(wanted=True):
            self.parts = frozenset(Part)
        self.as_of = None if wanted.as_of is None else written(wanted.as_of)
        self.window = None
        if wanted.since is not None or wanted.until is not None:
            since = None if wanted.since is None else wanted.since.isoformat()
            until = None if wanted.until is None else wanted.until.isoformat()
            self.window = Window(wanted.date_field or DateField.PUBLISHED, since, until)
        self.speaking = speaking(database, wanted, self.window, self._candidates())

    def hits(self) -> Iterator[Hit]:
        """What was asked for, in order."""
        limit, offset = self.wanted.limit_count, self.wanted.offset_count
        order = self.wanted.order or (Order.NEWEST if self.query.root is None else Order.RELEVANCE)
        if order is Order.RELEVANCE:
            found = self._by_score(limit)
        else:
            found = self._listed(order) if self.query.is_blank else self._by_date(order)
        page: list[tuple[Match, float]] = []
        for place, match in enumerate(found):
            if limit is not None and place >= offset + limit:
                break
            if place >= offset:
                page.append(match)
            if len(page) >= _MOST:
                yield from shown(self.database, self.matcher, self.wanted.scope, page)
                page.clear()
        yield from shown(self.database, self.matcher, self.wanted.scope, page)

    def count(self) -> int:
        """How many articles match."""
        may, surely = self._candidates(), self._certain()
        certain = set(matching(self.connection, surely, self.window, as_of=self.as_of))
        candidates = matching(self.connection, may, self.window, as_of=self.as_of)
        left = [number for number in candidates if number not in certain]
        return len(certain) + sum(1 for _ in self._matches(left))

    def tally(self, by: CountBy) -> tuple[Tally, ...]:
        """How many articles match, by something."""
        candidates = matching(self.connection, self._candidates(), self.window, as_of=self.as_of)
        counts: Counter[str | None] = Counter()
        if by is CountBy.MONTH:
            counts.update(self._date(match)[:7] for match in self._matches(candidates))
            return tuple(Tally(key, counts[key]) for key in sorted(counts, key=str))
        found = {match.story.article_id: match.revisions for match in self._matches(candidates)}
        if by is CountBy.SOURCE:
            counts.update(sources(self.connection, found).values())
        else:
            for number, key in keys(self.connection, found).items():
                counts[key] = found[number].bit_count()
        return tuple(
            Tally(*each) for each in sorted(counts.items(), key=lambda each: (-each[1], each[0] or ""))
        )

    def _candidates(self) -> Bound:
        """The articles that the index cannot rule out."""
        root, scope = self.query.root, self.wanted.scope
        if root is None:
            return EVERYWHERE if self.query.is_blank else NOWHERE
        is_now = self.as_of is None
        if scope is Scope.REMOVED:
            return all_of(
                [may_match(root), ~(surely_matches_latest(root) if is_now else surely_matches(root))]
            )
        if scope is Scope.ADDED:
            return all_of([may_match_latest(root) if is_now else may_match(root), ~surely_matches(root)])
        if scope is Scope.CHANGED:
            return all_of([may_match(root), changes(self.query)])
        return may_match(root)

    def _certain(self) -> Bound:
        """The articles of which the index alone knows that they match."""
        root, scope = self.query.root, self.wanted.scope
        is_dated, is_past = self.window is not None, self.as_of is not None
        if root is None or self.speaking is not None or (is_dated and is_past):
            return NOWHERE
        if scope in (Scope.ANY, Scope.REMOVED) and not (is_dated or is_past) and is_told_by_index(root):
            return self._candidates()
        return surely_matches(root) if scope is Scope.ANY else NOWHERE

    def _by_score(self, limit: int | None) -> Iterator[tuple[Match, float]]:
        first = None if limit is None else max(2 * _FEWEST, 2 * (limit + self.wanted.offset_count))
        seen: set[int] = set()
        headlines = self.query.in_headlines() if self.wanted.scope is Scope.ANY else None
        if headlines is not None and headlines.root is not None:
            yield from self._tier(may_match(headlines.root), first, seen, _HEADLINE_SCORE)
        yield from self._tier(self._candidates(), first, seen, 0.0)

    def _tier(
        self, bound: Bound, first: int | None, seen: set[int], extra: float
    ) -> Iterator[tuple[Match, float]]:
        """The matches in a bound that were not seen yet, the best first; at first only some are ranked."""
        for limit in dict.fromkeys((first, None)):
            found = ranked(self.connection, bound, self.window, as_of=self.as_of, limit=limit)
            fresh = {number: score + extra for number, score in found if number not in seen}
            seen.update(fresh)
            for match in self._matches(fresh):
                yield match, fresh[match.story.article_id]
            if limit is not None and len(found) < limit:
                break

    def _by_date(self, order: Order) -> Iterator[tuple[Match, float]]:
        """All matches by date: only dates and ids are kept of them before they are shown."""
        dated = [
            (self._date(match), match.story.article_id)
            for match in self._matches(
                matching(self.connection, self._candidates(), self.window, as_of=self.as_of)
            )
        ]
        dated.sort(key=lambda each: each[1])
        dated.sort(key=lambda each: each[0], reverse=order is Order.NEWEST)
        for match in self._matches(article_id for _, article_id in dated):
            yield match, 0.0

    def _listed(self, order: Order) -> Iterator[tuple[Match, float]]:
        """All articles by date, read only as far as they are asked for.

        They come by some date of theirs, and are held back until none can follow that goes before them.
        """
        newest = order is Order.NEWEST
        held: list[Match] = []
        for chunk in self._dated_chunks(newest=newest):
            held += self._matches([article_id for _, article_id in chunk])
            held.sort(key=lambda match: match.story.article_id)
            held.sort(key=self._date, reverse=newest)
            edge = chunk[-1][0]
            ready = [m for m in held if (self._date(m) > edge if newest else self._date(m) < edge)]
            yield from ((match, 0.0) for match in ready)
            held = held[len(ready) :]
        yield from ((match, 0.0) for match in held)

    def _dated_chunks(self, *, newest: bool) -> Iterator[list[tuple[str, int]]]:
        """Articles with the first date they come by, each once."""
        seen: set[int] = set()
        chunk: list[tuple[str, int]] = []
        size = _FEWEST
        for date, article_id in by_date(self.connection, self.window, newest=newest):
            if article_id not in seen:
                seen.add(article_id)
                chunk.append((date, article_id))
            if len(chunk) == size:
                yield chunk
                chunk, size = [], min(2 * size, _MOST)
        if chunk:
            yield chunk

    def _date(self, match: Match) -> str:
        row = match.story.revisions[match.shown - 1]
        field = DateField.PUBLISHED if self.window is None else self.window.field
        return _dates(match.story, row, field) or row.captured_at

    def _matches(self, article_ids: Iterable[int]) -> Iterator[Match]:
        speaking = self.speaking
        remaining = (number for number in article_ids if speaking is None or number in speaking)
        size = _FEWEST
        # Few at first, since most candidates match and few hits are asked for.
        while chunk := list(islice(remaining, size)):
            for story in stories(self.connection, chunk, self.parts):
                match = self._match(story)
                if match is not None:
                    yield match
            size = min(2 * size, _MOST)

    def _match(self, story: Story) -> Match | None:
        count = len(story.revisions)
        if self.as_of is not None:
            count = sum(row.captured_at <= self.as_of for row in story.revisions)
        if not count:
            return None
        everything = revision_set(1, count)
        forms = Forms(story.texts)
        saying = self.matcher.revisions(forms, everything)
        is_first, is_latest = saying & 1, saying >> (count - 1)
        scope = self.wanted.scope
        if (scope is Scope.REMOVED and is_latest) or (scope is Scope.ADDED and (is_first or not is_latest)):
            return None
        found = saying
        if self.speaking is not None:
            found &= self.speaking.get(story.article_id, 0)
        elif self.window is not None:
            for row in story.revisions[:count]:
                if not self.window.holds(_dates(story, row, self.window.field)):
                    found &= ~revision_set(row.number, row.number)
        shown = found & self._changed(story, everything, forms) if scope is Scope.CHANGED and found else found
        if not shown or (scope is Scope.ADDED and not found >> (count - 1)):
            return None
        return Match(story, found, shown.bit_length(), bool(is_latest), everything, forms)

    def _changed(self, story: Story, everything: int, forms: Forms) -> int:
        """The revisions with a text that says what is wanted and does not stand in all revisions."""
        if self.query.atoms(wanted=True):
            texts = (each for part in self.parts for each in self.matcher.kinds(forms, part))
            standing = [revisions for _, revisions, _ in texts]
        else:
            standing = [revisions for texts in story.texts.values() for revisions in texts.values()]
        steady = (0, everything)
        return reduce(or_, [here for each in standing if (here := each & everything) not in steady], 0)


def _dates(story: Story, row: RevisionRow, field: DateField) -> str | None:
    """A revision's date of a kind, as the file holds it."""
    if field is DateField.CAPTURED:
        return row.captured_at
    if field is DateField.MODIFIED:
        return row.modified
    # What a story mentions does not date the story.
    return row.published or story.revisions[0].captured_at
