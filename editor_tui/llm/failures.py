"""Turns what the SDK raises into this program's errors: passing, for this draft, or for everything."""

from __future__ import annotations

import email.utils
import re
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from editor_tui.errors import (
    ContentRefusedError,
    EndpointError,
    KeyRefusedError,
    ModelError,
    ModelNotFoundError,
    ProviderError,
    QuotaError,
    RequestRefusedError,
    TooLongError,
    UnreachableError,
)
from editor_tui.messages import Message

if TYPE_CHECKING:
    import openai

_TOO_LONG: Final = re.compile(
    r"context.?(?:length|window|size)|maximum context|exceed_context|too many tokens|prompt is too long"
    r"|input is too long|reduce the length",
    re.IGNORECASE,
)
_QUOTA: Final = re.compile(r"insufficient_quota|billing|credit balance|exceeded your current quota", re.IGNORECASE)
_FILTER: Final = re.compile(r"content_filter|content management policy|content_policy|safety system", re.IGNORECASE)
_NO_MODEL: Final = re.compile(r"model_not_found|model.{0,80}(?:not found|does not exist|not exist)", re.IGNORECASE)
_SECRET: Final = re.compile(r"\b(?:sk|key|Bearer)[-_ ][\w*.-]{4,}", re.IGNORECASE)
FEW_TRIES: Final = 3
# A shorter "key" is a dummy, and may be part of any word.
_SHORTEST_KEY: Final = 6


class Passing(Exception):
    """A failure that another try may mend.

    `error` is what the user is told when no try did. `wait` is what the server asked for, in seconds. `limited` marks
    a rate limit, which is not this request's fault. `tries` caps the attempts where more would be a waste.
    """

    def __init__(
        self, error: ModelError, *, wait: float | None = None, limited: bool = False, tries: int | None = None
    ) -> None:
        super().__init__(error)
        self.error = error
        self.wait = wait
        self.limited = limited
        self.tries = tries


def from_status(error: openai.APIStatusError, model: str, secret: str = "") -> Passing | ModelError:
    """What an error status means. Account errors have exit code 4 and end the run. `secret` is never repeated."""
    status, told = error.status_code, without_secret(error_text(error), secret)
    detail = shown(told)
    wait = requested_wait(error.response.headers)
    if 300 <= status < 400:
        return EndpointError(Message.of("llm.redirected", address=str(error.request.url)))
    if status == 401:
        return KeyRefusedError(Message.of("llm.key-refused", detail=detail))
    if _QUOTA.search(told) and status in (402, 403, 429):
        return QuotaError(Message.of("llm.no-quota", detail=detail))
    if status == 402:
        return QuotaError(Message.of("llm.no-quota", detail=detail))
    if _FILTER.search(told) and status in (400, 403, 422):
        return ContentRefusedError(Message.of("llm.filtered", detail=detail))
    if status == 403:
        return KeyRefusedError(Message.of("llm.not-allowed", detail=detail))
    if status in (404, 405) or (status == 400 and _NO_MODEL.search(told)):
        return ModelNotFoundError(Message.of("llm.model-not-found", model=model, detail=detail))
    if status == 429:
        return Passing(ProviderError(Message.of("llm.rate-limited", detail=detail)), wait=wait, limited=True)
    if _TOO_LONG.search(told) and status != 503:
        return TooLongError(Message.of("llm.too-long", detail=detail))
    if status in (408, 409, 425) or status >= 500:
        return Passing(ProviderError(Message.of("llm.provider-failed", status=status, detail=detail)), wait=wait)
    return RequestRefusedError(Message.of("llm.request-refused", status=status, detail=detail))


def from_connection(error: openai.APIConnectionError, address: str, secret: str = "") -> Passing:
    """A failure without an answer: nobody there, or the line broke."""
    import httpx2

    detail = shown(without_secret(str(error.__cause__ or error), secret))
    if isinstance(error.__cause__, (httpx2.ConnectError, httpx2.ConnectTimeout)):
        unreachable = UnreachableError(Message.of("llm.unreachable", address=address, detail=detail))
        return Passing(unreachable, tries=FEW_TRIES)
    if isinstance(error.__cause__, httpx2.TimeoutException):
        return Passing(ProviderError(Message.of("llm.timed-out")))
    return Passing(ProviderError(Message.of("llm.connection-lost", detail=detail)))


def error_text(error: openai.APIStatusError) -> str:
    """Everything that an error's body says, as text to search."""
    body = error.body
    if isinstance(body, Mapping):
        return " ".join(str(body.get(key) or "") for key in ("code", "type", "param", "message")) or str(body)
    return str(body if body is not None else error.message)


def without_secret(text: str, secret: str) -> str:
    """The text without the key, whatever a key may look like: some servers repeat the headers that they got."""
    return text.replace(secret, "…") if len(secret) >= _SHORTEST_KEY else text


def shown(text: str) -> str:
    """A provider's words as one short line, without anything that looks like a key."""
    line = " ".join(_SECRET.sub("…", re.sub(r"<[^>]{1,200}>", " ", text)).split())
    return line if len(line) <= 200 else line[:199] + "…"


def requested_wait(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """Seconds that the server asks to wait: `retry-after-ms`, then `retry-after` as seconds or an HTTP date."""
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name, "").strip()
        try:
            seconds = float(value) * scale
        except ValueError:
            continue
        if 0 <= seconds < 1e9:
            return seconds
    if date := email.utils.parsedate_tz(headers.get("retry-after", "")):
        return max(0.0, email.utils.mktime_tz(date) - (time.time() if now is None else now))
    return None


def remaining(headers: Mapping[str, str]) -> tuple[int | None, float | None]:
    """Requests left in the provider's window, and seconds until it is full again, where the headers tell."""
    left: Any = headers.get("x-ratelimit-remaining-requests")
    count = int(left) if left is not None and left.strip().isdigit() else None
    return count, _duration(headers.get("x-ratelimit-reset-requests", ""))


def _duration(text: str) -> float | None:
    """OpenAI's durations: `1s`, `6m0s`, `120ms`, `1h2m3s`, or plain seconds."""
    text = text.strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    parts = re.findall(r"(\d+(?:\.\d+)?)(ms|h|m|s)", text)
    scale = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
    return sum(float(number) * scale[unit] for number, unit in parts) if parts else None
