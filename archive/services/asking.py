"""What a search asks, from what callers write: names of dates, scopes and labels as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from archive.errors import BadInput
from archive.model import DateField, FactKind, FactTest, Label, Scope, Search
from archive.search import fact_test

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from typing import Unpack


class Asked(TypedDict, total=False):
    """What narrows a search besides its query; the same names as the arguments of `Archive.search`."""

    since: date | None
    until: date | None
    date_field: DateField | str | None
    as_of: datetime | None
    scope: Scope | str
    exact: bool
    facts: Iterable[str]
    people: Iterable[str]
    places: Iterable[str]
    speakers: Iterable[str]
    labels: Iterable[Label | str]
    silent: bool


def check_order(since: date | None, until: date | None) -> None:
    """See that days do not end before they begin.

    Raises:
        BadInput: They do.
    """
    if since is not None and until is not None and since > until:
        raise BadInput(
            f"{since} comes after {until}, so no day lies between them; begin with the earlier one."
        )


def asked(query: str, **options: Unpack[Asked]) -> Search:
    """The search that is meant.

    Raises:
        BadQuery: A test of facts has an error in it.
        BadInput: The days end before they begin.
        ValueError: There is no such date field, scope or label.
        TypeError: There is no such argument.
    """
    _check_names(options)
    since, until = options.get("since"), options.get("until")
    check_order(since, until)
    field = options.get("date_field")
    return Search(
        query=query,
        since=since,
        until=until,
        date_field=None if field is None else DateField(field),
        as_of=options.get("as_of"),
        scope=Scope(options.get("scope", Scope.ANY)),
        is_exact=options.get("exact", False),
        facts=(
            *_fact_tests(options.get("facts", ())),
            *(FactTest(FactKind.PERSON, "=", name) for name in options.get("people", ())),
            *(FactTest(FactKind.PLACE, "=", name) for name in options.get("places", ())),
        ),
        speakers=tuple(options.get("speakers", ())),
        labels=tuple(Label(label) for label in options.get("labels", ())),
        is_silent=options.get("silent", False),
    )


def _check_names(options: Iterable[str]) -> None:
    """See that there are such arguments: what is passed on by name, Python does not check.

    Raises:
        TypeError: One is none.
    """
    for name in options:
        if name in Asked.__annotations__:
            continue
        if name in ("removed", "added", "changed"):
            raise TypeError(f'There is no argument {name!r}; scope="{name}" says it.')
        raise TypeError(
            f"There is no argument {name!r}; those there are: {', '.join(Asked.__annotations__)}."
        )


def _fact_tests(tests: Iterable[str]) -> list[FactTest]:
    tests = list(tests)
    if not tests:
        return []
    from archive.facts import added_kinds, currency_named  # the finders take a tenth of a second to come up

    added = added_kinds()
    return [fact_test(test, added, currency=currency_named) for test in tests]
