"""Revisions and stays, against the plainest way to work them out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.store.shadow import Look, Stay, revision_rows, stays, verdicts

STATES = st.lists(st.none() | st.integers(1, 3), max_size=12)
PRESENT = st.lists(st.sets(st.sampled_from("abc")), min_size=1, max_size=8)


def looks(states: list[int | None]) -> list[Look]:
    return [Look(n, f"{n:02}", state, None, None, None) for n, state in enumerate(states, 1)]


@given(STATES)
def test_revisions_are_the_runs_of_equal_states_whatever_was_not_seen_between(
    states: list[int | None],
) -> None:
    seen = [(n, state) for n, state in enumerate(states, 1) if state is not None]
    runs: list[list[tuple[int, int]]] = []
    for look in seen:
        if runs and runs[-1][-1][1] == look[1]:
            runs[-1].append(look)
        else:
            runs.append([look])

    rows = revision_rows(looks(states))

    assert [(r.number, r.state_id, r.first_capture_id, r.last_capture_id) for r in rows] == [
        (number, run[0][1], run[0][0], run[-1][0]) for number, run in enumerate(runs, 1)
    ]


@given(STATES)
def test_every_look_with_content_belongs_to_the_revision_that_its_verdict_names(
    states: list[int | None],
) -> None:
    rows = revision_rows(looks(states))

    for number, (state, verdict) in enumerate(zip(states, verdicts(states), strict=True), 1):
        assert (verdict is None) == (state is None)
        if verdict is not None:
            row = rows[verdict.revision - 1]
            assert row.state_id == state
            assert row.first_capture_id <= number <= row.last_capture_id


def test_the_first_claim_of_a_run_counts_and_a_language_is_what_rules_go_by() -> None:
    first = Look(1, "1", 7, None, None, None)
    second = Look(2, "2", 7, "2021", "2022", "en_GB")
    third = Look(3, "3", 7, "2023", None, "fr")

    (row,) = revision_rows([first, second, third])

    assert (row.published, row.modified, row.language) == ("2021", "2022", "en-gb")


@given(PRESENT, st.integers(0, 8))
def test_stays_say_exactly_where_a_thing_was_also_when_only_the_end_is_worked_out_anew(
    present: list[set[str]], start: int
) -> None:
    whole = stays(dict(enumerate(present, 1)))
    for thing in "abc":
        said = {
            n for stay in whole.get(thing, []) for n in range(stay.first_revision, stay.last_revision + 1)
        }
        assert said == {n for n, things in enumerate(present, 1) if thing in things}
        for one, following in zip(whole.get(thing, []), whole.get(thing, [])[1:], strict=False):
            assert one.last_revision + 1 < following.first_revision

    tail = {n: things for n, things in enumerate(present, 1) if n >= start}
    if tail:
        earlier = [(thing, stay) for thing, found in whole.items() for stay in found]
        assert stays(tail, earlier) == whole


def test_without_revisions_every_stay_is_as_it_was() -> None:
    assert stays({}, [("a", Stay(1, 2))]) == {"a": [Stay(1, 2)]}
