"""What a prompt is run on: whole drafts, or a passage of one. No screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from editor_tui.post.proposal import Proposal
from editor_tui.tasks.passage import Passage
from editor_tui.tui.desk import Desk
from editor_tui.workspace.planning import Plan

OnText = Callable[[str], None]
Messages = Sequence[tuple[str, str]]


class Subject(Protocol):
    """Everything but `propose` is for a thread. `path` is the draft that a trial is on."""

    @property
    def desk(self) -> Desk: ...
    @property
    def paths(self) -> tuple[str, ...]: ...
    @property
    def is_passage(self) -> bool: ...
    @property
    def path(self) -> str: ...
    def prompt_names(self) -> Sequence[str]: ...
    def takes_instruction(self, task: str) -> bool: ...
    def plan(self, task: str, *, offline: bool) -> tuple[Plan | None, Messages]: ...
    async def propose(self, task: str, on_text: OnText, *, hint: str, offline: bool) -> Proposal: ...
    def keep(self, proposal: Proposal) -> None: ...


@dataclass(frozen=True)
class WholeDrafts:
    """Drafts as they are; a trial is on the first of them."""

    desk: Desk
    paths: tuple[str, ...]
    is_passage: bool = False

    @property
    def path(self) -> str:
        return self.paths[0]

    def prompt_names(self) -> Sequence[str]:
        return self.desk.prompt_names()

    def takes_instruction(self, task: str) -> bool:
        return False

    def plan(self, task: str, *, offline: bool) -> tuple[Plan | None, Messages]:
        plan = None if offline else self.desk.estimate(task, self.paths)
        return plan, self.desk.render_prompt(task, self.desk.read(self.path))

    async def propose(self, task: str, on_text: OnText, *, hint: str, offline: bool) -> Proposal:
        return await self.desk.try_prompt(task, self.path, on_text, hint=hint, offline=offline)

    def keep(self, proposal: Proposal) -> None:
        self.desk.save(proposal)


@dataclass(frozen=True)
class PassageOnly:
    """The lines that were selected in one draft."""

    desk: Desk
    passage: Passage
    is_passage: bool = True

    @property
    def path(self) -> str:
        return self.passage.path

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.passage.path,)

    def prompt_names(self) -> Sequence[str]:
        return self.desk.passages.prompt_names()

    def takes_instruction(self, task: str) -> bool:
        return self.desk.passages.takes_instruction(task)

    def plan(self, task: str, *, offline: bool) -> tuple[Plan | None, Messages]:
        plan, messages = self.desk.passages.plan(task, self.passage)
        return (None if offline else plan), messages

    async def propose(self, task: str, on_text: OnText, *, hint: str, offline: bool) -> Proposal:
        return await self.desk.passages.propose(task, self.passage, on_text, hint=hint, offline=offline)

    def keep(self, proposal: Proposal) -> None:
        self.desk.passages.keep(proposal)
