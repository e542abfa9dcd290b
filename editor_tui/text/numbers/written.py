"""Reads one number at a place in a folded text: Arabic, kanji, mixed, or spelled out in English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

_ARABIC: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_KANJI: Final = "〇零一二三四五六七八九十百千"
# The space in "100 億円" is a habit of technical writing; one between two numbers never joins them.
_GROUP: Final = re.compile(rf"(?P<arabic>{_ARABIC})(?: ?(?P<small>[十百千]))?(?: ?(?P<large>[万億兆京]))?")
_KANJI_GROUP: Final = re.compile(rf"(?P<kanji>[{_KANJI}]+(?:・[〇一二三四五六七八九]+)?)(?P<large>[万億兆京])?")
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
_DIGITS: Final = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}

_ONES: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES: Final = {
    "k": 10**3, "K": 10**3, "m": 10**6, "mn": 10**6, "M": 10**6, "b": 10**9, "bn": 10**9, "B": 10**9, "T": 10**12,
    "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_WORD: Final = "|".join([*_ONES, *_TENS])
# "twenty-five" is one number, "six two-week sprints" are two.
_UNIT: Final = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|{'|'.join(_ONES)})\b"
)
_BIG: Final = "hundred|thousand|million|billion|trillion"
_SPELLED: Final = re.compile(
    rf"\bhalf a (?:{_BIG})\b"
    rf"|\b(?:(?:a|an|{_WORD})[ -])?(?:{_BIG}|dozen)\b(?!s)(?:(?:,? and |,? |-)(?:{_WORD}|{_BIG})\b)*"
    rf"|\b{_UNIT}(?:[ -](?:{_BIG})\b(?:(?:,? and |,? |-)(?:{_UNIT}|(?:{_BIG})\b))*)?",
    re.IGNORECASE,
)
_AND_A_HALF: Final = re.compile(r" and a half\b", re.IGNORECASE)
_SCALE_BEHIND: Final = re.compile(r"[ -]?(thousand|million|billion|trillion)\b", re.IGNORECASE)
_SHORT_BEHIND: Final = re.compile(r" ?(mn|bn|tn|trn|[kKmMbBT])(?![A-Za-z])")
_NEXT_SCALED: Final = re.compile(rf" (?P<arabic>{_ARABIC}) (?=thousand|million|billion|trillion)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A number read from `text[start:end]`; `last` is its largest multiplier, `place` the value of its last digit."""

    start: int
    end: int
    value: Fraction
    place: Fraction
    last: Fraction = Fraction(1)
    kanji: bool = False
    also: tuple[Fraction, ...] = ()


def read_arabic(text: str, start: int, *, money: bool) -> Written | None:
    """The number whose first digit stands at `start`, with 万 億 兆 or thousand, million … behind it.

    With `money` a bare letter scales too: $5B, €300m.
    """
    match = _GROUP.match(text, start)
    if match is None:
        return None
    if match["small"] or match["large"]:
        return _read_groups(text, match)
    number = Fraction(match["arabic"].replace(",", ""))
    place = _place(match["arabic"])
    end = match.end("arabic")
    scale = _SCALE_BEHIND.match(text, end)
    if scale:
        return _read_scaled(text, start, number, place, scale)
    short = _SHORT_BEHIND.match(text, end)
    # Without a currency only "70B" is read so: "5 m" and "3T" are too often something else.
    close = short is not None and short.end() - end == len(short[1]) and short[1] in ("B", "bn", "mn", "tn", "trn", "M")
    if short and (money or close):
        factor = Fraction(_SHORT_SCALES[short[1]])
        also = () if money else (number,)
        return Written(start, short.end(), number * factor, place * factor, factor, also=also)
    return Written(start, end, number, place)


