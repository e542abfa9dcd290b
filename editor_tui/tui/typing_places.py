"""Where texts are being typed on the screens that are open, for the moment in which the app has to end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen

from editor_tui.tui.dialogs import EditText
from editor_tui.tui.inputs import TextInput
from editor_tui.tui.text_box import LongInput
from editor_tui.tui.typed import Typed


def find_typed(screens: Sequence[Screen[Any]]) -> list[Typed]:
    """What differs from what stood there before anybody typed, on these screens from the lowest to the top."""
    found = []
    pane, path = "", ""
    for screen in screens:
        pane, path = getattr(screen, "typing_place", (pane, path))
        if isinstance(screen, EditText) and screen.is_changed:
            found.append(Typed(pane, path, screen.label, screen.text))
        for box in screen.query(TextInput):
            if box.id != "find" and box.value != box.first_value:
                field = getattr(getattr(box.parent, "field", None), "key", "")
                found.append(Typed(pane, path, field, box.value))
        for long in screen.query(LongInput):
            if long.text != long.first_value:
                found.append(Typed(pane, path, getattr(getattr(long.parent, "field", None), "key", ""), long.text))
    return found
