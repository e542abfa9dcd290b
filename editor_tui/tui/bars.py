"""The one-line bars at the top and bottom of every screen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from editor_tui.text.clean import clean
from editor_tui.text.width import cut, text_width
from editor_tui.tui.actions import Action, Keymap
from editor_tui.tui.look import Look

# Columns below which keys are written short: "^Z".
_SHORT: Final = 100


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
    """The keys of the focused pane. What does not fit is dropped from the right; the way back and help always stay."""

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
        self.scopes: tuple[str, ...] = ()
        self._actions: Sequence[Action] = ()
        self._places: list[tuple[int, int, Action]] = []

    def show_scopes(self, *scopes: str, without: Collection[str] = ()) -> None:
        """Offer the actions of these scopes, less those `without` any use now, and those of the app."""
        self.scopes = scopes
        left_out = {*without, *(() if hasattr(self.screen, "action_undo") else ("app.undo",))}
        actions = [action for action in self._keymap.footer((*scopes, "app")) if action.id not in left_out]
        if actions != self._actions:
            self._actions = actions
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.rich_style
        key_style = self.get_component_rich_style("key-line--key")
        cells = {action: self._cells(action, short=width < _SHORT) for action in self._actions}
        sizes = {action: text_width("".join(pair)) for action, pair in cells.items()}
        kept = [action for action in self._actions if action.id == "app.help" or action.keys.startswith("escape")]
        shown: list[Action] = []
        # The two columns between keys are not needed after the last one.
        room = width + 1 - sum(sizes[action] for action in kept)
        for action in self._actions:
            if action not in kept:
                room -= sizes[action]
                if room < 0:
                    break
                shown.append(action)
        self._places = []
        segments = [Segment(" ", style)]
        used = 1
        for action in (*shown, *kept):
            segments += [Segment(cells[action][0], key_style), Segment(cells[action][1], style)]
            self._places.append((used, used + sizes[action], action))
            used += sizes[action]
        return Strip(segments).adjust_cell_length(width, style)

    def _cells(self, action: Action, *, short: bool) -> tuple[str, str]:
        key = self._look.plain(self._keymap.shown(action.id, short=short)).strip()
        return key, f" {self._look.say(action.message)}  "

    def on_click(self, event: events.Click) -> None:
        for start, end, action in self._places:
            if start <= event.x < end:
                self.post_message(self.Pressed(action))


def money(usd: float, look: Look, *, priced: bool = True) -> str:
    """US dollars, to the tenth of a cent where they are few. Where they are not all `priced`, the rest is unknown."""
    words = f"${usd:.2f}" if usd >= 1 or usd == 0 else f"${usd:.3f}"
    if priced:
        return words
    unknown = look.say("cost-unknown")
    return f"{words} + {unknown}" if usd else unknown
