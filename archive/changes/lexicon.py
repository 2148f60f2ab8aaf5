"""The words and patterns that the labels' rules look for, English first.

Each pattern finds whole expressions in running text; a rule then asks whether one of them was touched
by a change. Numbers, signs and quotation marks are understood in any language, words in English.
"""

from __future__ import annotations

import re

_FROM_TWO = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
# "one" is a pronoun more often than a figure.
NUMBER_WORDS: dict[str, float] = {word: value for value, word in enumerate(_FROM_TWO.split(), start=2)} | {
    "zero": 0,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "hundreds": 100,
    "thousand": 10**3,
    "thousands": 10**3,
    "million": 10**6,
    "millions": 10**6,
    "billion": 10**9,
    "billions": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "dozen": 12,
    "dozens": 12,
    "half": 0.5,
    "quarter": 0.25,
    "twice": 2,
    "double": 2,
    "doubled": 2,
    "triple": 3,
    "tripled": 3,
}

_DIGITS = r"[-−+]?\d+(?:[.,]\d+)*"
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_AMOUNT = rf"(?:{_DIGITS}|\b(?:{_WORDS})\b)(?:[ -](?:{_WORDS})\b)*"
_SCALE = r"(?:\s?(?:million|billion|trillion|thousand|hundred|bn|tn|mn|m|k)\b)?"
_CURRENCY = (
    r"dollars?|euros?|pounds?|cents?|pence|yen|yuan|renminbi|rupees?|roubles?|rubles?|dinars?|"
    r"dirhams?|riyals?|"
    r"rials?|shekels?|francs?|pesos?|reais|rand|won|lira|hryvnias?|kron(?:a|or|er|e)|zlotys?|"
    r"USD|EUR|GBP|JPY|CHF"
)

FIGURE = re.compile(rf"(?<![\d.,])[-−+]?\d+(?:[.,]\d+)*|\b(?:{_WORDS})\b", re.IGNORECASE)
MONEY = re.compile(
    rf"(?:\b(?:US|A|C|NZ|HK|S)?[$€£¥₹₽₩₪₺₴฿]|\b(?:USD|EUR|GBP|JPY|CHF|Rs\.?)\s?)\s?{_DIGITS}{_SCALE}"
    rf"|[$€£¥₹₽₩₪₺₴฿]"
    rf"|{_AMOUNT}{_SCALE}\s?(?:US\s|Australian\s|Canadian\s|Iraqi\s)?(?:[€£₽₪₺]|(?:{_CURRENCY})\b)"
    rf"|\b(?:dollars?|euros?)\b",
    re.IGNORECASE,
)
PERCENTAGE = re.compile(
    rf"{_AMOUNT}\s?(?:%|per\s?cent\b|percentage points?\b|pc\b)|[%‰]|\bper\s?cent\b|\bpercentage points?\b",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.|Jul\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)(?!\w)"
)
_WEEKDAY = r"(?:Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?)\b"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"\b{_ORDINAL}(?:\s?[-–]\s?{_ORDINAL})?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|\b{_MONTH} {_ORDINAL}\b(?:\s?[-–]\s?{_ORDINAL}\b)?(?:,? \d{{4}}\b)?"
    rf"|\b{_MONTH}(?: \d{{4}}\b)?"
    rf"|\b{_WEEKDAY}"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
    r"|\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b\.?)?(?!\d)|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|(?<![\d.,$€£])\b(?:1[5-9]|20)\d\ds?\b(?![.,]\d)"
    r"|\b(?i:yesterday|today|tomorrow|tonight|noon|midnight)\b"
    r"|\b(?i:last|next|this|past|coming) (?i:week|month|year|night|morning|evening|afternoon|"
    r"weekend|summer|winter|"
    r"spring|autumn|fall|decade|century)\b"
)

TITLES = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Maj|Col|Capt|Sgt|Adm|Rev|Hon|Sir|Dame|Lord|Lady|"
    r"President|Senator|"
    r"Governor|General|Judge|Justice|Minister|Chancellor|Secretary|Professor|Doctor|Colonel|"
    r"Captain|Admiral)"
)
TITLE_WORD = re.compile(rf"{TITLES}\b\.?(?= [A-Z])")
CAPITALISED = re.compile(r"(?<![\w'’-])[^\W\d_a-zß-öø-ÿ][\w'’-]*(?:\.[^\W\d_]\.?)*")

