"""Dates and times of a passage joined to what stands around them: ranges, a time of day beside a day, a year after."""

# ruff: noqa: E501 - tables and patterns

from __future__ import annotations

import re

from archive.facts import dates
from archive.facts.clocks import Clock, clock_at
from archive.facts.counted_days import DAYS_ONLY
from archive.facts.date_phrases import told_at
from archive.facts.date_stretches import numbered_week
from archive.facts.date_words import COUNT, Found
from archive.facts.spans import EVERY, SpanReader
from archive.model import FactKind, Mention, Span

_NOW = re.compile(r"(?i)(?:now|today|date|present|the present(?: day)?)\b")
_DAY_SIDE = re.compile(r"(?i)(?:the )?day (before|after) (yesterday|today|tomorrow)\b")
_AT = re.compile(r"(?i)(?:,|\.)?(?: ?-)? ?(?:(?:at|from|for|around|by|before|after) )?(?=\d)")
_ON = re.compile(
    r"(?i)(?: (?:GMT|UTC|BST|CET|EST|EDT|ET|PST|PDT|PT|CST|CDT|CT|local time"
    r"|Eastern(?: Time)?))?,?(?: on| of)?(?: the)? "
)
# The characters that such a word ends or begins with: to know sooner that there is none.
_EVERY_ENDS = frozenset(("y ", "h ", "l ", "r ", "Y ", "H ", "L ", "R "))
_LEAD_ENDS = frozenset(("m ", "n ", "e ", "r ", "s ", "M ", "N ", "E ", "R ", "S "))
_LEAD_LETTERS = frozenset("oeharOEHAR")
_PERIODS = {"week": "W", "month": "M", "quarter": "3M", "year": "Y"}
_DATED = frozenset(("date.day_month", "date.numeric", "date.iso"))
_STRETCHES = frozenset(
    ("date.quarter", "date.decade", "date.century", "date.season", "date.half", "date.part", "date.year")
)
_TAIL_STARTS = frozenset((" ", ",", "'", "’", "("))
_RANGE_STARTS = frozenset(" -–—")
_PLAIN_END = frozenset((".", "", *tuple(f" {letter}" for letter in "cdeghijklmnopqrstuvwxyz")))
_FOUR_DIGITS = re.compile(r"(?:1[5-9]|20)\d\d")
_UNTIL = re.compile(r"(?i)(?<!up )(?<!due )\b(to|till|until) $")
_CLAUSE_END = re.compile(r"[.,;:!?)]|$| (?:and|but|is|was|has|have|had|in|of|by|for)\b")
_TO_DATE = re.compile(r"(?i)[- ]to[- ]date\b")
_QUARTER_OF = re.compile(r"(?i)['’]s (first|second|third|fourth|last)[- ](quarter|half)\b")
_TOLD_ENDS = frozenset(("t ", "e "))
_CLOCK_LINK = re.compile(r"(?i)(?: ?[-–] ?| (?:to|until|till|and|through) )(?=\d)")
_YEAR_AFTER = re.compile(r"(?i),? (?:of )?(this|next|last) year\b(?!['’])")
_WEEK_AFTER = re.compile(r"(?i),? (?:of )?(this|next|last) week\b(?!['’])")
_WEEKDAY_AFTER = re.compile(
    r"(?i)(?:, (?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!['’])(?= |[.,;)]|$)(?! \d)"
    r"| ?\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\))"
)


