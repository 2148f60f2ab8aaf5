"""People, places and organisations named in a passage (English).

Runs of capitalised words are read against the tables of `gazetteer` and their surroundings: a title
or a given name begins a person, a tail such as "County" ends a place, "Ministry of …" heads an
organisation. A run that nothing speaks for is left alone: a name that is not sure is not given.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.facts import gazetteer as known
from archive.model import FactKind, Mention, Span

_CAP = r"(?:(?:al|el|Al|El|an|ul|as|ar|ad)[-‑](?=[A-ZÀ-Þ]))?(?:[A-ZÀ-Þ]\.(?:[A-Z]\.)+(?:[A-Z](?!\w))?|[A-Z]\.(?=\s[A-Z])|(?:St|Mt|Ft|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|Rev|Adm|Maj|Cmdr|Brig|Hon|Jr|Sr|Inc|Corp|Ltd|Bros)\.|[A-ZÀ-Þ][^\W_]*(?:(?:[-‑](?=[A-ZÀ-Þ])|['’](?!s\b)|[.&](?=[A-Z]))[^\W_]+)*|[A-Z]&[A-Z])"
_RUN = re.compile(
    rf"(?<![\w@#/.])(?:{_CAP})(?:(?:[  ]|(?<=[A-Z]\.))(?:(?:de|da|do|dos|del|della|di|von|van|der|den|bin|ibn|bint|du|la|le|abu|zu|ter|[yeé]) ){{0,3}}{_CAP})*"
)
_TOKEN = re.compile(r"\S+")
_OF = re.compile(r" (?:of|for) (?:the )?(?=[A-ZÀ-Þ])")
_AND = re.compile(r"(?:,? and |, | & )(?=[A-ZÀ-Þ])")
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?…:]['\"”’)\]]*\s+|[\n“\"‘(\[*>•]\s*|[-–—]\s)$")
_CUE_AFTER = re.compile(
    r"(?:, (?:who|whose|\d{2},)|,? (?:said|says|told|added|wrote|tweeted|argued|claimed|insisted|replied|recalled|explained|testified|was born|born|died|married|resigned|who))\b"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|near|at|from|of|to|around|outside|across|throughout|into|toward|towards|through|between|north|south|east|west|northern|southern|eastern|western|central|downtown|city of|town of|village of|county of|island of|province of|state of|port of) (?:the )?$"
)
_PLACE_KIND_BEFORE = re.compile(
    r"\b(?:city|town|village|capital|island|province|state|port|suburb|district|region|river|municipality|neighborhood|neighbourhood|county|county of|parish|commune|borough) (?:of )?$"
)
_LOCATED = re.compile(r"\b(?:in|near|outside) $")
_ARTICLE = re.compile(r"\b[Aa]n? $")
_OF_BEFORE = re.compile(r"\b([A-Z][a-z]+) of (?:the )?$")
_LISTED = re.compile(r"(?:, | and |, and | & | or )$")
_BORN = re.compile(
    r" \((?:born|b\.|c\.|[^)]{0,30}\b1[5-9]\d\d|[^)]{0,30}\b20\d\d|\d\d\))|, (?:born|aged?)\b| (?:was|is) (?:an?|the) (?:[\w-]+ ){0,4}(?:\w+(?:er|or|ist|ian|man|woman|ete)|poet|actress|politician|lawyer|judge|priest|guitarist|star|coach|model|host|chef|hero|president|king|queen|cleric|pilot)\b"
)
_HUMAN = re.compile(
    r" (?:attended|graduated|studied|married|was born|died|grew up|retired|resigned|migrated|emigrated|enlisted|majored|taught|recalled|told|said|says|added|wrote|starred|performed|sang|recorded|joined|served|moved|returned|lived|played|worked|earned|scored|pleaded|testified|argued|thinks|believes|hopes|met|spoke|who|himself|herself)\b"
)
_HUMAN_SURE = re.compile(
    r" (?:attended|graduated|studied|married|was born|died|grew up|retired|resigned|migrated|emigrated|enlisted|majored|taught|recalled|told|said|says|added|wrote|starred|earned|pleaded|testified|was elected|was named|was appointed)\b"
)
_TITLE_BEFORE = re.compile(r"(?:^|\s)([A-Za-z-]+) $")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}s?$|(?:[A-Z]\.){2,}$")
_PAREN = re.compile(r" \((?:the )?([A-Z][A-Za-z.&-]{1,9})\)")
_DEMONYM = re.compile(
    r"(?:[a-z](?:ese|ish|ian|ean|can|ani|ansi|qi|stani|ench|utch|eek|erman|ussian|talian|wiss|elsh|hinese|abic|ewish|uslim|indu|ists?))$"
)
_PAIRED = re.compile(r" and [A-Z]\w+")
_OF_HEADS = re.compile(
    rf"\b(?:{'|'.join(sorted(known.ORGANISATION_HEADS))}|Agency|Authority|Service|Services|Centers|Center|Laboratory|Fund|Trust|Institutes|Army|Administration|Ministry)$"
)
_FOR_HEADS = re.compile(
    r"\b(?:Center|Centre|Centers|Department|Office|Institute|Council|Society|Association|Committee|Campaign|Agency|Foundation|Fund|Commission|Bureau|Secretariat|Court|Bank|Organization|Organisation|Academy|School|College|Union|Coalition|Alliance)$"
)
_INC = re.compile(r",? (?:Inc\.|Corp\.|Ltd\.|Co\.|LLC\b|Inc\b|PLC\b|plc\b)")
_FOLLOWS_ORG = frozenset(["County", "City", "River", "Lake", "Island", "Street", "Avenue", "Road"])

_MAX_PLACE = max(len(name.split()) for name in known.PLACES)
_MAX_ORG = max(len(name.split()) for name in known.ORGANISATIONS)


class _Name(NamedTuple):
    start: int
    end: int
    kind: FactKind
    rule: str


def _stem(token: str) -> str:
    """A token without a possessive and the punctuation after it."""
    if token.endswith(("'s", "’s")):
        token = token[:-2]
    elif token.endswith(("s'", "s’")):
        token = token[:-1]
    return token


class _Run:
    """One run of capitalised words, taken apart."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.tokens = [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text, start, end)]

    def part(self, low: int, high: int) -> str:
        return self.text[self.tokens[low][0] : self.tokens[high - 1][1]]


