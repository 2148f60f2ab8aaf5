"""Small results to render, and strategies for any."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from archive.model import (
    Comparison,
    Digest,
    Fact,
    FactChange,
    FactChangeKind,
    FactKind,
    Field,
    FieldChange,
    Label,
    RevisionRef,
    Unit,
    UnitKind,
    WeightPart,
    WordOp,
    WordRun,
)

SEEN = datetime(2021, 7, 27, 10, 5, tzinfo=UTC)
LATER = datetime(2021, 7, 27, 10, 20, tzinfo=UTC)
OLD = RevisionRef("ferry", 1, Digest("c1:" + "ab12" * 16), SEEN)
NEW = RevisionRef("ferry", 2, Digest("c1:" + "9f8e" * 16), LATER)

HOSTILE = "\x00\x07\x1b\x7f\x9b\u2028\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What must never come through as it is."""


def words(*runs: tuple[str, str]) -> tuple[WordRun, ...]:
    return tuple(WordRun(WordOp(op), text) for op, text in runs)


def unit(
    kind: str,
    old: tuple[int, ...],
    new: tuple[int, ...],
    *runs: tuple[str, str],
    moved: bool = False,
    labels: tuple[Label, ...] = (),
    rules: tuple[str, ...] = (),
) -> Unit:
    old_text = "".join(text for op, text in runs if op != "+")
    new_text = "".join(text for op, text in runs if op != "-")
    return Unit(UnitKind(kind), moved, old, new, old_text, new_text, words(*runs), labels, rules)


def same(old: int, new: int, text: str) -> Unit:
    return unit("same", (old,), (new,), ("=", text))


def compared(*units: Unit, fields: tuple[FieldChange, ...] = (), **more: object) -> Comparison:
    arguments = {"old": OLD, "new": NEW, "facts": (), "silent": False, "weight": 0.25, **more}
    return Comparison(fields=fields, units=units, **arguments)


FERRY = compared(
    same(0, 0, "The ferry left at noon."),
    same(1, 1, "It carried cars."),
    unit(
        "edited",
        (3,),
        (2,),
        ("=", "Some "),
        ("-", "12 "),
        ("+", "21 "),
        ("=", "people were hurt, the coast guard said on Tuesday, and all of them are at home again"),
        ("-", "."),
        ("+", "?"),
        labels=(Label.FIGURE,),
        rules=("number",),
    ),
    unit("removed", (4,), (), ("-", "“Never,” the mayor said."), labels=(Label.QUOTATION,)),
    unit("added", (), (3,), ("+", "Follow us."), labels=(Label.BOILERPLATE,)),
    unit("same", (2,), (4,), ("=", "The owner gave no comment."), moved=True),
    fields=(
        FieldChange(
            Field.TITLE,
            "Ferry burns",
            "Ferry burnt",
            (Label.HEADLINE,),
            words(("=", "Ferry "), ("-", "burns"), ("+", "burnt")),
        ),
        FieldChange(Field.PUBLISHED, "2021-07-27", "2021-07-27T10:15:00Z", (Label.DATE,)),
        FieldChange(Field.HEADINGS, None, "What is known", (Label.HEADING,), words(("+", "What is known"))),
    ),
    facts=(
        FactChange(
            FactKind.FIGURE,
            FactChangeKind.CHANGED,
            Fact(kind=FactKind.FIGURE, text="12", value=12, subject="people", passage=3),
            Fact(kind=FactKind.FIGURE, text="21", value=21, subject="people", passage=2),
        ),
        FactChange(
            FactKind.QUOTATION,
            FactChangeKind.REMOVED,
            Fact(kind=FactKind.QUOTATION, text="“Never,”", value="Never", speaker="the mayor", passage=4),
            None,
        ),
    ),
    silent=True,
    weight=0.617,
    why=(WeightPart(0.5, "new 3: figure"), WeightPart(0.117, "headline")),
)
"""A headline, a figure, a quotation taken out, a service line put in, and a passage moved to the end."""

texts = st.text(
    st.one_of(
        st.sampled_from("abcé ,.“”<>&\"'*_~[]{}+-#`|\\0123456789$\n世界、。مشקב\u0301\u200f\u200d👩"),
        st.sampled_from(HOSTILE),
    ),
    max_size=40,
)


@st.composite
def units(draw: st.DrawFn) -> tuple[Unit, ...]:
    """Units as a comparison may hold them, moves among them; the texts as hostile as can be."""
    made = []
    old = new = 0
    for kind in draw(st.lists(st.sampled_from(list(UnitKind)), max_size=6)):
        text = [draw(texts) for _ in range(3)]
        runs = {
            UnitKind.SAME: [("=", text[0])],
            UnitKind.ADDED: [("+", text[0])],
            UnitKind.REMOVED: [("-", text[0])],
        }.get(kind, [("=", text[0]), ("-", text[1]), ("+", text[2])])
        olds = () if kind is UnitKind.ADDED else (old,)
        news = () if kind is UnitKind.REMOVED else (new,)
        old, new = old + len(olds), new + len(news)
        labels = () if kind is UnitKind.SAME else tuple(draw(st.sets(st.sampled_from(Label), max_size=2)))
        moved = bool(olds and news) and draw(st.booleans())
        made.append(unit(kind.value, olds, news, *runs, moved=moved, labels=labels))
    return tuple(made)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Any comparison, hostile texts in every part of it."""
    fields = tuple(
        FieldChange(field, draw(texts), draw(texts), (Label.HEADLINE,))
        for field in draw(st.sets(st.sampled_from([Field.TITLE, Field.BYLINE, Field.HEADINGS])))
    )
    fact = Fact(kind=FactKind.PERSON, text=draw(texts), value=None, subject=draw(texts), speaker=draw(texts))
    change = FactChange(FactKind.PERSON, FactChangeKind.ADDED, None, fact)
    side = RevisionRef(draw(texts), 1, Digest("c1:00"), SEEN)
    return compared(
        *draw(units()), fields=fields, old=side, facts=(change,), why=(WeightPart(0.1, draw(texts)),)
    )
