"""Checks of the shadow: that everything derived is what follows from the truth."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from archive.facts import finder_name
from archive.model import Problem
from archive.store import standing
from archive.store.derive import derived, expected_revisions, find_mentions, stored_derived, versions
from archive.store.forms import KINDS, Forms, form_numbers
from archive.store.mentions import Reading, stored_languages, stored_lines, stored_readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.store.derive import Derived
    from archive.store.shadow import RevisionRow
    from archive.store.states import Stored

# What reading broken rows can come to. Each ends one check, and the others go on.
BROKEN = (ArchiveError, sqlite3.Error, ValueError, LookupError, TypeError, ArithmeticError, RuntimeError)


def said(error: Exception) -> str:
    """What an error says, for a report."""
    is_plain = isinstance(error, sqlite3.Error | ArchiveError)
    return str(error) if is_plain else f"{type(error).__name__}: {error}"


def identity(driver: sqlite3.Connection) -> Iterator[Problem]:
    """That articles, addresses and looks stand where the decisions put them."""
    should, stands = standing.expected(driver), standing.stored(driver)
    for table in ("standing", "moved", "alias", "home"):
        one, other = getattr(should, table), getattr(stands, table)
        for row in sorted({*one} ^ {*other}, key=str)[:20]:
            yield Problem(f"{table} {row[0]}", "it is not what follows from the decisions and the addresses")


def made_by(driver: sqlite3.Connection) -> Iterator[Problem]:
    """That this program's own rules made it."""
    stored = dict(driver.execute("SELECT name, version FROM derivation"))
    expected = versions()
    for name in sorted(expected.keys() | stored.keys()):
        if stored.get(name) != expected.get(name):
            yield Problem(
                f"derivation {name}",
                f"it was made by version {stored.get(name, 'none')}, and this program's is "
                f"{expected.get(name, 'none')}; run `archive rebuild`",
            )


def articles(driver: sqlite3.Connection, readings: set[Reading]) -> Iterator[tuple[int, Iterable[Problem]]]:
    """Every article's derived part; `readings` gathers those that there should be."""
    articles = driver.execute("SELECT id, key FROM article ORDER BY id").fetchall()
    for done, (article_id, key) in enumerate(articles, 1):
        found: list[Problem] = []
        try:
            rows, states = expected_revisions(driver, article_id)
            found.extend(_mentions_of(driver, rows, states, readings))
            found.extend(_shadow_of(driver, derived(driver, rows, states), article_id, key))
        except BROKEN as error:
            found.append(Problem(f"revision of {key}", f"it cannot be derived: {said(error)}"))
        yield done, found


def _mentions_of(
    driver: sqlite3.Connection, rows: list[RevisionRow], states: dict[int, Stored], checked: set[Reading]
) -> Iterator[Problem]:
    wanted = {
        (passage_id, row.language or ""): passage.text
        for row in rows
        for passage_id, passage in zip(
            states[row.state_id].passage_ids, states[row.state_id].state.passages, strict=True
        )
    }
    fresh = {reading: text for reading, text in wanted.items() if reading not in checked}
    checked.update(fresh)
    anew = find_mentions([(text, reading[1]) for reading, text in fresh.items()])
    try:
        forms, stored = Forms(driver), stored_lines(driver, fresh)
        should = {
            reading: forms.line(fresh[reading], mentions)
            for reading, mentions in zip(fresh, anew, strict=True)
        }
    except BROKEN as error:
        yield Problem("fact_form", f"its rows cannot be read: {said(error)}")
        return
    for reading, line in should.items():
        if line is None or stored.get(reading) != line:
            what = f"the mentions are not those that {finder_name()} finds"
            yield Problem(f"mention of passage {reading[0]}", what)


def _shadow_of(driver: sqlite3.Connection, should: Derived, article_id: int, key: str) -> Iterator[Problem]:
    stands = stored_derived(driver, article_id)
    for table, one, other in (
        ("revision", should.revisions, stands.revisions),
        ("run", should.runs, stands.runs),
        ("fact", should.facts, stands.facts),
    ):
        if one != other:
            yield Problem(f"{table} of {key}", "it is not what follows from the captures")


def readings(driver: sqlite3.Connection, wanted: set[Reading]) -> Iterator[Problem]:
    """That each passage was read in the languages of its revisions and in no other, and by what."""
    stored = set(stored_readings(driver))
    for passage_id, language in sorted(wanted ^ stored):
        what = "is missing" if (passage_id, language) in wanted else "is of no revision"
        yield Problem(f"reading {passage_id}", f"the reading in {language or 'no known language'} {what}")
    for name in sorted(stored_languages(driver) - {language for _, language in wanted}):
        yield Problem("reading_language", f"nothing was read in {name!r}")
    kinds = dict(driver.execute("SELECT id, name FROM fact_kind"))
    if {number: kinds.get(number) for number in range(1, len(KINDS) + 1)} != dict(enumerate(KINDS, 1)):
        yield Problem("fact_kind", "its rows are not those of the schema")
    for number, name in driver.execute(
        "SELECT id, name FROM fact_kind WHERE id > ? AND id NOT IN (SELECT kind_id FROM fact_form)",
        (len(KINDS),),
    ):
        yield Problem(f"fact_kind {number}", f"no mention is of the added kind {name!r}")
    used: set[int] = set()
    for (line,) in driver.execute("SELECT mentions FROM reading WHERE mentions IS NOT NULL"):
        used |= form_numbers(line)
    for number, name in driver.execute("SELECT id, rule FROM fact_form ORDER BY id"):
        if number not in used:
            yield Problem(f"fact_form {number}", f"no mention has this form, of the rule {name!r}")
