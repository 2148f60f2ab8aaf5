"""What an incoming look means, decided before anything is written.

The decision is a value made from what the archive knows; the store only carries it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from archive.errors import BadInput
from archive.text.address import names_a_story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive.model import Address, Draft


@dataclass(frozen=True, slots=True)
class Identity:
    """Which article a draft belongs to, as far as the archive knows: articles as they count now.

    Attributes:
        by_key: The article that has the key given.
        by_url: The article that has the address given, or one that is the same when cleaned.
        by_address: The articles that have the draft's further addresses, by address.
        doubted: Those further addresses that are no evidence, since anybody could have named them.
    """

    by_key: int | None
    by_url: int | None
    by_address: Mapping[str, int] = field(default_factory=dict)
    doubted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a draft goes.

    Attributes:
        article_id: The article it belongs to; None: one to be made.
        new_key: The key of the article to be made, where the draft names one.
        joins_url: Whether its address has to be joined to the article, and why.
        joins: The further addresses that nobody has yet: they are joined to the article.
        disputes: Those that are another article's. They join nothing: the two are proposed as the same.
    """

    article_id: int | None
    new_key: str | None
    joins_url: str | None
    joins: tuple[Address, ...] = ()
    disputes: tuple[Address, ...] = ()


def placement(draft: Draft, known: Identity) -> Placement:
    """Where a draft goes: its key decides, then its address, then the evidence of its further addresses.

    Of evidence for several articles the first counts, and the others are in dispute. A home page is no
    evidence: many pages name it as their canonical address.

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
    told = [a for a in draft.addresses if a.joined_at is not None or names_a_story(a.url)]
    witness = next((a for a in told if a.url in known.by_address and a.url not in known.doubted), None)
    article_id = known.by_key if known.by_key is not None else known.by_url
    is_by_witness = article_id is None and draft.article is None and witness is not None
    if is_by_witness and witness is not None:
        article_id = known.by_address[witness.url]
    joins = None
    if draft.url is not None and known.by_url is None:
        if draft.article is not None:
            joins = "given together with the key"
        elif is_by_witness and witness is not None:
            joins = f"seen together with {witness.url}: {witness.reason or 'no reason given'}"
        else:
            joins = "the address it was first seen at"
    return Placement(
        article_id,
        draft.article if article_id is None else None,
        joins,
        tuple(address for address in told if address.url not in known.by_address),
        tuple(a for a in told if a.url in known.by_address and known.by_address[a.url] != article_id),
    )


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
    name = normalize("NFC", unquote(re.sub(r"\.\w{1,5}$", "", pieces[-1]))) if pieces else ""
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
