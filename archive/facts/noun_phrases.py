"""The noun phrase that a verb goes with, told without a grammar: what stands between commas beside it.

The words between commas beside a verb are its *parts*: a name, another noun phrase, a pronoun, or an adverbial
("speaking in Oslo", "a day later"). A name beside the verb is its subject, but for what stands in apposition to
a name before it.
"""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re

from archive.facts.language import Language
from archive.facts.numbers import alternation
from archive.model import Span

ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|Rev|St|Jr|Sr|No|Inc|Co|Corp|vs|Hon"
    r"|Adm|Maj|Cmdr|Pres|Supt|Det|U\.S|U\.N|U\.K|a\.m|p\.m|[A-Z])\.)\s*$"
)
TIMES = (
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august"
    r"|september|october|november|december"
)
_LEADS = re.compile(
    r"(?i)^(?:and|but|so|yet|still|also|then|later|meanwhile|however|instead|earlier|now|yes|no"
    r"|moreover|afterwards?|today|yesterday|again|elsewhere|separately|nevertheless|additionally|furthermore"
    r"|similarly|specifically|that|which|who|indeed|in fact),? "
)
_CLAUSE_LEADS = re.compile(r"(?i)^(?:as|because|since|while|when|where|if|although|though),? ")
ADVERBIAL = re.compile(
    r"(?i)^(?:in|on|at|upon|even|after|before|during|when|while|as|for|by|speaking|asked|with|according"
    r"|following|despite|last|earlier|later|since|if|although|though|because|from|to|under|over|once"
    r"|until|writing|responding|addressing|citing|this|meanwhile|however|instead|also|then|still|yet"
    r"|finally|separately|but|and|so|among|appearing|(?:more|most) recently|\w+ (?:later|earlier|ago|before|after)"
    r"|(?:an?|one|two|three|several|some|a few|the next|the same|that|the previous|the following) "
    r"(?:moments?|minutes?|hours?|days?|nights?|weeks?|months?|years?|morning|evening|afternoon)"
    r"|of course|of|regarding|concerning|here|there|back in|no doubt|to be sure|for example|for instance|shortly|soon|afterwards?|today|yesterday|today"
    rf"|who|whose|which|where|whom|(?:{TIMES}))\b"
)
_PARTICIPLE = re.compile(
    r"(?:Frustrated|Asked|Pressed|Questioned|Challenged|Reached|Contacted|Undeterred|Unfazed|Encouraged|Alarmed|Annoyed"
    r"|Irritated|Surrounded|Joined|Flanked|Visibly)\b|(?!(?:King|Spring|Sterling|Fleming|Browning|Harding)\b)[A-Za-z]?[a-z]{2,}ing\b(?! [A-Z][a-z]+$)"
)
_ONE_NAME = re.compile(r"[A-ZÀ-Þ][\w’'.-]*")
_TAIL = re.compile(
    r"\s+(?:(?i:has|have|had|also|then|later|once|recently|reportedly|repeatedly|previously|earlier"
    r"|again|reluctantly|quietly|simply|bluntly|only|never|himself|herself|themselves|would|could"
    r"|did|is|was|were|are|be|been|being|who|which|that|further|famously|publicly|even|just|still"
    r"|went on to)|[a-z]+ly)\s*$"
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
_TO_WHOM = re.compile(
    r"(?:advis[eo]r|aide|ambassador|assistant|attorney|counsel|deputy|envoy|secretary|consultant|delegate|candidate|heir"
    r"|successor|witness|party|close) to (?:the )?(?=[A-ZÀ-Þ])"
)
WORD = r"[A-ZÀ-Þ][\w’'.-]*"
PARTICLES = r"(?:de|da|do|dos|del|della|von|van|der|den|al|el|bin|ibn|la|le|ben|abu)"
_TO_WHOM_IN_GERMAN = re.compile(r"[A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+(?= (?:der|dem|den) [A-ZÄÖÜ])")
"""A full name before a dative: "sagte Anna Berg der Zeitung"."""
_TRAILS = {
    "de": r"|\s(?:ist|sind|war|waren|sei|seien|hat|habe|haben|wird|werde|gegenüber|zu)\b",
    "fr": r"|\s(?:à|au|aux|est|sont|a|ont)\b",
    "es": r"|\s(?:a|al|en|es|son|ha|han)\b",
}
"""What no longer belongs to a speaker, language by language: to whom it is said, and the verb of the sentence."""
_WHEN = re.compile(rf"(?i)(?:on|at|in|last|this|during|after|before|late|early|{TIMES})\b")
_LED_NOUN = re.compile(r"(?i:the|an?|his|her|their|its|another|one|fellow) ")
_NAME_ALONE = re.compile(rf"{WORD}(?: (?:{PARTICLES} )?{WORD}){{0,5}}(?: \([^()]{{1,12}}\))?")
_TITLED_NAME = re.compile(
    rf"(?:[\w’'.-]+ (?:(?:of|for) (?:the )?)?){{0,7}}?{WORD} (?:{PARTICLES} )?{WORD}(?: \([^()]{{1,12}}\))?"
)
_SUFFIX = re.compile(r"(?:[RDI]-\w+\.?|Jr\.?|Sr\.?|\d{1,3}|[A-Z]{1,5}|M\.?D\.?|Ph\.?D\.?)")
_NAME_LAST = re.compile(
    rf"(?<! in)(?<! at)(?<! of)(?<! on)(?<! to)(?<! the)(?<! for)(?<! from)(?<! with)(?<! near)(?<! by) ((?<=[a-z] ){WORD}(?: {WORD}){{0,2}})$"
)
_CLAUSE_SUBJECT = re.compile(
    rf"\b(?:that|because|after|when|as|while|if|before|since|where|although|though) ((?:[a-z]+ ){{0,2}}{WORD}(?: (?:{PARTICLES} )?{WORD}){{0,4}}) ?$"
)
"""A name at the end of a clause within: "so loud that Gov. Anna Berg said"."""
_NO_NOUN_PHRASE = re.compile(r"(?:of|in|to|and|or|than|not|by|for|[a-z]+ed|is|was|came)\b")
_DANGLING = re.compile(r"\b(?:and|or|of|the|a|an|to|in)$")
_PLURAL = re.compile(
    r"(?:[a-z’'-]+ ){0,3}(?:[a-z-]+s|police|people|others|men|women|children|staff|one|some|many|both)"
)
_PARTING = re.compile(r"(, | – | — |— ?|; )")
_NAMED_AFTER = re.compile(
    rf", (?:the |a )?(?=[A-ZÀ-Þ][\w’'-]+ (?:{PARTICLES} )?[A-ZÀ-Þ])([^,.;:“”\"]{{3,60}})(?=[,.;]|$)"
)
_OFFICE = re.compile(r"(?:[\w.-]+ ){0,3}[\w.-]+(?:[’']s|(?<=s)[’'])(?: [a-z-]+){1,4}")
"""Somebody's office, before the name: "Norway's minister", "the Smiths' own lawyer"."""
_LONGEST_PHRASE_WORDS = 12
_RELATIVE = re.compile(r" (?:who|which|whose|in|on|at|after|during|when|with|from|as|that)\b")
_FINITE = re.compile(
    r" (?:was|were|is|are|had|has|did|will|would|came|made|took|went|gave|does|do|can|could|should|may|might)\b"
)
_LEADING = re.compile(
    rf"(?:(?:The|A|An|His|Her|Their|One|Another) (?:[\w’'-]+ ){{1,6}}?|(?:{WORD} )?{WORD}(?<=[’']s) (?:[a-z-]+ ){{1,2}}?|(?:[A-Za-z-]+ ){{0,3}}?{WORD}(?: (?:(?:{PARTICLES}|of|and|for) (?:the )?)?{WORD}){{0,6}}(?: \([^()]{{1,12}}\))? ?)"
    r"(?=, |(?:who|has|have|had|is|was|were|are|will|would|also|then|later|never|[a-z]+ly|[a-z]+ed|[a-z]+s|told|took|made|went|gave|came|spoke|wrote|sent|got|held|met|saw|put|ran|struck|began|stood|left|kept|drew|let|led|shot|hit)[ ,])"
)


class NounPhrases:
    """How the subjects and objects of verbs are found in one language."""

    def __init__(self, language: Language) -> None:
        """Compile the patterns."""
        pronouns = alternation(language.pronouns) or "(?!)"
        days = alternation(language.weekdays) or "(?!)"
        self.is_german = language.code == "de"
        self.trail = re.compile(
            rf"(?i)\s(?:(?:am|an|el|le|este|ce|on|last|this) )?(?:{days})\b|\s(?:im|am|beim|vor|nach"
            rf"|dans|lors|devant|durante|tras|ante)\b{_TRAILS.get(language.code, '')}"
        )
        self.pronoun = re.compile(rf"(?i)(?:{pronouns})$")
        self.lead_pronoun = re.compile(rf"(?i)(?:{pronouns})\b")

    def subject(self, text: str, low: int, high: int) -> Span | None:
        """The noun phrase that is the subject of a verb right after `high`."""
        while low < high and (text[low].isspace() or text[low] in ",–—-*“”\"'‘’(>"):
            low += 1
        chunk = text[low:high].rstrip(" ,–—(")
        trimmed = _TAIL.sub("", " " + chunk)[1:] if chunk else ""
        while trimmed != chunk:
            chunk, trimmed = trimmed, _TAIL.sub("", " " + trimmed)[1:]
        chunk = chunk.rstrip(" ,")
        is_one_part = _PARTING.search(chunk) is None
        while (
            lead := _LEADS.match(chunk) or (_CLAUSE_LEADS.match(chunk) if is_one_part else None)
        ) is not None:
            low += lead.end()
            chunk = chunk[lead.end() :]
        if not chunk:
            return None
        near = self.pronoun.search(chunk)
        if near is not None and near.start() and chunk[near.start() - 1] == " ":
            return Span(low + near.start(), low + len(chunk))
        choice = self._part(chunk, low)
        if choice is None:
            return None
        start, phrase = choice
        named = _CLAUSE_SUBJECT.search(phrase)
        if named is not None:
            return Span(start + named.start(1), start + named.end(1))
        if len(phrase.split()) > _LONGEST_PHRASE_WORDS or _FINITE.search(phrase):
            return None
        relative = _RELATIVE.search(phrase)
        if relative is not None and relative.start() > 0:
            phrase = phrase[: relative.start()]
        phrase = phrase.strip()
        if _NO_NOUN_PHRASE.match(phrase) or _DANGLING.search(phrase):
            return None
        pronoun = self.pronoun.search(phrase)
        if pronoun is not None and pronoun.start() > 0 and phrase[pronoun.start() - 1] == " ":
            return Span(start + pronoun.start(), start + len(phrase))
        return Span(start, start + len(phrase)) if phrase else None

    def _part(self, chunk: str, low: int) -> tuple[int, str] | None:
        """Of the parts between commas the one that is the subject, and where it begins."""
        parts: list[tuple[int, str]] = []
        place = low
        for index, part in enumerate(_PARTING.split(chunk)):
            if index % 2 == 0 and part.strip():
                parts.append((place, part))
            place += len(part)
        if not parts:
            return None
        last = parts[-1]
        word = last[1].strip()
        if self.lead_pronoun.fullmatch(word):
            return last
        chosen: tuple[int, str] | None = None
        is_led = False
        for place, part in parts:
            is_beside_verb = place == last[0] and _ONE_NAME.fullmatch(part.strip()) is not None
            if ADVERBIAL.match(part) or (not is_beside_verb and _PARTICIPLE.match(part)):
                is_led = is_led or chosen is None
                continue
            if chosen is None:
                chosen = place, part
        if chosen is None:
            # "In an interview Berg said".
            named = _NAME_LAST.search(last[1])
            return (last[0] + named.start(1), named[1]) if named is not None else None
        if chosen[0] < last[0] and _is_named(word) and not _SUFFIX.fullmatch(word):
            # "the bank’s chief economist, Ivo Marek, said", "After a talk in Oslo, Norway, Ivo Marek said".
            first = chosen[1].strip()
            if is_led or _LED_NOUN.match(first) or not _is_named(first):
                return last
        return chosen if _is_noun_phrase(chosen[1].strip()) else None

    def phrase(self, text: str, low: int, high: int) -> Span | None:
        """The noun phrase that begins at `low`, up to what ends it."""
        at = low
        end = high
        while (stop := _NP_END.search(text, at, high)) is not None:
            at = stop.end()
            if stop[0] == " to" and (
                whom := _TO_WHOM.search(text, max(low, stop.start() - 12), min(high, at + 6))
            ):
                at = whom.end()
                continue
            if stop[0] != "." or not (
                ABBREVIATED.search(text[max(0, at - 9) : at]) or text[at : at + 1].isalnum()
            ):
                end = stop.start()
                break
        if self.is_german and (named := _TO_WHOM_IN_GERMAN.search(text, low, end)) is not None:
            end = named.end()
        trail = self.trail.search(text, low, end)
        if trail is not None and trail.start() > low:
            end = trail.start()
        phrase = text[low:end].rstrip(" .,")
        if not phrase or len(phrase.split()) > _LONGEST_PHRASE_WORDS:
            return None
        if phrase[:1].islower() or _OFFICE.fullmatch(phrase):
            named = _NAMED_AFTER.match(text, low + len(phrase), high)
            if named is not None:
                return Span(*named.span(1))
        return Span(low, low + len(phrase))

    def leading(self, text: str, begin: int, end: int) -> Span | None:
        """The noun phrase a sentence begins with, as far as its form shows it: mostly a name before a verb."""
        low = begin
        while low < end and (text[low].isspace() or text[low] in ",–—-*>(“"):
            low += 1
        is_led = False
        for _ in range(5):
            lead = _LEADS.match(text[low : min(end, low + 16)])
            if lead is not None:
                low += lead.end()
                continue
            comma = text.find(", ", low, end)
            part = text[low:comma] if comma >= 0 else ""
            is_place = is_led and _ONE_NAME.fullmatch(part) and _WHEN.match(text, comma + 2, end)
            if not part or not (is_place or ADVERBIAL.match(part) or _PARTICIPLE.match(part)):
                break
            is_led = True
            low = comma + 2
        pronoun = self.lead_pronoun.match(text, low, end)
        if pronoun is not None:
            return Span(*pronoun.span())
        match = _LEADING.match(text, low, end)
        if match is None:
            return None
        phrase = match[0].rstrip()
        return Span(low, low + len(phrase)) if _is_noun_phrase(phrase) else None


def _is_named(part: str) -> bool:
    """Whether a part is somebody's name, with titles or without."""
    return _NAME_ALONE.fullmatch(part) is not None or _TITLED_NAME.fullmatch(part) is not None


def _is_noun_phrase(phrase: str) -> bool:
    """Whether words may be those who say something: a name, "the minister", "critics"."""
    return (
        any(character.isupper() for character in phrase)
        or _LED_NOUN.match(phrase) is not None
        or _PLURAL.fullmatch(phrase) is not None
        or not phrase.isascii()
        or " " in phrase
    )
