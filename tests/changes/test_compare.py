from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.changes import Side, Summary, compare, compare_texts, rule_meaning, summary
from archive.errors import BadInput
from archive.model import (
    Claimed,
    Comparison,
    Fact,
    FactKind,
    Grain,
    Label,
    Passage,
    PassageKind,
    RevisionRef,
    Section,
    State,
    UnitKind,
    WordOp,
)
from archive.text.canonical import canonical

LEAD = "The harbour bridge was closed on Monday after an engineer found 12 cracks in its pillars."
BODY = "The mayor said it would stay shut until the spring, and that lorries must use the mill road."
LAST = "Shopkeepers in the old town fear that they will lose their customers to the other bank."
STORY = [LEAD, BODY, LAST]
NOTE = Label.CORRECTION_NOTE

LINES = st.one_of(
    st.sampled_from([*STORY, "---", "Costs", "Correction: an earlier version gave 12.", "Share this"]),
    st.lists(st.sampled_from(["the", "bridge", "12", "“", "”", ".", "Monday", "not", "é"]), max_size=7).map(
        " ".join
    ),
)
PASSAGES = st.lists(
    st.builds(Passage, LINES.map(canonical).filter(bool), st.sampled_from(PassageKind)), max_size=4
)
SECTIONS = st.builds(
    lambda heading, level, passages: Section(heading, level if heading else 0, tuple(passages)),
    st.sampled_from([None, "Costs", "Prices", "What comes next"]),
    st.integers(1, 2),
    PASSAGES,
)
STATES = st.builds(
    lambda title, sections: State(title, None, None, tuple(s for s in sections if s.heading or s.passages)),
    st.sampled_from([None, "Bridge closed", "Bridge shut"]),
    st.lists(SECTIONS, max_size=3),
)


def side(state: State) -> Side:
    return Side(state=state, facts=())


def new_passages(comparison: Comparison, old: Sequence[str]) -> list[str]:
    """The new side's texts, made from the old ones and the comparison's words alone."""
    made: dict[int, str] = {}
    for unit in comparison.units:
        kept = "".join(run.text for run in unit.words if run.op is not WordOp.ADDED)
        assert kept == "\n".join(old[i] for i in unit.old)
        if unit.new:
            written = "".join(run.text for run in unit.words if run.op is not WordOp.REMOVED)
            made.update(zip(unit.new, written.split("\n"), strict=True))
    return [made[j] for j in sorted(made)]


@given(STATES, STATES)
@settings(max_examples=150)
def test_the_old_passages_and_the_comparison_give_the_new_ones(old: State, new: State) -> None:
    comparison = compare(side(old), side(new))

    assert new_passages(comparison, [p.text for p in old.passages]) == [p.text for p in new.passages]


@given(STATES, STATES, st.sampled_from(Grain))
@settings(max_examples=250)
def test_nothing_that_differs_is_dropped(old: State, new: State, grain: Grain) -> None:
    assert compare(side(old), side(new), grain=grain).is_empty is (old == new)


@given(STATES, STATES)
@settings(max_examples=150)
def test_the_way_back_is_the_mirror(old: State, new: State) -> None:
    there, back = compare(side(old), side(new)), compare(side(new), side(old))

    assert {(u.old, u.new, u.moved, u.labels) for u in there.units} == {
        (u.new, u.old, u.moved, u.labels) for u in back.units
    }
    assert sorted((str(f.old), str(f.new)) for f in there.fields) == sorted(
        (str(f.new), str(f.old)) for f in back.fields
    )
    assert there.weight == back.weight


@given(STATES)
def test_a_state_compared_with_itself_has_only_same_units(state: State) -> None:
    comparison = compare(side(state), side(state))

    assert {unit.kind for unit in comparison.units} <= {UnitKind.SAME}
    assert (comparison.fields, comparison.facts, comparison.silent, comparison.weight) == ((), (), False, 0.0)


def test_a_text_is_one_passage_a_line_and_blank_lines_are_none() -> None:
    units = compare_texts("One  fell.\r\n\r\nTwo rose.", "One fell.\nTwo rose.\n").units

    assert [(unit.kind, unit.old, unit.new) for unit in units] == [
        (UnitKind.SAME, (0,), (0,)),
        (UnitKind.SAME, (1,), (1,)),
    ]


