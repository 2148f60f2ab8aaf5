"""Links of linked passages, compared."""

from archive.changes import Side, compare, rule_meaning
from archive.model import Grain, Label, Link, Passage, Section, State, UnitKind

TEXT = "The ministry gave 12 names. The court has more."
START, END = 4, 12


def side(*links: Link, text: str = TEXT, known: bool = True) -> Side:
    state = State(None, None, None, (Section(None, 0, (Passage(text),)),))
    return Side(state=state, links=links if known else None)


def link(url: str, start: int = START, end: int = END) -> Link:
    return Link(0, start, end, url)


def test_a_link_that_leads_elsewhere_is_an_edit_though_no_word_changed() -> None:
    unit = compare(side(link("https://a.example/one")), side(link("https://a.example/two"))).units[0]
    assert (unit.kind, unit.labels) == (UnitKind.EDITED, (Label.LINK,))
    assert unit.rules == ("target: links to https://a.example/two, no longer to https://a.example/one",)
    assert rule_meaning(unit.rules[0])
    assert unit.old_text == unit.new_text == TEXT


def test_a_link_that_came_or_went_is_one_too() -> None:
    came = compare(side(), side(link("https://a.example/one"))).units[0]
    assert came.rules == ("target: links to https://a.example/one",)
    went = compare(side(link("https://a.example/one")), side()).units[0]
    assert went.rules == ("target: no longer links to https://a.example/one",)


def test_an_address_that_only_carries_another_campaign_is_the_same() -> None:
    old, new = side(link("http://a.example/one?utm_source=x")), side(link("https://a.example/one"))
    assert compare(old, new).units[0].kind is UnitKind.SAME


def test_what_is_not_known_is_not_compared() -> None:
    assert compare(side(known=False), side(link("https://a.example/one"))).units[0].kind is UnitKind.SAME


def test_the_sentence_that_holds_the_link_is_the_edited_one() -> None:
    at = TEXT.index("court")
    old = side(link("https://a.example/one", at, at + 5))
    new = side(link("https://a.example/two", at, at + 5))
    kinds = [unit.kind for unit in compare(old, new, grain=Grain.SENTENCE).units]
    assert kinds == [UnitKind.SAME, UnitKind.EDITED]


def test_an_edited_passage_says_so_besides() -> None:
    old = side(link("https://a.example/one"))
    new = side(link("https://a.example/two"), text=TEXT.replace("12", "21"))
    unit = compare(old, new).units[0]
    assert set(unit.labels) == {Label.FIGURE, Label.LINK}