def find(text: str) -> list[Mention]:
    """The names of a passage, in order, that do not overlap."""
    found: list[_Name] = []
    persons: dict[str, None] = {}
    loose: list[tuple[int, int, str]] = []
    end = 0
    for match in _RUN.finditer(text):
        start = max(match.start(), end)
        if start >= match.end():
            continue
        stop = _read(text, start, match.end(), found, loose)
        end = max(end, stop)
    for name in found:
        if name.kind is FactKind.PERSON:
            persons[_stem(text[name.start : name.end]).split()[-1]] = None
    found += [
        _Name(low, high, FactKind.PERSON, "person.again") for low, high, word in loose if word in persons
    ]
    found.sort()
    return [Mention(kind=name.kind, span=Span(name.start, name.end), rule=name.rule) for name in found]


def _read(text: str, start: int, stop: int, found: list[_Name], loose: list[tuple[int, int, str]]) -> int:
    """Name what is in the run; answer how far it was read, which may be beyond it ("Bank of England")."""
    run = _Run(text, start, stop)
    tokens = run.tokens
    low = 0
    count = len(tokens)
    while (
        low < count
        and tokens[low][2] in known.OPENERS
        and not (
            count - low > 1
            and tokens[low][2]
            in (
                "New",
                "Great",
                "National",
                "Federal",
                "International",
                "Public",
                "Police",
                "First",
                "Federal",
                "Global",
                "Old",
                "Local",
                "May",
                "April",
                "June",
                "Will",
                "August",
            )
        )
    ):
        low += 1
    is_head = low == 0 and _SENTENCE_HEAD.search(text, max(0, start - 6), start) is not None
    reach = stop
    while low < count:
        step, beyond = _name_at(text, run, low, found, loose, is_head=is_head and low == 0)
        reach = max(reach, beyond)
        low += step
        if beyond > stop:
            break
    return reach


