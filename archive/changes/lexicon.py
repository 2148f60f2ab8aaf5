"""The words and patterns that the labels' rules look for, English first.

An `Expression` is a pattern for whole expressions in running text, with the words and signs one of which
must be there at all; most changes hold none of them, and the pattern is then not tried. A rule asks which
expressions a change touched. Numbers, signs and quotation marks are understood in any language, negations
in seven.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Expression(NamedTuple):
    """What a rule looks for.

    Attributes:
        words: Words in lower case …
        signs: … or characters (`0` stands for any digit, `A` for any capital), one of which must be near.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]
    signs: frozenset[str]


def _expression(pattern: str, words: str = "", signs: str = "") -> Expression:
    return Expression(re.compile(pattern), frozenset(words.replace("|", " ").split()), frozenset(signs))


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_FROM_TWO = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
# "one" is a pronoun more often than a figure.
NUMBER_WORDS: dict[str, float] = {
    "zero": 0,
    **{word: value for value, word in enumerate(_FROM_TWO.split(), start=2)},
    **dict(zip(_TENS.split(), range(20, 100, 10), strict=True)),
    **dict.fromkeys(("hundred", "hundreds"), 100),
    **dict.fromkeys(("thousand", "thousands"), 10**3),
    **dict.fromkeys(("million", "millions"), 10**6),
    **dict.fromkeys(("billion", "billions"), 10**9),
    **dict.fromkeys(("trillion", "trillions"), 10**12),
    **dict.fromkeys(("dozen", "dozens"), 12),
    **dict.fromkeys(("twice", "double", "doubled"), 2),
    **dict.fromkeys(("triple", "tripled"), 3),
    "half": 0.5,
    "quarter": 0.25,
}

_DIGITS = r"[-−+]?\d+(?:[.,]\d+)*"
_NUMBERS = _any_of(" ".join(NUMBER_WORDS))
_AMOUNT = rf"(?i:{_DIGITS}|\b(?:{_NUMBERS})\b)(?:[ -](?i:{_NUMBERS})\b)*"
_SCALE = r"(?:\s?(?i:million|billion|trillion|thousand|hundred|bn|tn|mn|m|k)\b)?"
_CURRENCIES = (
    "dollar dollars euro euros pound pounds cent cents pence yen yuan renminbi rupee rupees rouble "
    "roubles ruble "
    "rubles dinar dinars dirham dirhams riyal riyals rial rials shekel shekels franc francs peso pesos "
    "reais rand "
    "won lira hryvnia hryvnias krona kronor krone kroner zloty zlotys usd eur gbp jpy chf"
)
_SIGNS = "$€£¥₹₽₩₪₺₴฿"

FIGURE = _expression(rf"(?<![\d.,])[-−+]?\d+(?:[.,]\d+)*|\b(?i:{_NUMBERS})\b", _NUMBERS, "0")
MONEY = _expression(
    rf"(?:(?:\b(?:US|A|C|NZ|HK|S))?[{_SIGNS}]|\b(?:USD|EUR|GBP|JPY|CHF|Rs\.?)\s?)\s?{_DIGITS}{_SCALE}"
    rf"|[{_SIGNS}]"
    rf"|{_AMOUNT}{_SCALE}\s?(?:(?:US|Australian|Canadian|Iraqi)\s)?(?:[€£₽₪₺]|(?i:{_any_of(_CURRENCIES)})\b)"
    r"|\b(?i:dollars?|euros?)\b",
    _CURRENCIES + " rs",
    _SIGNS,
)
PERCENTAGE = _expression(
    rf"{_AMOUNT}\s?(?:%|(?i:per\s?cent|percentage points?|pc)\b)|[%‰]|\b(?i:per\s?cent|percentage points?)\b",
    "percent cent percentage pc",
    "%‰",
)

