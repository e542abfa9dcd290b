"""The review of a proposed version segment by segment: what it shows, and what becomes of the proposal."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor_tui.post.proposal import Proposal
from editor_tui.post.version_fields import stated_language
from editor_tui.tasks.options import TaskOptions
from editor_tui.workspace.asking import connect_model
from editor_tui.workspace.bench import make_translation

if TYPE_CHECKING:
    from editor_tui.tasks.translation.task import TranslateTask
    from editor_tui.workspace.workspace import Workspace


def revise_segment(workspace: Workspace, proposal: Proposal, number: int, text: str) -> Proposal:
    """See `Workspace.revise_segment`."""
    revision = _task_of(workspace, proposal).revision(workspace.read(proposal.path), proposal)
    return _saved(workspace, revision.revise(proposal, number, text))


def accept_segment(workspace: Workspace, proposal: Proposal, number: int) -> Proposal:
    """See `Workspace.accept_segment`."""
    revision = _task_of(workspace, proposal).revision(workspace.read(proposal.path), proposal)
    return _saved(workspace, revision.accept(proposal, number))


async def ask_segments(workspace: Workspace, proposal: Proposal, numbers: Sequence[int], hint: str) -> Proposal:
    """See `Workspace.ask_segments`."""
    task = await asyncio.to_thread(_task_of, workspace, proposal, hint)
    model = connect_model(workspace, TaskOptions())
    try:
        revised = await task.ask_again(workspace.read(proposal.path), proposal, numbers, model)
    finally:
        if model is not None:
            await model.close()
    return _saved(workspace, revised)


def _task_of(workspace: Workspace, proposal: Proposal, hint: str = "") -> TranslateTask:
    """The translation that the proposal is of, by the language of its file."""
    language = stated_language(workspace.after(proposal))
    return make_translation(workspace, TaskOptions(to=language), hint=hint)


def _saved(workspace: Workspace, proposal: Proposal) -> Proposal:
    workspace.save(proposal)
    return proposal
