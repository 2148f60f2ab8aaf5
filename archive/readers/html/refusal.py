"""Pages that came but are not the article: walls, consent pages, bot checks, error pages, thin ones.

A refused page makes no revision, so it has to be refused only when it is sure: what is refused wrongly is
lost to the reader, what is let in wrongly looks as if the publisher had deleted the story. Each rule needs
that little text was found, and more of it the less the page says about itself.
"""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.readers.html.blocks import Block
from archive.readers.html.phrases import is_told
from archive.readers.html.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.readers.html.metadata import Metadata

THIN_WORDS = 12
"""A page with fewer words in its story, and nothing that says it is one, has none: briefs have 25."""
ERROR_WORDS = 80
"""What an error page says about itself and offers instead."""
SHORT_WORDS = 150
"""A story behind a wall shows its first paragraph or two."""
LISTED_PAGES = 8
"""A front page or a section leads to more stories than these; what stands beside a story, to fewer."""
LONG_WORDS = 350
LEAST_HEADLINE_WORDS = 4
OTHER_WORDS = 2
"""The title of an error page says no more than the error, and whose page it is."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""Chinese and Japanese do not part words: two characters count as one."""
_CHECKS = re.compile(
    r"\b(?:verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|are you a robot|you are not a (?:ro)?bot|not a robot|"
    r"enable javascript and cookies to continue|attention required!? \| cloudflare|just a moment\.\.\.|ddos protection by|"
    r"unusual (?:traffic|activity) from your|please complete the (?:security check|captcha)|captcha|request unsuccessful\. incapsula|"
    r"access (?:to this page has been|to this website is) denied|pardon our interruption|press (?:&|and) hold to confirm|"
    r"automated access|bot detection)\b",
    re.IGNORECASE,
)
_SCRIPTS = re.compile(
    r"\b(?:(?:please )?(?:enable|turn on|activate|allow) javascript|javascript (?:is|must be|needs to be|has been) (?:disabled|enabled|required|turned)|"
    r"requires javascript|you need to enable javascript|javascript (?:aktivieren|deaktiviert)|activer javascript)\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:before you continue to|we value your privacy|we (?:and our (?:\d+ )?partners )?(?:use|store)(?: and/or access)? (?:cookies|information on)|"
    r"accept (?:all )?(?:cookies|and continue)|(?:manage|your) (?:cookie|privacy|consent) (?:preferences|settings|choices)|consent to the use|"
    r"cookie (?:policy|consent|notice)|reject all|alle akzeptieren|cookies (?:zustimmen|akzeptieren)|tout accepter|aceptar (?:todas las )?cookies|"
    r"our european visitors are important)\b",
    re.IGNORECASE,
)
_ERRORS = re.compile(
    r"(?:^|\b)(?:(?:error )?40[34](?: error)?\b(?=\W*(?:$|[-–—:|.]|page|not|error|forbidden|file))|page (?:not found|cannot be found|can['’]t be found|no longer exists|"
    r"doesn['’]t exist|does not exist|unavailable|(?:is|was|has been) (?:not available|removed|missing))|"
    r"(?:page|article|story|content) you (?:are looking for|requested|were looking for|tried to)|not found$|"
    r"we can['’]?(?:no)?t find (?:that|the|this) page|this (?:page|article|content) (?:is|has been) (?:no longer available|removed|expired|unavailable)|"
    r"internal server error|service unavailable|bad gateway|access denied|forbidden|seite nicht gefunden|page introuvable|"
    r"p[áa]gina no encontrada|p[áa]gina não encontrada|pagina non trovata|pagina niet gevonden|something went wrong|site (?:is )?under maintenance|"
    r"temporarily unavailable|oops!?)(?:\b|$)",
    re.IGNORECASE,
)
_WALLS = re.compile(
    r"\b(?:subscribe (?:now )?to (?:continue|read|keep|unlock|get|access|view)|to (?:continue|keep) reading|continue reading (?:this|your|with)|"
    r"(?:for|to) subscribers only|subscribers?[- ]only|this (?:article|content|story|page) is (?:for|only|available|exclusive|reserved)\b.{0,30}"
    r"\b(?:subscribers?|members?|premium)|already (?:a subscriber|subscribed|have an account|registered)|you(?:['’]ve| have) (?:reached|read|used|hit) "
    r"(?:your|all|the) .{0,30}(?:limit|free|articles)|(?:register|sign in|log ?in|create (?:a|an|your) (?:free )?account)(?: (?:now|for free|or \w+))* "
    r"to (?:continue|read|keep|view|access|unlock)|unlock (?:this|the|full|unlimited|access)|read the full (?:article|story)|"
    r"(?:choose|select|see) your (?:plan|subscription|offer)|start (?:your )?(?:free )?trial|premium (?:content|article)|"
    r"get (?:full|unlimited|digital) access|become a (?:member|subscriber) to|weiterlesen mit|jetzt (?:abonnieren|weiterlesen|testen)|"
    r"(?:nur|exklusiv) für abonnenten|réservé aux abonnés|article réservé|il vous reste|solo para suscriptores|contenido exclusivo|"
    r"riservato agli abbonati|alleen voor abonnees|exclusivo para assinantes)\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(r"[$€£]\s?\d+(?:[.,]\d\d)?\s*(?:/|per|a|for|every|pro|par|al)\s*\w+", re.IGNORECASE)


def refusal(blocks: Sequence[Block], kept: Sequence[Block], about: Metadata) -> str | None:
    """Why a page is not the article that it should be; None where it is one.

    Args:
        blocks: All of the page.
        kept: Those taken for the story.
        about: What the page says about itself.
    """
    reason = _reason(blocks, kept, about)
    if reason in (_NO_CONSENT, _NO_TEXT) and _is_list(blocks, about):
        return "The page is a list of other pages (a front page or a section), not an article; give the address of one."
    return reason


_NO_CONSENT = "The page asks for consent to cookies and does not show the article; save it from a browser."
_NO_TEXT = "There is no text of an article in it."


def _reason(blocks: Sequence[Block], kept: Sequence[Block], about: Metadata) -> str | None:
    words = sum(len(_WORD.findall(block.text)) for block in kept)
    if words >= LONG_WORDS:
        return None
    title = about.title or ""
    page_words = sum(len(_WORD.findall(block.text)) for block in blocks)
    top = " ".join(block.text for block in blocks[:60])[:6000]
    said = " ".join(block.text for block in kept)[:6000]
    is_short = words < SHORT_WORDS
    if is_short and page_words < LONG_WORDS and _CHECKS.search(f"{title} {top}"):
        return "The page is a check for robots, not the article; fetch it again later, or save it from a browser."
    if is_short and (
        (_is_error(title, about.source) and words < ERROR_WORDS)
        or (words < 60 and page_words < LONG_WORDS and _ERRORS.search(said[:300] or top[:300]))
    ):
        return "The page says that there is no such article (an error page sent as if it were one)."
    if (
        is_short
        and _consent_words(kept) * 2 >= words
        and (words or _CONSENT.search(top))
        and _CONSENT.search(said or top)
    ):
        return _NO_CONSENT
    if words < 40 and page_words < LONG_WORDS and _SCRIPTS.search(f"{top} {said}") and not about.is_story:
        return "The page needs JavaScript to show the article; save it from a browser that has run it."
    wall = _wall(blocks, kept)
    if about.is_free is False and is_short and (wall or words < 60):
        return "The page shows the beginning only: it says that the article is for subscribers."
    if wall and is_short and words < 100:
        return "The page shows the beginning only, and then asks for a subscription or an account."
    if words < THIN_WORDS and not _is_brief(kept, about):
        return f"There is too little text to be an article ({words} words)." if words else _NO_TEXT
    return None


def _is_list(blocks: Sequence[Block], about: Metadata) -> bool:
    """Whether a page, which does not say that it is a story, is mostly headlines that lead elsewhere."""
    if about.is_story:
        return False
    listed = {
        anchor.href
        for block in blocks
        if not block.zones & (Zone.NAVIGATION | Zone.FOOTER | Zone.CONSENT)
        for anchor in block.anchors
        if len(_WORD.findall(block.text[anchor.start : anchor.end])) >= LEAST_HEADLINE_WORDS
    }
    return len(listed) > LISTED_PAGES


def _is_brief(kept: Sequence[Block], about: Metadata) -> bool:
    """A story of one sentence: the page says that it is a story, and there is a headline and a sentence."""
    return (
        about.is_story
        and about.title is not None
        and any(len(_WORD.findall(block.text)) >= 6 for block in kept)
    )


def _consent_words(kept: Sequence[Block]) -> int:
    return sum(
        len(_WORD.findall(block.text))
        for block in kept
        if block.zones & Zone.CONSENT
        or re.search(r"cookie|privacy|consent|partners|datenschutz", block.text, re.IGNORECASE)
    )


def _is_error(title: str, source: str | None) -> bool:
    """Whether a title says that there is no page, and nothing else but whose page: a story may be about one."""
    found = _ERRORS.search(title)
    if found is None:
        return False
    own = {word.lower() for word in _WORD.findall(source or "")}
    rest = _WORD.findall(title[: found.start()] + " " + title[found.end() :])
    return sum(word.lower() not in own for word in rest) <= OTHER_WORDS


def _wall(blocks: Sequence[Block], kept: Sequence[Block]) -> bool:
    """Whether the page asks for a subscription where the text should go on."""
    story = {id(block) for block in kept[:-1]}  # what more of the story follows does not break it off
    said = [
        block
        for block in blocks
        if len(block.text) < 400
        and id(block) not in story
        and not block.zones & (Zone.NAVIGATION | Zone.FOOTER | Zone.COMMENTS)
    ]
    asked = [block for block in said if _WALLS.search(block.text) and not is_told(block.text)]
    offers = [block for block in said if _OFFERS.search(block.text) and block.zones & Zone.WALL]
    return bool(asked) or bool(offers)
