"""Dates as stories write them on a line of their own, in the languages whose months are listed here.

Only whole lines are read (`Tue 27 July 2021:`, `Published July 27, 2021, 3:15 p.m. EDT`), and only
what can mean one day: `27/07/2021` is a date, `03/04/2021` is not. Dates inside a sentence are facts
and are found elsewhere.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from archive.model import Claimed

if TYPE_CHECKING:
    from collections.abc import Iterable

# January to December; each language's full names, then the abbreviations in use.
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "en abbreviated": "jan feb mar apr may jun jul aug sep oct nov dec",
    "en, AP style": "- - - - - - - - sept - - -",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "de abbreviated": "jän febr mrz - - - - - - okt - dez",
    "de, Austria": "jänner feber - - - - - - - - - -",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "fr abbreviated": "janv févr - avr - - juil - - - - déc",
    "fr without accents": "- fevrier - - - - - aout - - - decembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "es abbreviated": "ene - - abr - - - ago set - - dic",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ar, other spellings": "- - - ابريل - يونيه يوليه اغسطس - اكتوبر - -",
    "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica
segunda-feira terça-feira quarta-feira quinta-feira sexta-feira
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
понедельник вторник среда четверг пятница суббота воскресенье
"""
_OTHER_ZONES = (
    "et",
    "ct",
    "mt",
    "pt",
    "ist",
    "local time",
    "ast",
    "sast",
    "kst",
    "pkt",
    "sgt",
    "wib",
    "brt",
    "art",
)
# RFC 5322, section 4.3, for the United States; the rest where news use gives them one meaning. IST, and
# ET without its season, have several: such a line claims its day only.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 1, "wet": 0, "west": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2,
    "eet": 2, "eest": 3, "msk": 3, "jst": 9, "hkt": 8, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
LONGEST_DATE_LINE_CHARS = 120


class DateLine(NamedTuple):
    """What a line that is a date claims: None where it names no year."""

    claimed: Claimed | None


class _Patterns(NamedTuple):
    said: re.Pattern[str]
    filler: re.Pattern[str]
    days: tuple[re.Pattern[str], ...]
    clock: re.Pattern[str]


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for names in _MONTHS.values()
        for number, name in enumerate(names.split(), 1)
        if name != "-"
    }


def _one_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@cache
def _patterns() -> _Patterns:
    month = rf"[בו]?(?P<month>{_one_of(_months())})(?!\w)\.?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?"
    year = r"(?P<year>\d{4})(?!\d)"
    return _Patterns(
        said=re.compile(
            r"(?:first |originally )?(?:published|posted|issued|filed|dated?|created)\b(?: on| at)?:? ?|"
            r"(?:veröffentlicht|erschienen|stand)\b(?: am)?:? ?|publié(?: le)?:? ?|publicado(?: el| em)?:? ?|"
            r"pubblicato(?: il)?:? ?|gepubliceerd(?: op)?:? ?"
        ),
        filler=re.compile(
            rf"{_one_of(_WEEKDAYS.split())}(?!\w)\.?|[,،，|·•–—电電讯訊]|(?:the|den|am|le|el|il|op)(?!\w)| "
        ),
        days=tuple(
            re.compile(shape)
            for shape in (
                rf"{day} ?(?:of |de |do |di |d[’'])?{month}(?:,? (?:de |del |do )?{year})?",
                rf"{month} {day}(?!\d)(?:,? {year})?",
                rf"{month},? (?:de |del |do )?{year}",
                rf"{year}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d)",
                rf"(?P<first>\d{{1,2}})(?P<sep>[-/.])(?P<second>\d{{1,2}})(?P=sep){year}",
                rf"(?:{year} ?[年년] ?)?(?P<month>\d{{1,2}}) ?[月월] ?(?P<day>\d{{1,2}}) ?[日일]",
            )
        ),
        clock=re.compile(
            r"(?:(?:at|um|à|a las?|às|alle|om) )?(?P<hour>\d{1,2})"
            r"(?:(?:[:.]| ?h ?)(?P<minute>\d\d)(?::(?P<second>\d\d))?(?!\d))? ?"
            r"(?:(?P<half>[ap])\.?m\b\.?|(?P<unit>uhr|hrs?|h|o[’']clock)\b\.?)? ?"
            rf"(?P<zone>\(?(?:{_one_of(_OTHER_ZONES)}|{_one_of(_ZONES)}|(?:utc|gmt)?[+−-]\d\d?(?::?\d\d)?)(?!\w)\)?)?"
        ),
    )


