"""The rules that give labels: what each is called, and what it means to a reader."""

from __future__ import annotations

from typing import NamedTuple

from archive.model import Label


class Rule(NamedTuple):
    """One rule: what it gives, its name, and what it means."""

    label: Label
    name: str
    meaning: str


RULES: tuple[Rule, ...] = (
    Rule(Label.TYPOGRAPHIC, "style", "equal but for the style of quotation marks or dashes, or spaces"),
    Rule(Label.TYPOGRAPHIC, "letter-case", "equal but for capitals"),
    Rule(
        Label.TYPOGRAPHIC,
        "punctuation",
        "commas, full stops, colons, dashes or brackets alone; not ? ! or quotation marks",
    ),
    Rule(Label.TYPOGRAPHIC, "same-number", "the same number written otherwise"),
    Rule(Label.TYPOGRAPHIC, "passage-kind", "the same words as another kind of passage"),
    Rule(Label.TYPOGRAPHIC, "passage-break", "the same sentences, parted into passages otherwise"),
    Rule(Label.TYPOGRAPHIC, "heading-level", "the same heading at another level"),
    Rule(Label.SPELLING, "near-word", "a word became one that differs from it by a letter or two"),
    Rule(Label.FIGURE, "number", "a number that is no sum, share or date was put in, taken out or changed"),
    Rule(Label.MONEY, "sum", "a sum of money or its currency"),
    Rule(Label.PERCENTAGE, "share", "a percentage, or the sign of one"),
    Rule(Label.DATE, "date", "a date, weekday, month, year, time of day or `yesterday`"),
    Rule(Label.DATE, "published", "the date of publication that the publisher claims"),
    Rule(Label.NAME, "capitalised", "a capitalised word within a sentence, or a title before one"),
    Rule(Label.QUOTATION, "marks", "quotation marks were put in or taken out"),
    Rule(Label.QUOTATION, "within", "words between quotation marks"),
    Rule(Label.ATTRIBUTION, "speech-verb", "a verb of saying, or `according to`"),
    Rule(Label.ATTRIBUTION, "speaker", "who is said to have said it"),
    Rule(Label.NEGATION, "negation", "not, no, never, n't, without, denied and their like"),
    Rule(Label.NEGATION, "opposite", "a word became its opposite: rose and fell, convicted and acquitted"),
    Rule(Label.HEDGING, "hedge", "alleged, reportedly, apparently, may and their like"),
    Rule(Label.HEADLINE, "title", "the headline"),
    Rule(Label.BYLINE, "byline", "the byline"),
    Rule(Label.DATELINE, "dateline", "the date line"),
    Rule(Label.HEADING, "heading", "a section's heading"),
    Rule(Label.CORRECTION_NOTE, "note", "a text that says that something was corrected"),
    Rule(Label.BOILERPLATE, "service-line", "a line that asks to share, follow, subscribe or read on"),
    Rule(Label.BOILERPLATE, "stamp", "an `updated at` line"),
    Rule(Label.LINK, "address", "a web or mail address"),
    Rule(Label.LINK, "target", "a link leads elsewhere, came or went"),
    Rule(Label.REWORDING, "other-words", "words changed, and no other rule says what"),
)
"""Every rule there is but those of facts: see `rule_meaning`."""

_MEANINGS = {rule.name: rule.meaning for rule in RULES}
_OF_FACTS = "fact-"


def rule_meaning(rule: str) -> str:
    """What a rule, as a unit or field names it, means.

    The name of a correction note's rule goes on with what the note speaks of: `note: speaks of passage 3`.

    Example:
        >>> rule_meaning("sum"), rule_meaning("fact-money")
        ('a sum of money or its currency', 'a fact of the kind money says something else')
    """
    name = rule.partition(": ")[0]
    if name.startswith(_OF_FACTS):
        return f"a fact of the kind {name.removeprefix(_OF_FACTS)} says something else"
    return _MEANINGS.get(name, "")
