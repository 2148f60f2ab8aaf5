"""The ledger of a story: each fact followed through all revisions, from what neighbouring revisions say.

A *thread* is one place where a fact is told, followed from each revision to the next by the alignment of
their texts. A revision that goes back to an earlier state takes up that state's threads; a fact that was
away takes up its own when it says the same again, or stands in the same sentence. A *row* is what a
reader would call one fact: the threads that never disagree, as a headline and a lead that both give the toll.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.changes.facts import MOST_APART
from archive.changes.pairing import (
    NAMES,
    are_others,
    content,
    differs,
    folded,
    paired_apart,
    restates,
    setting,
)
from archive.changes.telling import Sentences, about, pairs, value_of
from archive.facts import alike
from archive.model import FactKind, LedgerRow, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

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
    people = {
        str(fact.value) for telling in tellings for fact in telling.facts if fact.kind is FactKind.PERSON
    }
    same = alike({name for name in people if name.strip()})
    rows = [
        _row(article, tellings, group, sentences, same) for group in _grouped(_threads(tellings), tellings)
    ]
    rows.sort(key=_order)
    return rows


def _order(row: LedgerRow) -> tuple[int, int, int, int]:
    return row.part is not Part.HEADLINE, row.passage or 0, row.start, row.end


class _Group:
    """Threads that tell one fact, and what it says in each revision: as the first of them has it."""

    def __init__(self, thread: _Thread) -> None:
        self.threads = [thread]
        self.said = dict(thread.said)

    def takes(self, thread: _Thread) -> bool:
        """Add a thread that is told together with these and never says otherwise; whether it was one."""
        common = self.said.keys() & thread.said.keys()
        if not common or not all(self._agrees(self.said[at], thread.said[at]) for at in common):
            return False
        self._add(thread)
        return True

    def takes_changing(self, thread: _Thread) -> bool:
        """Add a thread whose values change whenever these do; whether it was one."""
        common = self.said.keys() & thread.said.keys()
        if any(content(self.said[at])[:3] != content(thread.said[at])[:3] for at in common):
            return False
        if len({content(thread.said[at])[:3] for at in common}) < 2:
            return False
        self._add(thread)
        return True

    def _add(self, thread: _Thread) -> None:
        self.threads.append(thread)
        for at, fact in thread.said.items():
            self.said.setdefault(at, fact)

    @staticmethod
    def _agrees(one: Fact, other: Fact) -> bool:
        return not differs(one, other) and (one.kind in NAMES or one.passage != other.passage)


def _grouped(threads: Sequence[_Thread], tellings: Sequence[Telling]) -> list[_Group]:
    """Threads that tell one fact, those of the text before those of headlines."""
    groups: list[_Group] = []
    by_key: dict[object, list[_Group]] = defaultdict(list)
    changing: dict[object, list[_Group]] = defaultdict(list)
    for thread in sorted(threads, key=lambda one: _rank(one, tellings)):
        last = thread.last[1]
        key = _known_by(last)
        values = {content(fact)[:3] for fact in thread.said.values()}
        if any(group.takes(thread) for group in by_key.get(key, ())) or (
            len(values) > 1
            and any(group.takes_changing(thread) for group in changing.get(content(last)[:3], ()))
        ):
            continue
        groups.append(_Group(thread))
        if key is not None:
            by_key[key].append(groups[-1])
        if len(values) > 1:
            changing[content(last)[:3]].append(groups[-1])
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
    article: str,
    tellings: Sequence[Telling],
    group: _Group,
    sentences: Sentences,
    same: Mapping[str, tuple[str, ...]],
) -> LedgerRow:
    said = group.said
    counts = Counter(at for thread in group.threads for at in thread.said)
    order = sorted(said)
    values, told = (
        tuple(
            _value(tellings, first, until, said[first], sentences) for first, until in _spans(said, is_other)
        )
        for is_other in (differs, _reads_otherwise)
    )
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
        values=values,
        possible_same=tuple(sorted(_possible_same(said.values(), same))),
        revisions=tuple(tellings[at].revision.revision for at in order),
        told=told,
        abouts=tuple(dict.fromkeys(_spoken_of(said[at], tellings[at]) for at in order)),
        is_of_others=any(_is_of_others(said[at], said[then]) for at, then in pairwise(order)),
    )


def _spans(said: Mapping[int, Fact], is_other: Callable[[Fact, Fact], bool]) -> list[tuple[int, int]]:
    """The first and last index of each run in which it stands and is no other."""
    order = sorted(said)
    cuts = [
        (before, at) for before, at in pairwise(order) if at != before + 1 or is_other(said[before], said[at])
    ]
    starts, ends = [order[0], *(at for _, at in cuts)], [*(before for before, _ in cuts), order[-1]]
    return list(zip(starts, ends, strict=True))


def _reads_otherwise(old: Fact, new: Fact) -> bool:
    """Whether what is printed of the old one would be untrue of the new one."""
    return differs(old, new) or _is_of_others(old, new) or old.qualifier != new.qualifier


def _is_of_others(old: Fact, new: Fact) -> bool:
    """Whether the same is told of others, or by another: `200 men`, `200 women`."""
    return are_others(old.speaker, new.speaker) or (
        old.kind not in NAMES and are_others(old.subject, new.subject)
    )


def _spoken_of(fact: Fact, telling: Telling) -> str:
    if fact.kind is FactKind.QUOTATION:
        return fact.speaker or ""
    return about(fact, telling.texts[fact.passage])


def _possible_same(facts: Collection[Fact], same: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Other spellings of what a row names, from any revision of the story."""
    named = {str(fact.value) for fact in facts if fact.kind is FactKind.PERSON}
    found = {name for fact in facts for name in fact.possible_same}
    return (found | {other for name in named for other in same.get(name, ())}) - named


def _value(
    tellings: Sequence[Telling], first: int, last: int, fact: Fact, sentences: Sentences
) -> LedgerValue:
    return value_of(tellings[first], fact, sentences, last_revision=tellings[last].revision.revision)
