"""The rows of the home screen: painted from the index at once, then as the disk has them, again and again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from textual import on, work
from textual.message import Message
from textual.timer import Timer
from textual.worker import Worker, WorkerState, get_current_worker

from editor_tui.errors import EditorTuiError
from editor_tui.post.proposal import Usage
from editor_tui.tui import clerk
from editor_tui.tui.draft_list import DraftList, ListHeading
from editor_tui.tui.entries import Entry
from editor_tui.tui.home_tasks import HomeTasks
from editor_tui.tui.shelf import Shelf, Sort, in_order

LOOK_EVERY = 5.0
"""Seconds between two looks at the disk, at least."""


class HomeRows(HomeTasks):
    """Keeps the list true to the disk and to the proposals that wait."""

    @dataclass
    class RowsRead(Message):
        """The entries of the site, in order: from the index, or as far as they are read, or (`complete`) all.

        None where they are what is shown already.
        """

        entries: list[Entry] | None
        sort: Sort
        complete: bool

    def __init__(self, patterns: Sequence[str] = ()) -> None:
        super().__init__()
        self._patterns = tuple(patterns)
        self.shelf = Shelf()
        self._reading = self._read_again = False
        self._waiting: clerk.Waiting | None = None
        self._loaded = self._settled = False
        self._complete = False
        self._scan_seconds = 0.0
        self._scanned_at = time.monotonic()
        self._spent = Usage()
        self._waiting_timer: Timer | None = None
        self._waiting_seconds = 0.0

    @property
    def is_first_look(self) -> bool:
        """Are drafts still being read and checked that no index knows? There are more than the list has."""
        return self._reading and not self._complete

    def reload(self) -> None:
        """Read the site again, in the background; once more after the reading that is under way."""
        if self._reading:
            self._read_again = True
            return
        self._reading, self._read_again = True, False
        self._read_rows()

    @work(thread=True, exclusive=True, group="rows", exit_on_error=False)
    def _read_rows(self) -> None:
        worker, sort = get_current_worker(), self.shelf.sort
        known = self.shelf.entries
        if not self._loaded and not self._patterns:
            known = clerk.known_entries(self.desk)
            if known:
                self._complete = True
                self.post_message(self.RowsRead(in_order(known, sort), sort, complete=False))

        def tell(entries: list[Entry]) -> bool:
            if not self._complete:
                self.post_message(self.RowsRead(in_order(entries, sort), sort, complete=False))
            return not worker.is_cancelled

        begun = time.monotonic()
        read = clerk.read_entries(self.desk, self._patterns, known, tell)
        # A first look also checks what was never checked; how long the next ones take, it does not tell.
        self._scan_seconds = time.monotonic() - begun if self._settled else 0.0
        if read is not None:
            entries, changed = read
            ordered = in_order(entries, sort) if changed else None
            self.post_message(self.RowsRead(ordered, sort, complete=True))

    @on(RowsRead)
    def show_rows(self, event: RowsRead) -> None:
        drafts = self.query_one(DraftList)
        # Somebody at the top stays there while the list is filling; elsewhere the cursor stays on its draft.
        keep = drafts.entry.path if drafts.entry and (drafts.row or self._settled) else None
        first, self._loaded = not self._loaded, self._loaded or bool(event.entries) or event.complete
        self._scanned_at = time.monotonic()
        if event.complete:
            self._complete = self._settled = True
            self._reading = False
            if self._read_again:
                self.reload()
            self._find_spent()
        if event.entries is None and not first:
            self.show_bars()
            return
        entries = event.entries or []
        self.shelf.replace(entries if event.sort == self.shelf.sort else in_order(entries, self.shelf.sort))
        self.query_one(ListHeading).refresh()
        self.show_bars()
        self._waiting = None
        self.waiting_changed(keep)

    def _find_spent(self) -> None:
        month = time.strftime("%Y-%m")
        runs = [run for run in self.desk.history() if time.strftime("%Y-%m", time.localtime(run.started)) == month]
        self._spent = sum((run.usage for run in runs), Usage())

    def _look_again(self) -> None:
        """Other programs write too: look now and then, the seldomer the longer a look takes."""
        if (
            self.is_current
            and not self._reading
            and time.monotonic() - self._scanned_at > max(LOOK_EVERY, 50 * self._scan_seconds)
        ):
            self.reload()

    def on_screen_resume(self) -> None:
        if self._loaded:
            self.waiting_changed()
            self.reload()

    def on_app_focus(self) -> None:
        self.reload()

    @on(Worker.StateChanged)
    def worker_failed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self._reading = self._reading and event.worker.group != "rows"
            error = event.worker.error
            words = self.look.tell(error.message) if isinstance(error, EditorTuiError) else type(error).__name__
            self.notice = f"{self.look.symbols.broken} {words}"
            self.show_bars()

    def show_waiting_soon(self) -> None:
        """A job brings proposals one by one: show them together, the seldomer the longer it takes to read them."""
        if self._waiting_timer is None:
            self._waiting_timer = self.set_timer(max(2.0, 20 * self._waiting_seconds), self._show_waiting_now)

    def _show_waiting_now(self) -> None:
        self._waiting_timer = None
        begun = time.monotonic()
        self.waiting_changed()
        self._waiting_seconds = time.monotonic() - begun

    def waiting_changed(self, keep: str | None = None) -> None:
        """Proposals came or went: show it, from the state alone."""
        waiting = clerk.find_waiting(self.desk)
        if waiting == self._waiting:
            return
        self._waiting = waiting
        self.shelf.mark(waiting.paths, waiting.doubtful)
        drafts = self.query_one(DraftList)
        drafts.shelf_changed(keep or (drafts.entry.path if drafts.entry else None))
        self.show_bars()
