"""Finds dates, quarters and times of day, Japanese and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from editor_tui.text.numbers.quantity import Date, Quantity

_ERAS: Final = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_DIGITS: Final = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|\b))"
)
_KANJI: Final = "〇零一二三四五六七八九十"
_SMALL: Final = rf"(?:\d{{1,2}}|[{_KANJI}]{{1,3}})"
_ORDINAL_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}

# In this order: what one pattern has taken is no longer there for the next.
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})([-/.])(?P<month>0?[1-9]|1[0-2])\2(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)",
        r"(?<![\d/])(?P<year>(?:19|20)\d\d)/(?P<month>0?[1-9]|1[0-2])(?![\d/])",
        rf"(?P<era>{'|'.join(_ERAS)})(?P<year>元|{_SMALL}) ?年"
        rf"(?:度| ?(?P<month>{_SMALL}) ?月(?: ?(?P<day>{_SMALL}) ?日)?)?",
        rf"(?<!\d)(?P<year>[12]\d{{3}}|[一二][{_KANJI}]{{3}}) ?年"
        rf"(?:度| ?(?P<month>{_SMALL}) ?月(?: ?(?P<day>{_SMALL}) ?日)?|(?!代|間))",
        rf"(?<![\d.,{_KANJI}])(?P<month>{_SMALL}) ?月 ?(?P<day>{_SMALL}) ?日",
        # 懲役2年6月 is a time of two years and six months.
        rf"(?<![\d.,{_KANJI}])(?<!(?<!\d)\d年)(?P<month>{_SMALL}) ?月(?!間)",
        rf"\b{_MONTH} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:,? (?P<year>[12]\d{{3}}))?(?![\d,.]\d|\d)",
        rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? (?P<year>[12]\d{{3}})\b)?",
        rf"\b{_MONTH},? (?:of )?(?P<year>[12]\d{{3}})\b",
        rf"(?<=\bin |\bby |\bof )(?:early |late |mid-)?{_MONTH}(?![a-z])",
        rf"\b(?!May\b|March\b){_MONTH}(?![a-z])",
        # No \b: to a regular expression kana are letters ("FY2025は").
        r"(?<![A-Za-z])(?:FY|fiscal(?: year)?) ?'?(?P<year>[12]\d{3}|\d\d)(?!\d)",
    )
)
_YEAR_RANGE: Final = re.compile(
    r"(?<!\d)(?P<first>[12]\d{3}) ?年?度? ?(?:[~\-–—]|から) ?(?P<last>\d\d)(?= ?年(?!間)|(?![\d.,年%]))"
)
_MONTH_RANGE: Final = re.compile(
    r"(?:(?<!\d)(?P<year>[12]\d{3}) ?年 ?)?(?<![\d.,])(?P<first>1[0-2]|[1-9]) ?月? ?(?:[~\-–—]|から) ?"
    r"(?P<last>1[0-2]|[1-9]) ?月(?!間)"
)
_DECADES: Final = re.compile(r"(?<!\d)(?P<decade>[12]\d\d0|[1-9]0) ?(?:年代)|\b(?P<english>[12]\d\d0|'[1-9]0)'?s\b")
_QUARTERS: Final = re.compile(
    r"第 ?([1-4一二三四]) ?四半期|(?<![A-Za-z\d.])([1-4])Q(?![A-Za-z])|(?<![A-Za-z])Q([1-4])(?!\d)"
    r"|\b([Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[- ](?:fiscal )?quarter\b"
)
_TIMES: Final = re.compile(
    r"(?P<half>午前|午後)? ?(?<![\d.])(?P<hour>[01]?\d|2[0-4]) ?時(?!間)(?: ?(?P<minute>[0-5]?\d) ?分|(?P<thirty>半))?"
    r"|(?<![\d:.])(?P<clock>[01]?\d|2[0-3]):(?P<past>[0-5]\d)(?!:?\d)(?: ?(?P<meridiem>[ap]\.?m\b\.?))?"
    r"|(?<![\d:.,$])(?P<bare>1[0-2]|[1-9]) ?(?P<period>[ap]\.?m\b\.?)"
    r"|(?<![\d:.,$])(?P<bare2>1[0-2]|[1-9])(?: in the (?:morning|afternoon|evening)\b| at night\b"
    r"|(?= ?(?:to|-|–|and|until) ?(?:1[0-2]|[1-9])(?::[0-5]\d)? ?[ap]\.?m\b))"
    r"|(?P<named>\bmidnight\b|\bnoon\b|正午)",
    re.IGNORECASE,
)


def _small_number(digits: str) -> int:
    """The value of one or two Arabic digits or of kanji up to 99, and of kanji written digit by digit."""
    if digits == "元":
        return 1
    if digits.isdecimal():
        return int(digits)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return (_small_number(tens) if tens else 1) * 10 + (_small_number(ones) if ones else 0)
    return int("".join(str(_DIGITS[digit]) for digit in digits))


def find_dates(text: str) -> Iterator[Quantity]:
    """Dates of a folded text, whole or in part, with what they say; overlapping ones go to the fuller pattern."""
    taken = text
    for pattern in (_YEAR_RANGE, _MONTH_RANGE, *_PATTERNS, _DECADES):
        for match in pattern.finditer(taken):
            for date in _dates_of(match):
                yield Quantity("date", match.group(), match.start(), match.end(), date=date)
        taken = pattern.sub(_blank, taken)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group()) if any(_dates_of(match)) else match.group()


def _dates_of(match: re.Match[str]) -> Iterator[Date]:
    groups = match.groupdict()
    if match.re is _YEAR_RANGE:
        first, last = int(groups["first"]), int(groups["last"])
        if last > first % 100:
            yield Date(first)
            yield Date(first // 100 * 100 + last)
        return
    if match.re is _MONTH_RANGE:
        in_year = int(groups["year"]) if groups["year"] else None
        yield Date(in_year, int(groups["first"]))
        yield Date(in_year, int(groups["last"]))
        return
    if match.re is _DECADES:
        # 1990年代 and 90年代 and "the 1990s": the first year, with a month that no calendar has, so that it is no year.
        decade = int((groups["decade"] or groups["english"]).lstrip("'"))
        yield Date(decade if decade > 99 else 1900 + decade, 0)
        return
    year, month, day = groups.get("year"), groups.get("month"), groups.get("day")
    date = Date(
        None if year is None else _year(year, groups.get("era")),
        None if month is None else _month(month),
        None if day is None else _small_number(day),
    )
    if 1 <= (date.month or 1) <= 12 and 1 <= (date.day or 1) <= 31:
        yield date


def _year(digits: str, era: str | None) -> int:
    number = _small_number(digits)
    if era:
        return _ERAS[era] + number
    return number + 2000 if number < 100 else number


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1 if word[0].isascii() and word[0].isalpha() else _small_number(word)


def find_quarters(text: str) -> Iterator[Quantity]:
    for match in _QUARTERS.finditer(text):
        word = next(group for group in match.groups() if group)
        number = _ORDINAL_QUARTERS.get(word.lower()) or _small_number(word)
        yield Quantity("quarter", match.group(), match.start(), match.end(), Fraction(number))


def find_times(text: str) -> Iterator[Quantity]:
    """Times of day in minutes after midnight; without morning or afternoon, both are readings."""
    for match in _TIMES.finditer(text):
        groups = match.groupdict()
        if named := groups["named"]:
            # Perhaps no time at all ("the midnight train"): it proves one and needs no proof.
            night = named.lower() == "midnight"
            at = Fraction(0 if night else 720)
            also = (Fraction(1440), Fraction(720)) if night else ()
            yield Quantity("time", named, match.start(), match.end(), at, also=also, weak=True)
            continue
        hour = int(groups["hour"] or groups["clock"] or groups["bare"] or groups["bare2"])
        minute = 30 if groups["thirty"] else int(groups["minute"] or groups["past"] or 0)
        half = groups["half"] or groups["meridiem"] or groups["period"]
        at = Fraction(hour * 60 + minute)
        if half == "午後" or (half or "")[:1] in ("p", "P"):
            at += 720 if hour < 12 else 0
        yield Quantity(
            "time", match.group(), match.start(), match.end(), at, also=() if half or hour > 12 else (at + 720,)
        )
