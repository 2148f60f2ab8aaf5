"""Files, folders and streams: what is read, what is passed over, what cannot be read."""

from __future__ import annotations

import io
import os
import socket
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadInput
from archive.model import Draft
from archive.readers import LONGEST_LINE_BYTES, Unreadable, read_path, read_stream


def keys(path: Path, **options: str) -> list[str | None]:
    return [
        found.article if isinstance(found, Draft) else found.sentence for found in read_path(path, **options)
    ]


def sentence(path: Path, **options: str) -> str:
    (found,) = read_path(path, **options)
    assert isinstance(found, Unreadable)
    return found.sentence


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a@2021-07-28T0900Z.txt",
        "a@2021-07-27.txt",
        "deep/c.md",
        "B.TXT",
        "x.toml",
        "y.png",
        ".h.txt",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("It opens.")
    (tmp_path / "in" / "d.jsonl").write_text('{"article": "from line", "text": "a"}\n\n{"text": "b"}\n')
    (tmp_path / "in" / ".git").mkdir()
    (tmp_path / "in" / ".git" / "z.txt").write_text("hidden")
    return tmp_path / "in"


def test_a_folder_is_read_in_the_order_of_names(folder: Path) -> None:
    assert [key if len(key or "") < 20 else "refused" for key in keys(folder)] == [
        "B", "a", "a", "b", "from line", "refused", "deep/c",
    ]  # fmt: skip


def test_an_unreadable_line_is_named_by_its_number(folder: Path) -> None:
    refused = [found for found in read_path(folder) if isinstance(found, Unreadable)]

    assert [found.origin for found in refused] == [f"{folder}/d.jsonl:3"]


def test_a_file_named_directly_has_its_name_as_key(folder: Path) -> None:
    assert keys(folder / "deep" / "c.md") == ["c"]
    assert keys(folder / "b.txt", article="pier") == ["pier"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("x.toml", "--format"), ("y.png", "--format"), ("page.mhtml", "packed"), ("none.txt", "no such file")],
)
def test_what_is_named_directly_is_read_or_refused(folder: Path, name: str, expected: str) -> None:
    assert expected in sentence(folder / name)


def test_a_format_can_be_said(folder: Path) -> None:
    assert keys(folder / "x.toml", format="text") == ["x"]
    with pytest.raises(BadInput, match="no format"):
        list(read_path(folder, format="word"))


def test_a_file_without_ending_is_told_by_its_start(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text('{"article": "a", "text": "b"}')
    (tmp_path / "story").write_text("It opens.")
    (tmp_path / "page").write_text("<!DOCTYPE html><p>It opens.")

    assert keys(tmp_path / "lines") == ["a"]
    assert keys(tmp_path / "story") == ["story"]
    (page,) = read_path(tmp_path / "page")
    assert isinstance(page, Draft)
    assert (page.new_key, page.content_type) == ("page", "text/html")


def test_a_folder_that_links_to_itself_is_read_once(folder: Path) -> None:
    (folder / "deep" / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")

    found = keys(folder)

    assert found.count("b") == 1
    assert sum("read already" in (key or "") for key in found) == 1
    assert sum("cannot be read" in (key or "") for key in found) == 1


def test_a_link_that_leads_nowhere_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.txt").write_text("It opens.")

    assert keys(tmp_path) == ["There is no such file, or it is a link that leads nowhere.", "b"]


def test_pipes_devices_and_sockets_never_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(tmp_path / "s.txt"))
        (tmp_path / "zero.txt").symlink_to("/dev/zero")

        assert ["no regular file" in (key or "") for key in keys(tmp_path)] == [True, True, True]
        assert "no regular file" in sentence(tmp_path / "pipe.txt")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("It opens.")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)

    assert "may not be read" in sentence(tmp_path / "a.txt")


def test_a_file_that_vanishes_is_refused_and_the_rest_read(folder: Path) -> None:
    reading = read_path(folder)
    next(reading)
    (folder / "b.txt").unlink()

    rest = [found.article if isinstance(found, Draft) else found.sentence for found in reading]

    assert "There is no such file, or it is a link that leads nowhere." in rest
    assert rest[-1] == "deep/c"


def test_a_folder_without_stories_says_so(tmp_path: Path) -> None:
    assert "holds no file that is read" in sentence(tmp_path)


@pytest.mark.parametrize("name", ["shut", "shut.d"])
def test_a_folder_that_cannot_be_listed_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).mkdir()

    def refused(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refused)

    (found,) = read_path(tmp_path / name)

    assert isinstance(found, Unreadable)
    assert "may not be read" in found.sentence


