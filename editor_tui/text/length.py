"""How long a text is for its reader."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


@cache
def _cluster() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\X")


def count_characters(text: str) -> int:
    """Grapheme clusters (UAX #29): が is one in any encoding, so are ﾊﾞ, an emoji family, a full-width letter."""
    # Below U+0300 only CR LF is a cluster of more than one code point.
    if "\r" not in text and (text.isascii() or max(text) < "\u0300"):
        return len(text)
    return sum(1 for _ in _cluster().finditer(text))


def first_characters(text: str, count: int) -> str:
    """The first `count` grapheme clusters."""
    end = 0
    for number, match in enumerate(_cluster().finditer(text)):
        if number == count:
            return text[:end]
        end = match.end()
    return text
