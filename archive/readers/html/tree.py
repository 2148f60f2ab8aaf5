"""Characters of a page to its tree, with bounds on its shape.

libxml2 stops at 255 levels (what follows would be lost); pages with so many unclosed tags exist, so such a
page is parsed once more with the library's other bound, of 2,048. What is deeper still is no page. The
parser is that of HTML for XHTML too: it knows no entities that a page declares itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from archive.errors import BadInput

if TYPE_CHECKING:
    from lxml import html

MOST_USUAL_ELEMENTS = 30_000
"""The longest pages of news, with all their comments, have 15,000."""
LONGEST_USUAL_CHARS = 4_000_000
LONGEST_ATTRIBUTE_CHARS = 20_000
"""Longer values (pictures as data, settings of scripts) say nothing about the story, and are dropped."""

# Each mark more makes putting a run of them in order slower for those that sort it naively.
_MARKS_IN_A_ROW = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{40}"
)


class Page(NamedTuple):
    """A page as a tree.

    Attributes:
        root: Its `html` element; comments and processing instructions are not in it.
        is_odd: So deep, large or strange as nothing that a person wrote: it is read by our own rules alone,
            whose time is bounded whatever the shape.
    """

    root: html.HtmlElement
    is_odd: bool


def page_tree(text: str) -> Page:
    """The tree of a page's characters.

    Raises:
        BadInput: There is no element in it, or it is nested too deeply.
    """
    root, is_deep = _parsed(text, huge=False)
    if is_deep:
        root, is_cut = _parsed(text, huge=True)
        if is_cut:
            raise BadInput("The page is nested deeper than any page of news; it is not read.")
    if root is None:
        raise BadInput("There is no element in it; a web page has some.")
    count = 0
    for element in root.iter():
        count += 1
        for name, value in element.items():
            if len(value) > LONGEST_ATTRIBUTE_CHARS:
                del element.attrib[name]
    is_odd = is_deep or count > MOST_USUAL_ELEMENTS or len(text) > LONGEST_USUAL_CHARS
    return Page(root, is_odd or _MARKS_IN_A_ROW.search(text) is not None)


def _parsed(text: str, *, huge: bool) -> tuple[html.HtmlElement | None, bool]:
    """The tree, if there is any, and whether it was cut off for its depth."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=huge, no_network=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
