"""Which articles and revisions match a search.

Candidates come from the index, one per article; each is then held against its texts to find the
revisions in which all of the query is true at once, and those are held against the dates, the moment
of `as_of`, the scope and the changes asked for. So the index may offer too many articles, and never one
too few.

What the dates mean. A revision's date is what the publisher claimed for it; a revision without a
claim of publication has the article's first capture. A claim of a month or a year meets every day of
it. Days are days in UTC. `captured` is when a revision was first seen, `mentioned` any day its text
speaks of. The dates choose revisions: the query and the dates must hold of the same one.

What facts mean. A test of a fact, a name of a person, place or speaker holds of the revisions that state
such a fact, read as `archive facts` reads it: a pronoun's speaker is the one it stands for. They choose
revisions as the dates do. With a query, only articles that hold its words are looked through.

What the scopes mean, of the revisions captured up to `as_of`. Removed: the latest does not match, and
an earlier one does. Added: the latest matches, and the first does not. Changed: a revision matches with
a text that does not stand in all revisions. What labels and silence mean is told in
`archive.services.beside`.
"""

from __future__ import annotations

from functools import reduce
from itertools import islice
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from archive.model import DateField, Scope
from archive.search import (
    EVERYWHERE,
    NOWHERE,
    TEXT_PARTS,
    Bound,
    Forms,
    Matcher,
    Part,
    Woven,
    all_of,
    are_told_by_stretches,
    changes,
    has_gone,
    is_told_by_index,
    is_told_of_one_revision,
    may_match,
    may_match_latest,
    parse,
    revision_set,
    spans,
    surely_matches,
    surely_matches_first,
    surely_matches_latest,
)
from archive.services.beside import Beside, comings, goings
from archive.services.speaking import speaking
from archive.store.moment import written
from archive.store.stories import stories
from archive.store.vocabulary import forms, languages
from archive.store.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive.model import Search
    from archive.store.connection import Database
    from archive.store.stories import Dated, Story

FEWEST, MOST = 24, 384
"""How many candidates are read together."""


class Match(NamedTuple):
    """A story that matches.

    Attributes:
        revisions: The set of revisions that match.
        shown: Which of them is shown.
        is_current: Whether the latest says what the query asks.
        everything: The set of all revisions.
        weight: The heaviest change beside them that was asked for; 0 where none was.
    """

    story: Story
    revisions: int
    shown: int
    is_current: bool
    everything: int
    forms: Forms
    weight: float = 0.0


