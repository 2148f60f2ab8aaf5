"""What a number states: money, shares, measures, ages, durations, counts, and what is no fact."""

from __future__ import annotations

import pytest

from archive.facts import find_facts, mentions
from archive.model import FactKind, Mention


def of_kind(text: str, kind: FactKind, language: str = "en") -> list[Mention]:
    return [mention for mention in mentions(text, language) if mention.kind is kind]


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("It cost $7.4m.", "$7.4m", 7400000, "USD"),
        ("It cost US$3 billion.", "US$3 billion", 3000000000, "USD"),
        ("It cost A$40.", "A$40", 40, "AUD"),
        ("It cost €1.5bn.", "€1.5bn", 1500000000, "EUR"),
        ("It cost £30,000.", "£30,000", 30000, "GBP"),
        ("It cost 40 million Swiss francs.", "40 million Swiss francs", 40000000, "CHF"),
        ("It cost 900 yen.", "900 yen", 900, "JPY"),
        ("It cost GBP 350.", "GBP 350", 350, "GBP"),
        ("It cost 20 EUR.", "20 EUR", 20, "EUR"),
        ("It cost 3 dollars 50 cents.", "3 dollars 50 cents", 3.5, "USD"),
        ("It cost 12 pence.", "12 pence", 12, "GBP/100"),
        ("It cost $5-10 million.", "$5-10 million", "5000000/10000000", "USD"),
        ("It cost ₹35 lakh.", "₹35 lakh", 3500000, "INR"),
        ("It cost half a million dollars.", "half a million dollars", 500000, "USD"),
        ("It cost 6 U.S. dollars.", "6 U.S. dollars", 6, "USD"),
        ("It cost $.75.", "$.75", 0.75, "USD"),
        ("It cost $4 and 50 cents.", "$4 and 50 cents", 4.5, "USD"),
        ("It cost 7m euros.", "7m euros", 7000000, "EUR"),
        ("It cost 48 MSEK.", "48 MSEK", 48000000, "SEK"),
        ("It cost RM60.", "RM60", 60, "MYR"),
        ("It cost $US30.", "$US30", 30, "USD"),
        ("It cost EC$30.", "EC$30", 30, "XCD"),
        ("It cost 900 Kuwaiti dinars.", "900 Kuwaiti dinars", 900, "KWD"),
        ("It cost 900 Croatian kuna.", "900 Croatian kuna", 900, "HRK"),
        ("It cost 900 CFA francs.", "900 CFA francs", 900, "XOF"),
        ("It cost 900 PLN.", "900 PLN", 900, "PLN"),
        ("It cost 80p.", "80p", 80, "GBP/100"),
        ("It lost minus $6.", "minus $6", -6, "USD"),
        ("It gave us $6.", "$6", 6, "USD"),
        ("they lent a us $ 6 million loan .", "us $ 6 million", 6000000, "USD"),
        ("It cost US $6.", "US $6", 6, "USD"),
    ],
)
def test_money_has_its_value_and_currency(text: str, surface: str, value: object, unit: str) -> None:
    (found,) = of_kind(text, FactKind.MONEY)

    assert (found.span.of(text), found.value, found.unit) == (surface, value, unit)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("Turnout was 43.2%.", "43.2%", 43.2),
        ("Turnout rose nine percent.", "nine percent", 9),
        ("Turnout fell 3 per cent.", "3 per cent", 3),
        ("Turnout rose by 2 to 4 percent.", "2 to 4 percent", "2/4"),
        ("Growth was -0.4%.", "-0.4%", -0.4),
        ("Growth was 3/4 percent.", "3/4 percent", 0.75),
        ("Growth was 2 and a half percent.", "2 and a half percent", 2.5),
        ("Rates rose 25 basis points.", "25 basis points", 0.25),
        ("Rates rose 50 bps.", "50 bps", 0.5),
        ("Salt is 35‰ of it.", "35‰", 3.5),
        ("Growth was one percent point.", "one percent point", 1),
        ("Growth was 7％.", "7％", 7),
    ],
)
def test_percentages(text: str, surface: str, value: object) -> None:
    (found,) = of_kind(text, FactKind.PERCENTAGE)

    assert (found.span.of(text), found.value) == (surface, value)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The wall is 12 km long.", 12, "km"),
        ("The wall is six feet high.", 6, "ft"),
        ("He is 5 ft 6 in tall.", 5.5, "ft"),
        ("It weighs 2,000 metric tons.", 2000, "t"),
        ("It was 38 degrees Celsius.", 38, "°C"),
        ("It ran at 188 miles an hour.", 188, "mph"),
        ("The pipe is 48m long.", 48, "m"),
    ],
)
def test_measures_have_their_unit(text: str, value: object, unit: str) -> None:
    (found,) = of_kind(text, FactKind.MEASURE)

    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It lasted three hours.", "PT3H"),
        ("It lasted two hours and ten minutes.", "PT2H10M"),
        ("It lasted three to five days.", "P3D/P5D"),
        ("It lasted half an hour.", "PT0.5H"),
        ("It lasted two decades.", "P20Y"),
    ],
)
def test_durations_are_iso_8601(text: str, value: str) -> None:
    (found,) = of_kind(text, FactKind.DURATION)

    assert found.value == value


