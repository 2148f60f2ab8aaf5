"""A story that changes: its cast, its text, and the steps from one revision to the next.

The rates are those measured on real news; the sentences come from templates, so that there are figures,
money, dates, names and quotations to find. All chance comes from the story's own stream.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Any

from news_words import (
    FIRST_NAMES,
    MATTERS,
    MONTHS,
    NAMES_OF_BODIES,
    OUTLETS,
    ROLES,
    SAYING,
    SMALL_NUMBERS,
    UNITS,
    WEEKDAYS,
    Tongue,
    Vocabulary,
    tongues,
    vocabulary,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

EDITED, ADDED, DELETED, MOVED = 0.176, 0.068, 0.036, 0.011
"""Shares of a story's sentences that a step touches, on average over steps."""
HEADLINE_EDITED = 0.17
RETURNED = 0.02
"""Share of steps that go back to an earlier text of the story."""
SEEN_AGAIN = 0.10
"""Looks that see nothing new, for each revision."""
UNSEEN = 0.015
"""Looks that are refused, or find the story gone, for each revision."""
INTENSITIES = ((0.55, 0.35), (0.85, 0.95), (1.0, 3.48))
"""Most steps are small and few rewrite: up to which share of steps, and the factor for the shares above."""
PARAGRAPHS = (3, 6, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 26, 30, 38, 70)
"""Quantiles of a story's paragraphs, evenly spaced."""
LONG_SENTENCE_CHARS = 200
"""A sentence so long gets no further clause: stories settle instead of growing for ever."""
MOST_REVISIONS = 400
REVISION_SKEW = 2.54
"""A story has n revisions in proportion to 1 / (n + skew)³: 3.6 on average, one for two fifths of them."""
STEP_MINUTES = (4, 9, 15, 30, 45, 60, 90, 120, 240, 360, 600, 1440, 2880, 10080)
BEGINNING = datetime(2015, 1, 1, 5, tzinfo=UTC)
SECONDS_BETWEEN_STORIES = 240
LANGUAGES = ("en", "de", "ar", "zh")


@cache
def _words() -> Vocabulary:
    return vocabulary()


@cache
def _tongues() -> dict[str, Tongue]:
    return tongues()


@cache
def _revision_bounds() -> list[float]:
    return list(accumulate(1 / (n + REVISION_SKEW) ** 3 for n in range(1, MOST_REVISIONS + 1)))


Paragraph = list[str]
"""The sentences of a paragraph; a heading is one sentence that ends in no mark."""


