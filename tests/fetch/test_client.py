"""Looks at real servers on 127.0.0.1, sound and hostile."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
import tracemalloc
import zlib
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from web_server import Request, Server, answer, redirect

from archive.fetch import Client, Fetched, Manners, Unchanged, Unseen, Validators
from archive.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
LOCAL = (ip_network("127.0.0.1/32"),)
QUICK = {"delay_s": 0.0, "connect_s": 1.0, "read_s": 0.3, "total_s": 1.0, "attempts": 1, "allowed": LOCAL}


def client(**manners: object) -> Client:
    said = {"agent": "news-archive/1.0 (+desk@paper.example)", **QUICK, **manners}
    return Client(Manners(**said), now=lambda: NOW)  # type: ignore[arg-type]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as one:
        yield one


def look(server: Server, path: str = "/a", **manners: object) -> Fetched | Unchanged | Unseen:
    with client(**manners) as web:
        return web.fetch(server.url + path)


def unseen(server: Server, path: str = "/a", **manners: object) -> Unseen:
    found = look(server, path, **manners)
    assert isinstance(found, Unseen)
    return found


def test_a_page_comes_with_its_bytes_its_type_and_the_time(server: Server) -> None:
    server.pages["/a"] = answer("Ferry sails.", headers={"ETag": '"1"'})

    found = look(server)

    assert isinstance(found, Fetched)
    assert (found.body, found.content_type, found.fetched_at) == (
        b"Ferry sails.",
        "text/html; charset=utf-8",
        NOW,
    )
    assert found.validators == Validators(server.url + "/a", '"1"', None)
    assert server.requests[-1].headers["user-agent"] == "news-archive/1.0 (+desk@paper.example)"


def test_a_server_that_says_not_modified_is_believed(server: Server) -> None:
    def page(request: Request) -> bytes:
        if request.headers.get("if-none-match") == '"1"':
            return answer(status=304, headers={"ETag": '"1"'})
        return answer("Ferry sails.", headers={"ETag": '"1"'})

    server.pages["/a"] = page
    with client() as web:
        first = web.fetch(server.url + "/a")
        assert isinstance(first, Fetched)

        second = web.fetch(server.url + "/a", first.validators)

    assert isinstance(second, Unchanged)


def test_validators_of_another_address_are_not_sent(server: Server) -> None:
    server.pages["/a"] = redirect("/b")
    server.pages["/b"] = answer("Ferry sails.")
    with client() as web:
        found = web.fetch(server.url + "/a", Validators(server.url + "/c", '"1"', None))

    assert isinstance(found, Fetched)
    assert all("if-none-match" not in request.headers for request in server.requests)


def test_not_modified_without_a_question_is_a_failure(server: Server) -> None:
    server.pages["/a"] = answer(status=304)

    assert unseen(server).outcome is Outcome.FAILED


def test_redirects_are_followed_and_recorded(server: Server) -> None:
    server.pages |= {"/a": redirect("/b", 301), "/b": redirect(server.url + "/c", 308), "/c": answer("Here.")}

    found = look(server)

    assert isinstance(found, Fetched)
    assert [(hop.url.removeprefix(server.url), hop.status) for hop in found.hops] == [
        ("/a", 301),
        ("/b", 308),
        ("/c", 200),
    ]
    assert found.moved_for_good
    assert found.asked == server.url + "/a"
    assert "redirected" in found.notes[0]


def test_a_temporary_redirect_does_not_move_an_address_for_good(server: Server) -> None:
    server.pages |= {"/a": redirect("/b", 302), "/b": answer("Here.")}

    found = look(server)

    assert isinstance(found, Fetched)
    assert not found.moved_for_good


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, "gone"),
        (410, "gone"),
        (401, "refused"),
        (402, "refused"),
        (403, "refused"),
        (451, "refused"),
        (400, "failed"),
        (204, "failed"),
        (500, "failed"),
        (300, "failed"),
    ],
)
def test_a_status_says_what_became_of_it(server: Server, status: int, outcome: str) -> None:
    server.pages["/a"] = answer("no", status)

    found = unseen(server)

    assert (found.outcome.value, str(status) in found.reason) == (outcome, True)


def test_a_circle_of_redirects_is_left(server: Server) -> None:
    server.pages |= {"/a": redirect("/b"), "/b": redirect("/a")}

    assert "circle" in unseen(server).reason


def test_an_endless_chain_of_redirects_is_left(server: Server) -> None:
    for number in range(30):
        server.pages[f"/{number}"] = redirect(f"/{number + 1}")

    found = unseen(server, "/0", redirects=5)

    assert "more than 5 times" in found.reason
    assert len(found.hops) == 6


def test_a_redirect_without_a_place_is_a_failure(server: Server) -> None:
    server.pages["/a"] = answer(status=302)

    assert "does not say where" in unseen(server).reason


@pytest.mark.parametrize(
    "place",
    ["ftp://a.example/x", "file:///etc/passwd", "http://u:p@a.example/", "http://[", "http://a:99999/"],
)
def test_a_redirect_to_what_is_no_web_page_is_not_followed(server: Server, place: str) -> None:
    server.pages["/a"] = redirect(place)

    found = unseen(server)

    assert found.outcome is Outcome.REFUSED
    assert not found.is_unasked


def test_a_private_address_is_not_asked(server: Server) -> None:
    server.pages["/a"] = answer("secret")

    found = unseen(server, allowed=())

    assert (found.outcome, found.is_unasked) == (Outcome.REFUSED, True)
    assert found.reason.startswith("127.0.0.1 is not on the public internet")
    assert "--allow-private" in found.reason
    assert server.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(server: Server) -> None:
    with Server(host="127.0.0.2") as inner:
        inner.pages["/secret"] = answer("secret")
        server.pages["/a"] = redirect(inner.url + "/secret")

        found = unseen(server)

        assert (found.outcome, found.is_unasked) == (Outcome.REFUSED, False)
        assert "127.0.0.2" in found.reason
        assert inner.asked == []


def test_a_name_that_leads_to_a_private_address_is_judged_by_it(server: Server) -> None:
    port = server.url.rpartition(":")[2]
    with client(allowed=()) as web:
        for host in ("localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"):
            found = web.fetch(f"http://{host}:{port}/a")

            assert isinstance(found, Unseen), host
            assert found.outcome is not Outcome.GONE
    assert server.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["127.0.0.1", "127.0.0.2"])
    port = int(server.url.rpartition(":")[2])

    def name_server(host: str, *rest: object, **more: object) -> list[tuple[object, ...]]:
        ip = next(answers) if host == "news.example" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    server.pages["/a"] = lambda request: answer(request.headers["host"])
    monkeypatch.setattr("archive.fetch.network.socket.getaddrinfo", name_server)
    with client(obeys_robots=False) as web:
        found = web.fetch(f"http://news.example:{port}/a")
        again = web.fetch(f"http://news.example:{port}/a")

    assert isinstance(found, Fetched)
    assert found.body == f"news.example:{port}".encode()
    assert isinstance(again, Unseen)
    assert "127.0.0.2" in again.reason


def test_a_host_without_an_address_is_a_failure() -> None:
    with client() as web:
        found = web.fetch("http://no-such-host.invalid/a")

    assert isinstance(found, Unseen)
    assert (found.outcome, "no-such-host.invalid" in found.reason) == (Outcome.FAILED, True)
    assert found.is_unasked


def test_robots_that_forbid_are_obeyed(server: Server) -> None:
    server.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /a\n", type="text/plain")
    server.pages |= {"/a": answer("secret"), "/b": answer("open")}
    with client() as web:
        refused, given = web.fetch(server.url + "/a"), web.fetch(server.url + "/b")

    assert isinstance(refused, Unseen)
    assert (refused.outcome, "robots.txt" in refused.reason) == (Outcome.REFUSED, True)
    assert isinstance(given, Fetched)
    assert server.asked == ["/robots.txt", "/b"]


def test_a_redirect_is_not_followed_where_robots_forbid(server: Server) -> None:
    server.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /b\n", type="text/plain")
    server.pages |= {"/a": redirect("/b"), "/b": answer("secret")}

    found = unseen(server)

    assert (found.outcome, found.is_unasked) == (Outcome.REFUSED, False)
    assert "/b" not in server.asked


def test_robots_are_not_asked_where_the_user_says_so(server: Server) -> None:
    server.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /\n", type="text/plain")
    server.pages["/a"] = answer("open")

    assert isinstance(look(server, obeys_robots=False), Fetched)
    assert server.asked == ["/a"]


def test_robots_that_cannot_be_read_forbid_for_now(server: Server) -> None:
    server.pages["/robots.txt"] = answer("down", 503)
    server.pages["/a"] = answer("open")

    found = unseen(server)

    assert (found.outcome, "robots.txt" in found.reason) == (Outcome.FAILED, True)
    assert "/a" not in server.asked


def test_robots_that_hang_are_waited_for_once(server: Server) -> None:
    server.pages["/robots.txt"] = silence
    server.pages["/a"] = answer("open")
    with client(attempts=3) as web:
        started = time.monotonic()
        first, second = web.fetch(server.url + "/a"), web.fetch(server.url + "/a")

    assert isinstance(first, Unseen)
    assert isinstance(second, Unseen)
    assert time.monotonic() - started < 0.9
    assert server.asked == ["/robots.txt"]


def test_robots_as_long_as_a_book_are_read_as_far_as_the_rule_says(server: Server) -> None:
    rules = "User-agent: *\nDisallow: /a\n" + "#" * 600_000 + "\nDisallow: /b\n"
    server.pages |= {"/robots.txt": answer(rules, type="text/plain"), "/b": answer("open")}
    with client() as web:
        assert isinstance(web.fetch(server.url + "/a"), Unseen)
        assert isinstance(web.fetch(server.url + "/b"), Fetched)


def test_requests_to_one_host_keep_their_distance(server: Server) -> None:
    server.pages |= {"/a": answer("one"), "/b": answer("two")}
    waits: list[float] = []
    manners = Manners(agent="news-archive/1.0", delay_s=5.0, allowed=LOCAL, obeys_robots=False)
    with Client(manners, now=lambda: NOW, wait=waits.append) as web:
        web.fetch(server.url + "/a")
        web.fetch(server.url + "/b")

    assert len(waits) == 1
    assert 4.5 < waits[0] <= 5.0


def test_the_distance_that_robots_ask_for_is_kept(server: Server) -> None:
    server.pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 7\n", type="text/plain")
    server.pages |= {"/a": answer("one"), "/b": answer("two")}
    waits: list[float] = []
    manners = Manners(agent="news-archive/1.0", delay_s=0.0, allowed=LOCAL)
    with Client(manners, now=lambda: NOW, wait=waits.append) as web:
        web.fetch(server.url + "/a")
        web.fetch(server.url + "/b")

    assert [round(wait) for wait in waits] == [7]


def test_a_busy_server_is_asked_again_when_it_says(server: Server) -> None:
    answers = iter([answer(status=429, headers={"Retry-After": "2"}), answer(status=503), answer("At last.")])
    server.pages["/a"] = lambda request: next(answers)
    waits: list[float] = []
    manners = Manners(agent="news-archive/1.0", delay_s=0.0, allowed=LOCAL, obeys_robots=False)
    with Client(manners, now=lambda: NOW, wait=waits.append) as web:
        found = web.fetch(server.url + "/a")

    assert isinstance(found, Fetched)
    assert waits[0] == 2.0
    assert len(waits) == 2


def test_a_server_that_wants_long_peace_is_left_alone(server: Server) -> None:
    server.pages["/a"] = answer(status=503, headers={"Retry-After": "Thu, 01 Jan 2026 13:00:00 GMT"})

    found = unseen(server, attempts=3)

    assert found.retry_after_s == 3600
    assert server.asked.count("/a") == 1


def slow_head(request: Request) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1000:
        request.connection.sendall(bytes([byte]))
        time.sleep(0.02)


def slow_body(request: Request) -> None:
    request.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(200):
        request.connection.sendall(b"a")
        time.sleep(0.02)


def silence(request: Request) -> None:
    time.sleep(0.6)


def endless(request: Request) -> None:
    request.connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(100_000):
        request.connection.sendall(b"a" * 100_000)


def endless_head(request: Request) -> None:
    request.connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        request.connection.sendall(b"X-%d: " % number + b"y" * 1_000 + b"\r\n")


def endless_patience(request: Request) -> None:
    for _ in range(1_000_000):
        request.connection.sendall(b"HTTP/1.1 102 Processing\r\n\r\n" * 1_000)


BOMB = gzip.compress(b"\0" * 30_000_000)
SQUARED = gzip.compress(BOMB)
HOSTILE = {
    "slow head": slow_head,
    "slow body": slow_body,
    "silence": silence,
    "endless body": endless,
    "endless head": endless_head,
    "endless patience": endless_patience,
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort",
    "cut chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nshort",
    "no length at all": b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nshort",
    "not HTTP": b"220 mail.example ESMTP\r\n" + bytes(range(256)),
    "nothing": b"",
    "gzip bomb": answer(BOMB, headers={"Content-Encoding": "gzip"}),
    "bomb in a bomb": answer(SQUARED, headers={"Content-Encoding": "gzip, gzip"}),
    "many codings": answer(b"x", headers={"Content-Encoding": ", ".join(["gzip"] * 50)}),
    "deflate bomb": answer(zlib.compress(b"\0" * 30_000_000), headers={"Content-Encoding": "deflate"}),
    "cut gzip": answer(gzip.compress(b"Ferry sails." * 100)[:-20], headers={"Content-Encoding": "gzip"}),
    "many members": answer(gzip.compress(b"") * 5_000, headers={"Content-Encoding": "gzip"}),
    "no gzip": answer(b"Ferry sails.", headers={"Content-Encoding": "gzip"}),
    "unknown coding": answer(b"Ferry sails.", headers={"Content-Encoding": "br"}),
    "nonsense place": redirect("http://\x7f\x7f[[["),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_server_costs_little_time_and_memory(server: Server, name: str) -> None:
    server.pages["/a"] = HOSTILE[name]
    tracemalloc.start()
    started = time.monotonic()

    found = unseen(server, wire_bytes=2_000_000, body_bytes=1_000_000, obeys_robots=False, total_s=0.6)

    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.outcome in (Outcome.FAILED, Outcome.REFUSED)
    assert found.reason.endswith((".", ")", "…")) or ":" in found.reason
    assert time.monotonic() - started < 2.0
    assert peak_bytes < 12_000_000


def test_a_server_that_answers_no_tls_is_a_failure() -> None:
    with Server() as plain, client() as web:
        found = web.fetch(plain.url.replace("http:", "https:") + "/a")

    assert isinstance(found, Unseen)
    assert found.outcome is Outcome.FAILED


CERTIFICATES = Path(__file__).parents[1] / "certificates"


def secure(name: str) -> Server:
    """A server with a certificate that is its own authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / name, CERTIFICATES / "key.pem")
    return Server(tls=context, pages={"/a": answer("Ferry sails.")})


