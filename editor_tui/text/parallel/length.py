"""Is a translation as long as translations between these languages are?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.text.language import CJK_LANGUAGES
from editor_tui.text.parallel.flaw import Flaw, Pair

_DENSE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OTHER: Final = re.compile(r"[^\s\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
# How many characters one character of the source becomes. Japanese to English measured on the parallel texts of
# tests/data/parallel.md: 1.2 to 3.4 a segment, 2.1 on the whole; the limits leave room for terse and wordy ones.
_GROWTH: Final = {
    ("ja", "latin"): 2.1,
    ("zh", "latin"): 2.8,
    ("ko", "latin"): 2.0,
    ("latin", "ja"): 0.5,
    ("latin", "zh"): 0.36,
    ("latin", "ko"): 0.5,
}
_LOW, _HIGH = 0.42, 2.4
_SHORT_LOW, _SHORT_HIGH = 0.2, 4.0
_SHORT = 20


def find_length(source: str, target: str, pair: Pair) -> Iterator[Flaw]:
    """Much shorter or longer than usual. Names and numbers in Latin letters are expected to keep their length."""
    expected = expected_length(source, pair)
    found = len(re.sub(r"\s+", "", target))
    low, high = (_SHORT_LOW, _SHORT_HIGH) if expected < _SHORT * 2 else (_LOW, _HIGH)
    if found < expected * low - 2:
        yield Flaw.of("short", expected=round(expected), found=found)
    elif found > expected * high + 20:
        yield Flaw.of("long", expected=round(expected), found=found)


def expected_length(source: str, pair: Pair) -> float:
    """How many characters, without spaces, a translation of `source` usually has."""
    dense = len(_DENSE.findall(source))
    other = len(_OTHER.findall(source))
    source_kind = pair.source if pair.source in CJK_LANGUAGES else "latin"
    target_kind = pair.target if pair.target in CJK_LANGUAGES else "latin"
    growth = _GROWTH.get((source_kind, target_kind), 1.0)
    if source_kind == "latin":
        return other * growth + dense
    return dense * growth + other
