"""Numbers, dates and amounts of a source that a translation does not have, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.text.half_width import fold
from editor_tui.text.numbers import Quantity, missing_quantities, quantities
from editor_tui.text.parallel.flaw import Flaw, Pair, shown

_OCLOCK: Final = re.compile(r"\b(\d{1,2}) o['’]clock")
_YEAR_COMMA: Final = re.compile(r"\b((?:19|20)\d\d)[,、] ?(?=\d)")
# "Several million", "tens of thousands": no number that could be compared.
_SCALE: Final = re.compile(r"(?:hundred|thousand|million|billion|trillion)s?\b", re.IGNORECASE)
_A_SINGLE: Final = re.compile(
    r"\b(?:an?|per|each|every|once|single|the dollar|the euro)\b|あたり|毎|一|つき|ごと", re.IGNORECASE
)
# A rise of 0.25% in a rate is one of 0.25 points.
_SHARES: Final = frozenset({"%", "point"})
# Numbers of printf's arguments, which come in another order in another language.
_PRINTF: Final = re.compile(r"%\d+\$[-+ #0]*\d*(?:\.\d+)?(?:hh|ll|[hlzjt])?[a-zA-Z]")
# (a number of one text, what says it in the other)
_SAID_OTHERWISE: Final = tuple(
    (re.compile(number, re.IGNORECASE), re.compile(words, re.IGNORECASE))
    for number, words in (
        (r"^(?:16|十六) ?進", r"\bhex"),
        (r"^(?:10|十) ?進", r"\bdecimal"),
        (r"^(?:8|八) ?進", r"\boctal"),
        (r"^(?:2|二) ?[進値]", r"\bbinary"),
        (
            r"^0(?!\d|[.,]\d)",
            r"\b(?:no|none|nothing|nobody|zero|non-?zero|empty|free)\b|ゼロ|零|な[いし]|無",
        ),
        (r"\bdozen", r"十数|数十|ダース"),
        (
            r"^[2二] ?(?:[つ個回度件名人枚]|[かカヶ]所|種)",
            r"\b(?:more than one|several|multiple|plural|twin|dual|couple)\b",
        ),
    )
)
_WORDS_TOO: Final = {3: "March", 5: "May"}
_AGES: Final = {
    "teens": 10, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip


def find_numbers(source: str, target: str, pair: Pair) -> Iterator[Flaw]:
    """Only Japanese and English have rules; between other languages digits would mislead."""
    if {pair.source, pair.target} <= {"ja", "en"}:
        source, target = _plainer(source), _plainer(target)
        if lost := _missing(source, target):
            yield Flaw.of("numbers-lost", numbers=shown(lost))
        if new := _missing(target, source):
            yield Flaw.of("numbers-new", numbers=shown(new))


def _plainer(text: str) -> str:
    """9 o'clock as 9:00, "In 2026, 40% of …" without the comma that would make a list of percentages of it, no %1$s."""
    return _YEAR_COMMA.sub(r"\1; ", _OCLOCK.sub(r"\1:00", _PRINTF.sub(" ", text)))


def _missing(candidate: str, source: str) -> list[str]:
    """What `candidate` states and `source` does not say in any way."""
    return [item.text for item in missing_quantities(candidate, source) if not _is_said(item, source)]


def _is_said(item: Quantity, source: str) -> bool:
    """Ways of saying a number that are no numbers in the other language."""
    text = fold(item.text)
    if item.unit in _SHARES and any(
        item.value in other.readings for other in quantities(source) if other.unit in _SHARES
    ):
        return True
    # What has letters and stands there to the letter is not missing: names with digits, "H100s" for H100.
    if re.search(r"[A-Za-z]", text) and text.removesuffix("s") in fold(source):
        return True
    if _SCALE.match(text) or _is_an_hour(item, source):
        return True
    if re.match(r"1(?![\d.,%])", text) and item.kind == "number":
        return bool(_A_SINGLE.search(source)) or bool(re.search(rf"\b{item.unit}\b", source) and item.unit)
    if item.kind == "date" and item.date.month and not (item.date.year or item.date.day):
        # 1〜3月 is January to March: the first month has no 月 of its own. "May" alone is read as a word.
        month = rf"(?<!\d){item.date.month} ?[~\-–]|\b{_WORDS_TOO.get(item.date.month, '(?!)')}\b"
        return re.search(month, fold(source)) is not None
    if text.endswith("代"):
        said = re.findall(rf"\b({'|'.join(_AGES)}|\d0s)\b", source, re.IGNORECASE)
        return item.value in [_decade(words) for words in said]
    return any(pattern.search(text) and words.search(source) for pattern, words in _SAID_OTHERWISE)


def _is_an_hour(item: Quantity, source: str) -> bool:
    """毎朝6時 is "at six every morning": a whole hour may be a bare number in the other text."""
    others = quantities(source)
    if item.kind == "time":
        hours = {hour for minutes in item.readings if minutes % 60 == 0 for hour in (minutes / 60, minutes / 60 - 12)}
        return any(other.kind == "number" and not other.unit and other.value in hours for other in others)
    if item.kind != "number" or item.unit:
        return False
    return any(other.kind == "time" and item.value * 60 in other.readings for other in others)


def _decade(words: str) -> int:
    """Of "thirties" and "30s": 30."""
    return _AGES.get(words.lower()) or int(words.removesuffix("s"))
