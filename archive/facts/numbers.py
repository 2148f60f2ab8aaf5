"""Numbers, in digits and in words: where one stands and what it is worth.

A number is found from an *anchor* (its first digit, or a number word). What it counts, and whether
it is money, a share or a measure, is for `amounts` to say.
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from archive.facts.language import Language
from archive.facts.money import CODES
from archive.facts.number_words import words_value

_VULGAR = {
    "¼": 1 / 4, "½": 1 / 2, "¾": 3 / 4, "⅐": 1 / 7, "⅑": 1 / 9, "⅒": 1 / 10, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅖": 2 / 5,
    "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
VULGAR = "".join(_VULGAR)
_SPACES = " \u00a0\u202f\u2009"


LONGEST_WORDS_CHARS = 200
"""How far a number in words can reach."""


class Number(NamedTuple):
    """A number in a text: half-open span, value, and whether it is written in words or vague."""

    start: int
    end: int
    value: int | float
    is_words: bool = False
    is_vague: bool = False
    """A plural scale alone ("dozens"): `value` is the least it can mean."""
    scale: str = ""
    """The short scale right after the digits ("m"), which may be a unit instead."""
    bare_end: int = 0
    """Where the digits end without that short scale."""


def tidy(value: float) -> int | float:
    """The value as int where it is whole; floats freed of the noise of binary arithmetic.

    Example:
        >>> tidy(5.2 * 1_000_000)
        5200000
    """
    if isinstance(value, int):
        return value
    if value == int(value):
        return int(value)
    return float(f"{value:.12g}")


@dataclass(frozen=True, slots=True, eq=False)
class NumberRules:
    """The compiled patterns of one language.

    `starts` are the words that may begin a number; `plain` is what most numbers are: digits, perhaps in groups of three, that no other digits, fraction or
    scale follow. It answers what the others would, sooner.
    """

    starts: frozenset[str]
    plain: re.Pattern[str]
    scale_words: frozenset[str]
    digits: re.Pattern[str]
    scale: re.Pattern[str] | None
    words: re.Pattern[str] | None
    tail: re.Pattern[str] | None
    language: Language

    def at_digit(self, text: str, start: int) -> Number | None:
        """The number in digits that begins at `start`."""
        simple = self._simple(text, start)
        if simple is not None:
            return simple
        found = self.digits.match(text, start)
        if found is None:
            return None
        value = self._digits_value(found)
        end = found.end()
        if value is None:
            return None
        if self.scale is None:
            return Number(start, end, tidy(value), bare_end=end)
        scale = self.scale.match(text, end)
        if scale is None:
            return Number(start, end, tidy(value), bare_end=end)
        short = scale["short"]
        if short is not None:
            factor = self.language.short_scales[short]
            return Number(start, scale.end(), tidy(value * factor), scale=short, bare_end=end)
        total = value
        for word in scale["long"].lower().split():
            total *= self.language.scales[word]
        stop = scale.end()
        if (
            self.language.code == "en"
            and total % 100 == 0
            and (more_digits := _AND_DIGITS.match(text, stop)) is not None
        ):
            return Number(start, more_digits.end(), tidy(total + int(more_digits[1])), bare_end=end)
        rest = self.tail.match(text, stop) if self.tail is not None else None
        if rest is not None:
            largest = self.language.scales[scale["long"].lower().split()[-1]]
            last_word = rest["words"].split()[-1].lower()
            if (
                rest["words"].lower().split()[0] in self.language.articles
                and last_word in self.language.fractions
            ):
                return Number(
                    start,
                    rest.end(),
                    tidy(total + largest / self.language.fractions[last_word]),
                    bare_end=end,
                )
            more = words_value(self.language, rest["words"])
            if more is not None and more.value < largest:
                total += more.value
                stop = rest.start("words") + more.end
        return Number(start, stop, tidy(total), bare_end=end)

    def _simple(self, text: str, start: int) -> Number | None:
        """Digits without more, a fraction, or digits "and a half"; None where the patterns have to look."""
        plain = self.plain.match(text, start)
        if plain is None:
            fraction = _FRACTION.match(text, start)
            if fraction is None or not 0 < int(fraction[1]) < int(fraction[2]) in _DENOMINATORS:
                return None
            end = fraction.end()
            return Number(start, end, tidy(int(fraction[1]) / int(fraction[2])), bare_end=end)
        end, whole = plain.end(1), int(plain[1].replace(",", "").replace(".", ""))
        word = plain[2]
        if word is None:
            return Number(start, end, whole, bare_end=end)
        if word == "and" and self.language.code == "en" and (more := _AND_PART.match(text, end)) is not None:
            part = {"half": 0.5, "third": 1 / 3, "quarter": 0.25}.get(more[1], 0.75)
            worth = (whole + part) * self.language.scales.get(more[2] or "", 1)
            return Number(start, more.end(), tidy(worth), bare_end=more.end())
        if word in self.scale_words or word.lower() in self.scale_words or word[1:] in CODES:
            return None
        return Number(start, end, whole, bare_end=end)

    def _digits_value(self, found: re.Match[str]) -> int | float | None:
        whole, fraction, numerator, denominator, vulgar = (
            found["whole"],
            found["frac"] or found["other"],
            found["num"],
            found["den"],
            found["vulgar"],
        )
        if whole is None and numerator is None:
            return _VULGAR[vulgar] if vulgar else None
        value: int | float = 0
        if whole is not None:
            plain = whole
            for mark in ",.'’" + _SPACES:
                plain = plain.replace(mark, "")
            if len(plain) > 18:
                return None
            value = float(f"{plain}.{fraction}") if fraction else int(plain)
        if numerator is not None:
            if int(denominator) == 0:
                return None
            value += int(numerator) / int(denominator)
        if vulgar:
            value += _VULGAR[vulgar]
        return value

    def at_word(self, text: str, start: int) -> Number | None:
        """The number in words that begins at `start`."""
        if self.words is None:
            return None
        found = self.words.match(text[start : start + LONGEST_WORDS_CHARS].lower())
        if found is None:
            return None
        worth = words_value(self.language, found[0])
        if worth is None:
            return None
        return Number(start, start + worth.end, tidy(worth.value), is_words=True, is_vague=worth.is_vague)


_FRACTION = re.compile(r"(\d{1,2})[/⁄](\d{1,3})(?![\d/⁄]|[.,:]\d)")
_DENOMINATORS = frozenset((2, 3, 4, 5, 8, 10, 16, 20, 100))
"""What a fraction in digits is usually of: "9/11" and "24/7" are none."""
_AND_PART = re.compile(
    r" and (?:(?:a|one)[ -](half|third|quarter)|three[ -]quarters)(?: (hundred|thousand|million|billion|trillion))?\b(?! of\b)"
)
_AND_DIGITS = re.compile(
    r"(?<=hundred) and (\d{1,2})(?![\d.,:%/-]*\d|%| ?(?:hundred|thousand|million|billion|trillion|dozen)|/| \d)"
)


def alternation(words: object) -> str:
    """The words as alternatives of a pattern, longer ones first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


