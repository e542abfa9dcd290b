"""What the rest of the program knows of a model: a request, a reply, and one method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from editor_tui.post.proposal import Usage

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Request:
    """One question: the messages as (role, text), the model options of its prompt, and the reply's JSON schema.

    Without a schema the reply is plain text. `label` is for people (the draft's path) and not part of the question.
    """

    messages: tuple[tuple[Role, str], ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    schema: Mapping[str, Any] | None = None
    label: str = ""


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
