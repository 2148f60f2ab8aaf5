"""Where a story's text comes from: for each sentence, and for its words, the revision that brought it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from archive.model.record import Plain, Record, hidden, plain

if TYPE_CHECKING:
    from datetime import datetime


class WordOrigin(NamedTuple):
    """A run of words, with the space before it, that one revision brought; written as `["text", 2]`."""

    text: str
    first_revision: int


@dataclass(frozen=True, slots=True)
class SentenceOrigin(Record):
    """A sentence of a revision, and the revision in which it first stood.

    It is as old as what it was made from: it stays so when it moves, is edited, divided or joined, and when
    it is taken out and the same sentence comes back.

    Attributes:
        section: Its section, from 0.
        passage: Its passage, from 0 over the story.
        sentence: Its place in the passage, from 0.
        first_captured_at: When that revision was first seen.
        words: Runs whose texts joined give `text`, each with the revision in which its words first stood
            in the sentence; None where they were not asked for.
        words_captured_at: When the revision of each run was first seen.
        heading: The heading of its section, if it has one.
        edited_revision: Of one that was edited since, the revision in which it first stood in these words.
    """

    section: int
    passage: int
    sentence: int
    text: str
    first_revision: int
    first_captured_at: datetime
    words: tuple[WordOrigin, ...] | None = hidden(None)
    words_captured_at: tuple[datetime, ...] = hidden(())
    heading: str | None = hidden(None)
    edited_revision: int | None = hidden(None)

    def as_dict(self) -> dict[str, Plain]:
        """As in the contract of `blame`: `words` are there where they were asked for.

        And `edited_revision`, where it was edited.
        """
        found = super(SentenceOrigin, self).as_dict()  # slots make a new class: `super()` knows the old one
        edited = {} if self.edited_revision is None else {"edited_revision": self.edited_revision}
        return {**found, **edited, **({} if self.words is None else {"words": plain(self.words)})}
