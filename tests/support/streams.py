"""A chat completion as server-sent events, whole or broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from support.faults import Completion, Streamed

ToJson = Callable[[Mapping[str, Any], Completion], dict[str, Any]]


def events(body: Mapping[str, Any], answer: Streamed, completion_json: ToJson) -> Iterator[bytes]:
    """The pieces of the text, then what ends a good stream. An end that is a line of data is sent as it is."""
    size = max(1, -(-len(answer.text) // answer.count))
    for start in range(0, len(answer.text), size):
        yield _event(body, {"delta": {"content": answer.text[start : start + size]}, "finish_reason": None})
    if isinstance(answer.end, str):
        yield answer.end.encode() + b"\n\n"
    if answer.end is not None or not answer.done:
        return
    yield _event(body, {"delta": {}, "finish_reason": "stop"})
    if answer.usage and body.get("stream_options"):
        usage = completion_json(body, Completion(answer.text))["usage"]
        yield _line({"object": "chat.completion.chunk", "model": body.get("model", ""), "choices": [], "usage": usage})
    yield b"data: [DONE]\n\n"


def streamed(answer: Completion) -> list[dict[str, Any]]:
    """The choices of a stream that says just what a completion says."""
    delta = {key: value for key, value in (("content", answer.text), ("refusal", answer.refusal)) if value is not None}
    return [{"delta": delta, "finish_reason": None}, {"delta": {}, "finish_reason": answer.finish_reason}]


def completion_events(body: Mapping[str, Any], answer: Completion, completion_json: ToJson) -> Iterator[bytes]:
    """A completion as a stream, with whatever it says about itself."""
    for choice in streamed(answer):
        yield _event(body, choice)
    usage = completion_json(body, answer).get("usage")
    if usage and body.get("stream_options"):
        yield _line({"object": "chat.completion.chunk", "choices": [], "usage": usage})
    yield b"data: [DONE]\n\n"


def _event(body: Mapping[str, Any], choice: Mapping[str, Any]) -> bytes:
    return _line(
        {"object": "chat.completion.chunk", "model": body.get("model", ""), "choices": [{"index": 0, **choice}]}
    )


def _line(data: Mapping[str, Any]) -> bytes:
    return b"data: " + json.dumps(data, ensure_ascii=False).encode() + b"\n\n"
