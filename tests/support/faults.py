"""What a server can do instead of answering well. Every fault that the notes name, as a value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Completion:
    """An answer with everything that a server may say about it. `usage` None leaves it out."""

    text: str | None = ""
    finish_reason: str | None = "stop"
    usage: Mapping[str, Any] | None = field(default_factory=lambda: {"prompt_tokens": -1, "completion_tokens": -1})
    refusal: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Status:
    """An error status with a body and headers."""

    code: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Raw:
    """A 200 with just these bytes."""

    body: bytes
    content_type: str = "application/json"


@dataclass(frozen=True)
class Reset:
    """The connection is reset (RST) before an answer."""


@dataclass(frozen=True)
class Close:
    """The connection is closed before the headers."""


@dataclass(frozen=True)
class Hang:
    """Nothing comes, for so many seconds; then the connection is closed."""

    seconds: float = 5.0


@dataclass(frozen=True)
class Drip:
    """A good answer, byte by byte: it never stalls and takes `seconds` in all."""

    text: str
    seconds: float = 5.0


@dataclass(frozen=True)
class Truncated:
    """A body that ends in the middle of what Content-Length announced."""

    text: str = "half of it"


@dataclass(frozen=True)
class Later:
    """Another answer, `seconds` later."""

    seconds: float
    answer: Any = "ok"


@dataclass(frozen=True)
class Streamed:
    """An answer in pieces, where it was asked for so: `count` of them, `seconds` in all, then `end`.

    An `end` other than None comes in place of the finish reason: a fault, or a line of data such as `data: {oops`.
    `done` False leaves out the finish reason and `[DONE]`, `usage` False the count of tokens.
    """

    text: str
    count: int = 8
    seconds: float = 0.0
    end: Any = None
    done: bool = True
    usage: bool = True


Answer = str | Completion | Status | Raw | Reset | Close | Hang | Drip | Truncated | Later | Streamed


def error(status: int, message: str, *, headers: Mapping[str, str] | None = None, **fields: Any) -> Status:
    """An error as OpenAI words them: `type`, `code` and `param` as given."""
    return Status(status, {"error": {"message": message, **fields}}, headers or {})


def rate_limited(**headers: str) -> Status:
    """429 for too many requests, with headers such as retry_after="1"."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return error(429, "Rate limit reached", headers=named, type="requests", code="rate_limit_exceeded")


def no_quota() -> Status:
    """429 for an account without money."""
    return error(429, "You exceeded your current quota", type="insufficient_quota", code="insufficient_quota")


HTML = Raw(b"<!doctype html><html><body>Please log in</body></html>", "text/html")
MALFORMED = Raw(b'{"id": "x", "choices": [{"message"')
EMPTY = Raw(b"")
ERROR_IN_200 = Raw(json.dumps({"error": {"message": "upstream is busy", "code": 502}}).encode())
NO_CHOICES = Raw(json.dumps({"id": "x", "object": "chat.completion", "choices": [], "model": "m"}).encode())
