"""A story's text divided: title, byline, date line, and sections of passages; and written as text again.

Rules, in order. A first line that is a date is the date line, a first line `By …` the byline. A title
is there only where a line is one: `# Headline`, or a first line that is short, ends no sentence and
stands above the story; nothing is invented. Marked headings (`##`, underlined) are headings; a short
line in title case without a full stop, alone between paragraphs, is one too. Everything else is a
passage of its kind.

Nothing is lost but white space and these marks: `#` of headings, `>` of quotations, lines that underline
a heading. Items keep their marker, rows their bars, code its fences; a rule (`***`) is a passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.model import Claimed, Passage, PassageKind, Section, State
from archive.text.dates import read_date_line
from archive.text.lines import GUARD, HEAD_LINES, PASSAGE_KIND, Block, Kind, blocks, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNMARKED_LEVEL = 1
"""The level of a heading that has no mark of its level: other than that of `##`, so that marking it shows."""
LONGEST_TITLE_WORDS = 25
LONGEST_TITLE_CHARS = 160
LONGEST_HEADING_WORDS = 14
LONGEST_HEADING_CHARS = 100
LONGEST_UNCASED_HEADING_CHARS = 30
LONG_PARAGRAPH_CHARS = 150

# Words that title case leaves small, in the languages that have it, and their neighbours.
_SMALL_WORDS = """
a an and amid among around as at before between but by down during for from if in into near nor of off on onto
or out over past per so than that the to under until up upon versus via vs when while with within without yet
after about against across behind below beyond despite like since through toward towards
al d da das de del dem den der des die du e e.g el en et für i.e il im la las le les los mit ou para por sur
un una und une vom von y zu zum zur
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_NO_HEADING_END = frozenset(".!:;,…。！，；：،؛।॥۔/|")
_NO_TITLE_END = _NO_HEADING_END - {"!", "！"}
_CLAUSE_MARKS = frozenset('。！？；：，、؟؛،.:;!?।॥۔…“”「」『』"')
_CLOSING = "”’»\"')]*_」』"


@dataclass(frozen=True, slots=True)
class TextStory:
    """What a text says: its parts in canonical form, and the date it claims."""

    title: str | None
    byline: str | None
    dateline: str | None
    published_at: Claimed | None
    sections: tuple[Section, ...]


def read_plain(
    text: str,
    *,
    has_title: bool = False,
    has_byline: bool = False,
    has_dateline: bool = False,
    markdown: bool = False,
) -> TextStory:
    r"""Divide a plain text or a Markdown file.

    Cost: linear in the length.

    Args:
        text: The whole text; line ends of any kind.
        has_title: The title is known from elsewhere, so no line is taken for it.
        has_byline: The byline is known from elsewhere; a line `By …` is then a passage.
        has_dateline: The date line is known from elsewhere; one in the text is then a passage.
        markdown: The text is Markdown: lines not parted by a blank line are one paragraph, `---` underlines.

    Raises:
        BadInput: The text holds a lone surrogate.

    Example:
        >>> story = read_plain("Tue 27 July 2021:\nTroops leave, it says.\nOne Thing More\nAid goes on.")
        >>> story.title, story.dateline, story.published_at.text
        (None, 'Tue 27 July 2021:', '2021-07-27')
        >>> [(section.heading, len(section.passages)) for section in story.sections]
        [(None, 1), ('One Thing More', 1)]
    """
    found = blocks(text, markdown=markdown)
    title, byline, dateline, published_at = None, None, None, None
    index = 0
    for index, block in enumerate(found[:HEAD_LINES]):
        if block.kind is Kind.BYLINE and byline is None and not has_byline:
            byline = block.text
        elif block.kind is Kind.DATELINE and dateline is None and not has_dateline:
            dateline, claim = block.text, read_date_line(block.text)
            published_at = claim.claimed if claim else None
        elif title is None and not has_title and _is_title(found, index):
            title = block.text
        else:
            break
    else:
        index = min(len(found), HEAD_LINES)
    body = found[index:]
    seeks_headings = not (markdown and any(block.kind is Kind.HEADING for block in body))
    sections = _sections(body, is_titled=has_title or title is not None, seeks_headings=seeks_headings)
    kept = tuple(section for section in sections if section.heading is not None or section.passages)
    return TextStory(title or None, byline or None, dateline or None, published_at, kept)


def _sections(body: Sequence[Block], *, is_titled: bool, seeks_headings: bool) -> Iterator[Section]:
    heading: str | None = None
    level = 0
    passages: list[Passage] = []
    for index, block in enumerate(body):
        is_marked = block.kind is Kind.HEADING
        if is_marked or (seeks_headings and _is_heading(body, index, is_titled=is_titled)):
            yield Section(heading, level, tuple(passages))
            heading, passages = block.text or None, []
            level = 0 if heading is None else block.level if is_marked else UNMARKED_LEVEL
        elif block.text:
            passages.append(Passage(block.text, PASSAGE_KIND.get(block.kind, PassageKind.PARAGRAPH)))
    yield Section(heading, level, tuple(passages))


def _is_line(block: Block) -> bool:
    """Written on a line of its own, with nothing that says what it is."""
    return block.kind is Kind.PROSE and block.lines == 1 and not block.is_guarded


