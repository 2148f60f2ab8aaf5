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
        plain = self.plain.match(text, start)
        if plain is not None:
            word = plain[2]
            if word is None or (word not in self.scale_words and word.lower() not in self.scale_words):
                end = plain.end(1)
                return Number(start, end, int(plain[1].replace(",", "").replace(".", "")), bare_end=end)
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
            more = self._words_value(rest["words"])
            if more is not None and more.value < largest:
                total += more.value
                stop = rest.start("words") + more.end
        return Number(start, stop, tidy(total), bare_end=end)

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
        number = self._words_value(found[0])
        if number is None:
            return None
        return number._replace(start=start, end=start + number.end)

    def _words_value(self, text: str) -> Number | None:  # noqa: C901, PLR0912, PLR0915 - one state machine over words
        """What the longest run of number words at the start of `text` is worth."""
        language = self.language
        total: int | float = 0
        current: int | float | None = None
        end = 0
        last = 0
        sign = 1
        smallest = 10**18
        vague = False
        decimals: str | None = None
        tokens = list(_TOKEN.finditer(text))
        skip = 0
        for place, token in enumerate(tokens):
            if skip:
                skip -= 1
                continue
            word = token[0].lower()
            ahead = [later[0].lower() for later in tokens[place + 1 : place + 4]]
            if word in language.minus and not end and current is None:
                sign = -1
                continue
            if word in language.point and current is not None and ahead and ahead[0] in language.small:
                decimals = ""
                continue
            if word in language.joiners or word in language.articles or word in (language.of, "-"):
                if (
                    word in language.articles
                    and current is None
                    and ahead
                    and (
                        ahead[0] in language.scales
                        or ahead[0] in language.halves
                        or ahead[0] in language.fractions
                    )
                ):
                    current = 1
                    last = -1
                continue
            if decimals is not None:
                if word in language.small:
                    decimals += str(language.small[word])
                    current_value = float(f"{int(current or 0)}.{decimals}")
                    end = token.end()
                    if not ahead or ahead[0] not in language.small:
                        current, decimals = current_value, None
                        if not ahead or ahead[0] not in language.scales:
                            total += current
                            return Number(0, end, tidy(sign * total), is_words=True)
                    continue
                break
            if word in language.small:
                value = language.small[word]
                if current is not None and last != -1:
                    fits = (20 <= last < 100 and last % 10 == 0 and 0 < value < 10) or (
                        last == 100 and value < 100
                    )
                    if not fits:
                        break
                elif current is not None:
                    break
                current = (current or 0) + value
                last = value
                end = token.end()
                continue
            if (
                word in language.halves
                and ahead[:1]
                and (ahead[0] in language.articles or ahead[0] in language.scales)
            ):
                nxt = next((w for w in ahead if w not in language.articles), "")
                beside = [earlier[0].lower() for earlier in tokens[max(0, place - 2) : place]]
                if (
                    nxt in language.scales
                    and current is not None
                    and len(beside) == 2
                    and beside[0] in language.joiners
                    and beside[1] in language.articles
                ):
                    # "two and a half million"
                    current, last = current + 0.5, -1
                    continue
                if nxt not in language.scales or current is not None:
                    break
                current, last = 0.5, -1
                continue
            if word in language.fractions and (current is not None or total):
                denominator = language.fractions[word]
                before = [earlier[0].lower() for earlier in tokens[max(0, place - 2) : place]]
                if before[-1] in language.joiners:
                    if word in language.halves and current is not None and current < 100:
                        # "one and half hours"
                        return Number(0, token.end(), tidy(sign * (total + current + 0.5)), is_words=True)
                    break
                if (
                    len(before) == 2
                    and before[0] in language.joiners
                    and (
                        before[1] in language.articles
                        or (before[1] == "one" and not current)
                        or (current == 1 and total and before[1] == "one")
                    )
                ):
                    if before[1] == "one":
                        current = None
                    # "two and a half", "three million and a half", "one billion and a quarter million"
                    if ahead and ahead[0] in language.scales:
                        current, last = 1 / denominator, -1
                        continue
                    total += current or 0
                    return Number(
                        0,
                        token.end(),
                        tidy(sign * (total + (smallest if not current else 1) / denominator)),
                        is_words=True,
                    )
                if current is None:
                    break
                whole, part = 0, current / denominator
                if current > 100 and 0 <= last < 100:
                    # "one hundred and three quarters": what follows "and" is the fraction.
                    whole, part = int(current - last), last / denominator
                end = token.end()
                following = [
                    later for later in ahead if later not in language.articles and later != language.of
                ]
                if not following or following[0] not in language.scales:
                    return Number(0, end, tidy(sign * (total + whole + part)), is_words=True)
                total, current, last = total + whole, part, -1
                continue
            if word in language.scales and word not in language.plural_scales:
                factor = language.scales[word]
                if current is None:
                    if total and factor > smallest:
                        total *= factor
                        end = token.end()
                        continue
                    current = 1
                if factor == 100:
                    if current >= 100:
                        break
                    current *= 100
                    last = 100
                    end = token.end()
                    continue
                if factor > smallest and total:
                    # "a hundred thousand million": the scale covers all before it.
                    total = (total + current) * factor
                else:
                    total += current * factor
                smallest = factor
                current = None
                last = 0
                end = token.end()
                continue
            if word in language.plural_scales:
                if current is not None and word in language.scales:
                    total += current * language.scales[word]
                    return Number(0, token.end(), tidy(sign * total), is_words=True)
                least = language.plural_scales[word]
                if total or current is not None:
                    break
                end = token.end()
                vague = True
                if ahead[:1] == [language.of] and len(ahead) > 1 and ahead[1] in language.plural_scales:
                    least = least * language.plural_scales[ahead[1]] // 2
                    end = tokens[place + 2].end()
                return Number(0, end, least, is_words=True, is_vague=vague)
            break
        if not end:
            return None
        return Number(0, end, tidy(sign * (total + (current or 0))), is_words=True)


_AND_DIGITS = re.compile(
    r"(?<=hundred) and (\d{1,2})(?![\d.,:%/-]*\d|%| ?(?:hundred|thousand|million|billion|trillion|dozen)|/| \d)"
)
_TOKEN = re.compile(r"[^\W_]+")


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
        rf"(?:[{_SPACES}-]?[{_SPACES}]?(?P<long>(?i:{scales})(?:[{_SPACES}](?i:{scales}))*)|[{_SPACES}]?(?P<short>{short}))(?![\w])"
    )
    small = alternation(
        [*language.small, *language.scales, *language.plural_scales, *language.halves, *language.fractions]
    )
    extra = alternation(
        [*language.joiners, *language.articles, *language.point, *([language.of] if language.of else [])]
    )
    minus = alternation(language.minus)
    item = rf"(?:{small})\b"
    lead = rf"(?:(?:{minus})\s+)?" if minus else ""
    article = alternation(language.articles)
    words = re.compile(
        rf"{lead}(?:(?:{article})[\s-]+)?{item}(?:(?:\s*-\s*|\s+)(?:(?:{extra})\b(?:\s+|-))*{item})*"
    )
    tail = re.compile(
        rf"(?i)\s+(?:(?:{alternation(language.joiners)})\s+)?(?P<words>(?:(?:{article})\s+)?{item}(?:(?:-|\s+)(?:(?:{extra})\s+)*{item})*)"
    )
    return NumberRules(starts, plain, scale_words, digits, scale, words, tail, language)
