"""Does a quantity of one text stand in another one?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from editor_tui.text.half_width import fold
from editor_tui.text.numbers.quantity import Date, Quantity
from editor_tui.text.numbers.units import fits, lasting, names_currency

_JOINTS: Final = re.compile(r"[\s\-_‐‑]+")
_NUMBERS: Final = re.compile(r"\d+(?:\.\d+)?")
_SMALL_WORD: Final = re.compile(r"[a-z]{3,}-?(\d+(?:\.\d+)?)")


def stands_in(wanted: Quantity, source: Sequence[Quantity], text: str) -> bool:
    """Whether `wanted` rests on a quantity of `source`, which are the quantities of `text`."""
    match wanted.kind:
        case "code":
            return any(
                other.kind == "code" and _joined(other.text) == _joined(wanted.text) for other in source
            ) or _code_stands(wanted, source, text)
        case "date":
            return _date_stands(wanted.date, source)
        case "number":
            return any(_number_rests(wanted, other, text) for other in source)
        case _:
            return any(
                other.kind == wanted.kind and set(wanted.readings) & set(other.readings) for other in source
            ) or _bare_stands(wanted, source)


def _joined(code: str) -> str:
    return _JOINTS.sub("", fold(code)).lower()


def _code_stands(wanted: Quantity, source: Sequence[Quantity], text: str) -> bool:
    """GPT-4, GPT4 and GPT 4 are one; GPT-4 does not stand in GPT-45 nor in MyGPT-4.

    A word in small letters with a number ("pre-1.3") is no name: the number is enough.
    """
    if word := _SMALL_WORD.fullmatch(wanted.text):
        value = Fraction(word[1])
        if any(other.kind == "number" and value in other.readings for other in source):
            return True
    parts = re.findall(r"[a-z]+|\d+|\S", _joined(wanted.text))
    pattern = r"[\s\-_‐‑]*".join(re.escape(part) for part in parts)
    return re.search(rf"(?<![a-z0-9]){pattern}(?!s?[a-rt-z0-9]|\.\d)", fold(text).lower()) is not None


def _date_stands(wanted: Date, source: Sequence[Quantity]) -> bool:
    dates = [other.date for other in source if other.kind == "date"]
    if any(_covers(date, wanted) for date in dates):
        return True
    if wanted.month is None:
        return any(other.kind == "number" and not other.unit and other.value == wanted.year for other in source)
    if wanted.month == 0:
        return False
    if _day_stands(wanted, dates, source):
        return True
    if wanted.year is None:
        return False
    # "On October 1 … in 2025": the year may be said in another place, if it is said at all.
    without_year = Date(None, wanted.month, wanted.day)
    years = {date.year for date in dates} | {other.value for other in source if other.kind == "number"}
    return wanted.year in years and any(date.year is None and _covers(date, without_year) for date in dates)


def _day_stands(wanted: Date, dates: Sequence[Date], source: Sequence[Quantity]) -> bool:
    """December 25 in 「12月24日と25日」: the month is said before."""
    days = {other.value for other in source if other.kind == "number" and other.unit == "day"}
    return wanted.day in days and any(_covers(date, Date(wanted.year, wanted.month)) for date in dates)


def _covers(date: Date, wanted: Date) -> bool:
    """Every part that `wanted` gives is the same in `date`. A decade (month 0) is no part of a year."""
    if 0 in (date.month, wanted.month):
        return date == wanted
    return wanted.year in (None, date.year) and wanted.month in (None, date.month) and wanted.day in (None, date.day)


def _bare_stands(wanted: Quantity, source: Sequence[Quantity]) -> bool:
    """The third quarter may rest on 第三, "third"; a time on nothing but a time."""
    return wanted.kind == "quarter" and any(
        other.kind == "number" and other.weak and other.value == wanted.value and "四半期" in wanted.text
        for other in source
    )


def _number_rests(wanted: Quantity, other: Quantity, text: str) -> bool:
    match other.kind:
        case "number":
            if _lasts_as_long(wanted, other):
                return True
            same = not set(wanted.readings).isdisjoint(other.readings)
            fitting = fits(wanted.unit, other.unit) or (not other.unit and names_currency(fold(text), wanted.unit))
            return (same or _is_rounded(wanted, other)) and fitting
        case "date":
            date = other.date
            return (wanted.unit == "" and wanted.value == date.year) or (
                wanted.unit == "day" and wanted.value == date.day
            )
        case "code":
            return wanted.unit == "" and any(
                Fraction(digits) == wanted.value for digits in _NUMBERS.findall(fold(other.text))
            )
        case _:
            return False


def _lasts_as_long(wanted: Quantity, other: Quantity) -> bool:
    """90分 and an hour and a half."""
    spans = ({lasting(value, item.unit) for value in item.readings} - {None} for item in (wanted, other))
    return not next(spans).isdisjoint(next(spans))


def _is_rounded(wanted: Quantity, other: Quantity) -> bool:
    """1.9兆 may stand for 1兆9067億 where the words say so: 約, more than, nearly, within the last digit written.

    Never by more than a tenth ("約100" is not 140), or a fifth for more than and less than.
    """
    difference = other.value - wanted.value
    allowed = min(wanted.place, wanted.value / 5)
    match wanted.hedge:
        case "about":
            return abs(difference) * 2 <= allowed
        case "over":
            return 0 <= difference < allowed
        case "under":
            return 0 <= -difference < allowed
        case _:
            return False
