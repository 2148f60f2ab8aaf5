"""Quotation marks: the outermost stretches inside them, whatever marks a language uses.

A mark opens or closes by what stands beside it, because many write one sign for both („…“, “…“, »…« and «…»).
Apostrophes close nothing. A stretch that no mark closes goes on to the end of its passage; where an inner
opening mark has no partner, the last closing mark closes both.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = re.compile("''(?=[^\\W_])|``|[“”\"„«»‟「」『』‘‚‹›]|(?<![\\w'’])'(?=[^\\W\\d])")
_MARKS_BUT_APOSTROPHES = re.compile('``|[“"„«»「『‘‚‹›‟]')
_CLOSERS = {
    "“": "”",
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "‟": "”",
}
_SINGLE = "‘'"
_NESTED = "«「『"
_AFTER_CLOSING = " ,.;:!?)"
_TWO_APOSTROPHES = "''"
_FEWEST_IN_APOSTROPHES = 3
_FURTHEST_APOSTROPHE = 200
_LONGEST_IN_APOSTROPHES = 1500
# A mark that no letter follows, and so may close.
_NO_APOSTROPHE = {mark: re.compile(mark + r"(?![^\W_])") for mark in "’'"}
_PLURAL_APOSTROPHE = re.compile(r" [a-z]")


class Quoted(NamedTuple):
    """A stretch inside marks: whole, inner start and end, whether it was closed."""

    start: int
    end: int
    low: int
    high: int
    is_closed: bool


def may_quote(text: str) -> bool:
    """Whether a text has any mark that could open a quotation: the quick answer for most."""
    return (
        '"' in text
        or " '" in text
        or text[:1] in ("'", "`")
        or (not text.isascii() and _MARKS_BUT_APOSTROPHES.search(text) is not None)
        or "``" in text
    )


def quoted(text: str, *, is_german: bool = False) -> list[Quoted]:
    """The outermost stretches inside quotation marks, in order.

    Args:
        text: A passage.
        is_german: Whether » and › open, too.
    """
    found: list[Quoted] = []
    # Marks that nothing closes from some place on: none is sought again.
    hopeless: set[str] = set()
    at = 0
    marks = _MARKS if " '" in text or text[:1] in ("'", '"') or "\"'" in text else _MARKS_BUT_APOSTROPHES
    while True:
        match = marks.search(text, at)
        if match is None:
            return found
        mark, start = match[0], match.start()
        at = match.end()
        if mark == '"' and start and text[start - 1] == "=":
            # An attribute of markup.
            at = max(text.find('"', at) + 1, at)
            continue
        if mark in hopeless or not _opens(text, start, mark, is_german=is_german):
            continue
        closed = _close(text, start, mark)
        if closed < 0:
            if mark not in _SINGLE:
                hopeless.add(mark)
            if mark in "“«„" or (mark == '"' and not text[:start].strip("-*> ")):
                found.append(Quoted(start, len(text), start + 1, len(text), is_closed=False))
                return found
            continue
        low, high = start + len(mark), closed
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        end = closed + (len(mark) if mark in ("''", "``") else 1)
        if high > low:
            found.append(Quoted(start, end, low, high, is_closed=True))
        at = end


def _opens(text: str, start: int, mark: str, *, is_german: bool) -> bool:
    """Whether a mark may open a quotation where it stands."""
    if mark == "”":
        return False
    following = text[start + 1 : start + 2]
    if mark in "»›":
        return is_german and not following.isspace() and (not start or not text[start - 1].isalnum())
    if mark == "«" and is_german:
        return not start or not (text[start - 1].isalnum() or text[start - 1] in ".,!?…")
    return not (
        mark == '"'
        and start
        and (text[start - 1].isalnum() or text[start - 1] in "’'")
        and not following.isalnum()
    )


def _close(text: str, start: int, mark: str) -> int:
    """Where the mark that closes stands, or -1."""
    if mark in ("''", "``"):
        at = text.find(_TWO_APOSTROPHES, start + 2)
        # Of three the first ends a quotation within.
        return at + 1 if at >= 0 and text[at + 2 : at + 3] == "'" else at
    if mark in _SINGLE:
        return _single_close(text, start, "’" if mark == "‘" else "'")
    closers = _CLOSERS.get(mark, "")
    depth, last = 1, -1
    for at in range(start + 1, len(text)):
        character = text[at]
        if character in closers and not (
            mark == '"' and text[at + 1 : at + 2].isalnum() and text[at - 1].isspace()
        ):
            depth -= 1
            last = at
            if depth == 0:
                return at
        elif character == mark and mark in _NESTED:
            depth += 1
        elif character == mark and mark == "“" and text[at + 1 : at + 2] in _AFTER_CLOSING:
            # Some write the closing mark as “ as well.
            return at
    return last


def _single_close(text: str, start: int, mark: str) -> int:
    """The closing single mark: one that is no apostrophe."""
    best = -1
    furthest = start + _LONGEST_IN_APOSTROPHES
    for match in _NO_APOSTROPHE[mark].finditer(text, start + 1, furthest):
        at = match.start()
        if best >= 0 and at - best > _FURTHEST_APOSTROPHE:
            break
        before = text[at - 1]
        if before in ",.?!…":
            return at
        following = text[at + 1 : at + 2]
        if (
            best < 0
            and before != " "
            and not (
                before == "s"
                and following == " "
                and _PLURAL_APOSTROPHE.match(text, at + 1)
                and text.find(mark, at + 1, furthest) > 0
            )
        ):
            best = at
            if following != " ":
                return at
    return best if best - start > _FEWEST_IN_APOSTROPHES else -1
