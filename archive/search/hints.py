"""What of a query is a sign elsewhere, on the web above all, and text here.

A stray sign is never an error, so nobody would notice that `-word` left nothing out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.search.parse import FIELDS, closed

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_START = r"(?:^|(?<=[\s(]))"
_QUOTED = "\0"
_LEFT_OUT = re.compile(rf"{_AT_START}-(?:(?P<word>[^\W\d_]\w*)|(?P<quoted>{_QUOTED}+)|(?P<group>\())")
_WANTED = re.compile(rf"{_AT_START}\+[^\W\d_{_QUOTED}]")
_EITHER = re.compile(r"\|")
_BOTH = re.compile(r"(?<=\s)&&?(?=\s)")
_OPENED = re.compile(rf"{_AT_START}[\"“„«](?=\w)")
_ENDING = re.compile(rf"{_AT_START}\*\w")
_FIELD = re.compile(rf"{_AT_START}({'|'.join(FIELDS)}):(?=\s|$)")


def hints(query: str) -> tuple[str, ...]:
    """What a query's author may take for a sign that it is not, each with what would be right.

    Example:
        >>> hints("ferry -tide"), hints("well-known")
        (('A minus leaves nothing out: write NOT tide.',), ())
    """
    return tuple(dict.fromkeys(_hints(query)))


def _hints(query: str) -> Iterator[str]:
    # What is quoted is text to everybody.
    bare = query
    for start, end in closed(query):
        bare = bare[:start] + _QUOTED * (end - start) + bare[end:]
    for found in _LEFT_OUT.finditer(bare):
        out = found["word"] or ("(…)" if found["group"] else query[slice(*found.span("quoted"))])
        yield f"A minus leaves nothing out: write NOT {out}."
    if _WANTED.search(bare):
        yield "A plus says nothing: all words are wanted."
    if _EITHER.search(bare):
        yield "An upright line says nothing: write OR between what may stand for each other."
    if _BOTH.search(bare):
        yield "The sign & says nothing: all words are wanted, with AND between them or without."
    if opened := _OPENED.search(bare):
        word = query[opened.start() :].split(maxsplit=1)[0]
        yield f"A quotation mark is never closed, so no phrase begins with {word}."
    if field := _FIELD.search(bare):
        name = field[1]
        yield f"Nothing stands after {name}: (it was read as a word); write {name}:word, without a space."
    if _ENDING.search(bare):
        yield "A star says nothing before a word; behind one it finds all words that begin so."
