"""What stories add to their mentions: the rows of `fact`.

A fact is stored only where the story says more than the passage alone: the day that "Monday" is, the full
name of a short one, who "he" is. All other facts are mentions as they stand. A row's language is that of
its revisions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from archive.model import FactKind
from archive.store.shadow import Stay

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from archive.model import Value
    from archive.store.window import Window

PLAIN_KINDS = frozenset(
    {
        FactKind.FIGURE,
        FactKind.MONEY,
        FactKind.PERCENTAGE,
        FactKind.MEASURE,
        FactKind.TIME,
        FactKind.DURATION,
        FactKind.AGE,
    }
)
"""Kinds that mean the same in any story: a passage shows them whole."""

_DAY = re.compile(r"[1-9][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
"""A day, a month or a year: nearly all that stories add to dates. As numbers they take half the room."""


class FactKey(NamedTuple):
    """A mention's reading in its story, where the story says more than the passage."""

    passage_id: int
    language: str
    position: int
    value: Value | None
    speaker: str | None


Added = tuple[int, int, str | int | None, str | None]
"""The first and the last revision of a row, its value as it is stored, and its speaker."""


def added(
    driver: sqlite3.Connection, among: str, *, has_speaker: bool, window: Window | None = None
) -> dict[tuple[int, int, int], list[Added]]:
    """What is stored of articles, by article, passage and the mention's place in it.

    Args:
        driver: In a transaction.
        among: The articles' ids as SQL, with commas.
        has_speaker: Whether of quotations, to which stories add speakers, or of all others.
        window: Only values that may be days in it.
    """
    condition, days = ("1", {}) if window is None else _in_window(window)
    found: dict[tuple[int, int, int], list[Added]] = {}
    for article_id, passage_id, position, *row in driver.execute(
        "SELECT article_id, passage_id, position, first_revision, last_revision, value, speaker "
        f"FROM fact WHERE article_id IN ({among}) AND (speaker IS NOT NULL) = :has_speaker AND {condition} "
        "ORDER BY article_id, passage_id, position, first_revision",
        {"has_speaker": has_speaker, **days},
    ):
        found.setdefault((article_id, passage_id, position), []).append((row[0], row[1], row[2], row[3]))
    return found


def _in_window(window: Window) -> tuple[str, dict[str, str | int]]:
    """A condition that a stored value may be a day in a window, or meet it, and the values it takes."""
    slash = "instr(value, '/')"
    first = f"CASE WHEN {slash} THEN substr(value, 1, {slash} - 1) ELSE value END"
    scale = "CASE WHEN value > 999999 THEN 1 WHEN value > 9999 THEN 100 ELSE 10000 END"
    texts, numbers = ["typeof(value) = 'text'"], ["typeof(value) = 'integer'"]
    days: dict[str, str | int] = {}
    for name, day, text in (
        ("until", window.until, f"substr({first}, 1, 10) <= :until"),
        ("since", window.since, f"substr(value, {slash} + 1) || '~' >= :since"),
    ):
        if day is not None:
            texts.append(text)
            numbers.append(f"value {'<=' if name == 'until' else '>='} :{name}_number / {scale}")
            days |= {name: day, f"{name}_number": int(day.replace("-", ""))}
    return f"({' AND '.join(texts)} OR {' AND '.join(numbers)})", days


def facts_of(driver: sqlite3.Connection, article_id: int) -> dict[FactKey, list[Stay]]:
    """The stored facts of an article."""
    spoken = dict(
        driver.execute(
            "SELECT number, coalesce(language, '') FROM revision WHERE article_id = ?", (article_id,)
        )
    )
    result: dict[FactKey, list[Stay]] = {}
    for passage_id, position, first, last, value, speaker in driver.execute(
        "SELECT passage_id, position, first_revision, last_revision, value, speaker FROM fact "
        "WHERE article_id = ? ORDER BY passage_id, position, first_revision",
        (article_id,),
    ):
        key = FactKey(passage_id, spoken[first], position, unpacked(value), speaker)
        result.setdefault(key, []).append(Stay(first, last))
    return result


def add_facts(driver: sqlite3.Connection, article_id: int, facts: Iterable[tuple[FactKey, Stay]]) -> None:
    """Store what an article's story adds."""
    driver.executemany(
        "INSERT INTO fact (article_id, passage_id, position, first_revision, last_revision, value, speaker) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (article_id, key.passage_id, key.position, *stay, packed(key.value), key.speaker)
            for key, stay in sorted(facts, key=_place)
        ],
    )


def _place(fact: tuple[FactKey, Stay]) -> tuple[int, int, int]:
    key, stay = fact
    return key.passage_id, key.position, stay.first_revision


def packed(value: Value | None) -> Value | None:
    """A value as it is stored.

    Example:
        >>> packed("2021-07-27"), packed("2021-07"), packed("2021-07-27/2021-07-30")
        (20210727, 202107, '2021-07-27/2021-07-30')
    """
    return int(value.replace("-", "")) if isinstance(value, str) and _DAY.fullmatch(value) else value


def unpacked(value: str | int | None) -> str | None:
    """A value from what is stored of it."""
    if not isinstance(value, int):
        return value
    digits = str(value)
    return "-".join(filter(None, (digits[:4], digits[4:6], digits[6:])))
