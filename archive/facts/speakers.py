"""Who is said to have said a quotation: the noun phrase that a verb of saying or "according to" goes with.

The words between commas beside the verb are its *parts*: a name, another noun phrase, a pronoun, or an adverbial
("speaking in Oslo", "a day later"). A name beside the verb is the speaker, but for what stands in apposition to
a name before it. A participle ("…, calling it") speaks of the one the sentence begins with.
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from archive.facts.language import Language
from archive.facts.noun_phrases import ABBREVIATED, ADVERBIAL, PARTICLES, TIMES, WORD, NounPhrases
from archive.facts.numbers import alternation
from archive.facts.quotation_marks import Quoted
from archive.model import Span

SENTENCE_END = re.compile(r"[.!?…][\"”’'»“)]*\s+(?=[A-Z“\"‘'`«„¿¡À-Þ0-9(])")
_AUXILIARY = re.compile(r"(?:^|\s)(?:is|was|were|are|been|be|[’']s)(?: [a-z]+ly| also| now| just| even)?\s*$")
_OBJECTS = re.compile(
    r"(?i)^\s*(?:the|a|an|him|her|them|me|us|reporters|journalists|lawmakers|parliament|it|that"
    r"|there|on|in|at|of|to|for|as|by|from|with|more|so|this|these|not|no|\d)\b"
)
_DETERMINED = re.compile(r"(?i)(?:the|an?|her|his|their) \w")
# A full stop that ends no sentence: after an initial or a title.
_DOT = (
    r"(?:(?<=\b[A-Z])|(?<=\bMr|\bMs|\bDr|\bLt|\bJr|\bSr|\bSt)|(?<=\bMrs|\bGen|\bSen|\bRep|\bGov"
    r"|\bCol|\bSgt|\bRev|\bMaj|\bHon)|(?<=\bProf|\bCapt))\."
)
NAME = re.compile(rf"{WORD}(?: (?:(?:{PARTICLES}|of|the|for) )*{WORD})*")
_JOINED_VERB = re.compile(r"\b(?:and|but|or|then)(?: also| then| later| even| [a-z]+ly)?\s*$")
SIGNED = re.compile(
    r"[\s\u00a0]?[―—–][\s\u00a0]?(?=[A-ZÀ-Þ])("
    + NAME.pattern
    + r")[\s\u00a0]*(?:[.,(]|$)(?! [a-z]+(?:ed|s)\b)"
)
"""A quotation signed: “…” — Anna Berg."""
_LABELLED = re.compile(
    rf"(?:^|[-–—•] ?|[.!?\])] |(?:from|by|is|quotes?|cites?) )((?:[a-z]+ ){{0,3}}?{WORD}(?: (?:(?:{PARTICLES}|and) )?{WORD}){{0,4}})(?: \([^()]{{1,30}}\)| in [A-Z][a-z]+(?: \d{{4}})?)?:[\s\u00a0]*$"
)
"""A name with a colon right before a quotation, as in "Anna Berg: “…”" and "from Anna Berg: “…”"."""
_LONGEST_LABEL = 120
_STATEMENT = re.compile(
    r"\b(?:statement|comments?|remarks?|tweets?|message|post|letter|response|reply|answer|warning|note)\b[^:.]*:\s*$"
)
"""As in "Ida Quist released this statement:"."""
_VERB_FIRST = re.compile(rf" (?!(?i:{TIMES})\b)((?:[A-Za-z]+ ){{0,3}}?[A-ZÀ-Þ])")
_MOST_CUES = 6
_BESIDE_QUOTATION = 3
_INVERTING = frozenset(
    [
        "said",
        "says",
        "wrote",
        "writes",
        "explained",
        "explains",
        "argues",
        "argued",
        "notes",
        "noted",
        "adds",
        "added",
    ]
)
_BETWEEN_COMMAS = re.compile(rf"[^,], ({WORD}(?: (?:{PARTICLES} )?{WORD}){{0,3}}) $")
_NAME_NEXT = re.compile(rf" (?!(?i:{TIMES})\b)({WORD}(?: (?:{PARTICLES} )?{WORD}){{0,3}}),")
_BESIDE = re.compile(r"(?: that| out)?[,:]?\s*")
_QUOTED_AS = re.compile(r"\bquot(?:ed|es|ing) (?P<by>by )?(?P<np>[^“”\"]{2,80}) as $")
_QUOTES = frozenset("“\"„«‘'`")
_PLAIN_CUES = frozenset(("said", "says", "told", "wrote", "tweeted"))
_BEFORE_PARTICIPLE = re.compile(
    r"(?:,[\"”’']{0,2}|—|–|\b(?:while|by|before|after|in|and|then|for|of|without|statement|letter|tweet|memo|post|message|note|speech|ad))\s*$"
)
_WITH = re.compile(r"\bwith ((?:[A-ZÀ-Þ][\w’'.-]* ?){1,4})$")


class Speaker(NamedTuple):
    """Who said something, and by which verb; each None where it is not told."""

    span: Span | None
    cue: str | None


NOBODY = Speaker(None, None)


def sentence_start(text: str, at: int, floor: int) -> int:
    """Where the sentence that holds `at` begins, not before `floor`."""
    begin = 0
    for match in SENTENCE_END.finditer(text, max(0, floor - 1), min(len(text), at + 1)):
        if match.end() > at:
            break
        if match[0][0] == "." and ABBREVIATED.search(text[max(0, match.start() - 8) : match.start() + 1]):
            continue
        begin = match.end()
    return max(begin, floor)


class SpeakerRules:
    """The compiled patterns of one language."""

    def __init__(self, language: Language) -> None:
        """Compile the patterns."""
        cues = alternation(language.cues) or "(?!)"
        pronouns = alternation(language.pronouns) or "(?!)"
        according = alternation(language.according) or "(?!)"
        adverb = (
            r"(?:(?:has|have|had|also|then|later|once|reportedly|repeatedly|simply|quietly|bluntly"
            r"|further|\w+ly) )?"
        )
        is_english = language.code == "en"
        # "…,” calling it": a participle has its subject before the quotation.
        finite = "(?!going on|[a-z]+ing\\b)" if is_english else ""
        self.cue = re.compile(rf"(?i)(?<![\w’'-])({cues})(?![\w-])")
        self.participle = re.compile(r"(?i)[a-z]+ing$" if is_english else "(?!)")
        self.after_subject = re.compile(
            rf"(?i)[,.]?[\s–—-]*(?P<np>(?:{pronouns})|(?:\([^()“”\"\n]{{1,30}}\)|[^.!?;:“”\"«»„\n]|{_DOT}){{2,110}}?),? {adverb}{finite}(?P<cue>{cues})(?![\w-])"
        )
        self.named_after = re.compile(
            rf" (?P<np>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'.-]+){{0,3}}) (?P<cue>{cues})(?=[.,]| (?:in|on|at|to|during|after)\b)"
        )
        self.told_last = re.compile(
            rf"(?i), (?P<np>(?:{pronouns})|(?:[^.!?;:,“”\"«»„\n]|{_DOT}){{2,70}}?) {adverb}(?P<cue>{cues})[.:]$"
        )
        self.inverted_last = re.compile(
            rf"(?i), (?P<cue>{cues}) (?P<np>(?!that\b|to\b|in\b|on\b|it\b|he\b|she\b|they\b)[^\n]{{2,140}})$"
        )
        self.after_verb = re.compile(
            rf"(?i)[,.]?[\s–—-]*{finite}(?P<cue>{cues}) (?P<np>(?:{pronouns})\b|[^\s“”\"«»„][^“”\"«»„\n]{{1,120}})"
        )
        self.inverted = (
            re.compile(
                r"(?i)[,.]?[\s–—-]*(?P<cue>(?:(?:a|ont|avait)[- ]t?-?)(?P<np>il|elle|on|ils|elles)[- ]\w+)"
            )
            if language.code == "fr"
            else None
        )
        self.according = re.compile(rf"(?i)\b(?P<cue>{according}) (?P<np>[^“”\"«»„\n]{{2,120}})")
        self.phrases = NounPhrases(language)

    def after(self, text: str, piece: Quoted, ceiling: int) -> Speaker:
        """Who said it by what follows a quotation, up to `ceiling`."""
        if not piece.is_closed:
            return NOBODY
        after = text[piece.end : ceiling]
        signed = SIGNED.match(text, piece.end)
        if signed is not None:
            return Speaker(Span(*signed.span(1)), None)
        inner = text[piece.low : piece.high]
        last = inner.rstrip("’'”\"")[-1:] or inner[-1]
        is_joined = (
            last in ",?!—–-…"
            or after[:1] in ",–—"
            or after[:2] in (" –", " —")
            or (last == "." and after[1:2].islower())
        )
        if self.inverted is not None and (match := self.inverted.match(text, piece.end, ceiling)):
            return Speaker(Span(*match.span("np")), match["cue"].lower())
        match = self.after_verb.match(text, piece.end, ceiling)
        if match is not None and (is_joined or after[:1] == " "):
            span = self.phrases.phrase(text, match.start("np"), match.end("np"))
            if span is not None and not (
                _OBJECTS.match(span.of(text)) and not _DETERMINED.match(span.of(text))
            ):
                return Speaker(span, match["cue"].lower())
        if (
            not is_joined
            and last == "."
            and (named := self.named_after.match(text, piece.end, ceiling)) is not None
        ):
            # “… is missing.” Berg said.
            return Speaker(Span(*named.span("np")), named["cue"].lower())
        if is_joined:
            match = self.after_subject.match(text, piece.end, ceiling)
            if match is not None and not re.match(
                r"(?i)[,.]? ?(?:and|or|but|which|that|who|when|while|after|before|in|on|at|to|of) ",
                text[piece.end : piece.end + 8],
            ):
                span = self.phrases.subject(text, match.start("np"), match.end("np"))
                if span is not None:
                    return Speaker(span, match["cue"].lower())
        if last in ".!?…" and not is_joined and after[:1].isspace() and not after.lstrip()[:1].islower():
            # Another sentence begins: what it says has its own source.
            return NOBODY
        match = self.according.search(text, piece.end, _sentence_end(text, piece.end, ceiling))
        if match is not None:
            span = self.phrases.phrase(text, match.start("np"), match.end("np"))
            if span is not None:
                return Speaker(span, match["cue"].lower())
        return NOBODY

    def before(
        self, text: str, begin: int, start: int, quoted: Sequence[Quoted] = (), floor: int | None = None
    ) -> Speaker:
        """The subject of the cue in the same sentence before a quotation.

        Args:
            text: The passage.
            begin: Where the sentence begins.
            start: Where the quotation begins.
            quoted: The stretches inside marks between, whose words are no cues.
            floor: Where the last of them ends; `begin` where there is none.
        """
        floor = begin if floor is None else max(floor, begin)
        match = self.according.search(text, floor, start)
        if match is not None:
            span = self.phrases.phrase(text, match.start("np"), match.end("np"))
            if span is not None:
                return Speaker(span, match["cue"].lower())
        near = list(self.cue.finditer(text, floor, start))
        cues = _in_order(near)
        if near and _BESIDE.fullmatch(text, near[-1].end(), start):
            cues.insert(0, near[-1])
        if floor > begin:
            cues += _in_order(
                [
                    match
                    for match in self.cue.finditer(text, begin, floor)
                    if not any(piece.start <= match.start() < piece.end for piece in quoted)
                ]
            )
        for match in cues:
            span = self._of_cue(text, begin, match, quoted, start)
            if span is not None:
                return Speaker(span, match[1].lower())
        is_led = text[:start].rstrip()[-1:] in ":,"
        if (
            is_led
            and (label := _LABELLED.search(text, max(begin, start - _LONGEST_LABEL), start)) is not None
        ):
            return Speaker(Span(*label.span(1)), near[-1][1].lower() if near else None)
        if is_led and _STATEMENT.search(text, max(begin, start - _LONGEST_LABEL), start) is not None:
            return Speaker(self.phrases.leading(text, begin, start), near[-1][1].lower() if near else None)
        return Speaker(None, near[-1][1].lower() if near and is_led else None)

    def _of_cue(
        self, text: str, begin: int, match: re.Match[str], quoted: Sequence[Quoted], start: int
    ) -> Span | None:
        """The subject of one cue."""
        at = match.start()
        if text[max(0, at - 4) : at] == " to ":
            return None
        is_participle = self.participle.match(match[1]) is not None
        if is_participle and text[begin : begin + 1] not in _QUOTES:
            return self._of_participle(text, begin, at)
        for piece in quoted:
            inner = text[piece.low : piece.high]
            if begin < piece.end <= at and (inner[-1] in ",.?!" or inner.count(" ") >= 3):
                begin = piece.end
        if is_participle:
            return self._of_participle(text, begin, at)
        lead = text[begin:at].strip(" “\"‘'")
        if not lead or (lead[-1] == "," and ADVERBIAL.match(lead)):
            # As in "Said Berg, who was there: …" and "In other words, explained Berg: …".
            named = _VERB_FIRST.match(text, match.end(), start)
            return self.phrases.phrase(text, named.start(1), start) if named is not None else None
        if text[match.end() : match.end() + 1] == "," and start - match.end() > _BESIDE_QUOTATION:
            # "The road, Berg said, is shut": who says it stands between commas.
            named = _BETWEEN_COMMAS.search(text, max(begin, at - 80), at)
            if named is not None:
                return Span(*named.span(1))
        if lead[-1:] == "," and match[1].lower() in _INVERTING:
            # "The road, says Berg, the mayor, is shut".
            named = _NAME_NEXT.match(text, match.end(), start)
            if named is not None:
                return Span(*named.span(1))
        if _JOINED_VERB.search(text, max(begin, at - 24), at):
            return self.phrases.leading(text, begin, at)
        return self.phrases.subject(text, begin, at)

    def _of_participle(self, text: str, begin: int, at: int) -> Span | None:
        """Whom "…, calling it" or "is calling it" speaks of."""
        if _AUXILIARY.search(text, max(begin, at - 24), at):
            return self.phrases.subject(text, begin, at)
        quoting = _QUOTED_AS.search(text, max(begin, at - 100), at)
        if quoting is not None:
            # "The Herald quoted Berg as saying", "Berg was quoted by the Herald as saying".
            if quoting["by"]:
                return self.phrases.subject(text, begin, quoting.start())
            return self.phrases.phrase(text, quoting.start("np"), quoting.end("np"))
        named = _WITH.search(text[max(begin, at - 60) : at])
        if named is not None:
            low = max(begin, at - 60) + named.start(1)
            return Span(low, low + len(named[1].rstrip()))
        if _BEFORE_PARTICIPLE.search(text, max(begin, at - 16), at):
            return self.phrases.leading(text, begin, at)
        return None

    def of_sentence(self, text: str, floor: int, end: int) -> Speaker:
        """Who the sentence before says something, as in "The road is shut, Berg said. “…”"."""
        high = floor + len(text[floor:end].rstrip())
        begin = sentence_start(text, high - 1, floor)
        match = self.told_last.search(text, begin, high)
        if match is not None:
            span = self.phrases.subject(text, match.start("np"), match.end("np"))
            if span is not None:
                return Speaker(span, match["cue"].lower())
        match = self.inverted_last.search(text, max(begin, high - 160), high)
        if match is not None:
            span = self.phrases.phrase(text, match.start("np"), high)
            if span is not None and (span.end >= high - 1 or text[span.end] == ","):
                return Speaker(span, match["cue"].lower())
        if begin <= floor and floor:
            return NOBODY
        for match in reversed(list(self.cue.finditer(text, begin, high))):
            if match[1].lower() in _PLAIN_CUES or match.end() >= high - 1:
                span = self._of_cue(text, begin, match, (), high)
                if span is not None:
                    return Speaker(span, match[1].lower())
        return NOBODY


def _sentence_end(text: str, at: int, ceiling: int) -> int:
    """Where the sentence that goes on at a place ends, its full stop included."""
    for match in SENTENCE_END.finditer(text, at, ceiling):
        if match[0][0] != "." or not ABBREVIATED.search(text[max(at, match.start() - 8) : match.start() + 1]):
            return match.start() + 1
    return ceiling


def _in_order(cues: list[re.Match[str]]) -> list[re.Match[str]]:
    """Cues in the order they are asked: "Prosecutors say he lied when he said …": the last plain one is the nearest."""
    plain = [match for match in cues if match[1].lower() in _PLAIN_CUES]
    return [*plain[::-1][:_MOST_CUES], *[match for match in cues if match not in plain][:_MOST_CUES]]


@cache
def speaker_rules(language: Language) -> SpeakerRules:
    """The patterns for a language, compiled once."""
    return SpeakerRules(language)