@pytest.mark.parametrize(
    ("name", "is_trusted", "said"),
    [
        ("local.pem", False, "nobody whom this system trusts has signed it (self-signed certificate)"),
        ("other_name.pem", True, "it is not the certificate of 127.0.0.1"),
        ("expired.pem", True, "certificate has expired"),
    ],
)
def test_a_certificate_that_is_not_to_be_trusted_is_told_in_plain_words(
    name: str, is_trusted: bool, said: str
) -> None:
    manners = Manners(agent="news-archive/1.0", **{**QUICK, "attempts": 3})  # type: ignore[arg-type]
    trust = ssl.create_default_context(cafile=CERTIFICATES / name) if is_trusted else None
    with secure(name) as server, Client(manners, now=lambda: NOW, tls=trust) as web:
        found = web.fetch(f"{server.url}/a")

    assert isinstance(found, Unseen)
    assert found.outcome is Outcome.FAILED
    assert said in found.reason
    assert "_ssl.c" not in found.reason
    assert server.asked == []


def test_a_certificate_that_is_trusted_lets_the_page_through() -> None:
    trust = ssl.create_default_context(cafile=CERTIFICATES / "local.pem")
    manners = Manners(agent="news-archive/1.0", **QUICK)  # type: ignore[arg-type]
    with secure("local.pem") as server, Client(manners, now=lambda: NOW, tls=trust) as web:
        found = web.fetch(f"{server.url}/a")

    assert isinstance(found, Fetched)
    assert found.body == b"Ferry sails."