def test_an_age_is_no_duration() -> None:
    text = "The 9-year-old and her aunt, 61 years old, were found."

    assert [found.value for found in of_kind(text, FactKind.AGE)] == [9, 61]
    assert not of_kind(text, FactKind.DURATION)


@pytest.mark.parametrize(
    ("text", "value", "subject", "qualifier"),
    [
        ("At least 340 sheep drowned.", 340, "sheep", "at least"),
        ("There were more than 2,500 rescue workers in the valley.", 2500, "rescue workers", "more than"),
        ("Nearly sixty boats sank.", 60, "boats", "nearly"),
        ("About 500,000 doses of vaccine were lost.", 500000, "doses of vaccine", "about"),
        ("Up to three to five boats sank.", "3/5", "boats", "up to"),
        ("Dozens of boats sank.", "24/..", "boats", None),
        ("Half of the boats sank.", 0.5, "boats", None),
        ("One boat sank.", 1, "boat", None),
    ],
)
def test_a_figure_counts_something(text: str, value: object, subject: str, qualifier: str | None) -> None:
    (found,) = of_kind(text, FactKind.FIGURE)

    assert found.subject is not None
    assert (found.value, found.subject.of(text), found.qualifier) == (value, subject, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "1. The first point.",
        "- 3) The third point.",
        "They won 3-1.",
        "See Section 5 and Article 50.",
        "COVID-19 and the F-16.",
        "Call (020) 7946 0018 or +44 20 7946 0018.",
        "The server is 10.20.30.40.",
        "See https://example.org/2019/350/items?id=77 for more.",
        "He came 4th.",
        "No one was hurt.",
        "One of them spoke.",
        "That one is better.",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert not of_kind(text, FactKind.FIGURE)


def test_an_unknown_language_has_no_guessed_scale() -> None:
    assert not of_kind("$5.2m", FactKind.MONEY, "ja")
    assert of_kind("$5.20", FactKind.MONEY, "ja")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The two governments set out their plans.", "governments"),
        ("Seven ministers plan to resign.", "ministers"),
        ("Some 40 people dies each year.", "people"),
        ("It has 12 arms factories.", "arms factories"),
        ("It has 12 fire crews.", "fire crews"),
    ],
)
def test_a_verb_after_a_plural_is_not_what_is_counted(text: str, subject: str) -> None:
    (found,) = (mention for mention in mentions(text) if mention.kind is FactKind.FIGURE)
    assert found.subject is not None
    assert found.subject.of(text) == subject


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/two/three for more.",
        "Write to five@example.org for more.",
        "See [the page](/four/seven) for more.",
        "See www.two.example for more.",
        "It is object scp-173 m.",
    ],
)
def test_an_address_or_a_label_states_no_figure(text: str) -> None:
    assert mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Berg, 34, left.", FactKind.AGE),
        ("Jan van Dorn, 34, left.", FactKind.AGE),
        ("In New York, 34, and in Leeds, 12, were shut.", FactKind.FIGURE),
        ("Anna Berg, 340, left.", FactKind.FIGURE),
    ],
)
def test_a_number_between_commas_after_a_person_is_an_age(text: str, kind: FactKind) -> None:
    first = next(mention for mention in mentions(text) if mention.span.of(text).startswith("34"))
    assert first.kind is kind


