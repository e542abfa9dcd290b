"""The draft under the cursor on the home screen: read in the background, shown, with its English version beside it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from editor_tui.errors import DraftError, EditorTuiError
from editor_tui.tui.draft_list import DraftList
from editor_tui.tui.page import Page
from editor_tui.tui.preview import Preview
from editor_tui.tui.reading import read_page, with_findings

if TYPE_CHECKING:
    from editor_tui.tui.desk import Desk
    from editor_tui.tui.look import Look
    from editor_tui.tui.shelf import Shelf


class HomeReading(Screen[None]):
    """What the preview shows. The home screen is one of these."""

    if TYPE_CHECKING:
        desk: Desk
        look: Look
        shelf: Shelf
        notice: str

        def show_bars(self) -> None: ...

    @dataclass
    class PageRead(Message):
        """A draft is ready to be shown."""

        page: Page

    def tell(self, id: str, **values: object) -> None:
        """One line above the keys, until the cursor moves on."""
        self.notice = self.look.say(id, **values)
        self.show_bars()

    def tell_error(self, error: EditorTuiError) -> None:
        self.notice = f"{self.look.symbols.broken} {self.look.tell(error.message)}"
        self.show_bars()

    def show_page(self) -> None:
        """Show the draft under the cursor, where the preview is on the screen."""
        drafts, preview = self.query_one(DraftList), self.query_one("#page", Preview)
        if not preview.display:
            return
        if drafts.entry is None:
            preview.show_page(Page(""))
        else:
            self._read_page(drafts.entry.path)

    @work(exclusive=True, group="page", exit_on_error=False)
    async def _read_page(self, path: str) -> None:
        page, draft = await asyncio.to_thread(read_page, self.desk, path, self.look)
        self.post_message(self.PageRead(page))
        if draft is not None:
            findings = await asyncio.to_thread(self.desk.check, draft)
            if findings:
                self.post_message(self.PageRead(with_findings(page, findings)))

    @on(PageRead)
    def turn_page(self, event: PageRead) -> None:
        entry = self.query_one(DraftList).entry
        if entry is not None and entry.path == event.page.key:
            self.query_one("#page", Preview).show_page(event.page)

    def action_page(self) -> None:
        preview = self.query_one("#page", Preview)
        self.add_class("-reading")
        self.show_page()
        self.call_after_refresh(preview.focus)

    @on(Preview.Left)
    def leave_page(self) -> None:
        self.remove_class("-reading", "-english")
        self.query_one(DraftList).focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_page)

    def action_english(self) -> None:
        """The English version beside the draft, or back to the list."""
        if self.has_class("-english"):
            self.remove_class("-english")
            self.query_one(DraftList).focus()
        elif (entry := self.query_one(DraftList).entry) is not None:
            self._read_english(entry.path)

    def _is_stale(self, path: str) -> bool:
        row = self.shelf.row_of(path)
        return row is not None and self.shelf[row].english == "stale"

    @work(exclusive=True, group="english", exit_on_error=False)
    async def _read_english(self, path: str) -> None:
        try:
            english = self.desk.versions.version_of(path, self.desk.settings.translate.to)
            draft = await asyncio.to_thread(self.desk.read, english)
        except DraftError:
            self.tell("no-english")
            return
        page, _ = await asyncio.to_thread(read_page, self.desk, draft.path, self.look)
        if not self.query("#english"):
            await self.query_one(Horizontal).mount(Preview(self.look, id="english"))
        if self._is_stale(path):
            self.tell("english-stale", symbol=self.look.symbols.doubtful)
        self.add_class("-english")
        preview = self.query_one("#english", Preview)
        self.call_after_refresh(preview.show_page, page)
        self.call_after_refresh(preview.focus)
