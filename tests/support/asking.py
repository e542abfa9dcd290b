"""A model of the loopback server that waits hundredths of a second where a real one waits seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from support.loopback import Loopback

from editor_tui.llm.client import OpenAIModel
from editor_tui.llm.connection import find_connection
from editor_tui.llm.prices import Price, Spending
from editor_tui.llm.protocol import Request
from editor_tui.messages import Message
from editor_tui.settings.schema import ModelSettings

TAGS = {
    "type": "object",
    "properties": {"tags": {"type": "array", "items": {"type": "string"}}},
    "required": ["tags"],
    "additionalProperties": False,
}


def model_of(
    server: Loopback, *, tell: Callable[[Message], None] | None = None, name: str = "test-model", **settings: Any
) -> OpenAIModel:
    """The client, with short waits; keywords are settings of `[model]`, or `price` and `spending`."""
    price, spending = settings.pop("price", Price()), settings.pop("spending", Spending())
    chosen = ModelSettings(**{"timeout": 1.0, "attempts": 4, "longest_wait": 5.0, **settings})
    connection = find_connection(chosen, server.environment)
    model = OpenAIModel(connection, chosen, name, price, spending, first_wait=0.01)
    if tell is not None:
        model.tell = tell
    return model


def question(text: str = "what?", **options: Any) -> Request:
    """A small request with the options that prompts have."""
    schema = options.pop("schema", None)
    label = options.pop("label", "")
    chosen = {"temperature": 0.2, "max_output_tokens": 300, **options}
    return Request((("system", "You answer."), ("user", text)), chosen, schema, label)
