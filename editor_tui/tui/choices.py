"""A list to choose one line from. Its lines are never markup."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from editor_tui.text.clean import clean


class Choices(OptionList):
    """Lines with an id each."""

    DEFAULT_CSS = """
    Choices { border: none; padding: 0; background: $surface; height: 1fr; scrollbar-size-vertical: 1; }
    Choices:focus { border: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Show (id, text) pairs, with the highlight where it was if that is still there."""
        old = self.chosen
        options = [Option(Content(clean(text)), id=id) for id, text in lines]
        self.clear_options()
        self.add_options(options)
        ids = [option.id for option in options]
        self.highlighted = ids.index(old) if old in ids else (0 if ids else None)

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted line."""
        if self.highlighted is None:
            return None
        return self.get_option_at_index(self.highlighted).id
