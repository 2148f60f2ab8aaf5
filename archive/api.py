"""The archive from Python: the verbs of the command line as methods of one object."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from archive.errors import BadInput
from archive.model import (
    ChangeOrder,
    CountBy,
    Direction,
    Draft,
    FactKind,
    Grain,
    Label,
    Order,
)
from archive.services import opening, upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date
    from types import TracebackType
    from typing import Unpack

    from archive.fetch import Manners
    from archive.model import (
        ArticleIdentity,
        ArticleSummary,
        Capture,
        Change,
        ChangedFact,
        Comparison,
        Erasure,
        Event,
        Fact,
        Hit,
        LedgerRow,
        LogEntry,
        Proposal,
        Receipt,
        Reextracted,
        Reextraction,
        RevisionText,
        SentenceOrigin,
        Tally,
        Verification,
    )
    from archive.model.watch import Watched, WatchKind, WatchLook
    from archive.readers import Unreadable
    from archive.services.asking import Asked


class Archive:
    """An open archive. Use it in a `with` block, or call `close`.

    Every method reads or writes in a transaction of its own. An `ARTICLE` is a key or an address; an
    `ARTICLE@REV` names a revision as on the command line.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        """Open the file; unless `read_only`, create or upgrade it where needed.

        Raises:
            NotFound: It is to be read only, and is not there.
            SchemaMismatch: It is newer than this program, or (read only) older.
            Damaged, Busy, Unwritable: As they say.
        """
        if read_only:
            self._database = opening.open_for_reading(Path(path))
        else:
            self._database, _ = opening.open_for_writing(Path(path))

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def ingest(
        self,
        drafts: Draft | Path | Iterable[Draft | Path],
        *,
        strict: bool = False,
        keep_raw: bool = True,
        now: Callable[[], datetime] | None = None,
    ) -> list[Receipt]:
        """Store looks at articles.

        Args:
            drafts: One or many: drafts, and paths of files and folders, read as the command `ingest` does.
            strict: All or nothing: one bad draft undoes them all.
            keep_raw: Whether the exact bytes are kept, or only their digest and size.
            now: The clock, for a look that states no time; the system's where None.

        Returns:
            A receipt for each, in order. One that could not be stored has the outcome `failed`, `added`
            False and its reason; the others are stored.

        Raises:
            BadInput: Strict, and a draft was bad; or something given is neither a draft nor a path.
            Busy, Unwritable, Damaged: As they say; what earlier receipts reported is stored.
        """
        from archive.services.ingest import ingest

        given = [drafts] if isinstance(drafts, Draft | Path | str | bytes) else drafts
        return list(
            ingest(self._database, _items(given), now=now or _now, is_strict=strict, keeps_raw=keep_raw)
        )

    def fetch(
        self,
        *urls: str,
        contact: str | None = None,
        most: int = 200,
        manners: Manners | None = None,
        keep_raw: bool = True,
        now: Callable[[], datetime] | None = None,
    ) -> list[Receipt]:
        """Fetch pages, texts, feeds and sitemaps, and store what is seen.

        Args:
            *urls: Their addresses; a feed or sitemap leads to the pages it lists.
            contact: Where webmasters reach you, by mail or web; it is told to every server.
            most: How many pages of a feed or sitemap are looked at, the newest first.
            manners: How to behave, all of it: rate, limits, private networks; wins over `contact`.
            keep_raw: As for `ingest`.
            now: The clock; the system's where None.

        Returns:
            A receipt for each look, in order; a look that saw nothing has one, too.

        Raises:
            Busy, Unwritable, Damaged: As they say; what was stored before stays.
        """
        from archive.fetch import usual_manners
        from archive.services.web import fetched

        said = manners or usual_manners(contact)
        return list(fetched(self._database, urls, said, now=now or _now, most=most, keeps_raw=keep_raw))

    def watch(self, url: str, *, kind: WatchKind | str | None = None, most: int = 1_000) -> bool:
        """Watch a page, feed or sitemap from now on; `look` then looks at it. Whether it was not before.

        Args:
            url: Its address.
            kind: `page`, `feed` or `sitemap`; None: the first look will tell.
            most: How many of the newest stories of a feed or sitemap are watched.

        Raises:
            BadInput: It is no address that can be fetched.
        """
        from archive.model.watch import WatchKind
        from archive.services import watch

        known = None if kind is None else WatchKind(kind)
        return watch.add(self._database, url, now=_now(), kind=known, most=most)

    def unwatch(self, url: str) -> int:
        """Watch something no longer, nor the stories found in it; how many addresses that was.

        Raises:
            NotFound: It is not watched.
        """
        from archive.services import watch

        return watch.remove(self._database, url)

    def watched(self, *, found: bool = False) -> list[Watched]:
        """What is watched; if asked for, the stories found in feeds and sitemaps too."""
        from archive.services import watch

        return watch.watched(self._database, with_found=found)

    def look(
        self, *, contact: str | None = None, manners: Manners | None = None, keep_raw: bool = True
    ) -> Iterator[WatchLook]:
        """Look once at everything watched that is due; each look is stored when it is given.

        Args:
            contact: As for `fetch`.
            manners: As for `fetch`.
            keep_raw: As for `ingest`.
        """
        from archive.fetch import usual_manners
        from archive.services.watch import look_once

        return look_once(self._database, manners or usual_manners(contact), now=_now, keeps_raw=keep_raw)

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

    def verify(self) -> Verification:
        """Proof that the file holds what it says; what is wrong is named."""
        return upkeep.verification(self._database)

    def rebuild(self) -> int:
        """Make everything derived again; gives the number of articles."""
        return upkeep.rebuild_all(self._database)

    def rebuild_facts(self) -> Reextraction:
        """Read every passage for facts again, as after an upgrade of the rules; changes no revision."""
        return upkeep.rebuild_facts(self._database)

    def article(self, article: str) -> ArticleIdentity:
        """Who an article is: its names and addresses, why each was joined, and which others are like it."""
        from archive.services.identity import identity

        return identity(self._database, article)

    def proposals(self) -> list[Proposal]:
        """The pairs of articles that may be one, the likeliest first. Nothing is joined by it."""
        from archive.services.identity import proposals

        return proposals(self._database)

    def merge(self, article: str, other: str, *, reason: str) -> Event:
        """Make the other one a part of an article: see `archive.services.articles.merge`."""
        from archive.services import articles

        return articles.merge(self._database, article, other, reason=reason, now=_now())

    def split(
        self,
        article: str,
        *addresses: str,
        captures: Collection[int] = (),
        key: str | None = None,
        reason: str,
    ) -> Event:
        """Make some addresses or looks an article of their own: see `archive.services.articles.split`."""
        from archive.services import articles

        return articles.split(
            self._database,
            article,
            addresses=addresses,
            captures=sorted(captures),
            key=key,
            reason=reason,
            now=_now(),
        )

    def distinct(self, article: str, other: str, *, reason: str) -> Event:
        """Say that two articles are not the same, however alike: they are no longer proposed."""
        from archive.services import articles

        return articles.distinct(self._database, article, other, reason=reason, now=_now())

    def alias(self, article: str, name: str, *, reason: str) -> Event:
        """Give an article a further name; those it has go on working."""
        from archive.services import articles

        return articles.alias(self._database, article, name, reason=reason, now=_now())

    def withhold(self, article: str, *, reason: str) -> Event:
        """Hide an article from every output until it is released."""
        from archive.services import articles

        return articles.withhold(self._database, article, reason=reason, now=_now())

    def release(self, article: str, *, reason: str) -> Event:
        """Show a withheld article again."""
        from archive.services import articles

        return articles.release(self._database, article, reason=reason, now=_now())

    def undo(self, article: str, event: int | None = None, *, reason: str) -> Event:
        """Take back a decision about an article: its last, or the one with this number."""
        from archive.services import articles

        return articles.undo(self._database, article, event, reason=reason, now=_now())

    def erase(self, article: str, *, reason: str) -> Erasure:
        """Take what an article said out of the file, for good: see `archive.services.erasing.erase`."""
        from archive.services.erasing import erase

        return erase(self._database, article, reason=reason, now=_now())

    def reextract(self, *articles: str, dry_run: bool = False) -> list[Reextracted]:
        """Read kept pages and texts again: see `archive.services.reextract.reextract`."""
        from archive.services.reextract import reextract

        return list(reextract(self._database, articles, now=_now(), is_dry=dry_run))

    def export(self, *articles: str) -> Iterator[Draft]:
        """Every look, of the articles named or of all, as drafts that `ingest` takes back."""
        return upkeep.export(self._database, articles)

    def backup(self, target: str | Path) -> None:
        """Copy the file, as of one moment, while others read and write it."""
        upkeep.backup(self._database, Path(target))


def open_archive(path: str | Path, *, read_only: bool = False) -> Archive:
    """Open an archive: `archive.open`. See `Archive`."""
    return Archive(path, read_only=read_only)


def _now() -> datetime:
    return datetime.now(UTC)


def _items(given: Iterable[Draft | Path]) -> Iterator[Draft | Unreadable]:
    """What was given to `ingest`, files and folders read.

    Raises:
        BadInput: Something else was given.
    """
    from archive.readers import read_path

    for item in given:
        if isinstance(item, Draft):
            yield item
        elif isinstance(item, Path):
            yield from read_path(item)
        else:
            raise BadInput(
                f"{type(item).__name__} is nothing that can be ingested: give an archive.Draft, which says "
                "which article it is, or a pathlib.Path; an address is for `fetch`."
            )
