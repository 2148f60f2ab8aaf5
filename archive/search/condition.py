"""Tests of facts, as people type them: `money>1000000`, `date<2021-08`, `figure=2,500`, `quotation`."""

from __future__ import annotations

import re
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

from archive.errors import BadQuery
from archive.model import Claimed, FactKind, FactTest
from archive.search.mentioned import comes, lies_in
from archive.search.terms import indexed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive.model import Value

# Compiled when first needed: few searches test facts, and every one would wait.
_TEST = r"\s*([A-Za-z][A-Za-z0-9_-]*)\s*(?:(<=|>=|<|>|=)\s*(.*\S)\s*)?"
_NUMBER = (
    r"(?P<sign>[-+−]?)(?P<before>[^\d\s.,+−-]*)\s*"
    r"(?P<digits>[-+−]?(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+|\d+)(?:\.\d+)?)"
    r"\s*(?P<scale>(?i:k|thousand|mn?|million|bn?|billion|tn|trillion)(?![^\W\d_]))?\s*(?P<after>\D*)"
)
_SIGNS = str.maketrans("−", "-", ", \u00a0\u202f'’")
_SCALE = {"k": 10**3, "t": 10**12, "m": 10**6, "b": 10**9, "th": 10**3}
_PERCENT = frozenset({"%", "percent", "per cent", "pc"})
_HOLDS = {"<": lt, "<=": le, ">": gt, ">=": ge}

_NUMBERS = {
    FactKind.MONEY: "a number, perhaps with a currency, as 2,500, £5.2m or 5.2m EUR",
    FactKind.PERCENTAGE: "a number, as 5 or 5.2%",
}
_WITH_NUMBERS = frozenset(
    {FactKind.FIGURE, FactKind.MONEY, FactKind.PERCENTAGE, FactKind.MEASURE, FactKind.AGE}
)


def fact_test(
    written: str, added: Iterable[FactKind] = (), *, currency: Callable[[str], str | None] = lambda _: None
) -> FactTest:
    """Read a test of facts: a kind, and perhaps a comparison with a number, a date or words.

    Numbers may be grouped and end with k, m, bn or tn (or the words for them). One of money may have a
    currency, and is then of no other; a percentage may have its sign. A kind of an added finder is compared
    with words.

    Args:
        written: The test.
        added: The kinds there are beyond the project's own.
        currency: The code of a currency as people write it, or None.

    Raises:
        BadQuery: There is no such kind, or it cannot be compared so.

    Example:
        >>> fact_test("money > 1.5m")
        FactTest(kind=<FactKind.MONEY: 'money'>, operator='>', value=1500000.0, unit=None)
    """
    found = re.fullmatch(_TEST, written)
    kinds = {kind.value: kind for kind in (*FactKind, *added)}
    if found is None or found[1].lower() not in kinds:
        raise BadQuery(
            f"{written!r} is no test of facts, as 'money>1000000' or 'person=Kim' would be; "
            f"the kinds are {', '.join(kinds)}.",
            query=written,
            position=0,
        )
    kind = kinds[found[1].lower()]
    if found[2] is None:
        return FactTest(kind)
    if kind in _WITH_NUMBERS:
        number = _number(kind, found[3], currency)
        if number is None:
            raise _no_value(written, found.start(3), _NUMBERS.get(kind, "a number, as 2,500 or 5.2m"))
        return FactTest(kind, found[2], *number)
    if kind is FactKind.DATE:
        if not _is_date(found[3]):
            raise _no_value(written, found.start(3), "a date, as 2021, 2021-07 or 2021-07-27")
        return FactTest(kind, found[2], found[3])
    if found[2] != "=":
        raise _no_value(written, found.start(2), f"words after =, since a {kind.value} has no size")
    return FactTest(kind, "=", found[3])


def _is_date(written: str) -> bool:
    """Whether it is a year, a month or a day that there is."""
    try:
        return Claimed.read(written).text == written and len(written) <= len("2021-07-27")
    except ValueError:
        return False


def _number(
    kind: FactKind, written: str, currency: Callable[[str], str | None]
) -> tuple[float, str | None] | None:
    """A number and its currency, where it has one; None: it is none, or has what the kind has not."""
    found = re.fullmatch(_NUMBER, written)
    if found is None or (found["sign"] and found["digits"][0] in "+-−"):
        return None
    names = [name for name in (found["before"], found["after"]) if name]
    units = set[str]()
    if kind is FactKind.MONEY:
        codes = [currency(name) for name in names]
        units = {code for code in codes if code is not None}
        if None in codes or len(units) > 1:
            return None
    elif names and not (kind is FactKind.PERCENTAGE and names[0].lower() in _PERCENT and found["after"]):
        return None
    value = float((found["sign"] + found["digits"]).translate(_SIGNS))
    scale = (found["scale"] or "").lower()
    return value * _SCALE.get(scale[:2], _SCALE.get(scale[:1], 1)), next(iter(units), None)


def _no_value(written: str, position: int, wanted: str) -> BadQuery:
    return BadQuery(
        f"{written!r} needs {wanted}, at character {position + 1}.", query=written, position=position
    )


def passes(test: FactTest, text: str, value: Value | None, unit: str | None = None) -> bool:
    """Whether a fact passes: its words, its value and the unit of that.

    A range passes where some value in it does; of a date that is a month or a year all of it must.
    Words pass where the fact holds them, one after the other, whatever their case and accents.
    """
    if test.operator is None or test.value is None:
        return True
    if isinstance(test.value, float):
        if test.unit is not None and test.unit != unit:
            return False
        ends = _ends(value)
        return ends is not None and _meets(test.operator, *ends, test.value, test.value)
    if test.kind is FactKind.DATE:
        if not isinstance(value, str):
            return False
        if test.operator == "=":
            return lies_in(value, test.value, test.value)
        return comes(value, test.operator, test.value)
    return names(test.value, text) or (isinstance(value, str) and names(test.value, value))


def names(wanted: str, text: str) -> bool:
    """Whether a text holds these words, one after the other, whatever their case and accents."""
    words = indexed(wanted)
    return bool(words) and f" {words} " in f" {indexed(text)} "


def _ends(value: Value | None) -> tuple[float, float] | None:
    """The low and the high end of a number."""
    if not isinstance(value, str):
        return None if value is None else (value, value)
    try:
        low, _, high = value.partition("/")
        return float(low), float(high or low)
    except ValueError:
        return None


def _meets(operator: str, low: float | str, high: float | str, first: float | str, last: float | str) -> bool:
    """Whether something between low and high is so against what lies between first and last."""
    if operator == "=":
        return low <= last and first <= high  # type: ignore[operator]  # both are numbers, or both text
    side, other = {">": (high, last), ">=": (high, first), "<": (low, first), "<=": (low, last)}[operator]
    return bool(_HOLDS[operator](side, other))
