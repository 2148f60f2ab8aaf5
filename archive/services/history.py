"""What is in an archive: articles, looks, revisions, and how a person names them.

`ARTICLE` is a key or any of the article's addresses. `ARTICLE@REV` names a revision: its number,
`first`, `latest`, `-2` (the one before the last), a date or time (the state current then; a date means
the end of that day in UTC), or `c1:` and the first six or more digits of its digest. The whole text is
tried as a name first, since addresses may hold an `@`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from archive.errors import Damaged, NotFound
from archive.model import ArticleSummary, Capture, Claimed, LogEntry, Precision, Revision, RevisionText, State
from archive.store import revisions as stored
from archive.text.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.store.connection import Database

_DIGEST = re.compile(r"c1:[0-9a-f]{6,64}")
_NUMBER = re.compile(r"[+-]?\d{1,9}")


@dataclass(frozen=True, slots=True)
class Story:
    """An article with all its revisions, and the one that was named."""

    known: stored.Known
    revisions: Sequence[Revision]
    named: Revision | None

    @property
    def chosen(self) -> Revision:
        """The revision named, else the latest."""
        return self.named or self.revisions[-1]


def story(database: Database, name: str) -> Story:
    """The article, and perhaps the revision, that a person names.

    Raises:
        NotFound: There is no such article, or it has no such revision.
    """
    with database.reading() as connection:
        named = stored.find_article(connection, name)
        article, revision = name, None
        if named is None and "@" in name:
            article, _, revision = name.rpartition("@")
            named = stored.find_article(connection, article)
        if named is None:
            raise NotFound(_unknown(name, stored.keys(connection)))
        if named.is_withheld:
            raise NotFound(
                f"{article} is withheld; `archive article show {article}` says why, "
                f"and `archive article release {article}` shows it again."
            )
        known = named.known
        if named.part is not None:
            database.remark(f"{named.part} is a part of {known.key} now: they were merged.")
        found = stored.Revisions(database, known)
    if revision is None:
        return Story(known, found, None)
    return Story(known, found, revision_named(found, known.key, revision))


def with_content(database: Database, name: str) -> Story:
    """As `story`, of an article that has at least one revision.

    Raises:
        NotFound: As `story`; or every look at the article saw no content.
    """
    found = story(database, name)
    if not found.revisions:
        raise NotFound(
            f"There is no content of {found.known.key} to show: no look at it saw any, or it was erased. "
            f"`archive captures {found.known.key}` lists the looks, `archive article show {found.known.key}` "
            "what was decided."
        )
    return found


def revision_named(revisions: Sequence[Revision], key: str, name: str) -> Revision:
    """The revision of an article that the text after `@` names.

    Raises:
        NotFound: There is none.
    """
    count = len(revisions)
    if name == "latest" and revisions:
        return revisions[-1]
    if name == "first" and revisions:
        return revisions[0]
    if _NUMBER.fullmatch(name):
        number = int(name)
        place = number - 1 if number > 0 else count + number
        if number != 0 and 0 <= place < count:
            return revisions[place]
        raise NotFound(
            f"There is no revision {name} of {key}: it has {count}. `archive log {key}` lists them."
        )
    if _DIGEST.fullmatch(name):
        matching = [revision for revision in revisions if revision.id.startswith(name)]
        if len({revision.id for revision in matching}) == 1:
            return matching[-1]
        trouble = "Several states" if matching else "No state"
        raise NotFound(f"{trouble} of {key} begin with {name}. `archive log {key}` lists them.")
    moment = moment_named(name)
    if moment is None:
        raise NotFound(
            f"{name!r} names no revision of {key}; a number, `first`, `latest`, `-2`, a date, a time, or "
            "`c1:` and six or more digits would."
        )
    current = bisect_right(revisions, moment, key=lambda revision: revision.captured_at)
    if not current:
        raise NotFound(
            f"{key} was not seen by {name}: it was first seen {revisions[0].captured_at:%Y-%m-%d %H:%M} UTC."
            if revisions
            else f"There is no content of {key} to show: no look at it saw any, or it was erased."
        )
    return revisions[current - 1]


def moment_named(name: str) -> datetime | None:
    """The moment that a date (its last microsecond) or a time means, in UTC where no zone is given."""
    try:
        claimed = Claimed.read(name)
    except ValueError:
        return None
    if claimed.precision is not Precision.TIME:
        return datetime.combine(claimed.last_day, time.max, UTC)
    moment = datetime.fromisoformat(claimed.text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _unknown(name: str, keys: Sequence[str]) -> str:
    if not keys:
        return f"There is no article {name}: the archive is empty. `archive ingest` fills it."
    from rapidfuzz import process

    asked = name.rpartition("@")[0] or name
    near = [
        match
        for match, _, _ in process.extract(asked, keys, processor=str.casefold, limit=3, score_cutoff=70)
    ]
    hint = f" Did you mean {' or '.join(near)}?" if near else " `archive articles` lists what there is."
    return f"There is no article {name}.{hint}"


def articles(database: Database) -> Iterator[ArticleSummary]:
    """Every article, by key."""
    from archive.store import history

    with database.reading() as connection:
        yield from history.article_summaries(connection)


def captures(database: Database, name: str) -> list[Capture]:
    """Every look at an article, or at one revision of it, in order of time.

    Raises:
        NotFound: There is no such article or revision.
    """
    from archive.store import history

    with database.reading() as connection:
        found = story(database, name)
        looks = history.captures(connection, found.known)
    if found.named is None:
        return looks
    return [look for look in looks if look.revision == found.named.revision]


def show(database: Database, name: str) -> RevisionText:
    """A revision with its content; the latest where none is named.

    Raises:
        NotFound: There is none.
        Damaged: Its text no longer gives the digest that names it.
    """
    with database.reading():
        chosen = with_content(database, name).chosen
        return RevisionText(chosen, content(database, chosen))


def content(database: Database, revision: Revision) -> State:
    """What a revision says.

    Raises:
        Damaged: It no longer gives the digest that names it.
    """
    with database.reading() as connection:
        state = stored.states(connection, [revision.id])[revision.id]
    if digest(state) != revision.id:
        raise Damaged(
            f"The text of {revision.article}@{revision.revision} no longer gives its digest "
            f"{revision.id[:15]}…: the file was altered. Keep it as it is, and go back to the newest copy; "
            "`archive verify` lists the damage."
        )
    return state


def raw(database: Database, name: str, *, capture: int | None = None) -> bytes:
    """The exact bytes of the first look at a revision, or of any look of the article.

    Args:
        database: Open for reading.
        name: `ARTICLE` for its latest revision, or `ARTICLE@REV`.
        capture: Instead of a revision's first look the one with this number.

    Raises:
        NotFound: There is no such revision or look of it, or its bytes were not kept.
        Damaged: The bytes no longer have their digest.
    """
    from archive.store import history

    with database.reading() as connection:
        if capture is None:
            found = with_content(database, name)
            number = stored.capture_of_revision(connection, found.known, found.chosen.revision)
        else:
            found = story(database, name)
            number = capture
            if capture not in {one.capture for one in history.captures(connection, found.known)}:
                key = found.known.key
                raise NotFound(f"{key} has no look {capture}; `archive captures {key}` lists them.")
        content = history.capture_content(connection, number)
    if content.raw is None:
        what = f"The raw bytes of {name}" + (f", look {capture}," if capture is not None else "")
        if content.remains is None:
            raise NotFound(f"{what} were not kept: there were none.")
        why = "were erased" if content.remains.state is not None else "were not kept"
        left = f"their SHA-256 is {content.remains.raw}, their size {content.remains.size:,} bytes"
        raise NotFound(f"{what} {why}; {left}.")
    return content.raw


def revision_count(database: Database, name: str) -> int:
    """How many revisions an article has, whichever of them is named.

    Raises:
        NotFound: There is no such article, or no look saw its content.
    """
    with database.reading():
        return len(with_content(database, name).revisions)


def log(database: Database, name: str) -> list[LogEntry]:
    """The revisions of an article in order, each with what it changed against the one before it.

    Of a revision named, those up to it.

    Raises:
        NotFound: There is no such article, or no look saw its content.
    """
    from archive.services.compare import log_entries

    with database.reading():
        found = with_content(database, name)
        numbers = range(1, found.chosen.revision + 1)
        return [entry for entry, _ in log_entries(database, found.known, found.revisions, numbers)]
