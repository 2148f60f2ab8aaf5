"""A versioned archive of news stories: every state kept, every change told, all of it searchable.

    import archive

    with archive.open("news.db") as news:
        news.ingest(archive.Draft(article="iraq", text="Troops leave by December."))
        news.show("iraq")

The names below are loaded when they are first asked for, so that importing the package, as every
start of the command line does, costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.api import Archive
    from archive.api import open_archive as open  # noqa: A004 - `archive.open` is the contract
    from archive.changes import compare_texts as compare
    from archive.errors import (
        ArchiveError,
        BadInput,
        BadQuery,
        Busy,
        Damaged,
        NotFound,
        SchemaMismatch,
        Unwritable,
    )
    from archive.facts import find_facts
    from archive.fetch import Manners
    from archive.model import Claimed, Draft, Passage, PassageKind, Section
    from archive.readers import read_feed, read_sitemap
    from archive.readers.html import read_html
    from archive.text.sentences import split_sentences

_HOMES = {
    "Archive": "archive.api",
    "ArchiveError": "archive.errors",
    "BadInput": "archive.errors",
    "BadQuery": "archive.errors",
    "Busy": "archive.errors",
    "Claimed": "archive.model",
    "Damaged": "archive.errors",
    "Draft": "archive.model",
    "Manners": "archive.fetch",
    "NotFound": "archive.errors",
    "Passage": "archive.model",
    "PassageKind": "archive.model",
    "SchemaMismatch": "archive.errors",
    "Section": "archive.model",
    "Unwritable": "archive.errors",
    "compare": "archive.changes:compare_texts",
    "find_facts": "archive.facts",
    "open": "archive.api:open_archive",
    "read_feed": "archive.readers",
    "read_html": "archive.readers.html",
    "read_sitemap": "archive.readers",
    "split_sentences": "archive.text.sentences",
}

__all__ = [
    "Archive",
    "ArchiveError",
    "BadInput",
    "BadQuery",
    "Busy",
    "Claimed",
    "Damaged",
    "Draft",
    "Manners",
    "NotFound",
    "Passage",
    "PassageKind",
    "SchemaMismatch",
    "Section",
    "Unwritable",
    "compare",
    "find_facts",
    "open",
    "read_feed",
    "read_html",
    "read_sitemap",
    "split_sentences",
]


def __getattr__(name: str) -> object:
    """A public name, from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home, _, original = _HOMES[name].partition(":")
    return getattr(import_module(home), original or name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
