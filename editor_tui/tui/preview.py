"""A draft to read, line by line as it comes into view, with the block strip beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from editor_tui.tui.actions import bindings
from editor_tui.tui.look import Look
from editor_tui.tui.page import Line, Page, lay_out
from editor_tui.tui.selection import LineSelection

_INLINE: Final = re.compile(r"(?P<strong>\*\*(?=\S).+?\*\*)|(?P<code>`[^`]+`)|(?P<link>!?\[[^\]]*\]\([^)\s]*\))")
_STYLES: Final = (
    "title", "heading", "field", "other", "note", "error", "code", "quote", "rule", "finding", "repeat", "strong",
    "link", "seen", "strip", "selected",
)  # fmt: skip
_STRIP: Final = 2
_MARGIN: Final = 2
_WIDEST: Final = 100


class Preview(ScrollView, can_focus=True):
    """Shows a page. The strip on the right is the whole draft: repeats, findings, what is in view."""

    DEFAULT_CSS = """
    Preview {
        overflow-x: hidden; overflow-y: hidden; padding: 0 0 0 1;
        & > .preview--title { text-style: bold; color: $primary; }
        & > .preview--heading { text-style: bold; color: $accent; }
        & > .preview--field { color: $foreground; }
        & > .preview--other { color: $dim; }
        & > .preview--note { color: $dim; }
        & > .preview--error { color: $error; text-style: bold; }
        & > .preview--code { color: $success; }
        & > .preview--quote { color: $secondary; }
        & > .preview--rule { color: $dim; }
        & > .preview--finding { color: $warning; }
        & > .preview--repeat { color: $removed; }
        & > .preview--strong { text-style: bold; }
        & > .preview--link { text-style: underline; color: $primary; }
        & > .preview--seen { color: $dim; text-style: bold; }
        &:focus > .preview--seen { color: $primary; }
        & > .preview--strip { color: $dim; }
        & > .preview--selected { background: $panel; color: $primary; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"preview--{name}" for name in _STYLES}
    BINDINGS = bindings("preview")

    class Left(Message):
        """Somebody wants back to the list."""

    @dataclass
    class Selected(Message):
        """Lines are selected, or (0) no longer."""

        count: int

    class Asked(Message):
        """Somebody wants a prompt to be run on what is selected."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look
        self._page = Page("")
        self.lines: list[Line] = []
        self._strip_marks: list[str] = []
        self.selection: LineSelection | None = None

    def show_page(self, page: Page) -> None:
        """Show another page from its top, or the same draft with new findings where it was."""
        same = page.key == self._page.key
        if page.text != self._page.text:
            self._select(None)
        self._page = page
        self._lay_out()
        if not same:
            self.scroll_to(y=0, animate=False, immediate=True)

    @property
    def page(self) -> Page:
        return self._page

    @property
    def allow_vertical_scroll(self) -> bool:
        """Without a scroll bar, whose place the block strip has, Textual would scroll nothing."""
        return self.max_scroll_y > 0

    def jump(self, step: int) -> bool:
        """Scroll to the next (1) or previous (-1) finding; False where there is none."""
        starts = [line.start if line.kind == "finding" else -1 for line in self.lines]
        places = [at for at, start in enumerate(starts) if start >= 0 and (not at or starts[at - 1] != start)]
        here = self.scroll_offset.y
        wanted = [at for at in places if (at > here if step > 0 else at < here)]
        if not wanted:
            return False
        self.scroll_to(y=wanted[0] if step > 0 else wanted[-1], animate=False, immediate=True)
        return self.scroll_offset.y != here

    def offset_in_view(self) -> int:
        """The offset of the draft's text at the top of the pane, or the start of the body."""
        for line in self.lines[self.scroll_offset.y :]:
            if line.start >= 0:
                return line.start
        return self._page.body

    def action_next_finding(self) -> None:
        self.jump(1)

    def action_previous_finding(self) -> None:
        self.jump(-1)

    def action_back(self) -> None:
        if self.selection is not None:
            self._select(None)
        else:
            self.post_message(self.Left())

    def action_select(self) -> None:
        """Begin to select lines, at the first in view, or end it."""
        begun = LineSelection.begin(self._page.text, self._page.body, self.offset_in_view())
        self._select(begun if self.selection is None else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "prompt" or self.selection is not None

    def action_prompt(self) -> None:
        self.post_message(self.Asked())

    def _select(self, selection: LineSelection | None) -> None:
        if selection != self.selection:
            self.selection = selection
            self.post_message(self.Selected(selection.count if selection else 0))
            self.refresh()

    def _move_selection(self, by: int) -> None:
        if self.selection is None:
            return
        self._select(self.selection.moved(by))
        start, end = self.selection.lines[self.selection.head]
        mine = [at for at, line in enumerate(self.lines) if start <= line.start < end]
        if mine and not self.scroll_offset.y <= mine[-1] < self.scroll_offset.y + self.size.height:
            self._scroll_by((mine[-1] - self.size.height + 1 if by > 0 else mine[0]) - self.scroll_offset.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """With the button held, a drag selects the lines that it passes."""
        at = event.y + self.scroll_offset.y
        if event.button != 1 or at >= len(self.lines) or self.lines[at].start < 0:
            return
        offset = self.lines[at].start
        begun = self.selection or LineSelection.begin(self._page.text, self._page.body, offset)
        self._select(begun and begun.extended_to(offset))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._select(None)

    def action_up(self) -> None:
        self._go(-1)

    def action_down(self) -> None:
        self._go(1)

    def action_page_up(self) -> None:
        self._go(1 - self.size.height)

    def action_page_down(self) -> None:
        self._go(self.size.height - 1)

    def action_first(self) -> None:
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_last(self) -> None:
        self._scroll_by(len(self.lines))

    def _go(self, lines: int) -> None:
        if self.selection is None:
            self._scroll_by(lines)
        else:
            self._move_selection(max(-5, min(lines, 5)))

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    def _lay_out(self) -> None:
        width = min(self.content_size.width - _STRIP - _MARGIN, _WIDEST)
        if width < 4:
            return
        self.lines = lay_out(self._page, width, self._look)
        self.virtual_size = Size(self.size.width, len(self.lines))
        self._strip_marks = _overview([line.mark for line in self.lines], self.size.height)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        width = self.size.width
        plain = self.rich_style
        if at < len(self.lines):
            line = self.lines[at]
            segments = [self._margin(line, plain), *self._words(line, plain)]
        else:
            segments = []
        body = Strip(segments).adjust_cell_length(max(width - _STRIP, 0), plain)
        return Strip([*body, self._overview_cell(y, plain)]).adjust_cell_length(width, plain)

    def _margin(self, line: Line, plain: Style) -> Segment:
        if self.selection is not None and line.start >= 0 and self.selection.holds(line.start):
            return Segment(f"{self._look.symbols.picked} ", plain + self._partial("selected"))
        if line.kind == "finding" or not line.mark:
            return Segment("  ", plain)
        symbol = self._look.symbols.repeat if line.mark == "repeat" else self._look.symbols.bar
        return Segment(f"{symbol} ", plain + self._partial(line.mark))

    def _words(self, line: Line, plain: Style) -> list[Segment]:
        if self.selection is not None and line.start >= 0 and self.selection.holds(line.start):
            return [Segment(line.text, plain + self._partial("selected"))]
        if line.kind not in ("text", "quote"):
            name = "repeat" if line.kind == "finding" and line.mark == "repeat" else line.kind
            return [Segment(line.text, plain + self._partial(name))]
        style = plain if line.kind == "text" else plain + self._partial("quote")
        segments: list[Segment] = []
        position = 0
        for match in _INLINE.finditer(line.text):
            segments.append(Segment(line.text[position : match.start()], style))
            segments.append(Segment(match.group(), style + self._partial(str(match.lastgroup))))
            position = match.end()
        segments.append(Segment(line.text[position:], style))
        return segments

    def _overview_cell(self, y: int, plain: Style) -> Segment:
        count, height = len(self.lines), self.size.height
        mark_here = self._strip_marks[y] if y < len(self._strip_marks) else ""
        symbols = self._look.symbols
        if count > height:
            top = self.scroll_offset.y * height // count
            seen = top <= y <= top + max(height * height // count, 1)
        else:
            seen = y < count
        glyph = {"repeat": symbols.repeat, "finding": symbols.doubtful}.get(mark_here)
        glyph = glyph or ((symbols.seen if seen else symbols.bar) if y < len(self._strip_marks) else " ")
        style = plain + self._partial(mark_here or "strip")
        return Segment(f" {glyph}", style + self._partial("seen") if seen and not mark_here else style)

    def _partial(self, name: str) -> Style:
        return self.get_component_rich_style(f"preview--{name}", partial=True)


def _overview(marks: list[str], height: int) -> list[str]:
    """The marks of all lines in at most `height` cells; of those that share a cell a repeat wins, then a finding."""
    if len(marks) <= height:
        return list(marks)
    cells = []
    for y in range(height):
        here = marks[y * len(marks) // height : max((y + 1) * len(marks) // height, y * len(marks) // height + 1)]
        cells.append("repeat" if "repeat" in here else "finding" if "finding" in here else "")
    return cells
