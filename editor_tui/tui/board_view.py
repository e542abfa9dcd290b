"""The review board on the screen: scrolls, colours, and knows which items have been seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from editor_tui.tui.board import BoardLine, lay_out_board
from editor_tui.tui.look import Look
from editor_tui.workspace.decisions import Item


class BoardView(ScrollView):
    """Shows items with a focus on one of them."""

    DEFAULT_CSS = """
    BoardView {
        overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; padding: 0 1;
        & > .board--focused { text-style: bold; color: $primary; }
        & > .board--heading { text-style: bold; }
        & > .board--dim { color: $dim; }
        & > .board--problem { color: $warning; }
        & > .board--added { color: $added; background: $added-back; }
        &:ansi > .board--added { text-style: underline; }
        & > .board--removed { color: $removed; background: $removed-back; }
        & > .board--old { color: $removed; }
        & > .board--new { color: $added; }
        & > .board--accepted { color: $success; text-style: bold; }
        & > .board--undecided { color: $warning; text-style: bold reverse; }
        & > .board--rejected { color: $dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"board--{name}"
        for name in (
            "focused", "heading", "dim", "problem", "added", "removed", "old", "new", "accepted", "undecided",
            "rejected",
        )
    }  # fmt: skip

    @dataclass
    class Pointed(Message):
        """Somebody clicked on an item."""

        item: int

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look
        self._items: tuple[Item, ...] = ()
        self._focus = 0
        self._whole = False
        self._body = ""
        self._lines: list[BoardLine] = []
        self._deepest = 0

    def show_items(
        self, items: Sequence[Item], focus: int, *, body: str = "", whole: bool = False, fresh: bool = False
    ) -> None:
        """Show these items. `fresh` is for another proposal: from the top, with nothing seen."""
        self._items, self._focus, self._whole, self._body = tuple(items), focus, whole, body
        if fresh:
            self._deepest = 0
        self._lay_out()
        if fresh:
            self.scroll_to(y=0, animate=False, immediate=True)
        elif items:
            self._bring_into_view(focus)
        self._look_down()

    @property
    def seen_to_the_end(self) -> bool:
        """Whether every line of the items has been on the screen."""
        return self._deepest >= sum(line.item >= 0 for line in self._lines)

    def read_on(self) -> None:
        """One screen further."""
        self.scroll_pages(1)

    def scroll_pages(self, pages: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + pages * max(self.size.height - 2, 1), animate=False, immediate=True)
        self._look_down()

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()
        self._look_down()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._look_down()

    def on_click(self, event: events.Click) -> None:
        at = event.y + self.scroll_offset.y
        if at < len(self._lines) and self._lines[at].item >= 0:
            self.post_message(self.Pointed(self._lines[at].item))

    def _lay_out(self) -> None:
        width = self.content_size.width - 1
        if width > 10:
            self._lines = lay_out_board(self._items, self._focus, width, self._look, whole=self._whole, body=self._body)
            self.virtual_size = Size(self.size.width, len(self._lines))
            self.refresh()

    def _look_down(self) -> None:
        if self.size.height:
            self._deepest = max(self._deepest, self.scroll_offset.y + self.size.height)

    def _bring_into_view(self, item: int) -> None:
        mine = [at for at, line in enumerate(self._lines) if line.item == item]
        if not mine:
            return
        top, height = self.scroll_offset.y, self.size.height
        if mine[0] < top or mine[-1] >= top + height:
            self.scroll_to(y=max(min(mine[0], mine[-1] - height + 1), 0) if len(mine) <= height else mine[0],
                           animate=False, immediate=True)  # fmt: skip

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        plain = self.rich_style
        if at >= len(self._lines):
            return Strip.blank(self.size.width, plain)
        segments = [
            Segment(run.text, plain + self.get_component_rich_style(f"board--{run.style}", partial=True))
            if run.style
            else Segment(run.text, plain)
            for run in self._lines[at].runs
        ]
        return Strip(segments).adjust_cell_length(self.size.width, plain)
