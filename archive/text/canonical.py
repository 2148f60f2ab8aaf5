"""Sameness, by the policy named `c1`: what counts as the same content, and its name.

A text's canonical form is: Unicode NFC; line ends as line feeds; runs of white space as one space,
none at the ends; U+00AD (soft hyphen), U+200B (zero width space), U+2060 (word joiner) and U+FEFF
(byte order mark) removed. Nothing else: joiners and marks of direction carry meaning; quotation
marks, dashes, digits and case stay as they are.

Every state is stored in this form and named by the SHA-256 of it. A change of this policy is a new
policy with a new name; stored digests keep theirs.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from archive.errors import BadInput
from archive.model import Digest, Passage, Section, State

if TYPE_CHECKING:
    from collections.abc import Iterable

POLICY = "c1"

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# White space but the plain space, and runs of both: single spaces are the rule and need no work.
_OTHER_SPACE = "\t\n\u000b\u000c\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SPACE = re.compile(f"[ {_OTHER_SPACE}]{{2,}}|[{_OTHER_SPACE}]")
_LONGEST_UNSORTED_CHARS = 2000
# The only characters of combining class 0 that decompose to nothing but combining marks.
_MARKS_IN_DISGUISE = (("\u0f73", "\u0f71\u0f72"), ("\u0f75", "\u0f71\u0f74"), ("\u0f81", "\u0f71\u0f80"))
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(text: str) -> str:
    r"""The canonical form of one passage, heading or title.

    Idempotent. Linear in the length.

    Raises:
        BadInput: The text holds a lone surrogate, which is no character and cannot be stored.

    Example:
        >>> canonical("  caf\u0065\u0301 \r\n costs\u00a0\u20ac5 ")
        'café costs €5'
    """
    if text.isascii():
        if text.isprintable() and "  " not in text:
            return text.strip(" ")
        return _SPACE.sub(" ", text).strip(" ")
    # A story's lines come back in each of its revisions.
    return _remembered(text) if len(text) <= _LONGEST_UNSORTED_CHARS else _in_full(text)


def _in_full(text: str) -> str:
    surrogate = _SURROGATE.search(text)
    if surrogate is not None:
        raise BadInput(
            f"The text holds a lone surrogate (U+{ord(surrogate[0]):04X}) at position {surrogate.start()}, "
            "which is half a character; decode the source with its real encoding."
        )
    # Invisible characters can stand between a letter and its accent, and NFC can not join across them.
    visible = _INVISIBLE.sub("", text)
    if len(visible) > _LONGEST_UNSORTED_CHARS:
        visible = _sorted_marks(visible)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", visible)).strip(" ")


_remembered = lru_cache(maxsize=4096)(_in_full)


def _sorted_marks(text: str) -> str:
    """The text with each run of combining marks in canonical order, which is what NFC makes of it first.

    NFC sorts them one by one: a hostile run of half a million takes it minutes, a sorted one no time.
    """
    for mark, parts in _MARKS_IN_DISGUISE:
        text = text.replace(mark, parts)
    runs = groupby(text, key=lambda char: unicodedata.combining(char) != 0)
    return "".join(
        "".join(sorted(run, key=unicodedata.combining) if is_marks else run) for is_marks, run in runs
    )


def canonical_or_none(text: str | None) -> str | None:
    """The canonical form, or None where nothing is left of it."""
    return (canonical(text) or None) if text else None


def state(
    sections: Iterable[Section],
    *,
    title: str | None = None,
    byline: str | None = None,
    dateline: str | None = None,
) -> State:
    """A state in canonical form: empty passages, and sections with neither heading nor passage, left out."""
    kept = []
    for section in sections:
        heading = canonical_or_none(section.heading)
        passages = tuple(
            Passage(text, passage.kind) for passage in section.passages if (text := canonical(passage.text))
        )
        if heading is not None or passages:
            kept.append(Section(heading, section.level if heading is not None else 0, passages))
    return State(
        canonical_or_none(title), canonical_or_none(byline), canonical_or_none(dateline), tuple(kept)
    )


def digest(state: State) -> Digest:
    """The name of a state: `c1:` and the SHA-256, in hex, of a JSON array that holds all of it.

    The array is `[title, byline, dateline, [[heading, level, [[kind, text], …]], …]]` in UTF-8, with no
    space between its parts, so that anybody can check a digest with any language's JSON.
    """
    body = [
        [section.heading, section.level, [[passage.kind.value, passage.text] for passage in section.passages]]
        for section in state.sections
    ]
    written = json.dumps(
        [state.title, state.byline, state.dateline, body], ensure_ascii=False, separators=(",", ":")
    )
    return Digest(f"{POLICY}:{hashlib.sha256(written.encode()).hexdigest()}")
