"""Lines of a plain text or Markdown file, gathered to blocks: paragraphs, items, quotations, rows, code.

A block is what stands for itself. Paragraphs come one a line, or parted by blank lines with their lines
wrapped; lines are joined again only where the text as a whole is clearly wrapped (they end in mid
sentence, at nearly one width), or where the text is Markdown, which says so itself. What a line is
decides `_kind`; what belongs together, `blocks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from archive.model import PassageKind
from archive.text.canonical import canonical
from archive.text.dates import read_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence

GUARD = "\u2060"
"""At the start of a line: a paragraph, whatever it looks like. A word joiner: canonical text has none."""
LONGEST_WRAPPED_LINE_CHARS = 120
HEAD_LINES = 6
"""So many lines from the start a byline or a date line is looked for."""

_BREAK = re.compile("\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_ITEM = re.compile(r"(?:[-*+•‣◦▪●○■·]|(?:\d{1,3}|[a-z])[.)]|\((?:\d{1,2}|[a-z])\)) [^ ]")
_FIRST_NUMBER = re.compile(r"\(?[1a][.)]")
_RULE = re.compile(r"([-*_])(?: ?\1){2,}")
_FENCE = re.compile("`{3,}|~{3,}")
_BYLINE = re.compile(
    r"[*_]{0,2}(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|DI|Da|Door|DOOR|Av|Af|От|بقلم|מאת) (?P<who>.+)"
)
_PARTICLE_WORDS = """a al and at bin d da dal de del della der di do dos du e el et for from i in la
le of on the to und van vom von y"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_CLOSE = "”’»“\"')]}*_」』）】"
_TERMINAL = ".!?…。！？؟।॥۔።:;"
LONGEST_BYLINE_WORDS = 16
LONGEST_BYLINE_CHARS = 160


class Kind(Enum):
    """What a line, or a block, is."""

    BLANK = auto()
    PROSE = auto()
    ITEM = auto()
    QUOTE = auto()
    ROW = auto()
    CODE = auto()
    HEADING = auto()
    RULE = auto()
    UNDERLINE = auto()
    BYLINE = auto()
    DATELINE = auto()


PASSAGE_KIND = {
    Kind.ITEM: PassageKind.ITEM,
    Kind.QUOTE: PassageKind.QUOTE,
    Kind.ROW: PassageKind.ROW,
    Kind.CODE: PassageKind.CODE,
}
"""The kinds of passages that are no paragraphs."""


