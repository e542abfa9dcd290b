"""What became of one draft in a run of a task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from editor_tui.errors import EditorTuiError
from editor_tui.messages import Message
from editor_tui.post.proposal import FieldChange, Problem, Proposal, Usage

ResultStatus = Literal["proposed", "written", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class TaskResult:
    """`fields` are the proposed values by key; `problems` the failed checks of what waits for a person.

    `reason` says why a draft was skipped, `error` why it failed, `output_path` which other file the proposal is for.
    """

    path: str
    task: str
    status: ResultStatus
    fields: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    usage: Usage = Usage()
    output_path: str | None = None
    reason: Message | None = None
    error: EditorTuiError | None = None
    proposal: Proposal | None = None


def result_of(proposal: Proposal, status: ResultStatus) -> TaskResult:
    """The result for a proposal that was kept or written."""
    return TaskResult(
        proposal.path,
        proposal.origin.task,
        status,
        {part.change.key: part.change.new for part in proposal.parts if isinstance(part.change, FieldChange)},
        tuple(problem for part in proposal.parts for problem in part.problems),
        proposal.origin.usage,
        proposal.destination,
        proposal=proposal,
    )
