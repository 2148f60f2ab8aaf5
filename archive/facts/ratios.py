"""Shares told as so many of so many: "one in five people", "two out of three"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from archive.facts.numbers import tidy
from archive.model import FactKind

if TYPE_CHECKING:
    from archive.facts.amounts import AmountRules

_LINK = re.compile(r"(?i)(?:\d{1,3}|[a-z]{3,5})([ -])(in|out of)\1(?:every\1)?(?=\w)")
_WHOLES = frozenset(
    (*range(2, 13), 15, 20, 25, 30, 40, 50, 60, 100, 200, 250, 500, 1000, 10_000, 100_000, 1_000_000)
)
"""What a share is usually told of; "two in 17 days" is none."""
_BEFORE_SEVERAL = re.compile(
    r"(?i)(?:^|[.;:–—,“\"] ?|\b(?:about|around|nearly|almost|roughly|some|over|than|only|just|that|many as|to"
    r"|least|where|found|shows?|said|says) )$"
)
_PLURAL_AFTER = re.compile(
    r" (?!different|separate|other)(?:[a-z]+ )?(?:[a-z-]+s|people|men|women|children)\b"
)


class Ratio(NamedTuple):
    """A share: where it ends, and what it is worth, from 0 to 1."""

    end: int
    value: float


def ratio_at(rules: AmountRules, text: str, at: int) -> Ratio | None:
    """The share that begins with the number at a place.

    "Two in five voters" is a share, "two in five separate attacks" is none: with more than one the words
    before and after have to allow it.
    """
    link = _LINK.match(text, at)
    if link is None:
        return None
    numbers = rules.numbers
    part = numbers.at_digit(text, at) if text[at].isdigit() else numbers.at_word(text, at)
    place = link.end()
    whole = numbers.at_digit(text, place) if text[place].isdigit() else numbers.at_word(text, place)
    if part is None or whole is None or part.end > link.start(1) or whole.value not in _WHOLES:
        return None
    if not 0 < part.value < whole.value or text[whole.end : whole.end + 1] in ("%", "/", ":"):
        return None
    unit = rules.unit_after(text, whole.end)
    if unit is not None and unit[0] is not FactKind.PERCENTAGE:
        return None
    is_plain = part.value == 1 or link[2].lower() == "out of" or link[1] == "-"
    if not is_plain and not (
        _BEFORE_SEVERAL.search(text, max(0, at - 12), at) and _PLURAL_AFTER.match(text, whole.end)
    ):
        return None
    return Ratio(whole.end, float(tidy(part.value / whole.value)))
