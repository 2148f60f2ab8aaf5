"""The generator of large sets: the figures measured on them mean something only if it keeps its word."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from archive.readers import read_line

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import generate

    return generate


def test_one_seed_gives_the_same_bytes_in_every_version_of_python(generate: Any) -> None:
    whole = "\n".join(generate.lines(articles=60, seed=7)).encode()
    assert (
        hashlib.sha256(whole).hexdigest()
        == "7b00fe517277a612235b8abde62dcd0ef4eaf4c14e66cf6b7edeb4e31e242535"
    )


def test_another_seed_gives_other_stories(generate: Any) -> None:
    assert next(generate.lines(seed=1)) != next(generate.lines(seed=2))


def test_order_of_time_gives_the_same_looks_as_order_by_story(generate: Any) -> None:
    by_story = list(generate.captures(articles=80))
    by_time = list(generate.captures(articles=80, by_time=True))
    moments = [look["captured"] for look in by_time]
    assert moments == sorted(moments)
    assert by_time != by_story
    assert sorted(map(json.dumps, by_time)) == sorted(map(json.dumps, by_story))


def test_looks_at_a_story_are_in_order_and_its_revisions_differ(generate: Any) -> None:
    for old, new in pairwise(generate.captures(articles=100, foreign_share=0.3)):
        if old["article"] == new["article"]:
            assert old["captured"] < new["captured"]
            assert new.get("text", "absent").strip()
    story = list(generate.captures(articles=1, revisions=50))
    contents = [(look["title"], look["text"]) for look in story if "text" in look]
    assert sum(old != new for old, new in pairwise(contents)) == 49


def test_stories_change_at_the_rates_they_claim(generate: Any) -> None:
    revisions = steps = headlines = old_count = kept = 0
    for old, new in pairwise(generate.captures(articles=400, foreign_share=0)):
        if "text" not in old or "text" not in new:
            continue
        if old["article"] != new["article"]:
            revisions += 1
        elif (old["title"], old["text"]) != (new["title"], new["text"]):
            revisions += 1
            steps += 1
            headlines += old["title"] != new["title"]
            before, after = set(old["text"].split("\n")), set(new["text"].split("\n"))
            old_count += len(before)
            kept += len(before & after)
    assert 2.6 < revisions / 400 < 4.6
    assert 0.12 < headlines / steps < 0.24
    assert 0.60 < kept / old_count < 0.80  # (1 - .24) a sentence, 1.6 sentences a paragraph, in bursts


def test_every_line_can_be_read(generate: Any) -> None:
    drafts = [read_line(line) for line in generate.lines(articles=40, foreign_share=0.5)]
    assert {draft.language for draft in drafts} >= {"en", "de", "ar", "zh"}
    assert list(generate.drafts(articles=40, foreign_share=0.5)) == drafts


def test_the_command_stops_at_the_size_it_was_given() -> None:
    command = [sys.executable, str(BENCHMARKS / "generate.py"), "--bytes", "50K"]
    out = subprocess.run(command, capture_output=True, check=True).stdout
    assert 50_000 <= len(out) < 80_000
    assert out.endswith(b"}\n")
