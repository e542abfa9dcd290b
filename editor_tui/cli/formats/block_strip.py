"""A draft as a strip of its blocks: a letter where a block first stands, its small letter at every copy."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Final

from editor_tui.cli.output import Output

_COLOURS: Final = ("red", "yellow", "green", "cyan", "blue")
_WIDTH: Final = 96


def strip_of(copies: Sequence[int | None], output: Output) -> list[str]:
    """`copies` has for every block the number of the block that it copies, or None. A dot is a block that stands once.

    Neighbours that are copied by neighbours share a letter: it is the passage that one looks for, not the block.
    """
    letters = passages_of(copies)
    cells = [
        ("." if number not in letters else _letter(letters[number]), letters.get(number))
        if source is None
        else (_letter(letters[source]).lower(), letters[source])
        for number, source in enumerate(copies)
    ]
    styled = [
        character if passage is None else output.style(character, _COLOURS[passage % len(_COLOURS)])
        for character, passage in cells
    ]
    return ["".join(styled[start : start + _WIDTH]) for start in range(0, len(styled), _WIDTH)]


def passages_of(copies: Sequence[int | None]) -> dict[int, int]:
    """The number of the passage for every block that is copied."""
    sources = sorted({source for source in copies if source is not None})
    passages: dict[int, int] = {}
    passage = -1
    # Blank blocks lie between: the next text block is two away.
    for before, source in zip([None, *sources], sources, strict=False):
        if before is None or source - before > 2:
            passage += 1
        passages[source] = passage
    return passages


def _letter(passage: int) -> str:
    return ascii_uppercase[passage % len(ascii_uppercase)]
