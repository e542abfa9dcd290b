"""Prompts on a passage of a draft: what would be sent, the proposal, and where it waits."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from editor_tui.errors import DraftModelError
from editor_tui.llm.batch import RecordingModel
from editor_tui.llm.listening import ListenedModel
from editor_tui.llm.protocol import OnText
from editor_tui.post.proposal import BodyChange, Part, Proposal
from editor_tui.site.answers import Answers
from editor_tui.tasks.options import TaskOptions
from editor_tui.tasks.passage import Passage, PassageTask
from editor_tui.workspace.asking import connect_model
from editor_tui.workspace.bench import TRANSLATE, make_context
from editor_tui.workspace.planning import Plan, count_requests

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace

Messages = tuple[tuple[str, str], ...]


def rewrites(workspace: Workspace, name: str) -> bool:
    """Whether a prompt is for passages alone, whose text it replaces."""
    prompt, _ = workspace.prompts.read(name)
    return prompt is not None and prompt.editor.replaces


class Passages:
    """Runs prompts on passages of the drafts of a site."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def prompt_names(self) -> list[str]:
        """The prompts that can be run on a passage, those that rewrite it first."""
        names = [name for name in self._workspace.prompts.names() if name != TRANSLATE]
        return sorted(names, key=lambda name: not rewrites(self._workspace, name))

    def takes_instruction(self, name: str) -> bool:
        """Whether a person is asked what they want before this prompt is run. Raises PromptError."""
        return "instruction" in self._workspace.prompts.load(name).needs

    def plan(self, name: str, passage: Passage) -> tuple[Plan, Messages]:
        """What would be sent, in numbers and word for word. For a thread without an event loop; raises as `propose`."""
        model = connect_model(self._workspace, TaskOptions())
        recorder = RecordingModel(Answers(self._workspace.state), model.cached.name if model else "", again=True)
        task = self._task(name, passage)
        with suppress(DraftModelError):
            asyncio.run(_propose(task, self._workspace, recorder))
        requests = tuple(recorder.missing.values())
        plan = Plan(name, model.name if model else "", (passage.path,))
        return count_requests(plan, requests, model) if model else plan, requests[0].messages if requests else ()

    async def propose(
        self, name: str, passage: Passage, on_text: OnText, *, hint: str = "", offline: bool = False
    ) -> Proposal:
        """The proposal, not kept yet; `on_text` hears the reply as it is written. Raises as `Workspace.propose`."""
        task = await asyncio.to_thread(self._task, name, passage, hint)
        model = connect_model(self._workspace, TaskOptions(offline=offline))
        try:
            draft = await asyncio.to_thread(self._workspace.read, passage.path)
            return await task.propose(draft, ListenedModel(model, on_text) if model else None)
        finally:
            if model is not None:
                await model.close()

    def keep(self, proposal: Proposal) -> None:
        """Let it wait, beside what the same prompt proposes for other passages of the same body."""
        waiting = [one for one in self._workspace.waiting([proposal.path]) if one.key == proposal.key]
        kept = tuple(part for one in waiting for part in one.parts if _stands_beside(part, proposal))
        self._workspace.save(replace(proposal, parts=(*kept, *proposal.parts)))

    def _task(self, name: str, passage: Passage, hint: str = "") -> PassageTask:
        context = make_context(self._workspace, TaskOptions(), hint=hint)
        return PassageTask(self._workspace.prompts.load(name), context, passage)


async def _propose(task: PassageTask, workspace: Workspace, recorder: RecordingModel) -> None:
    await task.propose(workspace.read(task.passage.path), recorder)


def _stands_beside(part: Part, proposal: Proposal) -> bool:
    if not isinstance(part.change, BodyChange):
        return False
    taken = [
        (edit.start, edit.end, other.change.base)
        for other in proposal.parts
        if isinstance(other.change, BodyChange)
        for edit in other.change.edits
    ]
    return bool(taken) and all(
        part.change.base == base and (edit.end <= start or edit.start >= end)
        for edit in part.change.edits
        for start, end, base in taken
    )
