"""Spellings of a name that may mean the same: what transliteration varies, folded.

Names so found are proposed as perhaps the same, never merged.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

_SAME_SOUND = (
    ("ph", "f"),
    ("kh", "h"),
    ("q", "k"),
    ("c", "k"),
    ("y", "i"),
    ("w", "v"),
    ("z", "s"),
    ("j", "i"),
)
_SHORTEST_KEY, _SHORTEST_GIVEN = 4, 3
_MOST_ALIKE = 50


@lru_cache(maxsize=4096)
def spelling_key(name: str) -> str:
    """A surname with what transliteration varies folded: vowels, doubled letters, hyphens, accents."""
    return _folded(re.sub(r"^(?:al|el)[- ]?", "", name.lower()))


@lru_cache(maxsize=4096)
def given_key(name: str) -> str:
    """A given name with what transliteration varies folded, and without vowels: "Aleksandr", "Alexander"."""
    return _folded(name.lower().replace("x", "ks")).replace("a", "")


def _folded(name: str) -> str:
    text = "".join(one for one in normalize("NFD", name) if not combining(one))
    for written, folded in _SAME_SOUND:
        text = text.replace(written, folded)
    text = re.sub(r"[aeiou]+", "a", re.sub(r"[^a-z]", "", text))
    return re.sub(r"(.)\1+", r"\1", text).rstrip("a")


def _keys(surname: str) -> set[str]:
    """The keys of a surname: one that begins with Q is often written with G as well as with K."""
    key = spelling_key(surname)
    bare = re.sub(r"^(?:al|el)[- ]?", "", surname.lower())
    return {key, "g" + key[1:]} if bare[:1] == "q" else {key}


def alike(names: set[str]) -> dict[str, tuple[str, ...]]:
    """For each name the others that may be another spelling of it."""
    found: dict[str, set[str]] = {}
    keyed: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        for key in _keys(words[-1]):
            if len(key) >= _SHORTEST_KEY:
                keyed.setdefault(key, set()).add(name)
        if len(words) > 1:
            given = given_key(words[0])
            if len(given) >= _SHORTEST_GIVEN:
                keyed.setdefault(f"{given} {words[-1]}", set()).add(name)
    for group in keyed.values():
        if len(group) > _MOST_ALIKE:
            continue
        for name in group:
            for other in group:
                if other != name and _may_be_same(name.split(), other.split()):
                    found.setdefault(name, set()).add(other)
    return {name: tuple(sorted(others)) for name, others in found.items()}


def _may_be_same(mine: list[str], theirs: list[str]) -> bool:
    """Whether two names of one key differ in their spelling only, as far as they go."""
    if len(mine) == 1 or len(theirs) == 1:
        return mine[-1] != theirs[-1]
    if mine[-1] == theirs[-1]:
        # One surname: the same person only where the given names are one, spelt otherwise.
        return mine[0] != theirs[0] and given_key(mine[0]) == given_key(theirs[0])
    return mine[0][0] == theirs[0][0]
