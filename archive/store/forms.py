"""How a passage's mentions are written into one row, and read back.

What a mention has in common with many others is its *form*: kind, rule, unit and so on. A form is a row
of `fact_form`, stored once. Of each mention is written which form it has, where it stands, where its
subject and speaker stand as seen from its end, and its value, where that is not simply its words:

    12,105,7;3,237,3,1,11,719         a name; a figure, 719, with what it counts one character on

The numbers of the forms are those of the file at hand; the same mentions are always written alike in it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.errors import Damaged
from archive.model import FactKind, Mention, Span
from archive.store.told import packed, unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from archive.model import Value

KINDS = tuple(FactKind)
"""`fact_kind.id` of these is the place in this order, counted from 1; added kinds have later numbers."""
_OWN_IDS = {kind: number for number, kind in enumerate(KINDS, 1)}
_LAST_OWN_BIT = 31
QUOTED = (FactKind.QUOTATION,)
"""The kinds whose value may be what stands between a mention's first and last character."""


_FORMS = (
    "SELECT id, kind_id, rule, relative, unit, qualifier, cue, is_partial, is_quoted, is_day, "
    "has_subject, has_speaker FROM fact_form"
)


_quoted = json.encoder.encode_basestring
"""A text as JSON writes it, other than ASCII as it is."""


class Form(NamedTuple):
    """What mentions have in common; see `Mention`.

    Attributes:
        is_quoted: The value is what stands between the mention's first and last character.
        is_day: The value is a day, month or year, and written as a number.
    """

    kind: FactKind
    rule: str
    relative: str | None
    unit: str | None
    qualifier: str | None
    cue: str | None
    is_partial: bool
    is_quoted: bool
    is_day: bool
    has_subject: bool
    has_speaker: bool


class Line(NamedTuple):
    """What is kept of a passage's mentions: the kinds among them as bits, and the mentions written down."""

    kinds: int
    mentions: str | None


def kind_ids(driver: sqlite3.Connection) -> dict[FactKind, int]:
    """The number of every kind that this database knows: the project's own, and those of added finders."""
    added = driver.execute("SELECT name, id FROM fact_kind WHERE id > ?", (len(KINDS),))
    return _OWN_IDS | {FactKind(name): number for name, number in added}


def kind_bits(known: Mapping[FactKind, int], kinds: Iterable[FactKind]) -> int:
    """The bits of `Line.kinds` for these kinds; none for one that is not known here."""
    bits = 0
    for kind in kinds:
        if kind in known:
            bits |= 1 << (min(known[kind], _LAST_OWN_BIT + 1) - 1)
    return bits


