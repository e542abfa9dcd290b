"""What the rest of the program knows of a model: a request, a reply, and one method."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

from editor_tui.post.proposal import Usage

Role = Literal["system", "user", "assistant"]
OnText = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Request:
    """One question: the messages as (role, text), the model options of its prompt, and the reply's JSON schema.

    Without a schema the reply is plain text. `label` is for people (the draft's path) and not part of the question.
    `attempt` above 0 wants another answer to a question that was asked before. `on_text` hears the reply while it is
    written, neither checked nor complete: the whole text so far, "" where a try begins; it is no part of the question.
    """

    messages: tuple[tuple[Role, str], ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    schema: Mapping[str, Any] | None = None
    label: str = ""
    attempt: int = 0
    on_text: OnText | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """One complete answer: its text without thinking, the model that gave it, and what it cost."""

    text: str
    model: str
    usage: Usage


class Model(Protocol):
    """Anything that answers requests."""

    async def ask(self, request: Request) -> Reply:
        """A complete reply. Raises a ModelError of `errors` for everything else; cancelling it stops at once."""
        ...


@runtime_checkable
class Remembers(Protocol):
    """A model that keeps its answers."""

    def judge(self, request: Request, good: bool) -> None:
        """Note whether the answer to this request held its checks."""
        ...


def judge(model: Model, request: Request, good: bool) -> None:
    """Tell a model that keeps its answers whether this one held its checks; others do not care."""
    if isinstance(model, Remembers):
        model.judge(request, good)
