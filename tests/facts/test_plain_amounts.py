"""The commonest amounts are what the rules would say of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.facts import mentions
from archive.model import FactKind

UNITS = (
    "percent",
    "days",
    "weeks",
    "years",
    "hours",
    "miles",
    "km",
    "tons",
    "boats",
    "dollars",
    "points",
    "and",
)
TAILS = (
    " of it.", ".", ", they said.", " old.", " point higher.", " per hour.", " ago.", " and 40 minutes.",
    " to 90 boats.", " long;", "-long one.", " or 7 of them.", " US.", " 50.", " million.", " of age.",
    " a day.",
)  # fmt: skip
LEADS = (
    "",
    "about ",
    "at least ",
    "minus ",
    "more than ",
    "a ",
    "up to ",
    "-",
    "Section ",
    "USD ",
    "us ",
    "gave us ",
    "c ",
)


def found(text: str, start: int) -> list[tuple[object, ...]]:
    """What the mentions after a place say, wherever they stand."""
    return [
        (
            mention.kind, mention.span.of(text), mention.value, mention.relative, mention.unit,
            mention.qualifier, mention.subject and mention.subject.of(text),
        )
        for mention in mentions(text)
        if mention.span.start >= start
    ]  # fmt: skip


@settings(max_examples=150)
@given(
    st.sampled_from(LEADS),
    st.integers(1, 9999),
    st.sampled_from(UNITS),
    st.sampled_from(TAILS),
    st.sampled_from(("", "$", "€")),
    st.sampled_from(("", ".5", " million", ".25 billion", "m")),
)
def test_far_from_the_start_an_amount_is_what_it_is_near_it(
    lead: str, number: int, unit: str, tail: str, sign: str, scale: str
) -> None:
    amount = f"{lead}{sign}{number}{scale}" + (f" {unit}" if not sign else "") + tail
    near, far = f"So {amount}", f"They told us why, and so {amount}"

    assert found(far, far.index("so ")) == found(near, 0)


@pytest.mark.parametrize(
    ("text", "surface", "value", "kind"),
    [
        ("They told us it cost $45 million.", "$45 million", 45_000_000, FactKind.MONEY),
        ("They told us it cost $1,250.75 there.", "$1,250.75", 1250.75, FactKind.MONEY),
        ("They told us it cost $5 to $9.", "$5 to $9", "5/9", FactKind.MONEY),
        ("They told us it rose 5 percent in all.", "5 percent", 5, FactKind.PERCENTAGE),
        ("They told us it rose 5 percent points.", "5 percent points", 5, FactKind.PERCENTAGE),
        ("They told us she is 9 years old.", "9 years old", 9, FactKind.AGE),
        ("They told us it runs 9 miles per hour.", "9 miles per hour", 9, FactKind.MEASURE),
    ],
)
def test_a_plain_amount_is_whole(text: str, surface: str, value: object, kind: FactKind) -> None:
    (mention,) = (mention for mention in mentions(text) if mention.kind is kind)

    assert (mention.span.of(text), mention.value) == (surface, value)