def _read_groups(text: str, match: re.Match[str]) -> Written:
    """1兆9067億, 1万1000, 2千500億: groups of a number and a multiplier, each smaller than the one before."""
    start, total, section, place, last = match.start(), Fraction(0), Fraction(0), Fraction(1), Fraction(1)
    largest = Fraction(10**20)
    group: re.Match[str] | None = match
    end = start
    while group is not None:
        small = _SMALL.get(group["small"] or "", 1)
        large = _LARGE.get(group["large"] or "", 1)
        if large >= largest:
            break
        section += Fraction(group["arabic"].replace(",", "")) * small
        place = _place(group["arabic"]) * small * large
        last = max(last, Fraction(small * large))
        if group["large"]:
            total, section, largest = total + section * large, Fraction(0), Fraction(large)
        end = group.end()
        group = _GROUP.match(text, end) if group["small"] or group["large"] else None
    return Written(start, end, total + section, place, last)


def _read_scaled(text: str, start: int, number: Fraction, place: Fraction, scale: re.Match[str]) -> Written:
    """1.9 trillion, and 1 trillion 906.7 billion."""
    factor = first = Fraction(_SCALES[scale[1].lower()])
    total, end = number * factor, scale.end()
    while following := _NEXT_SCALED.match(text, end):
        behind = _SCALE_BEHIND.match(text, following.end() - 1)
        assert behind is not None
        smaller = Fraction(_SCALES[behind[1].lower()])
        if smaller >= factor:
            break
        factor, end = smaller, behind.end()
        total += Fraction(following["arabic"].replace(",", "")) * factor
        place = _place(following["arabic"])
    return Written(start, end, total, place * factor, first)


def _place(digits: str) -> Fraction:
    """The value of the last digit written that is no rounding zero: 1 in "305", 100 in "500", 0.1 in "1.9"."""
    plain = digits.replace(",", "")
    if "." in plain:
        return Fraction(1, 10 ** len(plain.partition(".")[2]))
    return Fraction(10 ** (len(plain) - len(plain.rstrip("0")))) if plain.strip("0") else Fraction(1)


def read_kanji(text: str, start: int) -> Written | None:
    """二〇二五, 三十五, 千五百万, 二・五: kanji digit by digit or with their multipliers."""
    match = _KANJI_GROUP.match(text, start)
    if match is None:
        return None
    whole, _, fraction = match["kanji"].partition("・")
    value = _kanji_value(whole)
    if fraction:
        value += Fraction(int("".join(str(_DIGITS[digit]) for digit in fraction)), 10 ** len(fraction))
    large = Fraction(_LARGE.get(match["large"] or "", 1))
    total, end = value * large, match.end()
    if match["large"] and (rest := read_kanji(text, end)) and rest.last < large and rest.value < large:
        total, end = total + rest.value, rest.end
    return Written(start, end, total, Fraction(1), large, kanji=True)


def _kanji_value(kanji: str) -> Fraction:
    if not any(character in _SMALL for character in kanji):
        return Fraction(int("".join(str(_DIGITS[character]) for character in kanji)))
    total, digit = 0, None
    for character in kanji:
        if character in _SMALL:
            total, digit = total + (1 if digit is None else digit) * _SMALL[character], None
        else:
            digit = (digit or 0) * 10 + _DIGITS[character]
    return Fraction(total + (digit or 0))


def find_spelled(text: str) -> list[Written]:
    """English numbers in words: three, twenty-five, two hundred million, a dozen."""
    found = []
    for match in _SPELLED.finditer(text):
        words = re.findall(r"[a-z]+", match.group().lower())
        while words[-1] == "and":
            words.pop()
        end = match.start() + match.group().lower().rindex(words[-1]) + len(words[-1])
        value = _words_value(words)
        if half := _AND_A_HALF.match(text, end):
            value, end = value + Fraction(1, 2), half.end()
        found.append(Written(match.start(), end, value, Fraction(1)))
    return found


def _words_value(words: list[str]) -> Fraction:
    if words[0] == "half":
        return _words_value(words[1:]) / 2
    total, section = 0, 0
    for word in words:
        if word in _ONES or word in _TENS:
            section += _ONES.get(word, 0) + _TENS.get(word, 0)
        elif word == "hundred":
            section = max(section, 1) * 100
        elif word == "dozen":
            section = max(section, 1) * 12
        elif word in _SCALES:
            total, section = total + max(section, 1) * _SCALES[word], 0
    return Fraction(total + section)
