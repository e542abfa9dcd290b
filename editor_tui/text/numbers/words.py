"""Words around numbers: hedges that allow rounding, fractions, words that look like numbers and are none."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from editor_tui.text.numbers.quantity import Hedge
from editor_tui.text.numbers.written import read_kanji

_ABOUT: Final = re.compile(
    r"(?:約|およそ|おおよそ|ほぼ|推定|(?<![\w%])[~≈]|"
    r"\b(?:about|around|roughly|approximately|some|circa|an? estimated)) ?$",
    re.IGNORECASE,
)
_OVER: Final = re.compile(
    r"\b(?:over|more than|at least|exceed(?:s|ing|ed)|above|upwards of|topped|surpass(?:es|ing|ed)) $", re.IGNORECASE
)
_UNDER: Final = re.compile(r"\b(?:nearly|almost|close to|under|less than|just under|up to|below) $", re.IGNORECASE)
_BEHIND: Final = re.compile(r" ?(超|以上|強|余り|あまり|余|を超|を上回|plus\b|\+|前後|程度|ほど|近く|弱|未満|を下回)")
_BEHIND_HEDGES: Final[dict[str, Hedge]] = {
    "前後": "about", "程度": "about", "ほど": "about", "近く": "under", "弱": "under", "未満": "under",
    "を下回": "under",
}  # fmt: skip

VAGUE: Final = re.compile(
    r"(?:数|何|幾)[十百千万億兆]+|十数|\b(?:hundreds|thousands|millions|billions|trillions|dozens|tens)\b"
)
# Kanji numerals with a counter behind them that count nothing.
NOT_NUMBERS: Final = re.compile(
    r"六本木|三日月|十人十色|三人三様|二人三脚|三位一体|十分(?![間後前ほ程以おご])|二度と|五輪|千代|四半世紀|二番煎じ|二枚目|二枚舌|七五三|百人一首|"
    r"十年一日|三本の矢|八百万|万が一|千差万別|三日坊主|四六時中|二足のわらじ|十八番|一石二鳥|三種の神器"
)
FRACTIONS: Final = re.compile(
    r"(?P<below>\d+|[一二三四五六七八九十]+) ?分の ?(?P<above>\d+|[一二三四五六七八九]+)"
    r"|(?<![\d/])(?P<top>\d)/(?P<bottom>\d{1,3})(?![\d/])"
    r"|\b(?P<count>one|two|three|four|five)[- ]"
    r"(?P<part>half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s?\b(?!-)",
    re.IGNORECASE,
)
_PARTS: Final = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_COUNTS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def hedge_of(text: str, start: int, end: int) -> Hedge:
    """How the words around `text[start:end]` allow the number to be rounded."""
    behind = _BEHIND.match(text, end)
    if behind is not None:
        return _BEHIND_HEDGES.get(behind[1], "over")
    window = max(0, start - 16)
    if _ABOUT.search(text, window, start):
        return "about"
    if _OVER.search(text, window, start):
        return "over"
    return "under" if _UNDER.search(text, window, start) else ""


def fraction_value(match: re.Match[str]) -> Fraction:
    """The value of a match of FRACTIONS; 0 where it divides by zero."""
    groups = match.groupdict()
    if groups["part"]:
        return Fraction(_COUNTS[groups["count"].lower()], _PARTS[groups["part"].lower()])
    above, below = (_whole(groups[name] or groups[other]) for name, other in (("above", "top"), ("below", "bottom")))
    return Fraction(above, below) if below else Fraction(0)


def _whole(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    written = read_kanji(digits, 0)
    assert written is not None
    return int(written.value)
