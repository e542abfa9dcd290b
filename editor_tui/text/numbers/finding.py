"""Every number, date and name with digits in a text, so that two texts can be compared: ja, en, or one with the other.

Full width, 万 億 兆, kanji numerals, 和暦, %, currencies, physical units, ranges and numbers in English words are all
brought to one form before anything is compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from editor_tui.text.half_width import fold
from editor_tui.text.numbers.dates import find_dates, find_quarters, find_times
from editor_tui.text.numbers.match import stands_in
from editor_tui.text.numbers.quantity import Quantity
from editor_tui.text.numbers.units import PREFIX_CURRENCIES, Unit, japanese_units, unit_pattern, unit_table
from editor_tui.text.numbers.weak import WEAK_WORDS, weak_values
from editor_tui.text.numbers.words import FRACTIONS, NOT_NUMBERS, VAGUE, fraction_value, hedge_of
from editor_tui.text.numbers.written import Written, find_spelled, read_arabic, read_kanji

_CODES: Final = "|".join(code for code in PREFIX_CURRENCIES if code.isalpha())
# "GPU20万枚", "SDK2種類": letters with an amount right behind them.
_AMOUNT: Final = rf"\d*(?:,\d{{3}}|\.?\d* ?(?:[十百千万億兆%]|{'|'.join(japanese_units())}))"
# GPT-4, H100, Llama-3.1, RTX4090, 5G, 4K: names, whose digits are no amount.
_NAME_WITH_DIGITS: Final = re.compile(
    rf"(?<![A-Za-z0-9$])(?:(?!(?:{_CODES})\d)[A-Za-z]+(?:[-_][A-Za-z]+)*(?:[-_]\d|\d(?!{_AMOUNT}))[A-Za-z0-9]*(?:[.\-_][A-Za-z0-9]+)*"
    r"|[2-6][GK](?![A-Za-z])|\d[dD](?![A-Za-z]))"
)
_MONEY_BEFORE: Final = re.compile(
    rf"({'|'.join(re.escape(mark) for mark in sorted(PREFIX_CURRENCIES, key=len, reverse=True))}) ?$"
)
_KANJI: Final = re.compile(r"[〇一二三四五六七八九十百千]")
_SPAN: Final = re.compile(r" ?-? ?(?:~|-|–|—|から|ないし|to|or) ?[$¥€£₩]?")
_LIST: Final = re.compile(r" ?(?:、|,|・|and|or) ?[$¥€£₩]?")
# "10, 15 and 20 percent" is a list; in "In 2026, 40% …" and "Of 500, 40% …" the first number is something else.
_MOST_PERCENT: Final = 100
_HALF: Final = re.compile(r"半| and a half\b")
# 525円68銭 and 9秒98: the part behind the unit is hundredths of it.
_HUNDREDTHS: Final = {"JPY": re.compile(r"(\d{1,2})銭"), "second": re.compile(r"(\d{2})(?!\d)")}
_PARTS_OF_TEN: Final = re.compile(r"([1-9])分")


@lru_cache(maxsize=64)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text by place, with spans in code points of the text.

    What one finder takes is not there for the next: a date is no number, and neither are the digits of GPT-4.
    """
    rest = fold(text)
    found: list[Quantity] = []
    for finder in _FINDERS:
        new = list(finder(rest))
        found += new
        rest = _without(rest, ((quantity.start, quantity.end) for quantity in new))
    return tuple(
        replace(quantity, text=text[quantity.start : quantity.end])
        for quantity in sorted(found, key=lambda quantity: (quantity.start, quantity.end))
    )


def missing_quantities(candidate: str, source: str) -> tuple[Quantity, ...]:
    """The quantities that `candidate` states and `source` does not, in either language, with spans in `candidate`.

    Every number must be there with its value and, where both name one, its unit. It may be rounded only as its own
    words say (約, more than, nearly). Words that are only perhaps numbers (one, first, 一方) are never missing. Called
    the other way round it tells what a translation lost.
    """
    known = quantities(source)
    return tuple(
        quantity for quantity in quantities(candidate) if not quantity.weak and not stands_in(quantity, known, source)
    )


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces in place of the spans, so that places stay."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(set(spans)):
        start = max(start, position)
        pieces += text[position:start], " " * (end - start)
        position = max(position, end)
    return "".join((*pieces, text[position:]))


def _find_codes(text: str) -> Iterator[Quantity]:
    for match in _NAME_WITH_DIGITS.finditer(text):
        yield Quantity("code", match.group(), match.start(), match.end())


def _find_fractions(text: str) -> Iterator[Quantity]:
    for match in FRACTIONS.finditer(text):
        yield Quantity("number", match.group(), match.start(), match.end(), fraction_value(match))