def _is_title(found: Sequence[Block], index: int) -> bool:
    block = found[index]
    if block.kind is Kind.HEADING:
        return block.level == 1
    text = block.text
    if not _is_line(block) or len(text) > LONGEST_TITLE_CHARS or len(text.split()) > LONGEST_TITLE_WORDS:
        return False
    if text.rstrip(_CLOSING)[-1:] in _NO_TITLE_END or text[0].islower() or text[0] in "([":
        return False
    if ends_sentence(text) and not is_title_case(text):  # a question may be either
        return False
    if "://" in text or text[-1] in ")]_" or not any(map(str.isalpha, text)):
        return False
    following = [
        other for other in found[index + 1 : index + 5] if other.kind not in (Kind.BYLINE, Kind.DATELINE)
    ]
    return any(_is_prose(other) for other in following[:2])


def _is_prose(block: Block) -> bool:
    """A paragraph beyond doubt: it ends a sentence, or is long."""
    return block.kind is Kind.PROSE and (
        len(block.text) > LONG_PARAGRAPH_CHARS or (ends_sentence(block.text) and not _may_be_heading(block))
    )


def _may_be_heading(block: Block) -> bool:
    return _is_line(block) and (is_title_case(block.text) or _is_uncased_heading(block.text))


def _is_heading(body: Sequence[Block], index: int, *, is_titled: bool) -> bool:
    """A line that could be a heading stands alone between paragraphs."""
    block = body[index]
    if not _may_be_heading(block) or index + 1 >= len(body) or not (index or is_titled):
        return False
    before, after = body[index - 1] if index else None, body[index + 1]
    if before is not None and (_may_be_heading(before) or before.kind is Kind.HEADING):
        return False
    if _is_uncased_heading(block.text) and before is not None and not _is_prose(before):
        return False
    return _is_prose(after) if after.kind is Kind.PROSE else after.kind in PASSAGE_KIND


def is_title_case(text: str) -> bool:
    """A short line in title case or capitals without a full stop, as a heading without a mark is written.

    Example:
        >>> is_title_case("US To Send 500,000 COVID Vaccine Doses To Iraq")
        True
        >>> is_title_case("The troops will leave Iraq")
        False
    """
    if (
        len(text) > LONGEST_HEADING_CHARS
        or text[0] in "([<@"
        or text.rstrip(_CLOSING)[-1:] in _NO_HEADING_END
    ):
        return False
    words = text.split(" ")
    if len(words) > LONGEST_HEADING_WORDS or words[0][0].islower() or "://" in text or "|" in text:
        return False
    capitals = 0
    for word in words:
        letters = [char for char in word if char.isalpha()]
        if any(char.isupper() or char.istitle() for char in letters):
            capitals += 1
        elif letters and word.strip("“‘«„\"'”’»,()?!–—-").lower() not in _SMALL and not word[0].isdigit():
            return False
    return capitals > 0


def _is_uncased_heading(text: str) -> bool:
    """A heading in a script without capitals: short, and without a mark that ends or parts a clause."""
    if len(text) > LONGEST_UNCASED_HEADING_CHARS or any(char in _CLAUSE_MARKS for char in text):
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and not any(char.isupper() or char.islower() for char in letters)


def plain_text(state: State) -> str:
    """A state written as text, ending in a line feed: `# Title`, byline, date line, `## Heading`, passages.

    `read_plain` gives the state back, with a word joiner (U+2060, invisible) before passages that would
    be taken for something else. It cannot where the text does not show what a part is: a byline without
    a word for *by*, a date line that is no date, items without marker or words, captions, rows without
    bars, code without fences, levels beyond 6, a section without heading after another.
    """
    written = _written(state, guarded=False)
    story = read_plain(written)
    if State(story.title, story.byline, story.dateline, story.sections) == state:
        return written
    return _written(state, guarded=True)


def _marked(level: int, heading: str) -> str:
    """A marked heading; closed, where it ends in what would be taken for the closing mark."""
    bare = heading.rstrip("#")
    return f"{'#' * level} {heading}" + (" #" if bare != heading and bare[-1:] in ("", " ") else "")


def _written(state: State, *, guarded: bool) -> str:
    guard = GUARD if guarded else ""
    parts = [] if state.title is None else [_marked(1, state.title)]
    parts += [text for text in (state.byline, state.dateline) if text is not None]
    if guarded and not state.title:
        parts.append(guard)  # so that a first heading is no title
    for section in state.sections:
        if section.heading is not None:
            parts.append(_marked(max(1, min(section.level, 6)), section.heading))
        before: PassageKind | None = None
        for passage in section.passages:
            kind = passage.kind
            is_listed = kind in (PassageKind.ITEM, PassageKind.ROW)
            text = passage.text
            if kind is PassageKind.QUOTE:
                text = f"> {guard}{text}"
            elif kind in (PassageKind.PARAGRAPH, PassageKind.CAPTION):
                text = guard + text
            if is_listed and kind is before:
                parts[-1] += "\n" + text
            else:
                parts.append(text)
            before = kind
    return "\n\n".join(parts) + "\n" if parts else ""