# In Chinese and Japanese nothing need part the place from the date, and 电 or 讯 (wire report) may end it.
_PLACE = re.compile(
    r"[^\W\d][^\d,،，、–—-]{0,40}[^\W\d.]\.? ?[,،，、–—-] ?|[\u3400-\u9fff]{2,20}[ ，、]?(?=\d)"
)


def read_date_line(line: str) -> DateLine | None:
    """What a whole line claims as a date, or None where it is anything but a date.

    A place may stand before it (`BAGHDAD, July 27, 2021`), a word of publishing (`Published on …`), the
    weekday and the time of day on either side. A time whose zone has one meaning is given in UTC; one
    without a zone keeps having none; one with an ambiguous zone (`IST`, `ET`) claims its day.

    Args:
        line: One line in canonical form.

    Example:
        >>> read_date_line("Tue 27 July 2021:").claimed.text
        '2021-07-27'
        >>> read_date_line("Tuesday, July 27, 2021, 3:15 p.m. EDT").claimed.text
        '2021-07-27T19:15:00Z'
        >>> read_date_line("بغداد، 27 يوليو 2021").claimed.text
        '2021-07-27'
        >>> read_date_line("北京2021年7月27日电").claimed.text
        '2021-07-27'
        >>> read_date_line("03/04/2021") is None
        True
    """
    if len(line) > LONGEST_DATE_LINE_CHARS or not any(map(str.isdigit, line)):
        return None
    bare = line.strip(" *_()[]:：")
    try:
        return DateLine(Claimed.read(bare)) if len(bare) > 4 else None
    except ValueError:
        pass
    bare = bare.lower()
    found = _read(bare)
    place = _PLACE.match(bare) if found is None else None
    if place is not None and _is_named(line.strip(" *_()[]:")[: place.end()]):
        found = _read(bare[place.end() :])
    return found


def _is_named(place: str) -> bool:
    """Every word of it starts with a capital, or has none to start with."""
    return not any(word[0].islower() for word in place.split())


def _read(text: str) -> DateLine | None:
    """A lower-case line, taken to pieces from its start: fillers, one date, at most one time."""
    patterns = _patterns()
    said = patterns.said.match(text)
    position = said.end() if said else 0
    day: re.Match[str] | None = None
    clock: re.Match[str] | None = None
    while position < len(text):
        found = next((m for shape in patterns.days if (m := shape.match(text, position))), None)
        if found is not None and day is None:
            day = found
        elif (
            (found := patterns.clock.match(text, position)) is not None and clock is None and _is_clock(found)
        ):
            clock = found
        elif (found := patterns.filler.match(text, position)) is None:
            return None
        position = found.end()
    if day is None:
        return None
    try:
        return _claim(day, clock)
    except (ValueError, OverflowError):
        return None


def _is_clock(found: re.Match[str]) -> bool:
    """A bare number is no time of day."""
    return bool(found["minute"] or found["half"] or found["unit"])


def _claim(day: re.Match[str], clock: re.Match[str] | None) -> DateLine | None:
    """The claim of a date and a time of day.

    Raises:
        ValueError: There is no such day or time.
    """
    parts = day.groupdict()
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first <= 12 and second <= 12 and first != second and parts["sep"] != ".":
            return None  # either may be the month; only the dotted form has one order everywhere
        month, on_day = (first, second) if second > 12 and parts["sep"] != "." else (second, first)
    else:
        month = _months().get(parts["month"]) or int(parts["month"])
        on_day = int(parts["day"]) if parts.get("day") else 0
    if parts["year"] is None:
        date(2000, month, on_day)
        return DateLine(None)
    year = int(parts["year"])
    date(year, month, on_day or 1)
    if not on_day:
        return DateLine(Claimed(f"{year:04}-{month:02}"))
    if clock is None:
        return DateLine(Claimed(f"{year:04}-{month:02}-{on_day:02}"))
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    moment = datetime(  # noqa: DTZ001 - the zone follows, where there is one
        year, month, on_day, hour, int(clock["minute"] or 0), int(clock["second"] or 0)
    )
    zone = (clock["zone"] or "").strip("()")
    if not zone:
        return DateLine(Claimed(moment.isoformat()))
    shift = _shift(zone)
    if shift is None:
        return DateLine(Claimed(moment.date().isoformat()))
    return DateLine(Claimed((moment - shift).isoformat() + "Z"))


def _shift(zone: str) -> timedelta | None:
    """A zone's distance from UTC; None where the name has several."""
    if zone in _ZONES:
        return timedelta(hours=_ZONES[zone])
    signed = re.fullmatch(r"(?:utc|gmt)?([+−-])(\d\d?):?(\d\d)?", zone)
    if signed is None:
        return None
    shift = timedelta(hours=int(signed[2]), minutes=int(signed[3] or 0))
    return shift if signed[1] == "+" else -shift
