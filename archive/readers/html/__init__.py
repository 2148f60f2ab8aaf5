"""Web pages of news, read to drafts: `read_html` is the door.

The way of a page: its bytes to characters (`decode`), to a tree (`tree`), to a row of blocks (`blocks`);
what it says about its story (`metadata`, from `jsonld` and elsewhere); which blocks are the story (`body`);
whether it is the article at all (`refusal`); all of it together (`page`). Loaded when first asked for: the
rules of all that take longer to load than a listing takes to print.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from archive.readers.html.limits import LONGEST_PAGE_BYTES

if TYPE_CHECKING:
    from archive.readers.html.page import read_html

__all__ = ["LONGEST_PAGE_BYTES", "read_html"]


def __getattr__(name: str) -> object:
    """The reader, from its module."""
    if name != "read_html":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("archive.readers.html.page").read_html
