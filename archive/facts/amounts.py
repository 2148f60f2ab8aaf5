"""What a number states: money, a percentage, a measure, an age, a duration, or a count of things.

Not every number is a fact: see `labels`. What a figure counts is for `subjects` to say.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from archive.facts.gazetteer import PLACES
from archive.facts.language import Language
from archive.facts.money import SYMBOL_AFTER, SYMBOLS, money_before
from archive.facts.numbers import Number, tidy
from archive.facts.subjects import subject
from archive.facts.units import UnitRules
from archive.model import FactKind, Mention, Span, Value

_RANGE_STARTS = frozenset(" -–—~to")
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_CLAUSE_ENDS = re.compile(r"[.,;:!?)]|$")
_BETWEEN = re.compile(r"(?i)\bbetween\b")
_INCHES = re.compile(r" (\d{1,2}) (?:in|inches|inch)\b")
_PLURAL = re.compile(r" [a-z-]+s\b| people\b")
_NO_PLURAL = re.compile(r" (?:is|was|has|as|across)\b")
_THEN_CENTS = re.compile(r" (?:and )?(?=\d\d? |\d\d?$|\d\d?[.,;]|[a-z])")
_THEN_WORD = re.compile(r" [a-z]")
_COUNTED = re.compile(r" (?:[A-Za-z-]+ )?(?:[a-z-]+s|people|men|women|children)\b")
_PERCENT_BEFORE = re.compile(r"(?:^|[\s(])%$")
_APPOSED = re.compile(r"[A-Z][\w’'-]+ (?:[a-z]{2,3} )?([A-Z][\w’'-]+), $")
_PARTS_OF_A_HUNDRED = {"‰": 0.1, "bp": 0.01}
"""What one of these is worth in per cent."""
_OLDEST = 115


class Amount(NamedTuple):
    """What a number turned out to be."""

    kind: FactKind
    end: int
    value: Value
    unit: str | None
    rule: str
    start: int


class AmountRules(UnitRules):
    """The words of one language that make a number money, a share or a measure."""

    def amount(self, text: str, number: Number) -> Amount | None:
        """What the number states; None where it is no fact."""
        end = number.end
        money = money_before(text, number.start) if number.start else None
        if money is not None:
            return self._prefixed(text, number, *money)
        sign, value = self._signed(text, number)
        if (
            number.start
            and text[number.start - 1] == "%"
            and _PERCENT_BEFORE.search(text, max(0, number.start - 2), number.start)
        ):
            return Amount(FactKind.PERCENTAGE, end, value, None, "percentage.sign_before", number.start - 1)
        symbol = (
            None
            if text[end : end + 2].isascii() and "$" not in text[end : end + 2]
            else SYMBOL_AFTER.match(text, end)
        )
        if symbol is not None:
            unit_name = "USD/100" if symbol[1] == "¢" else SYMBOLS[symbol[1]]
            return Amount(FactKind.MONEY, symbol.end(), value, unit_name, "money.sign_after", sign)
        low: int | float | None = None
        unit = self.unit_after(text, end)
        if (
            not number.is_words
            and number.scale
            and number.scale.lower() in "mtgb"
            and number.bare_end != end
            and (unit is None or unit[0] is not FactKind.MONEY or number.scale not in "mMbB")
        ):
            return self._short(text, number, sign)
        if unit is None and sign == number.start:
            ranged = self._ranged(text, number)
            if ranged is not None:
                low, value, end, unit = ranged
            elif _is_score(text, end):
                return None
        if unit is None:
            return Amount(
                FactKind.FIGURE,
                end,
                _value(low, value),
                None,
                "figure.words" if number.is_words else "figure.digits",
                sign,
            )
        return self._united(text, low, value, unit, sign)

    def _united(
        self, text: str, low: float | None, value: int | float, unit: tuple[FactKind, str, int], sign: int
    ) -> Amount | None:
        """What a number states with its unit."""
        kind, name, stop = unit
        if kind is FactKind.MONEY:
            if name.endswith("/100"):
                # Kept as written: 470 pence is 470 hundredths of a pound.
                return Amount(kind, stop, _value(low, value), name, "money.word", sign)
            value, stop = self._cents(text, value, name, stop)
            return Amount(kind, stop, _value(low, value), name, "money.word", sign)
        if kind is FactKind.DURATION:
            if (
                text[stop - 2 : stop - 1].isdigit()
                and text[stop - 1] in "dy"
                and not _CLAUSE_ENDS.match(text, stop)
            ):
                # "The 62d Infantry", "3d film": no days.
                return None
            return self._span(text, low, value, name, stop, sign)
        if kind is FactKind.MEASURE and name == "ft":
            inches = _INCHES.match(text, stop)
            if inches is not None:
                value, stop = tidy(value + int(inches[1]) / 12), inches.end()
        if name in _PARTS_OF_A_HUNDRED:
            factor = _PARTS_OF_A_HUNDRED[name]
            low, value = None if low is None else tidy(low * factor), tidy(value * factor)
        return Amount(
            kind,
            stop,
            _value(low, value),
            None if kind is FactKind.PERCENTAGE else name,
            "percentage.unit"
            if kind is FactKind.PERCENTAGE
            else "age.unit"
            if kind is FactKind.AGE
            else "measure.unit",
            sign,
        )

    def _signed(self, text: str, number: Number) -> tuple[int, int | float]:
        """Where a number begins with its sign, and what it is then worth."""
        start = number.start
        if start > 5 and text[start - 2] in self.minus_ends and not number.is_words:
            minus = self.minus.search(text, max(0, start - 10), start)
            if minus is not None:
                return minus.start(), -number.value
        if (
            start
            and text[start - 1] in "-−–+"
            and (start == 1 or not (text[start - 2].isalnum() or text[start - 2] in ")%"))
        ):
            return start - 1, number.value if text[start - 1] == "+" else -number.value
        return start, number.value

    def _prefixed(self, text: str, number: Number, code: str, left: int) -> Amount | None:
        """Money whose sign or code stands before it."""
        value, end = number.value, number.end
        if not self.language.code and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
            # "$5.2m" in a language that is not known: the letter may be a scale.
            return None
        low: int | float | None = None
        second = self._second(text, end)
        if second is not None and (second[0].value > value or second[0].scale):
            low = value * _common_scale(text, number, second[0])
            value, end = second[0].value, second[1]
        if low is None and isinstance(value, int) and text[end : end + 5] == " and ":
            value, end = self._cents(text, value, code, end, must_be_named=True)
        if (
            left > 5
            and text[left - 2] in self.minus_ends
            and (minus := self.minus.search(text, left - 6, left))
        ):
            left, value = minus.start(), -value
        if left and text[left - 1] in "-−" and (left == 1 or text[left - 2] == " "):
            left -= 1
            value = -value
        unit = self.unit_after(text, end)
        is_code = unit is not None and unit[0] is FactKind.MONEY and unit[1] != "GBP" and "/" not in unit[1]
        if unit is not None and is_code and not _DIGIT_NEXT.match(text, unit[2]):
            code, end = unit[1], unit[2]
        return Amount(FactKind.MONEY, end, _value(low, value), code, "money.sign", left)

    def _ranged(
        self, text: str, number: Number
    ) -> tuple[int | float, int | float, int, tuple[FactKind, str, int] | None] | None:
        """Low and high end of a range, where it ends, and its unit; None where it is none."""
        second = self._second(text, number.end)
        if second is None or second[0].value <= number.value or self._from_before(text, number.start):
            return None
        other, stop = second
        unit = self.unit_after(text, stop)
        if unit is None and not self._counts(text, stop):
            return None
        factor = 1 if number.is_words or other.is_words else _common_scale(text, number, other)
        return number.value * factor, other.value, stop, unit

    def _from_before(self, text: str, start: int) -> bool:
        """Whether the range before a place is rather a change: "from 10 to 20"."""
        return self.from_before.search(text, max(0, start - 14), start) is not None

    def _counts(self, text: str, end: int) -> bool:
        """Whether a plural or a word that is counted follows."""
        if self.language.code == "en":
            return _COUNTED.match(text, end, end + 40) is not None
        following = _WORD_AFTER.match(text, end)
        return following is not None and following[1].lower() not in self.language.stop

    def _second(self, text: str, end: int) -> tuple[Number, int] | None:
        """The number after "to" or a dash, and where it ends."""
        if text[end : end + 1] not in _RANGE_STARTS:
            return None
        match = self.range.match(text, end)
        if match is None:
            return None
        at = match.end()
        if at >= len(text):
            return None
        if " and " in match[0] and not _BETWEEN.search(text, max(0, end - 40), end):
            return None
        if text[at] in SYMBOLS:
            at += 1
        if at >= len(text):
            return None
        other = self.numbers.at_digit(text, at) if text[at].isdigit() else self.numbers.at_word(text, at)
        if other is None or other.is_vague:
            return None
        if other.scale and other.scale.lower() in ("g", "t"):
            return None
        return other, other.end

    def _short(self, text: str, number: Number, sign: int) -> Amount | None:
        """Digits and one letter: "1.5m people", "48m of cable", "10 b"."""
        letter = text[number.end - 1]
        following = text[number.end : number.end + 2]
        bare = self.numbers.digits.match(text, number.start)
        plain = tidy(number.value / self.language.short_scales[number.scale])
        is_close = number.end - number.bare_end == len(number.scale)
        if (
            len(number.scale) > 1
            or (letter in "bB" and is_close)
            or (
                letter in "mM"
                and is_close
                and _PLURAL.match(text, number.end, number.end + 24)
                and not _NO_PLURAL.match(text, number.end, number.end + 8)
            )
        ):
            value = number.value if sign == number.start else -number.value
            return Amount(FactKind.FIGURE, number.end, value, None, "figure.digits", sign)
        if letter in "mt" and bare is not None:
            return Amount(FactKind.MEASURE, number.end, plain, letter, "measure.unit", sign)
        if letter == "M" and is_close and following[:1] in (" ", ".", ",", ""):
            return Amount(FactKind.FIGURE, number.end, number.value, None, "figure.digits", sign)
        return Amount(FactKind.FIGURE, number.bare_end, plain, None, "figure.digits", sign)

    def _cents(
        self, text: str, value: int | float, code: str, stop: int, *, must_be_named: bool = False
    ) -> tuple[int | float, int]:
        """As in "3 dollars 50 cents", "15 dollars 50"."""
        if code not in ("USD", "EUR", "GBP", "CAD", "AUD"):
            return value, stop
        match = _THEN_CENTS.match(text, stop)
        if match is None or match.end() >= len(text):
            return value, stop
        at = match.end()
        other = self.numbers.at_digit(text, at) if text[at].isdigit() else self.numbers.at_word(text, at)
        if other is None or other.is_vague or not isinstance(other.value, int) or not 0 < other.value < 100:
            return value, stop
        unit = self.unit_after(text, other.end)
        if unit is not None and unit[1].endswith("/100"):
            return tidy(value + other.value / 100), unit[2]
        if unit is None and not must_be_named and not _THEN_WORD.match(text, other.end):
            return tidy(value + other.value / 100), other.end
        return value, stop

    def _is_age(self, text: str, start: int, end: int) -> bool:
        """Whether the words before a number of years make it an age: "âgé de 34 ans", ", de 34 años,"."""
        if self.age_lead is None:
            return False
        lead = self.age_lead.search(text, max(0, start - 14), start)
        return lead is not None and (not lead[0].startswith(",") or text[end : end + 1] in (",", ")", "."))

    def _span(
        self,
        text: str,
        low: float | None,
        value: int | float,
        unit: str,
        stop: int,
        sign: int,
    ) -> Amount | None:
        """A duration or an age."""
        age = self.old.match(text, stop) if self.old is not None else None
        if age is None and unit == "Y" and low is None and self._is_age(text, sign, stop):
            return Amount(FactKind.AGE, stop, value, "year", "age.led", sign)
        if age is not None:
            return Amount(
                FactKind.AGE,
                age.end(),
                _value(low, value),
                {"Y": "year", "M": "month", "W": "week", "D": "day"}.get(unit, unit),
                "age.old",
                sign,
            )
        return Amount(FactKind.DURATION, stop, duration(low, value, unit), None, "duration.unit", sign)


_DIGIT_NEXT = re.compile(r" ?\d")


def _common_scale(text: str, number: Number, other: Number) -> float:
    """What to multiply the low end of a range by: "$5-10 million"."""
    if number.end != number.bare_end or other.end == other.bare_end or not _bare(text, other):
        return 1
    return other.value / _bare(text, other)


def _bare(text: str, number: Number) -> float:
    """A number's digits without the scale after them."""
    plain = text[number.start : number.bare_end].replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return 0.0


