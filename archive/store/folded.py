"""How a long article is kept for search: all that a search reads of it, in one row.

To read and compare thousands of passages takes longer than all else that a search does. So of a long article
the stretches of its passages are kept (`archive.search.stretches`), with what else it says. Packed with
Zstandard are: a line of JSON; for each place of the stretches the set of its revisions, all of one width, the
lowest byte first; and the stretches in UTF-8.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from archive.search import TEXT_PARTS, Part, Woven, woven
from archive.store.packing import zstd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.search import Stretches, Texts

_PARTS = tuple(Part)  # going through an enumeration itself takes a microsecond
_SAID = tuple(part for part in Part if part in TEXT_PARTS - {Part.BODY})


class Folded(NamedTuple):
    """A long article as it is kept: how many revisions it has, and what stands in them."""

    article_id: int
    revision_count: int
    texts: dict[Part, dict[str, int]]
    body: Woven


def written(article_id: int, revision_count: int, texts: Texts, body: Sequence[Stretches]) -> bytes:
    """An article as it is kept, before it is packed.

    Args:
        article_id: Which article it is.
        revision_count: How many revisions it has.
        texts: The texts of its parts, the passages aside.
        body: The stretches of its passages.
    """
    said = []
    for part in _SAID:
        standing = texts[part]
        assert isinstance(standing, dict)
        if standing:
            said.append([part, sorted([text, f"{revisions:x}"] for text, revisions in standing.items())])
    made = woven(body, revision_count)
    head = [article_id, revision_count, made.place_count, int(made.is_steady), said]
    line = json.dumps(head, separators=(",", ":"))
    return b"".join([line.encode(), b"\n", made.sets, made.form.encode(errors="surrogatepass")])


def packed(made: bytes) -> bytes:
    """What `written` made, as it is stored: with a checksum, so that damage is seen."""
    module = zstd()
    return bytes(module.compress(made, options={module.CompressionParameter.checksum_flag: 1}))


def read(data: bytes) -> Folded | None:
    """A stored article; None where it is damaged, or not what `written` makes."""
    module = zstd()
    try:
        made = module.decompress(data)  # which sees to it that the frame is whole
        end = made.index(b"\n")
        article_id, revision_count, place_count, is_steady, said = json.loads(made[:end])
        texts: dict[Part, dict[str, int]] = {part: {} for part in _PARTS}
        for part, listed in said:
            texts[Part(part)] = {str(text): int(revisions, 16) for text, revisions in listed}
        start = end + 1 + place_count * Woven.width(revision_count)
        sets, form = made[end + 1 : start], made[start:].decode(errors="surrogatepass")
    except (module.ZstdError, ValueError, TypeError, RecursionError):
        return None
    return Folded(
        article_id, revision_count, texts, Woven(form, sets, place_count, is_steady=bool(is_steady))
    )
