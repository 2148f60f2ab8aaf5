"""Zones of a page: what the names of elements, roles, classes and ids tell about its parts."""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import re
from enum import IntFlag
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Zone(IntFlag):
    """Parts of a page; a block can stand in several."""

    NONE = 0
    ARTICLE = 1
    HEADER = 2
    NAVIGATION = 4
    ASIDE = 8
    FOOTER = 16
    FIGURE = 32
    COMMENTS = 64
    RELATED = 128
    SHARE = 256
    ADVERT = 512
    NEWSLETTER = 1024
    AUTHOR = 2048
    DATE = 4096
    CONSENT = 8192
    HIDDEN = 16384
    TAGS = 32768
    FORM = 65536
    TITLE = 131072
    NOTE = 262144
    WALL = 524288
    PULLED = 1048576
    BODY = 2097152


_ZONES_OF_TAGS = {
    "article": Zone.ARTICLE,
    "main": Zone.ARTICLE,
    "header": Zone.HEADER,
    "nav": Zone.NAVIGATION,
    "menu": Zone.NAVIGATION,
    "aside": Zone.ASIDE,
    "footer": Zone.FOOTER,
    "figure": Zone.FIGURE,
    "form": Zone.FORM,
}
_ZONES_OF_ROLES = {
    "navigation": Zone.NAVIGATION,
    "menu": Zone.NAVIGATION,
    "menubar": Zone.NAVIGATION,
    "banner": Zone.HEADER,
    "contentinfo": Zone.FOOTER,
    "complementary": Zone.ASIDE,
    "search": Zone.FORM,
    "dialog": Zone.CONSENT,
    "alertdialog": Zone.CONSENT,
    "article": Zone.ARTICLE,
    "main": Zone.ARTICLE,
}
# Names in classes and ids, taken apart at hyphens, underscores, and changes of case.
_NAMES: dict[Zone, str] = {
    Zone.NAVIGATION: r"nav|navbar|navigation|menu|breadcrumbs?|crumbs?|pagination|pager|skip|toolbar|topbar|sitenav|subnav",
    Zone.FOOTER: r"footer|colophon|copyright|legal",
    Zone.ASIDE: r"sidebar|aside|rail|sidecol|widget|widgets",
    Zone.COMMENTS: r"comments?|disqus|respond|livefyre|commentlist|usercomments|replies",
    Zone.RELATED: r"related|recirc|recirculation|recommended|recommendations?|outbrain|taboola|trending|popular|mostread|"
    r"more stories|read ?more|readmore|also|see ?also|further|next ?up|up ?next|teasers?|promo|promoted|promos|zergnet|"
    r"readnext|morefrom|otherstories|mostpopular|latest|jetpack relatedposts|relatedposts|relatedlinks|relatedarticles|yarpp|crp|onward|"
    r"prevnext|related ?content|suggested|suggestions|rel[ae]ted",
    Zone.SHARE: r"share|sharing|shares|social|sharebar|sharetools|addthis|addtoany|sharedaddy|socials|sns|follow|followus|shareaholic|"
    r"tweet ?button|sharethis",
    Zone.ADVERT: r"ad|ads|advert|adverts|advertisement|advertising|adslot|adunit|adsense|dfp|gpt|sponsor|sponsored|sponsors|banner|"
    r"adbox|adwrap|adcontainer|partner ?links|commercial|affiliate|marketing",
    Zone.NEWSLETTER: r"newsletter|newsletters|subscribe|subscription|signup|sign up|optin|mailchimp|mailing|inscription",
    Zone.AUTHOR: r"author|authors|byline|bylines|bio|contributor|contributors|writer|writers|autor|auteur|redakteur|credits?|vcard|reporter",
    Zone.DATE: r"date|dateline|timestamp|published|pubdate|time|datetime|updated|datum",
    Zone.CONSENT: r"cookies?|consent|gdpr|cmp|onetrust|privacy|cookiebar|cookiebanner|lightbox|modal|popup|overlay|interstitial|didomi|qc",
    Zone.HIDDEN: r"hidden|hide|visually hidden|sr only|screen reader text|screen ?reader|invisible|offscreen|a11y|print only|noprint|element invisible|screenreader",
    Zone.TAGS: r"tags?|tagcloud|taglist|keywords?|topics?|categories|category|postmeta|post meta|entry meta|metadata|labels|article meta|kicker|eyebrow|rubric",
    Zone.TITLE: r"headline|entry title|post title|article title",
    Zone.NOTE: r"correction|corrections|clarification|editors ?note|editornote|article correction|amendment",
    Zone.WALL: r"paywall|pay wall|regwall|piano|subscriber only|premium ?wall|meteredcontent|gate|gateway|tp modal",
    Zone.PULLED: r"pull ?quote|pulledquote|pullquotes",
    Zone.FIGURE: r"caption|captions|wp caption|gallery|slideshow|photo|photos|image|img|media|picture|carousel|video",
    Zone.ARTICLE: r"article|story|post|entry",
    Zone.BODY: r"article ?body|story ?body|entry ?content|post ?content|post ?body|article ?content|article ?text|story ?content|"
    r"body ?text|article ?copy|story ?text|body ?copy|articlebody|storybody|entry ?text|td ?post ?content|rich ?text|content ?body|main ?content",
}
_EXPRESSIONS = {zone: re.compile(rf"(?<!\w)(?:{names})(?!\w)") for zone, names in _NAMES.items()}
_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
LONGEST_NAMES_CHARS = 400


@lru_cache(maxsize=4096)
def zones_of_names(names: str) -> Zone:
    """The zones that an element's classes and id tell."""
    split = " ".join(re.split(r"[\s_-]+", _CASE.sub(" ", names[:LONGEST_NAMES_CHARS]))).lower()
    found = Zone.NONE
    for zone, expression in _EXPRESSIONS.items():
        if expression.search(split):
            found |= zone
    return found


def zones_of(element: HtmlElement, tag: str) -> Zone:
    """The zones that an element opens, by its name, its classes and id, its role."""
    found = _ZONES_OF_TAGS.get(tag, Zone.NONE)
    attributes = element.attrib
    if not attributes or tag in ("html", "body"):  # classes of the whole page tell nothing about a part of it
        return found
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if len(names) > 1:
        found |= zones_of_names(names)
    role = attributes.get("role")
    if role is not None:
        found |= _ZONES_OF_ROLES.get(role.strip().lower(), Zone.NONE)
    if (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _NOT_SHOWN.search(attributes.get("style", ""))
    ):
        found |= Zone.HIDDEN
    if "articlebody" in attributes.get("itemprop", "").lower():
        found |= Zone.BODY
    return found
