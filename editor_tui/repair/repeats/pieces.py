"""The pieces by which a text is found again: runs of characters between punctuation and a few frequent letters.

A change in one place leaves most pieces alone, in Japanese as in English.
"""

from __future__ import annotations

import re
from typing import Final

_PIECE: Final = re.compile(r"[^、。,.!?:;「」『』()\[\]【】〈〉《》…・\-—~|/をはがwvkybpWVKYBP]{5,}")
_ASCII_PIECE: Final = 8


def pieces_of(form: str) -> list[str]:
    """The pieces of a text in normal form."""
    return [piece for piece in _PIECE.findall(form) if len(piece) >= _ASCII_PIECE or not piece.isascii()]
