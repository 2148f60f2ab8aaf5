"""Upkeep, and decisions about which article is which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from archive.api.opened import Opened, now_utc
from archive.model import Draft
from archive.services import upkeep

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from archive.model import (
        ArticleIdentity,
        Erasure,
        Event,
        Proposal,
        Reextracted,
        Reextraction,
        Verification,
    )


class Keeping(Opened):
    """The methods that prove, mend, decide, copy."""

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

        return articles.merge(self._database, article, other, reason=reason, now=now_utc())

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
            now=now_utc(),
        )

    def distinct(self, article: str, other: str, *, reason: str) -> Event:
        """Say that two articles are not the same, however alike: they are no longer proposed."""
        from archive.services import articles

        return articles.distinct(self._database, article, other, reason=reason, now=now_utc())

    def alias(self, article: str, name: str, *, reason: str) -> Event:
        """Give an article a further name; those it has go on working."""
        from archive.services import articles

        return articles.alias(self._database, article, name, reason=reason, now=now_utc())

    def withhold(self, article: str, *, reason: str) -> Event:
        """Hide an article from every output until it is released."""
        from archive.services import articles

        return articles.withhold(self._database, article, reason=reason, now=now_utc())

    def release(self, article: str, *, reason: str) -> Event:
        """Show a withheld article again."""
        from archive.services import articles

        return articles.release(self._database, article, reason=reason, now=now_utc())

    def undo(self, article: str, event: int | None = None, *, reason: str) -> Event:
        """Take back a decision about an article: its last, or the one with this number."""
        from archive.services import articles

        return articles.undo(self._database, article, event, reason=reason, now=now_utc())

    def erase(self, article: str, *, reason: str) -> Erasure:
        """Take what an article said out of the file, for good: see `archive.services.erasing.erase`."""
        from archive.services.erasing import erase

        return erase(self._database, article, reason=reason, now=now_utc())

    def reextract(self, *articles: str, dry_run: bool = False) -> list[Reextracted]:
        """Read kept pages and texts again: see `archive.services.reextract.reextract`."""
        from archive.services.reextract import reextract

        return list(reextract(self._database, articles, now=now_utc(), is_dry=dry_run))

    def export(self, *articles: str) -> Iterator[Draft]:
        """Every look, of the articles named or of all, as drafts that `ingest` takes back."""
        return upkeep.export(self._database, articles)

    def backup(self, target: str | Path) -> None:
        """Copy the file, as of one moment, while others read and write it."""
        upkeep.backup(self._database, Path(target))
