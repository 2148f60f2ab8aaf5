"""The `meta` elements of a page, and how its texts are compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")


class Meta:
    """The `meta` elements of a page, by name."""

    def __init__(self, root: HtmlElement) -> None:
        self._values: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            content = element.get("content")
            if content is None or not content.strip():
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                for name in (element.get(attribute) or "").lower().split():
                    self._values.setdefault(name, []).append(content.strip())

    def all(self, *names: str) -> Iterator[str]:
        """Every value of some names, in the order of the names."""
        for name in names:
            yield from self._values.get(name, ())

    def first(self, *names: str) -> str | None:
        """The first value of some names; None where none is there."""
        return next(self.all(*names), None)


def squeezed(text: str) -> str:
    """Letters and digits only, case aside: what two forms of a headline share."""
    return "".join(_WORD.findall(text.casefold()))


def overlap(one: str, other: str) -> float:
    """How much of the shorter text's words the other has, from 0 to 1."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0
