"""Speech that a dash introduces: "— Je viens, dit-il.", "—Ya voy —dijo Ana—. Espera.".

French and Spanish write it so. A passage that begins with a dash is speech only where a verb of saying tells
so; else it may be an item of a list. What the narrator puts in ("dit-il") parts the speech into quotations of
one speaker; French puts it between guillemets, too, and does not part the words there.
"""

from __future__ import annotations

import re
from functools import cache

from archive.facts.language import Language
from archive.facts.numbers import alternation
from archive.facts.speakers import NOBODY, Speaker
from archive.model import FactKind, Mention, Span

DASHES = frozenset("—–―")
_LANGUAGES = ("fr", "es")
_LONGEST_ASIDE = 160
_NAME = r"[^\s.,;:!?—–―«»“”]+(?: [^\s.,;:!?—–―«»“”]+){0,5}"
_ASIDE_END = re.compile(r"[.,;:!?…]+(?:\s|$)|$")


@cache
def _aside(language: Language) -> re.Pattern[str]:
    """What the narrator says within speech: the verb of saying, then who says it."""
    cues = alternation(language.cues) or "(?!)"
    pronouns = alternation(language.pronouns) or "(?!)"
    if language.code == "fr":
        # "dit-il", "a-t-elle répondu", "répond Anne"
        return re.compile(
            rf"(?i)[,.!?…][\s\u00a0]*(?P<dash>[—–―][\s\u00a0]?)?"
            rf"(?P<cue>(?:a|ont|avait)-t?-?(?P<p1>{pronouns}) \w+|\w+(?:-t)?-(?P<p2>{pronouns})\b"
            rf"|(?:{cues}) (?P<np>{_NAME}))"
        )
    return re.compile(rf"(?i)[\s\u00a0](?P<dash>[—–―])(?P<cue>(?:{cues}))\b(?: (?P<np>{_NAME}))?")


def find(text: str, language: Language) -> list[Mention]:
    """The quotations of a passage that begins with a dash.

    Args:
        text: The passage.
        language: Its language; only French and Spanish write speech so.
    """
    if language.code not in _LANGUAGES or text[:1] not in DASHES:
        return []
    found: list[Mention] = []
    start, low = 0, 1 + (len(text[1:]) - len(text[1:].lstrip()))
    for match in _aside(language).finditer(text, low):
        speaker, cue = _told(text, match)
        if low > match.start() or (found and speaker is None):
            continue
        # French keeps the sign before the aside with the speech, Spanish none.
        high = match.start() + (1 if language.code == "fr" else 0)
        found += _said(text, start, low, high, speaker, cue)
        start = low = _after_aside(text, match.end(), is_closed=match["dash"] is not None)
        if low >= len(text):
            break
    if found and low < len(text):
        last = found[-1]
        found += _said(text, start, low, len(text.rstrip()), last.speaker, last.cue)
    return found


def within(text: str, low: int, high: int, language: Language) -> Speaker:
    """Who speaks by what French puts in between guillemets: "« Nous partons, dit Anne, et vite. »"."""
    match = _aside(language).search(text, low, high) if language.code == "fr" else None
    return NOBODY if match is None else Speaker(*_told(text, match))


def _told(text: str, match: re.Match[str]) -> tuple[Span | None, str]:
    """Who says it in what the narrator puts in, and by which verb."""
    groups = match.groupdict()
    name = next((name for name in ("np", "p1", "p2") if groups.get(name) is not None), None)
    if name is None:
        return None, match["cue"].lower()
    speaker = Span(*match.span(name))
    cue = text[match.start("cue") : speaker.start].strip() if name == "np" else match["cue"]
    return speaker, cue.lower()


def _said(text: str, start: int, low: int, high: int, speaker: Span | None, cue: str | None) -> list[Mention]:
    """One stretch of speech as a quotation; none where it has no words."""
    value = text[low:high].strip()
    if not any(character.isalpha() for character in value):
        return []
    end = low + len(text[low:high].rstrip())
    return [
        Mention(
            kind=FactKind.QUOTATION,
            span=Span(start, end),
            rule="quotation.dash",
            value=value,
            speaker=speaker,
            cue=cue,
        )
    ]


def _after_aside(text: str, at: int, *, is_closed: bool) -> int:
    """Where the speech goes on after what the narrator put in; the end of the text where it does not."""
    stop = min(len(text), at + _LONGEST_ASIDE)
    if is_closed:
        places = [place for dash in DASHES if (place := text.find(dash, at, stop)) >= 0]
        if not places:
            return len(text)
        at = min(places) + 1
    end = _ASIDE_END.search(text, at, stop)
    at = stop if end is None else end.end()
    while at < len(text) and (text[at].isspace() or text[at] in DASHES):
        at += 1
    return at
