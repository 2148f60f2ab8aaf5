"""What a figure counts: the noun phrase after it ("12 fishing boats"), without the verb that follows."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re

from archive.facts.language import Language, words
from archive.model import Span

_TRAIL = re.compile(r"(?:[ \u00a0][(\"“‘']?[^\W\d_][\w'’.-]*){1,6}")
_DASHES = frozenset("–—-")
_DASHED = re.compile(r" [–—-](?: [\d,.]+ [–—-])?(?= )")
_SUBJECT_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_MEASURES = words(
    """doses dose tons tonnes pounds barrels gallons litres liters pieces cases members residents victims copies shots
    bags boxes cans kilograms kilos grams acres hectares units cups bottles rounds hours minutes days weeks months
    years metres meters square groups types kinds percent"""
)
_PLURALS = frozenset(("people", "men", "women", "children", "police", "cattle"))
_NO_PLURALS = frozenset(
    ("news", "sports", "arms", "sales", "savings", "goods", "customs", "communications", "operations", "systems")
)  # fmt: skip


def _is_plural(word: str) -> bool:
    """Whether a word is the plural of a noun, which a verb and no other noun may follow."""
    lower = word.lower()
    if lower in _PLURALS:
        return True
    return (
        lower[-1:] == "s"
        and lower[-2:] not in ("ss", "us", "is")
        and len(lower) > 3
        and lower not in _NO_PLURALS
    )


def subject(language: Language, text: str, end: int) -> Span | None:
    """The things counted: the noun phrase after a figure."""
    dash = _DASHED.match(text, end) if text[end + 1 : end + 2] in _DASHES else None
    if dash is not None:
        end = dash.end()
    match = _TRAIL.match(text, end)
    if match is None:
        return None
    first = last = -1
    count = 0
    for word in _SUBJECT_WORD.finditer(text, end, match.end()):
        name = word[0].rstrip(".'’-")
        lower = name.lower()
        if "’" in lower or "'" in lower:
            cut = lower.replace("’", "'").split("'")
            if cut[0] in language.stop or (cut[1] in ("re", "ve", "ll", "d") or len(cut) > 2):
                break
        if lower in language.stop:
            if lower in ("of", "other", "more", "new") and first < 0:
                continue
            if lower == language.of and 0 < count <= 2 and text[first:last].lower().split()[-1] in _MEASURES:
                count += 1
                continue
            break
        if first >= 0 and lower in language.verbs and _is_plural(text[first:last].rpartition(" ")[2]):
            break
        if first >= 0 and lower.endswith("ed") and len(lower) > 4 and lower != "united":
            break
        if first < 0:
            first = word.start()
        last = word.start() + len(name)
        count += 1
        if (word[0][-1] == "." and len(name) > 3) or count >= 5:
            break
    return Span(first, last) if first >= 0 and last > first else None
