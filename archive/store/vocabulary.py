"""The words of the index, for one that it does not hold."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from archive.store.connection import driver_of

if TYPE_CHECKING:
    from sqlalchemy import Connection


def holds_term(connection: Connection, term: str) -> bool:
    """Whether some revision has this very term."""
    row = driver_of(connection).execute("SELECT 1 FROM search_place WHERE term = ? LIMIT 1", (term,))
    return row.fetchone() is not None


def terms_like(connection: Connection, term: str) -> set[str]:
    """The terms that one may have been meant to be: they begin as it does, and are about as long.

    Of two letters more is not asked than that both are there: to go through all terms would take long.
    """
    found = set[str]()
    for beginning in {term[:2], term[1::-1]}:
        found.update(
            other
            for (other,) in driver_of(connection).execute(
                "SELECT term FROM search_term WHERE term >= ? AND term < ?",
                (beginning, f"{beginning}{chr(sys.maxunicode)}"),
            )
            if abs(len(other) - len(term)) <= 2
        )
    return found
