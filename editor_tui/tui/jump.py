"""One-key labels over everything that can have the focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widget import Widget

from editor_tui.tui.bars import Bar
from editor_tui.tui.look import Look
from editor_tui.tui.words import Words

LABELS: Final = "123456789asdfgqwertzxcvb"


class JumpScreen(ModalScreen["Widget | None"]):
    """Closes with the widget whose label was pressed."""

    DEFAULT_CSS = """
    JumpScreen { background: transparent; }
    JumpScreen > Words {
        position: absolute; width: 3; height: 1; background: $accent; color: $background; text-style: bold;
    }
    JumpScreen > Bar { dock: bottom; }
    """

    def __init__(self, look: Look, targets: Sequence[Widget]) -> None:
        super().__init__()
        self._look = look
        self._targets = dict(zip(LABELS, targets, strict=False))

    def compose(self) -> ComposeResult:
        for label, target in self._targets.items():
            tag = Words(f" {label} ")
            tag.absolute_offset = Offset(target.region.x, target.region.y)
            yield tag
        yield Bar()

    def on_mount(self) -> None:
        self.query_one(Bar).set_text(self._look.say("jump-keys"))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self.dismiss(self._targets.get(event.key))

    def on_click(self) -> None:
        self.dismiss(None)
