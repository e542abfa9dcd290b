"""A reply that comes in pieces: heard while it is written, and put together into the JSON that comes at once elsewhere.

What is heard is never used: only the whole reply is, after the same checks as any other.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from editor_tui.errors import ProviderError
from editor_tui.llm.endpoint import Endpoint
from editor_tui.llm.failures import FEW_TRIES, Passing, shown, without_secret
from editor_tui.llm.protocol import OnText
from editor_tui.llm.replies import read_json, without_thinking
from editor_tui.messages import Message

# A screen gains nothing from more, and each look at the text costs its length.
_SECONDS_BETWEEN: Final = 0.1


async def fetch(endpoint: Endpoint, body: Mapping[str, Any], on_text: OnText | None) -> tuple[Any, Mapping[str, str]]:
    """The JSON of a completion and the headers; in pieces, told to `on_text`, where the body asks for that.

    A server that does not stream, although it was asked to, is understood as well. Raises the SDK's errors, and Passing
    for what is no JSON.
    """
    secret = endpoint.connection.key
    if on_text is None or not body.get("stream"):
        data, headers = await endpoint.post(body)
        return read_json(_without(data, secret), headers.get("content-type", "")), headers
    on_text("")
    async with endpoint.stream(body) as response:
        kind = response.headers.get("content-type", "")
        if "event-stream" not in kind:
            return read_json(_without(await response.aread(), secret), kind), response.headers
        pieces, told = Pieces(), time.monotonic()
        async for line in response.aiter_lines():
            if pieces.is_end(line):
                break
            pieces.add(without_secret(line, secret))
            if time.monotonic() - told >= _SECONDS_BETWEEN:
                on_text(without_thinking(pieces.text))
                told = time.monotonic()
        return pieces.completion(), response.headers


def _without(data: bytes, secret: str) -> bytes:
    """What a server answers is kept and shown: the key must not be in it, not even where the server repeats it."""
    if secret.encode() not in data:
        return data
    return without_secret(data.decode("utf-8", "surrogateescape"), secret).encode("utf-8", "surrogateescape")


@dataclass(slots=True)
class Pieces:
    """The server-sent events of one reply so far. Without a finish reason the reply is not complete."""

    _head: dict[str, Any] = field(default_factory=dict, init=False)
    _content: list[str] = field(default_factory=list, init=False)
    _thinking: list[str] = field(default_factory=list, init=False)
    _refusal: list[str] = field(default_factory=list, init=False)
    _reason: str | None = field(default=None, init=False)
    _began: bool = field(default=False, init=False)

    @property
    def text(self) -> str:
        """The reply so far, with whatever thinking stands in it."""
        return "".join(self._content)

    @staticmethod
    def is_end(line: str) -> bool:
        """Whether a line says that nothing more comes."""
        return line.startswith("data:") and line[5:].strip() == "[DONE]"

    def add(self, line: str) -> None:
        """One line of the stream. Raises Passing for data that is no JSON."""
        if not line.startswith("data:"):
            return
        data = line[5:].strip()
        try:
            event = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise Passing(
                ProviderError(Message.of("llm.not-json", detail=shown(data[:200]))), tries=FEW_TRIES
            ) from error
        if isinstance(event, dict):
            self._add_event(event)

    def _add_event(self, event: Mapping[str, Any]) -> None:
        self._head |= {key: event[key] for key in ("model", "usage", "error") if event.get(key)}
        choices = event.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(choice, Mapping):
            return
        self._began = True
        self._reason = choice.get("finish_reason") or self._reason
        delta = choice.get("delta")
        if not isinstance(delta, Mapping):
            return
        for name, kept in (
            ("content", self._content),
            ("reasoning_content", self._thinking),
            ("reasoning", self._thinking),
            ("refusal", self._refusal),
        ):
            if isinstance(piece := delta.get(name), str):
                kept.append(piece)

    def completion(self) -> dict[str, Any]:
        """The completion as it would have come at once; an error that came on the way is one in it."""
        message = {
            "role": "assistant",
            "content": self.text,
            "reasoning_content": "".join(self._thinking),
            "refusal": "".join(self._refusal),
        }
        choices = [{"index": 0, "finish_reason": self._reason, "message": message}] if self._began else []
        return {**self._head, "choices": choices}
