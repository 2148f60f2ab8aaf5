"""Small changes that other tools drop, and that must always show, with what they are."""

import pytest

from archive.changes import Side, compare, compare_texts
from archive.model import Claimed, Field, Label, Passage, PassageKind, Section, State, UnitKind

FIGURE, MONEY, SHARE, DATE, NAME = Label.FIGURE, Label.MONEY, Label.PERCENTAGE, Label.DATE, Label.NAME
QUOTE, SPEAKER, NOT, HEDGE, OTHER = (
    Label.QUOTATION,
    Label.ATTRIBUTION,
    Label.NEGATION,
    Label.HEDGING,
    Label.REWORDING,
)
LOOKS, SPELLING, LINK = Label.TYPOGRAPHIC, Label.SPELLING, Label.LINK

ROWS = [
    # old, new, a label it must carry, whether it is silent without a note
    ("The dam cost 1.5 billion.", "The dam cost 15 billion.", FIGURE, True),
    ("Exports fell by -3 percent.", "Exports fell by 3 percent.", SHARE, True),
    ("The mayor has resigned.", "The mayor has resigned?", OTHER, False),
    ("“The road is safe.”", "The road is safe.", QUOTE, True),
    ("The storm hit and 12 people died.", "The storm hit and 21 people died.", FIGURE, True),
    ("The vote is on 24 March.", "The vote is on 26 March.", DATE, True),
    ("They published false figures.", "They published accurate figures.", OTHER, False),
    ("Farmers can sell their land.", "Farmers can't sell their land.", NOT, True),
    ("Sen. Harlow visited the port.", "Gen. Harlow visited the port.", NAME, True),
    ("Premier Kadhemi met the envoy.", "Premier Kadhimi met the envoy.", NAME, True),
    ("The road was closed, he said.", "The road was closed, she said.", SPEAKER, False),
    ("Both left the party in 2011.", "Both left the party in 2012.", DATE, True),
    ("A ticket is €40 this season.", "A ticket is $40 this season.", MONEY, True),
    ("Aid of 3 million was sent.", "Aid of 3 billion was sent.", FIGURE, True),
    ("The judge was present.", "The judge was not present.", NOT, True),
    ("The lake is 40% full.", "The lake is 60% full.", SHARE, True),
    ("Rates rose 0.5 per cent.", "Rates rose 5 per cent.", SHARE, True),
    ("The fine is $5.2m.", "The fine is $52m.", MONEY, True),
    ("Seven children were found.", "Nine children were found.", FIGURE, True),
    ("He paid 2,500 dinars.", "He paid 25,000 dinars.", MONEY, True),
    ("It opens on Tuesday.", "It opens on Thursday.", DATE, True),
    ("Doors close at 9:30.", "Doors close at 8:30.", DATE, True),
    ("The fire broke out yesterday.", "The fire broke out today.", DATE, True),
    ("The clerk stole the files.", "The clerk allegedly stole the files.", HEDGE, False),
    ("The dog may have bitten her.", "The dog has bitten her.", HEDGE, False),
    ("The firm denied the report.", "The firm confirmed the report.", NOT, True),
    ("Nobody was hurt in the crash.", "Somebody was hurt in the crash.", NOT, True),
    ("He claimed the count was fair.", "He said the count was fair.", SPEAKER, False),
    ("It was built with public money.", "It was built without public money.", NOT, True),
    ("She called it “a disaster” on air.", "She called it “a triumph” on air.", QUOTE, True),
    ("She called it a disaster on air.", "She called it “a disaster” on air.", QUOTE, True),
    ("Troops crossed into Norland.", "Troops crossed into Sorland.", NAME, True),
    ("Ms Adela Brandt will lead it.", "Ms Adele Brandt will lead it.", NAME, True),
    ("The temperature was −4 at noon.", "The temperature was 4 at noon.", FIGURE, True),
    ("Between 10–15 ships came.", "Between 10–50 ships came.", FIGURE, True),
    ("The score was 3-1.", "The score was 1-3.", FIGURE, True),
    ("12 were killed and 5 were hurt.", "5 were killed and 12 were hurt.", FIGURE, True),
    ("More at https://a.example/red now.", "More at https://a.example/blue now.", LINK, False),
    ("The goverment fell.", "The government fell.", SPELLING, False),
    ("She said “yes” to him.", 'She said "yes" to him.', LOOKS, False),
    ("The Ministry replied.", "The ministry replied.", LOOKS, False),
    ("First, we eat.", "First we eat.", LOOKS, False),
    ("Every third voter stayed away.", "Every voter stayed away.", OTHER, False),
    ("The minister lied.", "The minister erred.", OTHER, False),
    ("Share this story: 12 hurt in crash", "Share this story: 21 hurt in crash", FIGURE, True),
    ("他说有三人死亡。", "他说有五人死亡。", OTHER, False),
    ("He is 43 years old.", "He is 34 years old.", FIGURE, True),
    ("It lies 5 km from the border.", "It lies 50 km from the border.", FIGURE, True),
    ("I saw him.", "I saw her.", OTHER, False),
    ("A\u0000B came.", "A\u0001B came.", OTHER, False),
]


@pytest.mark.parametrize(("old", "new", "label", "silent"), ROWS)
def test_it_shows_with_its_label(old: str, new: str, label: Label, silent: bool) -> None:
    comparison = compare_texts(
        ["The first paragraph stays as it is.", old], ["The first paragraph stays as it is.", new]
    )

    unit = comparison.units[1]
    assert unit.kind is UnitKind.EDITED
    assert label in unit.labels
    assert len(unit.rules) == len(unit.labels)
    assert comparison.silent is silent
    assert 0 < comparison.weight < 1


