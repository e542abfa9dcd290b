"""Words that are perhaps numbers: half, twice, third, 半年. They prove a number of the other text and need no proof."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_FEW: Final = ("a third", "a quarter", "a fifth", "a tenth")
_HALF: Final = "half|halve[ds]?|halving"
_TIMES: Final = (
    r"doubl(?:e[ds]?|ing)|twice|twofold|tripl(?:e[ds]?|ing)|threefold|thrice|quadrupl(?:e[ds]?|ing)|tenfold|once"
)
_SPANS: Final = (
    r"half[- ]an? (?:hour|day|year|century)|half-(?:year|century)|an hour and a half|an hour"
    r"|a (?:day|month|year) and a half|(?:a )?quarter[- ](?:of a )?century"
)
_JAPANESE: Final = "半分|半数|半減|折半|倍増|両|首位|四半世紀|半世紀|半年|半月|半日"
WEAK_WORDS: Final = re.compile(
    rf"\b(?:{_SPANS}|{'|'.join(_FEW)}|{_HALF}|{_TIMES}|both|either|neither|pair|single|century|primary|secondary|{'|'.join(_ORDINALS)})\b"
    rf"|{_JAPANESE}",
    re.IGNORECASE,
)
_Values = tuple[tuple[Fraction, str], ...]
_HALF_VALUES: Final = ((Fraction(1, 2), ""), (Fraction(50), "%"))
_DOUBLE: Final = ((Fraction(2), "fold"), (Fraction(2), "times"), (Fraction(2), ""))
_TRIPLE: Final = ((Fraction(3), "fold"),)
_HALF_YEAR: Final = ((Fraction(6), "month"), (Fraction(1, 2), "year"))
_HALF_CENTURY: Final = ((Fraction(50), "year"), (Fraction(1, 2), ""), (Fraction(1, 2), "century"))
_QUARTER_CENTURY: Final = ((Fraction(25), "year"), (Fraction(1, 4), "century"))
# By how the words begin, longer beginnings first.
_VALUES: Final[dict[str, _Values]] = {
    "half an hour": ((Fraction(30), "minute"), (Fraction(1, 2), "hour")),
    "half a day": ((Fraction(12), "hour"), (Fraction(1, 2), "day")),
    "half a year": _HALF_YEAR, "half-year": _HALF_YEAR, "半年": _HALF_YEAR,
    "half a century": _HALF_CENTURY, "half-century": _HALF_CENTURY, "半世紀": _HALF_CENTURY,
    "a quarter of a": _QUARTER_CENTURY, "quarter": _QUARTER_CENTURY, "a quarter century": _QUARTER_CENTURY,
    "四半世紀": _QUARTER_CENTURY,
    "半月": ((Fraction(15), "day"), (Fraction(2), "week"), (Fraction(1, 2), "month")),
    "半日": ((Fraction(12), "hour"), (Fraction(1, 2), "day")),
    "an hour and": ((Fraction(3, 2), "hour"),), "an hour": ((Fraction(1), "hour"),),
    "a day and": ((Fraction(3, 2), "day"),), "a month and": ((Fraction(3, 2), "month"),),
    "a year and": ((Fraction(3, 2), "year"),),
    "a third": ((Fraction(1, 3), ""), (Fraction(3), "")),
    "a quarter": ((Fraction(1, 4), ""), (Fraction(25), "%")),
    "a fifth": ((Fraction(1, 5), ""), (Fraction(20), "%"), (Fraction(5), "")),
    "a tenth": ((Fraction(1, 10), ""), (Fraction(10), "%"), (Fraction(10), "")),
    "hal": _HALF_VALUES, "半分": _HALF_VALUES, "半数": _HALF_VALUES, "半減": _HALF_VALUES, "折半": _HALF_VALUES,
    "doub": _DOUBLE, "twi": _DOUBLE, "twofold": _DOUBLE, "倍増": _DOUBLE,
    "trip": _TRIPLE, "threefold": _TRIPLE, "thrice": _TRIPLE,
    "quad": ((Fraction(4), "fold"),), "tenfold": ((Fraction(10), "fold"),),
    "once": ((Fraction(1), "times"),), "single": ((Fraction(1), ""),), "primary": ((Fraction(1), ""),),
    "century": ((Fraction(100), "year"), (Fraction(1), "century")),
    "both": ((Fraction(2), ""),), "either": ((Fraction(2), ""),), "neither": ((Fraction(2), ""),),
    "pair": ((Fraction(2), ""),), "secondary": ((Fraction(2), ""),),
    "両": ((Fraction(2), ""),), "首位": ((Fraction(1), "rank"),),
}  # fmt: skip


def weak_values(word: str) -> _Values:
    """The values, each with a unit, that a match of WEAK_WORDS can prove."""
    word = word.lower()
    if word in _ORDINALS:
        return ((Fraction(_ORDINALS.index(word) + 1), ""),)
    longest = max((beginning for beginning in _VALUES if word.startswith(beginning)), key=len)
    return _VALUES[longest]
