"""How many pages can be lost with one, and the second copies that keyframes carry of each other."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import NOW, pages, put

from archive.services import articles, history, upkeep
from archive.services.erasing import erase
from archive.store.raw import MOST_HELD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.store.connection import Database


def is_sound(store: Database) -> bool:
    return upkeep.verification(store).problems == ()


def spoil(file: Path, raw_id: int, harm: Callable[[bytes], bytes] = lambda _: b"\0") -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        (data,) = connection.execute("SELECT data FROM raw WHERE id = ?", (raw_id,)).fetchone()
        connection.execute("UPDATE raw SET data = ? WHERE id = ?", (harm(data), raw_id))


def keyframes(file: Path) -> dict[int, int]:
    """The pages that stand alone, and how many are held against each."""
    with closing(sqlite3.connect(file)) as connection:
        return dict(
            connection.execute(
                "SELECT id, (SELECT count(*) FROM raw AS other WHERE other.key_id = raw.id) "
                "FROM raw WHERE coding = 'zstd' ORDER BY id"
            )
        )


def test_no_more_than_32_pages_can_be_lost_with_one(store: Database, file: Path) -> None:
    put(store, *pages("news", 70))

    assert keyframes(file) == {1: MOST_HELD, 33: MOST_HELD, 65: 5}
    assert is_sound(store)


def test_looks_that_come_in_backwards_share_keyframes_too(store: Database, file: Path) -> None:
    for look in reversed(pages("news", 70)):
        put(store, look)

    assert keyframes(file) == {1: MOST_HELD, 33: MOST_HELD, 65: 5}


@pytest.mark.parametrize("key", [1, 33, 65])
@pytest.mark.parametrize(
    "harm",
    [
        lambda _: b"\0",
        lambda data: data[:-9],
        lambda data: b"\xff" + data[1:],
        lambda data: data[:4] + b"\xff\xff" + data[6:],
    ],
    ids=["all", "end", "start", "length"],
)
def test_a_damaged_keyframe_that_has_a_neighbour_costs_nothing_and_is_mended(
    store: Database, file: Path, key: int, harm: Callable[[bytes], bytes]
) -> None:
    looks = pages("news", 70)
    put(store, *looks)
    spoil(file, key, harm)

    (problem,) = upkeep.verification(store).problems
    assert problem.where == f"raw {key}"
    assert "they come from a second copy, and `archive rebuild` mends them" in problem.what
    assert [history.raw(store, "news", capture=n + 1) for n in range(70)] == [look.raw for look in looks]
    upkeep.rebuild_all(store)
    assert is_sound(store)
    spoil(file, 33 if key != 33 else 1)
    assert [history.raw(store, "news", capture=n + 1) for n in range(70)] == [look.raw for look in looks]


def test_a_damaged_second_copy_is_named_and_mended(store: Database, file: Path) -> None:
    put(store, *pages("news", 40))
    spoil(file, 33, lambda data: data[:50] + b"\0\0\0" + data[53:])

    (problem,) = upkeep.verification(store).problems
    assert (problem.where, "second copy" in problem.what) == ("raw 33", True)
    upkeep.rebuild_all(store)
    assert is_sound(store)


def test_bytes_that_are_erased_are_carried_by_no_other_page(store: Database, file: Path) -> None:
    looks = pages("news", 70)
    put(store, *looks)
    articles.split(store, "news", captures=[33], key="secret", reason="for these tests", now=NOW)
    erase(store, "secret", reason="the law", now=NOW)

    assert [history.raw(store, "news", capture=n) for n in range(1, 71) if n != 33] == [
        look.raw for n, look in enumerate(looks, 1) if n != 33
    ]
    assert is_sound(store)
    with closing(sqlite3.connect(file)) as connection:
        (digest,) = connection.execute("SELECT digest FROM raw WHERE id = 33").fetchone()
        carriers = connection.execute("SELECT count(*) FROM raw WHERE instr(data, ?)", (digest,)).fetchone()
    assert carriers == (0,)


def test_pages_of_two_layouts_carry_no_copies_of_each_other(store: Database, file: Path) -> None:
    old = pages("news", MOST_HELD + 1)
    noise = random.Random(1).randbytes(20_000)
    new = replace(pages("news", 40)[39], raw=noise)
    put(store, *old, new)

    assert keyframes(file) == {1: MOST_HELD, 33: 0}
    with closing(sqlite3.connect(file)) as connection:
        sizes = dict(connection.execute("SELECT id, length(data) FROM raw WHERE id IN (1, 33)"))
    assert sizes[33] < 20_100
    assert sizes[1] < 5_000
