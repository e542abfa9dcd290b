"""The list of drafts: lines drawn one by one, so that 100,000 drafts cost what 100 do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from editor_tui.text.width import fit
from editor_tui.tui.actions import bindings
from editor_tui.tui.columns import Columns, choose_columns, heading, middle_cells, state_cell, title_cell
from editor_tui.tui.entries import Entry
from editor_tui.tui.look import Look
from editor_tui.tui.shelf import Shelf


class ListHeading(Widget):
    """The names of the columns."""

    DEFAULT_CSS = "ListHeading { height: 1; color: $dim; background: $surface; }"

    def __init__(self, look: Look, shelf: Shelf) -> None:
        super().__init__()
        self._look, self._shelf = look, shelf

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        columns = choose_columns(width, self._look, english=self._shelf.has_english)
        return Strip([Segment(fit(heading(columns, self._look), width), self.rich_style)])


class DraftList(ScrollView, can_focus=True):
    """Shows a shelf, and has a cursor and a selection on it."""

    DEFAULT_CSS = """
    DraftList {
        overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        & > .draft-list--cursor { background: $panel; color: $foreground; text-style: bold; }
        &:focus > .draft-list--cursor { background: $cursor; }
        & > .draft-list--state-todo { color: $foreground; }
        & > .draft-list--state-waiting { color: $primary; }
        & > .draft-list--state-doubtful { color: $warning; }
        & > .draft-list--state-broken { color: $error; }
        & > .draft-list--state-healthy { color: $success; }
        & > .draft-list--state-running { color: $secondary; }
        & > .draft-list--dim { color: $dim; }
        &:nocolor > .draft-list--cursor { text-style: reverse; }
        &:ansi > .draft-list--cursor { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "draft-list--cursor",
        "draft-list--dim",
        *(f"draft-list--state-{s}" for s in ("todo", "waiting", "doubtful", "broken", "healthy", "running")),
    }
    BINDINGS = bindings("list")

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another draft; None in an empty list."""

        path: str | None

    @dataclass
    class Chosen(Message):
        """A draft was double-clicked."""

        path: str

    @dataclass
    class Picked(Message):
        """The selection has changed."""

        paths: frozenset[str]

    def __init__(self, look: Look, shelf: Shelf) -> None:
        super().__init__()
        self._look, self._shelf = look, shelf
        self.row = 0
        self.picked: frozenset[str] = frozenset()
        self._strips: dict[tuple[Entry, bool, bool], Strip] = {}
        self._columns = Columns(1, 5, 0, 4, 0, 10)
        self._styles: dict[str, Style] = {}

    @property
    def entry(self) -> Entry | None:
        return self._shelf[self.row] if self.row < len(self._shelf) else None

    def shelf_changed(self, keep: str | None = None) -> None:
        """Draw the shelf anew, with the cursor on the draft at `keep` where it is still shown."""
        found = self._shelf.row_of(keep) if keep is not None else None
        self.row = min(self.row if found is None else found, max(len(self._shelf) - 1, 0))
        self.virtual_size = Size(self.size.width, len(self._shelf))
        if bool(self._columns.english) != self._shelf.has_english:
            self._forget()
        self._scroll_to_cursor()
        self.refresh()
        self.post_message(self.Highlighted(self.entry.path if self.entry else None))

    def show_row(self, row: int) -> None:
        """Put the cursor on a row."""
        row = max(0, min(row, len(self._shelf) - 1))
        if row == self.row or not len(self._shelf):
            return
        old, self.row = self.row, row
        self.refresh_line(old)
        self.refresh_line(row)
        self._scroll_to_cursor()
        self.post_message(self.Highlighted(self._shelf[row].path))

    def pick(self, paths: frozenset[str]) -> None:
        self.picked = paths
        self.refresh()
        self.post_message(self.Picked(paths))

    def toggle(self) -> None:
        """Select or unselect the draft under the cursor and go on to the next."""
        if self.entry is not None:
            self.pick(self.picked ^ {self.entry.path})
            self.show_row(self.row + 1)

    def action_up(self) -> None:
        self.show_row(self.row - 1)

    def action_down(self) -> None:
        self.show_row(self.row + 1)

    def action_page_up(self) -> None:
        self.show_row(self.row - max(self.size.height - 1, 1))

    def action_page_down(self) -> None:
        self.show_row(self.row + max(self.size.height - 1, 1))

    def action_first(self) -> None:
        self.show_row(0)

    def action_last(self) -> None:
        self.show_row(len(self._shelf) - 1)

    def _scroll_to_cursor(self) -> None:
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        if self.row < top:
            self.scroll_to(y=self.row, animate=False, immediate=True)
        elif self.row >= top + height:
            self.scroll_to(y=self.row - height + 1, animate=False, immediate=True)
        if self.has_focus:
            # Braille displays and magnifiers follow the terminal's cursor.
            region = self.content_region
            self.app.cursor_position = region.offset + Offset(0, self.row - self.scroll_offset.y)

    def on_resize(self) -> None:
        self._forget()
        self.virtual_size = Size(self.size.width, len(self._shelf))
        self._scroll_to_cursor()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._forget()

    def _forget(self) -> None:
        self._strips.clear()
        self._styles.clear()
        # Less the scroll bar's column also where there is none yet: it comes without a word when the list fills.
        self._columns = choose_columns(max(self.outer_size.width - 1, 1), self._look, english=self._shelf.has_english)

    def on_click(self, event: events.Click) -> None:
        row = event.y + self.scroll_offset.y
        if row < len(self._shelf):
            self.show_row(row)
            if event.chain >= 2:
                self.post_message(self.Chosen(self._shelf[row].path))

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        if row >= len(self._shelf):
            return Strip.blank(self.size.width, self.rich_style)
        entry = self._shelf[row]
        key = (entry, row == self.row, entry.path in self.picked)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > 1000:
                self._strips.clear()
            strip = self._strips[key] = self._draw(*key)
        return strip

    def _draw(self, entry: Entry, cursor: bool, picked: bool) -> Strip:
        symbols = self._look.symbols
        state = self._style(f"draft-list--state-{entry.state}")
        dim = self._style("draft-list--dim")
        plain = self.rich_style
        if cursor:
            over = self._style("draft-list--cursor")
            plain = state = dim = plain + over
        marks = (symbols.cursor if cursor else " ") + (symbols.picked if picked else " ")
        segments = [
            Segment(marks, plain),
            Segment(state_cell(entry, self._columns, self._look) + " ", state),
            Segment(middle_cells(entry, self._columns, self._look) + " ", dim),
            Segment(title_cell(entry, self._columns, self._look), plain),
        ]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            partial = name == "draft-list--cursor"
            style = self._styles[name] = self.get_component_rich_style(name, partial=partial)
        return style
