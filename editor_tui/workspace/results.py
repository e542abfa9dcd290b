"""What became of one draft in a run of a task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from editor_tui.errors import EditorTuiError
from editor_tui.messages import Message
from editor_tui.post.proposal import FieldChange, FreeText, Problem, Proposal, Usage

ResultStatus = Literal["proposed", "written", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class TaskResult:
    """`fields` are the proposed values by key; `problems` the failed checks of what waits for a person.

    `reason` says why a draft was skipped, `error` why it failed, `output_path` which other file the proposal is for.
    `unneeded`: it was skipped because the task wants nothing of it, and not because nothing could be had.
    """

    path: str
    task: str
    status: ResultStatus
    fields: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    usage: Usage = Usage()
    output_path: str | None = None
    reason: Message | None = None
    unneeded: bool = False
    error: EditorTuiError | None = None
    proposal: Proposal | None = None


def values_of(proposal: Proposal) -> dict[str, object]:
    """What is proposed, by key; by its name where it is a text for no key."""
    values: dict[str, object] = {}
    for part in proposal.parts:
        match part.change:
            case FieldChange(key, _, new):
                values[key] = new
            case FreeText(name, text):
                values[name] = text
    return values


def result_of(proposal: Proposal, status: ResultStatus) -> TaskResult:
    """The result for a proposal that was kept or written."""
    return TaskResult(
        proposal.path,
        proposal.origin.task,
        status,
        values_of(proposal),
        tuple(problem for part in proposal.parts for problem in part.problems),
        proposal.origin.usage,
        proposal.destination,
        proposal=proposal,
    )
