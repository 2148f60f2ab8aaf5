r"""From a text to the terms of the index.

We cut and fold words ourselves and give FTS5 nothing but finished terms with a space between
(`indexed`), so that its tokenizer has nothing left to decide: what `tokens` says is what the index
holds, in any version of SQLite. Words fold case, accents and widths (`Café` and `ＣＡＦＥ` are `cafe`);
digits stay. Everything else parts words, so `al-Kadhimi` is two terms and `2,500` is two. In
scripts without spaces each character is a term, and a word of them is a phrase.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from archive.search.letters import (
    ACCENTS,
    FOLDED_LETTERS,
    FOLDS,
    LOOSE_LETTERS,
    MARKS,
    PAIRS,
    SOUND_MARKS,
    SPACELESS,
)

_ASCII = "".join(chr(i).lower() if chr(i).isalnum() else " " for i in range(128))
_TERM = re.compile("[0-9a-z]+")
_PAIR = re.compile(f"[{''.join(PAIRS)}]")
_PIECE = re.compile(r"\S+")
SEPARATORS = frozenset(chr(i) for i in range(128) if not chr(i).isalnum())
"""What stands between terms in a text whose places are kept (`expanded`)."""

# What stands between the words of Western news besides the signs of ASCII: most passages have nothing else.
_PUNCTUATION = frozenset(
    chr(code)
    for first, last in (
        (0xA0, 0xA9), (0xAB, 0xB1), (0xB4, 0xB4), (0xB6, 0xB8), (0xBB, 0xBB), (0xBF, 0xBF),
        (0x2000, 0x203E), (0x20A0, 0x20BF),
    )
    for code in range(first, last + 1)
)  # fmt: skip
USUAL_SIGNS = "\u00a0£§©«®°·»¿¡\u2009–—‘’‚“”„•…\u202f€"
_ASCII_SIGNS = bytes(range(128))

# Letters and signs that stand for one sign of ASCII each, as bytes: looking them up so is the fastest.
_LETTERS = {
    letter: fold.encode() for letter, fold in (*zip(FOLDED_LETTERS, FOLDS, strict=True), *PAIRS.items())
}
_CODES = codecs.charmap_build(
    "".join(map(chr, range(128))) + (FOLDED_LETTERS + USUAL_SIGNS).ljust(128, "\ufffe")
)
_FOLDS = bytes(range(128)).lower() + FOLDS.ljust(128, "?").encode()


class Token(NamedTuple):
    """A term and where it stands in its text: code points, half-open."""

    term: str
    start: int
    end: int


class _Patterns(NamedTuple):
    """The patterns for what is not ASCII; compiled when first needed, since that takes milliseconds."""

    word: re.Pattern[str]
    foreign: re.Pattern[str]
    piece: re.Pattern[str]
    spaceless: re.Pattern[str]
    accents: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    letter = rf"[\w{MARKS}]"
    return _Patterns(
        word=re.compile(rf"{letter}+"),
        foreign=re.compile(rf"(?<![0-9A-Za-z])([0-9A-Za-z]*+(?![\x00-\x7f]){letter}+)|[^\x00-\x7f]"),
        piece=re.compile(rf"[{SPACELESS}][{SOUND_MARKS}]*|[^{SPACELESS}]+"),
        spaceless=re.compile(f"([{SPACELESS}])"),
        accents=re.compile(f"[{ACCENTS}]+"),
    )


def tokens(text: str) -> list[Token]:
    """The terms of a text, in order, with their places.

    Example:
        >>> [token.term for token in tokens("Café al-Kadhimi: $5.2m")]
        ['cafe', 'al', 'kadhimi', '5', '2m']
        >>> [token.term for token in tokens("东京2021")]
        ['东', '京', '2021']
    """
    form = aligned(text)
    if form is not None:
        return [Token(found[0], found.start(), found.end()) for found in _TERM.finditer(form)]
    made = []
    for piece in _PIECE.finditer(text.replace("_", " ")):
        offset = piece.start()
        made += [Token(term, offset + start, offset + end) for term, start, end in _piece_tokens(piece[0])]
    return made


@lru_cache(maxsize=1 << 14)
def _piece_tokens(piece: str) -> tuple[Token, ...]:
    """The tokens of a text without white space."""
    form = aligned(piece)
    if form is not None:
        return tuple(Token(found[0], found.start(), found.end()) for found in _TERM.finditer(form))
    patterns = _patterns()
    return tuple(
        Token(term, word.start() + part.start(), word.start() + part.end())
        for word in patterns.word.finditer(piece)
        for part in patterns.piece.finditer(word[0])
        for term in _terms(part[0])
    )


def aligned(text: str) -> str | None:
    """The comparable form, if its places are the text's; None where the letters forbid that."""
    if text.isascii():
        return text.lower()
    try:
        return codecs.charmap_encode(text, "strict", _CODES)[0].translate(_FOLDS).decode("ascii")
    except UnicodeEncodeError:
        pass
    # Taking the ASCII off first leaves a few signs to look at, one by one.
    beyond = text.encode(errors="surrogatepass").translate(None, _ASCII_SIGNS).decode(errors="surrogatepass")
    if not _PUNCTUATION.issuperset(beyond):
        return None
    return text.encode("ascii", "replace").decode("ascii").lower()


