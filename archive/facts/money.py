"""The signs and codes of currencies, and the one that stands before a number."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re

from archive.facts.language import words

SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₦": "NGN",
    "₴": "UAH", "฿": "THB", "₫": "VND", "₱": "PHP", "₾": "GEL", "₿": "BTC", "₡": "CRC", "₸": "KZT", "﷼": "IRR", "₨": "PKR", "¢": "USD",
}  # fmt: skip
_PREFIXED = {
    "us": "USD", "u.s": "USD", "u.s.": "USD", "c": "CAD", "ca": "CAD", "cdn": "CAD", "can": "CAD", "a": "AUD", "au": "AUD", "aus": "AUD", "nz": "NZD", "hk": "HKD",
    "s": "SGD", "sg": "SGD", "mex": "MXN", "mx": "MXN", "r": "BRL", "br": "BRL", "nt": "TWD", "j": "JMD", "tt": "TTD", "z": "ZWD", "cn": "CNY", "jp": "JPY", "ec": "XCD", "bds": "BBD", "bz": "BZD", "fj": "FJD", "f": "FJD", "e": "EGP",
}  # fmt: skip
PREFIXES = frozenset(_PREFIXED)
"""What may stand before the sign of the dollar, in small letters."""
CODES = words(
    """USD EUR GBP JPY CNY RMB INR CHF CAD AUD NZD HKD SGD KRW BRL MXN RUB SEK NOK DKK PLN CZK HUF TRY ILS ZAR SAR AED
    EGP NGN KES THB IDR MYR PHP VND UAH PKR IRR IQD ARS CLP COP TWD BTC ETH QAR KWD BHD OMR JOD LBP SYP YER LYD TND DZD
    MAD GHS UGX TZS ETB RWF XOF XAF BDT LKR NPR AFN MMK KZT UZS AZN GEL AMD RON BGN RSD ISK PEN BOB UYU PYG CRC GTQ DOP
    HNL NIO VES JMD TTD BBD MNT KHR ZMW ZWL MWK MZN AOA NAD BWP MUR SDG CDF FJD PGK BYN MDL MKD DEM"""
)
"""Codes of ISO 4217 (and a few others' own), but those that are words in capitals: ALL, TOP, LAK."""
_LOCAL = {
    "RS": "INR", "RP": "IDR", "KR": "SEK", "RMB": "CNY", "RM": "MYR", "KSH": "KES", "TK": "BDT", "DH": "AED", "DHS": "AED",
    "NIS": "ILS", "KD": "KWD", "DM": "DEM", "$US": "USD", "$A": "AUD", "$C": "CAD", "$NZ": "NZD", "$HK": "HKD", "SFR": "CHF",
}  # fmt: skip
"""What is written before an amount instead of a code."""
_CODE_BEFORE = re.compile(
    rf"(?:(?<![\w])({'|'.join(CODES)}|Rs\.?|rs\.?|Rp|kr|RM|KSh|Tk|Dhs?|NIS|KD|DM|SFr|\$US|\$A|\$C|\$NZ|\$HK|rmb|usd|eur|gbp)|(?<![\w])[Dd]ollars?)[ \u00a0]?$"
)
CODE_ENDS = frozenset(
    name[-2:] for name in (*CODES, "Rs", "Rs.", "rs", "rs.", "Rp", "kr", "RM", "KSh", "Tk", "Dh", "Dhs", "NIS", "KD", "DM", "SFr", "$US", "$A", "$C", "$NZ", "$HK", "rmb", "usd", "eur", "gbp", "Dollar", "Dollars")
)  # fmt: skip
_SYMBOL_BEFORE = re.compile(
    rf"(?i)(?:(?<![\w$])(us|u\.s\.?|usd|cad|aud|nzd|hkd|sgd|mxn|brl|c|ca|cdn|can|a|au|aus|nz|hk|s|sg|ec|bds|bz|fj|f"
    rf"|mex|mx|r|br|nt|j|tt|cn|jp)[ ]?)?([{re.escape(''.join(SYMBOLS))}])[ \u00a0\u202f]?$"
)
_WORD_LEAD = re.compile(
    r"(?i)\b(?:g[ai]ves?|given|costs?|pays?|paid|charge[ds]?|owe[ds]?|len[dt]|sen[dt]|sends|brings?|brought|save[ds]?|left|leaves?"
    r"|makes?|made|sold|sells?|offer(?:s|ed)?|hand(?:s|ed)|tells?|told|of|for|with|let|gets?|got|b[uo]ys?|bought|show(?:s|ed)?"
    r"|you|we|they|he|she|it|i|that|who|which) $"
)


def currency_named(written: str) -> str | None:
    """The code of a currency written as its code, its sign, or its sign with letters of a country before it.

    Example:
        >>> currency_named("£"), currency_named("a$"), currency_named("chf"), currency_named("cows")
        ('GBP', 'AUD', 'CHF', None)
    """
    for name in (written.strip(), written.strip().upper()):
        found = money_before(name, len(name)) if name else None
        if found is not None and found[1] == 0:
            return found[0]
    return None


SYMBOL_AFTER = re.compile(rf"[ \u00a0\u202f]?([{re.escape(''.join(SYMBOLS))}])(?!\d)")


def money_before(text: str, start: int) -> tuple[str, int] | None:
    """The code of the money whose sign or code stands right before a place, and where that begins."""
    last = text[start - 1]
    if last in SYMBOLS or (last in " \u00a0\u202f" and start > 1 and text[start - 2] in SYMBOLS):
        match = _SYMBOL_BEFORE.search(text, max(0, start - 7), start)
        if match is None:
            return None
        prefix = match[1]
        if (
            prefix is not None
            and prefix.lower() in ("a", "s", "r", "j", "c", "f")
            and not (prefix.isupper() and match.end(1) == match.start(2))
            and prefix != "c"
        ):
            prefix = None
        if prefix in ("us", "can") and _WORD_LEAD.search(text, max(0, match.start(1) - 9), match.start(1)):
            # "It gave us $5": a word.
            prefix = None
        if prefix is not None and prefix.upper() in CODES:
            return prefix.upper(), match.start(1)
        code = SYMBOLS[match[2]]
        if prefix is None:
            return code, match.start(2)
        if match[2] == "$" or (prefix.lower() in ("cn", "jp")):
            return _PREFIXED[prefix.lower()], match.start(1)
        return code, match.start(2)
    if (last.isalpha() or last in " \u00a0.") and (
        text[start - 3 : start - 1] if last in " \u00a0" else text[start - 2 : start]
    ) in CODE_ENDS:
        match = _CODE_BEFORE.search(text, max(0, start - 9), start)
        if match is not None:
            name = (match[1] or "USD").rstrip(".").upper()
            return _LOCAL.get(name, name), match.start()
    return None
