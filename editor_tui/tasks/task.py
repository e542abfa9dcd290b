"""What a task is: a prompt applied to a draft."""

from __future__ import annotations

from typing import Protocol

from editor_tui.llm.protocol import Model
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.proposal import Proposal


class Task(Protocol):
    """Plain async work on one draft: it reads no files and writes none."""

    @property
    def name(self) -> str:
        """The prompt's name; what proposals, answers and the journal are kept under."""
        ...

    def skips(self, draft: Draft, *, everything: bool = False) -> Message | None:
        """Why there is nothing to do for this draft; None where there is.

        Without `everything` a value that is there and says something is left alone. A draft's own "no" always holds.
        Raises FrontMatterError where the front matter cannot be read.
        """
        ...

    async def propose(self, draft: Draft, model: Model | None) -> Proposal:
        """What the task suggests; without a model by the offline engine.

        A part that failed its checks is in it, with its problems. No parts where nothing would change. Raises
        ModelError where the model fails, NeedsModelError where the offline engine cannot do this task, and
        FrontMatterError.
        """
        ...
