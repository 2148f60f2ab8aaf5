"""Quotations: the words inside quotation marks, and who is said to have said them.

Marks that only set a word apart (titles, scare quotes) are no quotations: a quotation has a cue ("he
said", "according to"), continues one that has, or is a clause of its own. Its span includes the
marks, its value does not. A quotation that is left open goes on in the next paragraph. The marks are read
by `quotation_marks`, speech after a dash by `dialogue`, who speaks by `speakers`.
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from archive.facts import dialogue
from archive.facts.language import Language
from archive.facts.quotation_marks import Quoted, may_quote, quoted
from archive.facts.speakers import NOBODY, SENTENCE_END, Speaker, sentence_start, speaker_rules
from archive.model import FactKind, Mention, Span

_TITLED = re.compile(
    r"(?:[A-ZÀ-Þ0-9][\w’'&.-]*|of|the|and|a|an|in|on|to|for|with|is|at|by|or"
    r"|from)(?:[ :,-]+(?:[A-ZÀ-Þ0-9][\w’'&.-]*|of|the|and|a|an|in|on|to|for|with|is|at|by|or"
    r"|from))*[!?.,]?$"
)
_NOUN_AFTER = re.compile(
    r" (?!(?:and|or|but|in|on|at|to|of|by|for|with|when|while|after|before|because|as|if|that|which|who|about|over|from|until|during|since|against|is|was|the|a|an|his|her|their|its|last|this|adding|said|told)\b)[a-z]{3,}"
)
LONGEST_LEAD_CHARS = 600
"""How far before a quotation its speaker may stand."""
_GOING_ON = re.compile(r"(?:and )?(?:saying|adding|noting|telling \w+|calling \w+)(?: that)?")
_DETERMINED = re.compile(
    r"(?i)\b(?:the|an?|this|that|these|those|its|his|her|their|our|my|so-called|of|called|word|words"
    r"|term|phrase|what)\s$"
)
_IDEOGRAPHS = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]{6}")
_HE_GOES_ON = re.compile(r"[.!?] (?:He|She|They) [a-z]")
_FEWEST_GOING_ON = 5
_LONGEST_BETWEEN = 220
_MOST_IN_SENTENCE = 4
_TITLE_DOT = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|Rev|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[A-Z])\."
)
_WHAT_CALLS = re.compile(r"(?i)\bwhat \w+ calls? (?:an? |the )?$")
_SAME_SUBJECT = re.compile(
    r"(?:^\s*|[,;–—] ?|\b(?:and|but|or|then|also|later|while|before|after|by) )(?:also |then |later |even )?$"
)


class QuotationRules:
    """How quotations are found in one language."""

    def __init__(self, language: Language) -> None:
        """Take the language's patterns."""
        self.language = language
        self.speakers = speaker_rules(language)

    def find(self, text: str) -> list[Mention]:
        """The quotations of a passage with their speakers, as far as the passage names them."""
        pieces = quoted(text, is_german=self.language.code == "de")
        found: list[Mention] = []
        last: Mention | None = None
        for place in range(len(pieces)):
            mention = self._mention(text, pieces, place, last)
            if mention is not None:
                found.append(mention)
                last = mention
        return found

    def _mention(
        self, text: str, pieces: Sequence[Quoted], place: int, last: Mention | None
    ) -> Mention | None:
        piece = pieces[place]
        inner = text[piece.low : piece.high]
        if not any(character.isalpha() for character in inner):
            return None
        floor = pieces[place - 1].end if place else 0
        ceiling = pieces[place + 1].start if place + 1 < len(pieces) else len(text)
        begin = max(sentence_start(text, piece.start, floor), piece.start - LONGEST_LEAD_CHARS)
        opens = not text[begin : piece.start].strip(" -–—*>(")
        is_partial = not opens and not text[max(0, piece.start - 8) : piece.start].rstrip().endswith(
            (":", ",")
        )
        who, rule = self.speakers.after(text, piece, ceiling), "quotation.after"
        if who.span is None and not opens:
            who, rule = self._before(text, pieces, place, begin, last), "quotation.before"
        if who.span is None and last is not None and self._continues(text[last.span.end : piece.start], last):
            who, rule = Speaker(last.speaker, last.cue), "quotation.continued"
        if who == NOBODY and opens and begin > floor and len(inner.split()) >= _FEWEST_GOING_ON:
            who, rule = self.speakers.of_sentence(text, floor, begin), "quotation.next"
        if who == NOBODY:
            who, rule = dialogue.within(text, piece.low, piece.high, self.language), "quotation.within"
        if is_partial and rule == "quotation.before" and len(inner.split()) <= 2 and _is_scare(text, piece):
            return None
        if is_partial and inner[-1] not in ",.?!" and " " in inner and _TITLED.match(inner):
            # A title: said on “Morning of the World”.
            return None
        if who == NOBODY:
            named = self._unattributed(piece, inner, opens=opens)
            if named is None:
                return None
            rule = named
        return Mention(
            kind=FactKind.QUOTATION,
            span=Span(piece.start, piece.end),
            rule=rule,
            value=inner,
            speaker=who.span,
            cue=who.cue,
            is_partial=is_partial,
        )

    def _before(
        self, text: str, pieces: Sequence[Quoted], place: int, begin: int, last: Mention | None
    ) -> Speaker:
        """Who the words of the narrator before a quotation, in its sentence, let say it."""
        start = pieces[place].start
        floor = pieces[place - 1].end if place else 0
        if begin > floor or not place:
            return self.speakers.before(text, begin, start)
        # Other marks stand in the same sentence, or a sentence ends inside them.
        near = self.speakers.before(text, begin, start)
        if near.span is not None:
            return near
        previous = pieces[place - 1]
        if last is not None and last.span.start == previous.start:
            return self._shared(text, last, start) or near
        low = place - 1
        while low and sentence_start(text, pieces[low].start, pieces[low - 1].end) == pieces[low - 1].end:
            if place - low > _MOST_IN_SENTENCE or start - pieces[low].start > LONGEST_LEAD_CHARS:
                break
            low -= 1
        begin = max(
            sentence_start(text, pieces[low].start, pieces[low - 1].end if low else 0),
            start - LONGEST_LEAD_CHARS,
        )
        return self.speakers.before(text, begin, start, pieces[low:place], floor)

    def _shared(self, text: str, last: Mention, start: int) -> Speaker | None:
        """The speaker of the quotation before in the same sentence, where no one else says something between."""
        between = text[last.span.end : start]
        if last.speaker is None or len(between) > _LONGEST_BETWEEN:
            return None
        for match in self.speakers.cue.finditer(between):
            if not _SAME_SUBJECT.search(between[: match.start()]):
                return None
        return Speaker(last.speaker, last.cue)

    def _unattributed(self, piece: Quoted, inner: str, *, opens: bool) -> str | None:
        """The rule by which words without a cue are a quotation all the same; None where they are a title or scare quotes."""
        count = len(inner.split())
        if not self.language.cues:
            return "quotation.marks" if count >= 4 or _IDEOGRAPHS.search(inner) else None
        if _TITLED.match(inner) and (count < 8 or not opens):
            return None
        if opens:
            is_clause = count >= 3 and (not piece.is_closed or inner[-1] in ".!?,…—–-" or count > 7)
            return "quotation.clause" if is_clause else None
        return "quotation.partial" if count >= 6 or (count >= 4 and not piece.is_closed) else None

    def _continues(self, between: str, last: Mention) -> bool:
        """Whether what stands between two quotations leaves the speaker as it was."""
        if last.speaker is None and last.cue is None:
            return False
        stripped = between.strip(" .,;–—-…")
        if not stripped:
            return True
        ends = SENTENCE_END.findall(_TITLE_DOT.sub(r"\1", between) + "A")
        if last.rule == "quotation.after" or last.speaker is None or last.speaker.start >= last.span.end:
            # “…,” he said. “…” or “…,” said Ruiz, “…”
            return (len(ends) <= 1 and len(stripped) < 220) or (
                len(ends) == 2 and len(stripped) < 260 and _HE_GOES_ON.search(between) is not None
            )
        if (
            not ends
            and len(stripped) < 80
            and re.match(r"(?:and|but|or)\b", stripped)
            and self.speakers.cue.search(stripped) is None
        ):
            return True
        if _GOING_ON.fullmatch(stripped):
            return True
        return stripped.lower() in ("and", "but", "or", "then", "and then", "and that", "adding")


def _is_scare(text: str, piece: Quoted) -> bool:
    """Whether marks around one or two words only set them apart: 'the "smart" bins', 'what he calls a "cabin"'."""
    start = piece.start
    return (
        (_NOUN_AFTER.match(text, piece.end) is not None and text[piece.high - 1] not in ",.?!")
        or _DETERMINED.search(text, max(0, start - 12), start) is not None
        or _WHAT_CALLS.search(text, max(0, start - 40), start) is not None
    )


@cache
def quotation_rules(language: Language) -> QuotationRules:
    """The patterns for a language, compiled once."""
    return QuotationRules(language)


def leading_speaker(text: str, language: Language) -> Span | None:
    """Who speaks next, where a passage ends with a colon: "Berg continued:"."""
    end = len(text.rstrip())
    if text[end - 1 : end] != ":" or not language.cues:
        return None
    begin = max(sentence_start(text, end - 1, 0), end - LONGEST_LEAD_CHARS)
    return speaker_rules(language).before(text, begin, end).span


def find(text: str, language: Language) -> list[Mention]:
    """The quotations of a passage; see the module."""
    found = quotation_rules(language).find(text) if may_quote(text) else []
    return dialogue.find(text, language) if not found and text[:1] in dialogue.DASHES else found