def _add(text: str, found: list[_Name], start: int, end: int, kind: FactKind, rule: str) -> int:
    """Keep a name, without the possessive or full stop at its end."""
    surface = text[start:end]
    trimmed = _stem(surface)
    if trimmed.endswith(".") and not re.search(
        r"(?:[A-Z]\.[A-Z]?\.?|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|Bros)\.)$", trimmed
    ):
        trimmed = trimmed[:-1]
    found.append(_Name(start, start + len(trimmed), kind, rule))
    return end


def _name_at(
    text: str, run: _Run, low: int, found: list[_Name], loose: list[tuple[int, int, str]], *, is_head: bool
) -> tuple[int, int]:
    """Name the run from token `low` on: how many tokens were used, and where reading got to."""
    tokens = run.tokens
    count = len(tokens)
    start = tokens[low][0]
    first = tokens[low][2]
    rest = [token[2] for token in tokens[low:]]
    bare = [_stem(token).rstrip(".,") if len(token) > 3 else _stem(token) for token in rest]
    # A possessive ends a name: "Iraq's President" is two.
    limit = count - low
    for place, token in enumerate(rest):
        if token.endswith(("'s", "’s")):
            limit = place + 1
            break

    # Titles: "Prime Minister Mustafa al-Kadhimi".
    title = _title_length(rest)
    if title and title < limit:
        high = _person_length(bare, title, limit)
        if (
            high > title
            and not (bare[title] in known.ORGANISATION_TAILS and high == title + 1)
            and bare[title] not in known.PLACES
            and bare[title] not in _NO_SURNAME
        ):
            end = tokens[low + high - 1][1]
            _add(text, found, tokens[low + title][0], end, FactKind.PERSON, "person.title")
            return high, end
    # Organisations and places that are known by name, the longest first.
    for length in range(min(limit, max(_MAX_ORG, _MAX_PLACE)), 0, -1):
        phrase = " ".join([*rest[: length - 1], bare[length - 1]])
        following = bare[length] if length < limit else ""
        if phrase in known.ORGANISATIONS:
            if following and (
                length == 1 and first in known.GIVEN and following not in known.ORGANISATION_TAILS
            ):
                break
            tail = _tail_length(bare, length, limit)
            end = tokens[low + tail - 1][1]
            if (
                phrase
                in (
                    "US",
                    "WHO",
                    "IS",
                    "ICE",
                    "Target",
                    "Guardian",
                    "Apple",
                    "Shell",
                    "Post",
                    "Fox",
                    "Meta",
                    "Commonwealth",
                    "Billboard",
                    "Oracle",
                    "Universal",
                    "Columbia Records",
                )
                and is_head
                and phrase.isupper() is False
            ):
                break
            inc = _INC.match(text, end)
            if inc is not None:
                found.append(_Name(start, inc.end(), FactKind.ORGANISATION, "organisation.known"))
                return limit, inc.end()
            return tail, _add(text, found, start, end, FactKind.ORGANISATION, "organisation.known")
        if phrase in known.PLACES:
            place = _place(text, run, low, bare, length, limit, found)
            if place is not None:
                return place
            break
    # Organisations by their form.
    org = _org_length(bare, limit)
    if org and _ARTICLE.search(text, max(0, start - 4), start):
        org = 0
        if limit == 1 or bare[limit - 1] in known.ORGANISATION_TAILS:
            return limit, tokens[low + limit - 1][1]
    if org:
        end = tokens[low + org - 1][1]
        if org == limit and low + org == count:
            end = _of_phrase(text, end)
        if org > 1 or end > tokens[low + org - 1][1]:
            return org, _add(text, found, start, end, FactKind.ORGANISATION, "organisation.form")
        return 1, end
    # Places by their form: "Marion County", "Lake Tahoe".
    if (
        limit >= 2
        and (
            first
            in (
                "Lake",
                "Mount",
                "Mt.",
                "Cape",
                "Fort",
                "Port",
                "San",
                "Santa",
                "Los",
                "Las",
                "El",
                "Isle",
                "St.",
                "Saint",
                "Rio",
            )
        )
        and bare[1] not in known.GIVEN | known.ORGANISATION_TAILS
    ):
        high = 2
        while high < limit and bare[high] in known.PLACE_TAILS:
            high += 1
        end = tokens[low + high - 1][1]
        return high, _add(text, found, start, end, FactKind.PLACE, "place.form")
    for high in range(min(limit, 5), 1, -1):
        if bare[high - 1] in known.PLACE_TAILS and not (
            bare[0] in known.GIVEN
            and high == 2
            and bare[1]
            in (
                "Hill",
                "Park",
                "Lane",
                "Bridge",
                "Lake",
                "Heights",
                "Forest",
                "Street",
                "Drive",
                "Bay",
                "Castle",
                "Rivers",
                "Falls",
                "Hills",
            )
        ):
            end = tokens[low + high - 1][1]
            return high, _add(text, found, start, end, FactKind.PLACE, "place.form")
    # Events, laws, works: none of our kinds.
    for high in range(min(limit, 5), 1, -1):
        if bare[high - 1] in known.OTHER_TAILS and not (
            high == 2
            and bare[0] in known.GIVEN
            and bare[1]
            in (
                "Rose",
                "Day",
                "Law",
                "Love",
                "Cross",
                "Star",
                "Man",
                "Case",
                "English",
                "Draft",
                "Race",
                "Line",
                "Book",
                "Knight",
                "Girl",
                "Mark",
                "Vice",
                "Battle",
                "Story",
            )
        ):
            return high, tokens[low + high - 1][1]
    # People: a given name and what follows.
    if first in known.GIVEN or (re.fullmatch(r"[A-Z]\.(?:[A-Z]\.)*", first) and limit > 1):
        high = _person_length(bare, 0, limit)
        if high >= 2:
            end = tokens[low + high - 1][1]
            return high, _add(text, found, start, end, FactKind.PERSON, "person.given")
    if bare[0] in known.WELL_KNOWN and (limit == 1 or bare[0] not in known.GIVEN):
        end = tokens[low][1]
        if limit == 1:
            return 1, _add(text, found, start, end, FactKind.PERSON, "person.known")
    # A people ("Iraqi") or an unknown word before what can be named: go on from there.
    if limit > 1:
        for place in range(1, limit):
            if (
                _title_length(rest[place:])
                or (bare[place] in known.GIVEN and place + 1 < limit)
                or (_DEMONYM.search(bare[0]) and place == 1)
            ):
                return place, tokens[low + place - 1][1]
    # What stands around it.
    end = tokens[low + limit - 1][1]
    whole = " ".join([*rest[: limit - 1], bare[limit - 1]])
    before = text[max(0, start - 22) : start]
    is_plain = all(
        (token[:1].isupper() and token[1:].islower())
        or token in known.PARTICLES
        or re.fullmatch(
            r"[A-Z]\.|[A-Z][a-z]+[-‑][A-Z][a-z]+|(?:Mc|Mac|O['’]|De|La|Le|al-|Al-|el-|El-)[A-Z][a-z]+", token
        )
        for token in bare[:limit]
    )
    if (
        limit == 1
        and bare[0] in known.GIVEN
        and bare[0] not in known.AMBIGUOUS_GIVEN
        and bare[0] not in known.PLACES
        and (not is_head or _HUMAN.match(text, end))
        and not re.match(r"[-‑]", text[end : end + 1])
    ):
        return 1, _add(text, found, start, end, FactKind.PERSON, "person.first")
    if (
        is_plain
        and limit in (2, 3, 4)
        and bare[0] not in known.OPENERS
        and not _DEMONYM.search(bare[0])
        and bare[limit - 1] not in known.OTHER_TAILS | known.PLACE_TAILS
        and not re.search(r"\b[Tt]he $", before)
    ):
        if _BORN.match(text, end) or (limit == 2 and _HUMAN.match(text, end)):
            return limit, _add(text, found, start, end, FactKind.PERSON, "person.born")
        if (
            limit <= 3
            and found
            and found[-1].kind is FactKind.PERSON
            and _LISTED.fullmatch(text[found[-1].end : start])
            and " " in text[found[-1].start : found[-1].end]
        ):
            return limit, _add(text, found, start, end, FactKind.PERSON, "person.listed")
    if (
        limit == 1
        and is_plain
        and is_head
        and len(bare[0]) > 3
        and not bare[0].endswith("s")
        and not _DEMONYM.search(bare[0])
        and _HUMAN_SURE.match(text, end)
    ):
        return 1, _add(text, found, start, end, FactKind.PERSON, "person.surname")
    if (
        limit == 1
        and is_plain
        and not is_head
        and found
        and found[-1].kind is FactKind.PLACE
        and text[found[-1].end : start] in (", ", " and ", ", and ", " or ")
        and not _DEMONYM.search(bare[0])
        and bare[0] not in known.OPENERS
        and _PLACE_BEFORE.search(text[max(0, found[-1].start - 22) : found[-1].start])
    ):
        return 1, _add(text, found, start, end, FactKind.PLACE, "place.listed")
    if (limit <= 4 and is_plain and not is_head) or (limit in (2, 3) and is_plain):
        if (
            _CUE_AFTER.match(text, end)
            and not _DEMONYM.search(bare[limit - 1])
            and (limit >= 2 or not is_head)
            and bare[0] not in known.OPENERS
            and bare[limit - 1] not in known.ORGANISATION_TAILS
        ):
            return limit, _add(text, found, start, end, FactKind.PERSON, "person.cue")
        lower = _TITLE_BEFORE.search(before)
        if (
            lower is not None
            and lower[1] in known.LOWER_TITLES
            and limit >= 2
            and not _DEMONYM.search(bare[0])
            and not _DEMONYM.search(bare[limit - 1])
            and bare[limit - 1] not in known.OTHER_TAILS
        ):
            return limit, _add(text, found, start, end, FactKind.PERSON, "person.role")
    if _ACRONYM.fullmatch(whole) and limit == 1:
        if (
            3 <= len(whole) <= 6
            and whole.isupper()
            and whole not in known.NOT_ORGANISATIONS
            and re.search(r"\b[Tt]he $", before)
            and not re.match(
                r"[ -][A-Za-z]*(?:s|tion|ment|ity|code|system|format|standard|file|test)\b|-",
                text[end : end + 18],
            )
        ):
            return 1, _add(text, found, start, end, FactKind.ORGANISATION, "organisation.acronym")
        opened = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
        if opened and found and found[-1].kind is FactKind.ORGANISATION and start - found[-1].end <= 3:
            return 1, _add(text, found, start, end, FactKind.ORGANISATION, "organisation.acronym")
    if is_plain and limit <= 3 and not is_head:
        in_state = re.compile(r", (?=[A-Z])").match(text, end)
        if in_state is not None:
            following = re.compile(r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}").match(text, in_state.end())
            if (
                following is not None
                and _place_prefix(following[0])
                and (_PLACE_BEFORE.search(before) or limit <= 2)
            ):
                return limit, _add(text, found, start, end, FactKind.PLACE, "place.within")
        if _PLACE_KIND_BEFORE.search(before) and limit <= 2:
            return limit, _add(text, found, start, end, FactKind.PLACE, "place.kind")
        if (
            _LOCATED.search(before)
            and limit <= 2
            and not _DEMONYM.search(bare[limit - 1])
            and bare[0] not in known.OPENERS
            and bare[0] not in known.GIVEN
            and re.match(
                r"[.,;)]|$| (?:and|on|in|to|from|for|by|with|where|after|before|during|since|until|at|as|was|were|is|when|who|which)\b",
                text[end : end + 8],
            )
        ):
            return limit, _add(text, found, start, end, FactKind.PLACE, "place.in")
    if limit == 1 or is_plain:
        loose.append(
            (start, tokens[low + limit - 1][0] + len(bare[limit - 1]), bare[limit - 1])
        ) if limit == 1 else None
    return limit, end


