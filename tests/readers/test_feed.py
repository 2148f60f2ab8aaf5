from __future__ import annotations

import json
import time
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import BadInput
from archive.readers import Entry, entry_draft, feed_drafts, read_feed
from archive.readers.feed_date import read_date

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Harbour news</title>
<entry>
<id>tag:harbour.example,2021:7</id>
<title type="html">Ferry &amp;amp; tug collide</title>
<link rel="alternate" href="/2021/ferry"/>
<author><name>Ada Quay</name></author><author><name>Ben Pier</name></author>
<published>2021-07-27T09:00:00+02:00</published>
<updated>2021-07-28</updated>
<summary>Nobody was hurt.</summary>
<content type="html">&lt;p&gt;The ferry and a tug collided.&lt;/p&gt;</content>
</entry>
</feed>"""


def only(text: str | bytes, **said: str) -> Entry:
    feed = read_feed(text.encode() if isinstance(text, str) else text, **said)
    assert len(feed.entries) == 1
    return feed.entries[0]


def rss(item: str, before: str = "") -> str:
    return f"{before}<rss version='2.0'><channel><title>News</title><item>{item}</item></channel></rss>"


def test_an_atom_entry_says_all_it_says() -> None:
    entry = only(ATOM, url="https://harbour.example/feed.atom")

    assert entry.as_dict() == {
        "url": "https://harbour.example/2021/ferry",
        "id": "tag:harbour.example,2021:7",
        "title": "Ferry & tug collide",
        "authors": ["Ada Quay", "Ben Pier"],
        "published": "2021-07-27T07:00:00Z",
        "updated": "2021-07-28",
        "summary": "<p>Nobody was hurt.</p>",
        "content": "<p>The ferry and a tug collided.</p>",
        "language": "en",
    }


def test_an_rss_item_with_its_full_text_has_both_text_and_summary() -> None:
    entry = only(
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item>"
        "<link>https://a.example/1</link><description>Short.</description>"
        "<content:encoded><![CDATA[<p>Long text.</p>]]></content:encoded></item></channel></rss>"
    )

    assert entry.summary is not None
    assert ("Short." in entry.summary, entry.content) == (True, "<p>Long text.</p>")


def test_an_rdf_feed_is_read() -> None:
    feed = read_feed(
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        b"xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>News</title></channel>"
        b"<item rdf:about='https://a.example/1'><title>One</title><link>https://a.example/1</link>"
        b"<dc:date>2021-07</dc:date></item></rdf:RDF>"
    )

    assert [(entry.url, entry.title, str(entry.updated_at)) for entry in feed.entries] == [
        ("https://a.example/1", "One", "2021-07")
    ]


def test_a_json_feed_is_read() -> None:
    item = {
        "id": 7,
        "url": "https://a.example/1",
        "title": "One",
        "content_text": "First.\n\nSecond.",
        "date_published": "2021-07-27T09:00:00Z",
        "authors": [{"name": "Ada Quay"}],
    }
    text = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [item, "no"]})

    entry = only(text)

    assert (entry.id, entry.content, entry.authors) == ("7", "<p>First.</p><p>Second.</p>", ("Ada Quay",))


@pytest.mark.parametrize(
    "text",
    [
        rss("<title>One</title><link>https://a.example/1</link>", before="\n\n "),
        rss("<title>One</title><link>https://a.example/1</link>").replace("</item>", ""),
        rss("<title>One</title><link>https://a.example/1</link><x:y>z</x:y>"),
        rss("<title>One</title><link>https://a.example/1</link>").removesuffix("</channel></rss>"),
        rss("<title>One &nbsp; &</title><link>https://a.example/1</link>"),
    ],
)
def test_an_ill_formed_feed_gives_what_it_has(text: str) -> None:
    entry = only(text)

    assert (entry.title or "").startswith("One")
    assert entry.url == "https://a.example/1"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1252"]
)
def test_a_feed_in_any_encoding_is_read(encoding: str) -> None:
    declared = encoding.removesuffix("-sig").removesuffix("-le")
    text = f"<?xml version='1.0' encoding='{declared}'?>" + rss("<title>Fähre läuft aus</title>")

    assert only(text.encode(encoding)).title == "Fähre läuft aus"


def test_the_charset_that_the_server_names_counts() -> None:
    data = rss("<title>Fähre</title>").encode("iso-8859-1")

    assert only(data, content_type="application/rss+xml; charset=ISO-8859-1").title == "Fähre"


@pytest.mark.parametrize(
    ("written", "claimed"),
    [
        ("2021-07-27T09:00:00+02:00", "2021-07-27T07:00:00Z"),
        ("2021-07-27T09:00:00", "2021-07-27T09:00:00"),
        ("2021-07", "2021-07"),
        ("2021", "2021"),
        ("Tue, 27 Jul 2021 09:00:00 GMT", "2021-07-27T09:00:00Z"),
        ("Tue, 27 Jul 2021 09:00 +0200", "2021-07-27T07:00:00Z"),
        ("27 Jul 21 09:00:00 EDT", "2021-07-27T13:00:00Z"),
        ("Tue, 27 July 2021 9:00 PM CEST", "2021-07-27T19:00:00Z"),
        ("Tue, 27 Jul 2021", "2021-07-27"),
        ("Tue, 27 Jul 2021 09:00:00", "2021-07-27T09:00:00"),
        ("July 27, 2021 09:00 UTC", "2021-07-27T09:00:00Z"),
        ("Tue Jul 27 09:00:00 PDT 2021", "2021-07-27T16:00:00Z"),
        ("2021/07/27 09:00:00", "2021-07-27T09:00:00"),
        ("2021年7月27日 09:00", "2021-07-27T09:00:00"),
        ("2021-07-27 오후 9:00:00", "2021-07-27T21:00:00"),
        ("2021-07-27T24:00:00Z", "2021-07-28T00:00:00Z"),
        ("Tue, 27 Jul 2021 23:59:60 GMT", "2021-07-27T23:59:59Z"),
        ("27 juillet 2021", "2021-07-27"),
        ("Tue, 27 Jul 2021 09:00:00 GMT+2", "2021-07-27T07:00:00Z"),
    ],
)
def test_a_date_keeps_its_precision_and_its_zone(written: str, claimed: str) -> None:
    assert str(read_date(written)) == claimed


@pytest.mark.parametrize("written", ["", "soon", "99 Jul 2021", "2021-13-40", "1" * 1_000, "Tue, Jul"])
def test_what_is_no_date_is_none(written: str) -> None:
    assert read_date(written) is None


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(written: str) -> None:
    claim = read_date(written)
    assert claim is None or claim.first_day.year >= 1


BOMB = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
HOSTILE = {
    "entities of entities": rss("<title>&i;</title>", before=BOMB),
    "an entity many times over": rss(
        f"<title>{'&a;' * 10_000}</title>", before=f"<!DOCTYPE x [<!ENTITY a '{'a' * 50_000}'>]>"
    ),
    "a file of the machine": rss(
        "<title>&a;</title>", before="<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    ),
    "tags without end": "<rss><channel><item>" + "<a>" * 330_000,
    "tags in tags": rss("<a>" * 140_000 + "</a>" * 140_000),
    "tags in a text": rss(f"<description><![CDATA[{'<div>' * 60_000}]]></description>"),
    "half tags": rss("<title>" + "<" * 200_000),
    "ampersands": rss("<title>" + "&" * 200_000),
    "open texts": rss("<title>" + "<![CDATA[" * 50_000),
    "attributes": "<rss><channel><item " + 'a="b" ' * 50_000 + "></item></channel></rss>",
    "a long date": rss(f"<pubDate>{'Mon, ' * 50_000}</pubDate>"),
    "nothing": "",
    "zeros": "\0" * 100_000,
    "deep JSON": "{" + '"a":{' * 100_000,
    "JSON of another kind": '{"version": 1}',
    "a page": "<html><p>No feed.</p></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_costs_little_time_and_memory(name: str) -> None:
    data = HOSTILE[name].encode()
    started = time.process_time()
    try:
        feed = read_feed(data)
    except BadInput:
        feed = None

    assert feed is None or all("root:" not in (entry.title or "") for entry in feed.entries)
    assert feed is None or all(len(entry.title or "") <= 2_000 for entry in feed.entries)
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    "name", ["entities of entities", "an entity many times over", "tags without end", "deep JSON"]
)
def test_a_feed_made_to_grow_does_not(name: str) -> None:
    data = HOSTILE[name].encode()
    tracemalloc.start()
    with suppress(BadInput):
        read_feed(data)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak_bytes < 30_000_000


@given(st.binary(max_size=300), st.sampled_from([b"", b"<rss><channel><item>", b"<feed><entry>", b"{"]))
@settings(max_examples=40)
def test_only_our_error_escapes_any_bytes(data: bytes, start: bytes) -> None:
    try:
        read_feed(start + data, url="https://a.example/feed")
    except BadInput:
        return


LONG = "The ferry and a tug collided off the mole on Tuesday morning. " * 5


def full(item_id: str = "tag:a.example,2021:1", text: str = LONG, more: str = "") -> str:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title>"
        f"<entry><id>{item_id}</id><title>Ferry hit</title><link href='https://a.example/1'/>"
        f"<content type='html'>&lt;h2&gt;Harbour&lt;/h2&gt;&lt;p&gt;{text}&lt;/p&gt;"
        "&lt;ul&gt;&lt;li&gt;&lt;a href='/two'&gt;Two&lt;/a&gt; boats&lt;/li&gt;&lt;/ul&gt;</content></entry>"
        f"{more}</feed>"
    )


def test_the_whole_text_of_an_entry_is_a_draft_in_sections() -> None:
    [draft] = feed_drafts(read_feed(full().encode()))

    assert (draft.url, draft.title, draft.extractor) == ("https://a.example/1", "Ferry hit", "feed/1")
    assert draft.sections is not None
    assert [
        (section.heading, [passage.kind.value for passage in section.passages]) for section in draft.sections
    ] == [("Harbour", ["paragraph", "item"])]
    assert [link.url for link in draft.links] == ["https://a.example/two"]
    assert [address.url for address in draft.addresses] == ["tag:a.example,2021:1"]


@pytest.mark.parametrize(
    ("url", "home", "is_taken"),
    [
        ("https://feeds.a.example/all", None, True),
        ("https://feeds.host.example/a", "https://www.a.example/", True),
        ("https://links.example/feed", "https://links.example/", False),
        (None, "https://links.example/", False),
        ("https://links.example/feed", None, False),
        (None, None, True),
    ],
)
def test_what_a_feed_says_of_another_site_s_story_is_not_that_story(
    url: str | None, home: str | None, is_taken: bool
) -> None:
    link = f"<link rel='alternate' href='{home}'/>" if home else ""
    feed = read_feed(full().replace("<title>News</title>", f"<title>News</title>{link}").encode(), url=url)

    assert feed.home == home
    assert len(list(feed_drafts(feed))) == is_taken


def test_the_site_of_a_json_feed_and_of_an_rss_feed_is_read_too() -> None:
    written = (
        '{"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://a.example/", "items": []}'
    )
    rss = "<rss><channel><title>A</title><link>https://a.example/</link></channel></rss>"

    assert [read_feed(text.encode()).home for text in (written, rss)] == ["https://a.example/"] * 2


def test_a_teaser_is_not_the_whole_text() -> None:
    feed = read_feed(full(text="Short.").encode())

    assert entry_draft(feed, feed.entries[0]) is None


def test_an_id_that_entries_share_stands_for_none() -> None:
    again = "<entry><id>tag:a.example,2021:1</id><link href='https://a.example/2'/></entry>"

    [draft] = feed_drafts(read_feed(full(more=again).encode()))

    assert draft.addresses == ()


@pytest.mark.parametrize("start", ["<item ", "<item a='>' ", '<item a=">" b="/>" ', "<item b'> ' "])
def test_a_tag_with_more_attributes_than_anybody_writes_is_refused_at_once(start: str) -> None:
    many = " ".join(f"a{number}='1'" for number in range(60_000))
    began_s = time.process_time()

    with pytest.raises(BadInput, match="attributes"):
        read_feed(f"<rss><channel><title>x</title>{start}{many}/></channel></rss>".encode())

    assert time.process_time() - began_s < 2
