"""Which words are one word inflected, of those that the rules of a language cut to one stem.

Stems go further than inflection: to the rules `customer`, `custom` and `customize` are one word. So of an
English word it is asked besides what is left without the endings of inflection alone (plural, -ed, -ing),
and of some other languages' words which ending that makes another word of one (-ung, -tion) was cut off.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_VOWEL = re.compile("[aeiouy]")
_DERIVED = {
    "danish": ("e?lig", "ig", "els"),
    "french": (
        "(?:isse|e)?ment", "[ae]mment", "at(?:eur|rice)", "[au]tion", "[ae]nce", "isme", "iste", "able",
        "eu(?:x|se)", "ique", "ite", "i(?:f|ve)",
    ),
    "german": ("heit", "keit", "lich", "isch", "ung", "end", "i[gk]"),
    "italian": (
        "[au]zion", "[ai]ment", "at(?:or|ric)", "[ae]nz", "ism", "ist", "[ai]bil", "mente",
        "os(?=[ao])", "iv", "ita",
    ),
    "norwegian": ("el[ie]g", "l[ie]g", "e?lov", "els", "e?ig"),
    "portuguese": (
        "[ai]ment", "idade", "ador", "[au](?:cao|coe)", "[ae]nci", "ism", "ist", "[ai]ve[li]?", "mente",
        "os(?=[ao])", "iv", "ic",
    ),
    "spanish": (
        "[ai]mient", "a?mente", "ador", "[au]cion", "[ae]nci", "anza", "ism", "ist", "[ai]ble", "idad",
        "os(?=[ao])", "iv", "ic",
    ),
    "swedish": ("l?ig", "els"),
}  # fmt: skip
"""Endings that make another word of one, where a language's rules cut them off; without accents, as terms."""

# What may follow such an ending.
_NORDIC = "(?:e[nrst]?|t|s)?"
_INFLECTED = {
    "german": "(?:e[mnrs]?|s|st)?",
    "swedish": "(?:[ae]n?|t)?",
    "danish": _NORDIC,
    "norwegian": _NORDIC,
}
_ROMANCE = "(?:[aeio]?s?|he|hi)"


@lru_cache(maxsize=1 << 16)
def bases(word: str) -> frozenset[str]:
    """What an English word may be without its endings of inflection; words share one where they are forms.

    Some are no words, as `hop` of `hoping` is not meant; that is left to the stems.

    Example:
        >>> sorted(bases("stops")), sorted(bases("dying"))
        (['stop', 'stops'], ['die', 'dy', 'dye', 'dying'])
    """
    found = {word}
    if word.endswith("s") and not word.endswith("ss"):
        found.add(word[:-1])
        if word.endswith("es"):
            found.update(_single(word[:-2]))
        if word.endswith("ies"):
            found.add(word[:-3] + "y")
    for each in tuple(found):
        for ending in ("ed", "ing"):
            begin = each.removesuffix(ending)
            if begin != each and _VOWEL.search(begin):
                found.add(begin + "e")
                if not each.endswith("ied"):
                    found.update(_single(begin))
        if each.endswith("ied"):
            found.add(each[:-3] + "y")
        elif each.endswith("ying"):
            found.add(each[:-4] + "ie")
    return frozenset(found)


def _single(begin: str) -> tuple[str, ...]:
    """What stands before an ending, and the same with a consonant that was doubled before it undoubled."""
    return (begin, begin[:-1]) if begin[-2:-1] == begin[-1:] else (begin,)


@lru_cache(maxsize=1 << 16)
def derivation(language: str, term: str, stem: str) -> str:
    """The kind of ending that makes another word of one, where the rules of a language cut it off a term.

    Example:
        >>> derivation("german", "meldungen", "meld"), derivation("german", "meldet", "meld")
        ('ung', '')
    """
    for ending, found in _endings(language):
        cut = found(term)
        if cut is not None and cut.start() >= len(stem) - 1:
            return ending
    return ""


@cache
def _endings(language: str) -> tuple[tuple[str, Callable[[str], re.Match[str] | None]], ...]:
    after = _INFLECTED.get(language, _ROMANCE)
    return tuple((each, re.compile(f"{each}{after}$").search) for each in _DERIVED.get(language, ()))
