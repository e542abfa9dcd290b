"""Proposed versions under review segment by segment: what is shown, and what becomes of a proposal there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor_tui.post.proposal import Proposal
from editor_tui.post.version_fields import stated_language
from editor_tui.tasks.options import TaskOptions
from editor_tui.tasks.translation.view import SegmentView, segment_views
from editor_tui.workspace.asking import connect_model
from editor_tui.workspace.bench import make_translation

if TYPE_CHECKING:
    from editor_tui.tasks.translation.task import TranslateTask
    from editor_tui.workspace.workspace import Workspace


class Segments:
    """Changes single segments of the versions that a site's proposals hold. A changed proposal waits in place of the
    old one.

    Segments have numbers from 0. All methods raise StaleProposalError where the draft has changed.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def views(self, proposal: Proposal) -> tuple[SegmentView, ...]:
        """A proposed version segment by segment; nothing for any other proposal."""
        return segment_views(proposal)

    def revise(self, proposal: Proposal, number: int, text: str) -> Proposal:
        """The proposal with a person's words for a segment, checked again.

        The memory learns them when the proposal is applied. Raises ValueError for an empty text.
        """
        revision = self._task_of(proposal).revision(self._workspace.read(proposal.path), proposal)
        return self._saved(revision.revise(proposal, number, text))

    def accept(self, proposal: Proposal, number: int) -> Proposal:
        """The proposal with nothing left to look at in a segment; a suggestion takes a placeholder's place."""
        revision = self._task_of(proposal).revision(self._workspace.read(proposal.path), proposal)
        return self._saved(revision.accept(proposal, number))

    async def ask(self, proposal: Proposal, numbers: Sequence[int], *, hint: str = "") -> Proposal:
        """The proposal with new words of the model for these segments. Raises NoModelError, ModelError, DraftError."""
        task = await asyncio.to_thread(self._task_of, proposal, hint)
        model = connect_model(self._workspace, TaskOptions())
        try:
            revised = await task.ask_again(self._workspace.read(proposal.path), proposal, numbers, model)
        finally:
            if model is not None:
                await model.close()
        return self._saved(revised)

    def _task_of(self, proposal: Proposal, hint: str = "") -> TranslateTask:
        """The translation that the proposal is of, by the language of its file."""
        language = stated_language(self._workspace.after(proposal))
        return make_translation(self._workspace, TaskOptions(to=language), hint=hint)

    def _saved(self, proposal: Proposal) -> Proposal:
        self._workspace.save(proposal)
        return proposal
