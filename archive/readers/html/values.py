"""Values as pages write them, made plain: names of authors, times, addresses."""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from archive.errors import BadInput
from archive.model import Claimed, Precision
from archive.model.draft import LONGEST_URL_CHARS
from archive.readers.moment import read_claim
from archive.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_NAME_CHARS = 80
MOST_AUTHORS = 40
_EARLIEST_YEAR = 1690
"""No newspaper is older than that of Boston, 1690; a page that says so has a default in it."""

_BY = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words|text|report|analysis|opinion|review|interview|article|artikel|geschrieben|"
    r"created|submitted|publicado|escrito)\s+)?(?:by|von|par|por|di|da|door|av|af|przez)\b[\s:]+(?=\S)|^(?:author|autor|auteur|autore|foto|text)s?\s*:\s*|^by:?\s*$",
    re.IGNORECASE,
)
_SEPARATED = re.compile(
    r"\s*[;|•·/]\s*|\s*,\s+(?:and|und|et|y|e|en|og|och)\s+|\s+(?:and|und|&|et|og|och|with)\s+|\s*,\s*|\s+y\s+",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\(?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?")
_HANDLE = re.compile(r"(?:^|\s)@\w+")
_NOT_NAMES = re.compile(
    r"https?:|www\.|\.(?:com|org|net|co\.uk|de)\b.*/|^\W*$|^\d+$|^(?:admin(?:istrator)?|staff|guest|editor|user|unknown|none|null|undefined|"
    r"anonymous|author|by|web ?master|root|n/?a|updated?|published|share|follow|read more|more)$|[{}<>\[\]]|\b(?:min(?:ute)?s? (?:read|ago)|"
    r"hours? ago|comments?|all posts|complete profile|alle beiträge|view (?:all|my)|more by|mon profil|edited by|article by)\b|→|»",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:(?:senior|chief|deputy|assistant|associate|managing|executive|contributing|special|staff|national|political|foreign|"
    r"business|science|sports?|health|technology|crime|education|political|news|digital|data|the|an?|our|in|us|u\.s\.|uk|world|"
    r"home affairs|europe|asia|middle east|white house|diplomatic|economics?|environment|features?|investigative|medical|"
    r"washington|freelance|breaking|city|local|general|assignment)\s+)*"
    r"(?:editor|reporter|correspondent|writer|contributor|columnist|critic|journalist|producer|photographer|author|staff|bureau|"
    r"editor-in-chief|redakteur(?:in)?|korrespondent(?:in)?|journaliste|fellow|intern|analyst|blogger|desk|team)s?"
    r"(?:\s+(?:at|for|of|in|covering)\b.*)?$",
    re.IGNORECASE,
)
# What stands behind a name in the same line: a date, and the words that lead to it.
_TRAILING = re.compile(
    r"\s+(?:(?:on|am|le|el|il|op|um|at|stand:?|published|posted|updated?|veröffentlicht|aktualisiert|publié|vom|den|this)\b.*|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b,? .*\d.*|\S*\d.*|in [A-Z]\w+)$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_SUFFIX = re.compile(
    r"^(?:jr|sr|ii|iii|iv|md|m\.d|phd|ph\.d|esq|rn|dds|mba|ms|ma|rd|do|pa-?c?|cpa)\.?$", re.IGNORECASE
)


def names_in(written: Iterable[str]) -> list[str]:
    """The authors in some bylines, each once, without *by*, mail addresses, handles and posts held.

    Example:
        >>> names_in(["By Ann Lee and Bo Diaz, Staff Writer"])
        ['Ann Lee', 'Bo Diaz']
    """
    found: list[str] = []
    for given in written:
        bare = _HANDLE.sub(" ", _MAIL.sub(" ", canonical(given)[:2000]))
        line = _BY.sub("", canonical(bare))
        for part in _SEPARATED.split(line):
            name = _BY.sub("", (part or "").strip(" \t,.;:–—-|*_\"'“”()")).strip()
            if part.strip().endswith((" Jr.", " Sr.")):
                name += "."
            if found and _SUFFIX.match(name):
                continue
            name = _TRAILING.sub("", name).strip(" ,:–—-|")
            if name and name.isupper() and " " in name and name.isascii():
                name = _in_title_case(name)
            if is_name(name) and name.casefold() not in (one.casefold() for one in found):
                found.append(name)
    return found[:MOST_AUTHORS]


def _in_title_case(name: str) -> str:
    return re.sub(r"[A-Z]+", lambda m: m[0] if len(m[0]) == 1 else m[0][0] + m[0][1:].lower(), name)


def is_name(name: str) -> bool:
    """Whether it can be an author's name, of a person or an office."""
    return (
        2 <= len(name) <= LONGEST_NAME_CHARS
        and bool(_LETTER.search(name))
        and not _NOT_NAMES.search(name)
        and not _ROLE.match(name)
        and len(name.split()) <= 6
    )


_EPOCH = re.compile(r"\d{10}|\d{13}")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_LOOSE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?(?=\W|$)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_ZONE_NAME = re.compile(r"\[[\w/+-]+\]$|\s*\((?:[A-Z]{2,5}|[A-Z][\w ]+)\)$")


def claim_in(written: str | None) -> Claimed | None:
    """A time as a page's data states it; None where it is none, or one that no page can have.

    Example:
        >>> claim_in("2021-07-27T09:00:00.000+0200").text
        '2021-07-27T07:00:00Z'
        >>> claim_in("20210727").text
        '2021-07-27'
    """
    if written is None:
        return None
    text = _ZONE_NAME.sub("", canonical(written)[:120]).strip()
    if not text or not any(map(str.isdigit, text)):
        return None
    claim = _read(text)
    if claim is None or claim.precision is Precision.YEAR:
        return None
    if claim.first_day.year < _EARLIEST_YEAR or claim.first_day.isoformat() in ("1970-01-01", "1900-01-01"):
        return None
    return claim


def _read(text: str) -> Claimed | None:
    if _EPOCH.fullmatch(text):
        seconds = int(text[:10])
        return Claimed.of(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
    try:
        return read_claim(text)
    except BadInput:
        pass
    for shape in (_COMPACT, _LOOSE, _SLASHED):
        found = shape.match(text)
        if found is None:
            continue
        year, month, day, *clock = found.groups()
        day_text = f"{year}-{int(month):02}-{int(day):02}"
        try:
            if clock and clock[0]:
                zone = (clock[3] or "").upper()
                return Claimed.read(f"{day_text}T{int(clock[0]):02}:{clock[1]}:{clock[2] or '00'}{zone}")
            return Claimed.read(day_text)
        except ValueError:
            continue
    return None


def absolute(href: str | None, base: str | None) -> str | None:
    """Where a link leads, absolute where the base is known; None where it leads to no page.

    Example:
        >>> absolute("../b?x=1#y", "https://news.example/a/c")
        'https://news.example/b?x=1#y'
    """
    if href is None:
        return None
    href = "".join(href.split()) if "\n" in href or "\t" in href else href.strip()
    if not href or href.startswith(("#", "javascript:", "data:", "about:", "blob:")):
        return None
    try:
        joined = urljoin(base, href) if base else href
        parts = urlsplit(joined)
        parts.port  # noqa: B018 - raises ValueError for a port that is none
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "mailto", "tel", "ftp", ""):
        return None
    if len(joined) > LONGEST_URL_CHARS:
        return None
    return "".join(char if char.isprintable() and char != " " else "%20" for char in joined)


def web_address(href: str | None, base: str | None) -> str | None:
    """An absolute address of a page on the web, without its fragment; None where it is none."""
    found = absolute(href, base)
    if found is None:
        return None
    parts = urlsplit(found)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or ("." not in parts.hostname and parts.hostname != "localhost")
    ):
        return None
    found = canonical(found.partition("#")[0])
    return found if found and " " not in found and len(found) <= LONGEST_URL_CHARS else None


def site_of(url: str) -> str:
    """An address's host without the names that one site's editions differ in: www, m, amp, edition."""
    host = (urlsplit(url).hostname or "").lower().rstrip(".")
    while True:
        first, _, rest = host.partition(".")
        if (
            first in ("www", "m", "amp", "mobile", "edition", "uk", "us", "en", "news", "beta")
            and "." in rest
        ):
            host = rest
        else:
            return host


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site, editions and devices aside."""
    first, second = site_of(one), site_of(other)
    return first == second or first.endswith("." + second) or second.endswith("." + first)
