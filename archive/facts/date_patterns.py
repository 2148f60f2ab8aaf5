"""The patterns of dates in one language, compiled once."""

# ruff: noqa: E501 - patterns

from __future__ import annotations

import re
from functools import cache

from archive.facts.date_words import DAY_LINKS, HOLIDAY_SECONDS, ORDINALS, SEASONS, SHIFTS, UNITS
from archive.facts.language import Language
from archive.facts.numbers import alternation


class DatePatterns:
    """The compiled patterns of one language; each begins at an anchor."""

    def __init__(self, language: Language) -> None:
        """Compile the patterns."""
        self.language = language
        self.is_english = language.code == "en"
        month = alternation(language.months) or "(?!)"
        weekday = alternation(language.weekdays) or "(?!)"
        year = r"(?:1[0-9]\d\d|20\d\d)"
        short_year = rf"(?:{year}|['’]\d\d)"
        # Two digits are a year after a sign, or where the clause ends: "3-Jun-20", "3 June 20."
        late_year = rf"(?:[-/](?P<y2>\d\d)\b(?![-/.]\d| ?(?:{month}))|,? (?P<y3>\d\d)(?=[.;?!)](?!\d)|$))"
        day = r"(?:3[01]|[12]\d|0?[1-9])"
        ordinal = "st|nd|rd|th|er|º|ª|\\." if language.code else "(?!)"
        of = alternation([*language.day_of, "."]) if language.day_of else "(?!)"
        words = alternation(ORDINALS).replace(r"\-", "[- ]") if self.is_english else "(?!)"
        if self.is_english:
            cardinals = (
                r"twenty[- ](?:one|two|three|four|five|six|seven|eight|nine)|thirty[- ]one|thirty|twenty"
            )
            words = rf"{words}|{cardinals}"
        self.dmy = re.compile(
            rf"(?i)(?:(?P<d>{day})(?:{ordinal})?|(?P<dw>{words}))(?:(?: ?[-–] ?| (?:to|till|until"
            rf"|through|and|bis|al|au|a|und|et|y) (?:the )?)(?:(?P<d2>{day})(?:{ordinal})?|(?P<dw2>{words})(?= )))?"
            rf"(?:[-/.]| )?(?:(?:{of}) )*(?P<m>{month})(?![^\W\d_])(?:\.(?= ?[a-z\d,]))?(?:(?: ?,? ?(?:of |in |de |del )?"
            rf"|[-/])(?P<y>{short_year})(?![\d,]\d|\d)|{late_year})?"
        )
        self.mdy = (
            re.compile(
                rf"(?i)(?P<m>{month})(?![^\W\d_])(?:\.?[ ]*[-/]?(?: ?the )?"
                rf"| (?:between|from) )(?:(?P<d>{day})(?:st|nd|rd|th)?(?![\d%:]|[.,/]\d(?!\d\d\d\b)|-\d\d\d(?!\d\b))"
                rf"|(?P<dw>{words})\b)"
                rf"(?:(?: ?[-–] ?| (?:to|till|until|through|thru|and) (?:the )?)(?:(?P<d2>{day})(?:st|nd|rd"
                rf"|th)?(?![\d%:]|[.,]\d)|(?P<dw2>{words})\b))?"
                rf"(?:(?: ?,| ?/|-)? ?(?:of |in )?(?P<y>{short_year})(?![\d:]|,\d)|{late_year})?"
            )
            if self.is_english
            else re.compile("(?!)")
        )
        self.my = re.compile(
            rf"(?i)(?P<m>{month})\b\.?(?: ?,| of| in| de| del)? ?[-/]?(?P<y>{short_year}|(?<= of )\d\d(?=[.,;!?]|$))(?!\d|,\d|\.\d)"
        )
        self.year_month = re.compile(rf"({year})[ /-]((?i:{month}))\b(?![ -]\d|,? \d)")
        self.to_month = re.compile(rf"(?i)(?: (?:to|until|till|through) | ?[-–] ?)(?:{month})\b")
        self.month_list = re.compile(rf"(?i)(?: (?:and|or) |, (?:and |or )?)(?:{month})\b")
        self.month = re.compile(rf"(?i)(?P<m>{month})\b")
        self.weekday = re.compile(
            rf"(?i)(?P<wd>{weekday})\b\.?(?:,? (?P<shift>last|this|next) week"
            rf"|,?(?: the)? (?P<d>{day})(?:(?:st|nd|rd|th)|(?=[.!?,;)]|$))(?! of|-| (?:{month}))"
            rf"|,? (?:the |(?=twenty|thirty))(?P<dw>{words})| (?:of|in) (?P<shift2>last|this|(?:the )?next|the (?:following|same|previous)) week)?"
        )
        self.day_link = re.compile(
            r"(?i),? (?:the )?" if self.is_english else r"(?i),? (?:dem |den |le |el )?"
        )
        self.iso = re.compile(
            rf"({year})([-/.])(0?[1-9]|1[0-2])\2({day})(?:[T ](\d\d:\d\d)(?::\d\d)?Z?)?(?![\d])"
        )
        self.numeric = re.compile(
            rf"(0?[1-9]|[12]\d|3[01])([-/.]| [-/] )(0?[1-9]|[12]\d|3[01])\2({year}|\d\d)(?![\d]|[/.]\d)"
        )
        self.slash = re.compile(
            r"(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?![\d/]|[.,]\d|[a-z%]| (?:of|an?|hours?|miles?|cups?|inch|inches)\b)"
        )
        self.named_month_first = (
            re.compile(rf"(?i)({year})[-/ ]({month})[-/ ]({day})\b")
            if language.months
            else re.compile("(?!)")
        )
        self.years = re.compile(
            rf"({year})(?:(['’]?s)\b|(?:([-–—/~])(\d\d)| ?([-–—/~]| (?:to|till|until|through|thru)(?= )) ?({year}))?(?!\d|[,.]\d|-\d))"
        )
        self.wd_prefix = (
            re.compile(rf"(?i)(?:{weekday})\.?,? (?:the |den |le |el )?$") if language.weekdays else None
        )
        shifts = "|".join(SHIFTS)
        self.shift = (
            re.compile(
                rf"(?i)(?P<s>{shifts}) (?:(?:business|calendar|fiscal|school"
                rf"|working|work) )?(?:(?P<u>{UNITS})\b(?!-)|(?P<night>night|morning|afternoon|evening)\b"
                rf"|(?P<wd>{weekday})\b|(?P<m>{month})\b|(?P<season>spring|summer|autumn|fall"
                rf"|winter)\b"
                rf"|(?:(?P<n>(?:(?:\d+|{alternation(language.small)})(?: to | or | ?[-–] ?))?(?:\d+|{alternation(language.small)})"
                rf"|few|couple(?: of)?|several|dozen)[ -](?:(?:business|working|calendar|consecutive|full|school|more) )?)?(?P<pu>days|weeks|months|years|decades|quarters|centuries|fortnights|weekends|nights|day)\b)"
            )
            if self.is_english
            else re.compile("(?!)")
        )
        self.part = re.compile(
            r"(?i)(?:(?P<p>early|mid|late)(?:[- ]to[- ](?:mid|late))?(?: in |[- ])(?P<the>the )?"
            r"|(?P<p2>beginning|start|middle|end|close) of (?P<the2>the )?|(?P<p3>earlier|later"
            r"|rest of|remainder of)(?: in)? (?P<the3>the )?)"
        )
        self.week_day = re.compile(rf"(?i)(?:,? (?:on )?| ?[-–—] ?)({weekday})\b")
        self.week_days = re.compile(
            rf"(?i) (?:from |between )({weekday}) (?:to|until|through|and) ({weekday})\b"
        )
        self.half = re.compile(
            r"(?i)(?:(?P<o>first|second|third|fourth|last|1st|2nd|3rd|4th)[- ]?(?P<k>quarter|half)"
            r"|(?P<q>q[1-4]|h[12]))\b(?:(?:,? (?:of )?(?:fiscal )?|[-/ ])?(?P<y>(?:1[89]|20)\d\d)\b"
            r"|,?(?: of)? ['’](?P<y2>\d\d)\b|,? (?:(?:of )?(?P<s>this|last|next)|of (?P<s2>the)) year\b)?"
        )
        self.season = re.compile(
            r"(?i)(?P<season>spring|summer|autumn|fall|winter)(?:(?: of| in|,)? (?P<y>(?:1[89]|20)\d\d)(?:[-/–]\d\d)?\b"
            r"|(?: of)? (?P<s>this|next|last) year\b| of ['’](?P<y2>\d\d)\b)"
        )
        self.century = re.compile(
            rf"(?i)(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{words})"
            rf"(?:(?: (?:and|or|to|until|through) (?:the )?|[-–/])(?P<n2>\d{{1,2}}(?:st|nd|rd|th)|{words}))?"
            r"[- ](?:century|centuries)\b(?! B\.?C)"
        )
        self.range = re.compile(
            r"(?i)(?: ?[-–—] ?| (?:to|until|till|through|thru) (?:the )?)"
            if self.is_english
            else rf"(?i)(?: ?[-–—] ?| (?:{language.range_links or '(?!)'}) )"
        )
        self.lead = re.compile(
            r"(?i)\b(from|between)(?: the(?: years?)?| years?)? $"
            if self.is_english
            else rf"(?i)\b(?:{language.range_lead or '(?!)'}) $"
        )
        self.between = "between" if self.is_english else language.between
        self.leads = _leads(language) if self.is_english else {}
        self.after_digits = frozenset((*language.months, *language.day_of, *DAY_LINKS, *_CLOCK_WORDS))
        self.and_ = re.compile(
            r"(?i) and (?:the )?" if self.is_english else rf"(?i) (?:{language.between_link or '(?!)'}) "
        )