def _place(
    text: str, run: _Run, low: int, bare: list[str], length: int, limit: int, found: list[_Name]
) -> tuple[int, int] | None:
    """A known place at token `low`, unless what stands around it makes it a part of another name."""
    tokens = run.tokens
    start = tokens[low][0]
    following = bare[length] if length < limit else ""
    if (
        length == 1
        and bare[0] in known.GIVEN
        and following
        and following not in known.PLACE_TAILS | known.ORGANISATION_TAILS | known.OTHER_TAILS
    ):
        return None
    if _tail_length(bare, length, limit) > length or _org_of(
        text, tokens[low + limit - 1][1], bare[limit - 1]
    ):
        return None
    high = length
    while high < limit and bare[high] in known.PLACE_TAILS:
        high += 1
    end = tokens[low + high - 1][1]
    more = bare[high] if high < limit else ""
    if more and not (
        _title_length(bare[high:])
        or more in known.GIVEN
        or more in known.PLACES
        or more in known.OPENERS
        or more in known.ORGANISATIONS
    ):
        name = " ".join(bare[:length])
        if (
            high == length
            and name in known.CITIES | known.STATES
            and more.endswith("s")
            and more not in known.OTHER_TAILS
            and limit - high <= 2
        ):
            end = tokens[low + limit - 1][1]
            return limit, _add(text, found, start, end, FactKind.ORGANISATION, "organisation.team")
        if name not in ("US", "U.S.", "UK", "U.K.", "EU", "USA"):
            return limit, tokens[low + limit - 1][1]
    pair = _PAIRED.match(text, end)
    if pair is not None and f"{text[start:end]}{pair[0]}" in known.PLACES:
        return limit, _add(text, found, start, pair.end(), FactKind.PLACE, "place.known")
    head = _OF_BEFORE.search(text, max(0, start - 24), start)
    if head is not None:
        if head[1] in known.NOT_OF_PLACE:
            return high, end
        if head[1] in known.OF_PLACE and not (found and found[-1].end > head.start()):
            start = head.start()
            wider = re.search(r"(?:\b[A-Z][\w’']+ )+$", text[max(0, start - 30) : start])
            if wider is not None and not wider[0].startswith(("The ", "In ", "At ", "Of ")):
                start -= len(wider[0])
    return high, _add(text, found, start, end, FactKind.PLACE, "place.known")