class Line(NamedTuple):
    """A line in canonical form, without the marker of a heading or a quotation; `level` is a heading's."""

    kind: Kind
    text: str
    level: int = 0
    is_indented: bool = False
    is_guarded: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One thing of the text: `is_marked` where a mark said what it is, `lines` how many it was written on."""

    kind: Kind
    text: str
    level: int = 0
    lines: int = 1
    is_guarded: bool = False


def ends_sentence(text: str) -> bool:
    """It ends as a sentence does: with a mark that ends one, closing marks after it not counted."""
    bare = text.rstrip(_CLOSE + " ")
    return bool(bare) and bare[-1] in _TERMINAL


def is_byline(line: str) -> bool:
    """`By Jane Doe, Associated Press`: a word for *by*, then names and no full stop.

    Example:
        >>> is_byline("By Jane Doe and JOHN ROE"), is_byline("By Monday the roads were open.")
        (True, False)
    """
    match = _BYLINE.fullmatch(line) if len(line) <= LONGEST_BYLINE_CHARS else None
    if match is None:
        return False
    words = match["who"].rstrip(_CLOSE).split(" ")
    if (
        not words
        or len(words) > LONGEST_BYLINE_WORDS
        or words[0].lower() in _PARTICLES - {"al", "el", "de", "van", "von"}
    ):
        return False
    if words[-1].endswith((".", "?", "!", ":")) and not re.search(r"\b(?:\w|Jr|Sr)\.$", words[-1]):
        return False
    names = [word.strip(",;.()|/&·-–—") for word in words]
    return all(
        not name or not name[0].islower() or name.lower() in _PARTICLES or "@" in name for name in names
    )


def _kind(text: str, *, indented: bool) -> Line:
    """What a line in canonical form, not empty, is by its own look."""
    first = text[0]
    if first.isalpha() and text[1:2] not in (".", ")"):
        return Line(Kind.PROSE, text, is_indented=indented)
    if first == "#":
        bare = text.lstrip("#")
        level = len(text) - len(bare)
        if level <= 6 and (not bare or bare[0] == " "):
            shut = bare.rstrip("#")
            return Line(Kind.HEADING, (shut if shut.endswith(" ") else bare).strip(" "), level)
    elif first == ">" and not text[1:3].lstrip(" ")[:1].isdigit():
        return Line(Kind.QUOTE, text.lstrip("> "))
    elif first == "|" and len(text) > 2 and "|" in text[1:]:
        return Line(Kind.ROW, text)
    elif first in "-*_=" and (_RULE.fullmatch(text) or (len(text) > 2 and not text.strip("="))):
        return Line(Kind.UNDERLINE if first in "=-" and " " not in text else Kind.RULE, text)
    elif _ITEM.match(text):
        return Line(Kind.ITEM, text, is_indented=indented)
    return Line(Kind.PROSE, text, is_indented=indented)


def read_lines(text: str) -> list[Line]:
    """The lines of a text, each with what it is; code blocks are one line each.

    Raises:
        BadInput: The text holds a lone surrogate.
    """
    raw = _BREAK.split(text)
    lines: list[Line] = []
    unclosed: dict[str, int] = {}  # of each fence's character, the shortest that nothing closes
    head, index = 0, 0
    while index < len(raw):
        source = raw[index]
        index += 1
        written = canonical(source)
        guarded = source.startswith(GUARD)
        if guarded or not written:
            lines.append(Line(Kind.PROSE if guarded else Kind.BLANK, written, is_guarded=guarded))
            continue
        if source.startswith(f"> {GUARD}"):
            lines.append(Line(Kind.QUOTE, written[2:], is_guarded=True))
            continue
        fence = _FENCE.match(written)
        if fence is not None and _opens(written, fence[0]):
            end = _fence_end(raw, index, written, fence[0], unclosed)
            if end:
                lines.append(Line(Kind.CODE, canonical("\n".join(raw[index - 1 : end]))))
                index = end
                continue
        line = _kind(written, indented=source[:2].isspace() or source[:1] in "\t\u3000")
        if head < HEAD_LINES and line.kind is Kind.PROSE:
            if is_byline(written):
                line = line._replace(kind=Kind.BYLINE)
            elif read_date_line(written) is not None:
                line = line._replace(kind=Kind.DATELINE)
        head += 1
        lines.append(line)
    return lines


def _is_shut(written: str, fence: str) -> bool:
    """A code block written on one line, as canonical text is: ``` x = 1 ```."""
    inner = written[len(fence) :]
    return len(inner) > len(fence) and inner.endswith(fence) and fence not in inner[: -len(fence)]


def _opens(written: str, fence: str) -> bool:
    """The line can open a block of code: a backtick after the marks would make it code inside a line."""
    return fence[0] == "~" or "`" not in written[len(fence) :] or _is_shut(written, fence)


def _fence_end(raw: Sequence[str], start: int, written: str, fence: str, unclosed: dict[str, int]) -> int:
    """The index after the line that closes a fence; 0 where none does, which `unclosed` then remembers."""
    if _is_shut(written, fence):
        return start
    mark = fence[0]
    if len(fence) >= unclosed.get(mark, len(fence) + 1):
        return 0
    for index in range(start, len(raw)):
        closing = raw[index].strip(" \t")
        if closing.startswith(fence) and not closing.strip(mark):
            return index + 1
    unclosed[mark] = len(fence)
    return 0


def _is_cjk(char: str) -> bool:
    """A character of a script that writes no space between words: Han, kana, and their marks."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or char >= "\U00020000"
    )


def _first_word_chars(text: str) -> int:
    if _is_cjk(text[0]):
        return 1
    end = text.find(" ")
    return len(text) if end < 0 else end


def wrap_width(lines: Sequence[Line]) -> int:
    """The width a text is wrapped at, in characters; 0 where it is not clearly wrapped.

    Clearly wrapped: of the lines followed by another, at least half end in mid sentence, and of those,
    four in five are so full that the next word had no room, and two in five go on without a capital.
    """
    joints = [
        (one.text, two.text)
        for one, two in pairwise(lines)
        if two.kind is Kind.PROSE and one.kind in _CONTINUED and not two.is_guarded and not one.is_guarded
    ]
    short = [joint for joint in joints if len(joint[0]) <= LONGEST_WRAPPED_LINE_CHARS]
    if not joints or len(short) < 0.95 * len(joints):
        return 0
    width = max(max(len(one), min(len(two), LONGEST_WRAPPED_LINE_CHARS)) for one, two in short)
    in_mid = [joint for joint in short if not ends_sentence(joint[0])]
    if width < (15 if _is_cjk(short[0][0][0]) else 30) or 2 * len(in_mid) < len(joints):
        return 0
    full = sum(_is_full(one, two, width) for one, two in in_mid)
    going_on = sum(not two[0].isupper() for _, two in in_mid)
    return width if full >= 0.8 * len(in_mid) and going_on >= 0.4 * len(in_mid) else 0


