from __future__ import annotations

from render.cases import FERRY, compared, same, unit, words

from archive.model import Field, FieldChange, Grain, Label, RevisionRef
from archive.render import Look, comparison

LOOK = Look(60)


def body(text):
    """The lines between the head and the verdict."""
    return text.split("\n\n", 1)[1].rsplit("\n\n", 1)[0].split("\n")


def test_a_comparison_reads_from_fields_to_verdict():
    assert comparison(FERRY, LOOK, why=True).split("\n")[:32] == [
        "old  ferry@1  seen 2021-07-27 10:05 UTC  c1:ab12ab12ab12",
        "new  ferry@2  seen 2021-07-27 10:20 UTC  c1:9f8e9f8e9f8e",
        "",
        "headline   Ferry [-burns-]{+burnt+}  (headline)",
        "published  2021-07-27 → 2021-07-27 10:15 UTC  (date)",
        "heading    + What is known  (heading)",
        "",
        "     … 1 unchanged passage",
        "  2  It carried cars.",
        "< 3  moved to passage 5: “The owner gave no comment.”",
        "~ 3  Some [-12-] {+21+} people were hurt, the coast guard",
        "     said on Tuesday, and all of them are at home",
        "     again[-.-]{+?+}",
        "     (edited: figure)",
        "       figure: a number that is no sum, share or date was",
        "         put in, taken out or changed (number)",
        "- 5  “Never,” the mayor said.",
        "     (removed: quotation)",
        "+ 4  Follow us.",
        "     (added: boilerplate)",
        "> 5  The owner gave no comment.",
        "     (moved from passage 3 to 5)",
        "",
        "Facts",
        "~ figure     12 → 21 people",
        "- quotation  “Never,” (the mayor)",
        "",
        "labels: figure, date, quotation, headline, heading,",
        "boilerplate; silent: yes; weight: 0.62",
        "  +0.50  new 3: figure",
        "  +0.12  headline",
        "  Points: figure 0.40, date 0.30, quotation 0.40, headline",
    ]


def test_what_is_hidden_is_said():
    lines = comparison(FERRY, LOOK, hide=frozenset({Label.BOILERPLATE, Label.HEADLINE})).split("\n")

    assert "     … 1 hidden change" in lines
    assert "2 changes hidden: headline, boilerplate." in lines
    assert not any("Follow us" in line for line in lines)


def test_colour_takes_the_place_of_the_marks():
    text = comparison(FERRY, Look(60, has_colour=True))

    assert "Some \x1b[31;9m12\x1b[0m \x1b[32;4m21\x1b[0m people" in text
    assert "[-" not in text
    assert "{+" not in text


def test_without_colour_a_text_cannot_pretend_to_a_change():
    liar = unit("edited", (0,), (0,), ("=", "It is {+not+} [-so-]"), ("-", "."), ("+", "!"))

    assert r"It is {\+not+\} [\-so-\][-.-]{+!+}" in comparison(compared(liar), LOOK)


def test_an_end_of_passage_that_is_new_or_gone_is_marked():
    split = unit("split", (0,), (0, 1), ("=", "It burnt"), ("-", " and"), ("+", ".\n"), ("=", "sank."))
    merged = unit("merged", (0, 1), (0,), ("=", "It burnt."), ("-", "\n"), ("+", " "), ("=", "It sank."))

    assert body(comparison(compared(split), LOOK))[:2] == ["~ 1  It burnt [-and-]{+.↵+}", "     sank."]
    assert body(comparison(compared(merged), LOOK))[0] == "~ 1  It burnt.[-↵-]{+ +}It sank."


def test_a_whole_passage_has_its_sign_before_every_line():
    removed = unit("removed", (0,), (), ("-", "The ferry left the harbour at noon with forty cars on it."))

    assert body(comparison(compared(removed), Look(40)))[:3] == [
        "- 1  The ferry left the harbour at noon",
        "-    with forty cars on it.",
        "     (removed)",
    ]


def test_a_renamed_a_removed_and_a_moved_heading_are_told_apart():
    def heading(old, new, *runs):
        return FieldChange(Field.HEADINGS, old, new, (Label.HEADING,), words(*runs))

    text = comparison(
        compared(
            fields=(
                heading("Fire at sea", "Fire in port", ("=", "Fire "), ("-", "at sea"), ("+", "in port")),
                heading("Aid", None, ("-", "Aid")),
                heading("Cars", "Cars", ("=", "Cars")),
            )
        ),
        LOOK,
    )

    assert body(text) == [
        "heading  Fire [-at sea-]{+in port+}  (heading)",
        "heading  - Aid  (heading)",
        "heading  > Cars  moved  (heading)",
    ]


def test_equal_revisions_have_no_difference():
    assert comparison(compared(same(0, 0, "It left.")), LOOK).split("\n")[2:] == ["", "No difference."]


def test_sentences_are_called_so_and_texts_need_no_archive():
    nothing = RevisionRef()
    text = comparison(
        compared(
            same(0, 0, "It left."),
            unit("added", (), (1,), ("+", "It sank.")),
            grain=Grain.SENTENCE,
            old=nothing,
            new=nothing,
        ),
        LOOK,
        context=0,
    )

    assert text.split("\n")[:5] == [
        "old  old text",
        "new  new text",
        "",
        "     … 1 unchanged sentence",
        "+ 2  It sank.",
    ]


def test_a_difference_that_cannot_be_seen_is_shown():
    invisible = unit("edited", (0,), (0,), ("-", "cd\u200f"), ("+", "cd"))

    assert "[-cd<U+200F>-]{+cd+}" in comparison(compared(invisible), LOOK)
