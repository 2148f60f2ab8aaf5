"""Sentences: where one ends and the next begins.

Sentences are units of comparison and of attribution only; what is stored is the passage. The sentencex
library proposes where to cut and knows the abbreviations of many languages; the rules here take
back the cuts it makes inside `Gen. Sir Rupert Smith`, `5 p.m. EST` or `“We won!” Alvarez said`, and add
a few it leaves out. Each rule looks at a few characters on either side of a cut: the time is linear.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from archive.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SPLITTER = "sentencex+2"
"""Name and version of the rules: another name may divide the same text otherwise."""

LONGEST_PIECE_CHARS = 8_000
"""Longer lines are cut up for sentencex, whose time grows with the square of a line's open quotations."""
_BEFORE_CHARS, _AFTER_CHARS, _LONGEST_SHORT_FORM_CHARS = 40, 80, 12

_CLOSING = "”’»\"')]}」』）】›"
# Short forms that stand before a name, before anything but the start of a sentence, and before a number.
_TITLE = """
Mr Mrs Ms Mx Messrs Mmes Dr Drs Prof Hon Rev Fr Msgr Sr Sra Srta Dra Sen Sens Rep Reps Gov Govs Pres Amb Atty
Supt Gen Maj Brig Lt Col Capt Cpt Cmdr Cdr Adm Sgt Cpl Pvt Pfc Spc Det Insp Mme Mlle Mgr Me MM Hr Frhr Sig
Dott Avv Mt
"""
_NAMED = "Ft St Ste vs approx est e.g i.e cf ca bzw z.B u.a d.h sog г ул им"
_NUMBERED = """
No Nos Nr nº n° N° Art art vol Vol p pp S fig figs Fig Figs ch Ch sec Sec Abs approx ca est h
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
"""
_STARTER = """
A All Also An And As At But By Each Few For From He Her His How However I If In Is It Its Many Most My Nobody
No Now On One Our Others Police She So Some Still That The Their Then There These They This Those Two We What
When Where Why You Yet Did Do Does Are Was Were Can Could Would Have Has Should Which Whose Not Perhaps Maybe
Today Yesterday Meanwhile Since Although Though While After Before With To
Der Die Das Ein Eine Er Sie Es Wir Heute Danach Il Elle Ils Le La Les El Los
"""
_SPEAKING = """
said says asked told added wrote tweeted shouted replied cried wondered yelled explained announced declared
"""
_ZONE_OR_DAY = """
[ECMP][SD]?T [BICW]E?ST CEST GMT UTC Eastern Central Pacific local
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
# What a German ordinal counts: `3. Mai`.
_COUNTED = """
Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Jahrhunderts?
Jahrestag Weltkriegs? Mal Tag Bezirk Stock Runde Platz Geburtstag Klasse Lebensjahr Spieltag Minute Woche
Bundestag Etage
"""


def _any_of(words: str) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True)) + ")"


def _starts(words: str) -> str:
    return "(?:" + "|".join(words.split()) + r")\b"


def _rules(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(rf"(?:{before})\Z"), re.compile(after)) for before, after in pairs)


# Each rule: what stands before a cut, and what after it, where no sentence ends; first after a full stop.
_AFTER_DASH = (r"[.!?…][”\"’'»)\]]*", r"--|[–—] ?[^\W\d_A-Z]")
_WITHIN_AFTER_STOP = _rules(
    (rf"(?<!\w){_any_of(_TITLE)}\.", r"[^\W\d]"),
    (rf"(?<!\w)(?:{_any_of(_NAMED)}|z\. ?B|u\. ?a|d\. ?h)\.", rf"(?!{_starts(_STARTER)})[^\W_]"),
    (r"(?<!\w)(?:e\.g|i\.e)\.", r"\w"),
    (rf"(?<!\w){_any_of(_NUMBERED)}\.", r"\d"),
    (r"\b[ap]\.?m\.", _starts(_ZONE_OR_DAY)),
    # Initials and short forms: J. K. Moran, U.S. Army; not where a word follows that starts sentences.
    (r"(?:(?<!\w)[A-ZÀ-Þ]\. ?)+(?<![AP]\.M\.)", rf"(?!{_starts(_STARTER)})[A-ZÀ-Þ]"),
    (r"(?<![\d.,])\d{1,2}\.", _starts(_COUNTED)),
    _AFTER_DASH,
)
_WITHIN_AFTER_OTHER = _rules(
    # A question or an exclamation, and who said it.
    (r"[!?…][”\"’»]", rf"(?:(?:[A-Z][\w.’'-]*|the|an?|his|her) ){{1,5}}{_starts(_SPEAKING)}(?! that\b)"),
    (r"[。！？][」』”]", r"[とのはがをにも、，]|って|など|.{0,6}[说說称稱问問道]"),
    (r"[A-ZÀ-Þ][!?]", r"[A-ZÀ-Þ]\."),
    _AFTER_DASH,
)
_LOWER_AFTER = re.compile(r"[^\W\d_A-ZÀ-Þ\u10d0-\u10ff]")
_OWN_SMALL = re.compile(r"[a-z]{1,2}[A-Z]|(?:al|el|de|van|von|ibn|bin)[- ][A-ZÀ-Þ]")
# A number, letter or bullet alone is no sentence: it belongs to the item it begins.
_MARKER = re.compile(r"(?:[•⁃◦‣*-] ?)?\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})(?:[.)]|\.\))|[•⁃◦‣]")
_ITEM = re.compile(
    r"(?:(?<=\s)|\A)(?=[•⁃◦‣\da-z])(?P<bullet>[•⁃◦‣])?\s?"
    r"(?:(?:(?P<number>\d{1,2})|(?P<letter>[a-z]))(?P<end>\.\)|[.)])(?=\s)|(?<=[•⁃◦‣]))(?=\s*\S)"
)
# Ends that sentencex leaves out: after a bracket, after a short form, between the dots of an ellipsis.
# The mark comes first in the pattern, so that everything between two marks is passed over at once.
_MISSED = re.compile(
    r"[.!?．](?:"
    r"(?<=[^\W_].)[)\]]\s+(?=[“\"‘(]?[A-ZÀ-Þ])"
    rf"|(?<=[A-Z]\.[A-Z]\.)\s+(?={_starts(_STARTER)})"
    r"|(?<=\b(?:Jan|Feb|Mar|Apr|Aug|Sep|Oct|Nov|Dec)\.)\s+(?=[A-Z][a-z]+ [a-z])"
    r"|(?:(?<=\ANo\.)|(?<=[.?!”\"] No\.))\s+(?=[A-Z])"
    r"|(?<=[^\W_]\.)\s(?=\. \. \. [A-Z])"
    r"|“\s+(?=[„A-ZÀ-Þ])"
    r"|(?<=\d h\.)\s+(?=[A-ZÀ-Þ])"
    r"|(?<=[^\W\d_]．)(?=[^\W\d_])"
    r")"
)
# Plain letters without a mark before their end: one sentence, and most items and headings are that.
_SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9 ,;%$&/-]*[A-Za-z0-9][.!?]?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WRAPPED = re.compile(r"[a-z(]")


@cache
def _boundaries() -> Callable[[str, str], list[dict[str, Any]]]:
    from sentencex import get_sentence_boundaries

    return get_sentence_boundaries  # type: ignore[no-any-return]


def split_sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """The sentences of a passage, as spans without the white space around them.

    Closing marks stay with their sentence, an item's marker with the item. A line feed ends a sentence, save
    where a line was plainly wrapped in mid sentence.

    Args:
        text: One passage, or several parted by line feeds.
        language: ISO 639-1 code, perhaps with a region; an unknown one is treated as English.

    Returns:
        Spans in order that do not overlap and cover every character but white space.

    Example:
        >>> text = "Gen. Hay spoke at 5 p.m. EST. “We won!” Lee said."
        >>> [span.of(text) for span in split_sentences(text)]
        ['Gen. Hay spoke at 5 p.m. EST.', '“We won!” Lee said.']
    """
    spans = []
    if text and _SIMPLE.fullmatch(text):
        return (Span(0, len(text)),)
    for start, end in _lines(text):
        line = text[start:end]
        cuts = [0, *_cuts(line, language.partition("-")[0]), len(line)]
        for one, two in pairwise(cuts):
            piece = line[one:two]
            left = one + len(piece) - len(piece.lstrip())
            right = one + len(piece.rstrip())
            if right > left:
                spans.append(Span(start + left, start + right))
    return tuple(spans)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text; one that goes on in mid sentence, and ends one, with the line before it."""
    start = 0
    position = text.find("\n")
    while position >= 0:
        end = text.find("\n", position + 1)
        following = text[position + 1 : end if end >= 0 else len(text)].strip()
        before = text[max(start, position - 20) : position].rstrip()
        goes_on = (
            _WRAPPED.match(following)
            and following.rstrip(_CLOSING)[-1:] in ".!?"
            and before[-1:].isalnum()
            and not _MARKER.match(following)
        )
        if not goes_on:
            yield start, position
            start = position + 1
        position = end
    yield start, len(text)


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """A line in pieces short enough for sentencex, cut between words."""
    start = 0
    while len(line) - start > LONGEST_PIECE_CHARS:
        end = max(line.rfind(mark, start, start + LONGEST_PIECE_CHARS) for mark in (". ", "? ", "! ", "。"))
        if end <= start:
            end = line.rfind(" ", start, start + LONGEST_PIECE_CHARS)
        end = end + 1 if end > start else start + LONGEST_PIECE_CHARS
        yield start, end
        start = end
    yield start, len(line)