_CONTINUED = (Kind.PROSE, Kind.ITEM)


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + _first_word_chars(following) > 0.85 * width


class _Gathering:
    """The block under construction, and those done."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self.parts: list[str] = []
        self.open: Line | None = None

    def close(self) -> None:
        if self.open is not None:
            text = self.parts[0]
            if len(self.parts) > 1:
                pieces = [text]
                for part in self.parts[1:]:
                    if not (_is_cjk(pieces[-1][-1]) and _is_cjk(part[0])):
                        pieces.append(" ")
                    pieces.append(part)
                text = canonical("".join(pieces))
            self.done.append(
                Block(self.open.kind, text, self.open.level, len(self.parts), self.open.is_guarded)
            )
        self.open, self.parts = None, []

    def start(self, line: Line) -> None:
        self.close()
        self.open, self.parts = line, [line.text]

    def add(self, line: Line) -> None:
        self.parts.append(line.text)


def blocks(text: str, *, markdown: bool = False) -> list[Block]:
    """The blocks of a text in reading order; a rule (`***`) is one, blank lines are gone.

    Raises:
        BadInput: The text holds a lone surrogate.
    """
    lines = read_lines(text)
    width = wrap_width(lines)
    by_markdown = markdown and _parts_by_blank_lines(lines)
    gathering = _Gathering()
    for line in lines:
        kind, before = line.kind, gathering.open
        is_rule = kind is Kind.RULE
        if kind is Kind.UNDERLINE:
            if before is not None and before.kind is Kind.PROSE and (markdown or line.text[0] == "="):
                gathering.open = Line(Kind.HEADING, "", 1 if line.text[0] == "=" else 2)
                gathering.close()
                continue
            is_rule = True
        if kind is Kind.BLANK:
            gathering.close()
        elif is_rule:
            gathering.start(Line(Kind.RULE, line.text))
            gathering.close()
        elif kind is Kind.QUOTE and not line.text:
            gathering.close()
        elif before is not None and _goes_on(
            before, gathering.parts[-1], line, width, by_markdown=by_markdown
        ):
            gathering.add(line)
        else:
            gathering.start(line)
    gathering.close()
    return gathering.done


def _goes_on(before: Line, last: str, line: Line, width: int, *, by_markdown: bool) -> bool:
    """Whether a line goes on with the block that is open, whose last line is `last`."""
    if before.is_guarded or line.is_guarded:
        return False
    is_full = width > 0 and _is_full(last, line.text, width)
    if line.kind is Kind.QUOTE:
        if before.kind is not Kind.QUOTE or _ITEM.match(line.text):
            return False
        return by_markdown or (not ends_sentence(last) and line.text[0].islower())
    if before.kind not in (Kind.PROSE, Kind.ITEM, Kind.QUOTE):
        return False
    if line.kind in (Kind.BYLINE, Kind.DATELINE):
        return before.kind is Kind.PROSE and is_full
    if line.kind is Kind.ITEM:  # `12. Others …` where a wrapped sentence ended in a number
        is_number = line.text[0].isdigit() and not _FIRST_NUMBER.match(line.text)
        return is_number and before.kind is Kind.PROSE and (is_full or by_markdown)
    if line.kind is not Kind.PROSE:
        return False
    if by_markdown or (before.kind is Kind.ITEM and line.is_indented):
        return True
    if not width or before.kind is Kind.QUOTE or (line.is_indented and not before.is_indented):
        return False
    return is_full or (not ends_sentence(last) and line.text[0].islower())


def _parts_by_blank_lines(lines: Sequence[Line]) -> bool:
    """Some paragraph stands after a blank line; else even a Markdown file has one paragraph a line."""
    prose = [index for index, line in enumerate(lines) if line.kind is Kind.PROSE]
    return any(lines[index - 1].kind is Kind.BLANK for index in prose[1:])
