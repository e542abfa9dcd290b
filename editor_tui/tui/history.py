"""What was written, run by run, and the way back."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen

from editor_tui.errors import EditorTuiError
from editor_tui.site.runs import Run
from editor_tui.text.width import fit
from editor_tui.tui.actions import Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine, money
from editor_tui.tui.choices import Choices
from editor_tui.tui.desk import Desk
from editor_tui.tui.dialogs import Ask
from editor_tui.tui.look import Look
from editor_tui.tui.words import Words

_YEAR_FROM: Final = 72
_COLUMNS: Final = ("run", "when", "command", "drafts", "cost")


class HistoryScreen(Screen[None]):
    """The runs, the latest first; Enter takes one back."""

    DEFAULT_CSS = """
    HistoryScreen #empty { padding: 1 2; color: $dim; }
    HistoryScreen #columns { padding: 0 1 0 2; color: $dim; }
    """
    BINDINGS = bindings("history")

    def __init__(self, desk: Desk, look: Look, keymap: Keymap) -> None:
        super().__init__()
        self._desk, self._look, self._keymap = desk, look, keymap
        self._runs: dict[str, Run] = {}

    def compose(self) -> ComposeResult:
        yield Bar(id="place", classes="-title")
        yield Words(self._look.say("history-none"), id="empty")
        yield Words(id="columns")
        yield Choices(self._look)
        yield Bar(id="state")
        yield KeyLine(self._look, self._keymap)

    def on_mount(self) -> None:
        self.query_one(KeyLine).show_scopes("history", without={"app.undo"})
        self.query_one("#place", Bar).set_text(self._look.say("history-title"))
        self.query_one(Choices).focus()
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        runs = [run for run in self._desk.history() if run.written or run.decided or run.usage.input_tokens]
        self._runs = {str(at): run for at, run in enumerate(runs)}
        self.query_one("#empty").display = not runs
        columns = self.query_one("#columns", Words)
        columns.display = bool(runs)
        columns.set_text(self._cells(*(self._look.say(f"column-{name}") for name in _COLUMNS)))
        self.query_one(Choices).show_lines((key, self._line(run)) for key, run in self._runs.items())

    def _line(self, run: Run) -> str:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.started))
        if self.size.width < _YEAR_FROM:
            when = when[5:]
        undone = self._look.say("history-undone") if run.written + run.decided and not run.standing else ""
        cost = money(run.usage.cost_usd, self._look, priced=run.usage.priced) if run.usage.input_tokens else ""
        return self._cells(str(run.id), when, run.command, f"{run.written + run.decided:,}", cost, undone)

    def _cells(self, number: str, when: str, command: str, drafts: str, cost: str, note: str = "") -> str:
        date = 16 if self.size.width >= _YEAR_FROM else 11
        cells = [fit(number, 5, right=True), "", fit(when, date), "", fit(command, 14), fit(drafts, 7, right=True)]
        return " ".join([*cells, fit(cost, 8, right=True), "", note]).rstrip()

    def on_option_list_option_selected(self) -> None:
        self.action_undo()

    @work(exclusive=True, exit_on_error=False)
    async def action_undo(self) -> None:
        chosen = self.query_one(Choices).chosen
        if chosen is None or not self._runs[chosen].standing:
            return
        run = self._runs[chosen]
        question = self._look.say("history-ask-decision" if run.decided else "history-ask", count=run.standing)
        if not await self.app.push_screen_wait(Ask(self._look, question)):
            return
        state = self.query_one("#state", Bar)
        try:
            undone = await asyncio.to_thread(self._desk.undo, run.id)
        except EditorTuiError as error:
            state.set_text(f"{self._look.symbols.broken} {self._look.tell(error.message)}")
            return
        if undone.refused:
            refusal = undone.refused[0].error
            state.set_text(f"{self._look.symbols.broken} {refusal.place}: {self._look.tell(refusal.message)}")
        else:
            state.set_text(self._look.say("undone-decision" if undone.reopened else "undone", count=undone.count))
        self._show()

    def action_leave(self) -> None:
        self.dismiss()