@pytest.mark.parametrize(("old", "new", "label", "silent"), ROWS)
def test_the_way_back_shows_as_much(old: str, new: str, label: Label, silent: bool) -> None:
    there, back = compare_texts([old], [new]), compare_texts([new], [old])

    assert back.units[0].labels == there.units[0].labels
    assert back.weight == there.weight


def state(
    *sections: Section, title: str | None = None, byline: str | None = None, dateline: str | None = None
) -> State:
    return State(title, byline, dateline, sections)


def section(
    *texts: str, heading: str | None = None, level: int = 0, kind: PassageKind = PassageKind.PARAGRAPH
) -> Section:
    return Section(heading, level or (2 if heading else 0), tuple(Passage(text, kind) for text in texts))


BODY = section(
    "The bridge was closed on Monday after an engineer found cracks.", "It will stay closed until spring."
)

STATES = [
    (
        "title",
        state(BODY, title="Bridge closed"),
        state(BODY, title="Bridge shut"),
        (Label.HEADLINE, Label.REWORDING),
    ),
    ("title", state(BODY), state(BODY, title="Bridge closed"), (Label.HEADLINE,)),
    (
        "title",
        state(BODY, title="12 bridges closed"),
        state(BODY, title="21 bridges closed"),
        (Label.FIGURE, Label.HEADLINE),
    ),
    ("byline", state(BODY, byline="By Ann Lee"), state(BODY, byline="By Ann Lea"), (Label.BYLINE,)),
    ("dateline", state(BODY, dateline="NORBURG"), state(BODY, dateline="SORBURG"), (Label.DATELINE,)),
    (
        "headings",
        state(BODY, section("More.", heading="Costs")),
        state(BODY, section("More.", heading="Prices")),
        (Label.HEADING,),
    ),
    (
        "headings",
        state(BODY, section("More.", heading="Costs")),
        state(BODY, section("More.", heading="Costs", level=3)),
        (Label.HEADING,),
    ),
    ("headings", state(BODY), state(BODY, section(heading="Costs")), (Label.HEADING,)),
    ("headings", state(BODY, section(heading="Costs")), state(BODY), (Label.HEADING,)),
    (
        "headings",
        state(BODY, section("More.")),
        state(section(*(p.text for p in BODY.passages), "More.")),
        (Label.HEADING,),
    ),
]


@pytest.mark.parametrize(("field", "old", "new", "expected"), STATES)
def test_a_change_outside_the_passages_shows_as_a_field(
    field: str, old: State, new: State, expected: tuple[Label, ...]
) -> None:
    comparison = compare(Side(state=old), Side(state=new))

    assert [change.field.value for change in comparison.fields] == [field]
    assert expected[0] in comparison.fields[0].labels
    assert not comparison.is_empty


def test_a_heading_that_slid_over_a_paragraph_shows_although_both_read_on_in_order() -> None:
    one, two = BODY.passages
    old = state(Section(None, 0, (one,)), Section("Costs", 2, (two,)))
    new = state(Section("Costs", 2, (one, two)))

    comparison = compare(Side(state=old), Side(state=new))

    assert [(row.field, row.old, row.new) for row in comparison.fields] == [
        (Field.HEADINGS, "Costs", "Costs")
    ]


def test_sections_that_changed_places_show() -> None:
    a, b = (
        section("Alpha went first of all.", heading="One"),
        section("Beta came second to it.", heading="Two"),
    )

    comparison = compare(Side(state=state(BODY, a, b)), Side(state=state(BODY, b, a)))

    assert any(unit.moved for unit in comparison.units)
    assert [row.field for row in comparison.fields] == [Field.HEADINGS]


def test_a_paragraph_that_became_a_quotation_block_shows() -> None:
    old, new = state(section("Go home.")), state(section("Go home.", kind=PassageKind.QUOTE))

    unit = compare(Side(state=old), Side(state=new)).units[0]

    assert (unit.kind, unit.labels, unit.rules) == (UnitKind.EDITED, (LOOKS,), ("passage-kind",))
    assert unit.old_text == unit.new_text


def test_a_new_passage_break_shows_by_sentence_too() -> None:
    comparison = compare_texts(["One fell. Two rose."], ["One fell.", "Two rose."], by="sentence")

    assert [unit.kind.value for unit in comparison.units] == ["same", "edited"]
    assert comparison.units[1].rules == ("passage-break",)


def test_a_paragraph_moved_to_the_end_shows() -> None:
    texts = ["The bridge was closed.", "Nobody was hurt there.", "An inquiry has begun."]

    units = compare_texts(texts, [*texts[1:], texts[0]]).units

    assert [(unit.kind.value, unit.moved) for unit in units] == [
        ("same", False),
        ("same", False),
        ("same", True),
    ]


def test_claimed_times_show() -> None:
    old = Side(state=state(BODY), published_at=Claimed("2021-07-27"), modified_at=None)
    new = Side(state=state(BODY), published_at=Claimed("2021-07-26"), modified_at=Claimed("2021-07-28"))

    assert [(c.field, c.old, c.new) for c in compare(old, new).fields] == [
        (Field.PUBLISHED, "2021-07-27", "2021-07-26"),
        (Field.MODIFIED, None, "2021-07-28"),
    ]


def test_a_return_to_an_earlier_text_is_a_change_like_any_other() -> None:
    first, second = "12 people died.", "21 people died."

    assert not compare_texts(first, second).is_empty
    assert not compare_texts(second, first).is_empty
    assert compare_texts(first, first).is_empty
