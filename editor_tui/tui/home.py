"""Home: the drafts of the site, and beside them the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input

from editor_tui.text.width import text_width
from editor_tui.tui.actions import ACTIONS, Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine, money
from editor_tui.tui.counts import counts_line
from editor_tui.tui.desk import Desk
from editor_tui.tui.draft_list import DraftList, ListHeading
from editor_tui.tui.entries import STATES
from editor_tui.tui.home_rows import LOOK_EVERY, HomeRows
from editor_tui.tui.inputs import FindLine, TextInput
from editor_tui.tui.jobs import JobBoard
from editor_tui.tui.look import Look
from editor_tui.tui.preview import Preview
from editor_tui.tui.query import parse_query
from editor_tui.tui.shelf import SORTS
from editor_tui.tui.words import Words

# Columns from which the draft under the cursor has room beside the list.
_WIDE = 100


class HomeScreen(HomeRows):
    """Lays out list and preview; finds, sorts, and says how things stand."""

    DEFAULT_CSS = """
    HomeScreen {
        & > #find { padding: 0 1; }
        & > Horizontal { height: 1fr; }
        & #drafts { width: 11fr; }
        & #empty { padding: 2 4; color: $dim; }
        & #page { width: 9fr; border-left: $line $panel; }
        & #english { width: 9fr; border-left: $line $panel; display: none; }
        &.-narrow #page { display: none; }
        &.-narrow.-reading #page { display: block; width: 1fr; border-left: none; }
        &.-narrow.-reading #drafts { display: none; }
        &.-english #english { display: block; }
        &.-english #drafts { display: none; }
        & #page:focus { border-left: $line $primary; }
        &.-english #page { border-left: none; }
        &.-narrow.-english #page { display: none; }
        &.-narrow #page:focus, &.-english #page:focus, &.-narrow #english { border-left: none; }
    }
    """
    BINDINGS = bindings("home")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = "DraftList"

    def __init__(self, desk: Desk, look: Look, keymap: Keymap, board: JobBoard, patterns: Sequence[str] = ()) -> None:
        super().__init__(patterns)
        self.desk, self.look, self.keymap, self.board = desk, look, keymap, board
        self._page_timer: Timer | None = None
        self._find_timer: Timer | None = None
        self._followed: str | None = None
        self.notice = ""
        self._states: dict[str, str] = {state: look.say(f"state-{state}") for state in STATES}

    def compose(self) -> ComposeResult:
        yield Bar(id="top", classes="-title")
        yield FindLine(id="find", placeholder=self.look.say("find-placeholder"))
        with Horizontal():
            with Vertical(id="drafts"):
                yield ListHeading(self.look, self.shelf)
                yield DraftList(self.look, self.shelf)
                yield Words(self.look.say("loading", count=0), id="empty")
            yield Preview(self.look, id="page")
        yield Bar(id="state")
        yield KeyLine(self.look, self.keymap)

    def on_mount(self) -> None:
        self.show_bars()
        self.call_after_refresh(self.reload)
        self.set_interval(LOOK_EVERY, self._look_again)

    # Bars

    def show_bars(self) -> None:
        """Counts at the top; place, selection, jobs and cost at the bottom, always in the same place."""
        look = self.look
        name = "editor-tui" if self.size.width >= _WIDE else ""
        room = self.size.width - len(name) - 4
        self.query_one("#top", Bar).set_text(counts_line(self.shelf, self.desk.root.name, room, look), name)
        drafts = self.query_one(DraftList)
        row = drafts.row + 1 if len(self.shelf) else 0
        left = [look.say("place", row=row, count=len(self.shelf))]
        if drafts.picked:
            left.append(look.say("picked", count=len(drafts.picked)))
        if running := self.board.running:
            done, total = sum(job.done for job in running), sum(len(job.paths) for job in running)
            left.append(look.say("running", symbol=look.symbols.running, done=done, total=total))
        if self.is_first_look:
            left.append(look.say("looking"))
        if self.notice:
            left.append(self.notice)
        session, month = self.board.usage, self._spent + self.board.usage
        cost = look.say(
            "cost",
            session=money(session.cost_usd, look, priced=session.priced),
            month=money(month.cost_usd, look, priced=month.priced),
        )
        words = "   ".join(left)
        # A notice is gone with the next key; the cost is not.
        crowded = bool(self.notice) and text_width(words) + text_width(cost) + 5 > self.size.width
        self.query_one("#state", Bar).set_text(words, "" if crowded else cost)
        self._show_keys()
        # Not by a class on the screen: that would style every widget anew.
        empty = not len(self.shelf)
        drafts.display = self.query_one(ListHeading).display = not empty
        self.query_one("#empty").display = empty
        if self._loaded and not len(self.shelf):
            words = (
                look.say("nothing-found") if self.shelf.entries else look.say("nothing-here", path=str(self.desk.root))
            )
            self.query_one("#empty", Words).set_text(words)

    @property
    def _scopes(self) -> tuple[str, ...]:
        if isinstance(self.focused, Preview):
            return ("preview",)
        return ("find",) if isinstance(self.focused, FindLine) else ("home", "list")

    def _show_keys(self) -> None:
        """The keys of the pane that has the focus, as far as there is something for them."""
        preview = self.query_one("#page", Preview)
        without = {"preview.prompt"}
        if preview.has_focus and preview.selection is not None:
            without = {"preview.back", "preview.next-finding", "preview.previous-finding", "app.undo"}
        elif not self.shelf.entries:
            without = {action.id for action in ACTIONS if action.scope == "home"}
        elif isinstance(self.focused, FindLine):
            without.add("app.undo")
        self.query_one(KeyLine).show_scopes(*self._scopes, without=without)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._show_keys()

    # Filter, sort, cursor

    @on(Input.Changed, "#find")
    def narrow_soon(self) -> None:
        """What was typed is painted first, and letters that come together narrow once."""
        if self._find_timer is not None:
            self._find_timer.stop()
        self._find_timer = self.set_timer(0.03, self.narrow)

    def narrow(self) -> None:
        """Show what the filter line asks for."""
        drafts = self.query_one(DraftList)
        keep = drafts.entry.path if drafts.entry else None
        self.shelf.narrow(parse_query(self.query_one("#find", TextInput).value, self._states))
        drafts.shelf_changed(keep)
        self.show_bars()

    @on(FindLine.Left)
    def leave_filter(self) -> None:
        self.narrow()
        self.query_one(DraftList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "find" or not isinstance(self.focused, TextInput)

    def action_find(self) -> None:
        # Now, not by `focus`, which would come after the keys that are waiting already.
        self.set_focus(self.query_one("#find", TextInput))

    def action_clear(self) -> None:
        drafts, find = self.query_one(DraftList), self.query_one("#find", TextInput)
        if self.has_class("-english"):
            self.remove_class("-english")
        elif not drafts.has_focus:
            drafts.focus()
        elif find.value:
            find.value = ""
        elif drafts.picked:
            drafts.pick(frozenset())

    def action_sort(self) -> None:
        drafts = self.query_one(DraftList)
        keep = drafts.entry.path if drafts.entry else None
        self.shelf.sort_by(SORTS[(SORTS.index(self.shelf.sort) + 1) % len(SORTS)])
        drafts.shelf_changed(keep)
        self.tell(f"sorted-{self.shelf.sort}")

    def action_refresh(self) -> None:
        self.reload()

    @on(DraftList.Highlighted)
    def follow_cursor(self, event: DraftList.Highlighted) -> None:
        if event.path != self._followed:
            self._followed, self.notice = event.path, ""
        self.show_bars()
        if self._page_timer is not None:
            self._page_timer.stop()
        # Somebody who holds a key down reads nothing on the way.
        self._page_timer = self.set_timer(0.06, self.show_page)

    @on(DraftList.Picked)
    def show_picked(self) -> None:
        self.notice = ""
        self.show_bars()

    def on_key(self, event: events.Key) -> None:
        typed: Any = event.character
        if typed and len(typed) == 1 and "\u3041" <= typed <= "\u9fff":
            self.tell("input-method-on")