class Story:
    """One story, its cast and its present text."""

    def __init__(self, seed: int, number: int, foreign_share: float) -> None:
        self.chance = Random(seed * 1_000_003 + number).random
        self.number = number
        self.first_seen = BEGINNING + timedelta(
            seconds=int((number + self.chance()) * SECONDS_BETWEEN_STORIES)
        )
        self.began = self.first_seen - timedelta(minutes=2 + self.below(30))
        self.words = _words()
        self.language = self.one(LANGUAGES[1:]) if self.chance() < foreign_share else "en"
        self.tongue = _tongues().get(self.language)
        words = self.words
        self.cast = [f"{self.one(FIRST_NAMES)} {self.one(words.surnames)}" for _ in range(3 + self.below(4))]
        self.towns = [self.one(words.towns) for _ in range(2 + self.below(3))]
        self.bodies = [self._body() for _ in range(2 + self.below(3))]
        self.said: set[str] = set()

    # Chance

    def one(self, items: Sequence[str]) -> str:
        """One of them, each as likely."""
        return items[int(self.chance() * len(items))]

    def below(self, limit: int) -> int:
        """A whole number from 0, under the limit."""
        return int(self.chance() * limit)

    # The looks

    def looks(self, revisions: int | None) -> Iterator[dict[str, Any]]:
        """Every look at this story, in order of time."""
        outlet = OUTLETS[int(self.chance() * self.chance() * len(OUTLETS))]
        parting = "\n" if len(outlet) % 3 == 0 else "\n\n"
        title = self.headline()
        text = [self.paragraph() for _ in range(self._length())]
        if len(text) > 14 and self.chance() < 0.4:
            text.insert(len(text) // 2 + self.below(4), [self.heading()])
        settled = len(text) * 5 // 4 + 1
        tells_modified = self.chance() < 0.6
        slug = "-".join(re.findall("[a-z0-9]+", title.lower())[:5]) or "story"
        url = f"https://www.{outlet}.example/{self.began:%Y/%m}/{slug}-{self.number}"
        base: dict[str, Any] = {"article": f"{outlet}-{self.number}", "url": url}
        published = _written(self.began)
        modified = published
        seen = self.first_seen
        past: list[tuple[str, list[Paragraph]]] = []
        total = revisions or self._revision_count()
        for number in range(1, total + 1):
            if number > 1:
                seen = self._later(seen, number)
                if len(past) > 1 and self.chance() < RETURNED:
                    title, text = past[self.below(len(past) - 1)]
                else:
                    title, text = self.step(title, text, may_grow=len(text) < settled)
                modified = _written(seen - timedelta(minutes=1 + self.below(4)))
            past.append((title, text))
            del past[:-20]
            look = {
                **base,
                "captured": _written(seen),
                "source": outlet,
                "published": published,
                "title": title,
                "language": self.language,
                "text": self.written(text, parting),
            }
            if tells_modified:
                look["modified"] = modified
            yield look
            if self.chance() < SEEN_AGAIN:
                seen = self._later(seen, number)
                yield {**look, "captured": _written(seen)}
            if self.chance() < UNSEEN:
                seen = self._later(seen, number)
                is_gone = self.chance() < 0.3
                yield {
                    **base,
                    "captured": _written(seen),
                    "source": outlet,
                    "outcome": "gone" if is_gone else "refused",
                    "reason": "HTTP status 404" if is_gone else "a notice about payment instead of the story",
                }

    def written(self, text: list[Paragraph], parting: str) -> str:
        """The text as a file holds it."""
        space = self.tongue.space if self.tongue else " "
        return parting.join([space.join(paragraph) for paragraph in text])

    def _later(self, moment: datetime, number: int) -> datetime:
        longest = len(STEP_MINUTES) if number < 40 else 5
        minutes = STEP_MINUTES[int(self.chance() * longest)]
        return moment + timedelta(seconds=int(minutes * 60 * (0.5 + self.chance())) + 1)

    def _length(self) -> int:
        place = self.chance() * (len(PARAGRAPHS) - 1)
        low = int(place)
        return int(PARAGRAPHS[low] + (PARAGRAPHS[low + 1] - PARAGRAPHS[low]) * (place - low) + 0.5)

    def _revision_count(self) -> int:
        bounds = _revision_bounds()
        place = self.chance() * bounds[-1]
        return next(number for number, bound in enumerate(bounds, start=1) if place <= bound)

    # A step from one revision to the next

    def step(self, title: str, text: list[Paragraph], *, may_grow: bool) -> tuple[str, list[Paragraph]]:
        """The next revision; differs from this one."""
        old_title, place = title, self.chance()
        factor = next((factor for share, factor in INTENSITIES if place < share), INTENSITIES[-1][1])
        if self.chance() < HEADLINE_EDITED:
            title = self.edited(title)
        new = self._touched(text, factor, ADDED if may_grow else DELETED)
        if new == text and title == old_title:
            at = self.below(len(new))
            new[at] = [self.edited(new[at][0]), *new[at][1:]]
        return title, new

    def _touched(self, text: list[Paragraph], factor: float, added: float) -> list[Paragraph]:
        edit = EDITED * factor
        drop = edit + DELETED * factor
        grow = drop + added * factor
        moved = MOVED * factor
        new: list[Paragraph] = []
        movers: list[Paragraph] = []
        for paragraph in text:
            kept: Paragraph = []
            is_touched = False
            for sentence in paragraph:
                place = self.chance()
                if place >= grow:
                    kept.append(sentence)
                    continue
                is_touched = True
                if place < edit:
                    kept.append(self.edited(sentence))
                elif place >= drop:
                    kept.append(sentence)
                    if len(kept) < 3 and self.chance() < 0.5:
                        kept.append(self.sentence())
                    else:
                        new.append(kept)
                        kept = [self.sentence()]
            if not kept:
                continue
            if not is_touched and self.chance() < moved:
                movers.append(kept)
            else:
                new.append(kept)
        for paragraph in movers:
            new.insert(self.below(len(new) + 1), paragraph)
        return new or [self.paragraph()]

    def edited(self, sentence: str) -> str:
        """The sentence with a word, a number, a name or a clause changed; differs from it."""
        if self.tongue is not None:
            return self._foreign_edit(sentence, self.tongue)
        place = self.chance()
        if place < 0.30 and (numbers := [i for i, c in enumerate(sentence) if "1" <= c <= "9"]):
            at = numbers[self.below(len(numbers))]
            return sentence[:at] + str((int(sentence[at]) + self.below(8)) % 9 + 1) + sentence[at + 1 :]
        if place < 0.45:
            for name in (*self.cast, *self.towns):
                known = name if name in sentence else name.split()[-1]
                if known in sentence:
                    pool = self.words.towns if name in self.towns else self.words.surnames
                    other = self.one(pool)
                    if other != known.split()[-1]:
                        return sentence.replace(known, known.removesuffix(known.split()[-1]) + other)
        is_short = len(sentence) < LONG_SENTENCE_CHARS
        if place < 0.70 and is_short and sentence.endswith("."):
            return f"{sentence[:-1]}{self.tail()}."
        if place < 0.80 and ", " in sentence and sentence.endswith("."):
            return sentence[: sentence.rindex(", ")] + "."
        words = sentence.split(" ")
        at = self.below(len(words))
        for _ in words:
            if words[at].isalpha() and (words[at].islower() or at):
                break
            at = (at + 1) % len(words)
        bare = words[at].rstrip(".,”")
        pool = self.words.adjectives if bare in _adjectives() else self.words.plurals
        new = self.one(pool)
        if new == bare:
            new = f"{self.one(self.words.adjectives)} {new}"
        words[at] = (new.capitalize() if bare[:1].isupper() else new) + words[at][len(bare) :]
        return " ".join(words)

    # Sentences

    def paragraph(self) -> Paragraph:
        """One to three sentences."""
        place = self.chance()
        return [self.sentence() for _ in range(1 if place < 0.46 else 2 if place < 0.88 else 3)]

    def sentence(self) -> str:
        """A new sentence."""
        if self.tongue is not None:
            return self._foreign(self.tongue, 8 + self.below(16))
        return _begun(_TEMPLATES[int(self.chance() * len(_TEMPLATES))](self))

    def headline(self) -> str:
        """Six to ten words."""
        if self.tongue is not None:
            return self._foreign(self.tongue, 7)[:-1]
        words = self.words
        title = self.one(
            (
                f"{self.one(self.towns)} {self.one(words.nouns)} {self.one(words.past)} as {self.amount()}",
                f"{self.one(self.cast).split()[-1]} {self.one(words.past)} {self.things()} {self.where()}",
                f"{self.money()} {self.one(words.nouns)} {self.one(words.past)} after {self.thing()}",
                f"{self.things()} {self.one(words.bare)} {self.where()} {self.when()}",
            )
        )
        return _begun(title)

    def heading(self) -> str:
        """A section's heading, in title case."""
        if self.tongue is not None:
            return self._foreign(self.tongue, 4)[:-1]
        words = self.words
        subject = f"{self.one(self.towns)} {self.one(words.plurals)}"
        return f"{subject} to {self.one(words.bare)} {self.things()}".title()

    def thing(self) -> str:
        """`the new report`."""
        words = self.words
        place = self.chance()
        if place < 0.35:
            return f"the {self.one(words.nouns)}"
        if place < 0.7:
            return f"the {self.one(words.adjectives)} {self.one(words.nouns)}"
        if place < 0.85:
            return f"the {self.one(words.nouns)} of {self.one(words.plurals)}"
        return f"a {self.one(words.adjectives)} {self.one(words.nouns)}"

    def things(self) -> str:
        """`new reports`."""
        words = self.words
        return (
            self.one(words.plurals)
            if self.chance() < 0.5
            else f"{self.one(words.adjectives)} {self.one(words.plurals)}"
        )

    def clause(self) -> str:
        """`the report was published by the council`."""
        words = self.words
        place = self.chance()
        if place < 0.3:
            return f"{self.thing()} {self.one(words.past)} {self.thing()}"
        if place < 0.5:
            return f"{self.things()} would {self.one(words.bare)} {self.thing()} {self.where()}"
        if place < 0.7:
            return f"{self.thing()} was {self.one(words.past)} by {self.things()}"
        if place < 0.85:
            return f"{self.thing()} had {self.one(words.adverbs)} {self.one(words.past)} {self.when()}"
        return f"there were {self.amount()} {self.where()}"

    def tail(self) -> str:
        """What can be added to a sentence, with its comma."""
        words = self.words
        return self.one(
            (
                f", {self.one(words.ongoing)} {self.thing()}",
                f", according to {self.one(self.bodies)}",
                f", and {self.clause()}",
                f", compared with {self.amount()} {self.when()}",
                f", although {self.clause()}",
            )
        )

    def who(self) -> str:
        """Somebody of the cast: in full the first time, then by surname."""
        name = self.one(self.cast)
        if name not in self.said:
            self.said.add(name)
            return f"{name}, {self.below(60) + 20}," if self.chance() < 0.2 else name
        place = self.chance()
        return f"{self.one(('Mr', 'Ms', 'Dr'))} {name.split()[-1]}" if place < 0.2 else name.split()[-1]

    def where(self) -> str:
        """`in Paris`."""
        return f"in {self.one(self.towns)}"

    def when(self) -> str:
        """A date as a news text says it."""
        place = self.chance()
        if place < 0.45:
            return f"on {self.one(WEEKDAYS)}"
        if place < 0.55:
            return self.one(
                ("last week", "last month", "last year", "yesterday", "this week", "earlier this year")
            )
        year = self.began.year - self.below(4)
        if place < 0.7:
            return f"on {self.below(28) + 1} {self.one(MONTHS)} {year}"
        if place < 0.85:
            return f"in {self.one(MONTHS)} {year}"
        if place < 0.95:
            return f"in {year - self.below(20)}"
        return f"by the end of {self.began.year + self.below(8)}"

    def figure(self) -> str:
        """A number, small ones as words."""
        place = self.chance()
        if place < 0.3:
            return self.one(SMALL_NUMBERS)
        if place < 0.7:
            return str(self.below(980) + 13)
        if place < 0.9:
            return f"{self.below(90_000) + 1000:,}"
        return f"{self.below(90) + 1}.{self.below(10)} million"

    def amount(self) -> str:
        """`2,500 new soldiers`."""
        return f"{self.figure()} {self.things()}"

    def money(self) -> str:
        """An amount of money, in one of its spellings."""
        mark = self.one("$£€")
        place = self.chance()
        if place < 0.4:
            return (
                f"{mark}{self.below(90) + 1}.{self.below(10)}{self.one(('m', 'bn', ' million', ' billion'))}"
            )
        if place < 0.7:
            return f"{mark}{self.below(900) + 10} million"
        if place < 0.9:
            return f"{mark}{self.below(90_000) + 1000:,}"
        return f"{self.below(900) + 10} million {self.one(('euros', 'dollars', 'pounds'))}"

    def share(self) -> str:
        """A percentage, in one of its spellings."""
        number = self.below(90) + 2
        return self.one(
            (f"{number}%", f"{number}.{self.below(9) + 1}%", f"{number} percent", f"{number} per cent")
        )

    def measure(self) -> str:
        """A length, mass or area."""
        return f"{self.below(400) + 2} {self.one(UNITS)}"

    def span(self) -> str:
        """A duration."""
        return f"{self.one(SMALL_NUMBERS)} {self.one(('days', 'weeks', 'months', 'years', 'hours'))}"

    def _body(self) -> str:
        place = self.chance()
        if place < 0.4:
            return f"the {self.one(MATTERS)} {self.one(NAMES_OF_BODIES)}"
        if place < 0.8:
            return f"the {self.one(self.words.towns)} {self.one(NAMES_OF_BODIES)}"
        return f"{self.one(self.words.surnames)} {self.one(('Group', 'Holdings', 'Bank', 'Partners'))}"

    # Other languages

    def _foreign(self, tongue: Tongue, length: int) -> str:
        words = [self.one(tongue.words) for _ in range(length)]
        for at in range(4, length - 2, 6):
            words[at] += tongue.comma.rstrip()
        if self.chance() < 0.4:
            words[length // 2] = str(self.below(9_000) + 2)
        if self.chance() < 0.2:
            opening, closing = tongue.quotes
            words[0], words[length // 2] = opening + words[0], words[length // 2] + closing
        return tongue.casing(tongue.space.join(words)) + tongue.stop

    def _foreign_edit(self, sentence: str, tongue: Tongue) -> str:
        at = self.below(len(sentence)) if not tongue.space else sentence.find(" ", self.below(len(sentence)))
        at = max(at, 0)
        return f"{sentence[:at]}{tongue.space}{self.one(tongue.words)}{sentence[at:]}"


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(_words().adjectives)


_TEMPLATES: tuple[Callable[[Story], str], ...] = (
    lambda s: f"{s.clause()} {s.when()}, {s.who()} {s.one(SAYING)}.",
    lambda s: f"{s.who()} {s.one(SAYING)} {s.when()} that {s.clause()}{s.tail()}.",
    lambda s: f"“{_begun(s.clause())} and {s.clause()},” {s.who()} {s.one(SAYING)}.",
    lambda s: f"“{_begun(s.clause())}. {_begun(s.clause())},” said {s.who()}, a {s.one(ROLES)} {s.where()}.",
    lambda s: f"“{_begun(s.clause())},” {s.one(('he', 'she'))} {s.one(SAYING)} {s.when()}.",
    lambda s: f"{s.who()} {s.one(SAYING)}: “{_begun(s.clause())} because {s.clause()}.”",
    lambda s: f"at least {s.amount()} were {s.one(s.words.past)} {s.where()} {s.when()}{s.tail()}.",
    lambda s: f"{s.one(s.bodies)} said {s.clause()}, with {s.amount()} {s.one(s.words.past)} {s.when()}.",
    lambda s: f"{s.thing()} cost {s.money()} and {s.one(s.words.past)} {s.things()} {s.where()}.",
    lambda s: f"{s.one(s.bodies)} agreed to pay {s.money()} for {s.thing()} {s.when()}{s.tail()}.",
    lambda s: f"{s.thing()} rose by {s.share()} {s.when()}, {s.one(s.bodies)} said, after {s.clause()}.",
    lambda s: f"about {s.share()} of {s.things()} {s.one(s.words.past)} {s.thing()}{s.tail()}.",
    lambda s: (
        f"{s.thing()}, which lies {s.measure()} from {s.one(s.towns)}, was {s.one(s.words.past)} {s.when()}."
    ),
    lambda s: f"it took {s.span()} before {s.clause()}, and {s.clause()}.",
    lambda s: f"{s.clause()} while {s.clause()}.",
    lambda s: f"{s.clause()} but {s.clause()}{s.tail()}.",
    lambda s: f"{s.who()} did not {s.one(s.words.bare)} {s.thing()}, and {s.clause()}.",
    lambda s: f"{s.when()}, {s.clause()}{s.tail()}.",
    lambda s: (
        f"{s.things()} {s.where()} have {s.one(s.words.past)} {s.thing()} for {s.span()}, {s.who()} said."
    ),
    lambda s: f"in all, {s.figure()} of {s.figure()} {s.things()} may {s.one(s.words.bare)} {s.thing()}.",
    lambda s: f"according to {s.one(s.bodies)}, {s.clause()}.",
    lambda s: f"{s.clause()}, {s.one(s.words.ongoing)} {s.things()} {s.where()}.",
    lambda s: f"{s.one(s.words.adverbs)}, {s.clause()} and {s.one(s.words.past)} {s.things()}.",
    lambda s: f"the {s.one(ROLES)} {s.one(s.words.past)} {s.thing()} {s.where()}, but {s.clause()}.",
)


def _begun(text: str) -> str:
    """With a capital letter at its start."""
    return text[0].upper() + text[1:]


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
