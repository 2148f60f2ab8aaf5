"""What goes in: drafts, files, what the web gives, and what is watched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from archive.api.opened import Opened, now_utc
from archive.errors import BadInput
from archive.model import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from archive.fetch import Manners
    from archive.model import Receipt
    from archive.model.watch import Watched, WatchKind, WatchLook
    from archive.readers import Unreadable


class Taking(Opened):
    """The methods that put looks in."""

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
            ingest(self._database, _items(given), now=now or now_utc, is_strict=strict, keeps_raw=keep_raw)
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
        return list(fetched(self._database, urls, said, now=now or now_utc, most=most, keeps_raw=keep_raw))

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
        return watch.add(self._database, url, now=now_utc(), kind=known, most=most)

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

        return look_once(self._database, manners or usual_manners(contact), now=now_utc, keeps_raw=keep_raw)


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
