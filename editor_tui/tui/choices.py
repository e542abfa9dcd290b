"""A list to choose one line from. Its lines are never markup."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from editor_tui.text.clean import clean
from editor_tui.tui.look import Look


class Choices(OptionList):
    """Lines with an id each, and the cursor of the list of drafts."""

    DEFAULT_CSS = """
    Choices {
        border: none; padding: 0; background: transparent; background-tint: transparent; height: 1fr;
        scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1 0 2; }
        & > .option-list--option-hover { background: transparent; }
        & > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: bold; }
    }
    Choices:focus {
        border: none; background-tint: transparent;
        & > .option-list--option-highlighted { background: $cursor; color: $foreground; text-style: bold; }
    }
    """

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._look = look

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

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        first = next(iter(strip), None)
        option = first.style.meta.get("option") if first is not None and first.style else None
        if first is None or option is None or option != self.highlighted:
            return strip
        strip = Strip([Segment(self._look.symbols.cursor, first.style), *strip.crop(1)], strip.cell_length)
        # Options take every style but this one, which is all that there is without colours of our own.
        return strip.apply_style(Style(reverse=True)) if self.app.current_theme.ansi else strip