_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
CALENDAR = frozenset(f"{_MONTHS} {_DAYS}".lower().split())
_MONTH = rf"(?:{_any_of(_MONTHS)}|(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.?|(?:Mar|Jun|Jul)\.)(?!\w)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NEAR_DAYS = "yesterday today tomorrow tonight noon midnight"
_STRETCHES = (
    "week month year night morning evening afternoon weekend summer winter spring autumn fall decade century"
)
# A number before a plural is no year, except after "in": `1500 crowns`, but `in 2012 elections`.
DATE = _expression(
    rf"\b{_DAY}(?:\s?[-–]\s?{_DAY})?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|\b{_MONTH} {_DAY}\b(?:\s?[-–]\s?{_DAY}\b)?(?:,? \d{{4}}\b)?|\b{_MONTH}(?: \d{{4}}\b)?"
    rf"|\b(?:{_any_of(_DAYS)})s?\b"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
    r"|\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b\.?)?(?!\d)|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|(?<![\d.,$€£])\b(?:1[5-9]|20)\d\ds?\b(?![.,]\d)"
    r"(?:(?<=\b[Ii]n \d{4})|(?! (?!was\b|has\b|is\b|as\b|his\b|its\b|this\b|us\b)[a-z]+s\b))"
    rf"|\b(?i:{_any_of(_NEAR_DAYS)})\b|\b(?i:last|next|this|past|coming) (?i:{_any_of(_STRETCHES)})\b",
    f"{_MONTHS} {_DAYS} {' '.join(day + 's' for day in _DAYS.split())} {_NEAR_DAYS} {_STRETCHES} "
    "jan feb mar apr jun jul aug sep sept oct nov dec".lower(),
    "0",
)

_TITLES = (
    "Mr Mrs Ms Dr Prof Sen Rep Gov Gen Lt Maj Col Capt Sgt Adm Rev Hon Sir Dame Lord Lady President "
    "Senator Governor "
    "General Judge Justice Minister Chancellor Secretary Professor Doctor Colonel Captain Admiral"
)
NAME = _expression(
    rf"\b(?:{_any_of(_TITLES)})\b\.?(?= [A-Z])|(?<![\w'’-])(?:(?:[ae]l|bin"
    rf"|ibn)[-‐])?[^\W\d_a-zß-öø-ÿ][\w'’-]*(?:\.[^\W\d_]\.?)*",
    signs="A",
)

_SPEECH = (
    "said says say saying told tells tell claimed claims claim stated states announced announces argued "
    "argues asserted "
    "insisted insists warned warns added adds confirmed confirms admitted admits acknowledged noted "
    "explained declared "
    "suggested suggests testified alleged alleges reported reports replied tweeted wrote asked"
)
SPEECH = _expression(
    rf"\b(?i:{_any_of(_SPEECH)}|according to|quoted as|in the words of|citing)\b",
    _SPEECH + " according quoted words citing",
)
SPEAKER = _expression(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[A-Z][\w'’-]+)"
    rf"(?= (?:(?:has|have|had|also|later|then) )?(?:{_any_of(_SPEECH)})\b)"
    r"|(?<=\bsaid )(?:he|she|they|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
    r"|(?<=\baccording to )(?:the |a |an )?[\w'’-]+(?: [A-Z][\w'’-]+)*",
    _SPEECH + " according",
)
_DENIALS = "deny denies denied denying refuse refuses refused refusing fail fails failed failing"
_NEGATIONS = (
    "not never no none nobody nothing nowhere neither nor without cannot hardly barely "
    # German, French, Spanish, Italian, Portuguese, Dutch: those that are no English word
    "nicht nichts kein keine keinen keinem keiner keines nie niemals niemand ohne "
    "pas jamais aucun aucune sans nunca jamás tampoco ningún ninguno ninguna nadie "
    "non nessun nessuno nessuna não nem nenhum nenhuma niet geen nooit"
)
NEGATION = _expression(
    rf"\b(?i:{_any_of(_NEGATIONS)}|{_any_of(_DENIALS)}|\w+n['’]t)\b", f"{_NEGATIONS} {_DENIALS} t"
)
_HEDGES = (
    "alleged allegedly reportedly purported purportedly apparent apparently supposed supposedly "
    "suspected accused "
    "believed claim claims claimed possible possibly probable probably perhaps maybe likely unlikely "
    "seem seems seemed "
    "seemingly might may could unconfirmed unverified potential potentially presumably"
)
HEDGE = _expression(
    rf"\b(?:{_any_of(_HEDGES)}|thought to|said to|appear(?:s|ed)? to|so-called|it is understood)\b",
    f"{_HEDGES} thought said appear appears appeared called understood",
)
LINK = _expression(
    r"(?i:https?://|www\.)\S+|\[[^\]\n]*\]\([^)\s]*\)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "http https www", "@]"
)

