"""What the words around a name tell of it: verbs only people are the subject of, "in", "city of", lists."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from archive.facts import gazetteer as known
from archive.model import FactKind

if TYPE_CHECKING:
    from archive.facts.name_run import Run, Step

_CAP = (
    r"(?:(?:al|el|Al|El|an|ul|as|ar|ad)[-‑](?=[A-ZÀ-Þ]))?(?:[A-ZÀ-Þ]\.(?:[A-Z]\.)+(?:[A-Z](?!\w))?|[A-Z]\.(?=\s[A-Z])"
    r"|(?:St|Mt|Ft|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|Rev|Adm|Maj|Cmdr|Brig|Hon|Jr|Sr|Inc|Corp|Ltd|Bros)\."
    r"|[A-ZÀ-Þ][^\W_]*(?:(?:[-‑](?=[A-ZÀ-Þ])|['’](?!s\b)|[.&](?=[A-Z]))[^\W_]+)*|[A-Z]&[A-Z])"
)
_MORE = (
    r"(?:(?:[  ]|(?<=[A-Z]\.))(?:(?:de|da|do|dos|del|della|di|von|van|der|den|bin|ibn|bint|du|la|le"
    rf"|abu|zu|ter|[yeé]) ){{0,3}}{_CAP})*"
)
RUN = re.compile(rf"(?<![\w@#/.]){_CAP}{_MORE}")
"""A run of capitalised words, with the particles of names between them."""
RUN_OF_CAPITALS = re.compile(
    r"[A-ZÀ-Þ](?<![\w@#/.].)(?:(?=[a-z]{0,4}\.)(?:\.(?:[A-Z]\.)+(?:[A-Z](?!\w))?|(?<=[A-Z])\.(?=\s[A-Z])"
    r"|(?:(?<=S)(?:t|en|gt|r)|(?<=M)(?:t|rs?|s|aj)|(?<=F)t|(?<=D)r|(?<=G)(?:en|ov)|(?<=R)e[pv]|(?<=L)td?"
    r"|(?<=C)(?:ol|apt|mdr|orp)|(?<=P)rof|(?<=A)dm|(?<=B)r(?:ig|os)|(?<=H)on|(?<=J)r|(?<=I)nc)\.)"
    rf"|[^\W_]*(?:(?:[-‑](?=[A-ZÀ-Þ])|['’](?!s\b)|[.&](?=[A-Z]))[^\W_]+)*){_MORE}"
)
"""As `RUN`, where no small "al-" begins one: sought by its first letter, which is sooner."""
SENTENCE_HEAD = re.compile(r"(?:^|[.!?…:]['\"”’)\]]*\s+|[\n“\"‘(\[*>•]\s*|[-–—]\s)$")
ABBREVIATED = re.compile(r"(?:[A-Z]\.[A-Z]?\.?|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|Bros)\.)$")
DEMONYM = re.compile(
    r"[a-z](?:ese|ish|ian|ean|can|ani|ansi|qi|stani|ench|utch|eek|erman|ussian|talian|wiss|elsh|hinese|abic|ewish|uslim"
    r"|indu|ists?)$"
)
"""A word that ends as the names of peoples do."""

_OF = re.compile(r" (?:of|for) (?:the )?(?=[A-ZÀ-Þ])")
_AND = re.compile(r" and (?=[A-Z])")
_IN_SENTENCE = re.compile(r"\b[a-z]{2,},? $")
_OF_HEADS = re.compile(
    rf"\b(?:{'|'.join(sorted(known.ORGANISATION_HEADS))}|Agency|Authority|Services?|Centers?|Laboratory|Fund|Trust"
    r"|Institutes|Army|Administration|Ministry)$"
)
_FOR_HEADS = re.compile(
    r"\b(?:Center|Centre|Centers|Department|Office|Institute|Council|Society|Association|Committee|Agency|Foundation"
    r"|Fund|Commission|Bureau|Secretariat|Court|Bank|Organi[sz]ation|Academy|School|College|Union|Coalition|Alliance)$"
)
_TWO_SUBJECTS = re.compile(
    r"\b(?:Ministry|Department|Bureau|Institutes?|Office|Board|Committee|Museum|Centers?|Association|Agency|Council)\b"
)
_TWICE_OF = re.compile(r"\b(?:University|Institute|Bank|Academy|Association)\b")
_OF_BEFORE = re.compile(r"\b([A-Z][a-z]+) of (?:the )?$")
_WIDER = re.compile(r"(?:\b[A-Z][\w’']+ )+$")

_CUE = re.compile(
    r"(?:, \d{2}(?=,)|, (?:who|whose)|,? (?:said|says|told|added|wrote|tweeted|argued|claimed|insisted|replied|recalled"
    r"|explained|testified|was born|born|died|married|resigned|who))\b"
)
_SAID_BEFORE = re.compile(r"[”\"’,] ?(?:said|says|added|wrote|argued|explained|recalled|asked) $")
_HUMAN_SURE = re.compile(
    r" (?:attended|graduated|studied|married|was born|died|grew up|retired|resigned|migrated|emigrated|enlisted|majored"
    r"|taught|recalled|told|said|says|added|wrote|starred|earned|pleaded|testified|was (?:elected|named|appointed))\b"
)
_HUMAN = re.compile(
    _HUMAN_SURE.pattern[:-3]
    + r"|performed|sang|headed|netted|apologi[sz]ed|confessed|denies|denied|pleads|admits|wept|recorded|joined|served|moved|returned|lived|played|worked|scored|argued|thinks|believes|hopes"
    r"|met|spoke|who|himself|herself)\b"
)
_BORN = re.compile(
    r" \((?:(?:born|b\.|c\.) |(?:c\. )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?1[5-9]\d\d|\d\d\))|, (?:born|aged?)\b| (?:was|is) (?:an?|the) "
    r"(?:[\w-]+ ){0,4}(?:\w+(?:er|or|ist|ian|man|woman|ete)|poet|actress|judge|priest|star|coach|model|host|chef|hero"
    r"|president|king|queen|cleric|pilot)\b"
)
_ROLE_BEFORE = re.compile(r"(?:^|\s)([A-Za-z-]+) $")
_LISTED = frozenset((", ", " and ", ", and ", " & ", " or "))
_THE = re.compile(r"\b[Tt]he $")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|near|at|from|of|to|around|outside|across|throughout|into|towards?|through|between|north|south|east|west"
    r"|northern|southern|eastern|western|central|downtown) (?:the )?$"
)
_PLACE_KIND_BEFORE = re.compile(
    r"\b(?:city|town|village|capital|island|province|state|port|suburb|district|region|river|municipality|neighbou?rhood"
    r"|county|parish|commune|borough) (?:of )?$"
)
# The last three characters of what those patterns match: to know sooner that they do not.
_PLACE_KIND_ENDS = frozenset(
    ("ty ", "wn ", "ge ", "al ", "nd ", "ce ", "te ", "rt ", "rb ", "ct ", "on ", "er ", "od ", "sh ", "ne ", "gh ", "of ")
)  # fmt: skip
_LOCATED_ENDS = frozenset(("in ", "ar ", "de "))
_LOCATED = re.compile(r"\b(?:in|near|outside) $")
_LOCATED_AFTER = re.compile(
    r"[.,;)]|$| (?:and|on|in|to|from|for|by|with|where|after|before|during|since|until|at|as|was|were|is|when|who|which)\b"
)
_WITHIN = re.compile(r", ([A-Z][\w.]*(?: [A-Z][\w.]*){0,2})")
_PLAIN = re.compile(
    r"[A-ZÀ-Þ][a-zß-ÿ’']*(?:[-‑][A-Za-z][a-z]+)?|[A-Z]\.|(?:Mc|Mac|O['’]|De|La|Le|(?:al|Al|el|El)[-‑])[A-Z][a-z]+|[a-zé]{1,4}"
)
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}s?|(?:[A-Z]\.){2,}")
_ACTS = re.compile(
    r"['’]s [a-z]| (?:said|says|has|have|had|will|was founded|announced|won|signed|released|plans?|offers?|runs?|employs?|owns?|operates?|provides?|began|started|became|agreed|told|reported)\b"
)
_NO_ORGANISATION_AFTER = re.compile(
    r"[ -][A-Za-z]*(?:s|tion|ment|ity|code|system|format|standard|file|test)\b|[-‑]"
)
_NO_PERSON_TAILS = known.OTHER_TAILS | known.PLACE_TAILS | known.ORGANISATION_TAILS
_LARGE = known.STATES | known.COUNTRIES | known.REGIONS


@lru_cache(maxsize=8192)
def is_demonym(word: str) -> bool:
    """Whether a word ends as the names of peoples do."""
    return DEMONYM.search(word) is not None


def is_name_like(word: str) -> bool:
    """Whether a word alone may be a name by its form."""
    return _is_plain(word) and word not in known.OPENERS and not is_demonym(word)


def is_acronym(word: str) -> bool:
    """Whether a word is written as acronyms are."""
    return _ACRONYM.fullmatch(word) is not None


@lru_cache(maxsize=8192)
def _is_plain(word: str) -> bool:
    return _PLAIN.fullmatch(word) is not None


def with_of(text: str, end: int) -> int:
    """Where "of …" after an organisation's head ends, else `end`."""
    match = _OF.match(text, end)
    if match is None or not _OF_HEADS.search(text, max(0, end - 16), end):
        return end
    if " for " in match[0] and not _FOR_HEADS.search(text, max(0, end - 16), end):
        return end
    run = RUN.match(text, match.end())
    if run is None:
        return end
    stop = run.end()
    joined = _AND.match(text, stop)
    if joined is not None and _TWO_SUBJECTS.search(text, max(0, end - 40), end):
        more = RUN.match(text, joined.end())
        stop = more.end() if more is not None else stop
    again = _OF.match(text, stop)
    if again is not None and _TWICE_OF.search(text, max(0, end - 30), stop):
        more = RUN.match(text, again.end())
        stop = more.end() if more is not None else stop
    if text[stop - 2 : stop] in ("'s", "’s"):
        stop -= 2
    return stop