class Forms:
    """The forms that a database knows, with their numbers."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver
        self.kinds = kind_ids(driver)
        self._kinds = {number: kind for kind, number in self.kinds.items()}
        self._bits = {kind: kind_bits(self.kinds, [kind]) for kind in self.kinds}
        self._by_number: dict[str, Form] = {}
        self._numbers: dict[Form, int] | None = None

    def line(self, text: str, mentions: Sequence[Mention]) -> Line | None:
        """Mentions in a text, written down; None where one has a form that is not known here."""
        if not mentions:
            return Line(0, None)
        known = self._known()
        parts = []
        bits = 0
        for mention in mentions:
            form = _form(text, mention)
            number = known.get(form)
            if number is None:
                return None
            parts.append(_written(number, form, mention))
            bits |= self._bits[mention.kind]
        return Line(bits, ";".join(parts))

    def added_line(self, text: str, mentions: Sequence[Mention]) -> Line:
        """The same, after forms and kinds that are new were added to the database."""
        line = self.line(text, mentions)
        if line is None:
            for mention in mentions:
                self._add(_form(text, mention))
            line = self.line(text, mentions)
        assert line is not None
        return line

    def read(self, line: str | None, text: str | None, kinds: frozenset[FactKind]) -> tuple[Mention, ...]:
        """Written mentions.

        Args:
            line: What `line` wrote.
            text: The passage's; may be missing where no mention's value is quoted.
            kinds: Only mentions of these kinds; none: of all.

        Raises:
            Damaged: They cannot be read.
        """
        if line is None:
            return ()
        known = self._by_number
        found = []
        for part in line.split(";"):
            number, _, told = part.partition(",")
            form = known.get(number) or self._fetched(number)
            if not kinds or form.kind in kinds:
                found.append(_mention(form, told, text))
        return tuple(found)

    def parts(self, kind: FactKind) -> Callable[[str], list[tuple[int, Form, str]]]:
        """What gives the written mentions of a kind as they are, for `place_and_value`.

        Returns:
            A function of a line; of each mention it gives the place among all in the passage, the form, and
            what was written after the form.
        """
        forms = {str(number): form for form, number in self._known().items() if form.kind is kind}
        parts = re.compile(f"(?<![^;])({'|'.join(forms) or '(?!)'}),([^;]*)").finditer

        def found(line: str) -> list[tuple[int, Form, str]]:
            return [(line.count(";", 0, part.start()), forms[part[1]], part[2]) for part in parts(line)]

        return found

    def _fetched(self, number: str) -> Form:
        row = self._driver.execute(f"{_FORMS} WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise _damaged(number)
        return self._kept(row)

    def _known(self) -> dict[Form, int]:
        """The numbers of all forms: only who writes needs them."""
        if self._numbers is None:
            self._numbers = {self._kept(row): row[0] for row in self._driver.execute(_FORMS)}
        return self._numbers

    def _kept(self, row: Sequence[Any]) -> Form:
        number, kind_id, rule, relative, unit, qualifier, cue, *flags = row
        if kind_id not in self._kinds:
            raise _damaged(f"of kind {kind_id}")
        made = Form(self._kinds[kind_id], rule, relative, unit, qualifier, cue, *map(bool, flags))
        self._by_number[str(number)] = made
        return made

    def _add(self, form: Form) -> None:
        known = self._known()
        if form in known:
            return
        if form.kind not in self.kinds:
            number = self.kinds[form.kind] = self._insert("fact_kind", {"name": form.kind.value})
            self._kinds[number] = form.kind
            self._bits[form.kind] = kind_bits(self.kinds, [form.kind])
        row = {
            "kind_id": self.kinds[form.kind],
            **{name: getattr(form, name) for name in ("rule", "relative", "unit", "qualifier", "cue")},
            **{
                name: getattr(form, name) or None for name in Form._fields if name.startswith(("is_", "has_"))
            },
        }
        known[form] = self._insert("fact_form", row)

    def _insert(self, table: str, row: dict[str, object]) -> int:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        number = self._driver.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())
        ).lastrowid
        assert number is not None
        return number


def form_numbers(line: str | None) -> set[int]:
    """The numbers of the forms in written mentions."""
    return set() if line is None else {int(part.partition(",")[0]) for part in line.split(";")}


def _form(text: str, mention: Mention) -> Form:
    kind, (start, end), rule, value, relative, unit, subject, qualifier, speaker, cue, is_partial = mention
    is_quoted = kind in QUOTED and value == text[start + 1 : end - 1]
    is_day = kind is FactKind.DATE and value is not None and packed(value) != value
    has_subject, has_speaker = subject is not None, speaker is not None
    return Form(
        kind, rule, relative, unit, qualifier, cue, is_partial, is_quoted, is_day, has_subject, has_speaker
    )


def _written(number: int, form: Form, mention: Mention) -> str:
    start, end = mention.span
    told = f"{number},{start},{end - start}"
    for part in (mention.subject, mention.speaker):
        if part is not None:
            told += f",{part[0] - end},{part[1] - part[0]}"
    value = packed(mention.value) if form.is_day else mention.value
    if value is None or form.is_quoted:
        return told
    return f"{told},{value}" if type(value) is int else f"{told},{_value(value)}"


def _value(value: Value) -> str:
    """A value in JSON without a semicolon."""
    if isinstance(value, str):
        return _quoted(value).replace(";", "\\u003b")
    written = json.dumps(value)
    return written.replace("Infinity", "1e999").replace("NaN", "null")  # which only an added finder gives


def place_and_value(form: Form, told: str, text: str | None) -> tuple[int, int, Value | None, Span | None]:
    """Where a written mention starts and ends, its value, and where its speaker stands.

    Args:
        form: The mention's.
        told: What was written after the form's number.
        text: The passage's; may be missing where the value is not quoted.

    Raises:
        Damaged: It cannot be read.
    """
    try:
        numbers = 2 + 2 * form.has_subject + 2 * form.has_speaker
        parts = told.split(",", numbers)
        start = int(parts[0])
        end = start + int(parts[1])
        speaker = _span(end, parts[numbers - 2], parts[numbers - 1]) if form.has_speaker else None
        value: Value | None = None
        if form.is_quoted:
            value = (text or "")[start + 1 : end - 1]
        elif len(parts) > numbers:
            value = unpacked(int(parts[numbers])) if form.is_day else _read(parts[numbers])
    except (ValueError, LookupError) as error:
        raise _damaged(told) from error
    return start, end, value, speaker


def _read(value: str) -> Value | None:
    """What `_value` wrote; nearly always plain digits or words."""
    if value.isdecimal():
        return int(value)
    if value[:1] == '"' and "\\" not in value:
        return value[1:-1]
    read: Value | None = json.loads(value)
    return read


def _mention(form: Form, told: str, text: str | None) -> Mention:
    start, end, value, speaker = place_and_value(form, told, text)
    subject = _span(end, *told.split(",", 4)[2:4]) if form.has_subject else None
    return Mention(
        form.kind,
        Span(start, end),
        form.rule,
        value,
        form.relative,
        form.unit,
        subject,
        form.qualifier,
        speaker,
        form.cue,
        form.is_partial,
    )


def _span(end: int, after: str, length: str) -> Span:
    start = end + int(after)
    return Span(start, start + int(length))


def _damaged(what: str) -> Damaged:
    return Damaged(f"The mentions of passages cannot be read ({what}); run `archive rebuild`.")
