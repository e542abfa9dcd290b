"""One task over many drafts: several at once, each proposed, then kept for review or written."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from editor_tui.errors import DraftError, DraftModelError, ModelError, NeedsModelError
from editor_tui.llm.protocol import Model
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.proposal import Proposal, Usage
from editor_tui.site.proposals import ProposalStore
from editor_tui.tasks.options import TaskOptions
from editor_tui.tasks.task import Task
from editor_tui.workspace.results import TaskResult, result_of

Write = Callable[[Proposal], bool]


@dataclass
class TaskRun:
    """The state of one run. `model` None is the offline engine; `write` None keeps every proposal for review.

    `counts` and `usage` grow while it runs: for progress, and for the journal.
    """

    task: Task
    model: Model | None
    read: Callable[[str], Draft]
    proposals: ProposalStore
    options: TaskOptions
    write: Write | None = None
    counts: Counter[str] = field(default_factory=Counter)
    usage: Usage = field(default_factory=Usage)
    _begun: int = 0

    @property
    def told(self) -> dict[str, int]:
        """What the journal is told: the drafts that something was done for."""
        return {status: self.counts[status] for status in ("proposed", "written", "failed") if self.counts[status]}

    async def results(self, paths: Sequence[str], concurrency: int) -> AsyncGenerator[TaskResult]:
        """A result for each draft, as they are done. Closing the iterator stops what is under way.

        Raises the ModelError that ends everything (key, quota, unreachable, spending limit), after the results of
        what was done by then.
        """
        waiting = iter(paths)
        # Of one: whoever stops taking results, as a paused job does, stops what is sent and paid.
        done: asyncio.Queue[TaskResult | None] = asyncio.Queue(maxsize=1)
        fatal: list[ModelError] = []
        workers = [
            asyncio.create_task(self._work(waiting, done, fatal)) for _ in range(max(1, min(concurrency, len(paths))))
        ]
        ending = asyncio.create_task(_end_after(workers, done))
        try:
            while (result := await done.get()) is not None:
                self.counts[result.status] += 1
                self.usage += result.usage
                yield result
        finally:
            for worker in (*workers, ending):
                worker.cancel()
            ended = await asyncio.gather(*workers, ending, return_exceptions=True)
        if fatal:
            raise fatal[0]
        for error in ended:
            # What nobody expected: a draft without a result must not pass for done.
            if isinstance(error, Exception):
                raise error

    async def _work(
        self, paths: Iterator[str], done: asyncio.Queue[TaskResult | None], fatal: list[ModelError]
    ) -> None:
        for path in paths:
            if fatal or self._has_enough():
                return
            try:
                if (result := await self._one(path)) is not None:
                    await done.put(result)
            except NeedsModelError as error:
                await done.put(TaskResult(path, self.task.name, "skipped", reason=error.message))
            except DraftModelError as error:
                await done.put(TaskResult(path, self.task.name, "failed", error=error))
            except ModelError as error:
                fatal.append(error)

    def _has_enough(self) -> bool:
        """Has the limit been reached? Drafts under way count: a limit of one sends one request."""
        return bool(self.options.limit) and self._begun >= self.options.limit

    async def _one(self, path: str) -> TaskResult | None:
        """What became of a draft; None where the limit was reached in the meantime."""
        try:
            draft = await asyncio.to_thread(self.read, path)
            if reason := await asyncio.to_thread(self._skips, draft):
                return TaskResult(path, self.task.name, "skipped", reason=reason, unneeded=True)
            if self._has_enough():
                return None
            self._begun += 1
            return await self._keep(await self.task.propose(draft, self.model))
        except DraftError as error:
            return TaskResult(path, self.task.name, "failed", error=error)

    def _skips(self, draft: Draft) -> Message | None:
        if reason := self.task.skips(draft, everything=self.options.everything):
            return reason
        if self.options.everything:
            return None
        return already_answered(self.proposals, self.task.name, draft, writing=self.write is not None)

    async def _keep(self, proposal: Proposal) -> TaskResult:
        """Write what passed its checks, if asked to, and let the rest wait."""
        if not proposal.parts:
            return result_of(proposal, "unchanged")
        passed = proposal.only(lambda part: part.passed and not part.is_free)
        if self.write is None or not passed.parts:
            await asyncio.to_thread(self.proposals.save, proposal)
            return result_of(proposal, "proposed")
        # The lock of the site belongs to the thread that took it.
        self.write(passed)
        if left := proposal.only(lambda part: part.is_free or not part.passed).parts:
            await asyncio.to_thread(self.proposals.save, replace(proposal, parts=left))
        return result_of(proposal, "written")


async def _end_after(workers: Sequence[asyncio.Task[None]], done: asyncio.Queue[TaskResult | None]) -> None:
    await asyncio.gather(*workers, return_exceptions=True)
    await done.put(None)


def already_answered(proposals: ProposalStore, task: str, draft: Draft, *, writing: bool = False) -> Message | None:
    """Why a draft needs no new proposal: one for it as it is now waits, was rejected, or was a text that was taken.

    With `writing` only such a text counts: what waits for a person may be written.
    """
    latest = proposals.latest(draft.path, task)
    if latest is None or latest.proposal.fingerprint != draft.fingerprint:
        return None
    is_text = all(part.is_free for part in latest.proposal.parts)
    if writing and not is_text:
        return None
    match latest.proposal.status:
        case "waiting":
            return Message.of("workspace.proposal-waits")
        case "rejected":
            return Message.of("workspace.proposal-rejected")
        case "applied" if is_text:
            return Message.of("workspace.text-taken")
        case _:
            return None
