"""Why a format does not edit something, before the draft's path is known."""

from __future__ import annotations

from editor_tui.messages import Message


class RefusalError(Exception):
    """An edit that the format cannot make safely. `offset` counts code points of the front matter; None: all of it."""

    def __init__(self, id: str, /, offset: int | None = None, **values: object) -> None:
        super().__init__(id)
        self.message = Message.of(id, **values)
        self.offset = offset


class UnreadableError(RefusalError):
    """Front matter that its format's parser does not read."""