class Matching:
    """A search under way, inside a read transaction: what matches, in no order of its own."""

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
            self.parts = TEXT_PARTS
        self.as_of = None if wanted.as_of is None else written(wanted.as_of)
        self.window = None
        if wanted.since is not None or wanted.until is not None:
            since = None if wanted.since is None else wanted.since.isoformat()
            until = None if wanted.until is None else wanted.until.isoformat()
            self.window = Window(wanted.date_field or DateField.PUBLISHED, since, until)
        beside = Beside(database, wanted.labels, is_silent=wanted.is_silent)
        self.is_dated = self.as_of is not None or (
            self.window is not None and self.window.field is not DateField.MENTIONED
        )
        self.is_weighing = False
        self.beside = beside if beside.is_choosing else None
        self.may_fold = self._may_fold()
        self.speaking = speaking(database, wanted, self.window, self.candidates())

    def _may_fold(self) -> bool:
        """Whether stretches tell in which revisions an article matches; they do not tell texts apart."""
        if self.wanted.scope is Scope.CHANGED and (
            self.beside is not None or self.as_of is not None or not self.query.atoms(wanted=True)
        ):
            return False
        return all(are_told_by_stretches(atom) for atom in self.query.atoms())

    def candidates(self) -> Bound:
        """The articles that the index cannot rule out."""
        root, scope = self.query.root, self.wanted.scope
        if root is None:
            return EVERYWHERE if self.query.is_blank else NOWHERE
        is_now = self.as_of is None
        if scope is Scope.REMOVED and is_now and is_told_by_index(root):
            return all_of([has_gone(root), ~surely_matches_latest(root)])
        if scope is Scope.REMOVED:
            return all_of(
                [may_match(root), ~(surely_matches_latest(root) if is_now else surely_matches(root))]
            )
        if scope is Scope.ADDED:
            return all_of(
                [may_match_latest(root) if is_now else may_match(root), ~surely_matches_first(root)]
            )
        if scope is Scope.CHANGED:
            return all_of([may_match(root), changes(self.query)])
        return may_match(root)

    def certain(self) -> Bound:
        """The articles of which the index alone knows that they match."""
        root, scope = self.query.root, self.wanted.scope
        is_dated, is_past = self.window is not None, self.as_of is not None
        if self.speaking is not None or self.beside is not None:
            return NOWHERE
        if root is None or (is_dated and is_past):
            return NOWHERE
        if scope in (Scope.ANY, Scope.REMOVED) and not (is_dated or is_past) and is_told_by_index(root):
            return self.candidates()
        if scope is Scope.ADDED and not (is_dated or is_past) and is_told_of_one_revision(root):
            return self.candidates()
        if scope is not Scope.ANY:
            return NOWHERE
        # Where all revisions count, the latest is enough.
        return surely_matches(root) if is_dated or is_past else surely_matches_latest(root)

    def date_of(self, match: Match, field: DateField | None = None) -> str:
        """A date of the revision shown: of that kind, else the one by which the match is listed."""
        row = match.story.dates[match.shown - 1]
        field = field or (DateField.PUBLISHED if self.window is None else self.window.field)
        return _date(match.story, row, field) or row.captured_at

    def matches(self, article_ids: Iterable[int], first: int = FEWEST) -> Iterator[Match]:
        """Those of the articles that match, in their order; some are read at a time, and so many at first."""
        speaking = self.speaking
        remaining = (number for number in article_ids if speaking is None or number in speaking)
        size = min(first, MOST)
        # Few at first and fewer then, since most candidates match and few hits are asked for.
        following = max(FEWEST // 4, 1)
        while chunk := list(islice(remaining, size)):
            for story in stories(
                self.connection, chunk, self.parts, may_fold=self.may_fold, is_dated=self.is_dated
            ):
                match = self._match(story)
                if match is not None:
                    yield match
            size, following = following, min(2 * following, MOST)

    def _match(self, story: Story) -> Match | None:
        count = story.revision_count
        if self.as_of is not None:
            count = sum(row.captured_at <= self.as_of for row in story.dates)
        if not count:
            return None
        everything = revision_set(1, count)
        forms = Forms(story.texts)
        if self.query.root is None and self.speaking is not None:
            # Nothing but facts is asked for: what states them is what matches.
            saying = self.speaking.get(story.article_id, 0) & everything
        else:
            saying = self.matcher.revisions(forms, everything)
        is_first, is_latest = saying & 1, saying >> (count - 1)
        scope = self.wanted.scope
        if (scope is Scope.REMOVED and is_latest) or (scope is Scope.ADDED and (is_first or not is_latest)):
            return None
        found = saying & self._placed(story, everything)
        standing = self._changed(story, everything, forms) if scope is Scope.CHANGED and found else ()
        shown = found & reduce(or_, standing, 0) if scope is Scope.CHANGED else found
        if not shown or (scope is Scope.ADDED and not found >> (count - 1)):
            return None
        if self.beside is None:
            return Match(story, found, shown.bit_length(), bool(is_latest), everything, forms)
        pairs = [pair for pair in self._beside(saying, standing, everything) if found >> (pair[0] - 1) & 1]
        weights = self.beside.heaviest(story.article_id, pairs)
        if self.beside.is_choosing:
            found = shown = reduce(or_, (revision_set(number, number) for number in weights), 0)
        if not found:
            return None
        last = shown.bit_length()
        if self.is_weighing and weights:
            last = max(weights, key=lambda number: (weights[number], number))
        weight = max(weights.values(), default=0.0)
        return Match(story, found, last, bool(is_latest), everything, forms, weight)

    def _placed(self, story: Story, everything: int) -> int:
        """The revisions of the days and facts asked for."""
        if self.speaking is not None:
            everything &= self.speaking.get(story.article_id, 0)
        if self.window is not None and self.window.field is not DateField.MENTIONED:
            for number, row in enumerate(story.dates[: everything.bit_length()], 1):
                if not self.window.holds(_date(story, row, self.window.field)):
                    everything &= ~revision_set(number, number)
        return everything

    def _beside(self, saying: int, standing: Sequence[int], everything: int) -> list[tuple[int, int]]:
        """Revisions with the steps beside them that the scope asks for."""
        scope = self.wanted.scope
        if scope is Scope.REMOVED:
            return goings(saying, everything)
        if scope is Scope.ADDED:
            return comings(saying, everything)
        if scope is Scope.CHANGED:
            return [
                pair for each in standing for pair in (*comings(each, everything), *goings(each, everything))
            ]
        return [
            (number, number) for first, last in spans(saying) for number in range(max(first, 2), last + 1)
        ]

    def date(self) -> None:
        """From now on read the dates of each match, for `date_of`."""
        self.is_dated = True

    def weigh(self) -> None:
        """From now on give each match the weight of the heaviest change, and show the revision beside it."""
        self.is_weighing, self.may_fold = True, self.may_fold and self.wanted.scope is not Scope.CHANGED
        if self.beside is None:
            self.beside = Beside(self.database, (), is_silent=False)

    def _changed(self, story: Story, everything: int, forms: Forms) -> list[int]:
        """The stays of texts that say what is wanted and do not stand in all revisions; maybe all in one."""
        if self.may_fold:
            return [self.matcher.changed(forms, part, everything) for part in self.parts]
        standing = list[int]()
        if self.query.atoms(wanted=True):
            for part in self.parts:
                standing += [revisions for _, revisions, _ in self.matcher.kinds(forms, part)]
        else:
            for texts in story.texts.values():
                assert not isinstance(texts, Woven)
                standing += texts.values()
        steady = (0, everything)
        return [here for each in standing if (here := each & everything) not in steady]


def _date(story: Story, row: Dated, field: DateField) -> str | None:
    """A revision's date of a kind, as the file holds it."""
    if field is DateField.CAPTURED:
        return row.captured_at
    if field is DateField.MODIFIED:
        return row.modified
    # What a story mentions does not date the story.
    return row.published or story.dates[0].captured_at
