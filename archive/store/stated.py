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
from archive.store.mentions import KINDS, ids_of
from archive.store.states import chunks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from archive.model import Value
    from archive.store.window import Window

_AT_ONCE = 400
_QUOTATION = KINDS.index(FactKind.QUOTATION) + 1


class Stated(NamedTuple):
    """A fact in an article.

    Attributes:
        revisions: The set of revisions that state it so.
        passage_id: The passage it stands in, and where: code points, half-open.
        text: Its words.
        value: Its value as the story reads it; None: the words, or not known.
        speaker: Who said it, of a quotation.
    """

    article_id: int
    revisions: int
    passage_id: int
    start: int
    end: int
    text: str
    value: Value | None
    speaker: str | None


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
    condition, values = ("1", {}) if window is None else _named_days(window)
    for chunk in chunks(article_ids, _AT_ONCE):
        yield from _stated(driver, ids_of(driver, [kind])[0], ", ".join(map(str, chunk)), condition, values)


def add_said(driver: sqlite3.Connection, among: str, found: dict[int, dict[Part, dict[str, int]]]) -> None:
    """Add the quotations of articles and who said them to their texts.

    Args:
        driver: In a transaction.
        among: The articles' ids as SQL, with commas.
        found: The texts of each.
    """
    for each in _stated(driver, _QUOTATION, among, "1", {}):
        quotes, speakers = found[each.article_id][Part.QUOTE], found[each.article_id][Part.SPEAKER]
        quotes[each.text] = quotes.get(each.text, 0) | each.revisions
        if each.speaker is not None:
            speakers[each.speaker] = speakers.get(each.speaker, 0) | each.revisions


def _stated(
    driver: sqlite3.Connection, kind_id: int, among: str, condition: str, values: dict[str, str]
) -> Iterator[Stated]:
    from archive.facts import THIRD_PERSON

    spoken = _languages(driver, among)
    at = None
    own: Stated | None = None
    left = 0
    # A mention's rows come one after the other, one for each reading of its story.
    for article_id, passage_id, first, last, language, position, start, end, text, *told in driver.execute(
        _QUESTION.format(among=among, condition=condition), {"kind": kind_id, **values}
    ):
        value, speaker, told_first, told_last, told_value, told_speaker = told
        if at != (article_id, passage_id, first, language, position):
            if own is not None and left:
                yield own._replace(revisions=left)
            at = (article_id, passage_id, first, language, position)
            left = revision_set(first, last) & spoken.get((article_id, language), 0)
            if speaker is not None and speaker.lower() in THIRD_PERSON:
                speaker = None  # nobody is named, unless the story tells who is meant
            own = Stated(article_id, 0, passage_id, start, end, text, value, speaker)
        assert own is not None
        if told_first is not None:
            here = left & revision_set(told_first, told_last)
            left &= ~here
            if here:
                yield own._replace(
                    revisions=here,
                    value=own.value if told_value is None else told_value,
                    speaker=own.speaker if told_speaker is None else told_speaker,
                )
    if own is not None and left:
        yield own._replace(revisions=left)


_QUESTION = """
SELECT run.article_id, run.passage_id, run.first_revision, run.last_revision, mention.language,
       mention.position, mention.start, mention."end",
       substr(passage.text, mention.start + 1, mention."end" - mention.start), mention.value,
       substr(passage.text, mention.speaker_start + 1, mention.speaker_end - mention.speaker_start),
       fact.first_revision, fact.last_revision, fact.value, fact.speaker
FROM run JOIN passage ON passage.id = run.passage_id
CROSS JOIN mention ON mention.passage_id = run.passage_id AND mention.kind_id = :kind
LEFT JOIN fact ON fact.article_id = run.article_id AND fact.passage_id = mention.passage_id
    AND fact.language = mention.language AND fact.position = mention.position
    AND fact.first_revision <= run.last_revision AND fact.last_revision >= run.first_revision
WHERE run.article_id IN ({among}) AND {condition}
"""


def _languages(driver: sqlite3.Connection, among: str) -> dict[tuple[int, str], int]:
    """The revisions of articles by their language."""
    found: dict[tuple[int, str], int] = {}
    for article_id, number, language in driver.execute(
        f"SELECT article_id, number, coalesce(language, '') FROM revision WHERE article_id IN ({among})"
    ):
        found[article_id, language] = found.get((article_id, language), 0) | 1 << (number - 1)
    return found


def _named_days(window: Window) -> tuple[str, dict[str, str]]:
    """A condition that a mention or its story's reading may name a day in a window, and its values."""
    sides = []
    for value in ("mention.value", "fact.value"):
        slash = f"instr({value}, '/')"
        conditions = [f"typeof({value}) = 'text'"]
        if window.until is not None:
            start = f"CASE WHEN {slash} THEN substr({value}, 1, {slash} - 1) ELSE {value} END"
            conditions.append(f"substr({start}, 1, 10) <= :until")
        if window.since is not None:
            conditions.append(f"substr({value}, {slash} + 1) || '~' >= :since")
        sides.append(f"({' AND '.join(conditions)})")
    values = {"since": window.since, "until": window.until}
    return f"({' OR '.join(sides)})", {name: day for name, day in values.items() if day is not None}