_SPEECH = (
    r"said|says|say|saying|told|tells|tell|claimed|claims|claim|stated|states|announced|"
    r"announces|argued|argues|"
    r"asserted|insisted|insists|warned|warns|added|adds|confirmed|confirms|admitted|admits|"
    r"acknowledged|noted|"
    r"explained|declared|suggested|suggests|testified|alleged|alleges|reported|reports|replied|"
    r"tweeted|wrote|asked"
)
SPEECH = re.compile(
    rf"\b(?:{_SPEECH})\b|\baccording to\b|\bquoted as\b|\bin the words of\b|\bciting\b", re.IGNORECASE
)
SPEAKER = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[A-Z][\w'’-]+)(?= (?:(?:has|have|had|also|later|"
    rf"then) )?(?:{_SPEECH})\b)"
    rf"|(?<=\bsaid )(?:he|she|they|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
    r"|(?<=\baccording to )(?:the |a |an )?[\w'’-]+(?: [A-Z][\w'’-]+)*"
)
NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|barely|"
    r"den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|fail(?:s|ed|ing)? to|\w+n['’]t)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|purported(?:ly)?|apparent(?:ly)?|supposed(?:ly)?|"
    r"suspected|accused|"
    r"believed|thought to|said to|claimed?|possibl[ey]|probabl[ey]|perhaps|maybe|likely|"
    r"unlikely|seem(?:s|ed|ingly)?|"
    r"appear(?:s|ed)? to|might|may|could|unconfirmed|unverified|so-called|what (?:he|she|"
    r"they) called|potential(?:ly)?|"
    r"presumably|it is understood)\b"
)

CORRECTION_NOTE = re.compile(
    r"^\W*(?:corrections?|clarifications?|corrected|editor['’]?s?['’]? notes?|editors['’] note|"
    r"correx|erratum|errata|"
    r"amended|update and correction)\b\s*(?:[:.–—(\[]|\*|$|\b(?:on|to|and|appended|by)\b)"
    r"|\b(?:an|a) (?:earlier|previous|original|prior) version of (?:this|the|our)\b"
    r"|\b(?:this|the) (?:article|story|report|post|piece|headline|page|item|text|version|column|caption)"
    r"(?: (?:has been|have been|was|is being|had been))? (?:since )?(?:been )?(?:amended|"
    r"corrected|updated to (?:correct|"
    r"clarify|reflect|remove|fix|make clear)|clarified|changed to (?:correct|clarify|reflect))"
    r"|\bwe (?:regret|apologi[sz]e for) (?:the|this|an|any) (?:error|mistake|inaccuracy)"
    r"|\bmisstated\b|\b(?:incorrectly|mistakenly|wrongly|erroneously) (?:stated|said|reported|"
    r"identified|referred|"
    r"described|named|attributed|gave|spelled)\b",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"^\W*(?:(?:last |first )?(?:updated|modified|revised|published|posted|refreshed)|"
    r"last (?:update|modification|"
    r"edited|edit))\b.{0,80}$",
    re.IGNORECASE,
)
BOILERPLATE = re.compile(
    r"\b(?:share (?:this|on|via)|tweet this|follow (?:us|\S+) on|like us on|join us on|sign up|"
    r"subscribe|subscription|"
    r"newsletters?|read more|read also|see also|click here|learn more|more on this (?:story|"
    r"topic)|related (?:articles?|"
    r"stories|topics|content)|all rights reserved|copyright|advertisement|advertising|continue reading|"
    r"download (?:the|our) app|cookies?|privacy policy|terms of (?:use|service)|print this|"
    r"email this|send us|"
    r"get in touch|most read|recommended for you|skip to content|support our journalism|log in|sign in|"
    r"have you got a story|this story (?:first|originally) appeared|watch (?:live|more)|"
    r"listen (?:live|now)|photo credit)\b"
    r"|©",
    re.IGNORECASE,
)
LONGEST_BOILERPLATE_CHARS = 240
LINK = re.compile(
    r"(?:https?://|www\.)\S+|\[[^\]\n]*\]\([^)\s]*\)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)

DOUBLE_QUOTES = frozenset('"“”„‟«»「」『』＂')
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
    word = word.replace("−", "-").lstrip("+")
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", word)
