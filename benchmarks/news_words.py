"""The words that `generate.py` writes with: real news words in front, made ones behind them, by Zipf's law.

Each list stands in the order of rank. Behind the real words come stems made of syllables, so that the
vocabulary has the size and the long tail of a real one (some 45,000 forms). Nothing is drawn from any
text; the made words are the same on every machine.
"""

from __future__ import annotations

from itertools import chain
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SLOTS = 1 << 17
"""Places of a draw: a word of probability p stands in p × SLOTS of them, and in one at least."""


def _listed(words: str) -> list[str]:
    return words.split()


NOUNS = _listed(
    """
    year government people day state company minister police country court group party official city
    president family report law plan week service election market bank case health member school
    council war month price worker team problem decision policy security leader area office attack
    number right deal budget hospital rate meeting election campaign tax statement child vote
    programme agreement industry student force charge concern project union house home road water
    energy study change death rule system centre measure investigation evidence crisis community
    claim border job protest business lawyer judge trial sentence economy growth inflation cost loss
    profit share investor firm customer supply factory plant farmer harvest flood storm fire rescue
    victim witness suspect officer soldier troop mission base strike ceasefire talk treaty sanction
    refugee camp aid shelter vaccine dose virus patient doctor nurse clinic drug test trial research
    scientist university teacher exam pupil parent housing rent tenant landlord builder bridge train
    airport flight passenger driver car bus port ship ferry cargo fuel oil gas coal grid reactor
    wind forecast temperature drought river dam coast island forest species climate emission target
    summit delegate envoy embassy ambassador visa passport migrant coalition cabinet parliament
    senate bill amendment debate speech opponent candidate voter poll ballot turnout seat majority
    referendum mayor governor resident neighbour visitor museum festival film album artist author
    reader match goal player coach club league season fan stadium title record medal race injury
    contract transfer owner fund loan debt bond pension wage salary contractor supplier shop brand
    product device network platform user data privacy breach password software engine battery robot
    satellite rocket launch orbit mine earthquake collapse explosion crash delay closure inquiry
    review audit complaint appeal ruling verdict fine penalty prison release arrest warrant raid
    weapon letter document file email message photograph video camera interview source spokesman
    adviser chairman director executive manager founder expert analyst critic activist volunteer
    charity church mosque
"""
)

ADJECTIVES = _listed(
    """
    new other public last local national first former senior early political foreign next recent
    large major federal military economic high small old long free young main low second social
    central international legal private current possible likely serious strong clear full late
    common key medical financial annual regional official nuclear criminal civil joint independent
    final extra temporary emergency severe heavy rural urban northern southern eastern western
    global domestic rising falling record minor fatal deadly peaceful violent illegal secret open
    initial partial total average formal urgent critical stable weak fresh further previous historic
    popular wide narrow costly cheap rare common broad tough bitter quiet sharp steady sudden slow
    rapid close distant safe unsafe fair unfair digital mobile remote clean dirty coastal elderly
    homeless injured missing armed elected acting interim outgoing rival
"""
)

VERBS = _listed(
    """
    ask call work need show play move help turn start order report expect announce accept add admit
    agree allow answer appear approve argue attack attend avoid back ban benefit block blame boost
    cancel challenge charge claim clear close collapse confirm consider consult continue convict
    cover damage decide deliver demand deny depart deploy describe detain develop discuss dismiss
    double drop earn elect employ end enter establish evacuate examine exceed expand explain express
    fail fear file finish follow force gain grant guard handle happen harm head hire house improve
    include increase inform injure inspect introduce investigate invite issue join judge jump kill
    land last launch lift limit link locate lower maintain mark meet mention miss name note obtain
    occur offer open oppose organise own pass pause perform permit plan praise prepare present press
    prevent process produce promise propose protect protest prove provide publish punish question
    raise reach receive recommend record recover reduce refuse reject release remain remove repair
    repeat replace request rescue reserve resign resist resolve respond restore restrict resume
    retain retire return reveal review reward risk rule search secure seize serve settle share sign
    slow sort spread stage stay stop struggle suffer suggest supply support suspend target test
    threaten track trade train transfer treat trigger trust urge use visit vote vow wait walk want
    warn watch welcome witness worry wound
"""
)

