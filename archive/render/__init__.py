"""Any result as text for people: terminal, Markdown, HTML; and as a line of JSON.

Pure functions from result types to `str`: nothing here prints or reads the environment. All text
that came from an article or a user is made safe on its way (`archive.render.safe`).
"""

from archive.render.comparison import comparison, side_by_side
from archive.render.finding import facts, hits
from archive.render.history import log
from archive.render.listing import articles, captures, ingest_summary, receipt_line
from archive.render.look import Look
from archive.render.record import json_line
from archive.render.safe import html_safe, markdown_safe, terminal_safe
from archive.render.story import revision_text
from archive.render.upkeep import verification

__all__ = [
    "Look",
    "articles",
    "captures",
    "comparison",
    "facts",
    "hits",
    "html_safe",
    "ingest_summary",
    "json_line",
    "log",
    "markdown_safe",
    "receipt_line",
    "revision_text",
    "side_by_side",
    "terminal_safe",
    "verification",
]
