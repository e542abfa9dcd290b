"""What a run would send and cost, before anything is sent: the same tasks with a model that only writes down."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from editor_tui.errors import DraftError, DraftModelError
from editor_tui.llm.batch import RecordingModel
from editor_tui.llm.connect import Connected
from editor_tui.llm.prices import UNLIMITED_OUTPUT
from editor_tui.llm.protocol import Request
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.proposal import Usage
from editor_tui.site.answers import Answers
from editor_tui.tasks.options import TaskOptions
from editor_tui.tasks.task import Task
from editor_tui.workspace.asking import connect_model
from editor_tui.workspace.running import already_answered

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Plan:
    """What a task would do. `drafts` are those that it is for, `kept` the ones of them answered already.

    Tokens are counted or, without `exact`, estimated; `output_tokens` is what the replies may have at most.
    `saved_tokens` did not have to be sent because repair had taken repeats out. `cost_usd` is None where nobody knows
    the price. Without a `model` the offline engine does it.
    """

    task: str
    model: str
    drafts: tuple[str, ...] = ()
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    saved_tokens: int = 0
    cost_usd: float | None = 0.0
    exact: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "task": self.task,
            "model": self.model or None,
            "drafts": list(self.drafts),
            "requests": self.requests,
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "saved_tokens": self.saved_tokens,
            "cost_usd": self.cost_usd,
            "exact": self.exact,
        }

    def messages(self) -> Iterator[Message]:
        """The plan in words, a line each."""
        if not self.model:
            yield Message.of("workspace.plan-offline", task=self.task, count=len(self.drafts))
            return
        yield Message.of("workspace.plan-drafts", task=self.task, count=len(self.drafts), model=self.model)
        yield Message.of(
            "workspace.plan-tokens" if self.exact else "workspace.plan-tokens-estimated",
            requests=self.requests,
            input=f"{self.input_tokens:,}",
            output=f"{self.output_tokens:,}",
        )
        if self.saved_tokens:
            yield Message.of("workspace.plan-saved", saved=f"{self.saved_tokens:,}")
        if self.cost_usd is None:
            yield Message.of("workspace.plan-no-price", model=self.model)
        else:
            yield Message.of("workspace.plan-cost", cost=f"{self.cost_usd:.4f}")


async def plan_task(workspace: Workspace, name: str, paths: Sequence[str], options: TaskOptions) -> Plan:
    """The plan of a run. First requests only: what is asked again after a failed check cannot be known.

    Raises PromptError, EndpointError, and NoModelError where the task cannot do without a model.
    """
    task = workspace.task(name, options)
    model = connect_model(workspace, options)
    recorder = RecordingModel(Answers(workspace.state), model.cached.name if model else "", again=options.everything)
    drafts: list[str] = []
    saved = 0
    for path in paths:
        if options.limit and len(drafts) >= options.limit:
            break
        try:
            draft = workspace.read(path)
            if task.skips(draft, everything=options.everything):
                continue
            if not options.everything and already_answered(workspace.proposals, name, draft):
                continue
            drafts.append(path)
            if model is not None:
                saved += model.counter.count(draft.body) - model.counter.count(workspace.repair(draft).draft.body)
                await task.propose(draft, recorder)
            elif len(drafts) == 1:
                # Whether the offline engine can do the task at all.
                await task.propose(draft, None)
        except (DraftError, DraftModelError):
            continue
    if model is None:
        return Plan(name, "", tuple(drafts))
    return count_requests(
        Plan(name, model.name, tuple(drafts), saved_tokens=saved), list(recorder.missing.values()), model
    )


def count_requests(plan: Plan, requests: Sequence[Request], model: Connected) -> Plan:
    """The plan with what these requests cost."""
    tokens_in = sum(model.counter.size_of(request).tokens for request in requests)
    # Thinking is paid for like an answer.
    room = model.client.dialect.headroom
    tokens_out = sum(int(request.options.get("max_output_tokens") or UNLIMITED_OUTPUT) + room for request in requests)
    return replace(
        plan,
        requests=len(requests),
        input_tokens=tokens_in,
        output_tokens=tokens_out,
        cost_usd=model.price.cost(tokens_in, tokens_out) if model.price.known else None,
        exact=model.counter.exact,
    )


def first_requests(workspace: Workspace, name: str, draft: Draft) -> tuple[Request, ...]:
    """What a task would ask first for a draft, all that it sends at once; nothing where it has nothing to ask.

    Answers that are kept do not count. For a thread without an event loop. Raises PromptError and DraftError.
    """
    recorder = RecordingModel(_NoAnswers(), "")
    with suppress(DraftModelError):
        asyncio.run(_propose(workspace.task(name, TaskOptions(everything=True)), draft, recorder))
    return tuple(recorder.missing.values())


async def _propose(task: Task, draft: Draft, model: RecordingModel) -> None:
    await task.propose(draft, model)


class _NoAnswers:
    """A store that has nothing and keeps nothing."""

    def find(self, key: str) -> None:
        return None

    def keep(self, key: str, text: str, model: str, usage: Usage, label: str) -> None: ...

    def mark(self, key: str, good: bool) -> None: ...

    def keep_refusal(self, key: str, kind: str, reason: Message) -> None: ...

    def find_refusal(self, key: str) -> None:
        return None
