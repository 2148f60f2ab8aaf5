"""Proof that a file holds what it says: truth against its digests and seals, shadow against the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.model import Problem, Verification
from archive.store import check_index, check_shadow, check_truth
from archive.store.connection import driver_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

    from archive.store.mentions import Reading


def verification(connection: Connection, progress: Callable[[int, int], None]) -> Verification:
    """Look at everything.

    Args:
        connection: In a read transaction.
        progress: Called with the steps done and the steps there are.
    """
    driver = driver_of(connection)
    counts = {
        table: int(driver.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("article", "capture", "state", "passage", "raw")
    }
    problems: list[Problem] = []
    readings: set[Reading] = set()
    checks: list[tuple[str, int, Iterator[tuple[int, Iterable[Problem]]]]] = [
        ("database", 1, _once(lambda: check_truth.file(driver))),
        ("capture", 1, _once(lambda: check_truth.seals(driver))),
        ("capture", 1, _once(lambda: check_truth.gaps(driver))),
        ("database", 1, _once(lambda: check_truth.unused(driver))),
        ("passage", counts["passage"], check_truth.passages(driver)),
        ("state", counts["state"], check_truth.states(driver)),
        ("raw", counts["raw"], check_truth.raws(driver)),
        ("link_set", 1, _once(lambda: check_truth.links(driver))),
        ("event", 1, _once(lambda: check_truth.seals_of_decisions(driver))),
        ("event", 1, _once(lambda: check_truth.decisions(driver))),
        ("derivation", 1, _once(lambda: check_shadow.made_by(driver))),
        ("standing", 1, _once(lambda: check_shadow.identity(driver))),
        ("revision", counts["article"], check_shadow.articles(driver, readings)),
        ("reading", 1, _once(lambda: check_shadow.readings(driver, readings))),
        ("index", 1, _once(lambda: check_index.problems(connection))),
    ]
    total, done = sum(steps for _, steps, _ in checks), 0
    for where, steps, check in checks:
        start = done
        try:
            for step, found in check:
                problems.extend(found)
                progress(start + step, total)
        except check_shadow.BROKEN as error:
            problems.append(
                Problem(where, f"the check of it could not be finished: {check_shadow.said(error)}")
            )
        done = start + steps
    progress(total, total)
    return Verification(
        articles=counts["article"],
        captures=counts["capture"],
        states=counts["state"],
        passages=counts["passage"],
        problems=tuple(dict.fromkeys(problems)),
        notes=tuple(_notes(driver)),
    )


def _once(check: Callable[[], Iterable[Problem]]) -> Iterator[tuple[int, Iterable[Problem]]]:
    yield 1, list(check())


def _notes(driver: sqlite3.Connection) -> list[str]:
    try:
        return check_truth.notes(driver)
    except check_shadow.BROKEN:  # the checks above have named what is broken
        return []