def _place_prefix(phrase: str) -> bool:
    """Whether a phrase begins with a known country or state."""
    words = phrase.rstrip(".").split(" ")
    return any(
        " ".join(words[:length]) in known.STATES
        or " ".join(words[:length]) in known.COUNTRIES
        or " ".join(words[:length]) in known.REGIONS
        for length in range(len(words), 0, -1)
    )


def _title_length(rest: list[str]) -> int:
    """How many tokens at the start are titles."""
    at = 0
    while at < len(rest):
        for length in (3, 2, 1):
            if " ".join(rest[at : at + length]) in known.TITLES and len(rest) >= at + length:
                at += length
                break
        else:
            break
    return at


def _person_length(bare: list[str], low: int, limit: int) -> int:
    """How far a person's name goes from token `low`."""
    high = low
    while high < limit and high - low < 5:
        token = bare[high]
        if high > low and (
            (
                token in known.ORGANISATION_TAILS
                and token
                not in (
                    "Church",
                    "Lane",
                    "Guard",
                    "Post",
                    "Times",
                    "Press",
                    "Bank",
                    "Band",
                    "Court",
                    "Front",
                    "Club",
                    "Works",
                    "Union",
                    "Office",
                )
            )
            or (
                token in known.TITLES
                and token
                not in known.GIVEN
                | {
                    "King",
                    "Prince",
                    "Judge",
                    "Bishop",
                    "Pope",
                    "Major",
                    "Baron",
                    "Earl",
                    "Duke",
                    "Dean",
                    "Cardinal",
                    "Justice",
                    "Sheriff",
                    "Marshal",
                    "Mayor",
                    "Chase",
                    "Saint",
                }
            )
        ):
            break
        if (
            high > low
            and token in known.OPENERS
            and token
            not in ("Will", "May", "April", "June", "August", "Young", "Good", "Great", "Old", "New", "Case")
        ):
            break
        if token.isupper() and len(token) > 3 and high > low:
            break
        if high > low + (0 if low else 1) and token in known.OTHER_TAILS | _PERSON_END:
            return low
        if any(character.isdigit() for character in token):
            break
        high += 1
    while high > low and bare[high - 1] in known.PARTICLES:
        high -= 1
    return high


