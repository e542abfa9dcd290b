"""How many columns of a terminal a text takes, and cutting it to fit."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_wide = "WF"
_mark = "…"


def give_ambiguous(columns: int) -> None:
    """Measure characters of ambiguous width as 1 or 2 columns, as the terminal of this process draws them."""
    global _wide
    _wide = "WFA" if columns == 2 else "WF"
    character_width.cache_clear()


@lru_cache(maxsize=8192)
def character_width(character: str) -> int:
    """0 for what is drawn on the character before, 2 for wide and full-width characters, else 1 (UAX #11)."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _wide else 1


def text_width(text: str) -> int:
    """Columns of one line of text."""
    if text.isascii():
        return len(text)
    return sum(map(character_width, text))


def end_cuts_with(mark: str) -> None:
    """What texts that are cut end in, in this process: the terminal may not have every character."""
    global _mark
    _mark = mark


def cut(text: str, width: int, mark: str = "") -> str:
    """The text in at most `width` columns; what is cut ends in `mark`, else in the mark of this process."""
    if len(text) * 2 <= width or text_width(text) <= width:
        return text
    mark = mark or _mark
    room = width - text_width(mark)
    if room < 0:
        return ""
    used = 0
    for index, character in enumerate(text):
        used += character_width(character)
        if used > room:
            return text[:index] + mark
    return text


def fit(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly `width` columns: cut or filled with spaces, on the left where `right` is set."""
    text = cut(text, width)
    space = " " * (width - text_width(text))
    return space + text if right else text + space
