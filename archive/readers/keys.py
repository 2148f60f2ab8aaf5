"""The keys of a look's line in the interchange format, and what a key that is none of them may have meant."""

from __future__ import annotations

KEYS = frozenset(
    {
        *("article", "url", "captured", "recorded", "outcome", "reason", "source", "published", "modified"),
        *("title", "byline", "dateline", "language", "text", "html", "sections"),
        *("extractor", "content_type", "links", "raw", "addresses", "event", "remains"),
    }
)

LEAST_LIKE = 75
"""From 0 to 100: `titel` and `title` are 80 alike; words that mean something else are less."""


def nearest_key(key: str) -> str | None:
    """The key that a mistyped one was meant to be; None where it is like none.

    Example:
        >>> nearest_key("Titel"), nearest_key("publishd"), nearest_key("section"), nearest_key("category")
        ('title', 'published', 'sections', None)
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        key.strip(), sorted(KEYS), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=LEAST_LIKE
    )
    return None if found is None else str(found[0])
