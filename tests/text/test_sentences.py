"""Where sentences end: cases in several languages, each with its ends marked by a bar."""

from __future__ import annotations

import time

import pytest

from archive.model import Span
from archive.text.sentences import LONGEST_PIECE_CHARS, split_sentences

ENGLISH = """
Ms. Ito met Sen. Ruiz. | They spoke.
Maj. Gen. Okoro and Lt. Col. Bell left. | Gen. Hay stayed.
The base at Ft. Worth closed. | Nobody asked.
It begins at 5 p.m. EST on Friday. | Doors open at 4 p.m. | Bring a coat.
They met at 5 p.m. Monday in Oslo.
He rose to No. 5 in the list. | No. | Nobody knew.
Some 300 U.S. troops left. | The U.S. Army agreed. | She lives in the U.S. | He does not.
J. K. Moran and A.B. Stone wrote it. | It sold.
He was born on Jan. 6, 1950, in Bern. | On Dec. 31 he left.
“We won.” she said.
“We won!” Alvarez said. | “Did we?” asked Lee.
“We won,” she said. | “We did.” | Then she left.
1. The first thing is this.
1. Bread | 2. Milk | 3. Salt
• 9. Bread | • 10. Milk
It rose 1.5 percent to $3.2 billion. | It fell 0.4.
Wait... what is this? | It was late... | Then they left.
The firm, Acme Inc., rose. | Acme Inc. fell. | Beta Corp. | The rest held.
He asked why?! | Nobody knew!!
Prices rose, e.g. In Bonn they doubled.
He got a Ph.D. in 1990. | She got an M.A. | They wed.
(He left at noon.) | She stayed.
He left at noon. | (She stayed.) | They met.
It was plan B. | The others failed.
The U.N. Security Council met. | The U.N. said so.
Rep. Al Green, D-Texas, said so. | Gov. Lee agreed.
It cost approx. 40 euros. | OK?
Then came Mar. | Nobody saw it.
The trial of Smith v. Jones began. | It ended.
It was over! -- or so they thought.
"""
OTHERS = [
    ("de", "Am 3. Mai kam Dr. Weber. | Er blieb bis zum 12. Juli."),
    ("de", "Im 19. Jahrhundert war das z. B. in Wien so. | Heute nicht."),
    ("de", "Der 2. Weltkrieg endete. | Es war 1945. | Danach begann etwas."),
    ("de", "„Wir gehen.“ | Dann ging er."),
    ("fr", "La séance commence à 10 h. | Puis M. Martin parle."),
    ("fr", "Elle ouvre à 10 h. 30 le lundi. | Mme Durand est là."),
    ("fr", "« Pourquoi ? » demande-t-elle. | Personne ne répond."),
    ("es", "El Sr. Gómez llegó. | ¿Por qué? | ¡Porque sí!"),
    ("zh", "他说：“我们赢了。”|然后他走了。"),
    ("ja", "「行こう。」と彼は言った。|雨が降った。"),
    ("ar", "هل وصل الوزير؟ | نعم، وصل أمس."),
    ("hi", "वह आया। | फिर चला गया।"),
    ("th", "นายกรัฐมนตรีเดินทางถึงกรุงเทพฯ วันนี้"),
]


@pytest.mark.parametrize(
    ("language", "marked"),
    [*(("en", line) for line in ENGLISH.strip().split("\n")), *OTHERS],
)
def test_sentences_end_where_a_reader_says(language: str, marked: str) -> None:
    sentences = [sentence.strip() for sentence in marked.split("|")]
    text = marked.replace(" | ", " ").replace("|", "")

    assert [span.of(text) for span in split_sentences(text, language)] == sentences


def test_a_line_feed_ends_a_sentence() -> None:
    text = "apples\nten pears\nA lone line\nMore."

    assert [span.of(text) for span in split_sentences(text)] == text.split("\n")


def test_a_line_wrapped_in_mid_sentence_goes_on() -> None:
    text = "The pier opens\nin spring. It is ready."

    assert [span.of(text) for span in split_sentences(text)] == ["The pier opens\nin spring.", "It is ready."]


def test_spans_count_characters_even_beside_emoji() -> None:
    text = "😀 Yes. 👩‍👩‍👧 No."

    assert split_sentences(text) == (Span(0, 6), Span(7, len(text)))


@pytest.mark.parametrize("text", ["", " \n ", "\u2003"])
def test_no_text_has_no_sentence(text: str) -> None:
    assert split_sentences(text) == ()


def test_half_a_character_does_no_harm() -> None:
    text = "One \ud800 two. Three."

    assert [span.of(text) for span in split_sentences(text)] == ["One \ud800 two.", "Three."]


def test_an_unknown_language_is_read_as_english() -> None:
    assert split_sentences("Dr. Ito came. She left.", "tlh") == split_sentences("Dr. Ito came. She left.")


def test_a_line_of_any_length_is_divided_as_its_parts_are() -> None:
    sentence = "The pier at Norhaven opens in spring."
    count = LONGEST_PIECE_CHARS * 3 // len(sentence)

    spans = split_sentences(" ".join([sentence] * count))

    assert len(spans) == count
    assert {span.end - span.start for span in spans} == {len(sentence)}


@pytest.mark.parametrize(
    "hostile", ["a" * 10_000_000, "“" * 100_000, "(a. " * 25_000, "\n" * 200_000, "a\0" * 50_000]
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    started = time.process_time()

    split_sentences(hostile)

    assert time.process_time() - started < 5
