"""Characters of a page to its tree, with a bound on how deep it may be nested.

libxml2 stops at 255 levels (what follows would be lost); pages with so many unclosed tags exist, so such a
page is parsed once more with the library's other bound, of 2,048. What is deeper still is no page. The
parser is that of HTML for XHTML too: it knows no entities that a page declares itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.errors import BadInput

if TYPE_CHECKING:
    from lxml import html

DEEPEST_USUAL = 255


class Page(NamedTuple):
    """A page as a tree.

    Attributes:
        root: Its `html` element; comments and processing instructions are not in it.
        is_deep: Nested deeper than any page that a person wrote; to be walked without recursion only.
    """

    root: html.HtmlElement
    is_deep: bool


def page_tree(text: str) -> Page:
    """The tree of a page's characters.

    Raises:
        BadInput: There is no element in it, or it is nested too deeply.
    """
    root, is_cut = _parsed(text, huge=False)
    is_deep = is_cut
    if is_cut:
        root, is_cut = _parsed(text, huge=True)
        if is_cut:
            raise BadInput("The page is nested deeper than any page of news; it is not read.")
    if root is None:
        raise BadInput("There is no element in it; a web page has some.")
    return Page(root, is_deep)


def _parsed(text: str, *, huge: bool) -> tuple[html.HtmlElement | None, bool]:
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=huge, no_network=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.ParserError:
        return None, False
    except etree.XMLSyntaxError:
        return None, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    is_cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return root, is_cut
