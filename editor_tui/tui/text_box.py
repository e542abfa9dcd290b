"""Textual's input of several lines, as Japanese needs it: see `inputs`. Apart, because the first screen has none."""

from __future__ import annotations

from textual import events
from textual.document import _wrapped_document
from textual.message import Message
from textual.widgets import TextArea

from editor_tui.text.clean import clean, without_controls
from editor_tui.text.wrap import wrap
from editor_tui.tui.inputs import is_typed_text


def _wrap_offsets(text: str, width: int, *_: object, **__: object) -> list[int]:
    """Where lines begin but the first, by the rules of Japanese: Textual's own breaks at spaces before all else."""
    return [start for start, _ in wrap(text, width)][1:]


_wrapped_document.compute_wrap_offsets = _wrap_offsets  # type: ignore[attr-defined]


class TextBox(TextArea):
    """Several lines of text."""

    DEFAULT_CSS = """
    TextBox { border: none; padding: 0; background: $surface; }
    TextBox:focus { border: none; background: $panel; }
    """

    class Submitted(Message):
        """Enter was pressed in a box where it ends the typing."""

    def __init__(self, text: str = "", *, submits: bool = False, id: str | None = None) -> None:
        # What stands there before anybody types: a control character in it is shown, and not a change.
        self.first_value = clean(text, lines=True)
        super().__init__(self.first_value, id=id, soft_wrap=True, tab_behavior="focus")
        self.cursor_blink = False
        self._submits = submits

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self._submits:
            # Here and not by a binding with priority: that would overtake what an input method has just committed.
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted())
            return
        if is_typed_text(event) and not self.read_only:
            event.stop()
            event.prevent_default()
            assert event.character is not None
            self.replace(event.character, *self.selection)
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        await super()._on_paste(events.Paste(without_controls(event.text)))
        event.stop()
        event.prevent_default()

    def _on_focus(self, event: events.Focus) -> None:
        super()._on_focus(event)
        self.call_after_refresh(self._place_cursor)

    def on_resize(self) -> None:
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()


class LongInput(TextBox):
    """One paragraph: Enter ends it, and what is pasted joins it."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, submits=True, id=id)

    def on_mount(self) -> None:
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        await super()._on_paste(events.Paste(" ".join(without_controls(event.text).split())))
        event.stop()
        event.prevent_default()
