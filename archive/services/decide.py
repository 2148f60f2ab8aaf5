"""What an incoming look means, decided before anything is written.

The decision is a value made from what the archive knows; the store only carries it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.errors import BadInput

if TYPE_CHECKING:
    from archive.model import Draft


@dataclass(frozen=True, slots=True)
class Identity:
    """Which article a draft belongs to, as far as the archive knows.

    Attributes:
        by_key: The article that has the key given.
        by_url: The article that has the address given.
    """

    by_key: int | None
    by_url: int | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a draft goes.

    Attributes:
        article_id: The article it belongs to; None: one to be made.
        new_key: The key of the article to be made, where the draft names one.
        joins_url: Whether its address has to be joined to the article, and why.
    """

    article_id: int | None
    new_key: str | None
    joins_url: str | None


def placement(draft: Draft, known: Identity) -> Placement:
    """Where a draft goes: its key decides, then its address.

    Raises:
        BadInput: Its key and its address belong to two articles.
    """
    if known.by_key is not None and known.by_url is not None and known.by_key != known.by_url:
        raise BadInput(
            f"The key {draft.article} and the address {draft.url} belong to two different articles; "
            "give only the one that is right."
        )
    if draft.article is not None and known.by_key is None and known.by_url is not None:
        raise BadInput(
            f"The address {draft.url} belongs to another article than {draft.article}; "
            "leave out the key, or the address."
        )
    article_id = known.by_key if known.by_key is not None else known.by_url
    joins = None
    if draft.url is not None and known.by_url is None:
        joins = (
            "given together with the key" if draft.article is not None else "the address it was first seen at"
        )
    return Placement(article_id, draft.article if article_id is None else None, joins)


_NOT_IN_KEY = re.compile(r"[^\w]+")
LONGEST_SLUG_CHARS = 60


def key_of_url(url: str) -> str:
    """A short key for an article that is known by its address only.

    Example:
        >>> key_of_url("https://news.example/2021/07/iraq-mission-ends.html?x=1")
        'iraq-mission-ends'
        >>> key_of_url("https://news.example/")
        'news-example'
    """
    parts = urlsplit(url)
    pieces = [piece for piece in parts.path.split("/") if piece.strip()]
    name = re.sub(r"\.\w{1,5}$", "", pieces[-1]) if pieces else ""
    if len(_NOT_IN_KEY.sub("", name)) < 3 or name.isdigit():
        name = "-".join(filter(None, ((parts.hostname or "").removeprefix("www."), name)))
    slug = _NOT_IN_KEY.sub("-", name.lower()).strip("-_")[:LONGEST_SLUG_CHARS].strip("-_")
    return slug or "article"


def source_of(draft: Draft) -> str | None:
    """The outlet a draft is from: as given, else the host of its address."""
    if draft.source and draft.source.strip():
        return draft.source.strip()
    if draft.url is None:
        return None
    host = urlsplit(draft.url).hostname
    return host.removeprefix("www.") if host else None
