"""Half width: one form for the letters, digits and signs that Japanese text may write at full width."""

from __future__ import annotations

from typing import Final

# Full width to half width, one character for one, so that places stay the places of the text.
_FOLDED: Final[dict[int, int | str]] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x3000: " ", 0x00A0: " ", 0x202F: " ", 0x2009: " ", 0xFFE5: "¥", 0xFFE6: "₩", 0xFFE1: "£",
    0x2212: "-", 0x2010: "-", 0x2011: "-",
    0x301C: "~", 0xFF5E: "~", 0x2019: "'", 0x2018: "'",
}  # fmt: skip


def fold(text: str) -> str:
    """The text in half width, of the same length."""
    return text.translate(_FOLDED)