def with_article(text: str, start: int) -> int:
    """Where a name begins with a "The" written large in mid-sentence ("the band The Nightingales"), else `start`."""
    if text[start - 4 : start] == "The " and _IN_SENTENCE.search(text, max(0, start - 10), start - 4):
        return start - 4
    return start


def place_of(text: str, start: int, floor: int) -> int | None:
    """Where the name of a place begins, "Republic of" included; None after "Battle of" and its like."""
    if text[start - 4 : start] not in (" of ", "the "):
        return start
    head = _OF_BEFORE.search(text, max(0, start - 24), start)
    if head is None:
        return start
    if head[1] in known.NOT_OF_PLACE:
        return None
    if head[1] in known.OF_PLACE and head.start() >= floor:
        start = head.start()
        wider = _WIDER.search(text, max(floor, start - 30), start)
        if wider is not None and not wider[0].startswith(("The ", "In ", "At ", "Of ")):
            start = wider.start()
    return start


def is_listed_organisation(run: Run) -> Step | None:
    """An acronym after "the", or in brackets after the name it stands for."""
    if len(run.bare) != 1:
        return None
    word = run.bare[0]
    if (not word[-1].isupper() and word[-1] not in "s.") or _ACRONYM.fullmatch(word) is None:
        return None
    text, end = run.text, run.ends[0]
    if (
        3 <= len(word) <= 6
        and word.isupper()
        and word not in known.NOT_ORGANISATIONS
        and (
            _ACTS.match(text, end)
            or (
                _THE.search(text, max(0, run.start - 5), run.start)
                and not _NO_ORGANISATION_AFTER.match(text, end)
            )
        )
    ):
        return run.take(1, FactKind.ORGANISATION, "organisation.acronym")
    last = run.found[-1] if run.found else None
    if (
        last is not None
        and last.kind is FactKind.ORGANISATION
        and text[last.end : run.start] == " ("
        and text[end : end + 1] == ")"
    ):
        return run.take(1, FactKind.ORGANISATION, "organisation.acronym")
    return None