_PAGES = "article story report post piece headline page item text version column caption"
CORRECTION_NOTE = re.compile(
    r"^\W*(?:corrections?|clarifications?|corrected|editor['’]?s?['’]? notes?|correx|erratum|errata"
    r"|amended)\b"
    r"\s*(?:[:.–—(\[*]|$|\b(?:on|to|and|appended|by)\b)"
    r"|\b(?:an|a) (?:earlier|previous|original|prior) version of (?:this|the|our)\b"
    rf"|\b(?:this|the) (?:{_any_of(_PAGES)})(?: (?:has been|have been|was|had been))?(?: since)?(?: been)? "
    r"(?:amended|corrected|clarified|(?:updated|changed) to (?:correct|clarify|reflect|remove|fix"
    r"|make clear))"
    r"|\bwe (?:regret|apologi[sz]e for) (?:the|this|an|any) (?:error|mistake|inaccuracy)|\bmisstated\b"
    r"|\b(?:incorrectly|mistakenly|wrongly|erroneously) "
    r"(?:stated|said|reported|identified|referred|described|named|attributed|gave|spelled)\b",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"^\W*(?:(?:last |first )?(?:updated|modified|revised|published|posted|refreshed)"
    r"|last (?:update|modification|edited|edit))\b.{0,80}$",
    re.IGNORECASE,
)
BOILERPLATE = re.compile(
    r"\b(?:share (?:this|on|via)|tweet this|follow (?:us|\S+) on|(?:like|join) us on|sign up|log in"
    r"|sign in|send us"
    r"|subscribe|subscription|newsletters?|read (?:more|also)|see also|click here|learn more|continue reading"
    r"|more on this (?:story|topic)|related (?:articles?|stories|topics|content)|recommended for you"
    r"|most read"
    r"|all rights reserved|copyright|advertisement|advertising|cookies?|privacy policy|terms of (?:use"
    r"|service)"
    r"|download (?:the|our) app|(?:print|email) this|get in touch|have you got a story|skip to content"
    r"|support our journalism|this story (?:first|originally) appeared|watch (?:live|more)|listen (?:live"
    r"|now)"
    r"|photo credit)\b|©",
    re.IGNORECASE,
)
LONGEST_BOILERPLATE_CHARS = 240

DOUBLE_QUOTES = frozenset('"“”„‟«»「」『』＂')
ANY_QUOTES = DOUBLE_QUOTES | frozenset("'‘")
QUOTED = re.compile(
    r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?|„[^“”]*[“”]?|「[^」]*」?|『[^』]*』?"
    r"|(?<!\w)‘(?=\S)(?:[^’]|’(?=\w))+’(?!\w)|(?<![\w'])'(?=\S)(?:[^']|'(?=\w))+'(?!\w)"
)

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‘’‚‛`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_AROUND_SIGNS = re.compile(r" ?([^\w ]) ?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def folded(text: str) -> str:
    """The text without what is mere typography: style of quotation marks and dashes, letter case, spaces.

    Example:
        >>> folded("“Wait…” – he") == folded('"wait..." - He')
        True
    """
    text = text.translate(_FOLDED).casefold().replace("--", "-")
    return _AROUND_SIGNS.sub(r"\1", " ".join(text.split()))


def number_value(written: str) -> str:
    """A figure's value in one spelling, so that equal figures compare equal however they are written.

    Example:
        >>> number_value("1,500"), number_value("1500"), number_value("Twelve"), number_value("−3")
        ('1500', '1500', '12', '-3')
    """
    word = written.lower()
    if word in NUMBER_WORDS:
        return str(NUMBER_WORDS[word])
    return _THOUSANDS.sub("", word.replace("−", "-").lstrip("+"))
