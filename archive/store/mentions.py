"""Mentions in the database: found once for each distinct passage and language.

A *reading* is a passage read in a language. Its row's id is made of both: the passage's id, and far above
it the language's number, so that the commonest language, the first to come, costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.store.forms import KINDS, QUOTED, Form, Forms, Line, form_numbers, kind_bits
from archive.store.states import chunks, places

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from archive.model import FactKind, Mention

LANGUAGE_SHIFT = 40
"""How far above the passage's id the language's number stands in the id of a reading."""
_PASSAGE = (1 << LANGUAGE_SHIFT) - 1

Reading = tuple[int, str]
"""A passage's id and the language it is read in ('' for unknown)."""


class _Ids:
    """The ids of readings."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self.names = dict(driver.execute("SELECT id, name FROM reading_language"))
        self.numbers = {name: number for number, name in self.names.items()}

    def of(self, reading: Reading) -> int | None:
        """The id of a reading; None where nothing was read in its language."""
        number = self.numbers.get(reading[1])
        return None if number is None else reading[0] + (number << LANGUAGE_SHIFT)

    def reading(self, number: int) -> Reading:
        """The reading with an id."""
        return number & _PASSAGE, self.names[number >> LANGUAGE_SHIFT]


def unread(driver: sqlite3.Connection, wanted: Iterable[Reading]) -> list[Reading]:
    """Those of the readings that have not been made, in order."""
    ids = _Ids(driver)
    numbers = {reading: ids.of(reading) for reading in wanted}
    known: set[int] = set()
    for chunk in chunks(number for number in numbers.values() if number is not None):
        found = driver.execute(f"SELECT id FROM reading WHERE id IN ({places(chunk)})", chunk)
        known.update(number for (number,) in found)
    return sorted(reading for reading, number in numbers.items() if number not in known)


def add_mentions(
    driver: sqlite3.Connection, found: Mapping[Reading, tuple[Mention, ...]], texts: Mapping[Reading, str]
) -> None:
    """Store what was found in passages that were not read before.

    Args:
        driver: In a write transaction.
        found: The mentions of each reading.
        texts: The text of each.
    """
    if not found:
        return
    ids, forms = _Ids(driver), Forms(driver)
    rows = []
    for reading, mentions in found.items():
        if reading[1] not in ids.numbers:
            number = max(ids.names, default=-1) + 1
            driver.execute("INSERT INTO reading_language (id, name) VALUES (?, ?)", (number, reading[1]))
            ids.names[number], ids.numbers[reading[1]] = reading[1], number
        rows.append((ids.of(reading), *forms.added_line(texts[reading], mentions)))
    driver.executemany("INSERT INTO reading (id, kinds, mentions) VALUES (?, ?, ?)", rows)


def drop_unused(driver: sqlite3.Connection, passage_ids: Iterable[int], language: str) -> None:
    """Take away the readings of passages in a language that no revision with them is in any more."""
    unused = [
        (passage_id, language)
        for passage_id in dict.fromkeys(passage_ids)
        if not driver.execute(
            "SELECT 1 FROM run JOIN revision ON revision.article_id = run.article_id "
            "AND revision.number BETWEEN run.first_revision AND run.last_revision "
            "WHERE run.passage_id = ? AND coalesce(revision.language, '') = ? LIMIT 1",
            (passage_id, language),
        ).fetchone()
    ]
    drop(driver, unused)


def drop(driver: sqlite3.Connection, readings: Iterable[Reading]) -> None:
    """Take away readings, and the forms, languages and added kinds that only they had."""
    ids = _Ids(driver)
    forms: set[int] = set()
    languages: set[int] = set()
    for chunk in chunks(number for reading in readings if (number := ids.of(reading)) is not None):
        for (line,) in driver.execute(f"SELECT mentions FROM reading WHERE id IN ({places(chunk)})", chunk):
            forms |= form_numbers(line)
        languages.update(number >> LANGUAGE_SHIFT for number in chunk)
        driver.execute(f"DELETE FROM reading WHERE id IN ({places(chunk)})", chunk)
    driver.executemany(
        "DELETE FROM fact_form WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM reading "
        "WHERE mentions LIKE ?1 || ',%' OR instr(mentions, ';' || ?1 || ','))",
        [(number,) for number in forms],
    )
    driver.executemany(
        f"DELETE FROM reading_language WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM reading "
        f"WHERE id BETWEEN ?1 << {LANGUAGE_SHIFT} AND (?1 << {LANGUAGE_SHIFT}) + {_PASSAGE})",
        [(number,) for number in languages],
    )
    driver.execute(
        "DELETE FROM fact_kind WHERE id > ? AND id NOT IN (SELECT kind_id FROM fact_form)", (len(KINDS),)
    )


def stored_readings(driver: sqlite3.Connection) -> list[Reading]:
    """Every reading there is."""
    ids = _Ids(driver)
    return [ids.reading(number) for (number,) in driver.execute("SELECT id FROM reading ORDER BY id")]


def stored_languages(driver: sqlite3.Connection) -> set[str]:
    """The languages that readings may be in."""
    return set(_Ids(driver).numbers)


class Standing(NamedTuple):
    """The mentions of a passage where it stands in an article, as `Forms.parts` gives them."""

    article_id: int
    passage_id: int
    first_revision: int
    last_revision: int
    language: str
    text: str
    parts: list[tuple[int, Form, str]]


def standing_mentions(
    driver: sqlite3.Connection, among: str, kind: FactKind, languages: Collection[str], condition: str = "1"
) -> Iterator[Standing]:
    """The mentions of a kind in articles.

    Args:
        driver: In a transaction.
        among: The articles' ids as SQL, with commas.
        kind: Of the mentions.
        languages: Those of the articles' revisions.
        condition: Of the tables `run` and `reading`, in SQL: which passages are wanted.
    """
    ids, forms = _Ids(driver), Forms(driver)
    parts_of = forms.parts(kind)
    read_in = ", ".join(f"run.passage_id + {ids.of((0, name)) or 0}" for name in sorted(languages))
    at: int | None = None
    parts: list[tuple[int, Form, str]] = []
    for article_id, passage_id, first, last, number, line, text in driver.execute(
        "SELECT run.article_id, run.passage_id, run.first_revision, run.last_revision, reading.id, "
        f"reading.mentions, passage.text FROM run CROSS JOIN reading ON reading.id IN ({read_in}) "
        "CROSS JOIN passage ON passage.id = run.passage_id "
        f"WHERE run.article_id IN ({among}) AND reading.kinds & {kind_bits(forms.kinds, [kind])} "
        f"AND {condition}"
    ):
        if number != at:
            at, parts = number, parts_of(line)
        language = ids.names[number >> LANGUAGE_SHIFT]
        yield Standing(article_id, passage_id, first, last, language, text, parts)


def mentions_of(
    driver: sqlite3.Connection, passage_ids: Collection[int], kinds: Collection[FactKind] = ()
) -> Iterator[tuple[int, str, Mention]]:
    """The mentions of passages in whatever languages they were read, each with passage and text.

    Args:
        driver: In a transaction.
        passage_ids: The passages.
        kinds: Only mentions of these kinds; none: of all.
    """
    forms, only = Forms(driver), frozenset(kinds)
    bits = kind_bits(forms.kinds, only or forms.kinds)
    for chunk in chunks(sorted(passage_ids)):
        for passage_id, line, text in driver.execute(
            "SELECT passage.id, mentions, text FROM passage CROSS JOIN reading_language CROSS JOIN reading "
            f"ON reading.id = passage.id + (reading_language.id << {LANGUAGE_SHIFT}) "
            f"WHERE passage.id IN ({places(chunk)}) AND kinds & {bits}",
            chunk,
        ):
            for mention in forms.read(line, text, only):
                yield passage_id, text, mention


def stored_lines(driver: sqlite3.Connection, wanted: Iterable[Reading]) -> dict[Reading, Line]:
    """What is kept of readings, as it is written; nothing of one that was not made."""
    ids = _Ids(driver)
    found: dict[Reading, Line] = {}
    for chunk in chunks(number for reading in wanted if (number := ids.of(reading)) is not None):
        for number, *line in driver.execute(
            f"SELECT id, kinds, mentions FROM reading WHERE id IN ({places(chunk)})", chunk
        ):
            found[ids.reading(number)] = Line._make(line)
    return found


def stored_mentions(
    driver: sqlite3.Connection, wanted: Iterable[Reading], kinds: Collection[FactKind] = ()
) -> dict[Reading, tuple[Mention, ...]]:
    """The mentions of passages, in the order of their text; an entry for each reading asked for.

    Args:
        driver: In a transaction.
        wanted: The readings.
        kinds: Only mentions of these kinds; none: of all.
    """
    result: dict[Reading, tuple[Mention, ...]] = dict.fromkeys(wanted, ())
    if not result:
        return result
    ids, forms, only = _Ids(driver), Forms(driver), frozenset(kinds)
    bits = kind_bits(forms.kinds, only or forms.kinds)
    quoted = kind_bits(forms.kinds, QUOTED)
    for chunk in chunks(number for reading in result if (number := ids.of(reading)) is not None):
        for number, line, text in driver.execute(
            "SELECT reading.id, mentions, passage.text FROM reading "
            f"LEFT JOIN passage ON kinds & {quoted} AND passage.id = reading.id & {_PASSAGE} "
            f"WHERE reading.id IN ({places(chunk)}) AND kinds & {bits}",
            chunk,
        ):
            result[ids.reading(number)] = forms.read(line, text, only)
    return result
