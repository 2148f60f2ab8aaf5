"""Files and streams of every format, read to drafts: text, Markdown, interchange JSONL.

`read_path` and `read_stream` yield a `Draft` for each look at an article and an `Unreadable` for each
thing that could not be read, in order, and go on after it. Readers decode and take the metadata; the text
is divided later.
"""

from archive.readers.interchange import LONGEST_LINE_BYTES, read_line, write_line
from archive.readers.moment import read_captured, read_claim
from archive.readers.source import FORMATS, read_path, read_stream
from archive.readers.text import LONGEST_TEXT_BYTES
from archive.readers.unreadable import Unreadable

__all__ = [
    "FORMATS",
    "LONGEST_LINE_BYTES",
    "LONGEST_TEXT_BYTES",
    "Unreadable",
    "read_captured",
    "read_claim",
    "read_line",
    "read_path",
    "read_stream",
    "write_line",
]