def expanded(text: str) -> tuple[str, list[int]] | None:
    """The same with the letters that fold to two written out, and where in it the second of each stands.

    Example:
        >>> expanded("Große")
        ('grosse', [4])
    """
    form = aligned(text)
    if form is not None:
        return form, []
    pairs = [found.start() for found in _PAIR.finditer(text)]
    form = aligned(_PAIR.sub(lambda found: PAIRS[found[0]], text)) if pairs else None
    return None if form is None else (form, [place + number for number, place in enumerate(pairs, 1)])


def terms_apart(joined: bytes) -> str:
    r"""The terms of texts, in order, with spaces between and around: the fastest form to look for a term in.

    Args:
        joined: The texts in UTF-8, with a NUL between, as there will be.

    Example:
        >>> terms_apart("Łódź – the U.S.\0Mud".encode())
        ' lodz     the u s  \x00 mud '
    """
    form = joined if joined.isascii() else flat(joined)
    if form is None:
        return "\0".join(f" {_written_out(text)} " for text in joined.decode().split("\0"))
    return (b" " + form.translate(_APART_BYTES).replace(b"\0", b" \0 ") + b" ").decode("ascii")


def tight(form: str) -> str:
    """The same with no more than one space between, so that phrases can be looked for."""
    return f" {' '.join(form.split())} "


def indexed(text: str) -> str:
    """The terms of a text, in order, parted by one space: what the index is given.

    Example:
        >>> indexed("“Überraschung” in Łódź – the U.S. reacts")
        'uberraschung in lodz the u s reacts'
    """
    form = text.encode() if text.isascii() else flat(text.encode(errors="surrogatepass"))
    if form is None:
        return _written_out(text)
    return b" ".join(form.translate(_TERM_BYTES).split()).decode("ascii")


def flat(whole: bytes) -> bytes | None:
    """A text with its letters in ASCII alone, what is left beyond being signs; None: the rules are needed.

    Byte by byte, since articles are megabytes: letters beyond ASCII are few, and each is looked for once.

    Args:
        whole: The text in UTF-8, with letters beyond ASCII.
    """
    beyond = set(whole.translate(None, _ASCII_SIGNS).decode(errors="surrogatepass")) - _PUNCTUATION
    if not beyond <= _LETTERS.keys():
        return None
    for letter in beyond:
        whole = whole.replace(letter.encode(), _LETTERS[letter])
    return whole


def _written_out(text: str) -> str:
    """The terms, parted by one space, of a text with letters beyond ASCII."""
    # White space always parts words, so that only the few pieces with such letters need be looked into.
    text = " ".join(
        piece if piece.isascii() else _usual_piece(piece) if len(piece) < _LONG_PIECE else _piece(piece)
        for piece in text.replace("_", " ").split()
    )
    # `str.translate` is fast for ASCII alone; ASCII bytes mean themselves in UTF-8.
    return b" ".join(text.encode().translate(_ASCII_BYTES).split()).decode()


_LONG_PIECE = 32


def _piece(piece: str) -> str:
    return _patterns().foreign.sub(_as_terms, piece)


_usual_piece = lru_cache(maxsize=1 << 14)(_piece)

_ASCII_BYTES = _ASCII.encode() + bytes(range(128, 256))
_TERM_BYTES = _ASCII.encode() + b" " * 128
_APART_BYTES = b"\0" + _TERM_BYTES[1:]


def _as_terms(found: re.Match[str]) -> str:
    """A word with letters beyond ASCII as its terms; anything else beyond ASCII as a space."""
    if found[1] is None:
        return " "
    terms = [term for piece in _patterns().piece.findall(found[1]) for term in _terms(piece)]
    return f" {' '.join(terms)} "


@lru_cache(maxsize=1 << 16)
def _terms(piece: str) -> tuple[str, ...]:
    """The terms of a word that has one script's way of writing: one, unless folding takes it apart."""
    patterns = _patterns()
    text = unicodedata.normalize("NFKD", piece)
    if not patterns.word.fullmatch(text):  # as ½, which would come apart at its stroke
        text = unicodedata.normalize("NFD", piece)
    for _ in range(2):  # folding the case of a letter may bring forth an accent
        text = patterns.accents.sub("", text).casefold()
    text = unicodedata.normalize("NFC", text.translate(_LOOSE))
    text = "".join(patterns.word.findall(text.replace("_", "")))
    return tuple(patterns.spaceless.sub(r" \1 ", text).split())


_LOOSE = str.maketrans(LOOSE_LETTERS)