@pytest.mark.parametrize("coding", ["gzip", "deflate", "bare deflate", "zstd"])
def test_packed_pages_are_unpacked(server: Server, coding: str) -> None:
    text = b"Ferry sails. " * 1_000
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(text[:6_500]) + gzip.compress(text[6_500:]),
        "deflate": zlib.compress(text),
        "bare deflate": bare.compress(text) + bare.flush(),
        "zstd": _zstd(text),
    }[coding]
    server.pages["/a"] = answer(packed, headers={"Content-Encoding": coding.removeprefix("bare ")})

    found = look(server)

    assert isinstance(found, Fetched)
    assert found.body == text


def test_a_coding_that_means_nothing_is_passed_over(server: Server) -> None:
    server.pages["/a"] = answer("Here.", headers={"Content-Encoding": "utf-8"})

    assert isinstance(look(server), Fetched)


def test_a_cookie_that_cannot_be_sent_back_is_dropped(server: Server) -> None:
    given = "HTTP/1.1 302 X\r\nLocation: /b\r\nContent-Length: 0\r\nSet-Cookie: a=\xfc\xe9; Path=/\r\n\r\n"
    server.pages |= {"/a": given.encode("latin-1"), "/b": answer("Here.")}

    assert isinstance(look(server), Fetched)


def _zstd(text: bytes) -> bytes:
    from archive.fetch.unpack import zstd

    packed: bytes = zstd.compress(text)
    return packed


def test_cookies_live_as_long_as_a_look(server: Server) -> None:
    given = answer(status=302, headers={"Location": "/b", "Set-Cookie": "seen=1; Path=/"})
    server.pages |= {"/a": given, "/b": answer("Here.")}
    with client(obeys_robots=False) as web:
        web.fetch(server.url + "/a")
        web.fetch(server.url + "/b")

    assert [request.headers.get("cookie") for request in server.requests] == [None, "seen=1", None]
