"""How the output is to look: how wide, and whether with colour.

Passed in by the caller, who knows the terminal; nothing here reads the environment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

NARROWEST = 24
"""Fewer columns than this are treated as this many: nothing can be laid out in less."""

_STYLE = re.compile(r"\x1b\[[\d;]*m")


class Ink(Enum):
    """What a piece of text is, each with its ANSI style (SGR parameters).

    Removed and added words differ in more than colour: struck through and underlined.
    """

    PLAIN = ""
    STRONG = "1"
    QUIET = "2"
    NOTE = "33"
    KEY = "36"
    MARK = "1;33"
    GOOD = "32"
    BAD = "31"
    REMOVED = "31;9"
    ADDED = "32;4"
    GONE = "31;2"
    MOVED = "36;1"


@dataclass(frozen=True, slots=True)
class Look:
    """The terminal to write for.

    Attributes:
        width: Columns.
        has_colour: Whether ANSI styles may be used.
    """

    width: int = 80
    has_colour: bool = False

    @property
    def columns(self) -> int:
        """The width to lay out for: never less than `NARROWEST`."""
        return max(self.width, NARROWEST)

    def paint(self, text: str, ink: Ink) -> str:
        """The text in its ink, or bare where there is no colour."""
        if not self.has_colour or not ink.value or not text:
            return text
        return f"\x1b[{ink.value}m{text}\x1b[0m"


def unpainted(text: str) -> str:
    """Painted text without its styles."""
    return _STYLE.sub("", text)
