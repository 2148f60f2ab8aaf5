"""Lengths of time in a passage, and the days they are counted from: "two weeks ago", "a year and a half"."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re

from archive.facts import amounts
from archive.facts.counted_days import AGO, BOUND, CountedReader
from archive.facts.date_words import WORD
from archive.facts.numbers import tidy
from archive.model import FactKind, Mention, Span

_THE = re.compile(r"(?i)\bthe $")
_AND_SPAN = re.compile(r"(?i)(?:,? and |, | )(?=\w)")
_AND_A_HALF = re.compile(r"(?i) and a (?:half|quarter)\b(?! (?:hour|million|dozen|of))")
_AND_HALF = re.compile(r"(?i)(?:a )?(half|quarter)\b(?! (?:hour|million|dozen|of))")
_AFTER_NEXT_STARTS = frozenset((" a", " b", " A", " B"))
_BEFORE_SPAN = frozenset(("half", "a", "an", "another", "all", "full", "whole", "entire", "business"))
_OR_TWO = re.compile(r"(?i) or two\b")
_BEGINNING = re.compile(r" (?:starting|beginning|commencing)\b")
_THOUGHT = re.compile(
    r" (?:thought|chance|time|round|wave|opinion|look|home|wind|half|place|glance|language|dose|term|job|take|helping)s?\b"
)
_LEADS_ONE = re.compile(
    r"(?i)\b(?:for|in|within|after|of|than|only|just|about|least|most|under|over|nearly|by|took|takes?|lasted|lasts|last"
    r"|next|with|spent|and|or|to|are|is|was|about) $"
)
_ENDS_ONE = re.compile(
    r" (?:ago|later|earlier|before|after|from|each|off|of|per|more|less|and|or|in advance|long|short|away|apart|behind|ahead|only|to|was|is|had)\b"
)
_LENGTH = re.compile(r"P(T?)([\d.]+)([A-Z]+)")
_LENGTHS = re.compile(r"([\d.]+)([YMWD])")
_LENGTH_PARTS = re.compile(r"P(T?)([\d.]+)(\w+)")
_SIZES = ("Y", "M", "W", "D", "E", "tH", "tM", "tS")
# The last characters of what those patterns match: to know sooner that they do not.
_EVERY_ENDS = frozenset(("y ", "h ", "l ", "r "))
_BOUND_ENDS = frozenset(("in ", "ut ", "an "))
_HALVES = frozenset(("half", "quarter"))
VAGUE = {"few": 3, "several": 3, "couple": 2}
_VAGUE_SPAN = re.compile(
    r"(?:few|several|couple(?: of)?)(?: (?:more|short|long|full|business|working))? "
    r"(seconds|minutes|hours|days|weeks|months|years|decades|centuries|nights|weekends)\b"
)
_VAGUE_LEAD = re.compile(r"(?i)\b(?:a|the|another) $")
EVERY = re.compile(r"(?i)\b(?:every|each|all) (?:other )?$")
_AFTER_NEXT = re.compile(
    r"(?i) (after (?:the )?next|before last)\b(?! (?:mon|tue|wed|thu|fri|sat|sun|week|month|year|christmas|easter))"
)
ARTICLE_SPAN = re.compile(
    r"(?i)(?P<for>\b(?:for|lasted|lasting|took|within|in|over|after|about|than|under|nearly|almost|roughly|just|only|of|lasts?|takes?|spen[dt]|spends|needs?|is|was|wait(?:ed)?) )?\b(?P<n>a half"
    r"|half an?|half|another|an?|all|full|whole|entire)[ -](?:business )?$"
)


def _no_length(text: str, amount: amounts.Amount) -> bool:
    """Whether a length of time is rather an ordinal, some day or a name: "one second thought", "one day he left"."""
    surface = text[amount.start : amount.end].lower()
    if surface == "one second":
        return _THOUGHT.match(text, amount.end) is not None
    if surface in ("one day", "one night"):
        return not (
            _LEADS_ONE.search(text, max(0, amount.start - 10), amount.start)
            or _ENDS_ONE.match(text, amount.end)
        )
    return text[amount.end : amount.end + 4] == " War" or text[amount.end : amount.end + 5] in (
        "' War",
        "’ War",
    )


class SpanReader(CountedReader):
    """A passage, and what reads lengths of time in it."""

    def article_span(self, at: int, word: str, floor: int) -> Mention | None:
        """As in "for a year", "half an hour", "all day": a length of time without a number."""
        text = self.text
        if self.language.code != "en":
            return None
        following = None
        if text[at + len(word) : at + len(word) + 2] in _AFTER_NEXT_STARTS:
            following = _AFTER_NEXT.match(text, at + len(word))
        if following is not None:
            the = _THE.search(text, max(floor, at - 4), at)
            shift = 2 if following[1].lower() != "before last" else -2
            return Mention(
                kind=FactKind.DATE,
                span=Span(the.start() if the else at, following.end()),
                rule="date.unit",
                relative=f"{word} {shift}",
            )
        if text[max(0, at - 9) : at - 1].replace("-", " ").rpartition(" ")[2].lower() not in _BEFORE_SPAN:
            return None
        lead = ARTICLE_SPAN.search(text, max(floor, at - 22), at)
        if lead is None or _BEGINNING.match(text, at + len(word)):
            return None
        name = lead["n"].lower()
        if word == "second" and name in ("a", "an"):
            return None
        end = at + len(word)
        either = _OR_TWO.match(text, end) if name in ("a", "an") else None
        if either is not None:
            value = amounts.duration(1, 2, self.language.spans[word])
            return self.ago(
                amounts.Amount(
                    FactKind.DURATION, either.end(), value, None, "duration.article", lead.start("n")
                )
            )
        if (
            name in ("a", "an", "one")
            and not lead["for"]
            and not AGO.match(text, end)
            and not _AND_A_HALF.match(text, end)
            and self._beside_date(end) is None
        ):
            return None
        count = 0.5 if "half" in name else 1
        value = amounts.duration(None, count, self.language.spans[word])
        return self.ago(
            amounts.Amount(
                FactKind.DURATION, at + len(word), value, None, "duration.article", lead.start("n")
            )
        )

    def vague_span(self, at: int, word: str, floor: int) -> Mention | None:
        """As in "a few days", "several years ago": how many is taken as `past few days` takes it."""
        text = self.text
        match = _VAGUE_SPAN.match(text, at)
        if match is None or self.language.code != "en":
            return None
        lead = _VAGUE_LEAD.search(text, max(floor, at - 8), at) if word != "several" else None
        value = amounts.duration(None, VAGUE[word], self.language.spans[match[1].lower()])
        start = lead.start() if lead is not None else at
        found = self.ago(amounts.Amount(FactKind.DURATION, match.end(), value, None, "duration.vague", start))
        return found._replace(qualifier=found.qualifier or "about") if found is not None else None

    def _may_go_on(self, word: str) -> bool:
        """Whether a length of time may begin with a word."""
        return word in self.amounts.numbers.starts or word in _HALVES or word in self.language.articles

    def _longer(self, amount: amounts.Amount) -> amounts.Amount:
        """As in "two hours and ten minutes": one length of time."""
        text = self.text
        while text[amount.end : amount.end + 1] in (" ", ",") and "/" not in str(amount.value):
            link = _AND_SPAN.match(text, amount.end)
            if link is None or link.end() >= len(text):
                return amount
            at = link.end()
            word = WORD.match(text, at)
            if word is not None and not self._may_go_on(word[0].lower()):
                return amount
            half = _AND_HALF.match(text, at)
            if half is not None:
                parts = _LENGTH_PARTS.fullmatch(str(amount.value))
                if parts is None:
                    return amount
                more = {"half": 0.5, "quarter": 0.25}[half[1].lower()]
                return amount._replace(
                    end=half.end(), value=f"P{parts[1]}{tidy(float(parts[2]) + more)}{parts[3]}"
                )
            number = (
                self.amounts.numbers.at_digit(text, at)
                if text[at].isdigit()
                else self.amounts.numbers.at_word(text, at)
            )
            more_amount = self.amounts.amount(text, number) if number is not None else None
            if (
                more_amount is None
                or more_amount.kind is not FactKind.DURATION
                or "/" in str(more_amount.value)
            ):
                return amount
            low, high = str(amount.value), str(more_amount.value)
            if _SIZES.index(low[-1] if "T" not in low else "t" + low[-1]) >= _SIZES.index(
                high[-1] if "T" not in high else "t" + high[-1]
            ):
                return amount
            joined = low + (high[2:] if "T" in low else high[1:])
            amount = amount._replace(end=more_amount.end, value=joined)
        return amount

    def ago(self, amount: amounts.Amount) -> Mention | None:
        """A duration, or the date it counts to ("two weeks ago")."""
        text = self.text
        last = text[max(0, amount.start - 3) : amount.start].lower()
        if last[-2:] in _EVERY_ENDS and EVERY.search(text, max(0, amount.start - 14), amount.start):
            return None
        if _no_length(text, amount):
            return None
        amount = self._longer(amount)
        parts = _LENGTH.fullmatch(str(amount.value))
        pieces = _LENGTHS.findall(str(amount.value)) if parts is None else []
        if parts is None and len(pieces) > 1 and "T" not in str(amount.value):
            match = AGO.match(text, amount.end)
            if match is not None and not match["side"]:
                sign = "-" if match["later"] else ""
                relative = "ago " + " ".join(f"{sign}{count} {unit}" for count, unit in pieces)
                return Mention(
                    kind=FactKind.DATE,
                    span=Span(amount.start, match.end()),
                    rule="date.ago",
                    relative=relative,
                )
        if parts is not None and self.language.ago and (led := self._led_ago(amount, parts)) is not None:
            return led
        if parts is not None and self.language.code == "en" and not parts[1]:
            number, unit = parts[2], parts[3]
            counted = self.counted(amount, number, unit)
            if counted is not None:
                return counted
        bound = BOUND.search(text, max(0, amount.start - 14), amount.start) if last in _BOUND_ENDS else None
        return Mention(
            kind=FactKind.DURATION, span=Span(bound.start() if bound else amount.start, amount.end), rule=amount.rule, value=amount.value, unit=amount.unit,
            qualifier=self.amounts.qualifier_before(text, amount.start),
        )  # fmt: skip
