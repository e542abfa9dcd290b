"""A model that never asks the same question twice: answers are kept the moment they arrive."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from editor_tui.errors import ContentRefusedError, CutOffError, DraftModelError, ModelError
from editor_tui.llm.protocol import Model, Reply, Request
from editor_tui.messages import Message
from editor_tui.post.proposal import Usage


class StoredAnswer(Protocol):
    """An answer as the store gives it back."""

    @property
    def text(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def usage(self) -> Usage: ...
    @property
    def good(self) -> bool | None: ...


class AnswerStore(Protocol):
    """Where answers are kept, on disk when a call returns. `site.answers.Answers` is one."""

    def find(self, key: str) -> StoredAnswer | None: ...
    def keep(self, key: str, text: str, model: str, usage: Usage, label: str) -> None: ...
    def mark(self, key: str, good: bool) -> None: ...
    def keep_refusal(self, key: str, kind: str, reason: Message) -> None: ...
    def find_refusal(self, key: str) -> tuple[str, Message] | None: ...


# Refusals that the same question would meet again, by the class of the error.
_REFUSALS: Final[Mapping[str, type[DraftModelError]]] = {
    "content": ContentRefusedError,
    "cut-off": CutOffError,
}


def find_kept(answers: AnswerStore, key: str, *, again: bool) -> StoredAnswer | None:
    """The kept answer to a question. Raises the error of a kept refusal.

    With `again` only answers count that held their checks, or that nobody has looked at yet.
    """
    kept = answers.find(key)
    if kept is not None:
        return None if again and kept.good is False else kept
    if not again and (refusal := answers.find_refusal(key)) is not None:
        kind, reason = refusal
        raise _REFUSALS[kind](Message.of("llm.refused-before", reason=reason))
    return None


def keep_refusal(answers: AnswerStore, key: str, error: ModelError) -> None:
    """Keep that a question met a refusal; any other failure may pass, and is forgotten."""
    for kind, refusal in _REFUSALS.items():
        if isinstance(error, refusal):
            answers.keep_refusal(key, kind, error.message)


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

    An answer that did not hold its checks is given again as well, and a refusal met again: asking for another one is
    the caller's decision, by continuing the conversation, by `Request.attempt`, or by `again` for all questions.
    """

    model: Model
    answers: AnswerStore
    name: str
    again: bool = False
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
                reply = await self._ask(key, request)
                # In the loop's own thread on purpose: nothing comes between the arrival and the disk.
                self.answers.keep(key, reply.text, reply.model, reply.usage, request.label)
                return reply
        finally:
            self._asking.pop(key, None)

    async def _ask(self, key: str, request: Request) -> Reply:
        try:
            return await self.model.ask(request)
        except DraftModelError as error:
            keep_refusal(self.answers, key, error)
            raise

    def judge(self, request: Request, good: bool) -> None:
        """Note whether the answer to this request held its checks."""
        self.answers.mark(question_key(request, self.name), good)

    def _find(self, key: str) -> Reply | None:
        kept = find_kept(self.answers, key, again=self.again)
        if kept is None:
            return None
        return Reply(kept.text, kept.model, replace(kept.usage, cost_usd=0.0, cached=True))
