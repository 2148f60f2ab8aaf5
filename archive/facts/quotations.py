"""Quotations: the words inside quotation marks, and who is said to have said them.

Marks that only set a word apart (titles, scare quotes) are no quotations: a quotation has a cue ("he
said", "according to"), continues one that has, or is a clause of its own. Its span includes the
marks, its value does not. A quotation that is left open goes on in the next paragraph.
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from archive.facts.language import Language
from archive.facts.numbers import alternation
from archive.model import FactKind, Mention, Span

MARKS = re.compile("[“”\"„«»‟「」『』‘‚‹›]|(?<![\\w'’])'(?=[^\\W\\d])")
_ANY_MARK = re.compile('[“"„«»「『‘‚‹‟]')
_CLOSERS = {
    "“": "”",
    "„": '“”"',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "‟": "”",
}
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»“)]*\s+(?=[A-Z“\"‘«„¿¡À-Þ0-9(])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|Rev|St|Jr|Sr|No|Inc|Co|Corp|vs|Hon"
    r"|Adm|Maj|Cmdr|Pres|Supt|Det|U\.S|U\.N|U\.K|a\.m|p\.m|[A-Z])\.)\s*$"
)
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'.-]*(?: (?:(?:de|da|do|dos|del|della|von|van|der|den|al|el|bin|ibn|la|le|ben|abu"
    r"|of|the|for) )*[A-ZÀ-Þ][\w’'.-]*)*"
)
_LEADS = re.compile(
    r"(?i)^(?:and|but|so|yet|still|also|then|later|meanwhile|however|instead|earlier|now|yes|no"
    r"|moreover|afterwards?|today|yesterday|again|elsewhere|separately|nevertheless|as|because|since"
    r"|while|when|where|if|that|which|who|although|though|indeed|in fact),? "
)
_ADVERBIAL = re.compile(
    r"(?i)^(?:in|on|at|upon|even|after|before|during|when|while|as|for|by|speaking|asked|with|according"
    r"|following|despite|last|earlier|later|since|if|although|though|because|from|to|under|over|once"
    r"|until|writing|responding|addressing|citing|this|meanwhile|however|instead|also|then|still|yet"
    r"|finally|separately|but|and|so|among|appearing|(?:more|most) recently|\w+ (?:later|earlier|ago|before|after))\b"
)
_TAIL = re.compile(
    r"(?i)\s+(?:has|have|had|also|then|later|once|recently|reportedly|repeatedly|previously|earlier"
    r"|again|reluctantly|quietly|simply|bluntly|only|never|himself|herself|themselves|would|could"
    r"|did|is|was|were|are|be|been|being|who|which|that|further|famously|publicly|even|just|still"
    r"|went on to|\w+ly)\s*$"
)
_NP_END = re.compile(
    r"[,.;:!?()“”\"«»\[\]–—]|\s(?:in|on|at|during|after|before|to|who|whose|when|as|while|with|from"
    r"|by|about|that|last|late|early|yesterday|today|tomorrow|this|following|if|because|since|and"
    r"|but|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|via|through|over|under|into|upon"
    r"|ahead|outside|inside|told|said|speaking|referring|adding|noting|near|shortly|later|again"
    r"|through|told)\b",
    re.IGNORECASE,
)
_OBJECTS = re.compile(
    r"(?i)^\s*(?:the|a|an|him|her|them|me|us|reporters|journalists|lawmakers|parliament|it|that"
    r"|there|on|in|at|of|to|for|as|by|from|with|more|so|this|these|not|no|\d)\b"
)
_TITLED = re.compile(
    r"(?:[A-ZÀ-Þ0-9][\w’'&.-]*|of|the|and|a|an|in|on|to|for|with|is|at|by|or"
    r"|from)(?:[ :,-]+(?:[A-ZÀ-Þ0-9][\w’'&.-]*|of|the|and|a|an|in|on|to|for|with|is|at|by|or"
    r"|from))*[!?.,]?$"
)


# A full stop that ends no sentence: after an initial or a title.
_DOT = (
    r"(?:(?<=\b[A-Z])|(?<=\bMr|\bMs|\bDr|\bLt|\bJr|\bSr|\bSt)|(?<=\bMrs|\bGen|\bSen|\bRep|\bGov"
    r"|\bCol|\bSgt|\bRev|\bMaj|\bHon)|(?<=\bProf|\bCapt))\."
)
_LED_NOUN = re.compile(r"(?:The|the|A|An|a|an|His|Her|Their|his|her|their|Its|its) ")
_NOUN_AFTER = re.compile(
    r" (?!(?:and|or|but|in|on|at|to|of|by|for|with|when|while|after|before|because|as|if|that|which|who|about|over|from|until|during|since|against|is|was|the|a|an|his|her|their|its|last|this|adding|said|told)\b)[a-z]{3,}"
)
LONGEST_LEAD_CHARS = 600
"""How far before a quotation its speaker may stand."""
_PLAIN_CUES = frozenset(("said", "says", "told", "wrote", "tweeted"))
_GOING_ON = re.compile(r"(?:and )?(?:saying|adding|noting|telling \w+|calling \w+)(?: that)?")
_NAME_ALONE = re.compile(
    r"[A-ZÀ-Þ][\w’'.-]*(?: (?:(?:de|van|von|al|bin|der|den|la|le) )?[A-ZÀ-Þ][\w’'.-]*){1,3}"
)
_PARTING = re.compile(r"(, | – | — |; )")
_DETERMINED = re.compile(
    r"(?i)\b(?:the|an?|this|that|these|those|its|his|her|their|our|my|so-called|of|called|word|words"
    r"|term|phrase|what)\s$"
)
_NAMED_AFTER = re.compile(
    r", (?:the |a )?(?=[A-ZÀ-Þ][\w’'-]+ (?:(?:de|van|von|al|bin|der|den|la"
    r"|le) )?[A-ZÀ-Þ])([^,.;:“”\"]{3,60})(?=[,.;]|$)"
)


_IDEOGRAPHS = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]{6}")
_SIGNED = re.compile(
    r"[\s\u00a0]?[―—–][\s\u00a0]?(?=[A-ZÀ-Þ])("
    + _NAME.pattern
    + r")[\s\u00a0]*(?:[.,(]|$)(?! [a-z]+(?:ed|s)\b)"
)
"""A quotation signed: “…” — Anna Berg."""
_HE_GOES_ON = re.compile(r"[.!?] (?:He|She|They) [a-z]")
_FEWEST_GOING_ON = 5
_TITLE_DOT = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|Rev|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[A-Z])\."
)
_WHAT_CALLS = re.compile(r"(?i)\bwhat \w+ calls? (?:an? |the )?$")


class _Quoted(NamedTuple):
    """A stretch inside marks: whole, inner start and end, whether it was closed."""

    start: int
    end: int
    low: int
    high: int
    is_closed: bool


class QuotationRules:
    """The compiled patterns of one language."""

    def __init__(self, language: Language) -> None:
        """Compile the patterns."""
        self.language = language
        cues = alternation(language.cues) or "(?!)"
        pronouns = alternation(language.pronouns) or "(?!)"
        according = alternation(language.according) or "(?!)"
        adverb = (
            r"(?:(?:has|have|had|also|then|later|once|reportedly|repeatedly|simply|quietly|bluntly"
            r"|further|\w+ly) )?"
        )
        self.cue = re.compile(rf"(?i)(?<![\w’'-])({cues})(?![\w-])")
        self.after_subject = re.compile(
            rf"(?i)[,.]?[\s–—-]*(?P<np>(?:{pronouns})|(?:\([^()“”\"\n]{{1,30}}\)|[^.!?;:“”\"«»„\n]|{_DOT}){{2,110}}?),? {adverb}(?P<cue>{cues})(?![\w-])"
        )
        self.named_after = re.compile(
            rf" (?P<np>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'.-]+){{0,3}}) (?P<cue>{cues})(?=[.,]| (?:in|on|at|to|during|after)\b)"
        )
        self.told_last = re.compile(
            rf"(?i), (?P<np>(?:{pronouns})|(?:[^.!?;:,“”\"«»„\n]|{_DOT}){{2,70}}?) {adverb}(?P<cue>{cues})[.:]$"
        )
        self.after_verb = re.compile(
            rf"(?i)[,.]?[\s–—-]*(?P<cue>{cues}) (?P<np>(?:{pronouns})\b|[^\s“”\"«»„][^“”\"«»„\n]{{1,120}})"
        )
        self.inverted = (
            re.compile(
                r"(?i)[,.]?[\s–—-]*(?P<cue>(?:(?:a|ont|avait)[- ]t?-?)(?P<np>il|elle|on|ils|elles)[- ]\w+)"
            )
            if language.code == "fr"
            else None
        )
        self.according = re.compile(rf"(?i)\b(?P<cue>{according}) (?P<np>[^“”\"«»„\n]{{2,120}})")
        days = alternation(language.weekdays) or "(?!)"
        self.day = re.compile(
            rf"(?i)\s(?:(?:am|an|el|le|este|ce|on|last|this) )?(?:{days})\b|\s(?:im|am|beim|vor|nach"
            rf"|dans|lors|devant|durante|tras|ante)\b"
        )
        self.pronoun = re.compile(rf"(?i)(?:{pronouns})$")
        self.lead_pronoun = re.compile(rf"(?i)(?:{pronouns})\b")

    def quoted(self, text: str) -> list[_Quoted]:
        """The outermost stretches inside quotation marks."""
        found: list[_Quoted] = []
        at = 0
        size = len(text)
        marks = MARKS if " '" in text or text[:1] == "'" else _ANY_MARK
        while True:
            match = marks.search(text, at)
            if match is None:
                return found
            mark, start = match[0], match.start()
            at = start + 1
            if mark == '"' and start and text[start - 1] == "=":
                # An attribute of markup.
                at = max(text.find('"', at) + 1, at)
                continue
            if mark in "”›" or (mark == "»" and self.language.code != "de"):
                continue
            if (
                mark == '"'
                and start
                and (text[start - 1].isalnum() or text[start - 1] in "’'")
                and (start + 1 >= size or not text[start + 1].isalnum())
            ):
                continue
            closed = self._close(text, start, mark)
            if closed < 0:
                if mark in "“«„" or (mark == '"' and not text[:start].strip("-*> ")):
                    found.append(_Quoted(start, size, start + 1, size, is_closed=False))
                    return found
                continue
            low, high = start + 1, closed
            while low < high and text[low].isspace():
                low += 1
            while high > low and text[high - 1].isspace():
                high -= 1
            if high > low:
                found.append(_Quoted(start, closed + 1, low, high, is_closed=True))
            at = closed + 1

    def _close(self, text: str, start: int, mark: str) -> int:
        """Where the mark that closes stands, or -1."""
        if mark in "‘'":
            return _single_close(text, start, "’" if mark == "‘" else "'")
        closers = _CLOSERS.get(mark, "")
        depth = 1
        at = start + 1
        while at < len(text):
            character = text[at]
            if character in closers and not (
                mark == '"' and at + 1 < len(text) and text[at + 1].isalnum() and text[at - 1].isspace()
            ):
                depth -= 1
                if depth == 0:
                    return at
            elif character == mark and mark in "«「『":
                depth += 1
            elif character == mark and mark == "“":
                # A second opening mark: some write the closing mark as “ as well.
                if at + 1 >= len(text) or text[at + 1] in " ,.;:!?)":
                    return at
                depth += 0
            at += 1
        return -1

    def find(self, text: str) -> list[Mention]:
        """The quotations of a passage with their speakers, as far as the passage names them."""
        pieces = self.quoted(text)
        if not pieces:
            return []
        found: list[Mention] = []
        last: Mention | None = None
        for place, piece in enumerate(pieces):
            floor = pieces[place - 1].end if place else 0
            ceiling = pieces[place + 1].start if place + 1 < len(pieces) else len(text)
            mention = self._mention(text, piece, floor, ceiling, last)
            if mention is not None:
                found.append(mention)
                last = mention
        return found

    def _mention(
        self, text: str, piece: _Quoted, floor: int, ceiling: int, last: Mention | None
    ) -> Mention | None:
        inner = text[piece.low : piece.high]
        if not any(character.isalpha() for character in inner):
            return None
        begin = max(_sentence_start(text, piece.start, floor), piece.start - LONGEST_LEAD_CHARS)
        opens = not text[begin : piece.start].strip(" -–—*>(")
        is_partial = not opens and not text[max(0, piece.start - 8) : piece.start].rstrip().endswith(
            (":", ",")
        )
        speaker, cue = self._speaker_after(text, piece, ceiling, inner)
        rule = "quotation.after"
        if speaker is None and not opens:
            speaker, cue = self.speaker_before(text, begin, piece.start)
            rule = "quotation.before"
        if speaker is None and last is not None and self._continues(text[last.span.end : piece.start], last):
            speaker, cue, rule = last.speaker, last.cue, "quotation.continued"
        if (
            speaker is None
            and cue is None
            and opens
            and begin > floor
            and len(inner.split()) >= _FEWEST_GOING_ON
        ):
            speaker, cue = self._speaker_of_sentence(text, floor, begin)
            rule = "quotation.next"
        if is_partial and rule == "quotation.before" and len(inner.split()) <= 2 and _is_scare(text, piece):
            return None
        if is_partial and inner[-1] not in ",.?!" and " " in inner and _TITLED.match(inner):
            # A title: said on “Morning of the World”.
            return None
        if speaker is None and cue is None:
            named = self._unattributed(piece, inner, opens=opens)
            if named is None:
                return None
            rule = named
        return Mention(
            kind=FactKind.QUOTATION,
            span=Span(piece.start, piece.end),
            rule=rule,
            value=inner,
            speaker=speaker,
            cue=cue,
            is_partial=is_partial,
        )

    def _unattributed(self, piece: _Quoted, inner: str, *, opens: bool) -> str | None:
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
        ends = _SENTENCE_END.findall(_TITLE_DOT.sub(r"\1", between) + "A")
        if last.rule == "quotation.after" or last.speaker is None or last.speaker.start >= last.span.end:
            # “…,” he said. “…” or “…,” said Ruiz, “…”
            return (len(ends) <= 1 and len(stripped) < 220) or (
                len(ends) == 2 and len(stripped) < 260 and _HE_GOES_ON.search(between) is not None
            )
        if (
            not ends
            and len(stripped) < 80
            and re.match(r"(?:and|but|or)\b", stripped)
            and self.cue.search(stripped) is None
        ):
            return True
        if _GOING_ON.fullmatch(stripped):
            return True
        return stripped.lower() in ("and", "but", "or", "then", "and then", "and that", "adding")

    def _speaker_after(
        self, text: str, piece: _Quoted, ceiling: int, inner: str
    ) -> tuple[Span | None, str | None]:
        if not piece.is_closed:
            return None, None
        after = text[piece.end : ceiling]
        signed = _SIGNED.match(text, piece.end)
        if signed is not None:
            return Span(*signed.span(1)), None
        last = inner.rstrip("’'”\"")[-1:] or inner[-1]
        is_joined = (
            last in ",?!—–-…"
            or after[:1] in ",–—"
            or after[:2] in (" –", " —")
            or (last == "." and after[1:2].islower())
        )
        if self.inverted is not None and (match := self.inverted.match(text, piece.end, ceiling)):
            return Span(*match.span("np")), match["cue"].lower()
        match = self.after_verb.match(text, piece.end, ceiling)
        if match is not None and (is_joined or after[:1] == " "):
            speaker = self._phrase(text, match.start("np"), match.end("np"))
            if speaker is not None and not (
                _OBJECTS.match(speaker.of(text))
                and not re.match(r"(?i)(?:the|an?|her|his|their) \w", speaker.of(text))
            ):
                return speaker, match["cue"].lower()
        if (
            not is_joined
            and last == "."
            and (named := self.named_after.match(text, piece.end, ceiling)) is not None
        ):
            # “… is missing.” Berg said.
            return Span(*named.span("np")), named["cue"].lower()
        if is_joined:
            match = self.after_subject.match(text, piece.end, ceiling)
            if match is not None and not re.match(
                r"(?i)[,.]? ?(?:and|or|but|which|that|who|when|while|after|before|in|on|at|to|of) ",
                text[piece.end : piece.end + 8],
            ):
                speaker = self._subject(text, match.start("np"), match.end("np"))
                if speaker is not None:
                    return speaker, match["cue"].lower()
        stop = _SENTENCE_END.search(text, piece.end, ceiling)
        match = self.according.search(text, piece.end, stop.start() + 1 if stop else ceiling)
        if match is not None:
            speaker = self._phrase(text, match.start("np"), match.end("np"))
            if speaker is not None:
                return speaker, match["cue"].lower()
        return None, None

    def speaker_before(self, text: str, begin: int, start: int) -> tuple[Span | None, str | None]:
        """The subject of the cue in the same sentence before the quotation."""
        match = self.according.search(text, begin, start)
        if match is not None:
            speaker = self._phrase(text, match.start("np"), match.end("np"))
            if speaker is not None:
                return speaker, match["cue"].lower()
        cues = list(self.cue.finditer(text, begin, start))
        # "Prosecutors say he lied when he said …": the last plain verb of saying is the nearest.
        plain = [match for match in cues if match[1].lower() in _PLAIN_CUES]
        for match in [*plain[::-1], *cues]:
            if match.start() == begin or text[max(0, match.start() - 4) : match.start()] == " to ":
                continue
            speaker = self._subject(text, begin, match.start())
            if speaker is not None:
                return speaker, match[1].lower()
        return None, cues[-1][1].lower() if cues and text[:start].rstrip()[-1:] in ":," else None

    def _speaker_of_sentence(self, text: str, floor: int, end: int) -> tuple[Span | None, str | None]:
        """Who the sentence before says something, as in "The road is shut, Berg said. “…”"."""
        before = text[floor:end].rstrip()
        begin = _sentence_start(text, floor + len(before) - 1, floor)
        match = self.told_last.search(text, begin, floor + len(before))
        if match is None:
            return None, None
        speaker = self._subject(text, match.start("np"), match.end("np"))
        return (speaker, match["cue"].lower()) if speaker is not None else (None, None)

    def _subject(self, text: str, low: int, high: int) -> Span | None:
        """The noun phrase that is the subject of a verb right after `high`."""
        while low < high and (text[low].isspace() or text[low] in ",–—-*“”\"'‘’(>"):
            low += 1
        chunk = text[low:high].rstrip(" ,–—(")
        trimmed = _TAIL.sub("", " " + chunk)[1:] if chunk else ""
        while trimmed != chunk:
            chunk, trimmed = trimmed, _TAIL.sub("", " " + trimmed)[1:]
        chunk = chunk.rstrip(" ,")
        lead = _LEADS.match(chunk)
        while lead is not None:
            low += lead.end()
            chunk = chunk[lead.end() :]
            lead = _LEADS.match(chunk)
        if not chunk:
            return None
        near = self.pronoun.search(chunk)
        if near is not None and near.start() and chunk[near.start() - 1] == " ":
            return Span(low + near.start(), low + len(chunk))
        choice = self._part(chunk, low)
        if choice is None:
            return None
        start, phrase = choice
        words = phrase.split()
        if len(words) > 12:
            return None
        relative = re.search(r" (?:who|which|whose|in|on|at|after|during|when|with|from|as|that)\b", phrase)
        if relative is not None and relative.start() > 0:
            phrase = phrase[: relative.start()]
        verb = re.search(r" (?:was|were|is|are|had|has|did|will|would)\b", phrase)
        if verb is not None:
            return None
        phrase = phrase.strip()
        pronoun = self.pronoun.search(phrase)
        if pronoun is not None and pronoun.start() > 0 and phrase[pronoun.start() - 1] == " ":
            return Span(start + pronoun.start(), start + len(phrase))
        return Span(start, start + len(phrase)) if phrase else None

    def _part(self, chunk: str, low: int) -> tuple[int, str] | None:
        """Of the parts between commas the one that is the subject, and where it begins."""
        parts = _PARTING.split(chunk)
        place = low
        choice: tuple[int, str] | None = None
        for index, part in enumerate(parts):
            is_last = index == len(parts) - 1
            word = part.strip()
            if index % 2 or not word:
                is_chosen = False
            elif choice is None:
                is_chosen = not _ADVERBIAL.match(part) or bool(is_last and index and self.pronoun.match(word))
            else:
                is_chosen = is_last and self.lead_pronoun.fullmatch(word) is not None
            if is_chosen:
                choice = (place, part)
            if (
                choice is not None
                and choice[0] < place
                and _LED_NOUN.match(choice[1])
                and _NAME_ALONE.fullmatch(word)
            ):
                # "the bank’s chief economist, Ivo Marek, said": the name rather than the office.
                return place, part
            place += len(part)
        return choice

    def _phrase(self, text: str, low: int, high: int) -> Span | None:
        """The noun phrase that begins at `low`, up to what ends it."""
        at = low
        end = high
        while (stop := _NP_END.search(text, at, high)) is not None:
            at = stop.end()
            if stop[0] != "." or not (
                _ABBREVIATED.search(text[max(0, at - 9) : at]) or text[at : at + 1].isalnum()
            ):
                end = stop.start()
                break
        day = self.day.search(text, low, end)
        if day is not None and day.start() > low:
            end = day.start()
        phrase = text[low:end].rstrip(" .,")
        if not phrase or len(phrase.split()) > 12:
            return None
        if not re.search(r"\b[A-ZÀ-Þ]", phrase):
            named = _NAMED_AFTER.match(text, low + len(phrase), high)
            if named is not None:
                return Span(*named.span(1))
        return Span(low, low + len(phrase))


def _is_scare(text: str, piece: _Quoted) -> bool:
    """Whether marks around one or two words only set them apart: 'the "smart" bins', 'what he calls a "cabin"'."""
    start = piece.start
    return (
        (_NOUN_AFTER.match(text, piece.end) is not None and text[piece.high - 1] not in ",.?!")
        or _DETERMINED.search(text, max(0, start - 12), start) is not None
        or _WHAT_CALLS.search(text, max(0, start - 40), start) is not None
    )


def _single_close(text: str, start: int, mark: str) -> int:
    """The closing single mark: one that is no apostrophe."""
    best = -1
    at = text.find(mark, start + 1)
    while at >= 0:
        following = text[at + 1 : at + 2]
        before = text[at - 1]
        if not following.isalnum():
            if before in ",.?!…":
                return at
            if (
                best < 0
                and before != " "
                and not (
                    before == "s"
                    and following == " "
                    and re.match(r" [a-z]", text[at + 1 : at + 3])
                    and text.find(mark, at + 1) > 0
                )
            ):
                best = at
                if following != " ":
                    return at
        at = text.find(mark, at + 1)
        if best >= 0 and (at < 0 or at - best > 200):
            break
    return best if best - start > 3 else -1


def _sentence_start(text: str, at: int, floor: int) -> int:
    """Where the sentence that holds `at` begins, not before the end of the quotation before."""
    begin = 0
    for match in _SENTENCE_END.finditer(text, max(0, floor - 1), min(len(text), at + 1)):
        if match.end() > at:
            break
        if match[0][0] == "." and _ABBREVIATED.search(text[max(0, match.start() - 8) : match.start() + 1]):
            continue
        begin = match.end()
    return max(begin, floor)


@cache
def quotation_rules(language: Language) -> QuotationRules:
    """The patterns for a language, compiled once."""
    return QuotationRules(language)


def leading_speaker(text: str, language: Language) -> Span | None:
    """Who speaks next, where a passage ends with a colon: "Berg continued:"."""
    end = len(text.rstrip())
    if text[end - 1 : end] != ":" or not language.cues:
        return None
    rules = quotation_rules(language)
    return rules.speaker_before(text, _sentence_start(text, end - 1, 0), end)[0]


def find(text: str, language: Language) -> list[Mention]:
    """The quotations of a passage; see the module."""
    if (
        '"' not in text and " '" not in text and text[:1] != "'"
        and (text.isascii() or _ANY_MARK.search(text) is None)
    ):  # fmt: skip
        return []
    return quotation_rules(language).find(text)