def by_surroundings(run: Run) -> Step | None:
    """A person or place that no table has, told by the words around it."""
    bare = run.bare
    if bare[0] in known.OPENERS or is_demonym(bare[0]) or not all(map(_is_plain, bare)):
        return None
    if len(bare) > 1 and is_demonym(bare[-1]) and not bare[-1].endswith("vist"):
        return None
    return (_single_person(run) if len(run.bare) == 1 else _person(run)) or _unknown_place(run)


def alone_by_surroundings(run: Run) -> Step | None:
    """The same of one word that `is_name_like`."""
    return _single_person(run) or _unknown_place(run)


def _single_person(run: Run) -> Step | None:
    """A given name or surname alone."""
    text, end, word = run.text, run.ends[0], run.bare[0]
    if (
        word in known.GIVEN
        and word not in known.AMBIGUOUS_GIVEN
        and word not in known.PLACES
        and (not run.is_head or _HUMAN.match(text, end))
        and text[end : end + 1] not in ("-", "‑")
    ):
        return run.take(1, FactKind.PERSON, "person.first")
    if not run.is_head and _CUE.match(text, end) and word not in known.ORGANISATION_TAILS:
        return run.take(1, FactKind.PERSON, "person.cue")
    if run.is_head and len(word) > 3 and word[-1] != "s" and _HUMAN_SURE.match(text, end):
        return run.take(1, FactKind.PERSON, "person.surname")
    return None


