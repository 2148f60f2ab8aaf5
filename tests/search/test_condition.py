from __future__ import annotations

from typing import Any

import pytest

from archive.errors import BadQuery
from archive.facts import currency_named
from archive.model import FactKind, FactTest
from archive.search import fact_test, names, passes


@pytest.mark.parametrize(
    ("written", "test"),
    [
        ("money>1000000", FactTest(FactKind.MONEY, ">", 1e6)),
        ("Money >= 5.2m", FactTest(FactKind.MONEY, ">=", 5.2e6)),
        ("figure = 2,500", FactTest(FactKind.FIGURE, "=", 2500.0)),
        ("percentage<-3", FactTest(FactKind.PERCENTAGE, "<", -3.0)),
        ("date<=2021-07", FactTest(FactKind.DATE, "<=", "2021-07")),
        ("money>$1,000,000", FactTest(FactKind.MONEY, ">", 1e6, "USD")),
        ("money=£640,000", FactTest(FactKind.MONEY, "=", 640_000.0, "GBP")),
        ("money<5.2m EUR", FactTest(FactKind.MONEY, "<", 5.2e6, "EUR")),
        ("money>US$ 2 billion", FactTest(FactKind.MONEY, ">", 2e9, "USD")),
        ("money>-£5", FactTest(FactKind.MONEY, ">", -5.0, "GBP")),
        ("money>1 000 000 chf", FactTest(FactKind.MONEY, ">", 1e6, "CHF")),
        ("money>3 thousand", FactTest(FactKind.MONEY, ">", 3e3)),
        ("money>3tn", FactTest(FactKind.MONEY, ">", 3e12)),
        ("figure>1,00,000", FactTest(FactKind.FIGURE, ">", 1e5)),
        ("percentage<5%", FactTest(FactKind.PERCENTAGE, "<", 5.0)),
        ("percentage<−5.5 per cent", FactTest(FactKind.PERCENTAGE, "<", -5.5)),
        ("person=Mara Holt", FactTest(FactKind.PERSON, "=", "Mara Holt")),
        ("quotation", FactTest(FactKind.QUOTATION)),
    ],
)
def test_a_test_is_read(written: str, test: FactTest) -> None:
    assert fact_test(written, currency=currency_named) == test


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("cash>3", "the kinds are figure"),
        ("date=2021-13", "needs a date"),
        ("date=2021-02-30", "needs a date"),
        ("date<2021-7", "needs a date"),
        ("", "no test of facts"),
        ("money>", "no test of facts"),
        ("money>much", "needs a number"),
        ("money>5 cows", "needs a number, perhaps with a currency, as 2,500, £5.2m"),
        ("money>$5 EUR", "needs a number, perhaps with a currency"),
        ("money>5%", "needs a number, perhaps with a currency"),
        ("money>-$-5", "needs a number"),
        ("percentage<$5", "needs a number, as 5 or 5.2%"),
        ("percentage<%5", "needs a number, as 5 or 5.2%"),
        ("percentage<2,5", "needs a number, as 5 or 5.2%"),
        ("figure>£5", "needs a number, as 2,500"),
        ("date>soon", "needs a date"),
        ("person>Holt", "needs words after ="),
    ],
)
def test_an_error_says_what_is_missing(written: str, sentence: str) -> None:
    with pytest.raises(BadQuery, match=sentence):
        fact_test(written, currency=currency_named)


def test_money_in_a_currency_is_in_no_other() -> None:
    dollars = fact_test("money>$100", currency=currency_named)

    assert passes(dollars, "$101", 101, "USD")
    assert not passes(dollars, "£101", 101, "GBP")
    assert not passes(dollars, "101", 101)
    assert passes(fact_test("money>100"), "£101", 101, "GBP")


@pytest.mark.parametrize(
    ("written", "value", "is_passed"),
    [
        ("money>100", 101, True), ("money>100", 100, False), ("money>=100", 100.0, True),
        ("money<100", 99, True), ("money<100", 100, False), ("money=100", 100, True),
        ("money>100", "90/110", True), ("money<100", "90/110", True), ("money=100", "90/110", True),
        ("money>110", "90/110", False), ("money=100", None, False), ("money=100", "many", False),
        ("date=2021-07", "2021-07-31", True), ("date=2021-07-31", "2021", False),
        ("date=2021-07-15", "2021-07", False), ("date=2050", "2001/2100", False),
        ("date>2030", "2001/2100", False),
        ("date=2021", "2021-Q3", False), ("date=2021", "2021-13", False), ("date>2020", "", False),
        ("date=2021", "2021-07-27T09:00", True), ("date=2021-07", "2021-07-03/2021-08-02", True),
        ("date>=2021", "2021-07", True), ("date<2021", "2001/2100", False), ("date=2021", "2021", True),
        ("date=2021", "2022-01", False),
        ("date<2021-07", "2021-06-30", True), ("date<2021-07", "2021-07", False),
        ("date<=2021-07", "2021-07-31", True),
        ("date>2021-07", "2021-07-31", False), ("date>2021-07", "2021-07-30/2021-08-01", True),
        ("date>=2021-07", "2021-07-01", True), ("date=2021", None, False), ("date", None, True),
    ],
)  # fmt: skip
def test_a_fact_passes_by_its_value(written: str, value: Any, is_passed: bool) -> None:
    assert passes(fact_test(written), "some words", value) is is_passed


def test_words_are_whole_and_fold() -> None:
    assert names("al-kadhimi", "Mustafa Al Kadhimi")
    assert names("MÖWE", "the Mowe café")
    assert not names("Holt", "Mara Holton")
    assert not names("Mara Kim", "Mara Holt, Kim")
    assert not names("?!", "anything")
    assert passes(fact_test("person=holt"), "Holt", "Mara Holt")