_NO_SURNAME = (
    known.PLACE_TAILS
    | known.OTHER_TAILS
    | frozenset(["Meeting", "League", "Assembly", "Election", "Hospital", "Court", "Council"])
)
_PERSON_END = frozenset(
    [
        "Hollow",
        "Dock",
        "Rink",
        "Playfield",
        "Sentinel",
        "American-Statesman",
        "County",
        "Avenue",
        "Street",
        "Road",
        "Airport",
        "Station",
        "Stadium",
        "Arena",
        "Baseball",
        "Football",
        "Hockey",
    ]
)


def _tail_length(bare: list[str], length: int, limit: int) -> int:
    """The known name with an organisation's tail after it: "London School"."""
    for high in range(min(limit, length + 4), length, -1):
        if bare[high - 1] in known.ORGANISATION_TAILS:
            return high
    return length


def _org_length(bare: list[str], limit: int) -> int:
    """How many tokens an organisation by form has, 0 if it is none."""
    for high in range(min(limit, 8), 0, -1):
        if bare[high - 1] in known.ORGANISATION_TAILS and not (
            high == 2
            and bare[0] in known.GIVEN
            and bare[1]
            in (
                "Church",
                "Post",
                "Court",
                "Guard",
                "Works",
                "Club",
                "Bank",
                "Press",
                "Band",
                "Union",
                "Fund",
                "Front",
                "Office",
            )
        ):
            return high
        if high == 1 and bare[0] in known.ORGANISATION_HEADS:
            return 1
    return 0


