"""Web archives: their pages are looks, whatever surrounds them, and broken ones end with a sentence."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING

import pytest
from builders import page
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Draft, Outcome
from archive.readers import Unreadable, read_path
from archive.readers.html import LONGEST_PAGE_BYTES
from archive.readers.warc import read_warc

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

URL = "https://elm.example/bridge-shut"
DATE = "2024-05-01T09:00:00Z"


def record(block: bytes, kind: str = "response", url: str = URL, date: str = DATE, **headers: str) -> bytes:
    said = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": date,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "\r\n".join(["WARC/1.1", *(f"{name}: {value}" for name, value in said.items())])
    return lines.encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def answered(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    said = {"Content-Type": "text/html; charset=utf-8", **headers}
    lines = "\r\n".join([f"HTTP/1.1 {status}", *(f"{n.replace('_', '-')}: {v}" for n, v in said.items())])
    return lines.encode() + b"\r\n\r\n" + body


def read(data: bytes) -> list[Draft | Unreadable]:
    return list(read_warc(io.BytesIO(data), origin="a.warc"))


def test_a_page_is_a_look_at_its_moment_with_its_bytes() -> None:
    [draft] = read(record(b"software: x", "warcinfo", Content_Type="text/plain") + record(answered(page())))

    assert isinstance(draft, Draft)
    assert (draft.url, draft.raw, draft.content_type) == (URL, page(), "text/html; charset=utf-8")
    assert draft.captured_at is not None
    assert draft.captured_at.isoformat() == "2024-05-01T09:00:00+00:00"
    assert draft.origin == f"a.warc: {URL}"


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    return (
        b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (body[:half], body[half:]))
        + b"0\r\n\r\n"
    )


@pytest.mark.parametrize(
    "block",
    [
        answered(chunked(page()), Transfer_Encoding="chunked"),
        answered(page(), Transfer_Encoding="chunked"),
        answered(gzip.compress(page()), Content_Encoding="gzip"),
        answered(page(), Content_Encoding="gzip"),
        answered(chunked(zlib.compress(page())), Content_Encoding="deflate", Transfer_Encoding="chunked"),
    ],
    ids=["chunked", "chunked no more", "gzip", "gzip no more", "both"],
)
def test_a_body_is_unpacked_unless_the_archive_has_done_it(block: bytes) -> None:
    [draft] = read(record(block))

    assert isinstance(draft, Draft)
    assert draft.raw == page()


@pytest.mark.parametrize("packed", [gzip.compress, lambda data: data], ids=["packed", "plain"])
def test_records_packed_one_by_one_are_read_in_order(packed: Callable[[bytes], bytes]) -> None:
    found = read(b"".join(packed(record(answered(page()), url=f"https://elm.example/{n}")) for n in range(3)))

    assert [one.url for one in found if isinstance(one, Draft)] == [
        f"https://elm.example/{n}" for n in range(3)
    ]


def test_what_is_no_page_of_a_story_is_passed_over() -> None:
    assert (
        read(
            record(answered(b"\x89PNG", Content_Type="image/png"))
            + record(answered(page(), status="404 Not Found"))
            + record(answered(b"", status="301 Moved", Location="/x"))
            + record(answered(page()), url="https://elm.example/")
            + record(answered(page()), url="dns:elm.example")
            + record(b"GET / HTTP/1.1\r\n\r\n", "request")
            + record(b"no answer")
        )
        == []
    )


def test_a_page_stored_without_its_answer_and_one_that_was_the_same_are_looks() -> None:
    stored, same = read(
        record(page(), "resource", Content_Type="text/html")
        + record(answered(b""), "revisit", date="2024-05-02T09:00:00Z")
    )

    assert isinstance(stored, Draft)
    assert isinstance(same, Draft)
    assert (stored.raw, same.outcome, same.raw) == (page(), Outcome.SAME, None)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (record(answered(page()))[:-300], "breaks off"),
        (b"WARC/1.0\r\nContent-Length: many\r\n\r\n", "no record"),
        (b"WARC/1.0\r\n" + b"A: b\r\n" * 20_000, "no record"),
        (b"<html>", "no record"),
        (record(answered(b"\x1f\x8b broken", Content_Encoding="gzip")), "cannot be unpacked"),
        (
            record(answered(gzip.compress(b" " * (LONGEST_PAGE_BYTES + 9)), Content_Encoding="gzip")),
            "longer than",
        ),
        (record(answered(b" " * (LONGEST_PAGE_BYTES + 99_999))), "longer than"),
        (record(answered(b"\x0b\x02\x80", Content_Encoding="br")), "Brotli"),
        (record(answered(page()), date="soon"), "WARC-Date"),
    ],
)
def test_what_is_broken_gets_a_sentence_and_the_records_around_it_are_read(data: bytes, word: str) -> None:
    before, after = (record(answered(page()), url=f"https://elm.example/{n}") for n in (1, 2))

    found = read(before + data)

    assert [isinstance(one, Draft) for one in found] == [True, False]
    assert isinstance(found[1], Unreadable)
    assert word in found[1].sentence
    if data.startswith(b"WARC/1.1") and "breaks off" not in word:
        assert isinstance(read(data + after)[-1], Draft)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"WARC/1.0\r\n", record(answered(page()))[:150], b"\x1f\x8b"]),
)
@settings(max_examples=60)
def test_any_bytes_end_in_sentences(data: bytes, start: bytes) -> None:
    for one in read(start + data):
        assert isinstance(one, (Draft, Unreadable))


def test_web_archives_in_a_folder_are_ingested_and_a_second_time_add_nothing(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl" / "one.warc.gz").write_bytes(gzip.compress(record(answered(page()))))
    (tmp_path / "crawl" / "two.warc").write_bytes(
        record(answered(b""), "revisit", date="2024-05-02T09:00:00Z")
        + record(answered(page().replace(b"14 cracks", b"41 cracks")), date="2024-05-03T09:00:00Z")
    )

    first, again = (run("ingest", "crawl", "--json") for _ in range(2))

    assert [(line["article"], line["outcome"]) for line in first.lines] == [
        ("bridge-shut", "new"),
        ("bridge-shut", "same"),
        ("bridge-shut", "revised"),
    ]
    assert {line["reason"] for line in again.lines} == {"this look is in the archive already"}
    assert run("show", URL, "--raw").out_bytes.count(b"41 cracks") == 1
    assert [type(one) for one in read_path(tmp_path / "crawl" / "two.warc")] == [Draft, Draft]
    packed = run("ingest", "-", "--format", "warc", "--json", stdin=gzip.compress(record(answered(page()))))
    assert packed.lines[0]["reason"] == "this look is in the archive already"