def _person(run: Run) -> Step | None:
    """Two to four words that read as a name."""
    text, count = run.text, len(run.bare)
    end = run.ends[count - 1]
    if count > 4 or run.bare[-1] in _NO_PERSON_TAILS:
        return None
    role = _ROLE_BEFORE.search(text, max(0, run.start - 22), run.start)
    if role is not None and role[1] in known.LOWER_TITLES:
        return run.take(count, FactKind.PERSON, "person.role")
    if _THE.search(text, max(0, run.start - 5), run.start):
        return None
    if _SAID_BEFORE.search(text, max(0, run.start - 12), run.start):
        return run.take(
            count, FactKind.PERSON, "person.said"
        )  # judged no further: nothing speaks as much for one
    if _CUE.match(text, end):
        return run.take(count, FactKind.PERSON, "person.cue")
    if _BORN.match(text, end) or (count == 2 and _HUMAN.match(text, end)):
        return run.take(count, FactKind.PERSON, "person.born")
    last = run.found[-1] if run.found else None
    if (
        count <= 3
        and last is not None
        and last.kind is FactKind.PERSON
        and text[last.end : run.start] in _LISTED
        and " " in text[last.start : last.end]
    ):
        return run.take(count, FactKind.PERSON, "person.listed")
    return None


def _unknown_place(run: Run) -> Step | None:
    """As in "in Nowhere, Ohio", "the village of Nowhere", "Paris and Nowhere"."""
    text, count = run.text, len(run.bare)
    if run.is_head or count > 3:
        return None
    end = run.ends[count - 1]
    within = _WITHIN.match(text, end) if text[end : end + 1] == "," else None
    if (
        within is not None
        and _begins_with_large(within[1])
        and (count <= 2 or _PLACE_BEFORE.search(text, max(0, run.start - 22), run.start))
    ):
        return run.take(count, FactKind.PLACE, "place.within")
    if count > 2:
        return None
    if text[run.start - 3 : run.start] in _PLACE_KIND_ENDS and _PLACE_KIND_BEFORE.search(
        text, max(0, run.start - 22), run.start
    ):
        return run.take(count, FactKind.PLACE, "place.kind")
    if (
        count == 1
        and text[run.start - 3 : run.start] in _LOCATED_ENDS
        and run.bare[0] not in known.GIVEN
        and _LOCATED.search(text, max(0, run.start - 9), run.start)
        and _LOCATED_AFTER.match(text, end)
    ):
        return run.take(count, FactKind.PLACE, "place.in")
    last = run.found[-1] if run.found else None
    if (
        count == 1
        and last is not None
        and last.kind is FactKind.PLACE
        and text[last.end : run.start] in _LISTED
        and _PLACE_BEFORE.search(text, max(0, last.start - 22), last.start)
    ):
        return run.take(1, FactKind.PLACE, "place.listed")
    return None


def _begins_with_large(phrase: str) -> bool:
    """Whether a phrase begins with a known country, state or region."""
    words = phrase.rstrip(".").split(" ")
    return any(" ".join(words[:length]) in _LARGE for length in range(len(words), 0, -1))