FIRST_NAMES = _listed(
    """
    James Mary John Patricia Robert Jennifer Michael Linda David Elizabeth William Barbara Richard
    Susan Joseph Jessica Thomas Sarah Carlos Karen Daniel Nancy Matthew Lisa Anthony Margaret Mark
    Sandra Paul Ashley Steven Emily Andrew Donna Kenneth Michelle George Carol Joshua Amanda Kevin
    Melissa Brian Deborah Edward Stephanie Ronald Rebecca Ahmed Laura Mohammed Helen Ali Fatima
    Hassan Aisha Omar Layla Wei Mei Hiroshi Yuki Raj Priya Arjun Anita Ivan Olga Dmitri Natasha
    Pierre Marie Jean Claire Hans Ingrid Lars Astrid Marco Giulia Pablo Lucia Diego Carmen Kwame Ama
    Chidi Ngozi Juma Amina Piotr Ewa Janos Katalin
"""
)

LAST_NAMES = _listed(
    """
    Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Wilson Anderson Taylor
    Thomas Moore Jackson Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen
    King Wright Scott Torres Nguyen Hill Green Adams Baker Nelson Carter Mitchell Roberts Turner
    Phillips Campbell Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper
    Peterson Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray
    Hughes Price Sanders Patel Myers Long Ross Foster Khan Hussein Rahman Silva Santos Costa Rossi
    Ferrari Müller Schmidt Fischer Weber Novak Kowalski Ivanov Petrov Tanaka Suzuki Sato Kim Park
    Chen Wang Zhang Singh Sharma Gupta Mensah Okafor Diallo Keita O’Brien O’Neill McDonald MacLeod
"""
)

PLACES = _listed(
    """
    London Paris Washington Berlin Moscow Beijing Tokyo Delhi Brussels Rome Madrid Cairo Baghdad
    Tehran Ankara Kyiv Warsaw Vienna Lisbon Dublin Geneva Oslo Stockholm Helsinki Athens Nairobi
    Lagos Accra Pretoria Jakarta Manila Seoul Sydney Toronto Chicago Boston Houston Texas California
    Florida Scotland Wales France Germany Italy Spain Poland Russia Ukraine China Japan India
    Pakistan Iran Iraq Syria Israel Egypt Libya Kenya Nigeria Ghana Ethiopia Sudan Brazil Mexico
    Chile Peru Canada Australia
"""
)

NAMES_OF_BODIES = _listed(
    """
    Ministry Agency Commission Council Authority Institute University Union Group Bank Holdings
    Party Federation Association Hospital Court Office Foundation Alliance Department
"""
)

MATTERS = _listed(
    """
    Health Transport Energy Justice Trade Labour Education Water Defence Housing Finance Culture
    Fisheries Forestry Mining Aviation Science Security Food Environment
"""
)

OUTLETS = _listed(
    """
    morning-courier evening-ledger daily-beacon harbour-times the-standard-post northern-echoes
    capital-wire city-observer valley-gazette coast-tribune market-monitor open-dispatch
    river-herald union-bulletin world-brief plain-record bay-chronicle hill-sentinel frontier-news
    metro-lantern
"""
)

ROLES = _listed(
    """
    minister spokesman spokeswoman director mayor lawyer analyst chairwoman deputy resident
    professor doctor coach commissioner prosecutor farmer teacher engineer founder senator
"""
)

SAYING = _listed(
    """
    said said said said said told added warned argued explained insisted claimed noted confirmed
"""
)

UNITS = _listed("km miles tonnes metres hectares litres megawatts kg barrels acres")

WEEKDAYS = _listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = _listed(
    """
    January February March April May June July August September October November December
"""
)

SMALL_NUMBERS = _listed("two three four five six seven eight nine ten eleven twelve")


class Vocabulary(NamedTuple):
    """Draws: a uniform choice from each gives its words by Zipf's law."""

    nouns: list[str]
    plurals: list[str]
    adjectives: list[str]
    adverbs: list[str]
    past: list[str]
    bare: list[str]
    ongoing: list[str]
    surnames: list[str]
    towns: list[str]