def _find_arabic(text: str) -> Iterator[Quantity]:
    text = VAGUE.sub(lambda match: " " * len(match.group()), text)
    found: list[tuple[Quantity, Written]] = []
    position = 0
    while digit := _DIGIT.search(text, position):
        money = _MONEY_BEFORE.search(text, max(0, digit.start() - 4), digit.start())
        unit = (PREFIX_CURRENCIES[money[1]], Fraction(1)) if money else _money_of_range(text, found, digit.start())
        written = read_arabic(text, digit.start(), money=unit is not None)
        assert written is not None
        quantity = _with_unit(text, written, unit)
        if money:
            quantity = replace(quantity, start=money.start())
        found.append((replace(quantity, hedge=hedge_of(text, quantity.start, quantity.end)), written))
        position = max(quantity.end, written.end)
    yield from _with_ranges(text, found)


def _money_of_range(text: str, found: list[tuple[Quantity, Written]], start: int) -> Unit | None:
    """The currency of $5 in "$5-6B", for the 6."""
    if not found or not _MONEY_BEFORE.search(text, 0, found[-1][1].start):
        return None
    last = found[-1][0]
    return (last.unit, Fraction(1)) if _SPAN.fullmatch(text, last.end, start) else None


def _with_unit(text: str, written: Written, unit: Unit | None) -> Quantity:
    """The quantity of a number with what stands behind it. `unit` is what stood before it."""
    end, also = written.end, written.also
    behind = unit_pattern().match(text, end)
    if behind is not None:
        unit = unit or unit_table()[behind[1]]
        end = behind.end()
    name, factor = unit or ("", Fraction(1))
    value = written.value * factor
    if behind is not None and behind[1] == "割" and (part := _PARTS_OF_TEN.match(text, end)):
        value, end = value + int(part[1]), part.end()
    elif name in ("year", "month", "hour", "day") and (half := _HALF.match(text, end)):
        also, end = (*also, value + Fraction(1, 2)), half.end()
    elif name in _HUNDREDTHS and behind is not None and (part := _HUNDREDTHS[name].match(text, end)):
        value, end = value + Fraction(int(part[1]), 100), part.end()
    elif name in ("kilo", "milli"):
        also = (*also, written.value / factor)
    return Quantity(
        "number", "", written.start, end, value, name, tuple(reading * factor for reading in also),
        place=written.place * factor,
    )  # fmt: skip


def _with_ranges(text: str, found: list[tuple[Quantity, Written]]) -> Iterator[Quantity]:
    """In "2〜3年" and "$1-2 billion" the first number has the unit of the second, and perhaps its multiplier."""
    later: tuple[Quantity, Written] | None = None
    done: list[Quantity] = []
    for quantity, written in reversed(found):
        if later is not None:
            quantity = _with_unit_of(text, (quantity, written), later)
        done.append(quantity)
        later = quantity, written
    yield from reversed(done)


def _with_unit_of(text: str, first: tuple[Quantity, Written], second: tuple[Quantity, Written]) -> Quantity:
    (quantity, written), (other, larger) = first, second
    between = text[quantity.end : other.start]
    is_span = _SPAN.fullmatch(between) is not None
    is_list = other.unit == "%" and quantity.value <= _MOST_PERCENT and _LIST.fullmatch(between)
    if not is_span and not is_list:
        return quantity
    # In 4〜5割 and 10〜20km the unit has a factor.
    factor = Fraction(1) if quantity.unit else other.place / larger.place
    value = quantity.value * factor
    also = tuple(reading * factor for reading in quantity.also)
    if is_span and larger.last > written.last:
        also = (*also, value * larger.last)
    return replace(quantity, value=value, unit=quantity.unit or other.unit, also=also, place=quantity.place * factor)


def _find_kanji(text: str) -> Iterator[Quantity]:
    text = NOT_NUMBERS.sub(
        lambda match: " " * len(match.group()), VAGUE.sub(lambda match: " " * len(match.group()), text)
    )
    position = 0
    while character := _KANJI.search(text, position):
        written = read_kanji(text, character.start())
        assert written is not None
        counted = unit_pattern().match(text, written.end)
        quantity = _with_unit(text, written, None)
        # 千葉, 百貨店: a multiplier alone counts nothing.
        alone = written.end - written.start == 1
        weak = (counted is None and (alone or written.last == 1)) or quantity.value <= 1
        yield replace(quantity, weak=weak, hedge=hedge_of(text, quantity.start, quantity.end))
        position = max(quantity.end, written.end)


def _find_spelled(text: str) -> Iterator[Quantity]:
    found = [(_with_unit(text, written, None), written) for written in find_spelled(text)]
    for quantity, (_, written) in zip(_with_ranges(text, found), found, strict=True):
        # "one of the first two": too often no number at all.
        weak = written.value <= 2
        yield replace(quantity, weak=weak, hedge=hedge_of(text, quantity.start, quantity.end))


def _find_weak(text: str) -> Iterator[Quantity]:
    for match in WEAK_WORDS.finditer(text):
        for value, unit in weak_values(match.group()):
            yield Quantity("number", match.group(), match.start(), match.end(), value, unit, weak=True)


_DIGIT: Final = re.compile(r"\d")
_FINDERS: Final[tuple[Callable[[str], Iterable[Quantity]], ...]] = (
    find_dates,
    find_quarters,
    _find_codes,
    find_times,
    _find_fractions,
    _find_arabic,
    _find_spelled,
    _find_kanji,
    _find_weak,
)
