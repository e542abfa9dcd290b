"""A model that never asks the same question twice: answers are kept the moment they arrive."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Protocol

from editor_tui.llm.protocol import Model, Reply, Request
from editor_tui.post.proposal import Usage


class StoredAnswer(Protocol):
    """An answer as the store gives it back."""

    @property
    def text(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def usage(self) -> Usage: ...


class AnswerStore(Protocol):
    """Where answers are kept, on disk when a call returns. `site.answers.Answers` is one."""

    def find(self, key: str) -> StoredAnswer | None: ...
    def keep(self, key: str, text: str, model: str, usage: Usage, label: str) -> None: ...
    def mark(self, key: str, good: bool) -> None: ...


def question_key(request: Request, model: str) -> str:
    """The SHA-256 of everything that decides an answer: messages, model, options, schema, and which attempt it is."""
    question = {
        "messages": request.messages,
        "model": model,
        "options": dict(request.options),
        "schema": request.schema,
        "attempt": request.attempt,
    }
    told = json.dumps(question, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(slots=True)
class CachedModel:
    """`model`, with its answers in `answers`. `name` is the model's in the keys.

    An answer that did not hold its checks is given again as well: asking for another one is the caller's decision, by
    continuing the conversation or by `Request.attempt`.
    """

    model: Model
    answers: AnswerStore
    name: str
    _asking: dict[str, asyncio.Lock] = field(default_factory=dict, init=False)

    async def ask(self, request: Request) -> Reply:
        """The kept answer, or the model's. Raises as the model does."""
        key = question_key(request, self.name)
        if (kept := self._find(key)) is not None:
            return kept
        # Two drafts with the same text ask the same question: the second waits for the first one's answer.
        lock = self._asking.setdefault(key, asyncio.Lock())
        try:
            async with lock:
                if (kept := self._find(key)) is not None:
                    return kept
                reply = await self.model.ask(request)
                # In the loop's own thread on purpose: nothing comes between the arrival and the disk.
                self.answers.keep(key, reply.text, reply.model, reply.usage, request.label)
                return reply
        finally:
            self._asking.pop(key, None)

    def judge(self, request: Request, good: bool) -> None:
        """Note whether the answer to this request held its checks."""
        self.answers.mark(question_key(request, self.name), good)

    def _find(self, key: str) -> Reply | None:
        kept = self.answers.find(key)
        if kept is None:
            return None
        return Reply(kept.text, kept.model, replace(kept.usage, cost_usd=0.0, cached=True))