_CLOCK_WORDS = ("a", "am", "p", "pm", "o", "oclock", "h", "uhr", "heures", "horas")


def _leads(language: Language) -> dict[str, frozenset[str]]:
    """What words may may follow the commonest words that begin a date, so that most need no pattern."""
    units = frozenset(
        f"{UNITS}|days|weeks|months|years|decades|quarters|centuries|fortnights|weekends|nights|day".split(
            "|"
        )
    )
    numbers = frozenset(language.small)
    shifted = (
        units | numbers | language.weekdays.keys() | language.months.keys() | SEASONS.keys()
        | frozenset(("business", "calendar", "fiscal", "school", "working", "work", "few", "couple", "several", "dozen"))
        | frozenset(("night", "morning", "afternoon", "evening", "full"))
    )  # fmt: skip
    links = ("of", "day", "to", "till", "until", "through", "and")
    counted = (
        units | numbers | language.months.keys() | ORDINALS.keys() | language.weekdays.keys()
        | frozenset((*links, "half", "few", "full", "century", "centuries"))
    )  # fmt: skip
    return {
        **HOLIDAY_SECONDS,
        **dict.fromkeys(SHIFTS, shifted), **dict.fromkeys(ORDINALS, counted), "last": shifted | counted, "final": frozenset((*units, *numbers, "few", "full")),
    }  # fmt: skip


@cache
def date_patterns(language: Language) -> DatePatterns:
    """The patterns for a language, compiled once."""
    return DatePatterns(language)