FEED = (
    "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Elm</title><entry>"
    "<title>Ferry runs</title><id>tag:elm.example,2024:1</id><link href='https://elm.example/ferry'/>"
    "<updated>2024-05-01T09:00:00Z</updated><content type='html'>&lt;p>The ferry ran again on Monday, and "
    "all who had waited for it crossed the river before noon.&lt;/p>"
    + "&lt;p>The harbour master said that a "
    "larger boat is to come in spring and will sail each hour, on Sundays too.&lt;/p>"
    * 4
    + "</content></entry></feed>"
)
SITEMAP = (
    "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url>"
    "<loc>https://elm.example/ferry</loc></url></urlset>"
)


def test_a_saved_feed_is_read_in_a_folder_whatever_it_is_called(tmp_path: Path) -> None:
    for name, text in {"a.xml": FEED, "b.rss": FEED, "c.xml": SITEMAP, "d.xml": "<settings/>"}.items():
        (tmp_path / name).write_text(text)

    found = list(read_path(tmp_path))

    assert [item.origin for item in found] == [
        f"{tmp_path}/{name}: https://elm.example/ferry" for name in ("a.xml", "b.rss")
    ]


@pytest.mark.parametrize("name", ["www.elm.example/news", "www.elm.example", "elm.example/2024/ferry.html"])
def test_an_address_without_its_start_is_taken_for_one(name: str) -> None:
    assert f"write https://{name}" in sentence(Path(name))


@pytest.mark.parametrize("name", ["ferry.txt", "texts/ferry.txt", "../v1.0/ferry.txt"])
def test_a_file_that_is_not_there_is_not_taken_for_an_address(name: str) -> None:
    assert "https" not in sentence(Path(name))


def test_a_saved_sitemap_is_told_to_be_fetched(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text(SITEMAP)

    assert "It is a sitemap" in sentence(tmp_path / "sitemap.xml")


def test_a_name_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("It opens.")

    (found,) = read_path(tmp_path)

    assert isinstance(found, Unreadable)
    assert found.origin == f"{tmp_path}/caf\\xe9.txt"


def test_a_path_that_cannot_be_one_is_refused() -> None:
    assert "cannot be read" in sentence(Path("a\0b.txt"))


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_of_lines_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)

    assert "empty" in sentence(tmp_path / "a.jsonl")


def test_a_line_that_is_too_long_is_passed_over() -> None:
    stream = io.BytesIO(b'{"a": "' + b"x" * (LONGEST_LINE_BYTES * 2) + b'"}\n{"article": "a", "text": "b"}')

    first, second = read_stream(stream, name="s", format="jsonl")

    assert isinstance(first, Unreadable)
    assert "longer than" in first.sentence
    assert isinstance(second, Draft)
    assert second.origin == "s:2"


def test_lines_in_another_encoding_are_refused() -> None:
    (found,) = read_stream(io.BytesIO('{"article": "a"}'.encode("utf-16")), format="jsonl")

    assert isinstance(found, Unreadable)
    assert "UTF-8" in found.sentence


def test_lines_may_start_with_a_byte_order_mark() -> None:
    (found,) = read_stream(io.BytesIO('\ufeff{"article": "a", "text": "b"}'.encode()))

    assert isinstance(found, Draft)


def test_a_stream_of_text_needs_a_key() -> None:
    (refused,) = read_stream(io.BytesIO(b"It opens."))
    (found,) = read_stream(io.BytesIO(b"It opens."), article="pier")

    assert isinstance(refused, Unreadable)
    assert "--article" in refused.sentence
    assert isinstance(found, Draft)
    assert found.origin == "-"


def test_a_stream_that_breaks_is_refused() -> None:
    class Broken(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    (found,) = read_stream(Broken())

    assert found == Unreadable("-", "It cannot be read: Input/output error.")


def test_memory_stays_flat_over_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    with path.open("w") as stream:
        for _ in range(2000):
            stream.write('{"article": "a", "text": "' + "word " * 1000 + '"}\n')

    tracemalloc.start()
    count = sum(1 for _ in read_path(path))
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 2000
    assert peak_bytes < path.stat().st_size / 5


@given(st.binary(), st.sampled_from([None, "text", "markdown", "jsonl"]))
def test_hostile_bytes_give_values_and_no_errors(raw: bytes, form: str | None) -> None:
    for found in read_stream(io.BytesIO(raw), format=form, article="a"):
        assert isinstance(found, Draft) or found.sentence.endswith(".")
