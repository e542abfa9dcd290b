"""A line or paragraph of text: never markup, and broken into lines as Japanese is."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from editor_tui.text.clean import clean
from editor_tui.text.width import text_width
from editor_tui.text.wrap import wrap


class Words(Widget):
    """Text as it is, cleaned; nothing in it is parsed."""

    DEFAULT_CSS = """
    Words { height: auto; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.text = text

    def set_text(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return max(map(text_width, clean(self.text, lines=True).split("\n")))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        lines, width = self._lines(self.size.width), self.size.width
        segments = self._drawn(lines[y]) if y < len(lines) else []
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _drawn(self, line: str) -> list[Segment]:
        return [Segment(line, self.rich_style)]

    def _lines(self, width: int) -> list[str]:
        if width < 2:
            return [""]
        paragraphs = clean(self.text, lines=True).split("\n")
        return [paragraph[start:end] for paragraph in paragraphs for start, end in wrap(paragraph, width)]


class KeyWords(Words):
    """What keys do, three spaces apart: the key is the first word of each."""

    DEFAULT_CSS = """
    KeyWords { color: $foreground; }
    KeyWords > .key-words--key { color: $accent; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-words--key"}

    def _drawn(self, line: str) -> list[Segment]:
        key_style = self.get_component_rich_style("key-words--key")
        segments = []
        for number, part in enumerate(line.split("   ")):
            key, space, rest = part.partition(" ")
            gap = Segment("   " if number else "", self.rich_style)
            segments += [gap, Segment(key, key_style), Segment(space + rest, self.rich_style)]
        return segments
