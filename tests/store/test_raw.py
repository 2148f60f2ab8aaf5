"""The exact bytes come back from every coding, and what is not kept twice is not kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.errors import Damaged
from archive.model import Passage, Section, State
from archive.store.raw import coded, decoded

STATE = State(
    "Bridge shut",
    None,
    None,
    (
        Section(None, 0, (Passage("The bridge was shut."), Passage("Buses run."))),
        Section("Why", 2, (Passage("14 cracks were found in its second pier by an inspector."),)),
    ),
)
LINES = "The bridge was shut.\nBuses run.\n## Why\n14 cracks were found in its second pier by an inspector."
BLOCKS = LINES.replace("\n", "\n\n")


@given(st.binary(max_size=300), st.sampled_from([STATE, None, State("T", None, None, ())]))
@example(b"", STATE)
@example(LINES.encode() + b"\r\n", STATE)
@example(BLOCKS.encode()[:-1], STATE)
def test_any_bytes_come_back(raw: bytes, state: State | None) -> None:
    part = coded(raw, state)

    assert decoded(part, state if part.needs_state else None) == raw
    assert part.size == len(raw)


@pytest.mark.parametrize(("text", "coding"), [(LINES, "lines"), (BLOCKS, "blocks")])
def test_a_text_that_is_its_own_canonical_form_is_kept_once(text: str, coding: str) -> None:
    part = coded(text.encode(), STATE)

    assert (part.coding, part.data) == (coding, None)
    assert decoded(part, STATE) == text.encode()


def test_a_text_that_is_nearly_its_canonical_form_costs_next_to_nothing() -> None:
    long = State(None, None, None, (Section(None, 0, tuple(Passage(f"{n} of them.") for n in range(400))),))
    text = "\r\n".join(passage.text for passage in long.passages).encode()

    part = coded(text, long)

    assert part.data is not None
    assert len(part.data) < len(text) / 3
    assert decoded(part, long) == text


@pytest.mark.parametrize("raw", [LINES.encode(), LINES.encode() + b"!", b"<html>" * 300])
def test_bytes_that_are_not_those_that_came_are_not_given_out(raw: bytes) -> None:
    part = coded(raw, STATE)
    other = State(STATE.title, None, None, STATE.sections[:1])

    for broken, state in (
        (replace(part, digest=bytes(32)), STATE),
        (replace(part, size=part.size + 1), STATE),
        (replace(part, data=b"junk") if part.data else part, STATE if part.data else other),
    ):
        with pytest.raises(Damaged, match="no longer have their digest"):
            decoded(broken, state)