def _cuts(line: str, language: str) -> list[int]:
    """Where the sentences of a line after the first begin, in order."""
    proposed: set[int] = set()
    for start, end in _pieces(line):
        piece = _SURROGATE.sub("\ufffd", line[start:end])
        proposed.update(start + found["start_index"] for found in _boundaries()(language, piece))
    items = set(_item_cuts(line))
    missed = {match.end() for match in _MISSED.finditer(line)}
    cuts: list[int] = []
    last = 0
    for proposal in sorted(proposed | items | missed):
        cut = _past_closing(line, proposal)
        if cut <= last or cut >= len(line):
            continue
        if proposal in items or not _is_within(line, last, cut, is_sure=proposal in missed):
            cuts.append(cut)
            last = cut
    return cuts


def _past_closing(line: str, cut: int) -> int:
    """The cut, moved behind closing marks that follow it at once, or after a space and before another."""
    if cut == 0 or line[cut - 1].isspace() or line[cut : cut + 1] not in _CLOSING:
        return cut
    while cut < len(line) and line[cut] in _CLOSING:
        cut += 1
    return cut


def _is_within(line: str, start: int, cut: int, *, is_sure: bool) -> bool:
    """The cut is inside a sentence that began at `start`; a sure one is where that has no word of its own."""
    before = line[max(start, cut - _BEFORE_CHARS) : cut].rstrip()
    after = line[cut : cut + _AFTER_CHARS].lstrip()
    if not before or not after:
        return False
    if cut - start < _BEFORE_CHARS and (_MARKER.fullmatch(before) or not any(map(str.isalnum, before))):
        return True
    if is_sure:
        return False
    if before[-1] not in _ENDS:
        return True  # where the line was cut into pieces
    if _LOWER_AFTER.match(after) and after[0].islower():
        return not _OWN_SMALL.match(after) and not line[start : start + 1].islower()
    rules = _WITHIN_AFTER_STOP if before[-1] == "." else _WITHIN_AFTER_OTHER
    end = before[-_LONGEST_SHORT_FORM_CHARS:]
    return any(one.search(end) and two.match(after) for one, two in rules)


_ENDS = frozenset(".!?…。！？｡؟۔।॥⁇⁈⁉‼։።፧។៕༎" + _CLOSING + ":;*_")


def _item_cuts(line: str) -> Iterable[int]:
    """Where the items of a list written on one line begin: `1. … 2. … 3. …`, after the first."""
    first = _ITEM.match(line)
    if first is None:
        return
    due = _ordinal(first)
    for match in _ITEM.finditer(line, first.end()):
        if match["bullet"] != first["bullet"] or match["end"] != first["end"]:
            continue
        if _ordinal(match) == (due + 1 if due is not None else None):
            due = due + 1 if due is not None else None
            yield match.start()


def _ordinal(match: re.Match[str]) -> int | None:
    if match["number"]:
        return int(match["number"])
    return ord(match["letter"]) if match["letter"] else None
