"""Bytes of a page to its characters, whatever encoding it declares, wrongly declares or leaves out.

The order of belief: a byte order mark; UTF-16 that shows without one; bytes that are UTF-8 (other
encodings hardly ever are so by accident); what the server said, then what the page says, each only where
the bytes allow it; at last what the bytes look like. A server's `iso-8859-1` is often its default and
yields to what the page says. Names mean what the WHATWG's Encoding Standard has them mean: `latin-1` is
windows-1252, `gb2312` is GB 18030, `shift_jis` is its extension by Microsoft.
"""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from archive.errors import BadInput
from archive.readers.html.limits import LONGEST_PAGE_BYTES
from archive.readers.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

# https://encoding.spec.whatwg.org/#names-and-labels, where Python's codec of the name is another one.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",  # a page whose declaration could be read as ASCII is not in UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-32": "utf-8",
    "utf-7": "cp1252",  # honoured by no browser: it hides markup
}
_NO_TEXT_CODECS = frozenset({"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode"})
_LABELS = {"x-sjis": "cp932", "x-gbk": "gb18030", "x-mac-roman": "mac_roman", "windows-874": "cp874"}
_WEAK = "cp1252"
_LATIN = re.compile(
    r"cp(?:125[0247]|437|775|8\d\d)|iso8859[-_](?:[2349]|1[03456])|mac[-_](?!cyr|greek).*|hp[-_]roman8"
)
# Short texts of Latin letters look alike in all their encodings: the page's language decides between them.
_LATIN_OF_LANGUAGE = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq", "bs"), "cp1250"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    "tr": "cp1254",
}
_LANGUAGE = re.compile(rb"""<html\b[^>]{0,300}?\blang\s*=\s*["']?([a-z]{2})""", re.IGNORECASE)

_DECLARED = re.compile(rb"""<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})""")
_IN_TYPE = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 8192
_SAMPLE_BYTES = 100_000
_MARKUP = re.compile(
    rb"<(?:script|style)\b.{0,100000}?</(?:script|style)>|<[^>]{0,5000}>", re.DOTALL | re.IGNORECASE
)
_NO_CHARACTERS = re.compile("[\0\ud800-\udfff]")
_CONTROLS = bytes(number for number in range(32) if number not in b"\t\n\f\r\x1b")
_BINARY_STARTS = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"Rar!",
    b"\x7fELF",
    b"RIFF",
)


def page_text(page: bytes | str, content_type: str | None = None) -> str:
    """The characters of a page: no NUL, no half of a character.

    Args:
        page: As it came, or decoded already.
        content_type: As the server said it: `text/html; charset=koi8-r`.

    Raises:
        BadInput: It is empty, too long, or no text.
    """
    if len(page) > LONGEST_PAGE_BYTES:
        raise BadInput(
            f"The page is longer than {LONGEST_PAGE_BYTES:,} bytes, the most that is read; give its story alone."
        )
    text = page if isinstance(page, str) else _decoded(page, content_type)
    text = _NO_CHARACTERS.sub(lambda found: "" if found[0] == "\0" else "\ufffd", text)
    if not text.strip("\ufeff \t\r\n\f"):
        raise BadInput("The page is empty; get it again.")
    return text


def _decoded(page: bytes, content_type: str | None) -> str:
    mark, encoding = next(((mark, name) for mark, name in MARKS if page.startswith(mark)), (b"", None))
    encoding = encoding or _wide(page)
    if encoding is not None:
        return page[len(mark) :].decode(encoding, "replace")
    head = page[:_HEAD_BYTES]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if page.startswith(_BINARY_STARTS) or controls > len(head) / 50 + 2:
        raise BadInput("It is binary, no web page; give a page saved as HTML.")
    declared = list(_declared(page, content_type))
    if not page.isascii() or not declared:
        try:
            return page.decode()
        except UnicodeDecodeError as error:
            if "utf-8" in declared and _is_almost_utf8(page, error):
                return page.decode(errors="replace")
    for name in declared:
        try:
            return page.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    guess = _guessed(page)
    if declared and declared[0] != "utf-8" and guess == _WEAK:
        guess = declared[0]  # a few bytes wrong: as a browser shows it
    return page.decode(guess, "replace")


def _declared(page: bytes, content_type: str | None) -> Iterator[str]:
    """The encodings declared, the most trustworthy first."""
    head = page[:_HEAD_BYTES]
    labels: list[str] = []
    in_type = _IN_TYPE.search(content_type or "")
    if in_type is not None:
        labels.append(in_type[1])
    in_page = _DECLARED.search(head) or _XML_DECLARED.search(head)
    if in_page is not None:
        labels.append(in_page[1].decode("ascii", "replace"))
    names = list(dict.fromkeys(name for label in labels if (name := _meant(label)) is not None))
    if len(names) == 2 and names[0] == _WEAK:
        names.reverse()
    yield from names


def _meant(label: str) -> str | None:
    """The codec that a label means; None where it is none of text."""
    label = label.lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return None if name in _NO_TEXT_CODECS else _MEANT.get(name, name)


def _wide(page: bytes) -> str | None:
    """UTF-16 without a mark: a NUL beside every character of the markup, on one side only."""
    head = page[:1024]
    if len(head) < 8:
        return None
    low, high = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / max(1, len(head[1::2]))
    if high > 0.15 and low * 10 < high:
        return "utf-16-le"
    if low > 0.15 and high * 10 < low:
        return "utf-16-be"
    return None


def _is_almost_utf8(page: bytes, error: UnicodeDecodeError) -> bool:
    """UTF-8 with a few bytes wrong, as cut-off pages and pasted texts have."""
    if error.start > len(page) - 4:
        return True
    text = page.decode(errors="replace")
    wrong = text.count("\ufffd")
    right = sum(1 for char in text if char > "\x7f") - wrong
    return wrong < max(3, right / 4)


def _guessed(page: bytes) -> str:
    """The encoding that the bytes look like, markup aside."""
    from charset_normalizer import from_bytes

    sample = _MARKUP.sub(b" ", page[:_SAMPLE_BYTES])
    if not sample.isascii():
        best = from_bytes(sample, preemptive_behaviour=False).best()
        if best is not None:
            name = _meant(best.encoding)
            if name is None or _LATIN.fullmatch(name):
                language = _LANGUAGE.search(page[:_HEAD_BYTES])
                name = _LATIN_OF_LANGUAGE.get(language[1].decode().lower() if language else "", _WEAK)
            if _is_in(page, name):
                return name
    return _WEAK


def _is_in(page: bytes, encoding: str) -> bool:
    try:
        page.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
