"""A language as data: the words and signs that the finders of facts go by.

One file a language (`lang_en.py`, `lang_de.py`, …) holds one `Language` named `LANGUAGE`; adding a
language is adding such a file. A text in a language without a file is read with `NEUTRAL`: digits,
signs and ISO dates only, no names guessed.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """What the finders need to know of one language; all words in lower case.

    Attributes:
        code: ISO 639-1.
        decimal: The decimal mark; the other of comma and full stop groups digits.
        has_day_first: Whether the day comes before the month in `3/4/2024`; None where that is not told.
        small: Number words below a hundred and their values ("seven", "ninety").
        scales: Words that multiply what stands before them ("hundred", "million", "dozen").
        short_scales: What may be written right after digits ("5m", "2.3bn").
        joiners: Words inside a number in words ("and").
        articles: Words that stand for one before a scale ("a million").
        halves: Words for a half before a scale ("half a million").
        fractions: Denominators in words ("third", "quarters").
        plural_scales: Scales in the plural, alone a vague figure ("dozens"), and their least value.
        of: The word of "tens of thousands".
        to: Words between the ends of a range ("to").
        point: Words for the decimal mark in numbers in words.
        minus: Words for a minus sign.
        compound: Whether number words are written together ("einundzwanzig").
        percent: Words for a hundredth, as lists of words parted by a space.
        basis_points: Words for a hundredth of one per cent.
        currencies: Names of currencies and their ISO 4217 code.
        cents: Names of coins and the code of the currency they are a hundredth of.
        units: Names of units of measure and the unit's symbol.
        spans: Names of spans of time and their ISO 8601 designator ("year" is "Y").
        old: What follows a span of time that is an age ("old").
        qualifiers: Words before a figure that bound it, and how it is then called.
        months: Names of months, 1 to 12.
        weekdays: Names of weekdays, 0 (Monday) to 6.
        days: Words for days counted from the story's own ("yesterday" is -1).
        day_of: Words that may stand between a day and its month.
        phrases: Words that are a date, and its expression (see `relative`); English has rules instead.
        parts: Words that make a part of the month or year after them, and the part ("ende" is `late`).
        decade_lead: A pattern of what stands before the digits of a decade ("années").
        decade_tail: A pattern of what stands right after them ("er Jahre").
        century: A pattern of what stands after the digits of a century.
        century_words: Words before or after the Roman number of one.
        range_lead: A pattern of the words before a range of dates, each in a group ("von", "zwischen").
        range_links: A pattern of the words between its ends.
        between: Of the words before a range those that have `between_link` between its ends.
        between_link: A pattern of that word.
        ago: A pattern of the words before a span of time that make it the day so long ago ("vor").
        age_lead: A pattern of the words before a span of years that make it an age ("âgé de").
        aged: Words after a number that make it an age ("jährige").
        no_minus: A pattern of the words before a word for minus that make it none ("al menos").
        wholes: A pattern of the words after a fraction of something.
        marks: Pairs of quotation marks, outermost first.
        cues: Verbs that attribute a quotation.
        pronouns: Pronouns that can be its speaker.
        according: Words before the source of a statement.
        stop: Words that end what a figure counts.
        verbs: Plain verbs and their third persons that may follow a plural, and so are not what is counted.
        has_names: Whether names are looked for.
    """

    code: str
    decimal: str = "."
    has_day_first: bool | None = None
    small: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    short_scales: Mapping[str, int] = field(default_factory=dict)
    joiners: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()
    fractions: Mapping[str, int] = field(default_factory=dict)
    plural_scales: Mapping[str, int] = field(default_factory=dict)
    of: str = ""
    to: tuple[str, ...] = ()
    point: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()
    compound: bool = False
    percent: tuple[str, ...] = ()
    basis_points: tuple[str, ...] = ()
    currencies: Mapping[str, str] = field(default_factory=dict)
    cents: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, str] = field(default_factory=dict)
    old: tuple[str, ...] = ()
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)
    day_of: tuple[str, ...] = ()
    phrases: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    decade_lead: str = ""
    decade_tail: str = ""
    century: str = ""
    century_words: frozenset[str] = frozenset()
    range_lead: str = ""
    range_links: str = ""
    between: str = ""
    between_link: str = ""
    ago: str = ""
    age_lead: str = ""
    aged: tuple[str, ...] = ()
    no_minus: str = ""
    wholes: str = ""
    marks: tuple[tuple[str, str], ...] = (("“", "”"), ("«", "»"), ("„", "“"), ("「", "」"), ("『", "』"))
    cues: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    according: tuple[str, ...] = ()
    stop: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    has_names: bool = False


NEUTRAL = Language(code="")


def table(text: str) -> dict[str, str]:
    """A mapping written as lines or semicolon-parted items `meaning: word, word`."""
    found: dict[str, str] = {}
    for item in text.replace("\n", ";").split(";"):
        meaning, colon, words = item.partition(":")
        if colon:
            for word in words.split(","):
                found[word.strip()] = meaning.strip()
    return found


def numbers(text: str) -> dict[str, int]:
    """A mapping written like `table`, whose meanings are whole numbers."""
    return {word: int(meaning.replace("_", "")) for word, meaning in table(text).items()}


def named_turns(
    weekdays: Mapping[str, int], months: Mapping[str, int], after: str, before: str
) -> dict[str, str]:
    """The phrases of a weekday or month after or before the present one: "lundi prochain".

    Args:
        weekdays: The names of the weekdays.
        months: The names of the months.
        after: Comma-parted ways to say the next one, `_` for its name.
        before: Those to say the last one.
    """
    return {
        way.strip().replace("_", name): f"{unit} {turn} {number:{'02d' if unit == 'inyear' else 'd'}}"
        for unit, names in (("weekday", weekdays), ("inyear", months))
        for name, number in names.items()
        for turn, ways in ((2, after), (-2, before))
        for way in ways.split(",")
    }


def words(text: str) -> frozenset[str]:
    """A set written as words parted by white space, an underscore for a space inside one."""
    return frozenset(word.replace("_", " ") for word in text.split())


def read_as(code: str) -> str:
    """The tag that a text's facts hang on: the language, and of English who writes the day first.

    Example:
        >>> read_as("de-AT"), read_as("en_AU"), read_as("en-US"), read_as("en-CA")
        ('de', 'en-gb', 'en-us', 'en')
    """
    short, _, region = code.lower().replace("_", "-").partition("-")
    has_day_first = _DAY_FIRST.get(region) if short == "en" else None
    return short if has_day_first is None else "en-gb" if has_day_first else "en-us"


@cache
def language(code: str | None) -> Language:
    """The data of a language, or `NEUTRAL` where there is none.

    Args:
        code: ISO 639-1, perhaps with a region (`en-GB`); None where unknown.
    """
    short, _, region = (code or "").lower().replace("_", "-").partition("-")
    name = f"archive.facts.lang_{short}"
    if not short.isalpha() or importlib.util.find_spec(name) is None:
        return NEUTRAL
    found: Language = importlib.import_module(name).LANGUAGE
    return found if short != "en" else _of_region(found, _DAY_FIRST.get(region))


_DAY_FIRST = {
    "us": False,
    "ph": False,
    **dict.fromkeys(("gb", "uk", "ie", "au", "nz", "in", "za", "ng", "ke", "pk"), True),
}
"""Whether English writes the day first, by region; others, as Canada, write both."""


@cache
def _of_region(language: Language, has_day_first: bool | None) -> Language:
    return language if has_day_first is None else replace(language, has_day_first=has_day_first)
