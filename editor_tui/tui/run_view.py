"""Styled text that scrolls, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from editor_tui.text.clean import clean
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run, break_runs


class RunView(ScrollView, can_focus=True):
    """Shows runs of text; arrows and page keys scroll it."""

    DEFAULT_CSS = """
    RunView {
        overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        & > .run--heading { text-style: bold; color: $primary; }
        & > .run--dim { color: $dim; }
        & > .run--problem { color: $warning; }
        & > .run--error { color: $error; text-style: bold; }
        & > .run--added { color: $added; background: $added-back; }
        &:ansi > .run--added { text-style: underline; }
        & > .run--removed { color: $removed; background: $removed-back; }
        & > .run--old { color: $removed; }
        & > .run--new { color: $added; }
        & > .run--accepted { color: $success; }
        & > .run--key { color: $accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"run--{name}"
        for name in ("heading", "dim", "problem", "error", "added", "removed", "old", "new", "accepted", "key")
    }

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look
        self._runs: list[Run] = []
        self._lines: list[list[Run]] = []

    def show_runs(self, runs: Sequence[Run], *, follow: bool = False) -> None:
        """Show these runs from the top, or with `follow` scrolled to their end."""
        self._runs = list(runs)
        self._lay_out()
        self.scroll_to(y=len(self._lines) if follow else 0, animate=False, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(break_runs(self._runs, max(width - 1, 2)))

    def _lay_out(self) -> None:
        width = self.content_size.width - 1
        if width < 2:
            return
        old = len(self._lines)
        self._lines = break_runs(self._runs, width)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh(layout=old != len(self._lines) and self.styles.auto_dimensions)

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        plain = self.rich_style
        if at >= len(self._lines):
            return Strip.blank(self.size.width, plain)
        segments = [
            Segment(
                clean(run.text),
                plain + self.get_component_rich_style(f"run--{run.style}", partial=True) if run.style else plain,
            )
            for run in self._lines[at]
        ]
        return Strip(segments).adjust_cell_length(self.size.width, plain)
