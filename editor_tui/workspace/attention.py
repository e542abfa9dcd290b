"""Marks drafts for which no answer could be used, and shows what the answers were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from editor_tui.errors import (
    ContentRefusedError,
    EditorTuiError,
    IncompleteReplyError,
    InvalidReplyError,
    RequestRefusedError,
    TooLongError,
)
from editor_tui.messages import Message
from editor_tui.site.answers import Answers
from editor_tui.site.attention import Attention
from editor_tui.workspace.results import TaskResult

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace

# Failures that the next run would meet again. A provider in trouble is none of them.
_LASTING: Final = (
    InvalidReplyError, ContentRefusedError, IncompleteReplyError, TooLongError, RequestRefusedError,
)  # fmt: skip
_MOST_REPLIES: Final = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """A draft that a person has to look at: for which task, why, and the answers that could not be used, latest first.

    `replies` are a model's words as they came: text to be shown, never markup.
    """

    path: str
    task: str
    reason: Message
    replies: tuple[str, ...] = ()


def marked_drafts(workspace: Workspace, paths: Sequence[str] | None = None) -> list[Marked]:
    """The marked drafts, all or those of these paths."""
    answers = Answers(workspace.state)
    return [
        Marked(
            mark.path,
            mark.task,
            mark.reason,
            tuple(answer.text for answer in answers.refused(mark.path)[:_MOST_REPLIES]),
        )
        for mark in Attention(workspace.state).marks(paths)
    ]


class Marker:
    """Keeps the marks of one task up to date with its results."""

    def __init__(self, workspace: Workspace, task: str) -> None:
        self._store, self._task = Attention(workspace.state), task
        self._marked = {mark.path for mark in self._store.marks() if mark.task == task}

    def note(self, result: TaskResult) -> None:
        """Mark the draft of a result, or take its mark away."""
        if result.status == "failed":
            self.note_failure(result.path, result.error)
        elif result.status != "skipped" or result.unneeded:
            self.note_success(result.path)

    def note_success(self, path: str) -> None:
        """The task has something for this draft now, or wants nothing of it any more."""
        if path in self._marked:
            self._store.clear(path, self._task)
            self._marked.remove(path)

    def note_failure(self, path: str, error: EditorTuiError | None) -> None:
        """Mark a draft whose failure another run would meet again."""
        if isinstance(error, _LASTING):
            self._store.mark(path, self._task, error.message)
            self._marked.add(path)
