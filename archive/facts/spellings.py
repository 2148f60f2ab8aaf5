"""Spellings of a name that may mean the same: what transliteration varies, folded.

Names so found are proposed as perhaps the same, never merged.
"""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=4096)
def spelling_key(name: str) -> str:
    """A surname with what transliteration varies folded: vowels, doubled letters, hyphens."""
    text = re.sub(r"^(?:al|el)[- ]?", "", name.lower())
    text = (
        text.replace("ph", "f")
        .replace("kh", "h")
        .replace("q", "k")
        .replace("c", "k")
        .replace("y", "i")
        .replace("w", "v")
        .replace("z", "s")
        .replace("j", "i")
    )
    text = re.sub(r"[aeiou]+", "a", re.sub(r"[^a-z]", "", text))
    return re.sub(r"(.)\1+", r"\1", text).rstrip("a")


def alike(names: set[str]) -> dict[str, tuple[str, ...]]:
    """For each name the others that may be another spelling of it."""
    found: dict[str, set[str]] = {}
    keyed: dict[str, list[str]] = {}
    for name in names:
        key = spelling_key(name.split()[-1])
        if len(key) >= 4:
            keyed.setdefault(key, []).append(name)
    for group in keyed.values():
        for name in group:
            for other in group:
                if other == name or other.split()[-1] == name.split()[-1]:
                    continue
                mine, theirs = name.split(), other.split()
                if len(mine) > 1 and len(theirs) > 1 and mine[0][0] != theirs[0][0]:
                    continue
                found.setdefault(name, set()).add(other)
    return {name: tuple(sorted(others)) for name, others in found.items()}
