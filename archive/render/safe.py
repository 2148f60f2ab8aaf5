"""Text from articles is data, wherever it is printed.

What a publisher wrote must not steer the terminal, turn a line round, or become markup. Three
functions, one for each place a text can go; every renderer passes all foreign text through one.

Made visible everywhere: control characters (C0, DEL, C1), bidirectional embeddings, overrides and
isolates (U+202A-202E, U+2066-2069), line and paragraph separators, interlinear annotation, and
lone surrogates (from file names). Left alone: the marks U+061C, U+200E and U+200F and the joiners,
which belong to ordinary Arabic, Hebrew or Persian and can turn no strong letter round; `revealed`
shows those too, where a change would otherwise look like none.
"""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\ufffb\ud800-\udfff]"
)
_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u2060-\u2064\u00ad\ufeff\ufe00-\ufe0f]")

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_MARKDOWN = re.compile(r"[\\`*\[\]<>#~|&$]|(?<![^\W_])_|_(?![^\W_])")
# What is markup only where a line starts: a list, a rule, an underlined heading.
_MARKDOWN_START = re.compile(r"( *)(\d{0,9})([-+=.):])")


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def terminal_safe(text: str) -> str:
    r"""The text with everything that could steer a terminal made visible; line feeds and tabs too.

    Example:
        >>> terminal_safe("red \x1b[31m and \u202eback")
        'red ␛[31m and <U+202E>back'
    """
    return _UNSAFE.sub(_visible, text)


def revealed(text: str) -> str:
    r"""The text with invisible characters (marks of direction, joiners, variation selectors) made visible.

    Example:
        >>> revealed("ab\u200fc")
        'ab<U+200F>c'
    """
    return _INVISIBLE.sub(_visible, text)


def looks_the_same(old: str, new: str) -> bool:
    """Whether two different texts differ in invisible characters only."""
    return old != new and _INVISIBLE.sub("", old) == _INVISIBLE.sub("", new)


def html_safe(text: str) -> str:
    """The text for an HTML page, in an element or a quoted attribute; line feeds stay.

    Example:
        >>> html_safe("<b> & 'c'")
        '&lt;b&gt; &amp; &#39;c&#39;'
    """
    return "\n".join(terminal_safe(line) for line in text.split("\n")).translate(_HTML)


def markdown_safe(text: str) -> str:
    r"""The text for CommonMark or GitHub's Markdown, with nothing left that could be markup; one line.

    A line feed becomes a space, since after one a new block could begin.

    Example:
        >>> markdown_safe("1. *Not* a list, and a_name stays")
        '1\\. \\*Not\\* a list, and a_name stays'
    """
    return markdown_line(markdown_inline(" ".join(text.split("\n"))).strip(" "))


def markdown_inline(text: str) -> str:
    """A part of a line, not its start, for Markdown; see `markdown_safe`."""
    return _MARKDOWN.sub(r"\\\g<0>", terminal_safe(text))


def markdown_line(text: str) -> str:
    """A line of Markdown that begins no list, rule or underlined heading."""
    return _MARKDOWN_START.sub(r"\1\2\\\3", text, count=1) if _MARKDOWN_START.match(text) else text
