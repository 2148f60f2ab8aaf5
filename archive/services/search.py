"""Searching: words, phrases, dates and changes in every revision of every article, also in text that is gone.

Which articles and revisions match is decided in `archive.services.matching`; here they are put in order,
counted and made into hits.

What comes first by relevance: articles whose headline and headings alone say all that was asked (where
no scope is, and the query is words and phrases), by how they say it; then the others, by BM25, in which a
word in the headline counts eight times, in a heading four times. Where more than a thousand match, and their
words so tell little, the newest in the archive come first. By weight: articles by the heaviest change that
was asked for (`archive.services.beside`), which is compared anew, so that a common word takes its time.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from archive.model import CountBy, Order, Scope, Search, Tally
from archive.search import Matcher, are_told_by_stretches, may_match
from archive.services.hits import shown
from archive.services.matching import FEWEST, MOST, Matching
from archive.store.candidates import by_date, keys, matching, ranked, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.model import Hit
    from archive.search import Bound
    from archive.services.matching import Match
    from archive.store.connection import Database

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

    Months are those of the date asked for, of the revision that a hit would show, in order; sources and
    articles the most first.

    Raises:
        BadQuery: The query has an error in it.
    """
    with database.reading():
        return _Search(database, wanted).tally(by)


class _Search:
    """One search under way, inside a read transaction."""

    def __init__(self, database: Database, wanted: Search) -> None:
        self.database = database
        self.connection = database.connection
        self.wanted = wanted
        self.matching = Matching(database, wanted)

    def hits(self) -> Iterator[Hit]:
        """What was asked for, in order."""
        limit, offset = self.wanted.limit_count, self.wanted.offset_count
        order = self.wanted.order or (Order.NEWEST if self.matching.query.root is None else Order.RELEVANCE)
        if order is Order.RELEVANCE:
            found = self._by_score(limit)
        elif order is Order.WEIGHT:
            found = self._by_weight()
        else:
            self.matching.date()
            found = self._listed(order) if self.matching.query.is_blank else self._by_date(order)
        page: list[tuple[Match, float]] = []
        for place, match in enumerate(found):
            if limit is not None and place >= offset + limit:
                break
            if place >= offset:
                page.append(match)
            if len(page) >= MOST:
                yield from shown(self.matching, page)
                page.clear()
        yield from shown(self.matching, page)

    def count(self) -> int:
        """How many articles match."""
        may, surely = self.matching.candidates(), self.matching.certain()
        window, as_of = self.matching.window, self.matching.as_of
        certain = set(matching(self.connection, surely, window, as_of=as_of, is_exact=True))
        candidates = [] if may == surely else matching(self.connection, may, window, as_of=as_of)
        left = [number for number in candidates if number not in certain]
        return len(certain) + sum(1 for _ in self.matching.matches(left))

    def tally(self, by: CountBy) -> tuple[Tally, ...]:
        """How many articles match, by something."""
        candidates = matching(
            self.connection, self.matching.candidates(), self.matching.window, as_of=self.matching.as_of
        )
        counts: Counter[str | None] = Counter()
        if by is CountBy.MONTH:
            self.matching.date()
            field = self.wanted.date_field
            counts.update(
                self.matching.date_of(match, field)[:7] for match in self.matching.matches(candidates)
            )
            return tuple(Tally(key, counts[key]) for key in sorted(counts, key=str))
        found = {match.story.article_id: match.revisions for match in self.matching.matches(candidates)}
        if by is CountBy.SOURCE:
            counts.update(sources(self.connection, found).values())
        else:
            for number, key in keys(self.connection, found).items():
                counts[key] = found[number].bit_count()
        return tuple(
            Tally(*each) for each in sorted(counts.items(), key=lambda each: (-each[1], each[0] or ""))
        )

    def _by_score(self, limit: int | None) -> Iterator[tuple[Match, float]]:
        first = None if limit is None else max(2 * FEWEST, 2 * (limit + self.wanted.offset_count))
        seen: set[int] = set()
        headlines = self.matching.query.in_headlines() if self.wanted.scope is Scope.ANY else None
        if headlines is not None and headlines.root is not None:
            is_told = all(map(are_told_by_stretches, headlines.atoms()))
            matcher = None if is_told else Matcher(headlines)
            yield from self._tier(may_match(headlines.root), first, seen, _HEADLINE_SCORE, matcher)
        yield from self._tier(self.matching.candidates(), first, seen, 0.0, None)

    def _tier(
        self, bound: Bound, first: int | None, seen: set[int], extra: float, matcher: Matcher | None
    ) -> Iterator[tuple[Match, float]]:
        """The matches in a bound that were not seen yet, the best first; at first only some are ranked.

        Where the index does not tell the bound, what its matcher finds in no revision is left for later.
        """
        asked = MOST if first is None else (self.wanted.limit_count or 0) + self.wanted.offset_count
        for limit in dict.fromkeys((first, None)):
            found = ranked(
                self.connection, bound, self.matching.window, as_of=self.matching.as_of, limit=limit
            )
            fresh = {number: score + extra for number, score in found if number not in seen}
            seen.update(fresh)
            for match in self.matching.matches(fresh, asked):
                if matcher is None or matcher.revisions(match.forms, match.everything):
                    yield match, fresh[match.story.article_id]
                else:
                    seen.discard(match.story.article_id)
            if limit is not None and len(found) < limit:
                break

    def _by_weight(self) -> Iterator[tuple[Match, float]]:
        """All matches by the heaviest change: only weights and ids are kept of them before they are shown."""
        self.matching.weigh()
        everywhere = matching(
            self.connection, self.matching.candidates(), self.matching.window, as_of=self.matching.as_of
        )
        weighed = [(-match.weight, match.story.article_id) for match in self.matching.matches(everywhere)]
        for match in self.matching.matches(article_id for _, article_id in sorted(weighed)):
            yield match, match.weight

    def _by_date(self, order: Order) -> Iterator[tuple[Match, float]]:
        """All matches by date: only dates and ids are kept of them before they are shown."""
        dated = [
            (self.matching.date_of(match), match.story.article_id)
            for match in self.matching.matches(
                matching(
                    self.connection,
                    self.matching.candidates(),
                    self.matching.window,
                    as_of=self.matching.as_of,
                )
            )
        ]
        dated.sort(key=lambda each: each[1])
        dated.sort(key=lambda each: each[0], reverse=order is Order.NEWEST)
        for match in self.matching.matches(article_id for _, article_id in dated):
            yield match, 0.0

    def _listed(self, order: Order) -> Iterator[tuple[Match, float]]:
        """All articles by date, read only as far as they are asked for.

        They come by some date of theirs, and are held back until none can follow that goes before them.
        """
        newest = order is Order.NEWEST
        held: list[Match] = []
        for chunk in self._dated_chunks(newest=newest):
            held += self.matching.matches([article_id for _, article_id in chunk])
            held.sort(key=lambda match: match.story.article_id)
            held.sort(key=self.matching.date_of, reverse=newest)
            edge = chunk[-1][0]
            ready = [
                m
                for m in held
                if (self.matching.date_of(m) > edge if newest else self.matching.date_of(m) < edge)
            ]
            yield from ((match, 0.0) for match in ready)
            held = held[len(ready) :]
        yield from ((match, 0.0) for match in held)

    def _dated_chunks(self, *, newest: bool) -> Iterator[list[tuple[str, int]]]:
        """Articles with the first date they come by, each once."""
        seen: set[int] = set()
        chunk: list[tuple[str, int]] = []
        size = FEWEST
        for date, article_id in by_date(self.connection, self.matching.window, newest=newest):
            if article_id not in seen:
                seen.add(article_id)
                chunk.append((date, article_id))
            if len(chunk) == size:
                yield chunk
                chunk, size = [], min(2 * size, MOST)
        if chunk:
            yield chunk
