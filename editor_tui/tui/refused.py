"""Answers that could not be used, kept for a look: why, what the model said, and the question once more."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen

from editor_tui.errors import EditorTuiError
from editor_tui.text.clean import without_controls
from editor_tui.tui.actions import Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine
from editor_tui.tui.desk import Desk
from editor_tui.tui.dialogs import AskHint
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run
from editor_tui.tui.run_view import RunView
from editor_tui.workspace.attention import Marked


class RefusedScreen(Screen[None]):
    """Goes through marked drafts, of which there has to be one."""

    DEFAULT_CSS = """
    RefusedScreen RunView { height: 1fr; padding: 0 1; }
    """
    BINDINGS = bindings("refused")

    def __init__(self, desk: Desk, look: Look, keymap: Keymap, marked: Sequence[Marked]) -> None:
        super().__init__()
        self._desk, self._look, self._keymap = desk, look, keymap
        self._marked = list(marked)
        self._at = 0
        self._asking = False

    def compose(self) -> ComposeResult:
        yield Bar(id="place", classes="-title")
        yield RunView(self._look)
        yield Bar(id="state")
        yield KeyLine(self._look, self._keymap)

    def on_mount(self) -> None:
        self.query_one(KeyLine).show_scopes("refused")
        self.query_one(RunView).focus()
        self._show()

    def _show(self) -> None:
        look, marked = self._look, self._marked[self._at]
        runs = [Run(f"{look.symbols.doubtful} {look.tell(marked.reason)}\n", "problem"),
                Run(look.say("refused-note") + "\n", "dim")]  # fmt: skip
        for reply in marked.replies:
            runs += [Run("\n" + look.say("refused-reply", count=len(reply)) + "\n", "heading"), Run(reply + "\n")]
        self.query_one(RunView).show_runs(runs)
        place = look.say("refused-place", at=self._at + 1, count=len(self._marked), path=marked.path)
        self.query_one("#place", Bar).set_text(place, marked.task)

    def _tell(self, words: str) -> None:
        self.query_one("#state", Bar).set_text(words)

    def _go(self, by: int) -> None:
        self._at = (self._at + by) % len(self._marked)
        self._tell("")
        self._show()

    def action_next(self) -> None:
        self._go(1)

    def action_previous(self) -> None:
        self._go(-1)

    @work(exclusive=True, group="ask", exit_on_error=False)
    async def action_hint(self) -> None:
        """Ask once more, with a hint."""
        if self._asking:
            return
        marked = self._marked[self._at]
        hint = await self.app.push_screen_wait(AskHint(self._look, self._look.say("review-hint")))
        if hint is None:
            return
        self._asking = True
        self._tell(self._look.say("review-asking"))
        try:
            proposal = await self._desk.propose(marked.task, marked.path, hint=hint)
            await asyncio.to_thread(self._desk.save, proposal)
            self._done_with(marked)
        except EditorTuiError as error:
            self._tell(f"{self._look.symbols.broken} {self._look.tell(error.message)}")
        finally:
            self._asking = False

    def action_seen(self) -> None:
        self._done_with(self._marked[self._at])

    def _done_with(self, marked: Marked) -> None:
        self._desk.unmark(marked.path, marked.task)
        self._tell("")
        if marked not in self._marked:
            # Put away while its answer was on the way.
            return
        at = self._marked.index(marked)
        del self._marked[at]
        if not self._marked:
            self.dismiss()
            return
        # Who has gone on to another stays there.
        self._at = min(self._at - (at < self._at), len(self._marked) - 1)
        self._show()

    def action_copy(self) -> None:
        """The latest reply to the clipboard, as far as the terminal allows it (OSC 52)."""
        replies = self._marked[self._at].replies
        if replies:
            self.app.copy_to_clipboard(without_controls(replies[0]))
            self._tell(self._look.say("run-copied", count=len(replies[0])))
        else:
            self.app.bell()

    def action_leave(self) -> None:
        self.dismiss()
