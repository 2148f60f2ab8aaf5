"""What passages say that stand around stories and are no part of them, in the languages listed."""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import re

POINTER = re.compile(
    r"^\W*(?:related|read (?:more|next|also|now|on)|see (?:more|also)|(?:other|more|latest|further) (?:news|stories|articles|headlines)|more(?: on| from|:)|also(?: read| see|:)|"
    r"watch(?:\s*:| more| now| live)|don['’]t miss|must[- ]read|recommended|you (?:may|might) (?:also|like)|"
    r"click here|explore further|mehr(?: zum thema|:)|lesen sie auch|lire aussi|à lire|lea también|leia (?:mais|também)|"
    r"leggi anche|lees ook|story continues|continue reading|photos?:|gallery:|video:|listen:|in pictures)\b",
    re.IGNORECASE,
)
"""Points to other stories."""
CALL = re.compile(
    r"^\W*(?:(?:please )?(?:sign|log) (?:up|in)\b|subscribe\b|register (?:now|here|for)|get (?:the|our|all|your|access|more|breaking)\b.{0,80}"
    r"\b(?:newsletters?|inbox|app|daily|subscri\w+|stories|news|delivered|updates)|follow (?:us|me|him|her|them|@|\S+(?: \S+){0,3} on)\b|"
    r"like us on|join (?:our|the conversation|us)|download (?:the|our)|click here|tap here|share this|advertisement\b|"
    r"sponsored\b|this story continues|article continues|story continues|scroll (?:down|to)|have a (?:tip|story)|got a tip|"
    r"contact (?:the (?:author|reporter|writer)|us)\b|reach (?:the )?(?:reporter|author|him|her)|copyright\b|©|\(c\) ?\d{4}|all rights reserved|"
    r"adverts?\W*$|ad\W*$|filed under|tags?:|topics?:|posted (?:in|on|by)|categor(?:y|ies):|source:|sources:|comments?\b\W*$|leave a (?:comment|reply)|"
    r"most read|most popular|trending|image credits?:?|thanks for (?:reading|signing|subscribing)|print this|email this)",
    re.IGNORECASE,
)
"""Asks the reader to do something, or says what surrounds a story."""

_TOLD = re.compile(
    r"^\W*(?:subscribe|sign|log|register|click|accept)\b[^.!?]{0,40}?[”\"’']?[,:]?\s+(?:that\s+)?(?:is|was|are|were|has|had)\s+\w+",
    re.IGNORECASE,
)


def is_told(text: str) -> bool:
    """Whether a sentence speaks of a call rather than makes it.

    Example:
        >>> is_told("“Subscribe to read on” is what most of them saw."), is_told("Subscribe to read on.")
        (True, False)
    """
    return _TOLD.search(text) is not None


EMBEDDED = re.compile(r"twitter|instagram|tiktok|facebook|bluesky|mastodon|reddit|telegram", re.IGNORECASE)
"""Classes of posts set in from social networks."""
DATA = re.compile(
    r"https?://\S+\.(?:jpe?g|png|gif|webp|svg)\S*|\d{4}-\d\d-\d\dT[\d:.+Z-]+|\d{1,4}", re.IGNORECASE
)
"""A value for machines, no text."""
STAMP = re.compile(
    r"^\W*(?:(?:last |first )?(?:updated?|modified|revised|published|posted|created)\b.{0,60}\d|https?://\S+$)",
    re.IGNORECASE,
)
"""Says when the page was changed, or where it is."""
CREDIT = re.compile(
    r"(?:/|\bvia |\bby |^)\s*(?:getty(?: images)?|shutterstock|reuters|ap(?: photo)?|afp|alamy|epa|istock|corbis|wireimage|associated press)"
    r"(?: images| photos?)?\W*$|^(?:photo(?:graph)?s?|image|picture|pictured|foto|credit)s?(?: credit)?(?: by)?\s*[:|]",
    re.IGNORECASE,
)
"""Names who made a picture."""
COUNTER = re.compile(
    r"\bvisitor (?:number|no)\b|\b(?:visitors|hits|page ?views|views|reads|times read)\s*:|\bbest (?:seen|viewed) (?:at|in|with)\b|"
    r"^\W*[\d.,]+\s?[kKmM]?\s(?:views?|reads?|shares?|hits|visitors|comments?|likes|people (?:have )?(?:read|shared|liked))\b|"
    r"\b\d+[- ]min(?:ute)?s?[- ]read\b|\b(?:reading time|tempo de leitura|lesezeit|temps de lecture)\b",
    re.IGNORECASE,
)
"""Counts visitors, or minutes of reading."""
BYLINE = re.compile(r"^(?:by|von|par|por)\s+[^\W\d_][^.!?]{1,100}$", re.IGNORECASE)
"""A byline."""
URL = re.compile(r"(?:https?://|www\.)\S+")
"""An address and nothing else."""
TAIL = re.compile(
    r"^\W*(?:(?:source|sources|via|photos?|image|credit|credits|tags?|topics?|filed under|categor(?:y|ies))\s*:|"
    r"(?:additional )?(?:reporting|writing|editing|research) (?:was contributed )?by\b|follow\b|listen\b|watch\b|subscribe\b|"
    r"sign up\b|copyright\b|©|all rights reserved|advertisement\b|contact\b|e-?mail\b|tweet\b|have (?:a|an) (?:tip|story)|got a tip|"
    r"for more\b|read more|related\b|more (?:on|from)\b|join\b|download\b|get (?:the|our)\b|support\b|donate\b|comments?\b|print\b|share\b|"
    r"like us\b|leave a\b|if you (?:enjoyed|liked|found)|do you have a story|get in touch|stay informed|check out more|our website is|you (?:may|might|can) (?:also|follow|reach)|(?:this|the) (?:article|story) (?:was )?(?:originally|first) )",
    re.IGNORECASE,
)
"""Stands behind a story: sources, calls, tags, contacts."""
