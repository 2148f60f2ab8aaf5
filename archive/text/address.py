"""Addresses as they are compared: which two of them name one story.

An address is kept as it was given. `cleaned` makes the form by which it is looked up: without what only
says how somebody came to the page (campaigns, shares, the section of a front page), and without the ways
of writing the same (scheme, host case, default port, order of parameters). It goes no further: an unknown
parameter stays, the case of a path stays, page 2 stays page 2. AMP, mobile and print forms are the story
itself, where the address shows clearly that they are such forms.

Percent-encoding follows RFC 3986, section 6.2.2; internationalised hosts RFC 3490 (the standard
library's `idna`).
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes, urlsplit


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WEB = frozenset({"http", "https"})
_DEFAULT_PORTS = frozenset({80, 443})

# Hosts of AMP caches: the story's own address follows in the path.
_CACHES = re.compile(r"(?:[a-z0-9-]+\.)?(?:cdn\.ampproject\.org|bing-amp\.com)")
_CACHED = re.compile(r"/(?:[a-z]/)?(?:s/)?(?P<address>[^/.]+\.[^/]+/.*)")
_GOOGLE = re.compile(r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?")

_FORM_LABELS = frozenset({"m", "mobile", "amp", "wap", "touch"})
"""First labels of hosts that serve the same pages in another form."""
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "gouv", "ne", "net", "nom", "or", "org"})
"""Labels under which a country's names stand: `m.co.uk` is a site of its own."""

_FORM_SEGMENTS = frozenset({"amp", "print"})
_STORY_SEGMENT = re.compile(r"[^/]*(?:-[^/]*|\d)[^/]*")
"""What a story's own part of a path looks like: words joined by hyphens, or a number."""
_FORM_ENDING = re.compile(r"\.amp(?=\.html?$|$)")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?]*", re.IGNORECASE)
_SLASHES = re.compile(r"//+")

_TRACKING_STARTS = (
    "utm_",
    "amp_",
    "at_",
    "ns_",
    "hsa_",
    "mtm_",
    "pk_",
    "piwik_",
    "matomo_",
    "guce_",
    "fb_action_",
)
_TRACKING = _names(
    "__twitter_impression _ga _gl _hsenc _hsmi aoh campaign_id cmp cmpid csi dclid dlbk dm_i ef_id epik "
    "fb_ref fb_source fbclid feedname feedtype gaa_at gaa_n gaa_sig gaa_ts gbraid gclid gclsrc guccounter "
    "hss_channel icid icmp igsh igshid intcid intcmp ito mbid mc_cid mc_eid mkt_tok msclkid ncid "
    "nr_email_referer ocid oly_anon_id oly_enc_id partner ref_src ref_url s_cid s_kwcid sara_ecid smid "
    "smprod smtyp soc_src soc_trk spm sr_share srsltid taid tpcc trk ttclid twclid usqp vero_conv vero_id "
    "wbraid wickedid wpisrc wpmm wt.mc_id wt.zmc wt_mc wt_zmc xing_share xtor yclid zanpid"
)
"""Parameters, in lower case, that say how somebody came to a page, whatever the site."""

_TRACKING_AT = {
    "bloomberg.com": frozenset({"sref", "srnd", "leadsource"}),
    "cnn.com": frozenset({"eref", "hpt", "iref", "sr"}),
    "forbes.com": frozenset({"sh", "ss"}),
    "ft.com": frozenset({"desktop", "segmentid", "sharetype", "shareid"}),
    "nytimes.com": _names(
        "_r action algo block clicksource contentcollection emc hp impression_id instance_id module nl "
        "pgtype referringsource region regi_id req_id segment_id src surface te ugrp unlocked_article_code "
        "user_id variant"
    ),
    "reuters.com": frozenset({"il", "rpc"}),
    "theguardian.com": frozenset({"page_with"}),
    "twitter.com": frozenset({"s", "t", "src"}),
    "washingtonpost.com": frozenset({"hpid", "itid", "pwapi_token", "tid"}),
    "wsj.com": frozenset({"mod", "reflink", "st"}),
    "x.com": frozenset({"s", "t", "src"}),
    "yahoo.com": frozenset({".tsrc", "tsrc"}),
    "youtube.com": frozenset({"feature", "si", "pp"}),
}
"""Parameters that do so at one site, and may name a story at another."""

_YES = frozenset({"", "1", "true", "yes", "y", "on"})
_FORM_FLAGS = frozenset({"amp", "_amp", "isamp", "print", "printable", "printer_friendly", "printmode"})
_FORM_VALUES = frozenset({"amp", "print", "printable"})
_FORM_VALUE_NAMES = frozenset({"outputtype", "output", "view", "display", "format", "layout", "mode"})
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PLAIN = re.compile(r"[A-Za-z0-9._~/-]*")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_IN_PATH = "!$&'()*+,;=:@/~"
_IN_QUERY = "!$'()*,;:@/?~"
_MOST_ROUNDS = 8


def cleaned(address: str) -> str:
    """The form of an address by which it is looked up.

    An address that is none of the web (`tag:…`, `urn:…`) is its own form. Applying it twice changes nothing.

    Example:
        >>> cleaned("HTTP://www.Elm.example:80/2021//07/Bridge-shut/amp/?utm_source=x&id=7#top")
        'https://elm.example/2021/07/Bridge-shut?id=7'
        >>> cleaned("https://www.google.com/amp/s/m.elm.example/bridge-shut?page=2")
        'https://elm.example/bridge-shut?page=2'
        >>> cleaned("tag:elm.example,2021:7")
        'tag:elm.example,2021:7'
    """
    form = address.strip()
    for _ in range(_MOST_ROUNDS):  # an address may stand within an address
        before, form = form, _cleaned_once(form)
        if form == before:
            break
    return form


