"""Facts as articles state them, each with the revisions that do: what searching by facts goes by.

A mention holds wherever its passage stands in a revision of the mention's language. Where the story
says more than the passage (a pronoun's speaker, the day that "Monday" is), its reading goes before
what the passage alone gives, in the revisions that it is stored for and in no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.model import FactKind
from archive.search import Part, revision_set
from archive.store.connection import driver_of
from archive.store.forms import place_and_value
from archive.store.mentions import standing_mentions
from archive.store.states import chunks
from archive.store.told import PLAIN_KINDS, added, unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from archive.model import Value
    from archive.store.told import Added
    from archive.store.window import Window

_AT_ONCE = 400
MOST_YEARS = 10
"""Windows of so many years at most are looked for in what is written of passages."""


class Stated(NamedTuple):
    """A fact in an article.

    Attributes:
        revisions: The set of revisions that state it so.
        passage_id: The passage it stands in, and where: code points, half-open.
        text: Its words.
        value: Its value as the story reads it; None: the words, or not known.
        speaker: Who said it, of a quotation.
        unit: What its value is in: a currency, a measure.
    """

    article_id: int
    revisions: int
    passage_id: int
    start: int
    end: int
    text: str
    value: Value | None
    speaker: str | None
    unit: str | None = None


def stated(
    connection: Connection,
    kind: FactKind,
    article_ids: Collection[int] | None,
    window: Window | None = None,
) -> Iterator[Stated]:
    """The facts of a kind.

    Args:
        connection: In a transaction.
        kind: Which facts.
        article_ids: Only of these articles; None: of all.
        window: Leave out what is surely no day of these; more than asked for may come.
    """
    driver = driver_of(connection)
    if article_ids is None:
        article_ids = [number for (number,) in driver.execute("SELECT id FROM article")]
    for chunk in chunks(article_ids, _AT_ONCE):
        yield from _stated(driver, kind, ", ".join(map(str, chunk)), window)


def add_said(driver: sqlite3.Connection, among: str, found: dict[int, dict[Part, dict[str, int]]]) -> None:
    """Add the quotations of articles and who said them to their texts.

    Args:
        driver: In a transaction.
        among: The articles' ids as SQL, with commas.
        found: The texts of each.
    """
    for each in _stated(driver, FactKind.QUOTATION, among):
        quotes, speakers = found[each.article_id][Part.QUOTE], found[each.article_id][Part.SPEAKER]
        quotes[each.text] = quotes.get(each.text, 0) | each.revisions
        if each.speaker is not None:
            speakers[each.speaker] = speakers.get(each.speaker, 0) | each.revisions


def _stated(
    driver: sqlite3.Connection, kind: FactKind, among: str, window: Window | None = None
) -> Iterator[Stated]:
    spoken = _languages(driver, among)
    told: Mapping[tuple[int, int, int], Sequence[Added]] = {}
    if kind not in PLAIN_KINDS:
        told = added(driver, among, has_speaker=kind is FactKind.QUOTATION, window=window)
    languages = {language for _, language in spoken}
    condition = "1" if window is None else _may_hold(window, {passage_id for _, passage_id, _ in told})
    for article_id, passage_id, first, last, language, text, parts in standing_mentions(
        driver, among, kind, languages, condition
    ):
        here = revision_set(first, last) & spoken.get((article_id, language), 0)
        for position, form, written in parts:
            rows = told.get((article_id, passage_id, position), ())
            if window is not None and not rows and form.relative is not None:
                continue  # what it is depends on its story, and that is none of these days
            start, end, value, speaker = place_and_value(form, written, text)
            if window is not None and not rows and not _may_name(value, window):
                continue
            name = None if speaker is None else _named(speaker.of(text))
            own = Stated(article_id, here, passage_id, start, end, text[start:end], value, name, form.unit)
            left = here
            for told_first, told_last, told_value, told_speaker in rows:
                revisions = left & revision_set(told_first, told_last)
                left &= ~revisions
                if revisions:
                    yield own._replace(
                        revisions=revisions,
                        value=value if told_value is None else unpacked(told_value),
                        speaker=name if told_speaker is None else told_speaker,
                    )
            if left == here:
                yield own
            elif left:
                yield own._replace(revisions=left)


def _may_hold(window: Window, told: set[int]) -> str:
    """A condition that a passage may name a day in a window: its story says so, or a year of it stands there.

    Whatever is written of a day begins with its year, but for the end of a stretch of time.
    """
    if window.since is None or window.until is None:
        return "1"
    years = range(int(window.since[:4]), int(window.until[:4]) + 1)
    if len(years) > MOST_YEARS:
        return "1"
    wanted = ("/", *(f"{sign}{year:04}" for year in years for sign in ('"', ",")))
    signs = " OR ".join(f"instr(reading.mentions, '{sign}')" for sign in wanted)
    return f"(run.passage_id IN ({', '.join(map(str, sorted(told)))}) OR {signs})"


def _named(speaker: str) -> str | None:
    """A speaker, or None for a pronoun: nobody is named, unless the story tells who is meant."""
    from archive.facts import THIRD_PERSON

    return None if speaker.lower() in THIRD_PERSON else speaker


def _languages(driver: sqlite3.Connection, among: str) -> dict[tuple[int, str], int]:
    """The revisions of articles by their language."""
    found: dict[tuple[int, str], int] = {}
    for article_id, number, language in driver.execute(
        f"SELECT article_id, number, coalesce(language, '') FROM revision WHERE article_id IN ({among})"
    ):
        found[article_id, language] = found.get((article_id, language), 0) | 1 << (number - 1)
    return found


def _may_name(value: Value | None, window: Window) -> bool:
    """Whether a value may be a day in a window, or a stretch of time that meets it."""
    if not isinstance(value, str):
        return False
    first, _, last = value.partition("/")
    return (window.until is None or first[:10] <= window.until) and (
        window.since is None or (last or first) + "~" >= window.since
    )
