from __future__ import annotations

from dataclasses import replace

from render.cases import SEEN

from archive.model import Claimed, CountBy, Fact, FactKind, Hit, Miss, Span, Tally, utc_text
from archive.render import Look, csv_text, facts, hits, tallies, terminal_safe
from archive.render.finding import fact_phrase

LOOK = Look(80)
HIT = Hit(
    "ferry",
    2,
    "Ferry burns",
    Claimed("2021-07-27"),
    SEEN,
    "…left the harbour at noon…",
    1.5,
    1,
    2,
    True,
    (Span(10, 17),),
)


def test_a_fact_is_phrased_with_what_it_speaks_of():
    figure = Fact(kind=FactKind.FIGURE, text="2,500", value=2500, subject="cars", qualifier="at least")
    said = Fact(kind=FactKind.QUOTATION, text="“Never”", value="Never", speaker="the mayor")

    assert fact_phrase(figure) == "at least 2,500 cars"
    assert fact_phrase(replace(figure, text="At least 2,500 cars")) == "At least 2,500 cars"
    assert fact_phrase(said) == "“Never” (the mayor)"


def test_facts_are_listed_with_passages_counted_from_one_and_what_they_mean():
    rows = [
        Fact(kind=FactKind.FIGURE, text="2,500", value=2500, subject="cars", passage=0),
        Fact(kind=FactKind.MONEY, text="$5.2m", value=5_200_000, unit="USD", passage=9),
        Fact(kind=FactKind.PERSON, text="Kadhemi", value="Kadhemi", passage=9, possible_same=("Kadhimi",)),
    ]

    assert facts(rows, LOOK).split("\n") == [
        "KIND    PASSAGE  FACT",
        "figure        1  2,500 cars",
        "money        10  $5.2m = 5200000 USD",
        "person       10  Kadhemi (perhaps the same: Kadhimi)",
    ]


def test_a_facts_history_has_its_revisions():
    rows = [
        Fact(kind=FactKind.FIGURE, text="12", value=12, first_revision=1, last_revision=3),
        Fact(kind=FactKind.FIGURE, text="21", value=21, first_revision=4, last_revision=4),
    ]

    assert facts(rows, LOOK).split("\n") == [
        "KIND    PASSAGE  REVISIONS  FACT",
        "figure        1  @1 to @3   12",
        "figure        1  @4         21",
    ]


def test_a_hit_tells_where_when_and_in_which_revisions():
    assert hits([HIT], LOOK, query="harbour").split("\n") == [
        "ferry@2",
        "    Ferry burns",
        "    …left the harbour at noon…",
        "    published 2021-07-27; seen 2021-07-27 10:05 UTC; in revisions 1 to 2",
    ]


def test_a_hit_on_removed_text_says_so():
    gone = replace(HIT, title=None, published_at=None, first_revision=1, last_revision=1, current=False)

    assert hits([gone], LOOK).split("\n") == [
        "ferry@2",
        "    …left the harbour at noon…",
        "    seen 2021-07-27 10:05 UTC; in revision 1, no longer in the latest",
    ]


def test_matching_words_stand_out_in_colour():
    assert "the \x1b[1;33mharbour\x1b[0m at" in hits([HIT], Look(80, has_colour=True))


def test_marks_that_overlap_lose_no_text():
    overlapping = replace(HIT, marks=(Span(10, 17), Span(6, 12)))

    assert "…left the harbour at noon…" in hits([overlapping], LOOK)


def test_nothing_found_names_what_was_asked():
    assert hits([], LOOK, query="\x1bfire") == "No article matches ␛fire."
    assert hits([], LOOK) == "No article matches."
    assert hits([], LOOK, query="fire", miss=Miss(passed_over=7)) == (
        "All that match fire, 7, were left out at the start."
    )
    assert hits([], Look(200), query="titel:fire", miss=Miss(mistyped=("titel", "title"))) == (
        "No article matches titel:fire. There is no field titel: (it was read as a word); title: is one."
    )
    assert hits([], Look(200), query="fyre", miss=Miss(unknown=("fyre", "fire"))) == (
        "No article matches fyre. No revision has the word fyre; the most like it is fire."
    )
    assert facts([], LOOK) == "No facts."


def test_counts_are_a_table_that_says_what_is_not_known():
    rows = [Tally("The Elm Post", 12), Tally(None, 3)]

    assert tallies(rows, CountBy.SOURCE, LOOK).split("\n") == [
        "ARTICLES  SOURCE",
        "      12  The Elm Post",
        "       3  unknown",
    ]
    assert tallies([], CountBy.MONTH, LOOK) == "Nothing matches."
    assert tallies([Tally("ferry", 2)], CountBy.ARTICLE, LOOK).startswith("REVISIONS  ARTICLE")


def test_comma_separated_values_are_quoted_and_neither_formulas_nor_control_signs():
    row = replace(HIT, title='=1+1, "so"', snippet="red \x1b[31m", published_at=None, score=-1.5)

    assert csv_text([row]).split("\n") == [
        "article,revision,title,published,captured,snippet,score,first_revision,last_revision,current,spans",
        f'ferry,2,"\'=1+1, ""so""",,{utc_text(SEEN)},red {terminal_safe(chr(27))}[31m,-1.5,1,2,true,[]',
    ]
    assert csv_text([]) == ""


def test_a_hit_names_the_revisions_that_match_and_none_between():
    apart = replace(HIT, first_revision=1, last_revision=6, spans=((1, 2), (4, 4), (6, 6)))

    assert "in revisions 1 to 2, 4 and 6" in hits([apart], Look(200))
    assert "in revision 3" in hits([replace(HIT, first_revision=3, last_revision=3)], Look(200))


def test_a_change_that_was_asked_for_stands_beside_revisions_and_the_words_may_in_others():
    told = hits([replace(HIT, current=False, spans=((1, 2),))], Look(200), is_beside_change=True)

    assert told.endswith("; changes asked for: beside revisions 1 to 2; the latest no longer says it")
    assert "no longer" not in hits([HIT], Look(200), is_beside_change=True)
