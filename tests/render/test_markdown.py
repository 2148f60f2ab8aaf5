from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from render.cases import FERRY, compared, same, texts, unit, words

from archive.model import Label
from archive.render import comparison_markdown
from archive.render.markdown import _lines
from archive.render.safe import terminal_safe

QUOTED = """\
ferry@1 seen 2021-07-27 10:05 UTC  c1:ab12ab12ab12 → \
ferry@2 seen 2021-07-27 10:20 UTC  c1:9f8e9f8e9f8e

- headline: Ferry ~~burns~~**burnt** (edited: headline)
- published: ~~2021-07-27~~ **2021-07-27 10:15 UTC** (edited: date)
- heading: **What is known** (added: heading)

**Passage 3** (edited: figure)

> Some ~~12~~ **21** people were hurt, the coast guard said on Tuesday, and all of them are at home \
again<del>.</del>**?**

**Old passage 5** (removed: quotation)

> ~~“Never,” the mayor said.~~

**Passage 4** (added: boilerplate)

> **Follow us.**

**Passage 5** (moved from passage 3 to 5)

> The owner gave no comment.

- changed figure: 12 → 21 people
- removed quotation: “Never,” (the mayor)

labels: figure, date, quotation, headline, heading, boilerplate; silent: yes; weight: 0.62"""


def test_a_comparison_can_be_quoted():
    assert comparison_markdown(FERRY) == QUOTED


def test_what_is_hidden_is_said():
    text = comparison_markdown(FERRY, hide=frozenset({Label.BOILERPLATE}))

    assert "1 change hidden: boilerplate." in text
    assert "Follow us" not in text


def test_equal_revisions_have_no_difference():
    assert comparison_markdown(compared(same(0, 0, "x"))).endswith("\n\nNo difference.")


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        ([("=", "they can"), ("+", "'t"), ("=", " go")], "they can<ins>'t</ins> go"),
        ([("-", "“"), ("=", "Never"), ("-", "”")], "<del>“</del>Never<del>”</del>"),
        ([("=", "a "), ("-", "b "), ("+", "c "), ("=", "d")], "a ~~b~~ **c** d"),
        ([("=", "渡轮"), ("-", "十二"), ("+", "二十一"), ("=", "人")], "渡轮~~十二~~**二十一**人"),
        ([("=", "a"), ("+", "€"), ("=", "b")], "a<ins>€</ins>b"),
    ],
)
def test_marks_that_would_not_work_give_way_to_tags(runs, line):
    assert _lines(words(*runs)) == [line]


def test_passages_that_were_split_stand_on_lines_of_their_own():
    split = unit("split", (0,), (0, 1), ("=", "It burnt"), ("-", " and"), ("+", ".\n"), ("=", "sank."))

    assert "> It burnt ~~and~~**.↵**\\\n> sank." in comparison_markdown(compared(split))


def spaceless(parts):
    return terminal_safe("".join(parts)).replace(" ", "")


def sides(children):
    """The old and the new text of rendered Markdown: what is not added, and what is not removed."""
    old, new, mode = [], [], "="
    for token in children:
        if token.type in {"text", "text_special"}:
            if mode != "+":
                old.append(token.content)
            if mode != "-":
                new.append(token.content)
        elif token.type in {"s_open", "strong_open"} or token.content in {"<del>", "<ins>"}:
            assert mode == "="
            mode = "-" if token.type == "s_open" or token.content == "<del>" else "+"
        else:
            assert token.type in {"s_close", "strong_close"} or token.content in {"</del>", "</ins>"}
            mode = "="
    return "".join(old), "".join(new)


@given(
    st.lists(st.tuples(st.sampled_from("=-+"), texts.map(lambda text: text.replace("\n", " "))), max_size=6)
)
@example([("=", "a"), ("-", "*"), ("+", "_b_"), ("=", "*")])
@example([("+", "a"), ("-", " "), ("+", " b"), ("=", "")])
def test_a_quoted_line_reads_as_the_old_and_the_new_text(runs):
    (line,) = _lines(words(*runs))
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(f"**x** {line}")
    old, new = sides(tokens[1].children[3:]) if len(tokens) == 3 else pytest.fail(line)

    # The spaces at the ends of a run stand outside its marks, so they are not compared.
    assert old.replace(" ", "") == spaceless(text for op, text in runs if op != "+")
    assert new.replace(" ", "") == spaceless(text for op, text in runs if op != "-")