class DateReader(SpanReader):
    """A passage, and what reads its dates and times of day."""

    def told(self, at: int, word: str, floor: int) -> Mention | None:
        """As in "that month", "the same day", "week 12"."""
        text = self.text
        found = None
        if (
            word in _PERIODS
            and text[max(0, at - 2) : at] == "e "
            and text[at + len(word) + 1 : at + len(word) + 2] in "te"
        ):
            period = self.period(at, at + len(word), 1, _PERIODS[word])
            if period is not None:
                return period
        if text[max(0, at - 2) : at] in _TOLD_ENDS:
            found = told_at(text, at, word)
        if word in ("week", "month", "quarter", "year") and (to_date := _TO_DATE.match(text, at + len(word))):
            found = Found(at, to_date.end(), f"{word} 0 start / day 0", "date.range")
        if found is None and word == "week" and text[at + 5 : at + 6].isdigit():
            found = numbered_week(text, at)
        return self.date_mention(found, floor) if found is not None and found.start >= floor else None

    def clock_mention(self, clock: Clock) -> Mention:
        """A time of day, its end or its day with it: "9 to 11 a.m.", "9 a.m. on Monday"."""
        text = self.text
        end = clock.end
        value = clock.value
        link = _CLOCK_LINK.match(text, end)
        if link is not None:
            other = clock_at(text, link.end(), self.language)
            if other is not None and (
                "and" not in link[0]
                or re.search(r"(?i)between $", text[max(0, clock.start - 8) : clock.start])
            ):
                end, value = other.end, f"{clock.value}/{other.value}"
        joined = _ON.match(text, end)
        if joined is not None and "/" not in value and joined.end() < len(text):
            found = self.point_at(joined.end())
            if (
                found is not None
                and found.rule in ("date.day", "date.weekday", "date.day_month", "date.numeric", "date.iso")
                and " / " not in found.expression
            ):
                found = found._replace(start=clock.start, expression=f"{found.expression} T{value}")
                merged = dates.mention(text, found, is_english=self.dates.is_english)
                if merged is not None:
                    return merged
        return Mention(kind=FactKind.TIME, span=Span(clock.start, end), rule="time.clock", value=value)

    def date_mention(self, found: Found, floor: int) -> Mention | None:
        """A date with what belongs to it, not before `floor`; None where it is no day or said of every one."""
        text = self.text
        start = found.start
        before = text[max(0, start - 2) : start]
        if before in _EVERY_ENDS and EVERY.search(text, max(0, start - 14), start):
            return None
        may_lead = not self.dates.is_english or (
            before in _LEAD_ENDS and text[start - 3 : start - 2] in _LEAD_LETTERS
        )
        lead = self.dates.lead.search(text, max(floor, start - 18), start) if may_lead else None
        found = self._ranged(found, lead)
        found = self._tailed(found)
        if (
            " / " in found.expression
            and lead is not None
            and found.rule
            not in ("date.part", "date.decade", "date.quarter", "date.half", "date.season", "date.century")
        ):
            start = lead.start()
            found = found._replace(rule="date.range")
        if start != found.start:
            found = found._replace(start=start)
        if (
            " / " not in found.expression
            and found.rule
            in ("date.day", "date.weekday", "date.day_month", "date.numeric", "date.iso", "date.monthday")
            and " T" not in found.expression
        ):
            clock_link = (
                _AT.match(text, found.end) if text[found.end : found.end + 2] not in _PLAIN_END else None
            )
            if clock_link is not None:
                clock = clock_at(text, clock_link.end(), self.language)
                if clock is not None:
                    found = found._replace(end=clock.end, expression=f"{found.expression} T{clock.value}")
        return dates.mention(text, found, floor, is_english=self.dates.is_english)

    def _ranged(self, found: Found, lead: re.Match[str] | None) -> Found:
        """A date with the one it goes on to: "5 to 9 June", "between May and July"."""
        text = self.text
        link = None
        if lead is not None and lead[1].lower() == self.dates.between:
            link = self.dates.and_.match(text, found.end)
        if link is None and text[found.end : found.end + 1] in _RANGE_STARTS:
            link = self.dates.range.match(text, found.end)
        if link is not None and found.rule in _STRETCHES and " / " in found.expression:
            second = self._end_at(link.end())
            if second is not None and second.rule in _STRETCHES:
                ends = found.expression.split(" / ")[0], second.expression.split(" / ")[-1]
                found = Found(found.start, second.end, " / ".join(ends), "date.range", found.has_year)
        elif (
            link is not None
            and found.expression.startswith("quarterof")
            and (second := self._end_at(link.end())) is not None
            and second.rule == "date.quarter"
            and second.has_year
        ):
            # "Q1 to Q3 2019"
            low, high = f"{second.expression[:4]} q{found.expression[-1]}", second.expression.split(" / ")[-1]
            found = Found(found.start, second.end, f"{low} / {high}", "date.range", True)
        elif link is not None and " / " not in found.expression:
            second = self._end_at(link.end()) or self._year_beside(found, link.end())
            if second is not None and " / " not in second.expression:
                found = self._joined(found, second)
        return found

    def _tailed(self, found: Found) -> Found:
        """A date with what may stand after it: its year ("of last year"), its weekday, how long it goes on."""
        text, end = self.text, found.end
        if self.language.code != "en" or text[end : end + 1] not in _TAIL_STARTS:
            return found
        expression = found.expression
        if found.rule == "date.year":
            part = _QUARTER_OF.match(text, end)
            if part is None:
                return found
            number, letter = COUNT[part[1].lower()], part[2].lower()[0]
            number = number or (4 if letter == "q" else 2)
            if number > 2 and letter == "h":
                return found
            return found._replace(
                end=part.end(), expression=f"{expression} {letter}{number}", rule="date.quarter"
            )
        if found.rule == "date.day_month" and expression.startswith("yearday 0 "):
            year = _YEAR_AFTER.match(text, end)
            if year is not None:
                shift = {"last": -1, "next": 1}.get(year[1].lower(), 0)
                return found._replace(
                    end=year.end(), expression=expression.replace("yearday 0", f"dayof {shift}")
                )
        if found.rule == "date.range":
            points = expression.split(" / ")
            year = _YEAR_AFTER.match(text, end)
            if year is not None and all(point.startswith("yearday 0 ") for point in points):
                shift = {"last": -1, "next": 1}.get(year[1].lower(), 0)
                return found._replace(
                    end=year.end(), expression=expression.replace("yearday 0", f"dayof {shift}")
                )
            week = _WEEK_AFTER.match(text, end)
            if week is not None and all(point.startswith("weekday ") for point in points):
                shift = {"last": -1, "next": 1}.get(week[1].lower(), 0)
                days = " / ".join(f"weekin {shift} {point.split(' ')[2]}" for point in points)
                return found._replace(end=week.end(), expression=days)
            return found
        if found.rule not in DAYS_ONLY or " / " in expression or " T" in expression:
            return found
        weekday = _WEEKDAY_AFTER.match(text, end) if found.rule in _DATED else None
        if weekday is not None:
            return found._replace(end=weekday.end())
        return found

    def now_until(self, at: int, floor: int) -> Mention | None:
        """As in "between now and Friday"; "now" alone is no date."""
        text = self.text
        lead = self.dates.lead.search(text, max(floor, at - 18), at)
        if lead is None:
            return None
        links = self.dates.and_ if lead[1].lower() == self.dates.between else self.dates.range
        link = links.match(text, at + 3)
        if link is None or self._end_at(link.end()) is None:
            return None
        return self.date_mention(Found(at, at + 3, "day 0", "date.day"), floor)

    def _year_beside(self, found: Found, at: int) -> Found | None:
        """The year that another one shows to be one: "entre 1990 y 1995"."""
        year = _FOUR_DIGITS.match(self.text, at) if found.rule == "date.year" else None
        if year is None or year[0] <= found.expression or self.text[year.end() : year.end() + 1].isdigit():
            return None
        return Found(at, year.end(), year[0], "date.year", True)

    def until_now(self, at: int) -> Mention | None:
        """As in "the most to date"."""
        text = self.text
        lead = _UNTIL.search(text, max(0, at - 10), at)
        if lead is None or not _CLAUSE_END.match(text, at + 4):
            return None
        return Mention(
            FactKind.DATE, Span(lead.start(1), at + 4), "date.day", None, "day 0", None, None, "until"
        )

    def year_before(self, at: int) -> Found | None:
        """A year that only the date it goes on to shows to be one: "2019 to June 2020"."""
        year = _FOUR_DIGITS.match(self.text, at)
        link = self.dates.range.match(self.text, year.end()) if year is not None else None
        second = self.point_at(link.end()) if link is not None else None
        if year is None or second is None or not second.has_year:
            return None
        return Found(at, year.end(), year[0], "date.year", True)

    def _end_at(self, at: int) -> Found | None:
        """The date a range ends with: one of its own, or "now"."""
        found = self.point_at(at)
        if found is not None:
            day = _DAY_SIDE.match(self.text, at)
            return None if day else found
        match = _NOW.match(self.text, at)
        if match is not None:
            return Found(at, match.end(), "day 0", "date.day")
        side = _DAY_SIDE.match(self.text, at)
        if side is not None:
            base = {"yesterday": -1, "today": 0, "tomorrow": 1}[side[2].lower()]
            return Found(
                at, side.end(), f"day {base + (-1 if side[1].lower() == 'before' else 1)}", "date.day"
            )
        return None

    def _joined(self, first: Found, second: Found) -> Found:
        low, high = first.expression, second.expression
        if (
            second.has_year
            and not first.has_year
            and low.startswith(("yearday", "inyear"))
            and high[:4].isdigit()
        ):
            part = low.split(" ")[2]
            year = int(high[:4])
            if len(high) > 4 and part[:2] > high[5:7]:
                year -= 1
            low = f"{year:04d}-{part}"
        elif not second.has_year and first.has_year and high.startswith(("yearday", "inyear")):
            part = high.split(" ")[2]
            year = int(low[:4]) + (1 if len(low) > 4 and part[:2] < low[5:7] else 0)
            high = f"{year:04d}-{part}"
        return Found(
            first.start, second.end, f"{low} / {high}", "date.range", first.has_year and second.has_year
        )
