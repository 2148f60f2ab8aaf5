"""Erasing an article: its content goes out of the file, its digests and times stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.errors import BadInput, Busy, NotFound
from archive.model import Erasure
from archive.services.articles import checked_reason
from archive.store.decisions import Decider

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from archive.store.connection import Database


def erase(database: Database, name: str, *, reason: str, now: datetime) -> Erasure:
    """Take the content of all looks that count for an article out of the file; that cannot be taken back.

    What stays: its key and addresses, the times of its looks, the digests of their content and bytes, this
    decision and its reason, and each passage that another article has too. Nothing of the article is taken in
    again afterwards.

    Raises:
        NotFound: There is no such article.
        BadInput: It was erased already.
        Busy: It is erased, but another process has the file open, so that the free space could not be
            overwritten; the next command that writes does it.
    """
    with database.writing() as connection:
        decider = Decider(connection)
        named = decider.named(name)
        if named is None:
            raise NotFound(f"There is no article {name}. `archive articles` lists what there is.")
        known = named.known
        if decider.writer.is_erased(known.article_id) is not None:
            raise BadInput(f"{known.key} was erased already.")
        done = decider.erase(known.article_id, reason=checked_reason(reason), now=decider.moment(now))
    if not database.sweep():
        raise Busy(
            f"{known.key} is erased, but another process has {database.path} open, so that what it said may "
            "still lie in the free space of the file; the next command that writes overwrites it.",
            waited_s=0.0,
        )
    return Erasure(
        article=known.key,
        captures=done.captures,
        states=done.states,
        passages=done.passages,
        raw=done.raw,
        rekeyed=done.rekeyed,
        files=tuple(map(str, _copies(database.path))),
    )


def _copies(path: Path) -> list[Path]:
    """Copies of the archive that upgrades made beside it."""
    return sorted(path.parent.glob(f"{path.name}.schema-*.backup"))
