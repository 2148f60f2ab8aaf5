from __future__ import annotations

from render.cases import LATER, SEEN

from archive.model import Claimed, Digest, Passage, PassageKind, Revision, RevisionText, Section, State
from archive.render import Look, revision_text

ABOUT = Revision("ferry", 2, Digest("c1:9f8e"), LATER, SEEN, Claimed("2021-07-27"), None, LATER)


def test_a_revision_is_shown_to_be_read():
    lead = Section(
        None, 0, (Passage("The ferry left at noon, and nobody on it knew of the fire."), Passage("It burnt."))
    )
    known = Section(
        "What is known",
        2,
        (
            Passage("- The engine failed, the coast guard says.", PassageKind.ITEM),
            Passage("- Nobody died.", PassageKind.ITEM),
            Passage("We shall pay, says the owner of the ferry.", PassageKind.QUOTE),
            Passage("The ferry", PassageKind.CAPTION),
        ),
    )
    state = State("Ferry burns", "By A. Writer", None, (lead, known))

    assert revision_text(RevisionText(ABOUT, state), Look(40)).split("\n") == [
        "Ferry burns",
        "By A. Writer",
        "ferry@2; seen 2021-07-27 10:20 UTC,",
        "changed between 10:05 and 10:20 UTC (15",
        "minutes); published 2021-07-27",
        "c1:9f8e",
        "",
        "The ferry left at noon, and nobody on it",
        "knew of the fire.",
        "",
        "It burnt.",
        "",
        "What is known",
        "",
        "- The engine failed, the coast guard",
        "  says.",
        "- Nobody died.",
        "",
        "> We shall pay, says the owner of the",
        "> ferry.",
        "",
        "[caption] The ferry",
    ]


def test_a_revision_without_headline_or_window_begins_with_what_is_known():
    about = Revision("ferry", 1, Digest("c1:ab"), SEEN, None, None, Claimed("2021-07-27T10:00:00Z"), SEEN)
    state = State(None, None, "Tue 27 July 2021:", ())

    assert revision_text(RevisionText(about, state), Look(80)).split("\n") == [
        "Tue 27 July 2021:",
        "ferry@1; seen 2021-07-27 10:05 UTC; modified 2021-07-27 10:00 UTC",
        "c1:ab",
    ]