def _org_of(text: str, end: int, last: str) -> bool:
    return last in known.ORGANISATION_HEADS and _OF.match(text, end) is not None


def _of_phrase(text: str, end: int) -> int:
    """Where "of …" after an organisation's head ends, else `end`."""
    match = _OF.match(text, end)
    if (
        match is None
        or not _OF_HEADS.search(text, max(0, end - 16), end)
        or ("for" in match[0] and not _FOR_HEADS.search(text, max(0, end - 16), end))
    ):
        return end
    run = _RUN.match(text, match.end())
    if run is None:
        return end
    stop = run.end()
    while True:
        joined = re.compile(r" and (?=[A-Z])").match(text, stop)
        if joined is None:
            break
        more = _RUN.match(text, joined.end())
        if more is None or not re.search(
            r"\b(?:Ministry|Department|Bureau|Institute|Institutes|Office|Board|Committee|Museum|Centers?|Association|Agency|Council|Secretary)\b",
            text[max(0, end - 40) : end],
        ):
            break
        stop = more.end()
    again = _OF.match(text, stop)
    if (
        again is not None
        and (more := _RUN.match(text, again.end())) is not None
        and re.search(r"\b(?:University|Institute|Bank|Academy|Association)\b", text[max(0, end - 30) : stop])
    ):
        stop = more.end()
    surface = _stem(text[end:stop])
    return end + len(surface)
