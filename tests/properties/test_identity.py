"""Decisions in any order: the archive against a plain list of looks and of what was decided about them."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import NOW, START
from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from archive.errors import BadInput, NotFound
from archive.model import Draft
from archive.readers import read_line, write_line
from archive.services import articles, history, opening, upkeep
from archive.services.erasing import erase
from archive.services.identity import identity
from archive.services.ingest import ingest
from archive.services.reextract import reextract

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from archive.model import Event

KEYS = ("elm", "oak", "ash")
TEXTS = st.sampled_from(
    [
        "Ann said 7 cracks were found.",
        "Ann said 9 cracks were found.\n\nBuses run.",
        "Bob closed it.\n\nBuses run.",
    ]
)


@dataclass
class Decided:
    """A decision in the model."""

    kind: str
    article: str
    other: str | None = None
    captures: tuple[int, ...] = ()
    is_undone: bool = False


@dataclass
class Model:
    """What the archive should know."""

    looks: dict[int, tuple[str, int, str]] = field(default_factory=dict)  # number: home, hour, text
    decided: dict[datetime, Decided] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)

    def root(self, key: str) -> str:
        """The article that counts: merges lead on, splits taken back lead home."""
        for one in self.decided.values():
            if one.kind == "merge" and not one.is_undone and one.article == key:
                return self.root(one.other or "")
            if one.kind == "split" and one.is_undone and one.other == key:
                return self.root(one.article)
        return key

    def article_of(self, number: int) -> str:
        """The article that a look counts for."""
        home = self.looks[number][0]
        for one in self.decided.values():  # in order: the newest split counts
            if one.kind == "split" and not one.is_undone and number in one.captures:
                home = one.other or ""
        return self.root(home)

    def is_withheld(self, root: str) -> bool:
        """Whether an article is hidden."""
        return any(
            one.kind == "withhold" and not one.is_undone and self.root(one.article) == root
            for one in self.decided.values()
        )

    def articles(self) -> dict[str, list[int]]:
        """The looks that count for each article, in order of time."""
        found: dict[str, list[int]] = {}
        for number in sorted(self.looks, key=lambda one: (self.looks[one][1], one)):
            found.setdefault(self.article_of(number), []).append(number)
        return found


class Decisions(RuleBasedStateMachine):
    """An archive beside its model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="archive-decisions-"))
        self.path = self.folder / "archive.db"
        self.store, _ = opening.open_for_writing(self.path)
        self.model = Model()
        self.is_checked = True

    @initialize(text=TEXTS, other=TEXTS)
    def begin(self, text: str, other: str) -> None:
        """Some looks at each article."""
        for hour, key in enumerate(KEYS):
            self.look(key, hour, text)
            self.look(key, hour + 5, other)

    @rule(key=st.sampled_from(KEYS), hour=st.integers(0, 12), text=TEXTS)
    def look(self, key: str, hour: int, text: str) -> None:
        """A look at the key of an article, wherever that leads by now."""
        root = self.model.root(key)
        is_erased = any(
            one.kind == "erase" and self.model.root(one.article) == root
            for one in self.model.decided.values()
        )
        item = Draft(article=key, captured_at=START + timedelta(hours=hour), text=text, origin="-")
        (receipt,) = ingest(self.store, [item], now=lambda: NOW)
        if receipt.added:
            assert receipt.capture is not None
            self.model.looks[receipt.capture] = (key, hour, text)
            assert receipt.article == self.model.article_of(receipt.capture)
        else:
            known = [look[1:] for number, look in self.model.looks.items() if number not in self.model.erased]
            assert is_erased or (hour, text) in known
        self.is_checked = False

    def _decide(self, act: Callable[..., Event], *named: Any, **options: Any) -> Event | None:
        """A decision; where it is refused nothing is decided."""
        self.is_checked = False
        try:
            return act(self.store, *named, reason="as it came", now=NOW, **options)
        except (BadInput, NotFound):
            return None

    def _note(self, event: Event | None, **more: Any) -> None:
        if event is not None:
            assert event.recorded_at is not None
            self.model.decided[event.recorded_at] = Decided(
                event.event.value, event.article, event.other, **more
            )

    @rule(one=st.sampled_from(KEYS), other=st.sampled_from(KEYS))
    def merge(self, one: str, other: str) -> None:
        """Two articles become one."""
        self._note(self._decide(articles.merge, one, other))

    @rule(key=st.sampled_from(KEYS), place=st.integers(0, 5))
    def split(self, key: str, place: int) -> None:
        """A look becomes an article of its own."""
        numbers = self.model.articles().get(self.model.root(key), [])
        assume(numbers)
        number = numbers[place % len(numbers)]
        self._note(self._decide(articles.split, key, captures=[number]), captures=(number,))

    @rule(key=st.sampled_from(KEYS))
    def withhold(self, key: str) -> None:
        """An article is hidden."""
        self._note(self._decide(articles.withhold, key))

    @rule(key=st.sampled_from(KEYS), is_release=st.booleans())
    def undo(self, key: str, is_release: bool) -> None:
        """The last decision is taken back, or the article is shown again."""
        event = self._decide(articles.release if is_release else articles.undo, key)
        if event is not None:
            assert event.undoes_at is not None
            self.model.decided[event.undoes_at].is_undone = True

    @rule(key=st.sampled_from(KEYS), is_meant=st.integers(0, 4))
    def erase(self, key: str, is_meant: int) -> None:
        """What an article said is taken out; not often, since nothing comes in after it."""
        assume(is_meant == 0)
        numbers = self.model.articles().get(self.model.root(key), [])
        try:
            erase(self.store, key, reason="as it came", now=NOW)
        except BadInput:
            return
        (event,) = [e for e in identity(self.store, key).events if e.event == "erase"][-1:]
        self._note(event)
        self.model.erased.update(numbers)
        self.is_checked = False

    @rule()
    def read_again(self) -> None:
        """The bytes are read again, by the same extractor: nothing changes."""
        assert {row.outcome for row in reextract(self.store, now=NOW)} <= {"same"}

    @rule()
    def rebuild(self) -> None:
        """Everything derived is made again."""
        upkeep.rebuild_all(self.store)
        self.is_checked = False

    @precondition(
        lambda self: (
            not any(one.kind == "withhold" and not one.is_undone for one in self.model.decided.values())
        )
    )
    @rule()
    def export_and_ingest(self) -> None:
        """The export makes an equal archive, decisions and all; the machine goes on in that one."""
        lines = [write_line(item) for item in upkeep.export(self.store)]
        self.store.close()
        self.path = self.folder / f"copy{len(list(self.folder.iterdir()))}.db"
        self.store, _ = opening.open_for_writing(self.path)
        receipts = list(ingest(self.store, [read_line(line) for line in lines], now=lambda: NOW))
        assert all(receipt.added for receipt in receipts)
        assert [write_line(item) for item in upkeep.export(self.store)] == lines
        self.is_checked = False

    @precondition(lambda self: not self.is_checked)
    @invariant()
    def is_as_the_model_says(self) -> None:
        """Every look counts for the article it should, and the file is sound."""
        self.is_checked = True
        should = self.model.articles()
        hidden = {key for key in should if self.model.is_withheld(key)}
        assert {row.article for row in history.articles(self.store)} == should.keys() - hidden
        for key, numbers in should.items():
            if key in hidden:
                self._is_hidden(key)
                continue
            looks = history.captures(self.store, key)
            assert [look.capture for look in looks] == numbers
            left = [self.model.looks[n][2] for n in numbers if n not in self.model.erased]
            texts = [text for place, text in enumerate(left) if place == 0 or left[place - 1] != text]
            shown = [
                "\n\n".join(p.text for p in history.content(self.store, revision).passages)
                for revision in history.story(self.store, key).revisions
            ]
            assert shown == texts
        assert upkeep.verification(self.store).problems == ()

    def _is_hidden(self, key: str) -> None:
        with pytest.raises(NotFound, match="withheld"):
            history.story(self.store, key)

    def teardown(self) -> None:
        """Give the files back."""
        self.store.close()
        shutil.rmtree(self.folder)


TestDecisions = Decisions.TestCase
TestDecisions.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)
