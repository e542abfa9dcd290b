"""What can be done to a proposal under review besides deciding on it. The review is one of these."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from editor_tui.errors import EditorTuiError
from editor_tui.post.proposal import BodyChange
from editor_tui.tasks.passage import Passage
from editor_tui.text.clean import without_controls
from editor_tui.tui.bars import Bar
from editor_tui.tui.dialogs import AskHint, EditText
from editor_tui.workspace.decisions import Item

if TYPE_CHECKING:
    from editor_tui.post.proposal import Proposal
    from editor_tui.tui.actions import Keymap
    from editor_tui.tui.desk import Desk
    from editor_tui.tui.look import Look
    from editor_tui.workspace.review_queue import ReviewQueue


class ReviewChanging(Screen[None]):
    """Edits values, asks again, shows repeats, segments and refused replies, takes decisions back."""

    if TYPE_CHECKING:
        desk: Desk
        look: Look
        keymap: Keymap
        queue: ReviewQueue
        focused_item: int

        @property
        def items(self) -> tuple[Item, ...]: ...
        def open_case(self) -> None: ...
        def show_case(self) -> None: ...
        def fail(self, error: EditorTuiError) -> None: ...

    @property
    def proposal(self) -> Proposal:
        return self.queue.proposals[self.queue.at]

    @property
    def typing_place(self) -> tuple[str, str]:
        """The pane and the draft, for what is kept of a text when the app has to end."""
        return "review", self.proposal.path

    @work(exclusive=True, group="dialog")
    async def edit_again(self, field: str, text: str) -> None:
        """Open the editor of a field with a text that was being typed there before."""
        at = next((at for at, item in enumerate(self.items) if item.name == field), None)
        if at is None:
            await self.app.push_screen_wait(EditText(self.look, field, text))
            return
        self.focused_item = at
        await self._edit_value(self.items[at], at, text)

    @property
    def item(self) -> Item | None:
        """The item that keys are for."""
        return self.items[self.focused_item] if self.focused_item < len(self.items) else None

    @property
    def repeated(self) -> list[Item]:
        """The items that cut repeats."""
        from editor_tui.workspace.swapping import is_repeat

        return [item for item in self.items if is_repeat(item)]

    @work(exclusive=True, group="dialog")
    async def action_edit(self) -> None:
        item, at = self.item, self.focused_item
        if item is None or not item.is_editable:
            self.app.bell()
        elif item.segments:
            await self._revise_segments(at)
        else:
            await self._edit_value(item, at, item.new)

    async def _edit_value(self, item: Item, at: int, text: str) -> None:
        dialog = EditText(self.look, item.name, text, lambda typed: self.queue.is_valid(at, typed))
        typed = await self.app.push_screen_wait(dialog)
        if typed is not None:
            try:
                await asyncio.to_thread(self.queue.revise, at, typed)
            except EditorTuiError as error:
                self.fail(error)
        self.show_case()

    async def _revise_segments(self, at: int) -> None:
        from editor_tui.tui.segments import SegmentsScreen

        revised = await self.app.push_screen_wait(SegmentsScreen(self.desk, self.look, self.keymap, self.proposal))
        if revised.proposal != self.proposal:
            self.queue.replace_proposal(revised.proposal)
        if revised.accepted and at < len(self.items):
            self.queue.decide(at, self.items[at].decided("accepted"))
        self.show_case()

    @work(exclusive=True, group="dialog")
    async def action_repeats(self) -> None:
        from editor_tui.tui.repeats import RepeatsScreen

        if not self.repeated:
            self.app.bell()
            return
        case = self.queue.case()
        screen = RepeatsScreen(self.desk, self.look, self.keymap, case.draft, case.items, self.focused_item)
        for at, item in (await self.app.push_screen_wait(screen)).items():
            self.queue.decide(at, item)
        self.show_case()

    @work(exclusive=True, group="dialog", exit_on_error=False)
    async def action_hint(self) -> None:
        """Ask the model again; for a translation only about the segments that wait."""
        proposal = self.proposal
        if not proposal.origin.prompt:
            self.app.bell()
            return
        hint = await self.app.push_screen_wait(AskHint(self.look, self.look.say("review-hint")))
        if hint is None:
            return
        self.query_one("#state", Bar).set_text(self.look.say("review-asking"))
        try:
            self.queue.replace_proposal(await self._ask_again(proposal, hint))
            self.open_case()
        except EditorTuiError as error:
            self.fail(error)
            self.show_case()

    async def _ask_again(self, proposal: Proposal, hint: str) -> Proposal:
        """The proposal with the model's new answer, as it waits now."""
        numbers = [view.number for view in self.desk.segments.views(proposal) if not view.passed]
        if numbers:
            return await self.desk.segments.ask(proposal, numbers, hint=hint)
        task, item = proposal.origin.task, self.item
        change = proposal.parts[item.part].change if item is not None else None
        if not isinstance(change, BodyChange):
            answer = await self.desk.propose(task, proposal.path, hint=hint)
            await asyncio.to_thread(self.desk.save, answer)
            return answer
        passage = Passage(proposal.path, change.edits[0].start, change.edits[-1].end, change.base)
        answer = await self.desk.passages.propose(task, passage, lambda text: None, hint=hint)
        await asyncio.to_thread(self.desk.passages.keep, answer)
        return next(one for one in self.desk.waiting() if one.key == proposal.key)

    def action_copy(self) -> None:
        """What is proposed to the clipboard, as far as the terminal allows it (OSC 52)."""
        if self.item is not None:
            self.app.copy_to_clipboard(without_controls(self.item.new))
            self.notify(self.look.say("review-copied", name=self.item.name), markup=False)

    @work(exclusive=True, group="write", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take back the last decision, also one of an earlier review, and open its draft again."""
        try:
            undone = await asyncio.to_thread(self.queue.undo)
        except EditorTuiError as error:
            self.fail(error)
            self.show_case()
            return
        if undone:
            self.open_case()
        else:
            self.app.bell()
