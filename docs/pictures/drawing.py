"""A screen of the app as an SVG: every run of one style at its own column, so that kanji stay two columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final

from rich.cells import get_character_cell_size
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI

CELL: Final = 8.43
LINE: Final = 19
SIZE: Final = 14
WIDE: Final = 16.5
_MARGIN: Final = 10
_FONTS: Final = (
    "'DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK JP','Hiragino Kaku Gothic ProN','BIZ UDGothic',monospace"
)


def draw(lines: Iterable[Iterable[Segment]], columns: int, background: str = "#16181f") -> str:
    """The lines of a screen that is `columns` wide; `background` is that of the frame."""
    rows = [list(line) for line in lines]
    width, height = columns * CELL + 2 * _MARGIN, len(rows) * LINE + 2 * _MARGIN
    styles: dict[str, str] = {}
    body = [part for y, row in enumerate(rows) for part in _row(row, y, styles)]
    rules = "".join(f".{name}{{{rule}}}" for rule, name in styles.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">'
        f"<style>text{{font:{SIZE}px {_FONTS};white-space:pre}}.w{{font-size:{WIDE}px}}{rules}</style>"
        f'<rect width="100%" height="100%" rx="6" fill="{background}"/>'
        f'<g transform="translate({_MARGIN} {_MARGIN})">\n' + "\n".join(body) + "\n</g></svg>\n"
    )


def _row(row: list[Segment], y: int, styles: dict[str, str]) -> Iterator[str]:
    x = 0
    for style, segments in groupby(row, key=lambda segment: segment.style or Style()):
        text = "".join(segment.text for segment in segments)
        size = sum(map(get_character_cell_size, text))
        front, back = _colors(style)
        if back:
            yield f'<rect x="{x * CELL:.1f}" y="{y * LINE}" width="{size * CELL:.1f}" height="{LINE}" fill="{back}"/>'
        rule = f"fill:{front}" + (";font-weight:bold" if style.bold else "")
        rule += ";text-decoration:underline" if style.underline else ""
        name = styles.setdefault(rule, f"s{len(styles)}")
        for column, run, run_size in _runs(text):
            wide = " w" if run_size > len(run) else ""
            at = f'x="{(x + column) * CELL:.1f}" y="{y * LINE + 14.5}" textLength="{run_size * CELL:.1f}"'
            yield f'<text class="{name}{wide}" {at}>{escape(run)}</text>'
        x += size


def _runs(text: str) -> Iterator[tuple[int, str, int]]:
    """(column, text, columns) of stretches without wide gaps in which all characters are equally wide."""
    at = 0
    for wide, characters in groupby(text, key=lambda c: -1 if c == " " else get_character_cell_size(c)):
        run = "".join(characters)
        size = sum(map(get_character_cell_size, run))
        if wide > 0:
            yield at, run, size
        at += size


def _colors(style: Style) -> tuple[str, str]:
    """Foreground and background as CSS, "" for the frame's own background."""
    front, back = style.color, style.bgcolor
    text = front.get_truecolor(DIMMED_MONOKAI).hex if front and front.type is not ColorType.DEFAULT else "#d5d9e8"
    behind = back.get_truecolor(DIMMED_MONOKAI).hex if back and back.type is not ColorType.DEFAULT else ""
    return (behind or "#16181f", text) if style.reverse else (text, behind)
