"""Watching real servers, with the clock put forward by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import TYPE_CHECKING

import pytest
from web_server import Request, Server, answer, redirect

from archive.errors import BadInput, NotFound
from archive.fetch import Client, Manners
from archive.model import Address, Draft, Outcome
from archive.model.watch import WatchKind, WatchLook
from archive.services import history, upkeep
from archive.services.ingest import ingest
from archive.services.watch import Stop, add, remove, watch, watched
from archive.store import watch as stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.store.connection import Database

MANNERS = Manners(
    agent="news-archive/1.0",
    delay_s=0.0,
    connect_s=1.0,
    read_s=0.5,
    total_s=1.0,
    attempts=1,
    allowed=(ip_network("127.0.0.1/32"),),
)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


class Watching:
    """A server, an archive and a clock."""

    def __init__(self, server: Server, store: Database) -> None:
        self.server = server
        self.store = store
        self.clock = Clock()

    def add(self, path: str, kind: WatchKind | None = None, most: int = 100) -> None:
        add(self.store, self.server.url + path, now=self.clock(), kind=kind, most=most)

    def once(self, after: timedelta = timedelta(), host_gap_s: float = 0.0) -> list[WatchLook]:
        self.clock.now += after
        pauses = iter(range(100))

        def pause(seconds: float) -> None:
            assert next(pauses) < 99
            self.clock.now += timedelta(seconds=seconds)

        with Client(MANNERS, now=self.clock) as client:
            return list(
                watch(
                    self.store,
                    client,
                    now=self.clock,
                    owner="test",
                    host_gap_s=host_gap_s,
                    pause=pause,
                    is_once=True,
                )
            )

    def told(self, after: timedelta = timedelta(), host_gap_s: float = 0.0) -> list[tuple[str, str]]:
        start = len(self.server.url)
        return [(look.address[start:], look.outcome.value) for look in self.once(after, host_gap_s)]


@pytest.fixture
def watching(store: Database) -> Iterator[Watching]:
    with Server() as server:
        yield Watching(server, store)
    assert upkeep.verification(store).problems == ()


def page(text: str, title: str = "Ferry runs again") -> str:
    body = f"<p>{text}</p><p>The harbour master said so on Monday, after two weeks without a single boat.</p>"
    more = "<p>A larger boat is to come in spring and will sail between the two towns each hour.</p>"
    head = f"<html lang='en'><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{body}{more}</article></body></html>"


TEXT = "The ferry across the river ran again on Monday with 120 people on board, and none was late."


def rss(*items: str) -> bytes:
    head = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>x</title>"
    return answer(f"{head}{''.join(items)}</channel></rss>", type="application/rss+xml")


def item(url: str, more: str = "") -> str:
    return f"<item><title>One</title><link>{url}</link>{more}</item>"


def test_a_page_is_looked_at_again_and_a_change_is_a_revision(watching: Watching) -> None:
    watching.server.pages["/a"] = answer(page(TEXT))
    watching.add("/a")

    assert watching.told() == [("/a", "new")]
    assert watching.told() == []
    assert watching.told(timedelta(minutes=6)) == [("/a", "same")]
    watching.server.pages["/a"] = answer(page(TEXT.replace("120", "210")))
    assert watching.told(timedelta(minutes=30)) == [("/a", "revised")]
    assert watching.told(timedelta(minutes=6)) == [("/a", "same")]


def test_what_is_unchanged_where_a_story_moved_for_good_is_a_look_each_time(watching: Watching) -> None:
    def said(request: Request) -> bytes:
        if request.headers.get("if-none-match") == '"1"':
            return answer(status=304)
        return answer(page(TEXT), headers={"ETag": '"1"'})

    watching.server.pages |= {"/old": redirect("/new", 301), "/new": said}
    watching.add("/old")

    assert [watching.told(timedelta(hours=hour)) for hour in range(4)] == [
        [("/old", outcome)] for outcome in ("new", "same", "same", "same")
    ]
    looks = history.captures(watching.store, watching.server.url + "/old")
    assert {look.address for look in looks} == {watching.server.url + "/new"}


@pytest.mark.parametrize(("first", "then"), [(302, 301), (301, 302)])
def test_what_is_unchanged_is_a_look_also_where_a_redirect_became_another_kind(
    watching: Watching, first: int, then: int
) -> None:
    def said(request: Request) -> bytes:
        if request.headers.get("if-none-match") == '"1"':
            return answer(status=304)
        return answer(page(TEXT), headers={"ETag": '"1"'})

    watching.server.pages |= {"/old": redirect("/new", first), "/new": said}
    watching.add("/old")
    watching.once()
    watching.server.pages["/old"] = redirect("/new", then)

    assert [watching.told(timedelta(hours=hour)) for hour in (1, 2)] == [[("/old", "same")]] * 2
    assert len(history.captures(watching.store, watching.server.url + "/old")) == 3


@pytest.mark.parametrize("name", ["https://elm.example/bridge-shut", "tag:elm.example,2026:7"])
def test_a_feed_cannot_take_another_outlet_s_story_by_its_name(watching: Watching, name: str) -> None:
    told = Address("tag:elm.example,2026:7", None, "the feed gives it as the story's id")
    theirs = Draft(url="https://elm.example/bridge-shut", text="The bridge is shut.", addresses=(told,))
    list(ingest(watching.store, [theirs], now=watching.clock))
    watching.server.pages["/feed"] = rss(
        item(watching.server.url + "/mine", f"<guid isPermaLink='false'>{name}</guid>")
    )
    watching.server.pages["/mine"] = answer(page(TEXT))
    watching.add("/feed")

    assert watching.told() == [("/feed", "revised"), ("/mine", "new")]
    assert {row.article: row.revisions for row in history.articles(watching.store)} == {
        "bridge-shut": 1,
        "mine": 1,
    }


def test_a_clock_that_was_far_ahead_holds_up_nothing_when_it_is_right_again(watching: Watching) -> None:
    watching.server.pages |= {"/a": answer(page(TEXT)), "/b": answer(page(f"{TEXT} Later.", "Two ferries"))}
    watching.add("/a")
    assert watching.told(timedelta(days=400)) == [("/a", "new")]
    watching.clock.now -= timedelta(days=400)
    watching.add("/b")

    assert sorted(path for path, _ in watching.told(host_gap_s=1.0)) == ["/a", "/b"]
    assert watching.told() == []
    with watching.store.writing() as connection:
        claim = {"owner": "other", "host_gap": timedelta(), "start": watching.clock.now + timedelta(days=500)}
        assert stored.claim(connection, now=watching.clock.now + timedelta(days=400), **claim) is not None
    assert sorted(path for path, _ in watching.told(timedelta(hours=6))) == ["/a", "/b"]


def test_what_the_server_calls_unchanged_is_a_look_too(watching: Watching) -> None:
    def said(request: Request) -> bytes:
        if request.headers.get("if-none-match") == '"1"':
            return answer(status=304)
        return answer(page(TEXT), headers={"ETag": '"1"'})

    watching.server.pages["/a"] = said
    watching.add("/a")
    watching.once()

    [look] = watching.once(timedelta(minutes=6))

    assert (look.outcome, look.article) == (Outcome.SAME, "127-0-0-1-a")
    assert len(history.captures(watching.store, "127-0-0-1-a")) == 2


def test_a_page_that_goes_and_comes_back_is_told_so(watching: Watching) -> None:
    watching.server.pages["/a"] = answer(page(TEXT))
    watching.add("/a", WatchKind.PAGE)
    watching.once()
    del watching.server.pages["/a"]

    assert watching.told(timedelta(minutes=6)) == [("/a", "gone")]
    assert watching.told(timedelta(hours=2)) == []
    watching.server.pages["/a"] = answer(page(TEXT))
    assert watching.told(timedelta(hours=6)) == [("/a", "same")]
    assert [capture.outcome.value for capture in history.captures(watching.store, "127-0-0-1-a")] == [
        "new",
        "gone",
        "same",
    ]


def test_a_feed_leads_to_its_stories_and_one_that_left_it_is_still_looked_at(watching: Watching) -> None:
    url = watching.server.url
    watching.server.pages |= {
        "/feed": rss(item(f"{url}/story-one"), item(f"{url}/story-two")),
        "/story-one": answer(page(TEXT)),
        "/story-two": answer(page(TEXT.replace("120", "90"), "Mole is broken")),
    }
    watching.add("/feed")

    assert watching.told() == [("/feed", "revised"), ("/story-one", "new"), ("/story-two", "new")]
    watching.server.pages["/feed"] = rss(item(f"{url}/story-two"))
    assert sorted(watching.told(timedelta(minutes=7))) == [
        ("/feed", "same"),
        ("/story-one", "same"),
        ("/story-two", "same"),
    ]
    assert [row.address.removeprefix(url) for row in watched(watching.store)] == ["/feed"]
    assert len(watched(watching.store, with_found=True)) == 3


def test_a_story_that_the_feed_says_was_updated_is_looked_at_at_once(watching: Watching) -> None:
    url = watching.server.url
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>tag:a.example,2026:1</id><link href='{}'/>"
        "<published>2020-01-01</published><updated>{}</updated></entry></feed>"
    )
    watching.server.pages |= {
        "/feed": answer(atom.format(f"{url}/story-one", "2026-01-01T11:00:00Z")),
        "/story-one": answer(page(TEXT)),
    }
    watching.add("/feed")
    watching.once()
    assert watching.told(timedelta(minutes=7)) == [("/feed", "same")]  # the story is of 2020

    watching.server.pages["/feed"] = answer(atom.format(f"{url}/story-one", "2026-01-01T13:00:00Z"))

    assert watching.told(timedelta(minutes=20)) == [("/feed", "same"), ("/story-one", "same")]


def test_the_text_in_a_feed_is_taken_where_the_page_gives_none_and_not_in_turns(watching: Watching) -> None:
    url = watching.server.url
    body = "".join(f"<p>{TEXT} It was the {day} day.</p>" for day in ("first", "second", "third"))
    watching.server.pages["/feed"] = rss(
        item(f"{url}/story-one", f"<content:encoded><![CDATA[{body}]]></content:encoded>")
    )
    watching.server.pages["/story-one"] = answer("no", 403)
    watching.add("/feed")

    assert watching.told() == [("/feed", "revised"), ("/story-one", "refused")]
    assert watching.told() == [("/feed", "same")]
    log = history.log(watching.store, "story-one")
    assert [entry.words > 50 for entry in log] == [True]

    watching.server.pages["/story-one"] = answer(page(TEXT))
    watching.once(timedelta(hours=5))
    assert len(history.log(watching.store, "story-one")) == 2
    watching.server.pages["/story-one"] = answer("no", 403)
    for _ in range(4):
        watching.once(timedelta(days=3))
    assert len(history.log(watching.store, "story-one")) == 2


def test_a_sitemap_leads_to_its_pages_through_its_index(watching: Watching) -> None:
    url = watching.server.url
    watching.server.pages |= {
        "/index.xml": answer(
            f"<sitemapindex><sitemap><loc>{url}/news.xml</loc></sitemap></sitemapindex>", type="text/xml"
        ),
        "/news.xml": answer(
            "<urlset>"
            f"<url><loc>{url}/story-old</loc><lastmod>2020-01-01</lastmod></url>"
            f"<url><loc>{url}/story-new</loc><lastmod>2026-01-01</lastmod></url></urlset>",
            type="text/xml",
        ),
        "/story-new": answer(page(TEXT)),
    }
    watching.add("/index.xml", most=1)

    assert watching.told() == [("/index.xml", "revised"), ("/news.xml", "revised"), ("/story-new", "new")]


def test_robots_that_forbid_are_a_look_that_was_refused(watching: Watching) -> None:
    watching.server.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /a", type="text/plain")
    watching.server.pages["/a"] = answer(page(TEXT))
    watching.add("/a", WatchKind.PAGE)

    [look] = watching.once()

    assert (look.outcome, look.article) == (Outcome.REFUSED, "127-0-0-1-a")
    assert watching.server.asked == ["/robots.txt"]


def test_a_redirect_to_the_front_page_is_not_the_story(watching: Watching) -> None:
    watching.server.pages |= {"/story-one": redirect("/", 301), "/": answer(page(TEXT, "Front"))}
    watching.add("/story-one", WatchKind.PAGE)

    [look] = watching.once()

    assert look.outcome is Outcome.REFUSED
    assert [capture.revision for capture in history.captures(watching.store, "story-one")] == [None]


def test_a_story_that_moved_for_good_stays_one_story(watching: Watching) -> None:
    watching.server.pages["/story-one"] = answer(page(TEXT))
    watching.add("/story-one")
    watching.once()
    watching.server.pages |= {"/story-one": redirect("/moved-one", 301), "/moved-one": answer(page(TEXT))}

    [look] = watching.once(timedelta(minutes=6))

    assert (look.article, look.outcome) == ("story-one", Outcome.SAME)


def test_a_look_that_failed_is_tried_later_and_does_no_harm(watching: Watching) -> None:
    watching.server.pages["/a"] = answer(page(TEXT))
    watching.add("/a")
    watching.once()
    watching.server.pages["/a"] = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<html>"

    assert watching.told(timedelta(minutes=6)) == [("/a", "failed")]
    assert watching.told(timedelta(minutes=6)) == []
    watching.server.pages["/a"] = answer(page(TEXT))
    assert watching.told(timedelta(minutes=10)) == [("/a", "same")]


def test_a_private_address_is_told_and_not_asked(watching: Watching) -> None:
    add(watching.store, "http://127.0.0.2:8000/a", now=watching.clock())

    [look] = watching.once()

    assert (look.outcome, "127.0.0.2" in (look.reason or "")) == (Outcome.FAILED, True)
    assert look.article is None


def test_a_stop_ends_watching_between_looks_and_gives_the_claim_back(watching: Watching) -> None:
    watching.server.pages |= {"/a": answer(page(TEXT)), "/b": answer(page(TEXT, "Mole"))}
    watching.add("/a")
    watching.add("/b")
    looks = 0

    def pause(seconds: float) -> None:
        if looks:
            raise Stop

    with Client(MANNERS, now=watching.clock) as client:
        for _ in watch(
            watching.store,
            client,
            now=watching.clock,
            owner="one",
            host_gap_s=0.0,
            pause=pause,
            is_once=False,
        ):
            looks += 1

    assert looks == 1
    assert watching.told() == [("/b", "new")]


def test_a_claim_of_a_process_that_died_runs_out(watching: Watching) -> None:
    from archive.store import watch as stored

    watching.server.pages["/a"] = answer(page(TEXT))
    watching.add("/a")
    now = watching.clock()
    with watching.store.writing() as connection:
        stored.claim(
            connection,
            now=now,
            owner="dead",
            host_gap=timedelta(),
            start=now,
        )

    assert watching.told() == []
    assert watching.told(timedelta(minutes=16)) == [("/a", "new")]


def test_removing_a_feed_ends_the_watch_of_its_stories_but_not_of_what_was_named(watching: Watching) -> None:
    url = watching.server.url
    watching.server.pages |= {
        "/feed": rss(item(f"{url}/story-one"), item(f"{url}/story-two")),
        "/story-one": answer(page(TEXT)),
        "/story-two": answer(page(TEXT, "Mole")),
    }
    watching.add("/feed")
    watching.once()
    watching.add("/story-two")

    assert remove(watching.store, f"{url}/feed") == 2
    assert [row.address for row in watched(watching.store, with_found=True)] == [f"{url}/story-two"]
    with pytest.raises(NotFound):
        remove(watching.store, f"{url}/feed")


def test_what_is_no_address_is_not_watched(store: Database) -> None:
    with pytest.raises(BadInput):
        add(store, "ftp://a.example/", now=datetime(2026, 1, 1, tzinfo=UTC))
