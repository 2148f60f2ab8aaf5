"""The ledger of a story: each fact followed through all revisions, from what neighbouring revisions say.

A *thread* is one place where a fact is told, followed from each revision to the next by the alignment of
their texts. A revision that goes back to an earlier state takes up that state's threads; a fact that was
away takes up its own when it says the same again, or stands in the same sentence. A *row* is what a
reader would call one fact: the threads that never disagree, as a headline and a lead that both give the toll.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from archive.changes.facts import MOST_APART
from archive.changes.pairing import NAMES, content, differs, folded, paired_apart, restates, setting
from archive.changes.telling import Sentences, about, pairs, value_of
from archive.model import FactKind, LedgerRow, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.changes.telling import Telling
    from archive.model import Digest, Fact, LedgerValue

_Place = tuple[FactKind, int, int, int]


def _place(fact: Fact) -> _Place:
    return fact.kind, fact.passage, fact.start, fact.end


class _Thread:
    """One place where a fact is told: what it says in each revision in which it stands, by index."""

    __slots__ = ("said",)

    def __init__(self, at: int, fact: Fact) -> None:
        self.said = {at: fact}

    @property
    def last(self) -> tuple[int, Fact]:
        """The last revision in which it stands, and what it says there."""
        return next(reversed(self.said.items()))


def _threads(tellings: Sequence[Telling]) -> list[_Thread]:
    threads: list[_Thread] = []
    by_state: dict[Digest, dict[_Place, _Thread]] = {}
    before: dict[_Place, _Thread] = {}
    for at, telling in enumerate(tellings):
        now: dict[_Place, _Thread] = {}
        earlier = by_state.get(telling.revision.id)
        if earlier is not None:
            for fact in telling.facts:
                thread = earlier.get(_place(fact))
                if thread is not None:
                    thread.said[at] = fact
                    now[_place(fact)] = thread
        elif at:
            for pair in pairs(tellings[at - 1], telling):
                if pair.old is not None and pair.new is not None:
                    thread = before[_place(pair.old)]
                    thread.said[at] = pair.new
                    now[_place(pair.new)] = thread
        fresh = [fact for fact in telling.facts if _place(fact) not in now]
        if fresh and at:
            away = [thread for thread in threads if thread.last[0] < at]
            for fact, thread in _returned(tellings, away, telling, fresh):
                thread.said[at] = fact
                now[_place(fact)] = thread
        for fact in fresh:
            if _place(fact) not in now:
                thread = _Thread(at, fact)
                threads.append(thread)
                now[_place(fact)] = thread
        by_state[telling.revision.id] = before = now
    return threads


def _returned(
    tellings: Sequence[Telling], away: Sequence[_Thread], telling: Telling, fresh: Sequence[Fact]
) -> Iterator[tuple[Fact, _Thread]]:
    """Facts that had been there, gone, and are back: the latest that says the same, else its sentence."""
    waiting: dict[object, list[_Thread]] = defaultdict(list)
    for thread in away:
        waiting[content(thread.last[1])].append(thread)
    taken: set[int] = set()
    left = []
    for fact in fresh:
        here = setting(fact, telling.texts[fact.passage])
        for thread in reversed(waiting.get(content(fact), [])):
            at, last = thread.last
            if id(thread) not in taken and restates(setting(last, tellings[at].texts[last.passage]), here):
                taken.add(id(thread))
                yield fact, thread
                break
        else:
            left.append(here)
    rest = [thread for thread in away if id(thread) not in taken]
    if not left or not rest or max(len(left), len(rest)) > MOST_APART:
        return
    lasts = [setting(last, tellings[at].texts[last.passage]) for at, last in (t.last for t in rest)]
    for i, j in paired_apart(lasts, left):
        yield left[j].fact, rest[i]


def ledger(article: str, tellings: Sequence[Telling]) -> list[LedgerRow]:
    """The facts of a story through time.

    Args:
        article: Its key.
        tellings: All its revisions, in order.

    Returns:
        A row for each fact: those of the headline first, then in the order of the text, gone ones where
        they last stood.
    """
    sentences = Sentences()
    rows = [_row(article, tellings, group, sentences) for group in _grouped(_threads(tellings), tellings)]
    rows.sort(key=_order)
    return rows


def _order(row: LedgerRow) -> tuple[int, int, int, int]:
    return row.part is not Part.HEADLINE, row.passage or 0, row.start, row.end


def _grouped(threads: Sequence[_Thread], tellings: Sequence[Telling]) -> list[list[_Thread]]:
    """Threads that tell one fact, those of the text before those of headlines."""
    groups: list[list[_Thread]] = []
    by_key: dict[object, list[tuple[list[_Thread], dict[int, Fact]]]] = defaultdict(list)
    for thread in sorted(threads, key=lambda one: _rank(one, tellings)):
        _, last = thread.last
        key = _known_by(last)
        if key is None:
            groups.append([thread])
            continue
        for group, said in by_key[key]:
            common = said.keys() & thread.said.keys()
            if common and not any(
                differs(said[n], thread.said[n])
                or (last.kind not in NAMES and said[n].passage == thread.said[n].passage)
                for n in common
            ):
                group.append(thread)
                for n, fact in thread.said.items():
                    said.setdefault(n, fact)
                break
        else:
            groups.append([thread])
            by_key[key].append((groups[-1], dict(thread.said)))
    return groups


def _rank(thread: _Thread, tellings: Sequence[Telling]) -> tuple[bool, int, int, int]:
    """The order in which threads make groups: the longest told in the text is what the others join."""
    first, fact = next(iter(thread.said.items()))
    is_body = tellings[first].part(fact) is Part.BODY
    return not is_body, first, fact.passage, fact.start


def _known_by(fact: Fact) -> object:
    """What two places of one fact have in common; None where nothing tells that they are one."""
    if fact.kind in NAMES or fact.kind in (FactKind.DATE, FactKind.QUOTATION, FactKind.MONEY):
        return content(fact)
    return None if fact.subject is None else (fact.kind, fact.unit, folded(fact.subject))


def _row(
    article: str, tellings: Sequence[Telling], group: Sequence[_Thread], sentences: Sentences
) -> LedgerRow:
    said: dict[int, Fact] = {}
    counts: dict[int, int] = defaultdict(int)
    for thread in group:
        for at, fact in thread.said.items():
            said.setdefault(at, fact)
            counts[at] += 1
    order = sorted(said)
    values: list[LedgerValue] = []
    start = order[0]
    for place, at in enumerate(order):
        following = order[place + 1] if place + 1 < len(order) else None
        if following is None or following != at + 1 or differs(said[at], said[following]):
            values.append(_value(tellings, start, at, said[start], sentences))
            start = following if following is not None else start
    last_at = order[-1]
    last, telling = said[last_at], tellings[last_at]
    part = telling.part(last)
    return LedgerRow(
        article=article,
        kind=last.kind,
        text=last.text,
        value=last.value,
        unit=last.unit,
        subject=last.subject,
        speaker=last.speaker,
        qualifier=last.qualifier,
        part=part,
        section=last.section if part is Part.BODY else None,
        passage=last.passage if part is Part.BODY else None,
        start=last.start,
        end=last.end,
        about=about(last, telling.texts[last.passage]),
        first_revision=tellings[order[0]].revision.revision,
        last_revision=telling.revision.revision,
        is_current=last_at == len(tellings) - 1,
        mentions=max(counts.values()),
        values=tuple(values),
        possible_same=tuple(sorted({name for fact in said.values() for name in fact.possible_same})),
        revisions=tuple(tellings[at].revision.revision for at in order),
    )


def _value(
    tellings: Sequence[Telling], first: int, last: int, fact: Fact, sentences: Sentences
) -> LedgerValue:
    return value_of(tellings[first], fact, sentences, last_revision=tellings[last].revision.revision)
