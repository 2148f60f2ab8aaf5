"""`archive ingest` of addresses, from real servers; nothing stored is harmed by any of them."""

from __future__ import annotations

import gzip
import json
import ssl
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import ferry_page
from web_server import Request, Server, answer, redirect

import archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Result

LOCAL = ("--allow-network", "127.0.0.1/32", "--delay", "0", "--timeout", "1", "--json")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as one:
        yield one


def told(result: Result) -> list[tuple[str | None, str, bool]]:
    return [(row["article"], row["outcome"], row["revision"] is not None) for row in result.lines]


def test_a_page_is_fetched_and_stored_with_its_bytes(run: Callable[..., Result], server: Server) -> None:
    server.pages["/ferry-runs"] = answer(ferry_page(120))

    result = run("ingest", f"{server.url}/ferry-runs", *LOCAL)

    assert (result.code, told(result)) == (0, [("ferry-runs", "new", True)])
    assert run("show", "ferry-runs", "--raw").out == ferry_page(120)
    assert run("show", f"{server.url}/ferry-runs", "--json").lines[0]["title"] == "Ferry runs"


def test_paths_addresses_and_standard_input_are_taken_together(
    run: Callable[..., Result], server: Server, tmp_path: Path
) -> None:
    server.pages |= {"/ferry-runs": answer(ferry_page(120)), "/note": answer("It rained.", type="text/plain")}
    (tmp_path / "mole.txt").write_text("The mole was mended.")

    urls = [f"{server.url}/ferry-runs", f"{server.url}/note"]
    result = run("ingest", "mole.txt", *urls, "-", "--article", "all", *LOCAL, stdin="It snowed.")

    assert [row["source"] for row in result.lines] == ["mole.txt", *urls, "-"]
    assert {row["article"] for row in result.lines} == {"all"}


def test_a_feed_gives_its_pages_and_its_own_text_where_they_give_none(
    run: Callable[..., Result], server: Server
) -> None:
    text = "".join(
        f"<p>The tug left at dawn on the {day} day, and was back by noon, we hear.</p>" for day in "abcd"
    )
    items = "".join(
        f"<item><title>Tug {name}</title><link>{server.url}/tug-{name}</link>"
        f"<pubDate>Tue, 27 Jul 2021 09:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{text}{name}]]></content:encoded></item>"
        for name in ("one", "two")
    )
    server.pages |= {
        "/feed": answer(
            f"<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>{items}</channel></rss>",
            type="application/rss+xml",
        ),
        "/tug-one": answer(ferry_page(3, title="Tug one")),
        "/tug-two": answer("no", 403),
    }

    first = run("ingest", f"{server.url}/feed", *LOCAL)
    again = run("ingest", f"{server.url}/feed", *LOCAL)

    assert told(first) == [("tug-one", "new", True), ("tug-two", "refused", False), ("tug-two", "new", True)]
    assert told(again) == [
        ("tug-one", "same", True),
        ("tug-two", "refused", False),
        ("tug-two", "same", True),
    ]
    assert {row["published"] for row in run("articles", "--json").lines} == {"2021-07-27T09:00:00Z"}
    server.pages["/tug-two"] = answer(ferry_page(4, title="Tug two"))
    run("ingest", f"{server.url}/feed", *LOCAL)
    server.pages["/tug-two"] = answer("no", 403)
    assert told(run("ingest", f"{server.url}/feed", *LOCAL))[1:] == [("tug-two", "refused", False)]


def test_a_sitemap_gives_its_newest_pages(run: Callable[..., Result], server: Server) -> None:
    urls = "".join(
        f"<url><loc>{server.url}/ferry-{day}</loc><lastmod>2026-01-0{day}</lastmod></url>"
        for day in (1, 2, 3)
    )
    server.pages |= {f"/ferry-{day}": answer(ferry_page(day)) for day in (1, 2, 3)}
    server.pages["/map.xml.gz"] = answer(
        gzip.compress(f"<urlset>{urls}</urlset>".encode()), type="application/gzip"
    )

    result = run("ingest", f"{server.url}/map.xml.gz", "--most", "2", *LOCAL)

    assert [row["article"] for row in result.lines] == ["ferry-3", "ferry-2"]


