"""Textual's one-line input, as Japanese needs it.

Textual inserts a key only where `str.isprintable`, which is False for U+3000, the joiner inside emoji, and combining
marks that an input method commits: typed, they would be lost in silence. And the terminal's cursor, at which an input
method draws, must stand on the caret: Textual leaves it a row too low after focus and a column too far at the end.
"""

from __future__ import annotations

import unicodedata

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input

from editor_tui.text.clean import clean, without_controls
from editor_tui.tui.actions import bindings


def is_typed_text(event: events.Key) -> bool:
    """Whether a key that Textual calls unprintable is text: spaces, joiners and marks beyond Latin-1's controls."""
    character = event.character
    return (
        character is not None
        and len(character) == 1
        and character > "\u009f"
        and not character.isprintable()
        and unicodedata.category(character) in ("Zs", "Cf", "Mn", "Me")
    )


class TextInput(Input):
    """One line of text without a frame."""

    DEFAULT_CSS = """
    TextInput { border: none; height: 1; padding: 0; background: $surface; }
    TextInput:focus { border: none; background: $panel; }
    TextInput > .input--placeholder, TextInput > .input--suggestion { color: $dim; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        # What stands there before anybody types: a control character in it is shown, and not a change.
        self.first_value = clean(value)
        super().__init__(self.first_value, placeholder=clean(placeholder), id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        if is_typed_text(event):
            event.stop()
            event.prevent_default()
            assert event.character is not None
            self.replace(event.character, *self.selection)
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        text = " ".join(without_controls(event.text).split("\n")).replace("\t", " ")
        self.replace(text, *self.selection)
        event.stop()
        event.prevent_default()

    @property
    def cursor_screen_offset(self) -> Offset:
        x, y, _, _ = self.content_region
        return Offset(x + self._position_to_cell(self.cursor_position) - self.scroll_offset.x, y)

    def _place_cursor(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()

    def _on_focus(self, event: events.Focus) -> None:
        super()._on_focus(event)
        self.call_after_refresh(self._place_cursor)

    def on_resize(self) -> None:
        self.call_after_refresh(self._place_cursor)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_x(old_value, new_value)
        self.call_after_refresh(self._place_cursor)


class FindLine(TextInput):
    """What to find in the list below it."""

    BINDINGS = bindings("find")

    class Left(Message):
        """Somebody is done with finding."""

    def action_list(self) -> None:
        self.post_message(self.Left())

    def action_clear(self) -> None:
        self.value = ""
        self.post_message(self.Left())
