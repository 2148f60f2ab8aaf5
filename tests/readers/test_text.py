"""Text files: their bytes, their names, their front matter."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime

import pytest

from archive.errors import BadInput
from archive.readers.text import LONGEST_TEXT_BYTES, decode, read_name, read_text, split_front_matter


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_the_encoding(mark: bytes, encoding: str) -> None:
    assert decode(mark + "Über 😀".encode(encoding)) == "Über 😀"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"caf\xe9 opens", r"0xE9 at 3 \(line 1\) is not UTF-8.*iconv"),
        (b"one\ntwo \x93quoted\x94", r"0x93 at 8 \(line 2\)"),
        ("café".encode()[:-1], "breaks off inside a character of UTF-8, at byte 3"),
        (codecs.BOM_UTF16_LE + b"a\0b", "breaks off inside a character of UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"text and \0 text", "binary"),
        ("plain".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"a" * (LONGEST_TEXT_BYTES + 1), "longer than 10,485,760 bytes"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_a_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        decode(raw)


@pytest.mark.parametrize(
    ("name", "key", "captured"),
    [
        ("iraq", "iraq", None),
        ("iraq/troops", "iraq/troops", None),
        ("iraq@2021-07-28T0900Z", "iraq", datetime(2021, 7, 28, 9, tzinfo=UTC)),
        ("iraq@2021-07-28T090030Z", "iraq", datetime(2021, 7, 28, 9, 0, 30, tzinfo=UTC)),
        ("iraq@2021-07-28T09:00:30Z", "iraq", datetime(2021, 7, 28, 9, 0, 30, tzinfo=UTC)),
        ("iraq@2021-07-28", "iraq", datetime(2021, 7, 28, tzinfo=UTC)),
        ("iraq@2021-07-28T0900", "iraq", datetime(2021, 7, 28, 9, tzinfo=UTC)),
        ("iraq@2021-07-28T0900+0200", "iraq", datetime(2021, 7, 28, 7, tzinfo=UTC)),
        ("a@b@2021-07-28", "a@b", datetime(2021, 7, 28, tzinfo=UTC)),
        ("jane@home", "jane@home", None),
        ("cafe\u0301", "café", None),
    ],
)
def test_a_name_gives_the_key_and_the_time(name: str, key: str, captured: datetime | None) -> None:
    assert read_name(name) == (key, captured)


@pytest.mark.parametrize(
    "name", ["a@2021-13-45", "a@2021-02-30T0900Z", "a@2021-07-28T2560Z", "a@2021-07-28Tnoon"]
)
def test_a_time_in_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match=r"2021"):
        read_name(name)


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\x1b[31m", "a\u202eb", "a\udcff", "a" * 301])
def test_a_name_that_cannot_be_a_key_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="key"):
        read_name(name)


def test_the_raw_of_a_text_is_its_exact_bytes() -> None:
    raw = codecs.BOM_UTF8 + b"One thing.\r\n\r\nAnother. \n"

    draft = read_text(raw, origin="x.txt", name="x")

    assert draft.raw == raw
    assert draft.text == "One thing.\r\n\r\nAnother. \n"
    assert draft.article == "x"
    assert draft.content_type == "text/plain"


def test_front_matter_gives_what_it_knows_and_the_rest_is_text() -> None:
    raw = b"""---
title: "Pier: it opens"  # at last
author: Jane Doe
date: 2021-07-27
lastmod: 28 July 2021, 9:00 UTC
url: https://example.org/pier
language: en
captured: 2021-07-29T10:00:00Z
tags: [pier, harbour]
links:
  - one
---
It opens.
"""

    draft = read_text(raw, origin="x.md", name="x", markdown=True)

    assert draft.title == "Pier: it opens"
    assert draft.byline == "Jane Doe"
    assert str(draft.published_at) == "2021-07-27"
    assert str(draft.modified_at) == "2021-07-28T09:00:00Z"
    assert draft.url == "https://example.org/pier"
    assert draft.language == "en"
    assert draft.captured_at == datetime(2021, 7, 29, 10, tzinfo=UTC)
    assert draft.text == "It opens.\n"
    assert draft.raw == raw
    assert draft.content_type == "text/markdown"


@pytest.mark.parametrize(
    "text", ["---\nIt opens.\n---\n", "---\ntitle: x\n", "title: x\n---\n", "--- \n\n\nSome words here\n---"]
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_a_title_said_twice_is_read_once() -> None:
    draft = read_text(
        b"---\ntitle: Pier opens\n---\n\n# Pier opens\n\nText.", origin="", name="x", markdown=True
    )

    assert draft.title is None
    assert draft.text == "\n# Pier opens\n\nText."


@pytest.mark.parametrize("field", ["date: soon", "captured: 2021", "modified: 2021-02-30"])
def test_a_date_in_front_matter_that_is_none_is_refused(field: str) -> None:
    with pytest.raises(BadInput, match=r"no date|no day"):
        read_text(f"---\n{field}\n---\nText.".encode(), origin="", name="x", markdown=True)


@pytest.mark.parametrize("raw", [b"", b" \n\t\n", "\ufeff\u200b".encode(), b" " * 5000])
def test_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput, match="empty"):
        read_text(raw, origin="", name="x")


def test_a_title_alone_is_a_story_too() -> None:
    assert (
        read_text(b"---\ntitle: Pier opens\n---\n", origin="", name="x", markdown=True).title == "Pier opens"
    )


def test_a_text_must_belong_to_an_article() -> None:
    with pytest.raises(BadInput, match="--article"):
        read_text(b"Text.", origin="-", name=None)
    assert read_text(b"Text.", origin="-", name=None, article="pier").article == "pier"
