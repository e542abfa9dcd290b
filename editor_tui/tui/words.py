"""A line or paragraph of text that is never markup."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from editor_tui.text.clean import clean


class Words(Static):
    """Text as it is, cleaned; nothing in it is parsed."""

    DEFAULT_CSS = """
    Words { height: auto; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(Content(clean(text, lines=True)), id=id, classes=classes, markup=False)
        self.text = text

    def set_text(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.update(Content(clean(text, lines=True)))
