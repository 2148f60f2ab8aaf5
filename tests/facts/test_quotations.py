"""Quotations and their speakers, on a set of sentences written for it."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest

from archive.facts import find_facts, mentions
from archive.model import FactKind

CASES = json.loads((Path(__file__).parent / "quotations.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_the_quotations_of_a_text_and_no_other(case: dict[str, object]) -> None:
    found = find_facts(str(case["text"]), language=str(case["language"]))

    assert [fact.value for fact in found if fact.kind is FactKind.QUOTATION] == [
        quotation["words"]
        for quotation in case["quotations"]  # type: ignore[attr-defined]
    ]


def test_most_speakers_are_the_right_ones() -> None:
    named = right = 0
    for case in CASES:
        found = [
            fact
            for fact in find_facts(case["text"], language=case["language"])
            if fact.kind is FactKind.QUOTATION
        ]
        for fact, wanted in zip(found, case["quotations"], strict=True):
            named += wanted["speaker"] is not None
            right += wanted["speaker"] is not None and fact.speaker == wanted["speaker"]

    assert right >= 0.95 * named


def test_the_span_has_the_marks_and_the_value_has_not() -> None:
    text = "“Go,” said Anna Novak. Then she left."

    found = next(mention for mention in mentions(text) if mention.kind is FactKind.QUOTATION)

    assert (found.span.of(text), found.value, found.cue, found.is_partial) == ("“Go,”", "Go,", "said", False)


def test_words_in_the_narrators_sentence_are_a_partial_quotation() -> None:
    (found,) = (
        mention
        for mention in mentions("Anna Novak said it was “cold and wet and dark”.")
        if mention.kind is FactKind.QUOTATION
    )

    assert found.is_partial


def test_a_pronoun_with_two_candidates_has_no_speaker() -> None:
    text = "Anna Novak met Mary Quill at noon.\n“It is cold,” she said."

    (found,) = (fact for fact in find_facts(text) if fact.kind is FactKind.QUOTATION)

    assert found.speaker is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The dam held.” ― Ivo Marek", "Ivo Marek"),
        ("“You ‘took the blame, all of it,’” Berg said.", "Berg"),
        ("“She would be a great mayor,” Councillor Ann Berg (Green) said in a call.", "Ann Berg"),
        ("The road is shut until May, Ann Berg said. “We cannot open it any sooner than that.”", "Ann Berg"),
        ("Ann Berg continued:\n“We cannot open it any sooner than that.”", "Ann Berg"),
        ("“It is shut,” Ann Berg said.\n“We cannot open it any sooner than that.”", "Ann Berg"),
        ("“We hope to find the boats that are missing.” Berg said.", "Berg"),
        ("Hours later, Berg told the board, “We cannot open it.”", "Berg"),
    ],
)
def test_who_speaks_is_told_by_what_stands_around(text: str, speaker: str) -> None:
    last = [fact for fact in find_facts(text) if fact.kind is FactKind.QUOTATION][-1]

    assert last.speaker is not None
    assert last.speaker.split()[-1] == speaker.rsplit(maxsplit=1)[-1]


def test_a_title_inside_marks_is_no_quotation() -> None:
    found = find_facts("“We will go,” Berg said on “Morning of the World” last week. “It is time to go now.”")

    quoted = [(fact.value, fact.speaker) for fact in found if fact.kind is FactKind.QUOTATION]
    assert quoted == [("We will go,", "Berg"), ("It is time to go now.", "Berg")]


def said(text: str, language: str = "en") -> list[tuple[object, str | None]]:
    """The words of each quotation and who said them."""
    return [
        (fact.value, fact.speaker)
        for fact in find_facts(text, language=language)
        if fact.kind is FactKind.QUOTATION
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kelly replied sharply, with a laugh: “Nobody asked me at all.”", "Kelly"),
        ("Speaking in Oslo, Norway, Ida Quist said “the bridge has to stay shut”.", "Ida Quist"),
        ("A few days later, Quist said “the bridge has to stay shut”.", "Quist"),
        ("Frustrated, Quist said “the bridge has to stay shut”.", "Quist"),
        ("In a radio interview Quist said “the bridge has to stay shut”.", "Quist"),
        ("The band played so loud that Mayor Ida Quist said “the bridge has to stay shut”.", "Ida Quist"),
        ("Ida Quist walked out and said “the bridge has to stay shut”.", "Ida Quist"),
        ("Ida Quist (I-Oslo) is praising the plan as “the best of all the bridges”.", "Ida Quist"),
        ("Ida Quist left the hall, calling the plan “the worst of all the bridges”.", "Ida Quist"),
        (
            "The hall fell silent, with Ida Quist calling the plan “the worst of all the bridges”.",
            "Ida Quist",
        ),
        ("The mayor released a statement saying the plan is “the worst of all the bridges”.", "mayor"),
        ("Asked about it, Ida Quist shot back, “The bridge has to stay shut.”", "Ida Quist"),
        ("Ida Quist: “The bridge has to stay shut.”", "Ida Quist"),
        ("More from Ida Quist: “The bridge has to stay shut.”", "Ida Quist"),
        ("Said Ida Quist, who built it: “The bridge has to stay shut.”", "Ida Quist"),
        ("“The bridge has to stay shut,” said a longtime adviser to Ida Quist, who left.", "Ida Quist"),
        ("“The bridge has to stay shut,” another friend, Ida Quist, told the Herald.", "Ida Quist"),
        ("''The bridge has to stay shut,'' said Ida Quist.", "Ida Quist"),
    ],
)
def test_the_speaker_is_found_whatever_order_the_sentence_has(text: str, speaker: str) -> None:
    ((_, found),) = said(text)

    assert found is not None
    assert speaker in found


def test_quotations_in_one_sentence_have_the_speaker_of_its_verb() -> None:
    text = "Ida Quist said the road, which she called “a trap”, would be “closed for good by the autumn”."
    assert said(text)[-1] == ("closed for good by the autumn", "Ida Quist")

    text = "Ida Quist said the plan was “far too dear” and that it would be “closed for good by the autumn”."
    assert [speaker for _, speaker in said(text)] == ["Ida Quist", "Ida Quist"]


def test_another_who_speaks_later_in_the_sentence_is_not_passed_over() -> None:
    text = "Ida Quist called the plan “a very great gift”, and Otto Brandt called it “a very great burden”."

    assert [speaker for _, speaker in said(text)] == ["Ida Quist", "Otto Brandt"]


def test_a_quotation_after_reported_speech_is_of_the_one_reported() -> None:
    text = "Rain fell. Otto Brandt said the road was lost. “We had no choice but to leave it.”"

    assert said(text) == [("We had no choice but to leave it.", "Otto Brandt")]


@pytest.mark.parametrize(
    "text",
    [
        "“We will build it again.” The plan was drawn up in May, according to papers seen by Ida Quist.",
        "“We will build it again,” he said. The plan is old, according to papers seen by Ida Quist.",
    ],
)
def test_the_source_of_the_next_sentence_has_not_said_it(text: str) -> None:
    assert said(text)[0][1] is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("— Je viens, dit Anne Morel. Attendez-moi au port.", "fr", ["Je viens,", "Attendez-moi au port."]),
        ("— Je pars, répond Anne Morel, et vous restez.", "fr", ["Je pars,", "et vous restez."]),
        ("—Ya voy —dijo Ana—. Espera en el muelle.", "es", ["Ya voy", "Espera en el muelle."]),
        ("—¿Vienes? —preguntó Ana, cansada—. Hace frío.", "es", ["¿Vienes?", "Hace frío."]),
    ],
)
def test_speech_after_a_dash_is_parted_by_who_says_it(text: str, language: str, expected: list[str]) -> None:
    found = said(text, language)

    assert [words for words, _ in found] == expected
    assert {speaker for _, speaker in found} <= {"Anne Morel", "Ana"}
    assert all(mention.span.of(text).endswith(str(mention.value)) for mention in mentions(text, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("— Une aide de trois cents euros aux familles", "fr"),
        ("— Compra de barcos", "es"),
        ("— He comes, said Anna, at last.", "en"),
    ],
)
def test_an_item_of_a_list_after_a_dash_is_no_speech(text: str, language: str) -> None:
    assert said(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("„Wir bleiben“, sagte Anna Berg. »Wir reden«, sagte Kuhn. «Genug», sagte Lenz.", "de",
         [("Wir bleiben", "Anna Berg"), ("Wir reden", "Kuhn"), ("Genug", "Lenz")]),
        ("»Er hat ›nein‹ gesagt«, erklärte Anna Berg.", "de", [("Er hat ›nein‹ gesagt", "Anna Berg")]),
        ("Kuhn sagte: «Wir haben ‹alles› getan.»", "de", [("Wir haben ‹alles› getan.", "Kuhn")]),
        ("«Dijo “no” y se fue», afirmó Marta Ruiz.", "es", [("Dijo “no” y se fue", "Marta Ruiz")]),
        ("« Il a dit : « Venez », puis rien », raconte Paul Morel.", "fr",
         [("Il a dit : « Venez », puis rien", "Paul Morel")]),
        ("« Il a dit : « Venez donc ici ! », raconte Paul Morel.", "fr",
         [("Il a dit : « Venez donc ici !", "Paul Morel")]),
        ("« Il faut partir, a déclaré la ministre. C’est tout. »", "fr",
         [("Il faut partir, a déclaré la ministre. C’est tout.", "la ministre")]),
        ("‘The boys’ club isn’t open,’ said Otto Brandt.", "en",
         [("The boys’ club isn’t open,", "Otto Brandt")]),
    ],
)  # fmt: skip
def test_marks_of_every_kind_and_marks_within_marks(
    text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert said(text, language) == expected


@pytest.mark.parametrize("unit", [" 'a", " ''a ", "‹a ", "A “b c” ", ", calling “aa bb” ", "said “a, "])
def test_many_marks_take_time_in_proportion_to_them(unit: str) -> None:
    def taken(count: int) -> float:
        start = process_time()
        mentions(unit * count)
        return process_time() - start

    taken(50)
    assert taken(800) < 10 * max(taken(200), 0.02)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Ida Quist released the following statement:\n“The bridge has to stay shut until May.”",
            "Ida Quist",
        ),
        ("“The bridge has to stay shut until May,” Ebeling explained.", "Ebeling"),
        ("Ida Quist said the plan was “dear,” noting that it is “dearer than all the bridges”.", "Ida Quist"),
    ],
)
def test_statements_and_names_like_participles_have_their_speaker(text: str, speaker: str) -> None:
    assert said(text)[-1][1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The guards said Otto Brandt had shouted “get out of my house now” at them.", "Otto Brandt"),
        ("The Herald quoted Ida Quist as saying “we are open and will stay so”.", "Ida Quist"),
        ("Ida Quist was quoted by the Herald as saying: “We are open and will stay so.”", "Ida Quist"),
        ("“We are open,” Ida Quist and Otto Brandt said in a joint letter.", "Ida Quist and Otto Brandt"),
        ("“We are open,” Mr Brandt’s lawyer said outside the court.", "Brandt’s lawyer"),
        ("“We are open,” said Norway’s minister, Ida Quist.", "Ida Quist"),
        ("“We are open,” said Bruun's chief executive, Otto Brandt, on Monday.", "Otto Brandt"),
        ("“We are open,” said a spokesman for Mayor Ida Quist.", "a spokesman for Mayor Ida Quist"),
        ("“We are open,” the minister told the Herald on Monday.", "the minister"),
        ("Prices fell “far below all that was seen”, according to Mr. Brandt. Mr. Quist left.", "Brandt"),
        ("Of Otto Brandt, Ida Quist said he is “a man of no ideas at all”.", "Ida Quist"),
        ("Here in Oslo, Ida Quist left the plan, calling it “the worst of all the bridges”.", "Ida Quist"),
        ("At a fair in Oslo, Norway, on Sunday, Ida Quist left, calling it “a fair of no fun”.", "Ida Quist"),
        ("The road, Ida Quist said, has become “a river of mud and stones”.", "Ida Quist"),
        ("The road, says Ida Quist, the mayor, has become “a river of mud and stones”.", "Ida Quist"),
    ],
)
def test_who_is_quoted_is_neither_who_reports_it_nor_whose_man_it_is(text: str, speaker: str) -> None:
    ((_, found),) = said(text)

    assert found == speaker


def test_two_quotations_of_one_pronoun_have_one_speaker() -> None:
    text = "“We are open,” she said, and Otto Brandt nodded. “We will stay so for good.”"

    assert [speaker for _, speaker in said(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("„Wir bleiben“, sagte Ministerin Anna Berg der Zeitung am Montag.", "de", "Ministerin Anna Berg"),
        ("„Wir bleiben“, sagte der Chef der Polizei.", "de", "der Chef der Polizei"),
        ("Laut Anna Berg ist das „ein großer Fehler für alle“.", "de", "Anna Berg"),
        ("« C’est fini », a déclaré le maire de Morne, Paul Morel.", "fr", "Paul Morel"),
        ("« C’est fini », raconte Paul Morel à la presse.", "fr", "Paul Morel"),
        ("«Es tarde», aseguró Luis Paz a la prensa.", "es", "Luis Paz"),
    ],
)
def test_to_whom_it_is_said_is_no_part_of_the_speaker(text: str, language: str, speaker: str) -> None:
    ((_, found),) = said(text, language)

    assert found == speaker
