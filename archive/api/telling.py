"""What comes out: articles, revisions, comparisons, facts, search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, overload

from archive.api.opened import Opened
from archive.model import ChangeOrder, CountBy, Direction, FactKind, Grain, Label, Order

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from typing import Unpack

    from archive.model import (
        ArticleSummary,
        Capture,
        Change,
        ChangedFact,
        Comparison,
        Fact,
        Hit,
        LedgerRow,
        LogEntry,
        RevisionText,
        SentenceOrigin,
        Tally,
    )
    from archive.services.asking import Asked


class Telling(Opened):
    """The methods that change nothing."""

    def articles(self) -> list[ArticleSummary]:
        """Every article, by key."""
        from archive.services import history

        return list(history.articles(self._database))

    def captures(self, article: str) -> list[Capture]:
        """Every look at an article, in order of time."""
        from archive.services import history

        return history.captures(self._database, article)

    def log(self, article: str) -> list[LogEntry]:
        """The revisions of an article, and what each changed."""
        from archive.services import history

        return history.log(self._database, article)

    def show(self, revision: str) -> RevisionText:
        """A revision with its content; of an article alone, its latest."""
        from archive.services import history

        return history.show(self._database, revision)

    def raw(self, revision: str, *, capture: int | None = None) -> bytes:
        """The exact bytes of the first look at a revision, or of the look with this number."""
        from archive.services import history

        return history.raw(self._database, revision, capture=capture)

    def diff(
        self, old: str, new: str | None = None, *, by: Literal["passage", "sentence"] = "passage"
    ) -> Comparison:
        """What changed: see `archive.services.compare.diff` for what one name alone means."""
        from archive.services.compare import diff

        return diff(self._database, old, new, grain=Grain(by))

    def blame(self, revision: str, *, by: Literal["sentence", "word"] = "sentence") -> list[SentenceOrigin]:
        """The sentences of a revision, each with the revision in which it first stood.

        See `archive.services.blame.blame`; by word, each has its words with theirs too.
        """
        from archive.services.blame import blame

        return blame(self._database, revision, by_word=by == "word")

    def changes(
        self,
        since: date | None = None,
        until: date | None = None,
        *,
        labels: Collection[Label | str] = (),
        silent: bool = False,
        source: str | None = None,
        article: str | None = None,
        min_weight: float = 0.0,
        order: ChangeOrder | str = ChangeOrder.WEIGHT,
        limit: int | None = 20,
    ) -> list[Change]:
        """What changed across the archive, most telling first, or (`order="date"`) newest first.

        See `archive.services.changes.changes`; the dates speak of when a change was seen.
        """
        from archive.services.changes import changes

        return changes(
            self._database,
            since=since,
            until=until,
            labels=[Label(label) for label in labels],
            silent=silent,
            source=source,
            article=article,
            min_weight=min_weight,
            order=ChangeOrder(order),
            limit=limit,
        )

    @overload
    def facts(
        self,
        revision: str,
        *,
        kinds: Collection[FactKind | str] = (),
        subject: str = "",
        history: Literal[False] = False,
    ) -> list[Fact]: ...

    @overload
    def facts(
        self,
        revision: str,
        *,
        kinds: Collection[FactKind | str] = (),
        subject: str = "",
        history: Literal[True],
    ) -> list[LedgerRow]: ...

    def facts(
        self,
        revision: str,
        *,
        kinds: Collection[FactKind | str] = (),
        subject: str = "",
        history: bool = False,
    ) -> list[Fact] | list[LedgerRow]:
        """The facts of a revision, each with the revisions it stood in.

        Args:
            revision: `ARTICLE` or `ARTICLE@REV`.
            kinds: Only these; empty: all.
            subject: Only facts that speak of these words, in whatever form.
            history: Instead the ledger: each fact through all revisions (up to the one named).
        """
        from archive.services.facts import fact_history, facts

        wanted = [FactKind(kind) for kind in kinds]
        if history:
            return fact_history(self._database, revision, kinds=wanted, subject=subject)
        return facts(self._database, revision, kinds=wanted, subject=subject)

    def changed_facts(
        self,
        since: date | None = None,
        until: date | None = None,
        *,
        kinds: Collection[FactKind | str] = (),
        subject: str = "",
        direction: Direction | str | None = None,
        least: float | None = None,
        least_share: float | None = None,
        by_size: bool = False,
        limit: int | None = 50,
    ) -> list[ChangedFact]:
        """Facts of any article that say something else since the revision before.

        See `archive.services.facts.changed_facts`; the newest come first, or (`by_size`) the largest.
        """
        from archive.services.facts import changed_facts

        return changed_facts(
            self._database,
            since=since,
            until=until,
            kinds=[FactKind(kind) for kind in kinds],
            subject=subject,
            direction=None if direction is None else Direction(direction),
            least=least,
            least_share=least_share,
            by_size=by_size,
            limit=limit,
        )

    def search(
        self,
        query: str = "",
        *,
        order: Order | str | None = None,
        limit: int | None = 20,
        offset: int = 0,
        **options: Unpack[Asked],
    ) -> list[Hit]:
        """Articles that match, best first.

        Args:
            query: Words, phrases and operators; empty: by the rest alone.
            order: None: by relevance where there are words, else the newest first.
            limit: How many hits at most; None: all.
            offset: How many to leave out at the start.
            **options: `since`, `until` and `date_field`: days, first and last, and which date these speak of.
                `as_of`: the archive as it stood then. `scope`: whether what matches has to have been
                removed, added or changed. `exact`: no inflections. `facts`: tests, as `money>1000000`;
                `people`, `places`, `speakers`: names. The revisions have to pass all. `labels`, `silent`:
                only revisions beside a change that carries any of the labels, is a silent correction.

        Raises:
            BadQuery: The query or a test has an error in it.
        """
        from archive.services.asking import asked
        from archive.services.search import search

        wanted = replace(
            asked(query, **options),
            order=None if order is None else Order(order),
            limit_count=limit,
            offset_count=offset,
        )
        return list(search(self._database, wanted))

    def count(self, query: str = "", **options: Unpack[Asked]) -> int:
        """How many articles match; arguments as for `search`."""
        from archive.services.asking import asked
        from archive.services.search import count

        return count(self._database, asked(query, **options))

    def tally(self, query: str = "", *, by: CountBy | str, **options: Unpack[Asked]) -> list[Tally]:
        """How many articles match by month or source, or how many revisions by article."""
        from archive.services.asking import asked
        from archive.services.search import tally

        return list(tally(self._database, asked(query, **options), CountBy(by)))