def test_an_address_that_moved_for_good_is_an_address_of_the_story(
    run: Callable[..., Result], server: Server
) -> None:
    server.pages |= {"/ferry-old": redirect("/ferry-runs", 301), "/ferry-runs": answer(ferry_page(120))}

    run("ingest", f"{server.url}/ferry-old", *LOCAL)

    assert told(run("ingest", f"{server.url}/ferry-runs", *LOCAL)) == [("ferry-runs", "same", True)]
    assert run("show", f"{server.url}/ferry-old", "--json").lines[0]["article"] == "ferry-runs"


def test_gone_after_content_is_a_look_and_no_revision(run: Callable[..., Result], server: Server) -> None:
    server.pages["/ferry-runs"] = answer(ferry_page(120))
    run("ingest", f"{server.url}/ferry-runs", *LOCAL)
    del server.pages["/ferry-runs"]

    result = run("ingest", f"{server.url}/ferry-runs", *LOCAL)

    assert (result.code, told(result)) == (0, [("ferry-runs", "gone", False)])
    assert len(run("log", "ferry-runs", "--json").lines) == 1


def endless(request: Request) -> None:
    request.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100_000):
        request.connection.sendall(b"<p>More.</p>" * 10_000)


HOSTILE = {
    "nested tags": answer("<html><body>" + "<div>" * 200_000 + "Deep"),
    "gzip bomb": answer(gzip.compress(b"<p>" * 20_000_000), headers={"Content-Encoding": "gzip"}),
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<html>",
    "endless": endless,
    "not HTTP": b"\x16\x03\x01\x02\x00" * 100,
    "entity bomb": answer(
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
        "<rss><channel><item><title>&b;</title></item></channel></rss>",
        type="text/xml",
    ),
    "circle": redirect("/ferry-runs"),
    "private": redirect("http://127.0.0.2/secret"),
    "no page": answer(b"\x89PNG\r\n\x1a\n" + bytes(1_000), type="image/png"),
    "nothing": answer(b""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_server_harms_nothing_stored(run: Callable[..., Result], server: Server, name: str) -> None:
    server.pages["/ferry-runs"] = answer(ferry_page(120))
    run("ingest", f"{server.url}/ferry-runs", *LOCAL)
    server.pages["/ferry-runs"] = HOSTILE[name]

    result = run("ingest", f"{server.url}/ferry-runs", *LOCAL)

    assert result.code in (0, 4)
    assert all(outcome in ("failed", "refused") for _, outcome, _ in told(result))
    assert run("verify").code == 0
    assert len(run("log", "ferry-runs", "--json").lines) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x",
        "http://127.0.0.2:8000/x",
        "ftp://a.example/x",
        "http://u:p@a.example/x",
        "http://no-such-host.invalid/story",
    ],
)
def test_an_address_that_may_not_be_asked_leaves_nothing(run: Callable[..., Result], url: str) -> None:
    result = run("ingest", url, *LOCAL)

    assert (result.code, told(result)) == (4, [(None, "failed", False)])
    assert "u:p@" not in result.out + result.err
    assert run("articles", "--json").lines == []


def test_that_a_known_address_could_not_be_asked_is_recorded(run: Callable[..., Result]) -> None:
    url = "http://no-such-host.invalid/story"
    run("ingest", "-", stdin=json.dumps({"url": url, "text": "The ferry ran.", "captured": "2024-05-01"}))

    assert run("ingest", url, *LOCAL).code == 4

    assert [look["outcome"] for look in run("captures", url, "--json").lines] == ["new", "failed"]


def test_all_or_nothing_holds_for_addresses_too(run: Callable[..., Result], server: Server) -> None:
    server.pages["/ferry-runs"] = answer(ferry_page(120))

    result = run("ingest", f"{server.url}/ferry-runs", "ftp://a.example/x", "--strict", *LOCAL)

    assert result.code == 4
    assert run("articles", "--json").lines == []


