from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from render.cases import HOSTILE

from archive.model import Outcome, Problem, Receipt
from archive.render import json_line


def test_a_record_is_one_line_with_its_keys_in_order():
    assert json_line(Receipt("a.txt", "渡轮", 1, Outcome.NEW)) == (
        '{"source": "a.txt", "article": "渡轮", "revision": 1, "outcome": "new", "reason": null}'
    )


@given(st.text(st.characters(codec=None, categories=None) | st.sampled_from(HOSTILE)))
def test_any_text_comes_back_and_nothing_steers_the_terminal(text):
    line = json_line(Problem(text, text))

    assert json.loads(line)["what"] == json.loads(json.dumps(text))
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in HOSTILE for c in line)
    line.encode()
