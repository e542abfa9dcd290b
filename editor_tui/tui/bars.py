"""The one-line bars at the top and bottom of every screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from editor_tui.text.clean import clean
from editor_tui.text.width import cut, text_width
from editor_tui.tui.actions import Action, Keymap
from editor_tui.tui.look import Look


class Bar(Widget):
    """Text on the left and on the right; the right one wins where both do not fit."""

    DEFAULT_CSS = """
    Bar { height: 1; background: $surface; color: $foreground; }
    Bar.-title { background: $panel; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.left = self.right = ""

    def set_text(self, left: str, right: str = "") -> None:
        left, right = clean(left), clean(right)
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        right = cut(self.right, max(width // 2, width - text_width(self.left) - 4))
        left = cut(self.left, max(width - text_width(right) - 3, 0))
        space = " " * max(width - text_width(left) - text_width(right) - 2, 0)
        return Strip([Segment(f" {left}{space}{right} ", self.rich_style)]).adjust_cell_length(width, self.rich_style)


class KeyLine(Widget):
    """The keys of the focused pane. What does not fit is dropped from the right; help always stays."""

    DEFAULT_CSS = """
    KeyLine { height: 1; background: $panel; color: $foreground; }
    KeyLine > .key-line--key { color: $accent; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key"}

    @dataclass
    class Pressed(Message):
        """Somebody clicked on an action."""

        action: Action

    def __init__(self, look: Look, keymap: Keymap) -> None:
        super().__init__()
        self._look, self._keymap = look, keymap
        self._actions: Sequence[Action] = ()
        self._places: list[tuple[int, int, Action]] = []

    def show_scopes(self, *scopes: str) -> None:
        """Offer the actions of these scopes; those of the app are always among them."""
        actions = self._keymap.footer((*scopes, "app"))
        if actions != self._actions:
            self._actions = actions
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.rich_style
        key_style = self.get_component_rich_style("key-line--key")
        short = width < 100
        self._places = []
        segments = [Segment(" ", style)]
        used = 1
        if not self._actions:
            return Strip(segments).adjust_cell_length(width, style)
        *actions, last = self._actions
        key, label = self._cells(last, short)
        room = width - text_width(key + label) - 2
        for action in actions:
            cells = self._cells(action, short)
            size = text_width("".join(cells))
            if used + size > room:
                break
            segments += [Segment(cells[0], key_style), Segment(cells[1], style)]
            self._places.append((used, used + size, action))
            used += size
        self._places.append((used, used + text_width(key + label), last))
        segments += [Segment(key, key_style), Segment(label.rstrip(), style)]
        return Strip(segments).adjust_cell_length(width, style)

    def _cells(self, action: Action, short: bool) -> tuple[str, str]:
        key = self._keymap.shown(action.id, short=short)
        return key, f" {self._look.say(action.message)}{'  ' if not short else ' '}"

    def on_click(self, event: events.Click) -> None:
        for start, end, action in self._places:
            if start <= event.x < end:
                self.post_message(self.Pressed(action))


def money(usd: float) -> str:
    """US dollars, to the tenth of a cent where they are few."""
    return f"${usd:.2f}" if usd >= 1 or usd == 0 else f"${usd:.3f}"
