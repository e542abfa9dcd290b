"""What can be done with drafts from the list: review, repair, run, edit, accept, undo. Home is one of these."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work

from editor_tui.errors import DraftError, EditorTuiError
from editor_tui.post.draft import Draft
from editor_tui.tui import clerk
from editor_tui.tui.draft_list import DraftList
from editor_tui.tui.home_reading import HomeReading
from editor_tui.tui.preview import Preview

if TYPE_CHECKING:
    from editor_tui.tui.actions import Keymap
    from editor_tui.tui.jobs import JobBoard
    from editor_tui.tui.run_subject import Subject
    from editor_tui.tui.typed import Typed


class HomeTasks(HomeReading):
    """Turns keys on the list into calls on the desk and into other screens."""

    if TYPE_CHECKING:
        keymap: Keymap
        board: JobBoard

        def waiting_changed(self) -> None: ...
        def reload(self) -> None: ...

    @property
    def targets(self) -> tuple[str, ...]:
        """The selected drafts in the order of the list, else the one under the cursor."""
        drafts = self.query_one(DraftList)
        if drafts.picked:
            return tuple(entry.path for entry in self.shelf.entries if entry.path in drafts.picked)
        return (drafts.entry.path,) if drafts.entry else ()

    # Review

    @on(DraftList.Chosen)
    def action_open(self) -> None:
        """Review what waits for this draft and those after it; repair it where nothing waits; else read it."""
        entry = self.query_one(DraftList).entry
        if entry is None:
            return
        if entry.state in ("waiting", "doubtful"):
            self._review_from(entry.path)
        elif entry.state == "todo":
            self._repair((entry.path,), quiet=True)
        else:
            self.action_page()

    def action_review_all(self) -> None:
        self._review_from(None)

    def _review_from(self, path: str | None) -> None:
        paths = [self.shelf[row].path for row in range(len(self.shelf))]
        if path is not None:
            at = paths.index(path)
            paths = paths[at:] + paths[:at]
        proposals = clerk.proposals_in_order(self.desk, paths)
        if not proposals:
            self.tell("nothing-waits")
            return
        from editor_tui.tui.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self.desk, self.look, self.keymap, proposals))

    def action_pick(self) -> None:
        self.query_one(DraftList).toggle()

    def action_pick_all(self) -> None:
        drafts = self.query_one(DraftList)
        everything = frozenset(self.shelf[row].path for row in range(len(self.shelf)))
        drafts.pick(frozenset() if drafts.picked >= everything else everything)

    # Repair and run

    def action_fix(self) -> None:
        if self.targets:
            self._repair(self.targets, quiet=False)

    @work(exclusive=True, group="repair", exit_on_error=False)
    async def _repair(self, paths: tuple[str, ...], *, quiet: bool) -> None:
        outcome = await asyncio.to_thread(clerk.propose_fixes, self.desk, paths)
        self.waiting_changed()
        if outcome.done:
            self._review_from(paths[0])
        elif outcome.troubles:
            self.notice = f"{self.look.symbols.broken} {self.look.tell(outcome.troubles[0])}"
            self.show_bars()
        elif quiet:
            self.action_page()
        else:
            self.tell("nothing-to-fix")

    @on(Preview.Asked)
    @work(exclusive=True, group="dialog")
    async def action_run(self) -> None:
        """Run a prompt: on the lines that are selected in the preview, else on the drafts."""
        subject = self._subject()
        if subject is None:
            return
        from editor_tui.tui.run import RunScreen

        order = await self.app.push_screen_wait(RunScreen(self.look, self.keymap, subject))
        self.waiting_changed()
        if order is not None and order.review:
            self._review_from(order.paths[0])
        elif order is not None:
            self.board.start(order.task, order.paths, offline=order.offline)

    def _subject(self) -> Subject | None:
        # Here: what tasks need takes a third of the time until the first paint.
        from editor_tui.tasks.passage import Passage
        from editor_tui.tui.run_subject import PassageOnly, WholeDrafts

        preview = self.query_one("#page", Preview)
        if (selection := preview.selection) is not None:
            page = preview.page
            draft = Draft(page.key, page.text.encode("utf-8", "surrogateescape"))
            start, end = selection.span
            passage = Passage(page.key, start - page.body, end - page.body, draft.body_fingerprint)
            return PassageOnly(self.desk, passage)
        return WholeDrafts(self.desk, self.targets) if self.targets else None

    @on(Preview.Selected)
    def count_selected(self, event: Preview.Selected) -> None:
        if event.count:
            self.tell("selected", count=event.count)
        else:
            self.notice = ""
            self.show_bars()

    @work(exclusive=True, group="dialog", exit_on_error=False)
    async def action_refused(self) -> None:
        """The answers that could not be used."""
        from editor_tui.tui.refused import RefusedScreen

        marked = await asyncio.to_thread(self.desk.marked)
        if not marked:
            self.tell("refused-none")
        else:
            self.app.push_screen(RefusedScreen(self.desk, self.look, self.keymap, marked))

    @work(exclusive=True, group="dialog")
    async def action_accept_all(self) -> None:
        """Write the proposals of the selection, or of the whole list, that passed every check."""
        paths = self.targets if self.query_one(DraftList).picked else tuple(
            self.shelf[row].path for row in range(len(self.shelf))
        )  # fmt: skip
        clean = [p for p in clerk.proposals_in_order(self.desk, paths) if p.passed]
        if not clean:
            self.tell("nothing-waits")
            return
        from editor_tui.tui.dialogs import Ask

        if await self.app.push_screen_wait(Ask(self.look, self.look.say("accept-all-ask", count=len(clean)))):
            outcome = await asyncio.to_thread(clerk.apply_clean, self.desk, clean)
            self.waiting_changed()
            self.reload()
            self.tell("accepted-all", count=outcome.done, failed=len(outcome.troubles))

    # Edit

    @work(exclusive=True, group="dialog")
    async def action_form(self) -> None:
        entry = self.query_one(DraftList).entry
        if entry is None:
            return
        from editor_tui.tui.form import FormScreen

        try:
            draft = await asyncio.to_thread(self.desk.read, entry.path)
            screen = FormScreen(self.desk, self.look, self.keymap, draft)
        except DraftError as error:
            # The preview says all of it, with the line.
            self.action_page()
            self.tell_error(error)
            return
        if await self.app.push_screen_wait(screen):
            self.reload()
            self.show_page()

    def action_edit(self) -> None:
        """Open the draft in the person's own editor, at what the preview shows."""
        entry = self.query_one(DraftList).entry
        if entry is None:
            return
        from editor_tui.tui.editor import edit_file

        preview = self.query_one("#page", Preview)
        page = preview.page
        line = page.text.count("\n", 0, preview.offset_in_view()) + 1 if page.key == entry.path else 1
        if edit_file(self.app, str(self.desk.root / entry.path), line):
            self.reload()
            self.show_page()
        else:
            self.tell("no-editor")

    async def take_back(self, typed: Sequence[Typed]) -> None:
        """Texts that were being typed when the app ended: each is back in the pane that it was typed in."""
        fields = {one.field: one.text for one in typed if one.pane == "form" and one.path == typed[0].path}
        first = typed[0]
        if fields:
            from editor_tui.tui.form import FormScreen

            try:
                draft = await asyncio.to_thread(self.desk.read, first.path)
                screen = FormScreen(self.desk, self.look, self.keymap, draft, fields)
            except DraftError as error:
                self.tell_error(error)
            else:
                if await self.app.push_screen_wait(screen):
                    self.reload()
                return
        proposals = clerk.proposals_in_order(self.desk, [first.path]) if first.pane == "review" else []
        if proposals:
            from editor_tui.tui.review import ReviewScreen

            review = ReviewScreen(self.desk, self.look, self.keymap, proposals)
            await self.app.push_screen(review)
            review.edit_again(first.field, first.text)
            return
        from editor_tui.tui.dialogs import EditText

        await self.app.push_screen_wait(EditText(self.look, f"{first.path} {first.field}", first.text))

    # Undo

    @work(exclusive=True, group="write", exit_on_error=False)
    async def action_undo(self) -> None:
        try:
            undone = await asyncio.to_thread(self.desk.undo)
        except EditorTuiError as error:
            self.tell_error(error)
            return
        self.waiting_changed()
        self.reload()
        self.show_page()
        if undone.refused:
            self.tell_error(undone.refused[0].error)
        else:
            self.tell("undone-decision" if undone.reopened else "undone", count=undone.count)
