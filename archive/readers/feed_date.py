"""Dates as feeds write them: RFC 3339, RFC 822 and the many forms that are nearly one of them.

A claim keeps the precision and the zone it was made with: a day stays a day, and a time without a zone has
none. A name of a zone that means several (IST, BST in Asia) is read as RFC 822 and most feeds use it.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.model import Claimed
from archive.text.dates import read_date_line

if TYPE_CHECKING:
    from time import struct_time

LONGEST_DATE_CHARS = 100

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HUNGARIAN = {"janu": 1, "febr": 2, "márc": 3, "ápri": 4, "máju": 5, "júni": 6, "júli": 7, "augu": 8}
_HUNGARIAN |= {"szep": 9, "októ": 10, "nove": 11, "dece": 12}
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
# Hours ahead of UTC. RFC 822 (5.1) names the American ones; the others are common in feeds.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0.0),
    "ndt": -2.5,
    "nst": -3.5,
    "adt": -3.0,
    "at": -4.0,
    "ast": -4.0,
    "edt": -4.0,
    "est": -5.0,
    "et": -5.0,
    "cdt": -5.0,
    "cst": -6.0,
    "ct": -6.0,
    "mdt": -6.0,
    "mst": -7.0,
    "mt": -7.0,
    "pdt": -7.0,
    "pst": -8.0,
    "pt": -8.0,
    "akdt": -8.0,
    "akst": -9.0,
    "hst": -10.0,
    "west": 1.0,
    "bst": 1.0,
    "cet": 1.0,
    "met": 1.0,
    "mez": 1.0,
    "cest": 2.0,
    "mest": 2.0,
    "mesz": 2.0,
    "eet": 2.0,
    "sast": 2.0,
    "cat": 2.0,
    "eest": 3.0,
    "msk": 3.0,
    "eat": 3.0,
    "pkt": 5.0,
    "ist": 5.5,
    "wib": 7.0,
    "hkt": 8.0,
    "sgt": 8.0,
    "awst": 8.0,
    "jst": 9.0,
    "kst": 9.0,
    "acst": 9.5,
    "aest": 10.0,
    "acdt": 10.5,
    "aedt": 11.0,
    "nzst": 12.0,
    "nzdt": 13.0,
    "a": -1.0,
    "n": 1.0,
    "m": -12.0,
    "y": 12.0,
}
_CLOCK = (
    r"(?:[\s,T]+(?P<hour>\d{1,2})[:.h](?P<minute>\d{1,2})(?:[:.](?P<second>\d{1,2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>[^)]*?)\)?)?"
)
_YEAR = r"(?P<year>\d{4}|\d\d)"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MAIL = re.compile(
    rf"(?:[^\W\d]{{2,9}}\.?,?\s*)?(?:{_DAY}[\s-]+{_MONTH}|(?P<swapped>{_MONTH.replace('month', 'month2')}"
    rf"[\s-]+{_DAY.replace('day', 'day2')})),?[\s-]+{_YEAR}{_CLOCK}",
    re.IGNORECASE,
)
_UNIX = re.compile(
    rf"[a-z]{{3,9}}\.?,?\s+{_MONTH}\s+{_DAY}\s+(?P<hour>\d\d?):(?P<minute>\d\d):(?P<second>\d\d)"
    rf"(?P<half>)\s*(?P<zone>[A-Za-z]{{0,4}})\s+{_YEAR}",
    re.IGNORECASE,
)
_ISO = re.compile(  # year first, also in Chinese, Japanese and Korean and with the month's name in Hungarian
    r"(?P<year>\d{4})(?:[-/.]|[年년]\s?)\s?(?P<month>\d{1,2}|[^\W\d]{3,10})(?:[-/.]|[月월]\s?)\s?(?P<day>\d{1,2})[日일.]?"
    r"(?:[T\s]*(?P<half>오전|오후|午前|午後|上午|下午)?[T\s]*(?<!\d)(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<zone>.*))?",
    re.IGNORECASE,
)
_AFTERNOON = ("p", "오후", "午後", "下午")
_SHIFT = re.compile(r"(?:gmt|utc?|z)?\s*([+\N{MINUS SIGN}-])(\d\d?):?(\d\d)?(?:\s*\(.*)?", re.IGNORECASE)


def read_date(written: str, parsed: struct_time | None = None) -> Claimed | None:
    """A date of a feed, as a claim.

    Args:
        written: As the feed has it.
        parsed: What feedparser made of it, in UTC, for forms that are known only there.

    Returns:
        None for what is no date.

    Example:
        >>> read_date("Thu, 01 Jan 2004 19:48:21 EST").text, read_date("1 Jan 04").text
        ('2004-01-02T00:48:21Z', '2004-01-01')
    """
    text = " ".join(written.split())
    if not text or len(text) > LONGEST_DATE_CHARS:
        return None
    try:
        return Claimed.read(text)
    except ValueError:
        pass
    for pattern in (_MAIL, _UNIX, _ISO):
        match = pattern.fullmatch(text)
        claim = None if match is None else _claim(match)
        if claim is not None:
            return claim
    if parsed is not None and _is_plausible(text, parsed):
        moment = datetime(*parsed[:5], min(parsed[5], 59))  # noqa: DTZ001 - it is UTC, and written so
        if re.search(r"\d[:h]\d", text) or (moment.hour, moment.minute) != (0, 0):
            return Claimed.read(moment.isoformat() + "Z")
        return Claimed.of(moment.date())
    line = read_date_line(text)
    return None if line is None else line.claimed


def _is_plausible(text: str, parsed: struct_time) -> bool:
    """Whether a reading by feedparser uses the day that is written: some of its readers guess."""
    if not 1 <= parsed.tm_year <= 9999:
        return False
    if re.fullmatch(r"[\d-]+", text):
        return True
    numbers = {int(digits) for digits in re.findall(r"[0-9]{1,4}", text)}
    return bool(numbers & {parsed.tm_mday, (parsed.tm_mday % 31) + 1, parsed.tm_mday - 1 or 31})


def _claim(match: re.Match[str]) -> Claimed | None:
    found = match.groupdict()
    month, day = found["month"] or found.get("month2"), found["day"] or found.get("day2")
    assert month is not None
    assert day is not None
    number = (
        int(month) if month.isdigit() else _MONTHS.get(month[:3].lower()) or _HUNGARIAN.get(month[:4].lower())
    )
    if number is None:
        return None
    year = int(found["year"])
    if len(found["year"]) == 2:  # RFC 2822 (4.3) parts the centuries at 50; no feed is older than 1990
        year += 1900 if year >= 90 else 2000
    try:
        if found["hour"] is None:
            return Claimed.of(datetime(year, number, int(day)).date())  # noqa: DTZ001 - a day has no zone
        hour = int(found["hour"])
        if found["half"]:
            hour = hour % 12 + 12 * found["half"].lower().startswith(_AFTERNOON)
        extra = timedelta(days=1) if hour == 24 else timedelta()  # the end of the day, as ISO 8601 allows
        second = min(int(found["second"] or 0), 59)  # a leap second is no time of Python's
        moment = datetime(year, number, int(day), hour % 24, int(found["minute"]), second) + extra  # noqa: DTZ001
        zone = (found["zone"] or "").strip(" ()")
        shift = None if not zone else _shift(zone)
        if shift is None:
            return Claimed.of(moment)
        return Claimed.read((moment - shift).isoformat() + "Z")
    except (ValueError, OverflowError):
        return None


def _shift(zone: str) -> timedelta | None:
    """How far a zone is ahead of UTC; None where that is not known."""
    named = zone.lower().removeprefix("etc/")
    if named.split(" ")[0] in _ZONES:
        return timedelta(hours=_ZONES[named.split(" ")[0]])
    match = _SHIFT.fullmatch(named)
    if match is None:
        return None
    shift = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return shift if match[1] == "+" else -shift
