"""`archive watch` as a user runs it: the list, two processes at once, and ends of every kind."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from builders import ferry_page
from processes import command, environment, problems, ran
from web_server import Request, Server, answer

from archive.model.watch import WatchKind
from archive.services import opening, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Result

LOCAL = ("--allow-network", "127.0.0.0/8", "--delay", "0", "--timeout", "5")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as one:
        yield one


def slowly(text: str, seconds: float) -> Callable[[Request], bytes]:
    def page(request: Request) -> bytes:
        time.sleep(seconds)
        return answer(text)

    return page


def named(db: Path, *urls: str) -> None:
    """Put addresses of pages on the list."""
    database, _ = opening.open_for_writing(db)
    for url in urls:
        watch.add(database, url, now=datetime.now(UTC), kind=WatchKind.PAGE)
    database.close()


def started(db: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(db, "watch", *LOCAL, "--json", *words),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )


def test_an_address_to_watch_is_kept_in_a_file_that_was_made_for_it(tmp_path: Path) -> None:
    db = tmp_path / "new.db"

    assert ran(db, "watch", "add", "https://elm.example/feed.xml").returncode == 0

    assert "https://elm.example/feed.xml" in ran(db, "watch", "list").stdout


def test_a_watch_that_made_the_file_leaves_what_another_process_put_in_it(tmp_path: Path) -> None:
    db = tmp_path / "shared.db"
    process = started(db)
    deadline = time.monotonic() + 20
    while ran(db, "watch", "list").returncode != 0 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert ran(db, "watch", "add", "https://elm.invalid/feed.xml").returncode == 0

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)

    assert "https://elm.invalid/feed.xml" in ran(db, "watch", "list").stdout


def test_the_list_says_what_is_watched(run: Callable[..., Result]) -> None:
    assert run("watch", "list").out.startswith("Nothing is watched")

    added = run("watch", "add", "https://a.example/feed", "https://a.example/1", "--kind", "page", "--json")

    assert [(row["address"], row["kind"], row["is_named"]) for row in added.lines] == [
        ("https://a.example/feed", "page", True),
        ("https://a.example/1", "page", True),
    ]
    assert "https://a.example/feed" in run("watch", "list").out
    assert run("watch", "remove", "https://a.example/feed").code == 0
    assert run("watch", "remove", "https://a.example/feed").code == 3
    assert len(run("watch", "list", "--json").lines) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("http://h.example/y", "http://h.example/y/"),
        ("https://h.example/y", "https://h.example/y?utm_source=mail"),
        ("https://h.example/\u00f6", "https://h.example/%C3%B6"),
    ],
)
def test_an_address_that_is_watched_in_another_form_is_shown_as_it_is_watched(
    run: Callable[..., Result], first: str, second: str
) -> None:
    assert run("watch", "add", first).err == ""

    again = run("watch", "add", second)

    assert (again.code, again.err) == (0, f"{second} is watched already as {first}.\n")
    assert first in again.out


def test_an_address_that_cannot_be_fetched_is_not_taken(run: Callable[..., Result]) -> None:
    assert run("watch", "add", "ftp://a.example/").code == 2
    assert "secret" not in run("watch", "add", "ftp://ann:secret@a.example/").err
    assert run("watch", "--once", "--allow-network", "many").code == 2


def test_a_run_tells_each_look_as_json_and_for_people(run: Callable[..., Result], server: Server) -> None:
    server.pages["/ferry-1"] = answer(ferry_page(120))
    run("watch", "add", f"{server.url}/ferry-1", f"{server.url}/ferry-2")

    told = run("watch", "--once", *LOCAL, "--json")

    assert [(row["address"].rpartition("/")[2], row["outcome"]) for row in told.lines] == [
        ("ferry-1", "new"),
        ("ferry-2", "gone"),
    ]
    assert list(told.lines[0]) == [
        *("address", "kind", "article", "revision", "outcome", "reason", "stories", "next")
    ]
    assert (told.code, run("watch", "--once", *LOCAL).out) == (0, "")
    assert "ferry-1" in run("watch", "list").out


def test_watching_keeps_no_bytes_where_none_are_wanted(run: Callable[..., Result], server: Server) -> None:
    server.pages["/ferry-1"] = answer(ferry_page(120))
    run("watch", "add", f"{server.url}/ferry-1")

    assert run("watch", "--once", "--keep-raw", "no", *LOCAL).code == 0

    shown = run("show", f"{server.url}/ferry-1", "--raw")
    assert (shown.code, "were not kept" in shown.err) == (3, True)
    assert "120 people" in run("show", f"{server.url}/ferry-1", "--text").out


def test_two_processes_never_look_at_the_same_address(file: Path, server: Server) -> None:
    with Server(host="127.0.0.2") as other:
        for one in (server, other):
            one.pages |= {f"/ferry-{number}": slowly(ferry_page(number), 0.05) for number in range(5)}
        urls = [f"{one.url}/ferry-{number}" for one in (server, other) for number in range(5)]
        named(file, *urls)

        both = [started(file, "--once") for _ in range(2)]
        told = [line for one in both for line in one.communicate(timeout=30)[0].splitlines()]

        assert [one.returncode for one in both] == [0, 0]
        asked = Counter(path for one in (server, other) for path in one.asked if path != "/robots.txt")
        assert asked == Counter({f"/ferry-{number}": 2 for number in range(5)})
        assert sorted(json.loads(line)["address"] for line in told) == sorted(urls)
    assert problems(file) == ()


def test_a_killed_run_loses_the_look_at_hand_and_no_more(
    file: Path, server: Server, run: Callable[..., Result]
) -> None:
    server.pages |= {"/ferry-0": answer(ferry_page(1)), "/ferry-1": slowly(ferry_page(2), 0.7)}
    named(file, f"{server.url}/ferry-0", f"{server.url}/ferry-1")
    one = started(file)
    until = time.monotonic() + 20
    while "/ferry-1" not in server.asked and time.monotonic() < until:
        time.sleep(0.02)
    one.kill()
    told = [json.loads(line) for line in one.communicate()[0].splitlines()]

    assert [row["outcome"] for row in told] == ["new"]
    assert problems(file) == ()
    assert run("watch", "--once", *LOCAL).out == ""  # the claim holds
    with closing(sqlite3.connect(file)) as archive, archive:
        archive.execute("UPDATE watched SET claimed_until = '2020' WHERE claimed_until IS NOT NULL")
    server.pages["/ferry-1"] = answer(ferry_page(2))
    assert [row["outcome"] for row in run("watch", "--once", "--json", *LOCAL).lines] == ["new"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_a_long_run_cleanly(file: Path, server: Server, number: int, code: int) -> None:
    server.pages["/ferry-0"] = answer(ferry_page(1))
    named(file, f"{server.url}/ferry-0")
    one = started(file)
    assert one.stdout is not None
    assert json.loads(one.stdout.readline())["outcome"] == "new"

    one.send_signal(number)

    _, said = one.communicate(timeout=10)
    assert (one.returncode, "Stopped" in said) == (code, True)
    assert problems(file) == ()
