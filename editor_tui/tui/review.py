"""The review: proposal after proposal, one key for a clean one, a stop at every doubt."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.screen import Screen

from editor_tui.errors import EditorTuiError
from editor_tui.post.proposal import Proposal
from editor_tui.text.clean import clean
from editor_tui.tui.actions import DIGITS, Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine, money
from editor_tui.tui.board_view import BoardView
from editor_tui.tui.desk import Desk
from editor_tui.tui.dialogs import EditText
from editor_tui.tui.look import Look
from editor_tui.tui.pace import Pace
from editor_tui.tui.repeats import RepeatsScreen
from editor_tui.tui.review_queue import ReviewQueue
from editor_tui.tui.segments import SegmentsScreen
from editor_tui.tui.words import Words
from editor_tui.workspace.decisions import Item, is_valid_edit

# A key held down on one draft must not accept the next: seconds in which Enter is ignored after one appears.
_DEAF: Final = 0.3


class ReviewScreen(Screen[None]):
    """Reviews the proposals that it is given. Closes with None; what was decided is on disk by then."""

    DEFAULT_CSS = """
    ReviewScreen { layout: vertical; }
    ReviewScreen > #trouble { color: $error; text-style: bold; padding: 0 1; display: none; }
    ReviewScreen > #trouble.-shown { display: block; }
    ReviewScreen > BoardView { height: 1fr; }
    """
    BINDINGS = bindings("review")
    SCOPES = ("review",)

    def __init__(self, desk: Desk, look: Look, keymap: Keymap, proposals: Sequence[Proposal]) -> None:
        super().__init__()
        self._desk, self._look, self._keymap = desk, look, keymap
        self._queue = ReviewQueue(desk, list(proposals))
        self._pace = Pace(time.monotonic())
        self._focus = 0
        self._whole = False
        self._shown_at = 0.0
        self._trouble = ""
        self._busy = False

    def compose(self) -> ComposeResult:
        yield Bar(id="place", classes="-title")
        yield Words(id="trouble")
        yield BoardView(self._look)
        yield Bar(id="state")
        yield KeyLine(self._look, self._keymap)

    def on_mount(self) -> None:
        self.query_one(KeyLine).show_scopes(*self.SCOPES)
        self.query_one(BoardView).focus()
        self._open_case()

    @property
    def items(self) -> tuple[Item, ...]:
        try:
            return self._queue.case().items
        except EditorTuiError:
            return ()

    # What is shown

    def _open_case(self) -> None:
        self._focus, self._whole, self._trouble = 0, False, ""
        self._shown_at = time.monotonic()
        try:
            self._queue.case()
        except EditorTuiError as error:
            self._fail(error)
        self._show(fresh=True)

    def _show(self, *, fresh: bool = False) -> None:
        look, queue = self._look, self._queue
        proposal = queue.proposals[queue.at]
        trouble = self.query_one("#trouble", Words)
        trouble.set_text(self._trouble)
        trouble.set_class(bool(self._trouble), "-shown")
        items = self.items
        body = queue.case().draft.body if items and proposal.destination is None else ""
        self.query_one(BoardView).show_items(items, self._focus, body=body, whole=self._whole, fresh=fresh)
        place = look.say("review-place", at=queue.at + 1, count=len(queue.proposals), path=queue.title(queue.at))
        pace = ""
        if self._pace.done:
            minutes = round(self._pace.left(queue.left) / 60)
            pace = look.say("review-pace", done=self._pace.done, seconds=round(self._pace.average), minutes=minutes)
        self.query_one("#place", Bar).set_text(place, pace)
        counts = {d: sum(item.decision == d for item in items) for d in ("accepted", "undecided", "rejected")}
        self.query_one("#state", Bar).set_text(look.say("review-counts", **counts), self._source(proposal))

    def _source(self, proposal: Proposal) -> str:
        """Which draft this is for, who proposes it, and what it has cost."""
        origin = proposal.origin
        cost = money(origin.usage.cost_usd) if origin.usage.cost_usd else ""
        maker = origin.model or self._look.say(f"engine-{origin.engine}")
        return " · ".join(filter(None, [proposal.path, origin.task, maker, cost]))

    def _fail(self, error: EditorTuiError) -> None:
        self._trouble = f"{self._look.symbols.broken} {self._look.tell(error.message)}  {self._look.say('review-safe')}"

    # Deciding

    def action_accept(self) -> None:
        """Apply what is on and go on, or go to what still has to be looked at."""
        if self._busy or time.monotonic() - self._shown_at < _DEAF:
            return
        doubts = [at for at, item in enumerate(self.items) if item.decision == "undecided"]
        if doubts:
            self._focus = next((at for at in doubts if at > self._focus), doubts[0])
            self._show()
            return
        board = self.query_one(BoardView)
        # What a rule calls safe is what `fix` writes unseen; what a model says has to have been on the screen.
        if not board.seen_to_the_end and self._queue.case().proposal.origin.engine != "rules":
            board.read_on()
            return
        self._finish(reject=False)

    def action_reject_all(self) -> None:
        if not self._busy:
            self._finish(reject=True)

    @work(exclusive=True, group="write", exit_on_error=False)
    async def _finish(self, *, reject: bool) -> None:
        self._busy = True
        try:
            await asyncio.to_thread(self._queue.reject if reject else self._queue.apply)
        except EditorTuiError as error:
            self._fail(error)
            self._show()
            return
        finally:
            self._busy = False
        self._pace.decided(time.monotonic())
        self._go(1)

    def _go(self, by: int) -> None:
        if not self._queue.left:
            self.dismiss(None)
            return
        self._queue.step(by)
        self._open_case()
        self.call_after_refresh(self._prefetch)

    @work(thread=True, exclusive=True, group="prefetch", exit_on_error=False)
    def _prefetch(self) -> None:
        if self._queue.next_path():
            at = (self._queue.at + 1) % len(self._queue.proposals)
            try:
                self._queue.case(at)
            except EditorTuiError:
                return

    def action_switch(self) -> None:
        self._decide(self._focus, None)

    def action_refuse(self) -> None:
        self._decide(self._focus, "rejected")

    def _decide(self, at: int, decision: str | None) -> None:
        items = self.items
        if at < len(items):
            item = items[at]
            self._focus = at
            self._queue.decide(at, item.decided("rejected") if decision == "rejected" else item.toggled())
            self._show()

    def on_key(self, event: events.Key) -> None:
        for number, keys in enumerate(DIGITS):
            if event.character in keys and event.character:
                event.stop()
                self._decide(number, None)

    @on(BoardView.Pointed)
    def point(self, event: BoardView.Pointed) -> None:
        self._focus = event.item
        self._show()

    # Moving

    def action_up(self) -> None:
        self._move(-1)

    def action_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        self._focus = max(0, min(self._focus + by, len(self.items) - 1))
        self._show()

    def action_page_down(self) -> None:
        self.query_one(BoardView).scroll_pages(1)

    def action_page_up(self) -> None:
        self.query_one(BoardView).scroll_pages(-1)

    def action_whole(self) -> None:
        self._whole = not self._whole
        self._show()

    def action_copy(self) -> None:
        """What is proposed to the clipboard, as far as the terminal allows it (OSC 52)."""
        if self._focus < len(self.items):
            item = self.items[self._focus]
            self.app.copy_to_clipboard(clean(item.new, lines=True))
            self.notify(self._look.say("review-copied", name=item.name), markup=False)

    def action_later(self) -> None:
        self._go(1)

    def action_back(self) -> None:
        self._go(-1)

    def action_leave(self) -> None:
        self.dismiss(None)

    # Changing what is proposed

    @work(exclusive=True, group="dialog")
    async def action_edit(self) -> None:
        items, at = self.items, self._focus
        if at >= len(items) or not items[at].is_editable:
            self.app.bell()
            return
        item = items[at]
        proposal = self._queue.proposals[self._queue.at]
        if item.segments:
            changed = await self.app.push_screen_wait(SegmentsScreen(self._look, self._keymap, item))
            if changed is not None:
                self._queue.decide(at, changed)
        else:
            dialog = EditText(self._look, item.name, item.new, lambda text: is_valid_edit(proposal, item, text))
            text = await self.app.push_screen_wait(dialog)
            if text is not None:
                self._queue.decide(at, replace(item, new=text, decision="accepted"))
        self._show()

    @work(exclusive=True, group="dialog")
    async def action_repeats(self) -> None:
        blocks = [at for at, item in enumerate(self.items) if item.kind == "block"]
        if not blocks:
            self.app.bell()
            return
        case = self._queue.case()
        screen = RepeatsScreen(self._desk, self._look, self._keymap, case.draft, case.items, self._focus)
        for at, item in (await self.app.push_screen_wait(screen)).items():
            self._queue.decide(at, item)
        self._show()

    @work(exclusive=True, group="dialog", exit_on_error=False)
    async def action_hint(self) -> None:
        proposal = self._queue.proposals[self._queue.at]
        if not proposal.origin.prompt:
            self.app.bell()
            return
        hint = await self.app.push_screen_wait(EditText(self._look, self._look.say("review-hint"), ""))
        if hint is None:
            return
        self.query_one("#state", Bar).set_text(self._look.say("review-asking"))
        try:
            answer = await self._desk.propose(proposal.origin.task, proposal.path, hint=hint)
            self._queue.replace_proposal(answer)
            self._open_case()
        except EditorTuiError as error:
            self._fail(error)
            self._show()

    @work(exclusive=True, group="write", exit_on_error=False)
    async def action_undo(self) -> None:
        try:
            undone = await asyncio.to_thread(self._queue.undo)
        except EditorTuiError as error:
            self._fail(error)
            self._show()
            return
        if undone:
            self._open_case()
        else:
            self.app.bell()