def vocabulary() -> Vocabulary:
    """The English words; takes a third of a second to make."""
    maker = Random(1)
    nouns, verbs, adjectives = (
        tuple(dict.fromkeys(chain(real, _made(maker, count))))
        for real, count in ((NOUNS, 10_000), (VERBS, 4_000), (ADJECTIVES, 5_000))
    )
    surnames = (*LAST_NAMES, *(word.capitalize() for word in _made(maker, 3_000)))
    towns = (*PLACES, *(word.capitalize() for word in _made(maker, 1_500)))
    return Vocabulary(
        nouns=draw(nouns),
        plurals=draw([_plural(word) for word in nouns]),
        adjectives=draw(adjectives),
        adverbs=draw([_adverb(word) for word in adjectives]),
        past=draw([_past(word) for word in verbs]),
        bare=draw(verbs),
        ongoing=draw([word[: -1 if word.endswith("e") else None] + "ing" for word in verbs]),
        surnames=draw(surnames, offset=20),
        towns=draw(towns, offset=10),
    )


def draw(words: Sequence[str], *, offset: int = 3) -> list[str]:
    """Each word as often as its rank deserves: in proportion to 1 / (rank + offset)."""
    shares = [
        10**12 // (rank + offset) for rank in range(len(words))
    ]  # whole: floats sum otherwise by version
    whole = sum(shares)
    return list(
        chain.from_iterable(
            [word] * max(1, share * SLOTS // whole) for word, share in zip(words, shares, strict=True)
        )
    )


_ONSETS = _listed(
    """
    b c d f g h l m n p r s t v w br cl cr dr fl gr pl pr sc sh sl sp st str th tr ch
"""
)
_VOWELS = _listed("a e i o u a e i o ea ou ai")
_CODAS = ["", "", "", "n", "r", "l", "s", "t", "m", "nd", "st", "ck", "rt", "ng"]


def _made(maker: Random, count: int) -> list[str]:
    """So many stems of two to four syllables."""
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = 2 + int(maker.random() * maker.random() * 3)
        found[
            "".join(_one(maker, _ONSETS) + _one(maker, _VOWELS) for _ in range(syllables))
            + _one(maker, _CODAS)
        ] = None
    return list(found)


def _one(maker: Random, items: Sequence[str]) -> str:
    return items[int(maker.random() * len(items))]


def _plural(word: str) -> str:
    if word == "child":
        return "children"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")


def _past(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ied"
    return word + ("d" if word.endswith("e") else "ed")


def _adverb(word: str) -> str:
    return word[:-1] + "ily" if word.endswith("y") else word + "ly"


class Tongue(NamedTuple):
    """What is needed to write salad in another language: words drawn by rank, its marks, its parts."""

    words: list[str]
    space: str
    comma: str
    stop: str
    quotes: tuple[str, str]
    casing: Callable[[str], str]


def tongues() -> dict[str, Tongue]:
    """Other languages than English, by tag."""
    maker = Random(2)
    german = _listed(
        """
    der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
    werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war
    haben nur oder aber vor zur bis mehr durch man sein wurde Regierung Jahr Prozent Millionen
    Polizei Stadt Land Minister Wahl Partei Bürger Straße Brücke Krankenhaus Schule Gericht
    Unternehmen Haushalt Bericht größer
"""
    )
    german += [
        _one(maker, ["ver", "be", "ge", "aus", "über", ""]) + word + _one(maker, ["en", "ung", "heit", "te"])
        for word in _made(maker, 4_000)
    ]
    arabic = _listed(
        """
    في من على إلى أن التي الذي عن مع هذا هذه كان بعد قبل بين كما قال وقال لم لا ما أو ثم حتى عند كل
    الحكومة الرئيس الوزير الشرطة المدينة البلاد السنة اليوم المحكمة الحزب الانتخابات الاقتصاد الصحة
"""
    )
    roots = [a + b + c for a in "بتجحدرسشصعقكلمن" for b in "برسعفقلمنهو" for c in "بدرسعقلمني"]
    arabic += [
        _one(maker, ["ال", "و", "ي", "ت", ""]) + root + _one(maker, ["", "ة", "ات", "ون"]) for root in roots
    ]
    signs = (
        "的一是不了人在有我他这中大来上国和地到说时要就出会可也对生能子那得于自之年过发后作里用道行所然家种事成"
        "方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机"
        "民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制"
        "身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条"
    )
    chinese = list(signs[:60]) + [_one(maker, list(signs)) + _one(maker, list(signs)) for _ in range(6_000)]
    return {
        "de": Tongue(draw(german), " ", ", ", ".", ("„", "“"), lambda text: text[:1].upper() + text[1:]),
        "ar": Tongue(draw(arabic), " ", "، ", ".", ("«", "»"), str),
        "zh": Tongue(draw(list(dict.fromkeys(chinese))), "", "，", "。", ("「", "」"), str),
    }
