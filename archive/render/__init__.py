"""Any result as text for people: terminal, Markdown, HTML; and as a line of JSON.

Pure functions from result types to `str`: nothing here prints or reads the environment. All text
that came from an article or a user is made safe on its way (`archive.render.safe`).

A name is loaded when it is first asked for, so that listing articles does not load the HTML page.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.render.atom import changes_atom
    from archive.render.blame import origins
    from archive.render.changed import changes
    from archive.render.data import comparison_json
    from archive.render.finding import facts, hits, miss_hint, rest_hint, tallies
    from archive.render.history import log
    from archive.render.inline import comparison
    from archive.render.ledger import changed_facts, fact_ledger
    from archive.render.ledger_page import ledger_html
    from archive.render.listing import articles, captures, ingest_summary, receipt_line
    from archive.render.look import Look
    from archive.render.markdown import comparison_markdown
    from archive.render.page import comparison_html
    from archive.render.record import json_line
    from archive.render.safe import html_safe, markdown_safe, terminal_safe
    from archive.render.sheet import csv_text
    from archive.render.sides import side_by_side
    from archive.render.story import revision_text
    from archive.render.upkeep import verification
    from archive.render.watching import watch_line, watched_list

_MODULES = {
    "Look": "look",
    "articles": "listing",
    "captures": "listing",
    "changed_facts": "ledger",
    "changes": "changed",
    "changes_atom": "atom",
    "comparison": "inline",
    "comparison_html": "page",
    "comparison_json": "data",
    "comparison_markdown": "markdown",
    "csv_text": "sheet",
    "fact_ledger": "ledger",
    "facts": "finding",
    "hits": "finding",
    "html_safe": "safe",
    "ingest_summary": "listing",
    "json_line": "record",
    "ledger_html": "ledger_page",
    "log": "history",
    "markdown_safe": "safe",
    "miss_hint": "finding",
    "origins": "blame",
    "receipt_line": "listing",
    "rest_hint": "finding",
    "revision_text": "story",
    "side_by_side": "sides",
    "tallies": "finding",
    "terminal_safe": "safe",
    "verification": "upkeep",
    "watch_line": "watching",
    "watched_list": "watching",
}

__all__ = [
    "Look",
    "articles",
    "captures",
    "changed_facts",
    "changes",
    "changes_atom",
    "comparison",
    "comparison_html",
    "comparison_json",
    "comparison_markdown",
    "csv_text",
    "fact_ledger",
    "facts",
    "hits",
    "html_safe",
    "ingest_summary",
    "json_line",
    "ledger_html",
    "log",
    "markdown_safe",
    "miss_hint",
    "origins",
    "receipt_line",
    "rest_hint",
    "revision_text",
    "side_by_side",
    "tallies",
    "terminal_safe",
    "verification",
    "watch_line",
    "watched_list",
]


def __getattr__(name: str) -> object:
    """A public name, from its module."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
