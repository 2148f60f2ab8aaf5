"""What trafilatura takes for a page's story: a witness for our own choice of blocks."""

from __future__ import annotations

import copy
import logging
from functools import cache
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@cache
def version() -> str:
    """The version that is installed: it decides what is found."""
    return version_of("trafilatura")


def body_text(root: HtmlElement) -> str:
    """The story's text, a line for each of its parts; empty where it finds none, or fails.

    Its own cache of repeated paragraphs is left out: what it gives depends on the page alone.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            copy.deepcopy(root),
            include_comments=False,
            include_links=False,
            deduplicate=False,
            with_metadata=False,
        )
    except Exception:  # noqa: BLE001 - whatever it stumbles over: it is a witness, and our own rules go on
        return ""
    return found or ""
