"""A translation, segment by segment: source on the left, target on the right."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from editor_tui.tui.actions import Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine
from editor_tui.tui.dialogs import EditText
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run
from editor_tui.tui.run_view import RunView
from editor_tui.workspace.decisions import Item, with_segment


class SegmentsScreen(Screen["Item | None"]):
    """Closes with the item as it was edited, or None where nothing was."""

    DEFAULT_CSS = """
    SegmentsScreen > Horizontal { height: 1fr; }
    SegmentsScreen RunView { width: 1fr; height: 1fr; padding: 0 1; }
    SegmentsScreen #target { border-left: solid $panel; }
    """
    BINDINGS = bindings("segments")

    def __init__(self, look: Look, keymap: Keymap, item: Item) -> None:
        super().__init__()
        self._look, self._keymap = look, keymap
        self._item = self._first = item
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Bar(id="place", classes="-title")
        with Horizontal():
            yield RunView(self._look, id="source")
            yield RunView(self._look, id="target")
        yield Bar(id="state")
        yield KeyLine(self._look, self._keymap)

    def on_mount(self) -> None:
        self.query_one(KeyLine).show_scopes("segments")
        self._show()

    def _show(self) -> None:
        segments = self._item.segments
        for side, name in enumerate(("source", "target")):
            runs: list[Run] = []
            # The segments around the open one give it its context; a page of them is enough.
            for at in range(max(self._at - 1, 0), min(self._at + 6, len(segments))):
                here = at == self._at
                pointer = self._look.symbols.cursor if here else " "
                runs.append(Run(f"{pointer}{at + 1:>3}  ", "key" if here else "dim"))
                runs.append(Run(segments[at][side].strip("\n") + "\n\n", "" if here else "dim"))
            self.query_one(f"#{name}", RunView).show_runs(runs)
        place = self._look.say("segments-place", at=self._at + 1, count=len(segments), path=self._item.name)
        self.query_one("#place", Bar).set_text(place)

    def action_next(self) -> None:
        self._at = min(self._at + 1, len(self._item.segments) - 1)
        self._show()

    def action_previous(self) -> None:
        self._at = max(self._at - 1, 0)
        self._show()

    @work(exclusive=True)
    async def action_edit(self) -> None:
        source, target = self._item.segments[self._at]
        text = await self.app.push_screen_wait(EditText(self._look, source, target))
        if text is not None and text != target:
            try:
                self._item = with_segment(self._item, self._at, text)
            except ValueError:
                self.query_one("#state", Bar).set_text(self._look.say("segments-moved"))
                return
            self._show()

    def action_leave(self) -> None:
        self.dismiss(self._item if self._item is not self._first else None)
