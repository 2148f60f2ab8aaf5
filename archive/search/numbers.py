"""Numbers written with and without signs between their groups of three digits: 2500 and 2,500.

The index knows `2,500` as two terms, as it knows `2-500`. So it only offers where the groups follow each
other, and the text tells whether they are one number: the same sign between all of them (a comma, a full
stop, an apostrophe, or one of the spaces), and no further group or digit before and after.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SIGNS = (",", r"\.", "['’]", "[ \u00a0\u2009\u202f]")
_FEWEST_DIGITS, _MOST_DIGITS = 4, 15
_WRITTEN = re.compile("|".join(rf"[1-9]\d{{0,2}}(?:{sign}\d{{3}})+" for sign in _SIGNS), re.ASCII)


def groups(digits: str) -> tuple[str, ...]:
    """The groups of three digits that a number may be written in; none where it has too few digits.

    Example:
        >>> groups("12500"), groups("500"), groups("0800555")
        (('12', '500'), (), ())
    """
    if not (digits.isascii() and digits.isdigit() and _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS):
        return ()
    if digits[0] == "0":
        return ()
    first = len(digits) % 3 or 3
    return (digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3)))


def is_grouped(written: str) -> bool:
    """Whether it is a number in groups of three digits.

    Example:
        >>> is_grouped("2,500"), is_grouped("2,50"), is_grouped("1.250,000")
        (True, False, False)
    """
    return _WRITTEN.fullmatch(written) is not None


@lru_cache(maxsize=256)
def grouped(row: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the number of these groups in a text, as it is written."""
    return re.compile(
        "|".join(rf"(?<!\d)(?<!\d{sign}){sign.join(row)}(?!\d|{sign}\d{{3}})" for sign in _SIGNS)
    )