def test_items_of_a_sequence_keep_their_places() -> None:
    units = compare_texts(["One fell.", "", "Two rose."], ["One fell.", "Two rose."]).units

    assert [(unit.kind.value, unit.old) for unit in units] == [
        ("same", (0,)),
        ("removed", (1,)),
        ("same", (2,)),
    ]


def test_by_sentence_positions_count_sentences() -> None:
    comparison = compare_texts(
        "One fell. Two rose.\nThree ran.", "One fell. Two sat.\nThree ran.", by="sentence"
    )

    assert [(unit.kind.value, unit.old_text) for unit in comparison.units] == [
        ("same", "One fell."),
        ("edited", "Two rose."),
        ("same", "Three ran."),
    ]
    assert comparison.grain is Grain.SENTENCE


def test_a_lone_surrogate_is_bad_input() -> None:
    with pytest.raises(BadInput, match="surrogate"):
        compare_texts("a \ud800", "b")


def test_hostile_texts_come_out_right() -> None:
    for old, new in (
        ("word " * 3000, "word " * 2999),
        ("\n" * 50_000, "a"),
        ("!?.," * 800, ",.?!" * 800),
        ("cafe\u0301 " * 300, "café " * 300),
        ("a\0b " * 300, "a\0c " * 300),
        ("x" * 50_000, "y" * 50_000),
    ):
        comparison = compare_texts(old, new)

        passages = [text for text in map(canonical, old.split("\n")) if text]
        assert new_passages(comparison, passages) == [t for t in map(canonical, new.split("\n")) if t]


def test_a_summary_counts_units_and_words() -> None:
    new = [LAST, LEAD.replace("12", "21 wide"), "Nobody was hurt."]

    assert summary(compare_texts(STORY, new)) == Summary(
        added=1, removed=1, edited=1, moved=1, words_added=5, words_removed=19
    )


def test_an_announced_change_is_not_silent() -> None:
    new = [LEAD.replace("12", "21"), BODY, LAST]
    note = "Correction: an earlier version of this article gave the number of cracks as 12; there were 21."

    assert compare_texts(STORY, new).silent
    assert not compare_texts(STORY, [*new, note]).silent
    assert compare_texts([*STORY, note], [*new, note]).silent, "the note spoke of an earlier change"


def test_a_newer_modified_time_announces_a_change() -> None:
    def dated(texts: list[str], modified: str | None) -> Side:
        state = State(None, None, None, (Section(None, 0, tuple(map(Passage, texts))),))
        return Side(state=state, modified_at=Claimed(modified) if modified else None)

    new = [LEAD.replace("12", "21")]

    assert not compare(dated([LEAD], "2021-07-27"), dated(new, "2021-07-28")).silent
    assert not compare(dated([LEAD], None), dated(new, "2021-07-28")).silent
    assert compare(dated([LEAD], "2021-07-27"), dated(new, "2021-07-27")).silent
    assert compare(dated([LEAD], "2021-07-27"), dated(new, None)).silent


def test_a_correction_note_names_the_change_it_speaks_of() -> None:
    new = [LEAD.replace("12", "21"), BODY.replace("mill", "field"), LAST]
    note = "Correction: an earlier version of this article gave the number of cracks as 12; there were 21."

    unit = compare_texts(STORY, [*new, note]).units[-1]

    assert dict(zip(unit.labels, unit.rules, strict=True))[NOTE] == "note: speaks of passage 1"


def test_a_correction_note_may_speak_of_a_passage_that_is_gone_or_of_the_headline() -> None:
    note = "Correction: an earlier version of this article wrongly told of a Zeppelin over the harbour."
    sight = "Children on their way to school took pictures of a Zeppelin."
    gone = compare_texts([sight, *STORY], [*STORY, note]).units[-1]
    titled = [
        Side(state=State(title, None, None, (Section(None, 0, tuple(map(Passage, passages))),)))
        for title, passages in (("A Zeppelin is seen", STORY), ("An airship is seen", [*STORY, note]))
    ]
    headline = compare(*titled).units[-1]

    assert gone.rules[gone.labels.index(NOTE)] == "note: speaks of old passage 1"
    assert headline.rules[headline.labels.index(NOTE)] == "note: speaks of the headline"


def test_a_correction_note_may_repeat_no_more_of_a_change_than_its_negation() -> None:
    note = "Correction: An earlier version said that it would stay shut until the spring. It would not."
    new = [LEAD, BODY.replace("would stay", "would not stay"), LAST, note]
    other = [LEAD, BODY, LAST.replace("will lose", "will not lose"), note]

    found = [compare_texts(STORY, texts).units[-1] for texts in (new, other)]

    assert [unit.rules[unit.labels.index(NOTE)] for unit in found] == [
        "note: speaks of passage 2",
        "note: speaks of no change found",
    ]


