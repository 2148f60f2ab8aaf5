"""Where a passage has to be read: its digits, the words that may begin a figure or date, and what is neither."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from functools import cache

from archive.facts import labels
from archive.facts.date_tables import date_starts
from archive.facts.date_words import ANCHORS
from archive.facts.language import Language
from archive.facts.numbers import VULGAR
from archive.facts.spans import VAGUE

DIGITS = re.compile(rf"\d[\d,.]*|[{VULGAR}]")
ASCII_DIGITS = re.compile("[0-9][0-9,.]*")
WORDS = re.compile(r"[^\W\d_]+")
_ADDRESSES = (
    ("//", r"\(?\bhttps?://\S+"),
    ("www.", r"\(?\bwww\.\S+"),
    ("@", r"\S+@\S+\.\w+"),
    ("](", r"\]\([^)\s]*\)"),
    (".", r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|io|uk|ai)\b(?:/\S*)?"),
    ("<", r"<[^<>]*>"),
)
"""The forms of addresses, the one that counts first, and what each is not without."""
# Every byte that is no ASCII letter as a space, a digit as a tab: to look at a passage's words and for digits at once.
_LETTERS = bytes(
    byte if chr(byte).isalpha() and byte < 128 else 9 if 48 <= byte <= 57 else 32 for byte in range(256)
)
_DOTTED_LENGTH = 4
_DOTTED = re.compile(r"(?<!\d)\d+(?:\.\d+){2,}")
SPAN_WORDS = frozenset(
    ["fortnight", "second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]
)


@cache
def _triggers(language: Language) -> frozenset[str]:
    """Words that may begin a figure or date, in the cases they are written in."""
    plain = {
        *language.small, *language.scales, *language.plural_scales, *language.halves, *language.minus,
        *language.months, *language.weekdays, *language.days, *date_starts(language),
    }  # fmt: skip
    if language.code != "en":
        plain |= language.fractions.keys()
    else:
        plain |= ANCHORS | {"quarter", "noon", "midnight", "now", "date"} | SPAN_WORDS
        plain |= VAGUE.keys()
    plain = {word for word in plain if word.isalpha()}
    return frozenset(
        plain | {word.capitalize() for word in plain} | {word.upper() for word in plain if len(word) > 1}
    )


@cache
def _anchor_words(language: Language) -> dict[bytes, tuple[str, str]] | None:
    """The triggers by their bytes: as written and in lower case; None where some are not ASCII."""
    triggers = _triggers(language)
    if not all(word.isascii() for word in triggers):
        return None
    return {word.encode(): (word, word.lower()) for word in triggers}


def present(text: str, language: Language) -> tuple[list[tuple[str, str]], bool]:
    """The triggers that are words of a text, as written and in lower case, and whether it has digits."""
    known = _anchor_words(language)
    flat = text.encode("ascii", "replace").translate(_LETTERS)
    has_digits = b"\t" in flat or (not text.isascii() and DIGITS.search(text) is not None)
    if known is None:
        found = _triggers(language).intersection(WORDS.findall(text))
        return [(word, word.lower()) for word in found], has_digits
    return [known[word] for word in known.keys() & flat.split()], has_digits


def _may_have_address(text: str) -> bool:
    # Spelt out: sooner than a pattern or a loop.
    return (
        "://" in text or "@" in text or "](" in text or "<" in text
        or (
            # A full stop that no space follows.
            text.count(".") > text.count(". ") + (text[-1] == ".")
            and (
                "www." in text or ".com" in text or ".org" in text or ".net" in text or ".gov" in text
                or ".edu" in text or ".io" in text or ".uk" in text or ".ai" in text
            )
        )
    )  # fmt: skip


@cache
def _address_forms(are_possible: tuple[bool, ...]) -> re.Pattern[str]:
    """The forms of addresses that a text may have, as one pattern: the fewer, the sooner."""
    chosen = zip(_ADDRESSES, are_possible, strict=True)
    return re.compile("|".join(form for (_, form), is_possible in chosen if is_possible))


def blocked(text: str, digits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches whose words and digits state nothing: addresses, phone numbers, versions."""
    found: list[tuple[int, int]] = []
    if _may_have_address(text):
        forms = _address_forms(tuple([mark in text for mark, _ in _ADDRESSES]))
        found += [match.span() for match in forms.finditer(text)]
    if not digits:
        return found
    if labels.may_have_phone(digits):
        found += labels.phones(text)
    if not [low for low, high in digits if high - low > _DOTTED_LENGTH and text.count(".", low, high) > 1]:
        return found
    for match in _DOTTED.finditer(text):
        parts = match[0].split(".")
        if not (len(parts) == 3 and 4 in (len(parts[0]), len(parts[2]))) and not all(
            len(part) == 3 for part in parts[1:]
        ):
            found.append(match.span())
    return found
