"""The language of a text, by its script and its commonest words.

Cheap and cautious: it looks at the first few thousand characters and says None rather than guess. A
script that one language of the news has for itself decides alone; Latin, Cyrillic and Arabic script
are told apart by function words and letters.
"""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import re
from collections import Counter

LOOKED_AT_CHARS = 4000
"""How much of a text is looked at."""

_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u309f\u30a1-\u30fa]")),
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7a3]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("ar", re.compile("[\u0620-\u064a\u066e-\u06d3]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e01-\u0e3a]")),
    ("hi", re.compile("[\u0904-\u0939]")),
    ("bn", re.compile("[\u0985-\u09b9]")),
    ("ta", re.compile("[\u0b85-\u0bb9]")),
    ("te", re.compile("[\u0c05-\u0c39]")),
    ("ka", re.compile("[\u10d0-\u10ff]")),
    ("hy", re.compile("[\u0531-\u0587]")),
    ("am", re.compile("[\u1200-\u135a]")),
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTER_RUN = re.compile(r"[^\W\d_]+")

_WORDS = {
    "en": "the of and to in is was that for it with as his on be at by he this had not are but from have an they which you were her she there been their will would has who its more",
    "de": "der die und das ist nicht von zu den mit dem des sich auf für ein eine im auch werden als an wird bei einer um aus sie er es hat dass nach wie am haben oder aber vor zur bis mehr durch war wurde",
    "fr": "le la les et des est un une du dans que qui pour pas sur au par plus ce il avec ne se sont ont cette mais été aux elle nous vous leur son sa ses comme être fait après deux",
    "es": "el los las y que en un una del se por con no para es al lo como más su sus le ha pero fue este esta son entre está cuando muy sin sobre también me hasta hay donde desde",
    "it": "il che di la e un una per non è sono con del della si dei da le nel alla ha gli come più lo anche dal nella questo ma delle al ai o se stato suo degli essere tra",
    "pt": "o que de e do da em um uma para com não os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela são foi está",
    "nl": "de het een en van is dat niet in te op zijn voor met die aan er maar om hij ook als dan bij uit nog naar heeft ze door over wordt werd was hun tot deze wel meer geen",
    "sv": "och att det som en på är av för med den till inte om ett har de han var jag vi från men så kan när eller efter ut också där vara skulle under mot sin hade blev",
    "da": "og at det er en på til af den som for med der ikke de et han har jeg var vi fra men om så kan når eller efter også skal blev ved være blive hun ham deres",
    "no": "og i det er på en til som for av at med den har de ikke et om var han fra seg men så vi kan ble hun eller etter ved også skal være når mot bli opp",
    "fi": "ja on ei että se oli hän mutta kun niin ovat myös kuin mukaan jo sen tai joka ole hänen sitä vain olla sekä nyt ollut kanssa jos mitä vuoden",
    "pl": "i w na z się nie do że jest to o jak za od po co przez dla ale był tym czy już tylko oraz są być może jego która który które przed pod także",
    "cs": "a v se na je že s z do o to by jako za k pro ale ve jsem po který jsou bylo byl již od které jeho také při aby když nebo ze co",
    "ro": "și de în la cu a nu pe se că din un o mai pentru este care să fost au al ale lui după sunt prin dar cea cele fi când între",
    "hu": "a az és hogy nem is egy azt meg de volt van csak már ha el még mint kell ez vagy aki amely szerint után lesz sem ki lehet",
    "tr": "ve bir bu için ile de da olarak çok daha en gibi olan kadar sonra ama ne var değil oldu ise her göre olduğu dedi o ya yeni",
    "id": "yang dan di ini untuk dengan itu dari tidak pada dalam adalah akan ke juga oleh ada sudah bisa saya telah mereka karena lebih atau bahwa kata para",
    "vi": "và của là có không cho được trong một với các những này đã để người khi đến ra về từ cũng như đó tại theo trên sẽ",
    "ca": "el la els les i que de un una en per amb és no del al dels als ha més com però aquest seva seu són també va ser entre fins",
}
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_CYRILLIC = (
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("be", re.compile("[ўЎ]")),
    ("sr", re.compile("[ђћџљњјЂЋЏЉЊЈ]")),
    ("ru", re.compile("[ыэёЫЭЁ]")),
    ("bg", re.compile("[ъщЪЩ]")),
)
_ARABIC = (("ur", re.compile("[ٹڈڑںھہے]")), ("fa", re.compile("[پچژگکی]")))


def language_of(text: str) -> str | None:
    """The language a text is written in, or None where that is not sure.

    Args:
        text: Any text; only its first `LOOKED_AT_CHARS` are read.

    Returns:
        ISO 639-1 code.

    Example:
        >>> language_of("The minister said that it was not true and that he would stay.")
        'en'
        >>> language_of("42 – 17") is None
        True
    """
    head = text[:LOOKED_AT_CHARS]
    latin = len(_LATIN.findall(head))
    if not head.isascii():
        counts = {code: len(pattern.findall(head)) for code, pattern in _SCRIPTS}
        if counts["ja"] and counts["zh"] and counts["ja"] * 10 >= counts["zh"]:
            counts["ja"] += counts.pop("zh")
        code, most = max(counts.items(), key=lambda item: item[1])
        # A character of Chinese or Korean says about as much as two or three letters.
        if most * (3 if code in ("zh", "ja", "ko") else 1) > latin and most >= 2:
            return _of_script(code, head)
    if latin < 8:
        return None
    return _of_words([word.lower() for word in _LETTER_RUN.findall(head)])


def _of_script(code: str, head: str) -> str | None:
    """The language within a script that several share."""
    if code == "ru":
        found = {name: len(pattern.findall(head)) for name, pattern in _CYRILLIC}
        if found["uk"]:
            return "uk" if not found["ru"] or found["uk"] > found["ru"] else "ru"
        for name in ("be", "sr"):
            if found[name] > 1:
                return name
        return "ru" if found["ru"] or not found["bg"] else "bg"
    if code == "ar":
        for name, pattern in _ARABIC:
            if len(pattern.findall(head)) * 50 > len(head):
                return name
    return code


def _of_words(words: list[str]) -> str | None:
    """The language of words in Latin script, by the share that is its function words."""
    counted = Counter(words)
    total = len(words)
    scores = sorted(
        ((sum(counted[word] for word in known if word in counted), code) for code, known in _SETS.items()),
        reverse=True,
    )
    (best, code), (second, _) = scores[0], scores[1]
    if best < 2 or best < 0.12 * total or best < second * 1.15 or (total < 12 and best == second):
        return None
    return code
