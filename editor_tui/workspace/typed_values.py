"""What the checks say of a value that a person has typed in place of a proposed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_tui.post.proposal import FieldChange, Problem, Proposal
from editor_tui.tasks.prompt_task import PromptTask
from editor_tui.workspace.bench import make_task
from editor_tui.workspace.values import read_value

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace


def check_typed(workspace: Workspace, proposal: Proposal, part: int, text: str) -> tuple[Problem, ...]:
    """The problems of a text typed for a part; nothing for a part that no prompt has checks for.

    Raises DraftError where the draft cannot be read, and PromptError where its prompt is broken by now.
    """
    change, name = proposal.parts[part].change, proposal.origin.prompt or proposal.origin.task
    if not isinstance(change, FieldChange) or name not in workspace.prompts.names():
        return ()
    value = read_value(text, change.old if change.new is None else change.new)
    task = make_task(workspace, name)
    return task.check(workspace.read(proposal.path), change.key, value) if isinstance(task, PromptTask) else ()