def test_by_sentence_a_note_may_tell_in_its_second_sentence_what_it_speaks_of() -> None:
    note = "Correction: An earlier version of this article was wrong. There were 21 cracks, and not 12."

    units = compare_texts(STORY, [LEAD.replace("12", "21"), BODY, LAST, note], by="sentence").units

    first = next(unit for unit in units if NOTE in unit.labels)
    assert first.rules[first.labels.index(NOTE)] == "note: speaks of sentence 1"


def test_every_label_of_a_unit_or_field_has_a_rule_that_is_explained() -> None:
    old, new = (
        Side(
            state=State(title, byline, None, (Section(None, 0, (Passage(LEAD),)), Section("Law", level, ()))),
            published_at=Claimed(day),
        )
        for title, byline, level, day in (
            ("14 cracks found", "By Ann Hill", 2, "2021-07-27"),
            ("41 cracks found", "By Ann Hall", 3, "2021-07-28"),
        )
    )

    fields = compare(old, new).fields

    assert [list(zip(field.labels, field.rules, strict=True)) for field in fields] == [
        [(Label.FIGURE, "number"), (Label.HEADLINE, "title")],
        [(Label.NAME, "capitalised"), (Label.BYLINE, "byline")],
        [(Label.DATE, "published")],
        [(Label.TYPOGRAPHIC, "heading-level"), (Label.HEADING, "heading")],
    ]
    assert all(rule_meaning(rule) for field in fields for rule in field.rules)


def test_a_correction_note_may_speak_of_nothing_that_changed() -> None:
    note = "Correction: a previous version of this story misspelled a name."

    unit = compare_texts(STORY, [*STORY, note]).units[-1]

    assert dict(zip(unit.labels, unit.rules, strict=True))[Label.CORRECTION_NOTE].endswith("no change found")


def test_a_figure_in_the_lead_weighs_more_than_commas_below() -> None:
    figure = compare_texts(STORY, [LEAD.replace("12", "21"), BODY, LAST])
    comma = compare_texts(STORY, [LEAD, BODY.replace(",", ""), LAST])

    assert comma.weight < 0.05 < 0.5 < figure.weight
    assert figure.why[0].reason == "passage 1: edited, figure, in the lead"


def test_more_changes_never_weigh_less() -> None:
    one = compare_texts(STORY, [LEAD.replace("12", "21"), BODY, LAST])
    two = compare_texts(STORY, [LEAD.replace("12", "21"), BODY.replace("mayor", "governor"), LAST])

    assert one.weight < two.weight < 1


def fact(text: str, passage: int, start: int) -> Fact:
    return Fact(
        kind=FactKind.FIGURE,
        text=text,
        value=int(text),
        subject="cracks",
        passage=passage,
        start=start,
        end=start + 2,
    )


def test_given_facts_are_paired_and_label_their_unit() -> None:
    def with_fact(texts: list[str], number: str) -> Side:
        state = State(None, None, None, (Section(None, 0, tuple(map(Passage, texts))),))
        return Side(state=state, facts=(fact(number, 0, texts[0].index(number)),))

    comparison = compare(with_fact(STORY, "12"), with_fact([LEAD.replace("12", "21"), BODY, LAST], "21"))

    assert [(c.change.value, c.old and c.old.value, c.new and c.new.value) for c in comparison.facts] == [
        ("changed", 12, 21)
    ]


def test_facts_are_found_where_none_are_given() -> None:
    comparison = compare_texts(STORY, [LEAD.replace("12", "21"), BODY, LAST])

    assert ("figure", "changed") in [(change.kind.value, change.change.value) for change in comparison.facts]


def test_nobody_made_a_change_backwards_or_between_two_articles() -> None:
    def side(text: str, article: str, revision: int) -> Side:
        state = State(None, None, None, (Section(None, 0, (Passage(text),)),))
        return Side(state=state, ref=RevisionRef(article, revision))

    first, second, other = side("12 died.", "a", 1), side("21 died.", "a", 2), side("21 died.", "b", 2)
    assert compare(first, second).silent
    assert not compare(second, first).silent
    assert not compare(first, other).silent
    assert compare(second, first).labels == compare(first, second).labels
