"""Changes told in full: each with its comparison, and where the story was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.model.told import ToldChange
from archive.services import history
from archive.services.compare import diff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.model import Change
    from archive.store.connection import Database


def told(database: Database, changes: Iterable[Change]) -> list[ToldChange]:
    """Changes as a listing gave them, each with all that changed.

    Args:
        database: Open for reading.
        changes: In the order wanted.
    """
    with database.reading():
        return [
            ToldChange(
                change,
                diff(
                    database, f"{change.article}@{change.revision - 1}", f"{change.article}@{change.revision}"
                ),
                _address(database, change),
            )
            for change in changes
        ]


def _address(database: Database, change: Change) -> str | None:
    """Where the revision was seen first."""
    for capture in history.captures(database, change.article):
        if capture.revision == change.revision and capture.address is not None:
            return capture.address
    return None
