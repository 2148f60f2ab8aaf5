"""The units of a language, and the words that bound a figure ("at least")."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from functools import lru_cache

from archive.facts.language import Language, words
from archive.facts.money import CODES
from archive.facts.numbers import NumberRules, alternation, number_rules
from archive.model import FactKind

_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_NEXT_LETTERS = re.compile(r"[ \u00a0\u202f]?-?[ ]?([^\W\d_]+|[%‰°])")
_UNIT_PARTS = re.compile(r"([ /-])")
_NEXT = re.compile(
    r"(?:[ \u00a0\u202f]?-?[ ]?)((?:U\.S\. )?[^\W\d_]+(?:['’][^\W\d_]+)?\.?(?:[ /-][^\W\d_]+){0,2}|%|‰|°(?: ?[CF]\b)?)"
)
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
_NATIONAL = words(
    """kuna lev leva leu lei birr kwacha kip riel kyat tugrik manat dram lari tenge taka forint forints zloty zlotys koruna baht dong
    ringgit rupiah naira cedi cedis rand won yen yuan ruble rubles rouble roubles shekel shekels hryvnia hryvnias lek afghani
    afghanis real reais quetzals lempiras guaranies colones bolivars bolivianos soles denars pula leones dalasi"""
)
"""Money of one country, so that any name of a country may stand before it: "500 Croatian kuna"."""
_ENDS_OF_ADJECTIVES = frozenset("nieh")
_RANGE = re.compile(
    r" ?(?:[-–—~]|to|or) ?(?=[\d$€£¥½¼¾])|-to-(?=[\d])| (?:to|or|and) (?=[a-z])| and (?=[\d$€£¥])"
)
_FROM_BEFORE = re.compile(r"(?i)\bfrom (?:about |around |some |nearly |just )?[$€£]?$")
_LONGEST_QUALIFIER = 27


class UnitRules:
    """The units, qualifiers and signs of one language."""

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
        for word in language.aged:
            table[word] = (FactKind.AGE, "year")
        for word in (*language.percent, "%"):
            table[word] = (FactKind.PERCENTAGE, "%")
        table["‰"] = (FactKind.PERCENTAGE, "‰")
        for word in language.basis_points:
            table[word] = (FactKind.PERCENTAGE, "bp")
        self.table = table
        self.unit_starts = (
            frozenset(start[0] for start in map(_FIRST_LETTERS.match, table) if start is not None)
            | CODES
            | (_SPAN_ADJECTIVES if language.code == "en" else frozenset())
        )
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
            rf"(?i)(?<!\bal )(?<!\blo )(?<!\bau )(?<!\bou )\b(?:{alternation(language.minus) or '(?!)'}) $"
        )
        if language.code == "en" or not language.to:
            self.range, self.from_before = _RANGE, _FROM_BEFORE
        else:
            links = "|".join(language.to)
            self.range = re.compile(rf" ?[-–—~] ?(?=[\d$€£¥½¼¾])| (?:{links}) (?=[\w$€£¥])")
            self.from_before = re.compile(rf"(?i)\b(?:{language.range_lead or '(?!)'}) $")
        self.age_lead = re.compile(rf"(?i)(?:{language.age_lead}) ?$") if language.age_lead else None
        self.old = re.compile(rf"(?i)[ -](?:{alternation(language.old)})\b") if language.old else None

    def unit_after(self, text: str, end: int) -> tuple[FactKind, str, int] | None:
        """The unit written right after a number: kind, unit, where it ends."""
        following = _NEXT_LETTERS.match(text, end)
        if following is None:
            return None
        word = following[1]
        if (
            word not in self.unit_starts
            and word not in "%‰°"
            and word.lower() not in self.unit_starts
            and not (word[0].isupper() and word[-1] in _ENDS_OF_ADJECTIVES)
        ):
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
        if phrase[0].isupper() and len(parts) > 2 and parts[2] in _NATIONAL and self.language.code == "en":
            known = self.table.get("".join(parts[:3])) or self.table.get(parts[2])
            if known is not None:
                return known[0], known[1], sum(map(len, parts[:3]))
        if phrase[:3] in CODES and not phrase[3:4].isalpha():
            return FactKind.MONEY, {"RMB": "CNY"}.get(phrase[:3], phrase[:3]), 3
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
                and len(bare := name.rstrip(".")) == 1
                and bare.isalpha()
                and not (phrase[0].islower() and bare in "mgtldhspy" and (not has_gap or bare in "mg"))
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
