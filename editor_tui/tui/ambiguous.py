"""How wide this terminal draws the characters that are narrow in Western fonts and wide in some Japanese set-ups.

○, …, “ and Greek letters are of "ambiguous" width (UAX #11). A terminal that gives them two columns would push
everything after them to the right. The terminal is asked once, before the app starts; where it says two, we measure as
it does, and so does Rich, with which Textual measures.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
import unicodedata
from itertools import groupby
from typing import Final

import rich.cells

from editor_tui.text import width

PATIENCE: Final = 0.2
"""Seconds to wait for an answer. Terminals answer within a few milliseconds, plus the way there."""
_ANSWER: Final = re.compile(rb"\x1b\[\d+;(\d+)R")
_LAST: Final = 0x1FFFF


def ask_terminal(keyboard: int = 0, screen: int = 2, patience: float = PATIENCE) -> int | None:
    """The columns of one ambiguous character, by a cursor position report (CSI 6n); None where nobody answers.

    `keyboard` and `screen` are file numbers. None also where they are no terminal, and on Windows.
    """
    try:
        import termios
        import tty
    except ImportError:
        return None
    if not (os.isatty(keyboard) and os.isatty(screen)):
        return None
    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard, termios.TCSANOW)
        os.write(screen, "\r○\x1b[6n".encode())
        column = _read_column(keyboard, time.monotonic() + patience)
        os.write(screen, b"\r\x1b[K")
    finally:
        termios.tcsetattr(keyboard, termios.TCSANOW, before)
    return column - 1 if column in (2, 3) else None


def _read_column(keyboard: int, until: float) -> int | None:
    received = b""
    while (left := until - time.monotonic()) > 0 and select.select([keyboard], [], [], left)[0]:
        received += os.read(keyboard, 1024)
        if answer := _ANSWER.search(received):
            return int(answer[1])
    return None


def is_wide(setting: str) -> bool:
    """What the setting says, or where it says "auto" the terminal. Without UTF-8 there is nothing to ask."""
    if setting != "auto":
        return setting == "wide"
    if "utf" not in (sys.stderr.encoding or "").lower():
        return False
    return ask_terminal() == 2


def measure_as(wide: bool) -> None:
    """Give ambiguous characters two columns, or one, everywhere in this process."""
    width.give_ambiguous(2 if wide else 1)
    rich.cells.load_cell_table = _wide_table if wide else _table  # type: ignore[attr-defined, assignment]
    # Rich measures quickly what it takes to be narrow without a look.
    rich.cells._is_single_cell_widths = _ASCII.issuperset if wide else rich.cells._SINGLE_CELLS.issuperset
    rich.cells.get_character_cell_size.cache_clear()
    rich.cells.cached_cell_len.cache_clear()


_ASCII: Final = frozenset(map(chr, range(0x20, 0x7F)))
_table: Final = rich.cells.load_cell_table  # type: ignore[attr-defined]


def _wide_table(unicode_version: str = "auto") -> rich.cells.CellTable:
    global _made
    if _made is None:
        table = _table(unicode_version)
        known = {code: columns for start, end, columns in table.widths for code in range(start, min(end, _LAST) + 1)}
        codes = (code for code in range(0xA1, _LAST) if unicodedata.east_asian_width(chr(code)) == "A")
        known |= {code: 2 for code in codes if known.get(code) != 0}
        _made = table._replace(widths=_spans(known))
    return _made


_made: rich.cells.CellTable | None = None


def _spans(columns: dict[int, int]) -> list[tuple[int, int, int]]:
    """Neighbours of one width together."""
    spans = []
    ordered = sorted(columns.items())
    for (size, _), group in groupby(enumerate(ordered), key=lambda item: (item[1][1], item[1][0] - item[0])):
        codes = [code for _, (code, _) in group]
        spans.append((codes[0], codes[-1], size))
    return spans
