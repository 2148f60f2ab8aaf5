from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from render.cases import FERRY, compared, comparisons, same, unit

from archive.model import Label, UnitKind
from archive.render import comparison_html
from archive.render.safe import terminal_safe
from archive.render.view import unit_words

EMPTY = {"meta", "input"}
NAMES = """
    html head meta title style body a header h1 h2 h3 h4 dl dt dd bdi span p strong details summary ul li
    fieldset legend label input nav ol main section div del ins table caption thead tbody tr th td
"""
TAGS = set(NAMES.split())


class Page(HTMLParser):
    """What a browser would make of the page: its elements, ids, links, and both sides of each text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.headings: list[str] = []
        self.pairs: list[dict[str, str]] = []
        self.bare = ""
        self.feed(page)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        found = dict(attrs)
        self.attributes |= set(found)
        if "id" in found:
            self.ids.append(found["id"])
        if "href" in found:
            self.links.append(found["href"])
        if found.get("class") == "pair":
            self.pairs.append({"old": "", "new": "", "old of new": ""})
        if tag == "h3":
            self.headings.append("")
        if tag not in EMPTY:
            self.open.append((tag, found.get("class") or ""))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        classes = [name for _, name in self.open]
        if "style" not in tags:
            self.bare += data
        if "h3" in tags:
            self.headings[-1] += data
        if "pair" not in classes or "p" not in tags:
            return
        side = "old" if "old" in classes else "new"
        assert not (side == "old" and "ins" in tags)
        if not (side == "new" and "del" in tags):
            self.pairs[-1][side] += data
        if side == "new" and "ins" not in tags:
            self.pairs[-1]["old of new"] += data


def visible(text):
    return "\n".join(map(terminal_safe, text.split("\n")))


@settings(max_examples=40, deadline=None)
@given(comparisons())
def test_the_page_holds_both_texts_of_every_unit_and_no_markup_of_theirs(made):
    page = Page(comparison_html(made, title="<b>\x1b\u202e&", context=9))

    shown = page.pairs[len(made.fields) :]
    order = [u for u in made.units if u.kind is UnitKind.SAME and not u.moved] + made_changes(made)
    assert sorted(pair["new"] for pair in shown) == sorted(
        visible("".join(run.text for run in runs(u) if run.op != "-")) for u in order
    )
    assert sorted(pair["old"] for pair in shown) == sorted(
        visible("".join(run.text for run in runs(u) if run.op != "+")) for u in order
    )
    assert all(pair["old"] == pair["old of new"] for pair in shown)
    assert not set(page.bare) & set(
        "\x00\x07\x1b\x7f\x9b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def made_changes(made):
    return [u for u in made.units if not (u.kind is UnitKind.SAME and not u.moved)]


def runs(made):
    return unit_words(made)


def test_every_change_can_be_reached_and_left_in_both_directions():
    page = Page(comparison_html(FERRY, title="Ferry"))

    changes = [name for name in page.ids if name.startswith("change-")]
    assert changes == [f"change-{number}" for number in range(1, 8)]
    assert page.links[0] == "#change-1"
    assert {link[1:] for link in page.links} == set(changes)
    assert len(page.ids) == len(set(page.ids))
    # Each is in the list and is its neighbours' next and previous; one moved, and one is skipped to.
    assert len(page.links) == 7 + 6 + 6 + 1 + 1


def test_headings_name_each_change():
    assert Page(comparison_html(FERRY, title="Ferry")).headings == [
        "Headline: edited",
        "Published: edited",
        "Heading: added",
        "Passage 3: edited",
        "Old passage 5: removed",
        "Passage 4: added",
        "Passage 5: moved from passage 3 to 5",
    ]


def test_the_page_needs_nothing_else():
    text = comparison_html(FERRY, title="Ferry")
    page = Page(text)

    assert "default-src 'none'" in text
    assert "://" not in text
    assert "url(" not in text
    assert not {name for name in page.attributes if name.startswith("on") or name in {"src", "style"}}
    assert "script" not in {tag for tag in TAGS if f"<{tag}" in text}


def test_nothing_that_did_not_change_is_left_out():
    page = Page(comparison_html(FERRY, title="Ferry", context=0))

    assert "1 unchanged passage" not in page.bare
    assert "2 unchanged passages" in page.bare
    assert "The ferry left at noon." in page.bare


def test_what_is_hidden_is_said():
    page = Page(comparison_html(FERRY, title="Ferry", hide=frozenset({Label.BOILERPLATE})))

    assert "1 change hidden: boilerplate." in page.bare
    assert "1 hidden change" in page.bare
    assert "Follow us" not in page.bare


def test_equal_revisions_have_no_difference_and_nothing_to_step_through():
    page = Page(comparison_html(compared(same(0, 0, "It left.")), title="Ferry"))

    assert "No difference." in page.bare
    assert "It left." in page.bare
    assert page.links == []


def test_facts_stand_in_a_table_old_beside_new():
    text = comparison_html(FERRY, title="Ferry")

    assert "<td>figure</td><td>changed</td><td><bdi>12 people</bdi></td><td><bdi>21 people</bdi></td>" in text


@pytest.mark.parametrize("text", ["الجيش يغادر", "渡轮在中午离开"])
def test_each_text_finds_its_own_direction_and_claims_no_language(text):
    page = comparison_html(compared(unit("added", (), (0,), ("+", text))), title=text)

    assert f'<p dir="auto"><ins>{text}</ins></p>' in page
    assert '<div class="pair" lang="">' in page


def test_spaces_and_line_ends_of_a_change_are_elements_of_their_own():
    split = unit("split", (0,), (0, 1), ("=", "It burnt"), ("-", " and "), ("+", ".\n"), ("=", "sank."))
    text = comparison_html(compared(split), title="Ferry")

    assert (
        'It burnt<del class="space"> </del><del>and</del><del class="space"> </del>'
        '<ins>.</ins><ins class="end">\n</ins>sank.'
    ) in text