def test_the_same_goes_from_python(file: Path, server: Server) -> None:
    manners = archive.Manners(agent="news-archive/1.0", delay_s=0.0, allowed=(ip_network("127.0.0.1/32"),))
    server.pages |= {"/ferry-runs": answer(ferry_page(120)), "/mole": answer(ferry_page(3, title="Mole"))}

    with archive.open(file) as news:
        fetched = news.fetch(f"{server.url}/ferry-runs", f"{server.url}/none", manners=manners)
        assert news.watch(f"{server.url}/mole", kind="page")
        [look] = news.look(manners=manners)

        assert [receipt.outcome.value for receipt in fetched] == ["new", "gone"]
        assert (look.outcome.value, [row.address for row in news.watched()]) == ("new", [look.address])
        assert news.unwatch(look.address) == 1


SAVED = (
    "<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom'><title>Elm</title><entry>"
    "<title>Tug sails</title><link href='{}/tug-one'/><content type='html'>{}</content></entry>"
    "<entry><title>No text</title><link href='{}/tug-two'/></entry></feed>"
)


def test_a_saved_feed_gives_the_texts_it_carries_whole(
    run: Callable[..., Result], server: Server, tmp_path: Path
) -> None:
    text = "&lt;p&gt;The tug left the harbour at dawn and was back by noon, we hear.&lt;/p&gt;" * 5
    for name in ("saved.xml", "saved.atom"):
        (tmp_path / name).write_text(SAVED.format(server.url, text, server.url))

    assert told(run("ingest", "saved.xml", *LOCAL)) == [("tug-one", "new", True)]
    assert told(run("ingest", "-", *LOCAL, stdin=(tmp_path / "saved.xml").read_bytes())) == [
        ("tug-one", "same", True)
    ]
    server.pages["/tug-one"] = answer(ferry_page(3, title="Tug one"))
    run("ingest", f"{server.url}/tug-one", *LOCAL)
    late = run("ingest", str(tmp_path), "--json")
    assert (late.code, told(late)) == (4, [(None, "failed", False)] * 2)
    (tmp_path / "empty.rss").write_text("<rss><channel><title>Elm</title></channel></rss>")
    assert "fetched" in run("ingest", "empty.rss", "--json").lines[0]["reason"]


def test_the_text_that_a_feed_gives_of_another_site_s_story_is_not_taken_for_that_story(
    run: Callable[..., Result], server: Server, tmp_path: Path
) -> None:
    text = "&lt;p&gt;We think nothing of what the others say of the tug this week.&lt;/p&gt;" * 5
    with Server(host="127.0.0.2") as other:
        other.pages["/tug-one"] = answer("no", 403)
        feed = SAVED.format(other.url, text, other.url)
        server.pages["/feed"] = answer(feed, type="application/atom+xml")

        assert told(run("ingest", f"{server.url}/feed", "--most", "1", "--allow-private", *LOCAL)) == [
            ("tug-one", "refused", False)
        ]
        home = feed.replace("<entry>", f"<link rel='alternate' href='{server.url}/'/><entry>", 1)
        (tmp_path / "saved.xml").write_text(home)
        (line,) = run("ingest", "saved.xml", "--json").lines
    assert (line["outcome"], "not what it says" in line["reason"]) == ("failed", True)


def test_a_page_behind_an_untrusted_certificate_is_a_look_that_failed(run: Callable[..., Result]) -> None:
    certificates = Path(__file__).parents[1] / "certificates"
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificates / "local.pem", certificates / "key.pem")
    with Server(tls=tls, pages={"/tug-one": answer(ferry_page(3))}) as server:
        result = run("ingest", f"{server.url}/tug-one", *LOCAL)

    (line,) = result.lines
    assert (result.code, line["outcome"], line["revision"]) == (4, "failed", None)
    assert "self-signed certificate" in line["reason"]
    assert "Traceback" not in result.err
