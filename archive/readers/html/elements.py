"""What elements mean to the text of a page: which break it, hide it, stress it, set it in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main"),
        *("menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "caption"),
        *("colgroup", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "noframes", "frame", "option"),
        *("select",),
    }
)
"""Text ends where one begins, and where it ends."""
PASSED_OVER = frozenset(
    {
        *("script", "style", "template", "svg", "math", "canvas", "iframe", "object", "embed"),
        *("applet", "audio", "video", "map", "area", "head", "title", "meta", "link", "base"),
        *("noscript", "button", "input", "textarea", "select", "datalist", "progress", "meter"),
        *("dialog", "source", "track", "param", "frame", "noembed", "noframes"),
    }
)
"""What stands in them is no text of the page's."""
STRONG = frozenset({"b", "strong"})

LONGEST_CELL_CHARS = 300
MOST_CELLS = 60
_CELL_BLOCKS = frozenset(
    ["table", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "figure", "article", "section"]
)


def is_data_row(row: HtmlElement) -> bool:
    """A row of a table that says something: two short cells or more, without blocks of their own.

    Old pages lay themselves out in tables: their cells are long, hold other tables, or stand alone.
    """
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if not 2 <= len(cells) <= MOST_CELLS:
        return False
    for cell in cells:
        inside = list(cell.iterdescendants())
        if len(inside) > 40 or sum(1 for one in inside if one.tag == "p") > 1:
            return False
        if any(one.tag in _CELL_BLOCKS for one in inside):
            return False
        if len("".join(cell.itertext())) > LONGEST_CELL_CHARS:
            return False
    return True
