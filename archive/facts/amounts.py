"""What a number states: money, a percentage, a measure, an age, a duration, or a count of things.

Not every number is a fact: see `labels`. What a figure counts is for `subjects` to say.
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from archive.facts.gazetteer import PLACES
from archive.facts.language import Language, words
from archive.facts.numbers import Number, NumberRules, alternation, number_rules, tidy
from archive.facts.subjects import subject
from archive.model import FactKind, Mention, Span, Value

_SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₦": "NGN",
    "₴": "UAH", "฿": "THB", "₫": "VND", "₱": "PHP", "₾": "GEL", "₿": "BTC", "₡": "CRC", "₸": "KZT", "﷼": "IRR", "₨": "PKR", "¢": "USD",
}  # fmt: skip
_PREFIXED = {
    "us": "USD", "u.s": "USD", "u.s.": "USD", "c": "CAD", "ca": "CAD", "cdn": "CAD", "can": "CAD", "a": "AUD", "au": "AUD", "aus": "AUD", "nz": "NZD", "hk": "HKD",
    "s": "SGD", "sg": "SGD", "mex": "MXN", "mx": "MXN", "r": "BRL", "br": "BRL", "nt": "TWD", "j": "JMD", "tt": "TTD", "z": "ZWD", "cn": "CNY", "jp": "JPY",
}  # fmt: skip
CODES = words(
    """USD EUR GBP JPY CNY RMB INR CHF CAD AUD NZD HKD SGD KRW BRL MXN RUB SEK NOK DKK PLN CZK HUF TRY ILS ZAR SAR AED
    EGP NGN KES THB IDR MYR PHP VND UAH PKR IRR IQD ARS CLP COP TWD BTC ETH"""
)
_CODE_BEFORE = re.compile(
    rf"(?:(?<![\w])({'|'.join(CODES)}|Rs\.?|rs\.?|Rp|kr|rmb|usd|eur|gbp)|(?<![\w])[Dd]ollars?)[ \u00a0]?$"
)
CODE_ENDS = frozenset(
    name[-2:] for name in (*CODES, "Rs", "Rs.", "rs", "rs.", "Rp", "kr", "rmb", "usd", "eur", "gbp", "Dollar", "Dollars")
)  # fmt: skip
_SYMBOL_BEFORE = re.compile(
    rf"(?i)(?:(?<![\w$])(us|u\.s\.?|usd|cad|aud|nzd|hkd|sgd|mxn|brl|c|ca|cdn|can|a|au|aus|nz|hk|s|sg"
    rf"|mex|mx|r|br|nt|j|tt|cn|jp)[ ]?)?([{re.escape(''.join(_SYMBOLS))}])[ \u00a0\u202f]?$"
)
_SYMBOL_AFTER = re.compile(rf"[ \u00a0\u202f]?([{re.escape(''.join(_SYMBOLS))}])(?!\d)")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_NEXT_LETTERS = re.compile(r"[ \u00a0\u202f]?-?[ ]?([^\W\d_]+|[%‰°])")
_UNIT_PARTS = re.compile(r"([ /-])")
_NEXT = re.compile(
    r"(?:[ \u00a0\u202f]?-?[ ]?)([^\W\d_]+(?:['’][^\W\d_]+)?\.?(?:[ /-][^\W\d_]+){0,2}|%|‰|°(?: ?[CF]\b)?)"
)
_RANGE = re.compile(
    r" ?(?:[-–—~]|to|or) ?(?=[\d$€£¥½¼¾])|-to-(?=[\d])| (?:to|or|and) (?=[a-z])| and (?=[\d$€£¥])"
)
_RANGE_STARTS = frozenset(" -–—~to")
_BETWEEN = re.compile(r"(?i)\bbetween\b")
_INCHES = re.compile(r" (\d{1,2}) (?:in|inches|inch)\b")
_PLURAL = re.compile(r" [a-z-]+s\b| people\b")
_NO_PLURAL = re.compile(r" (?:is|was|has|as|across)\b")
_THEN_CENTS = re.compile(r" (?:and )?(?=\d\d? |\d\d?$|\d\d?[.,;]|[a-z])")
_THEN_WORD = re.compile(r" [a-z]")
_FROM_BEFORE = re.compile(r"(?i)\bfrom (?:about |around |some |nearly |just )?[$€£]?$")
_COUNTED = re.compile(r" (?:[A-Za-z-]+ )?(?:[a-z-]+s|people|men|women|children)\b")
_PERCENT_BEFORE = re.compile(r"(?:^|[\s(])%$")
_APPOSED = re.compile(r"[A-Z][\w’'-]+ (?:[a-z]{2,3} )?([A-Z][\w’'-]+), $")
_OLDEST = 115


_SPAN_ADJECTIVES = frozenset(
    (
        "business",
        "working",
        "calendar",
        "consecutive",
        "straight",
        "full",
        "long",
        "additional",
        "school",
        "trading",
        "more",
        "further",
    )
)
"""What may stand between a number and its unit of time."""
_LONGEST_QUALIFIER = 27


class Amount(NamedTuple):
    """What a number turned out to be."""

    kind: FactKind
    end: int
    value: Value
    unit: str | None
    rule: str
    start: int


class AmountRules:
    """The words of one language that make a number money, a share or a measure."""

    def __init__(self, language: Language) -> None:
        """Compile the patterns."""
        self.language = language
        self._unit_in = lru_cache(maxsize=4096)(self._unit_of)
        self.numbers: NumberRules = number_rules(language)
        table: dict[str, tuple[FactKind, str]] = {}
        for word, symbol in language.units.items():
            table[word] = (FactKind.MEASURE, symbol)
        for word, code in language.currencies.items():
            table[word] = (FactKind.MONEY, code)
        for word, code in language.cents.items():
            table[word] = (FactKind.MONEY, f"{code}/100")
        for word, designator in language.spans.items():
            table[word] = (FactKind.DURATION, designator)
        for word in (*language.percent, "%"):
            table[word] = (FactKind.PERCENTAGE, "%")
        table["‰"] = (FactKind.PERCENTAGE, "‰")
        for code in CODES:
            table.setdefault(code.lower(), (FactKind.MONEY, {"RMB": "CNY"}.get(code, code)))
        self.table = table
        self.unit_starts = frozenset(
            start[0] for start in map(_FIRST_LETTERS.match, table) if start is not None
        ) | (_SPAN_ADJECTIVES if language.code == "en" else frozenset())
        self.determiners = words("the a an us u.s. its their his her our")
        self.by_last_word: dict[str, list[str]] = {}
        for name in sorted(language.qualifiers, key=len, reverse=True):
            self.by_last_word.setdefault(name.split(" ")[-1], []).append(name)
        self.qualifier = (
            re.compile(
                rf"(?:^|[\s(“\"‘])({alternation(language.qualifiers)})(?:\s(?:the|a|an|us|u\.s\."
                rf"|its|their|his|her|our))?\s?$"
            )
            if language.qualifiers
            else None
        )
        self.minus_ends = frozenset(name[-1] for name in language.minus)
        self.minus = re.compile(
            rf"(?i)(?<!\bal )(?<!\blo )(?<!\bau )\b(?:{alternation(language.minus) or '(?!)'}) $"
        )
        self.old = re.compile(rf"(?i)[ -](?:{alternation(language.old)})\b") if language.old else None

    def unit_after(self, text: str, end: int) -> tuple[FactKind, str, int] | None:
        """The unit written right after a number: kind, unit, where it ends."""
        following = _NEXT_LETTERS.match(text, end)
        if following is None:
            return None
        word = following[1]
        if word not in self.unit_starts and word not in "%‰°" and word.lower() not in self.unit_starts:
            return None
        match = _NEXT.match(text, end)
        if match is None:
            return None
        at = match.start(1)
        found = self._unit_in(match[1], at > end)
        return None if found is None else (found[0], found[1], at + found[2])

    def _unit_of(self, phrase: str, has_gap: bool) -> tuple[FactKind, str, int] | None:
        """The unit a phrase begins with, and how long it is; `has_gap`: whether a space parts it from the number."""
        parts = _UNIT_PARTS.split(phrase.lower())
        if parts[0] in _SPAN_ADJECTIVES and len(parts) > 2 and (span := self.table.get(parts[2])) is not None:
            return (*span, sum(map(len, parts[:3]))) if span[0] is FactKind.DURATION else None
        for count in (5, 3, 1):
            if len(parts) < count:
                continue
            name = "".join(parts[:count])
            found = self.table.get(name) or (self.table.get(name.rstrip(".")) if name.endswith(".") else None)
            if found is None and count == 1 and name in ("%c", "°c", "°f"):
                found = self.table.get(name)
            if found is None:
                continue
            if (
                count == 1
                and len(name.rstrip(".")) == 1
                and name.isalpha()
                and not (phrase[0].islower() and name in "mgtldhs" and (not has_gap or name in "mg"))
            ):
                continue
            stop = len(name)
            if name.endswith(".") and self.table.get(name) is None:
                stop -= 1
            return found[0], found[1], stop
        if phrase[0] in "°%‰":
            found = self.table.get(phrase.replace(" ", "").lower()) or self.table.get(phrase[0])
            if found is not None:
                return found[0], found[1], len(phrase)
        return None

    def qualifier_before(self, text: str, start: int) -> str | None:
        """The words that bound a figure, from right before it."""
        if self.qualifier is None:
            return None
        lower = text[max(0, start - _LONGEST_QUALIFIER) : start].lower()
        last = lower.rstrip().rpartition(" ")[2].lstrip('(“"‘')
        if last in self.determiners:
            match = self.qualifier.search(lower)
            return self.language.qualifiers[match[1]] if match else None
        if last not in self.by_last_word:
            return None
        if lower[-1].isspace():
            lower = lower[:-1]
        for name in self.by_last_word[last]:
            if lower.endswith(name):
                before = lower[-len(name) - 1 : -len(name)]
                if before.isspace() or before in '(“"‘':
                    return self.language.qualifiers[name]
        return None

    def amount(self, text: str, number: Number) -> Amount | None:  # noqa: PLR0912 - one kind of amount after another
        """What the number states; None where it is no fact."""
        end = number.end
        money = self._money_before(text, number.start) if number.start else None
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
            else _SYMBOL_AFTER.match(text, end)
        )
        if symbol is not None:
            unit_name = "USD/100" if symbol[1] == "¢" else _SYMBOLS[symbol[1]]
            return Amount(FactKind.MONEY, symbol.end(), value, unit_name, "money.sign_after", sign)
        if not number.is_words and number.scale and number.scale.lower() in "mtgb" and number.bare_end != end:
            return self._short(text, number, sign)
        low: int | float | None = None
        unit = self.unit_after(text, end)
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
        kind, name, stop = unit
        if kind is FactKind.MONEY:
            if name.endswith("/100"):
                # Kept as written: 470 pence is 470 hundredths of a pound.
                return Amount(kind, stop, _value(low, value), name, "money.word", sign)
            value, stop = self._cents(text, value, name, stop)
            return Amount(kind, stop, _value(low, value), name, "money.word", sign)
        if kind is FactKind.DURATION:
            return self._span(text, low, value, name, stop, sign)
        if kind is FactKind.MEASURE and name == "ft":
            inches = _INCHES.match(text, stop)
            if inches is not None:
                value, stop = tidy(value + int(inches[1]) / 12), inches.end()
        return Amount(
            kind,
            stop,
            _value(low, value),
            None if kind is FactKind.PERCENTAGE else name,
            f"{kind.value}.unit",
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
        if second is None or second[0].value <= number.value or _from_before(text, number.start):
            return None
        other, stop = second
        unit = self.unit_after(text, stop)
        if unit is None and not _counts(text, stop):
            return None
        factor = 1 if number.is_words or other.is_words else _common_scale(text, number, other)
        return number.value * factor, other.value, stop, unit

    def _money_before(self, text: str, start: int) -> tuple[str, int] | None:
        last = text[start - 1]
        if last in _SYMBOLS or (last in " \u00a0\u202f" and start > 1 and text[start - 2] in _SYMBOLS):
            match = _SYMBOL_BEFORE.search(text, max(0, start - 7), start)
            if match is None:
                return None
            prefix = match[1]
            if (
                prefix is not None
                and prefix.lower() in ("a", "s", "r", "j", "c")
                and not (prefix.isupper() and match.end(1) == match.start(2))
                and prefix != "c"
            ):
                prefix = None
            if prefix is not None and prefix.upper() in CODES:
                return prefix.upper(), match.start(1)
            code = _SYMBOLS[match[2]]
            if prefix is None:
                return code, match.start(2)
            if match[2] == "$" or (prefix.lower() in ("cn", "jp")):
                return _PREFIXED[prefix.lower()], match.start(1)
            return code, match.start(2)
        if (last.isalpha() or last in " \u00a0.") and (
            text[start - 3 : start - 1] if last in " \u00a0" else text[start - 2 : start]
        ) in CODE_ENDS:
            match = _CODE_BEFORE.search(text, max(0, start - 9), start)
            if match is not None:
                name = (match[1] or "USD").rstrip(".").upper()
                return {"RS": "INR", "RP": "IDR", "KR": "SEK", "RMB": "CNY"}.get(name, name), match.start()
        return None

    def _second(self, text: str, end: int) -> tuple[Number, int] | None:
        """The number after "to" or a dash, and where it ends."""
        if text[end : end + 1] not in _RANGE_STARTS:
            return None
        match = _RANGE.match(text, end)
        if match is None:
            return None
        at = match.end()
        if at >= len(text):
            return None
        if " and " in match[0] and not _BETWEEN.search(text, max(0, end - 40), end):
            return None
        if text[at] in _SYMBOLS:
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

    def _cents(self, text: str, value: int | float, code: str, stop: int) -> tuple[int | float, int]:
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
        if unit is None and not _THEN_WORD.match(text, other.end):
            return tidy(value + other.value / 100), other.end
        return value, stop

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


def _from_before(text: str, start: int) -> bool:
    return _FROM_BEFORE.search(text, max(0, start - 14), start) is not None


def _counts(text: str, end: int) -> bool:
    """Whether a plural or a word that is counted follows."""
    return _COUNTED.match(text, end, end + 40) is not None


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
