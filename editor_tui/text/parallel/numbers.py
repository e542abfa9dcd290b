"""Numbers, dates and amounts of a source that a translation does not have, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.text.numbers import Quantity, missing_quantities
from editor_tui.text.parallel.flaw import Flaw, Pair, shown
from editor_tui.text.quantity import fold

_OCLOCK: Final = re.compile(r"\b(\d{1,2}) o['’]clock")
_YEAR_COMMA: Final = re.compile(r"\b((?:19|20)\d\d)[,、] ?(?=\d)")
# "Several million", "tens of thousands": no number that could be compared.
_SCALE: Final = re.compile(r"(?:hundred|thousand|million|billion|trillion)s?\b", re.IGNORECASE)
_A_SINGLE: Final = re.compile(
    r"\b(?:an?|per|each|every|once|single|the dollar|the euro)\b|あたり|毎|一|つき|ごと", re.IGNORECASE
)
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
    """9 o'clock as 9:00, and "In 2026, 40% of …" without the comma that would make a list of percentages of it."""
    return _YEAR_COMMA.sub(r"\1; ", _OCLOCK.sub(r"\1:00", text))


def _missing(candidate: str, source: str) -> list[str]:
    """What `candidate` states and `source` does not say in any way."""
    return [item.text for item in missing_quantities(candidate, source) if not _is_said(item, source)]


def _is_said(item: Quantity, source: str) -> bool:
    """Ways of saying a number that are no numbers in the other language."""
    text = fold(item.text)
    # What has letters and stands there to the letter is not missing: names with digits, "H100s" for H100.
    if re.search(r"[A-Za-z]", text) and text.removesuffix("s") in fold(source):
        return True
    if _SCALE.match(text):
        return True
    if re.match(r"1(?![\d.,%])", text) and item.kind == "number":
        return bool(_A_SINGLE.search(source))
    if item.kind == "date" and item.date.month and not (item.date.year or item.date.day):
        # 1〜3月 is January to March: the first month has no 月 of its own.
        return re.search(rf"(?<!\d){item.date.month} ?[~\-–]", fold(source)) is not None
    if text.endswith("代"):
        said = re.search(rf"\b({'|'.join(_AGES)}|\d0s)\b", source, re.IGNORECASE)
        return said is not None and item.value == _decade(said.group())
    return False


def _decade(words: str) -> int:
    """Of "thirties" and "30s": 30."""
    return _AGES.get(words.lower()) or int(words.removesuffix("s"))
