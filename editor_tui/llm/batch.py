"""A batch: the questions that have no answer yet, to be answered elsewhere and later.

The tasks are the same as ever. They run with a model that knows only the answers that are there and writes down what
is missing; when the answers have come, they run again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from editor_tui.errors import ModelError, NotAnsweredYet
from editor_tui.llm.cached import AnswerStore, find_kept, keep_refusal, question_key
from editor_tui.llm.failures import Passing
from editor_tui.llm.prices import Price
from editor_tui.llm.protocol import Reply, Request
from editor_tui.llm.replies import count, read_completion
from editor_tui.messages import Message
from editor_tui.post.proposal import Usage

# OpenAI asks half for what may take a day.
BATCH_DISCOUNT: Final = 0.5


@dataclass(slots=True)
class RecordingModel:
    """Answers what was answered before and notes the rest in `missing`, by key.

    `name` is the model's in the keys; `again` as in `CachedModel`.
    """

    answers: AnswerStore
    name: str
    missing: dict[str, Request] = field(default_factory=dict)
    again: bool = False

    async def ask(self, request: Request) -> Reply:
        """The kept answer. Raises NotAnsweredYet where there is none, and the error of a kept refusal."""
        key = question_key(request, self.name)
        kept = find_kept(self.answers, key, again=self.again)
        if kept is None:
            self.missing[key] = request
            continued = any(role == "assistant" for role, _ in request.messages)
            raise NotAnsweredYet(Message.of("llm.not-good-yet" if continued else "llm.not-answered-yet"))
        return Reply(kept.text, kept.model, replace(kept.usage, cached=True))

    def judge(self, request: Request, good: bool) -> None:
        """Note whether the answer to this request held its checks."""
        self.answers.mark(question_key(request, self.name), good)


@dataclass(slots=True)
class Received:
    """What became of the lines of result files. `failed` has the reason by custom id; `priced` as in `Spending`."""

    kept: set[str] = field(default_factory=set)
    failed: dict[str, Message] = field(default_factory=dict)
    unknown: int = 0
    repeated: int = 0
    unreadable: int = 0
    usage: Usage = field(default_factory=Usage)
    priced: bool = True


def receive(result: dict[str, Any], label: str, answers: AnswerStore, price: Price, received: Received) -> None:
    """Keep the answer of one result line, through the same reading as a reply that came at once.

    The completion stands under `response.body`, or directly under `response` as some engines write it. An answer that
    is there already stays; an error for a question that another line answers is forgotten.
    """
    key = str(result.get("custom_id"))
    if key in received.kept:
        received.repeated += 1
        return
    response = result.get("response")
    body = response.get("body", response) if isinstance(response, dict) else None
    if body is None:
        body = {"error": result.get("error") or "no response"}
    used = count(body)
    cost = price.cost(used.input_tokens, used.output_tokens) * BATCH_DISCOUNT
    usage = Usage(used.input_tokens, used.output_tokens, cost, priced=price.known)
    received.usage += usage
    try:
        answered = read_completion(body)
    except Passing as failure:
        received.failed[key] = failure.error.message
        return
    except ModelError as error:
        keep_refusal(answers, key, error)
        received.failed[key] = error.message
        return
    answers.keep(key, answered.text, answered.model, usage, label)
    received.kept.add(key)
    received.failed.pop(key, None)
