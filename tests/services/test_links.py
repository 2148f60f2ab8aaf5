"""Links kept with what was read out of a page, compared from the file."""

from datetime import UTC, datetime

from archive.model import Draft, Label, Link, Passage, Section
from archive.services.compare import diff
from archive.services.ingest import ingest
from archive.store.connection import Database

AT = datetime(2021, 7, 27, tzinfo=UTC)


def seen(day: int, url: str | None, text: str) -> Draft:
    return Draft(
        article="a",
        captured_at=AT.replace(day=day),
        sections=(Section(None, 1, (Passage("The ministry gave names."), Passage(text))),),
        links=() if url is None else (Link(0, 4, 12, url),),
    )


def test_a_link_that_leads_elsewhere_is_told_beside_the_edit(store: Database) -> None:
    drafts = [seen(1, "https://x.example/1", "One."), seen(2, "https://x.example/2", "Two.")]
    list(ingest(store, drafts, now=lambda: AT.replace(day=9)))
    units = diff(store, "a", None).units
    assert [Label.LINK in unit.labels for unit in units] == [True, False, False]


def test_a_text_without_links_says_nothing_about_them(store: Database) -> None:
    drafts = [seen(1, "https://x.example/1", "One."), seen(2, None, "Two.")]
    list(ingest(store, drafts, now=lambda: AT.replace(day=9)))
    assert not any(Label.LINK in unit.labels for unit in diff(store, "a", None).units)
