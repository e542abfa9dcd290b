"""The review: proposal after proposal, one key for a clean one, a stop at every doubt."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Final

from textual import events, on, work
from textual.app import ComposeResult

from editor_tui.errors import EditorTuiError
from editor_tui.post.proposal import Proposal
from editor_tui.text.clean import clean
from editor_tui.text.width import cut, text_width
from editor_tui.tui.actions import DIGITS, Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine, money
from editor_tui.tui.board_view import BoardView
from editor_tui.tui.desk import Desk
from editor_tui.tui.look import Look
from editor_tui.tui.pace import Pace
from editor_tui.tui.review_changing import ReviewChanging
from editor_tui.tui.words import Words
from editor_tui.workspace.decisions import Item
from editor_tui.workspace.review_queue import ReviewQueue

# A key held down on one draft must not accept the next: seconds in which Enter is ignored after one appears.
_DEAF: Final = 0.3


class ReviewScreen(ReviewChanging):
    """Reviews the proposals that it is given. Closes with None; what was decided is on disk by then."""

    DEFAULT_CSS = """
    ReviewScreen { layout: vertical; }
    ReviewScreen > #trouble { color: $error; padding: 0 1; display: none; }
    ReviewScreen > #trouble.-shown { display: block; }
    ReviewScreen > BoardView { height: 1fr; }
    """
    BINDINGS = bindings("review")

    def __init__(self, desk: Desk, look: Look, keymap: Keymap, proposals: Sequence[Proposal]) -> None:
        super().__init__()
        self.desk, self.look, self.keymap = desk, look, keymap
        self.queue = ReviewQueue(desk, list(proposals))
        self._pace = Pace(time.monotonic())
        self.focused_item = 0
        self._whole = False
        self._shown_at = 0.0
        self._trouble = ""
        self._busy = False

    def compose(self) -> ComposeResult:
        yield Bar(id="place", classes="-title")
        yield Words(id="trouble")
        yield BoardView(self.look)
        yield Bar(id="state")
        yield KeyLine(self.look, self.keymap)

    def on_mount(self) -> None:
        self.query_one(BoardView).focus()
        self.open_case()

    @property
    def items(self) -> tuple[Item, ...]:
        try:
            return self.queue.case().items
        except EditorTuiError:
            return ()

    # What is shown

    def open_case(self) -> None:
        self.focused_item, self._whole, self._trouble = 0, False, ""
        self._shown_at = time.monotonic()
        try:
            self.queue.case()
        except EditorTuiError as error:
            self.fail(error)
        self.show_case(fresh=True)

    def show_case(self, *, fresh: bool = False) -> None:
        look, queue = self.look, self.queue
        proposal = queue.proposals[queue.at]
        trouble = self.query_one("#trouble", Words)
        trouble.set_text(self._trouble)
        trouble.set_class(bool(self._trouble), "-shown")
        items = self.items
        body = queue.case().draft.body if items and proposal.destination is None else ""
        self.query_one(BoardView).show_items(items, self.focused_item, body=body, whole=self._whole, fresh=fresh)
        place = look.say("review-place", at=queue.at + 1, count=len(queue.proposals), path=queue.title(queue.at))
        pace = ""
        if self._pace.done:
            minutes = round(self._pace.left(queue.left) / 60)
            pace = look.say("review-pace", done=self._pace.done, seconds=round(self._pace.average), minutes=minutes)
        self.query_one("#place", Bar).set_text(place, pace)
        counts = {d: sum(item.decision == d for item in items) for d in ("accepted", "undecided", "rejected")}
        words = look.say("review-counts", **counts)
        self.query_one("#state", Bar).set_text(words, self._source(proposal, self.size.width - text_width(words)))
        without = set() if self.repeated else {"review.repeats"}
        if not proposal.origin.prompt:
            without.add("review.hint")
        self.query_one(KeyLine).show_scopes("review", without=without)

    def _source(self, proposal: Proposal, room: int) -> str:
        """Which draft this is for, who proposes it, and what it has cost."""
        origin = proposal.origin
        usage = origin.usage
        cost = money(usage.cost_usd, self.look, priced=usage.priced) if usage.cost_usd or not usage.priced else ""
        maker = origin.model or self.look.say(f"engine-{origin.engine}")
        dot = self.look.plain(" · ")
        others = dot.join(filter(None, [origin.task, maker, cost]))
        path = cut(clean(proposal.path), max(room - text_width(others) - 8, 0))
        return f"{path}{dot}{others}" if path else others

    def fail(self, error: EditorTuiError) -> None:
        self._trouble = f"{self.look.symbols.broken} {self.look.tell(error.message)}\n{self.look.say('review-safe')}"

    # Deciding

    def action_accept(self) -> None:
        """Apply what is on and go on, or go to what still has to be looked at."""
        if self._busy or time.monotonic() - self._shown_at < _DEAF:
            return
        doubts = [at for at, item in enumerate(self.items) if item.decision == "undecided"]
        if doubts:
            self.focused_item = next((at for at in doubts if at > self.focused_item), doubts[0])
            self.show_case()
            self.query_one("#state", Bar).set_text(self.look.say("review-decide"))
            return
        board = self.query_one(BoardView)
        # What a rule calls safe is what `fix` writes unseen; what a model says has to have been on the screen.
        if not board.seen_to_the_end and self.queue.case().proposal.origin.engine != "rules":
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
            await asyncio.to_thread(self.queue.reject if reject else self.queue.apply)
        except EditorTuiError as error:
            self.fail(error)
            self.show_case()
            return
        finally:
            self._busy = False
        self._pace.decided(time.monotonic())
        self._go(1)

    def _go(self, by: int) -> None:
        if not self.queue.left:
            self.dismiss(None)
            return
        self.queue.step(by)
        self.open_case()
        self.call_after_refresh(self._prefetch)

    @work(thread=True, exclusive=True, group="prefetch", exit_on_error=False)
    def _prefetch(self) -> None:
        if self.queue.next_path():
            at = (self.queue.at + 1) % len(self.queue.proposals)
            try:
                self.queue.case(at)
            except EditorTuiError:
                return

    def action_switch(self) -> None:
        self._decide(self.focused_item, None)

    def action_refuse(self) -> None:
        self._decide(self.focused_item, "rejected")

    def _decide(self, at: int, decision: str | None) -> None:
        items = self.items
        if at < len(items):
            item = items[at]
            self.focused_item = at
            self.queue.decide(at, item.decided("rejected") if decision == "rejected" else item.toggled())
            self.show_case()

    def on_key(self, event: events.Key) -> None:
        for number, keys in enumerate(DIGITS):
            if event.character in keys and event.character:
                event.stop()
                self._decide(number, None)

    @on(BoardView.Pointed)
    def point(self, event: BoardView.Pointed) -> None:
        self.focused_item = event.item
        self.show_case()

    # Moving

    def action_up(self) -> None:
        self._move(-1)

    def action_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        self.focused_item = max(0, min(self.focused_item + by, len(self.items) - 1))
        self.show_case()

    def action_page_down(self) -> None:
        self.query_one(BoardView).scroll_pages(1)

    def action_page_up(self) -> None:
        self.query_one(BoardView).scroll_pages(-1)

    def action_whole(self) -> None:
        self._whole = not self._whole
        self.show_case()

    def action_later(self) -> None:
        self._go(1)

    def action_back(self) -> None:
        self._go(-1)

    def action_leave(self) -> None:
        self.dismiss(None)
