"""The ledger on the terminal and as a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from render.cases import HOSTILE, LATER, SEEN

from archive.model import ChangedFact, FactKind, LedgerRow, LedgerValue, Part
from archive.render import Look, changed_facts, fact_ledger, ledger_html
from archive.render.ledger import bars

LOOK = Look(80)


def value(number: float | str, revision: int = 1, last: int | None = None, **more: object) -> LedgerValue:
    fields = {
        "value": number,
        "text": f"{number}",
        "unit": None,
        "qualifier": None,
        "subject": None,
        "speaker": None,
        "revision": revision,
        "last_revision": revision if last is None else last,
        "captured_at": SEEN + timedelta(days=revision - 1),
        "not_before": None if revision == 1 else SEEN,
        "part": Part.BODY,
        "passage": 0,
        "start": 0,
        "end": 2,
        "sentence": f"There were {number}.",
        **more,
    }
    return LedgerValue(**fields)  # type: ignore[arg-type]


def row(*values: LedgerValue, **more: object) -> LedgerRow:
    last = values[-1]
    fields = {
        "article": "ferry",
        "kind": FactKind.FIGURE,
        "text": last.text,
        "value": last.value,
        "unit": None,
        "subject": "people",
        "speaker": None,
        "qualifier": None,
        "part": Part.BODY,
        "section": 0,
        "passage": 0,
        "start": 0,
        "end": 2,
        "about": "people hurt",
        "first_revision": values[0].revision,
        "last_revision": last.last_revision,
        "is_current": True,
        "mentions": 1,
        "values": values,
        **more,
    }
    return LedgerRow(**fields)  # type: ignore[arg-type]


def test_a_gap_and_the_end_are_told_as_gone():
    text = fact_ledger([row(value(12), value(12, 3), is_current=False)], Look(120))

    assert text.split("\n")[1] == (
        "figure        people hurt: 12 (@1, 2021-07-27 10:05) → gone (@2) → 12 (@3, 2021-07-29 10:05) "
        "→ gone (@4)"
    )


def test_notes_say_where_how_often_and_what_may_be_the_same():
    one = row(
        value("Kadhemi"),
        kind=FactKind.PERSON,
        about="",
        part=Part.HEADLINE,
        mentions=3,
        possible_same=("Kadhimi",),
    )

    assert fact_ledger([one], Look(120)).split("\n")[1] == (
        "person        Kadhemi (@1, 2021-07-27 10:05); in the headline; in 3 places; "
        "perhaps the same: Kadhimi"
    )


def test_a_date_shows_the_day_it_means_and_a_quotation_who_said_it():
    day = row(value("2021-07-26", text="Monday"), kind=FactKind.DATE, about="fell on")
    words = row(value("No.", text="“No.”", speaker="Mara Holt"), kind=FactKind.QUOTATION, about="")
    lines = fact_ledger([day, words], LOOK).split("\n")

    assert lines[1].startswith("date          fell on: Monday = 2021-07-26 (@1")
    assert lines[2].startswith("quotation     Mara Holt: “No.” (@1")


def quoted(text: str, speaker: str | None, revision: int) -> LedgerValue:
    return value(text, revision, text=f"“{text}”", speaker=speaker)


def heads_of(page: str) -> str:
    return page[page.index("<h3>") : page.index("</h3>")]


def test_words_that_pass_to_another_speaker_stand_before_both_names():
    said = row(
        quoted("Enough.", "Mara Holt", 1),
        quoted("Enough.", "Petra Berg", 2),
        kind=FactKind.QUOTATION,
        speaker="Petra Berg",
        about="",
    )
    page = ledger_html([said], title="ferry")

    assert fact_ledger([said], Look(120)).split("\n")[1] == (
        "quotation     “Enough.”: Mara Holt (@1, 2021-07-27 10:05) → Petra Berg (@2, 2021-07-28 10:05)"
    )
    assert "Berg" not in heads_of(page)
    assert "<strong><bdi>Mara Holt</bdi></strong>" in page


def test_a_speaker_put_in_later_did_not_speak_before():
    said = changed(
        kind=FactKind.QUOTATION,
        about="",
        old=quoted("Enough.", None, 1),
        new=quoted("Quite enough.", "Petra Berg", 2),
    )

    assert changed_facts([said], LOOK).split("\n")[0] == (
        "ferry@2  quotation  nobody named: “Enough.” → Petra Berg: “Quite enough.”"
    )


def test_a_speaker_with_a_longer_name_is_still_in_the_heading():
    said = row(quoted("Enough.", "Holt", 1), quoted("Never.", "Mara Holt", 2), kind=FactKind.QUOTATION)

    assert "quotation     Holt: “Enough.” (@1" in fact_ledger([said], LOOK)


def test_what_is_counted_stands_with_each_value_where_it_is_another():
    goats = {"subject": "goats drowned", "about": "goats drowned"}
    sheep = {"subject": "sheep drowned", "about": "sheep drowned"}
    one = row(
        value(30, **goats), value(30, 2, **sheep), about="sheep drowned",
        abouts=("goats drowned", "sheep drowned"),
    )  # fmt: skip
    change = changed(about="sheep drowned", old=value(30, **goats), new=value(31, 2, **sheep))

    assert "figure        drowned: 30 goats (@1, 2021-07-27 10:05) → 30 sheep (@2" in fact_ledger([one], LOOK)
    assert "figure  drowned: 30 goats → 31 sheep  +9" in changed_facts([change], LOOK)
    assert "sheep" not in heads_of(ledger_html([one], title="ferry"))


def test_a_heading_ends_with_a_word_that_tells_something():
    one = row(value(4), about="sailors were rescued", abouts=("sailors were saved", "sailors were rescued"))

    assert "figure        sailors: 4 (@1" in fact_ledger([one], LOOK)


def test_values_with_no_word_in_common_each_have_their_own():
    old, new = value(4, about="Its crew had"), value(5, 2, about="sailors aboard")

    assert "figure  Its crew had: 4 → sailors aboard: 5" in changed_facts([changed(old=old, new=new)], LOOK)


def test_bars_have_a_sign_for_every_revision():
    assert bars(row(value(12, 1, 2), value(21, 4, 4), value(19, 5, 6))) == "▁▁·█▆▆"


def test_what_does_not_change_or_is_no_number_has_no_bars():
    assert bars(row(value(12), value(12, 3))) == ""
    assert bars(row(value("some"), value("many", 2))) == ""
    assert bars(row(value(5, unit="USD"), value(6, 2, unit="EUR"))) == ""


def test_a_long_history_is_charted_by_its_values():
    values = [value(number, number * 10 + 1, number * 10 + 10) for number in range(20)]

    assert len(bars(row(*values))) == 20


def changed(**more: object) -> ChangedFact:
    fields = {
        "article": "ferry",
        "kind": FactKind.FIGURE,
        "about": "people hurt",
        "old": value(12),
        "new": value(21, 2),
        "captured_at": LATER + timedelta(days=1),
        "not_before": LATER,
        "change": 9.0,
        "share": 0.75,
        "mentions": 1,
        **more,
    }
    return ChangedFact(**fields)  # type: ignore[arg-type]


def test_a_change_tells_its_size_its_looks_and_both_sentences():
    assert changed_facts([changed(title="Ferry burns", mentions=2)], LOOK).split("\n") == [
        "ferry@2  figure  people hurt: 12 → 21  +9, +75 %",
        "    changed between 2021-07-27 10:20 and 2021-07-28 10:20 UTC (24 hours); in 2",
        "    places",
        "    Ferry burns",
        "    - There were 12.",
        "    + There were 21.",
    ]


def test_dates_change_by_days():
    day = changed(kind=FactKind.DATE, change=-2.0, share=None)

    assert changed_facts([day], LOOK).split("\n")[0].endswith("earlier by 2 days")


def test_nothing_to_show_says_so():
    assert fact_ledger([], LOOK) == "No facts."
    assert changed_facts([], LOOK) == "No fact changed so."
    assert "<p>No facts.</p>" in ledger_html([], title="ferry")


def test_the_page_draws_each_value_over_its_revisions():
    page = ledger_html([row(value(12, 1, 2), value(21, 4, 5)), row(value(3, 1, 5))], title="ferry")

    assert '<body style="--count: 5">' in page
    assert '<li style="grid-column: 1 / 3"><bdi>12</bdi></li>' in page
    assert '<li style="grid-column: 4 / 6"><bdi>21</bdi></li>' in page
    assert 'd="M0 56.0H200M300 4.0H500"' in page
    assert "<summary>1 fact that stayed the same</summary>" in page


def test_neighbouring_values_are_joined_in_the_drawing():
    page = ledger_html([row(value(12, 1, 2), value(21, 3, 3))], title="ferry")

    assert 'd="M0 56.0H200L200 4.0H300"' in page


TEXTS = st.text(st.sampled_from(HOSTILE + "a<&\"'é漢 \n"), max_size=12)


@settings(max_examples=40)
@given(TEXTS, TEXTS, TEXTS, st.integers(10, 120))
def test_no_text_of_a_story_steers_the_terminal_or_becomes_markup(
    text: str, about: str, sentence: str, width: int
):
    one = value(
        12, text=text, sentence=sentence, qualifier=about, subject=sentence, speaker=text, about=about
    )
    other = replace(one, value=13, revision=2, last_revision=2, subject=about, speaker=sentence, about=text)
    rows = [row(one, other, about=about, article=text or "a", possible_same=(text,), abouts=(about, text),
                kind=kind) for kind in (FactKind.FIGURE, FactKind.QUOTATION)]  # fmt: skip
    change = changed(old=one, new=other, about=about, title=sentence)
    terminal = fact_ledger(rows, Look(width), has_sentences=True) + changed_facts([change], Look(width))

    assert not set(HOSTILE) & set(terminal)
    page = ledger_html(rows, title=text)
    assert not set(HOSTILE) & set(page)
    assert "<a" not in page
    assert "<&" not in page
