"""Numbers written in words: what the longest run of number words is worth."""

# ruff: noqa: E501 - messages

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from archive.facts.language import Language


@cache
def _token(language: Language) -> re.Pattern[str]:
    """A word, or a number word of several ("quatre-vingt-dix")."""
    several = sorted(
        (re.escape(word) for word in language.small if not word.isalpha()), key=len, reverse=True
    )
    return re.compile("|".join((*(f"{word}\\b" for word in several), r"[^\W_]+")))


class Worth(NamedTuple):
    """Where a number in words ends, and what it is worth; vague: a plural scale alone ("dozens"), the least it can mean."""

    end: int
    value: int | float
    is_vague: bool = False


def words_value(language: Language, text: str) -> Worth | None:  # noqa: C901, PLR0912, PLR0915 - one state machine over words
    """What the longest run of number words at the start of `text` is worth."""
    total: int | float = 0
    current: int | float | None = None
    end = 0
    last = 0
    sign = 1
    smallest = 10**18
    decimals: str | None = None
    tokens = list(_token(language).finditer(text))
    skip = 0
    for place, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        word = token[0].lower()
        if place and last and text[token.start() - 2] == ",":
            # Only a scale has a comma after it: "twenty, three hundred" is a list.
            break
        ahead = [later[0].lower() for later in tokens[place + 1 : place + 4]]
        if word in language.minus and not end and current is None:
            sign = -1
            continue
        if word in language.point and current is not None and ahead and ahead[0] in language.small:
            decimals = ""
            continue
        if word in language.joiners or word in language.articles or word in (language.of, "-"):
            if (
                word in language.articles
                and current is None
                and ahead
                # "eine halbe Million": the half is what is of the scale.
                and not (ahead[0] in language.halves and ahead[1:2] and ahead[1] in language.scales)
                and (
                    ahead[0] in language.scales
                    or ahead[0] in language.halves
                    or ahead[0] in language.fractions
                )
            ):
                current = 1
                last = -1
            continue
        if decimals is not None:
            if word in language.small:
                decimals += str(language.small[word])
                current_value = float(f"{int(current or 0)}.{decimals}")
                end = token.end()
                if not ahead or ahead[0] not in language.small:
                    current, decimals = current_value, None
                    if not ahead or ahead[0] not in language.scales:
                        total += current
                        return Worth(end, sign * total)
                continue
            break
        if word in language.small:
            value = language.small[word]
            if current is not None and last != -1:
                fits = (20 <= last < 100 and last % 10 == 0 and 0 < value < 10) or (
                    last == 100 and value < 100
                )
                if (
                    not fits
                    and ahead[:1]
                    and ahead[0] in language.fractions
                    and tokens[place - 1][0].lower() in language.joiners
                ):
                    # "ten and three quarters"
                    total, current, last = total + current, value, -1
                    end = token.end()
                    continue
                if not fits:
                    break
            elif current is not None:
                break
            current = (current or 0) + value
            last = value
            end = token.end()
            continue
        if (
            word in language.halves
            and ahead[:1]
            and (ahead[0] in language.articles or ahead[0] in language.scales)
        ):
            nxt = next((w for w in ahead if w not in language.articles), "")
            beside = [earlier[0].lower() for earlier in tokens[max(0, place - 2) : place]]
            if (
                nxt in language.scales
                and current is not None
                and len(beside) == 2
                and beside[0] in language.joiners
                and beside[1] in language.articles
            ):
                # "two and a half million"
                current, last = current + 0.5, -1
                continue
            if nxt not in language.scales or current is not None:
                break
            current, last = 0.5, -1
            continue
        if word in language.fractions and (current is not None or total):
            denominator = language.fractions[word]
            before = [earlier[0].lower() for earlier in tokens[max(0, place - 2) : place]]
            if before[-1] in language.joiners:
                if word in language.halves and current is not None and current < 100:
                    # "one and half hours"
                    return Worth(token.end(), sign * (total + current + 0.5))
                break
            if (
                len(before) == 2
                and before[0] in language.joiners
                and (
                    before[1] in language.articles
                    or (before[1] == "one" and not current)
                    or (current == 1 and total and before[1] == "one")
                )
            ):
                if before[1] == "one":
                    current = None
                # "two and a half", "three million and a half", "one billion and a quarter million"
                if ahead and ahead[0] in language.scales:
                    current, last = 1 / denominator, -1
                    continue
                total += current or 0
                return Worth(token.end(), sign * (total + (smallest if not current else 1) / denominator))
            if current is None:
                break
            whole, part = 0, current / denominator
            if current > 100 and 0 <= last < 100:
                # "one hundred and three quarters": what follows "and" is the fraction.
                whole, part = int(current - last), last / denominator
            end = token.end()
            following = [later for later in ahead if later not in language.articles and later != language.of]
            if not following or following[0] not in language.scales:
                return Worth(end, sign * (total + whole + part))
            total, current, last = total + whole, part, -1
            continue
        if word in language.scales and word not in language.plural_scales:
            factor = language.scales[word]
            if current is None:
                if total and factor > smallest:
                    total *= factor
                    end = token.end()
                    continue
                current = 1
            if factor == 100:
                if current >= 100:
                    break
                current *= 100
                last = 100
                end = token.end()
                continue
            if factor > smallest and total:
                # "a hundred thousand million": the scale covers all before it.
                total = (total + current) * factor
            else:
                total += current * factor
            smallest = factor
            current = None
            last = 0
            end = token.end()
            continue
        if word in language.plural_scales:
            if current is not None and word in language.scales:
                total += current * language.scales[word]
                return Worth(token.end(), sign * total)
            least = language.plural_scales[word]
            if total or current is not None:
                break
            end = token.end()
            if ahead[:1] == [language.of] and len(ahead) > 1 and ahead[1] in language.plural_scales:
                least = least * language.plural_scales[ahead[1]] // 2
                end = tokens[place + 2].end()
            return Worth(end, least, is_vague=True)
        break
    if not end:
        return None
    return Worth(end, sign * (total + (current or 0)))
