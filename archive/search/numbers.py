"""Numbers as texts write them: with signs between groups of digits, as decimals, as millions and percentages.

The index knows `2,500` as two terms, as it knows `2-500`, and `14.2` as it knows `14, 2`. So it only offers
where the terms follow each other, and the text tells whether they are one number. Groups of three digits
have the same sign between all of them (a comma, a full stop, an apostrophe, or one of the spaces), and no
further group or digit before and after. A decimal has its sign, a percentage what says that it is one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

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


_SCALES = {
    "thousand": (("k",), "thousand"),
    "million": (("m", "mn", "mln", "mio"), r"mill?ion\w*|millon\w*|milh\w+"),
    "billion": (("bn", "b"), r"billion\w*"),
    "trillion": (("tn", "trn"), r"trillion\w*"),
}
_SHORT = {short: scale for scale, (shorts, _) in _SCALES.items() for short in shorts}
_PERCENT = ("pc", "pct")
_PER_CENT = r"%|per\s?cento?|pct|pc|procent|prozent|pour\s?cent|por\s?cien?to"
_UNITS = (*_SHORT, *_PERCENT, "p", "c", "km", "m", "cm", "mm", "kg", "mph", "kph")
_AROUND = "$€£¥,.;:!?+-–−~\"'’"
_FIGURE = re.compile(rf"(\d+)(?:[.,](\d+))?({'|'.join(_SHORT)}|%)?", re.ASCII | re.IGNORECASE)
# Of "between 3 and 5%" and "5.2 to 6 million" the first number too is a percentage, and of millions.
_RANGE = r"(?:\s?(?:[-–]|to|and|or)\s?[$€£]?\d+(?:[.,]\d+)?)?"


class Figure(NamedTuple):
    """A number that only the text shows to be the one meant.

    Attributes:
        places: For each place of it the terms that the index may hold there.
        expression: What finds it in a text, as it is written.
    """

    places: tuple[tuple[str, ...], ...]
    expression: str


def figure(written: str) -> Figure | None:
    """The decimal or percentage that a word is; None of another word.

    A decimal is found with any unit behind it, one of millions and the like in figures and words.

    Example:
        >>> figure("$5.2m").places, figure("3%").places, figure("2021"), figure("14.2.21")
        ((('5',), ('2', '2m', '2mn', '2mln', '2mio')), (('3', '3pc', '3pct'),), None, None)
    """
    found = _FIGURE.fullmatch(written.strip(_AROUND))
    if found is None or (found[2] is None and found[3] != "%"):
        return None
    whole, decimals, unit = found.groups()
    if unit is None:
        shorts, after = _UNITS, f"(?:{'|'.join(_UNITS)})?"
    elif unit == "%":
        shorts, after = _PERCENT, rf"{_RANGE}\s?(?:{_PER_CENT})"
    else:
        scale = _SHORT[unit.lower()]
        shorts, words = _SCALES[scale]
        after = rf"(?:(?:{'|'.join(shorts)})|{_RANGE}[\s-]?(?:{words}))"
    last = decimals or whole
    places = ((whole,),) * (decimals is not None) + ((last, *dict.fromkeys(last + each for each in shorts)),)
    number = whole if decimals is None else f"{whole}[.,]{decimals}"
    end = "" if unit == "%" else r"(?![^\W_])"
    return Figure(places, rf"(?<![^\W_])(?<!\d[.,]){number}{after}{end}")


def shortened(digits: str, scale: str) -> tuple[str, ...]:
    """The terms that write a number of millions, and the like, in short; none where the word is no such.

    Example:
        >>> shortened("5", "billion"), shortened("5", "people")
        (('5bn', '5b'), ())
    """
    shorts, _ = _SCALES.get(scale, ((), ""))
    return tuple(digits + each for each in shorts)


@lru_cache(maxsize=256)
def compiled(expression: str) -> re.Pattern[str]:
    """What finds a figure in a text."""
    return re.compile(expression, re.IGNORECASE)