@cache
def number_rules(language: Language) -> NumberRules:
    """The patterns for a language, compiled once."""
    mark = re.escape(language.decimal)
    group = re.escape("," if language.decimal == "." else ".")
    both = re.escape(language.decimal)
    # Groups of three by the language's mark, by a space or an apostrophe; Indian groups of two; several groups
    # by the other mark are no decimals either ("1.234.567" in English).
    whole = (
        rf"\d{{1,3}}(?:{both}\d{{3}})+(?={group}\d\d?(?!\d))|\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d{{1,2}}(?:{group}\d\d)+{group}\d{{3}}(?!\d)"
        rf"|\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d|[,.]\d{{3}}|[{_SPACES}]\d{{3}})|\d{{1,3}}(?:['’]\d{{3}})+(?!\d)"
        rf"|\d{{1,3}}(?:{both}\d{{3}}){{2,}}(?!\d)|\d+"
    )
    digits = re.compile(
        rf"(?:(?:(?P<whole>{whole})(?:{mark}(?P<frac>\d+)|(?<!{group}\d\d\d){group}(?P<other>\d\d?)(?![\d,.]*\d))?)?"
        rf"(?:(?:(?<=\d)[{_SPACES}]{{1,2}}|(?<!\d))(?P<num>\d{{1,3}})[/⁄](?P<den>\d{{1,3}})(?![\d/]))?"
        rf"(?:[{_SPACES}]?(?P<vulgar>[{VULGAR}]))?)"
    )
    plain = re.compile(
        rf"(\d{{1,3}}(?:{group}\d{{3}})++|\d{{1,15}}+)(?![,.'’{_SPACES}/⁄]{{0,3}}[\d{VULGAR}])(?:[{_SPACES}-]?[{_SPACES}]?([^\W\d_]+))?"
    )
    scale_words = frozenset((*language.scales, *language.short_scales))
    starts = frozenset(
        (
            *language.small,
            *language.scales,
            *language.plural_scales,
            *language.halves,
            *language.fractions,
            *language.minus,
        )
    )
    if not language.scales:
        return NumberRules(starts, plain, scale_words, digits, None, None, None, language)
    scales = alternation(
        word for word in language.scales if word not in language.plural_scales or word == "dozens"
    )
    short = alternation(language.short_scales) or "(?!)"
    scale = re.compile(
        rf"(?:[{_SPACES}-]?[{_SPACES}]?(?P<long>(?i:{scales})(?:[{_SPACES}](?i:{scales}))*)|[{_SPACES}]?(?P<short>{short}))(?:(?!\w)|(?=(?:{'|'.join(sorted(CODES))})\b))"
    )
    small = alternation(
        [*language.small, *language.scales, *language.plural_scales, *language.halves, *language.fractions]
    )
    extra = alternation(
        [*language.joiners, *language.articles, *language.point, *([language.of] if language.of else [])]
    )
    minus = alternation(language.minus)
    item = rf"(?:{small})\b"
    # "two thousand, six hundred": a comma may stand after a scale, which `words_value` looks at.
    comma = rf"|,\s+(?=(?:{small})\s+hundred\b)" if language.code == "en" else ""
    lead = rf"(?:(?:{minus})\s+)?" if minus else ""
    article = alternation(language.articles)
    words = re.compile(
        rf"{lead}(?:(?:{article})[\s-]+)?{item}(?:(?:\s*-\s*|\s+{comma})(?:(?:{extra})\b(?:\s+|-))*{item})*"
    )
    tail = re.compile(
        rf"(?i)\s+(?:(?:{alternation(language.joiners)})\s+)?(?P<words>(?:(?:{article})\s+)?{item}(?:(?:-|\s+)(?:(?:{extra})\s+)*{item})*)"
    )
    return NumberRules(starts, plain, scale_words, digits, scale, words, tail, language)
