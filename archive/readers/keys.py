"""The keys of a look's line in the interchange format, and what a key that is none of them may have meant."""

from __future__ import annotations

from archive.text.likeness import nearest

KEYS = frozenset(
    {
        *("article", "url", "captured", "recorded", "outcome", "reason", "source", "published", "modified"),
        *("title", "byline", "dateline", "language", "text", "html", "sections"),
        *("extractor", "content_type", "links", "raw", "addresses", "event", "remains"),
    }
)


def nearest_key(key: str) -> str | None:
    """The key that a mistyped one was meant to be; None where it is like none.

    Example:
        >>> nearest_key("Titel"), nearest_key("publishd"), nearest_key("section"), nearest_key("category")
        ('title', 'published', 'sections', None)
    """
    return nearest(key, KEYS)
