"""Words: the smallest pieces a comparison shows, and what it never cuts.

A word is a run of letters, digits and the marks on them. Hyphens and apostrophes inside it belong
to it (`al-Kadhimi`, `can't`), so do the points and commas inside a number (`2,500`, `5.2`, `9:30`),
a minus before one (`-3`) and the points of an abbreviation (`U.S.`). Addresses are one word. Every
other character that is no white space is a word of its own: quotation marks, currency signs, full
stops. Scripts written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) count by
grapheme cluster, and no word ever ends inside a cluster.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from archive.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

# Letters, punctuation and signs of which every one is a grapheme cluster on its own.
_SIMPLE = re.compile(
    "[\t\n -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)

_JOINT = r"(?:['’‐‑-]|(?<=\d)[.,:/](?=\d))"
_REPEATED = r"\.{2,}|-{2,}|\*{2,}|_{2,}|={2,}"
_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?'’()\[\]]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
)


def _pattern(letter: str, word: str, single: str, *, addresses: bool) -> str:
    return (
        r"\s*(?:"
        + (_ADDRESS if addresses else "")
        + rf"(?<!{word}){letter}(?:\.{letter})+\.?(?!{word})(?:-{word}+)*"  # U.S., p.m., U.S.-led
        + rf"|(?:(?<![\w.])[-−](?=\d))?{word}+(?:{_JOINT}{word}+)*"
        + rf"|{_REPEATED}|{single})|\s+"
    )


_PLAIN = re.compile(_pattern(r"[^\W\d_]", r"[^\W_]", r"\S", addresses=False))
_PLAIN_WITH_ADDRESSES = re.compile(_pattern(r"[^\W\d_]", r"[^\W_]", r"\S", addresses=True))
_HAS_ADDRESS = re.compile(r"://|www\.|@")


@cache
def _unicode_pieces() -> Callable[[str], list[str]]:
    import regex

    unspaced = (
        r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}"
        r"\p{Script=Khmer}\p{Script=Myanmar}ー々"
    )
    letter = rf"[\p{{L}}--[{unspaced}]]"
    word = rf"[[\p{{L}}\p{{M}}\p{{N}}\u200c\u200d]--[{unspaced}]]"
    token = regex.compile(r"(?V1)" + _pattern(letter, word, r"\X", addresses=True))
    clusters = regex.compile(r"\X")

    def pieces(text: str) -> list[str]:
        """The pieces, of which those that would cut a cluster are joined."""
        found = token.findall(text)
        ends = {match.end() for match in clusters.finditer(text)}
        whole, start, end = [], 0, 0
        for piece in found:
            end += len(piece)
            if end in ends:
                whole.append(text[start:end])
                start = end
        return whole

    return pieces


def pieces(text: str) -> list[str]:
    r"""The words, each with the white space before it; joined they are the text.

    White space at the end of the text is a piece of its own.

    Example:
        >>> pieces("Mr. O'Neil paid $2,500 (-3%).")
        ['Mr', '.', " O'Neil", ' paid', ' $', '2,500', ' (', '-3', '%', ')', '.']
        >>> pieces("U.S. troops")
        ['U.S.', ' troops']
        >>> pieces("新華社 says")
        ['新', '華', '社', ' says']
    """
    if _SIMPLE.fullmatch(text):
        return (_PLAIN_WITH_ADDRESSES if _HAS_ADDRESS.search(text) else _PLAIN).findall(text)
    return _unicode_pieces()(text)


def words(text: str) -> tuple[Span, ...]:
    """Where the words stand, in order; between them is nothing but white space.

    Example:
        >>> [span.of("12 died.") for span in words("12 died.")]
        ['12', 'died', '.']
    """
    spans = []
    end = 0
    for piece in pieces(text):
        end += len(piece)
        word = piece.lstrip()
        if word:
            spans.append(Span(end - len(word), end))
    return tuple(spans)


@lru_cache(maxsize=4096)  # the revisions of a story have most of their paragraphs in common
def word_count(text: str) -> int:
    """How many words hold a letter or a digit: what a person would count.

    Example:
        >>> word_count("“No,” she said – twice.")
        4
    """
    return sum(1 for piece in pieces(text) if any(map(str.isalnum, piece)))
