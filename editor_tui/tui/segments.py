"""A translation, segment by segment: what waits for a person, their own words, the model's once more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.worker import Worker

from editor_tui.errors import EditorTuiError
from editor_tui.post.proposal import Proposal
from editor_tui.tui.actions import Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine
from editor_tui.tui.desk import Desk
from editor_tui.tui.dialogs import AskHint, EditText
from editor_tui.tui.look import Look
from editor_tui.tui.run_view import RunView
from editor_tui.tui.segment_words import segment_runs


@dataclass(frozen=True, slots=True)
class Revised:
    """The proposal as it is now, and whether what passed in it is accepted, whatever else is open."""

    proposal: Proposal
    accepted: bool = False


class SegmentsScreen(Screen[Revised]):
    """Every change is in the waiting proposal at once; closes with it."""

    DEFAULT_CSS = """
    SegmentsScreen RunView { height: 1fr; padding: 0 1; }
    """
    BINDINGS = bindings("segments")

    def __init__(self, desk: Desk, look: Look, keymap: Keymap, proposal: Proposal) -> None:
        super().__init__()
        self._desk, self._look, self._keymap = desk, look, keymap
        self._proposal = proposal
        self._views = desk.segments.views(proposal)
        self._at = next((view.number for view in self._views if not view.passed), 0)
        self._asking: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        yield Bar(id="place", classes="-title")
        yield RunView(self._look)
        yield Bar(id="state")
        yield KeyLine(self._look, self._keymap)

    def on_mount(self) -> None:
        self.query_one(KeyLine).show_scopes("segments")
        self.query_one(RunView).can_focus = False
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        view = self.query_one(RunView)
        size = view.content_size
        view.show_runs(segment_runs(self._views, self._at, max(size.width - 1, 10), size.height, self._look))
        where = self._look.say("segments-place", at=self._at + 1, count=len(self._views), path=self._proposal.path)
        left = sum(not one.passed for one in self._views)
        self.query_one("#place", Bar).set_text(where, self._look.say("segments-left", count=left))

    def _tell(self, words: str) -> None:
        self.query_one("#state", Bar).set_text(words)

    def _go(self, at: int) -> None:
        self._at = max(0, min(at, len(self._views) - 1))
        self._tell("")
        self._show()

    # Moving

    def action_next(self) -> None:
        self._go(self._at + 1)

    def action_previous(self) -> None:
        self._go(self._at - 1)

    def action_page_down(self) -> None:
        self._go(self._at + 8)

    def action_page_up(self) -> None:
        self._go(self._at - 8)

    def action_open(self) -> None:
        """To the next segment that waits for a person; back to the review where none does."""
        waiting = [view.number for view in self._views if not view.passed]
        if not waiting:
            self.dismiss(Revised(self._proposal))
        else:
            self._go(next((number for number in waiting if number > self._at), waiting[0]))

    # Changing

    @work(exclusive=True, group="change", exit_on_error=False)
    async def action_edit(self) -> None:
        view = self._views[self._at]
        text = await self.app.push_screen_wait(
            EditText(self._look, view.source, view.suggestion if view.is_open else view.target)
        )
        if text is not None and text.strip() and text != view.target:
            await self._change(lambda: self._desk.segments.revise(self._proposal, view.number, text))

    @work(exclusive=True, group="change", exit_on_error=False)
    async def action_accept(self) -> None:
        """This segment is right as it is."""
        number = self._at
        await self._change(lambda: self._desk.segments.accept(self._proposal, number))
        if self._views[number].passed:
            self._go(next((view.number for view in self._views if not view.passed), number + 1))

    async def _change(self, change: Callable[[], Proposal]) -> None:
        try:
            self._proposal = await asyncio.to_thread(change)
        except EditorTuiError as error:
            self._tell(f"{self._look.symbols.broken} {self._look.tell(error.message)}")
            return
        self._views = self._desk.segments.views(self._proposal)
        self._show()

    def action_hint(self) -> None:
        if self._asking is None:
            self._asking = self._ask(self._at)

    @work(exclusive=True, group="ask", exit_on_error=False)
    async def _ask(self, number: int) -> None:
        try:
            hint = await self.app.push_screen_wait(AskHint(self._look, self._look.say("review-hint")))
            if hint is None:
                return
            self._tell(self._look.say("review-asking"))
            self._proposal = await self._desk.segments.ask(self._proposal, [number], hint=hint)
            self._views = self._desk.segments.views(self._proposal)
            self._tell("")
            self._show()
        except EditorTuiError as error:
            self._tell(f"{self._look.symbols.broken} {self._look.tell(error.message)}")
        finally:
            self._asking = None

    # Leaving

    def action_accept_all(self) -> None:
        """Take everything that passed; what is open stays marked in the file, and is asked for by the next run."""
        self.dismiss(Revised(self._proposal, accepted=True))

    def action_leave(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        else:
            self.dismiss(Revised(self._proposal))
