from __future__ import annotations

import time

import pytest

from archive.fetch.robots import Memory, Rules, parsed


def allows(text: str, path: str, agent: str = "news-archive") -> bool:
    return parsed(text.encode(), agent).can_fetch("https://news.example" + path, agent)


def test_our_own_group_wins_over_the_one_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: News-Archive/2.0\nDisallow: /private\n"

    assert allows(text, "/story")
    assert not allows(text, "/private/story")


@pytest.mark.parametrize("other", ["news", "archive", "googlebot", "news-archiver"])
def test_a_group_for_another_robot_is_not_ours(other: str) -> None:
    assert allows(f"User-agent: {other}\nDisallow: /\n", "/story")


def test_the_longest_rule_decides_and_wildcards_count() -> None:
    text = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /a\nAllow: /a/b\n"

    assert [allows(text, path) for path in ("/x.pdf", "/x.pdf?y", "/a/c", "/a/b/c")] == [
        False,
        True,
        False,
        True,
    ]


def test_a_file_made_to_be_slow_is_read_quickly() -> None:
    names = "".join(f"User-agent: robot{number}\n" for number in range(12_000))
    rules = "".join(f"Disallow: /*a*b*c{number}$\n" for number in range(12_000))
    started = time.process_time()

    allows(names + rules + "User-agent: *\nDisallow: /" + "*a" * 5_000 + "$\n", "/" + "a" * 3_000)

    assert time.process_time() - started < 2.0


def test_bytes_that_are_no_text_are_passed_over() -> None:
    assert not allows("User-agent: *\nDisallow: /a\n\x00\xff", "/a")
    assert parsed(bytes(range(256)) * 10, "news-archive").can_fetch("https://news.example/a", "news-archive")


def test_rules_hold_for_a_while_only() -> None:
    memory = Memory()
    memory.keep("https://news.example", Rules("news-archive", until_s=10.0))

    assert memory.of("https://news.example", 9.0) is not None
    assert memory.of("https://news.example", 10.0) is None
