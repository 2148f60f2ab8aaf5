"""How much of a page is read."""

LONGEST_PAGE_BYTES = 20 * 1024 * 1024
"""The longest page that is read; those of news are under 5 MB, most under 1 MB."""