@pytest.mark.parametrize(
    ("text", "surface", "value", "subject"),
    [
        ("One in five people left.", "One in five", 0.2, "people"),
        ("It is one in 10 homes.", "one in 10", 0.1, "homes"),
        ("Two out of three ferries left.", "Two out of three", 0.666666666667, "ferries"),
        ("Nearly nine in ten voters left.", "nine in ten", 0.9, "voters"),
        ("It is a one-in-five chance.", "one-in-five", 0.2, "chance"),
    ],
)
def test_so_many_of_so_many_is_a_share(text: str, surface: str, value: float, subject: str) -> None:
    (fact,) = find_facts(text)

    assert (fact.kind, fact.text, fact.value, fact.subject) == (FactKind.FIGURE, surface, value, subject)


@pytest.mark.parametrize(
    "text",
    ["They shut two in five separate towns.", "They shut one in 2019.", "They saw one in five years."],
)
def test_in_between_two_numbers_makes_not_always_a_share(text: str) -> None:
    assert "figure.ratio" not in {fact.rule for fact in find_facts(text)}


@pytest.mark.parametrize(
    ("text", "surface", "value", "kind"),
    [
        ("It is half a per cent.", "half a per cent", 0.5, FactKind.PERCENTAGE),
        ("It is between 5 and 10 percent.", "5 and 10 percent", "5/10", FactKind.PERCENTAGE),
        (
            "It cost two and a half million pounds.",
            "two and a half million pounds",
            2_500_000,
            FactKind.MONEY,
        ),
        ("It is 3 hundred and 21.", "3 hundred and 21", 321, FactKind.FIGURE),
        ("It is .5 now.", ".5", 0.5, FactKind.FIGURE),
        ("They took more than half.", "half", 0.5, FactKind.FIGURE),
        ("They cut it by half.", "half", 0.5, FactKind.FIGURE),
        ("They took 2/3 of it.", "2/3", pytest.approx(2 / 3), FactKind.FIGURE),
    ],
)
def test_figures_in_other_words(text: str, surface: str, value: object, kind: FactKind) -> None:
    (fact,) = find_facts(text)

    assert (fact.text, fact.value, fact.kind) == (surface, value, kind)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [("٣٫٥ مليون", "٣٫٥", 3.5), ("١٢٬٣٤٥", "١٢٬٣٤٥", 12345), ("نسبة ٥٠٪", "٥٠٪", 50), ("%50", "%50", 50)],
)
def test_arabic_indic_digits_keep_their_marks(text: str, surface: str, value: float) -> None:
    (fact,) = find_facts(text, language="ar")

    assert (fact.text, fact.value) == (surface, value)


@pytest.mark.parametrize(
    "text", ["They were mad, 12 mad men.", "They had 12 try it.", "They had 12 pen friends."]
)
def test_a_word_that_is_a_code_in_small_letters_is_no_money(text: str) -> None:
    assert of_kind(text, FactKind.MONEY) == []


@pytest.mark.parametrize("text", ["The FTSE 100 fell.", "The S&P 500 rose.", "It came in 400 BC."])
def test_the_number_of_an_index_or_an_age_of_the_world_counts_nothing(text: str) -> None:
    assert of_kind(text, FactKind.FIGURE) == []


@pytest.mark.parametrize("text", ["It is open 24/7.", "It happened on 9/11.", "It ran 10 p. long."])
def test_what_is_no_fraction_and_no_coin(text: str) -> None:
    assert not {FactKind.FIGURE, FactKind.MONEY} & {
        fact.kind for fact in find_facts(text) if isinstance(fact.value, float) or fact.kind is FactKind.MONEY
    }


@pytest.mark.parametrize("text", ["(45)+(31)-278394 is a sum.", "0 0 0 0", "2^5 is a power."])
def test_a_sum_or_a_row_of_numbers_counts_nothing(text: str) -> None:
    assert find_facts(text) == ()
