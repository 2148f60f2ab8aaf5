"""The commonest amounts of English read without the rules: "34 boats", "12 days", "5 percent", "$45 million".

Each answers what the rules would, sooner, or None where they have to look: where a word before or after may make
something else of it.
"""

# ruff: noqa: E501 - patterns

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from archive.facts import amounts, labels
from archive.facts.date_reader import DateReader
from archive.facts.language import Language
from archive.facts.money import CODE_ENDS, CODES, PREFIXES
from archive.facts.numbers import Number, tidy
from archive.facts.subjects import subject
from archive.model import FactKind, Mention, Span

# Words that link a number to another one.
_NOT_COUNTED = frozenset(("to", "or", "and", "in", "out"))
_LONGEST_MINUS = 10
_MONEY = re.compile(
    r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?: (thousand|million|billion|trillion))?(?:(?=[,;:!?)”\"]|\.(?!\d)|$)(?!,\d)| (?=([a-z]+)))"
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# Words after an amount of money with which it may go on.
_GOES_ON = frozenset(
    (
        "to",
        "or",
        "and",
        "us",
        "usd",
        "hundred",
        *_SCALES,
        "bn",
        "mn",
        "m",
        "b",
        "k",
        "tn",
        "mln",
        "bln",
        "dozen",
    )
)
_BEFORE_SIGN = frozenset(' (“"')


class _Unit(NamedTuple):
    """A unit of one word: what it is, and what after it would make a longer one."""

    kind: FactKind
    symbol: str
    longer: tuple[str, ...]


@cache
def _plain_units(language: Language) -> dict[str, _Unit]:
    """The percentages, spans of time and measures of one word in small letters."""
    table = amounts.amount_rules(language).table
    several: dict[str, list[str]] = {}
    for name in table:
        first = re.match(r"[a-z]+(?=[ -])", name)
        if first is not None:
            several.setdefault(first[0], []).append(name[first.end() :])
    return {
        name: _Unit(kind, symbol, tuple(several.get(name, ())))
        for name, (kind, symbol) in table.items()
        if name.isalpha() and len(name) > 1 and symbol not in ("ft", "bp")
        and kind in (FactKind.PERCENTAGE, FactKind.DURATION, FactKind.MEASURE)
    }  # fmt: skip


class PlainReader(DateReader):
    """A passage, and what reads the commonest amounts in it."""

    def plain(self, at: int, alone: re.Match[str] | None) -> Mention | None:
        """The amount that begins with the digit at a place."""
        if alone is not None and alone[1] is not None:
            return self._unit(at, alone) or self._count(at, alone)
        return self._money(at) if at and self.text[at - 1] == "$" else None

    def _is_minus(self, at: int) -> bool:
        rules = self.amounts
        return self.text[at - 2] in rules.minus_ends and (
            rules.minus.search(self.text, at - _LONGEST_MINUS, at) is not None
        )

    def _is_free(self, at: int) -> bool:
        """Whether nothing right before a place may belong to a number there."""
        text = self.text
        return (
            at >= _LONGEST_MINUS
            and text[at] != "0"
            and text[at - 1] == " "
            and text[at - 2].isalpha()
            and text[at - 3 : at - 1] not in CODE_ENDS
            and not self._is_minus(at)
        )

    def _unit(self, at: int, alone: re.Match[str]) -> Mention | None:
        """A few digits before a unit of one word."""
        text, end = self.text, alone.end()
        unit = _plain_units(self.language).get(alone[1])
        if unit is None or not self._is_free(at) or text[end : end + 1] not in (" ", ".", ",", ")", ";", ""):
            return None
        if unit.longer and text.startswith(unit.longer, end):
            return None
        value = int(text[at : alone.start(1) - 1])
        if unit.kind is FactKind.DURATION:
            if text.startswith((" old", " of age"), end):
                return None
            length = amounts.duration(None, value, unit.symbol)
            return self.ago(amounts.Amount(unit.kind, end, length, None, "duration.unit", at))
        qualifier = self.amounts.qualifier_before(text, at)
        if unit.kind is FactKind.PERCENTAGE:
            counted = subject(self.language, text, end)
            return Mention(unit.kind, Span(at, end), "percentage.unit", value, None, None, counted, qualifier)
        return Mention(unit.kind, Span(at, end), "measure.unit", value, None, unit.symbol, None, qualifier)

    def _money(self, at: int) -> Mention | None:
        """Dollars, with no other currency and no second amount."""
        text, left = self.text, at - 1
        if (
            left < _LONGEST_MINUS
            or text[left - 1] not in _BEFORE_SIGN
            or text[left - 2].isupper()
            or text[left - 5 : left - 1].rpartition(" ")[2] in PREFIXES
            or text[left - 2] == "."
            or self._is_minus(left)
        ):
            return None
        match = _MONEY.match(text, at)
        if match is None or match[4] in _GOES_ON:
            return None
        value = float(match[1].replace(",", "") + match[2]) if match[2] else int(match[1].replace(",", ""))
        end = match.end() - (match[4] is not None)
        if match[3] is not None:
            value *= _SCALES[match[3]]
        qualifier = self.amounts.qualifier_before(text, left)
        return Mention(
            FactKind.MONEY, Span(left, end), "money.sign", tidy(value), None, "USD", None, qualifier
        )

    def _count(self, at: int, alone: re.Match[str]) -> Mention | None:
        """A few digits between two words that make nothing else of them, as most are; None where `_number` has to look."""
        text, rules, word = self.text, self.amounts, alone[1]
        lower = word.lower()
        end = alone.start(1) - 1
        if (
            lower in _NOT_COUNTED
            or lower in rules.unit_starts
            or word[0].isupper()
            or word in rules.unit_starts
            or lower in rules.numbers.scale_words
            or word in rules.numbers.scale_words
            or lower.endswith("days")
            or text[at] == "0"
            or at < _LONGEST_MINUS
            or text[at - 1] != " "
            or not text[at - 2].isalpha()
            or text[at - 3 : at - 1] in CODE_ENDS
            or text[alone.end() : alone.end() + 1].isalpha()
            or self._is_minus(at)
            or labels.is_label(text, at, end)
        ):
            return None
        counted = subject(self.language, text, end)
        qualifier = rules.qualifier_before(text, at)
        value = int(text[at:end])
        return Mention(FactKind.FIGURE, Span(at, end), "figure.digits", value, None, None, counted, qualifier)

    def alone(self, at: int, alone: re.Match[str] | None) -> Number | None:
        """A few digits before a word that is no part of the number, as most are; None where the rules have to look."""
        text = self.text
        if alone is None or (word := alone[1]) is None or text[at] == "0" or (at and text[at - 1] in "./"):
            return None
        scales = self.amounts.numbers.scale_words
        if word == "and" or word in scales or word.lower() in scales or word[1:] in CODES:
            return None
        end = alone.start(1) - 1
        return Number(at, end, int(text[at:end]), bare_end=end)