def names_a_story(address: str) -> bool:
    """Whether an address can name one story.

    The home page of a site, which many pages give as their own canonical address by mistake, cannot.

    Example:
        >>> [names_a_story(f"https://elm.example/{rest}") for rest in ("", "?utm_source=x", "?p=7", "7")]
        [False, False, True, True]
    """
    form = cleaned(address)
    parts = _parts(form)
    return bool(form) and (parts is None or bool(parts[1].strip("/") or parts[2] or parts[3]))


def _parts(address: str) -> tuple[str, str, str, str] | None:
    """Host with port, path, query and fragment of a web address; None for any other."""
    try:
        split = urlsplit(address)
        port = split.port
        host = split.hostname
    except ValueError:
        return None
    if split.scheme.lower() not in _WEB or not host:
        return None
    named = _host(host)
    if port is not None and port not in _DEFAULT_PORTS:
        named += f":{port}"
    return named, split.path, split.query, split.fragment


def _cleaned_once(address: str) -> str:
    parts = _parts(address)
    if parts is None:
        return address
    host, path, query, fragment = parts
    inner = _cached(host, path, query)
    if inner is not None:
        return inner
    host = _plain_host(host)
    path = _plain_path(_encoded(_SESSION.sub("", path), _IN_PATH))
    pairs = sorted(
        (pair for pair in map(_pair, query.split("&")) if not _is_passing(host, *pair)),
        key=lambda pair: pair[0],
    )
    kept = "&".join(name if value is None else f"{name}={value}" for name, value in pairs)
    route = _encoded(fragment, _IN_PATH + "?#") if fragment[:1] in ("!", "/") else ""
    return f"https://{host}{path or '/'}{'?' + kept if kept else ''}{'#' + route if route else ''}"


def _host(host: str) -> str:
    host = host.rstrip(".").lower()
    if host.isascii():
        return f"[{host}]" if ":" in host else host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _cached(host: str, path: str, query: str) -> str | None:
    """The address that a cache's one stands for."""
    if _GOOGLE.fullmatch(host):
        match = re.fullmatch(r"/amp/(?:s/)?(?P<address>[^/.]+\.[^/]+/.*)", path)
    elif _CACHES.fullmatch(host):
        match = _CACHED.fullmatch(path)
    else:
        return None
    return f"https://{match['address']}{'?' + query if query else ''}" if match else None


def _plain_host(host: str) -> str:
    """A host without the label that says in which form it serves its pages."""
    name, _, port = host.partition(":") if not host.startswith("[") else (host, "", "")
    labels = name.split(".")
    while _is_spare(labels):
        labels = labels[1:]
    if len(labels) > 3 and labels[1] == "m":  # en.m.wikipedia.org
        labels = [labels[0], *labels[2:]]
    return ".".join(labels) + (f":{port}" if port else "")


def _is_spare(labels: list[str]) -> bool:
    if len(labels) < 3 or (labels[0] != "www" and labels[0] not in _FORM_LABELS):
        return False
    return not (len(labels) == 3 and len(labels[2]) == 2 and labels[1] in _SECOND_LEVEL)


def _plain_path(path: str) -> str:
    path = _SLASHES.sub("/", path)
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in ("", "."):
            segments.append(segment)
    while len(segments) > 1 and segments[-1].lower() in _FORM_SEGMENTS and _is_story(segments[-2]):
        segments.pop()
    if len(segments) > 1 and segments[0].lower() in _FORM_SEGMENTS and _is_story(segments[-1]):
        segments = segments[1:]
    if segments and _is_story(segments[-1]):
        segments[-1] = _FORM_ENDING.sub("", segments[-1])
    return "/" + "/".join(segments)


def _is_story(segment: str) -> bool:
    return _STORY_SEGMENT.fullmatch(segment) is not None


def _pair(text: str) -> tuple[str, str | None]:
    name, equals, value = text.replace("+", "%20").partition("=")
    return _encoded(name, _IN_QUERY), _encoded(value, _IN_QUERY + "=") if equals else None


def _is_passing(host: str, name: str, value: str | None) -> bool:
    """Whether a parameter says nothing about which story it is."""
    lower, said = name.lower(), (value or "").lower()
    if not lower and not said:
        return True
    if lower in _TRACKING or lower.startswith(_TRACKING_STARTS):
        return True
    if lower in _FORM_FLAGS:
        return said in _YES
    if lower in _FORM_VALUE_NAMES:
        return said in _FORM_VALUES
    site = host.partition(":")[0]
    return any(
        lower in names
        for domain, names in _TRACKING_AT.items()
        if site == domain or site.endswith("." + domain)
    )


def _encoded(text: str, safe: str) -> str:
    """Text with its escapes in one way: unreserved characters plain, all others as `%XX` or as they stood.

    An escaped `/` or `&` stays escaped: written plainly it would mean something else.
    """
    if _PLAIN.fullmatch(text):
        return text
    data = text.encode("utf-8", "surrogatepass")
    data = _ESCAPE.sub(_one_way, data)
    pieces = re.split(rb"(%[0-9A-F]{2})", data)
    return "".join(
        piece.decode("ascii") if place % 2 else quote(piece, safe=safe) for place, piece in enumerate(pieces)
    )


def _one_way(match: re.Match[bytes]) -> bytes:
    byte = unquote_to_bytes(match[0])
    return byte if byte[0] in _UNRESERVED else b"%" + match[1].upper()