def _value(low: int | float | None, high: int | float) -> Value:
    return tidy(high) if low is None else f"{tidy(low)}/{tidy(high)}"


def duration(low: int | float | None, high: int | float, unit: str) -> str:
    """A length of time as ISO 8601 has it (`P3D`, `PT2H`), a range of them parted by a solidus."""
    if low is not None:
        return f"{duration(None, low, unit)}/{duration(None, high, unit)}"
    factor = 1
    if unit[0].isdigit():
        factor, unit = int(unit[:-1]), unit[-1]
    if unit == "WE":
        return f"P{tidy(high)}WE"
    if unit == "night":
        unit = "D"
    time = "T" if unit in ("S", "H", "min") else ""
    return f"P{time}{tidy(high * factor)}{'M' if unit == 'min' else unit}"


def _is_score(text: str, end: int) -> bool:
    """Whether a number goes on as a score or a vote: "3-1"."""
    return text[end : end + 1] in ("-", "–") and text[end + 1 : end + 2].isdecimal()


@cache
def amount_rules(language: Language) -> AmountRules:
    """The rules for a language, compiled once."""
    return AmountRules(language)


def is_apposed_age(text: str, number: Number) -> bool:
    """Whether a number between commas after a name is an age: "Anna Berg, 34, said"."""
    if text[number.end : number.end + 1] != "," or text[number.end + 1 : number.end + 2] not in (
        " ",
        "”",
        '"',
    ):
        return False
    if (
        not (isinstance(number.value, int) and 0 < number.value <= _OLDEST)
        or text[number.start - 2 : number.start] != ", "
    ):
        return False
    name = _APPOSED.search(text, max(0, number.start - 40), number.start)
    return name is not None and name[0][:-2] not in PLACES and name[1] not in PLACES


def mention(rules: AmountRules, text: str, amount: Amount, *, is_vague: bool = False) -> Mention:
    """An amount as a mention, with what bounds it and what it counts."""
    counted = (
        subject(rules.language, text, amount.end)
        if amount.kind in (FactKind.FIGURE, FactKind.PERCENTAGE)
        else None
    )
    value: Value = f"{amount.value}/.." if is_vague else amount.value
    qualifier = rules.qualifier_before(text, amount.start)
    span = Span(amount.start, amount.end)
    return Mention(amount.kind, span, amount.rule, value, None, amount.unit, counted, qualifier)
