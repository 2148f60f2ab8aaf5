"""Files and streams of every format, read to drafts: text, Markdown, pages, interchange JSONL.

`read_path` and `read_stream` yield a `Draft` for each look at an article and an `Unreadable` for each
thing that could not be read, in order, and go on after it. Readers decode and take the metadata; a
text is divided later, and a page extracted later, on any core, by `read_html`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.readers.html import LONGEST_PAGE_BYTES
from archive.readers.interchange import LONGEST_LINE_BYTES, read_line, write_line
from archive.readers.moment import read_captured, read_claim
from archive.readers.source import FORMATS, read_path, read_stream
from archive.readers.text import LONGEST_TEXT_BYTES
from archive.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from archive.readers.html import read_html

__all__ = [
    "FORMATS",
    "LONGEST_LINE_BYTES",
    "LONGEST_PAGE_BYTES",
    "LONGEST_TEXT_BYTES",
    "Unreadable",
    "read_captured",
    "read_claim",
    "read_html",
    "read_line",
    "read_path",
    "read_stream",
    "write_line",
]


def __getattr__(name: str) -> object:
    """The reader of pages, which is loaded when it is first asked for."""
    if name != "read_html":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from archive.readers.html.page import read_html

    return read_html
