"""Reads a 200: whether it is a complete answer, and what it says. Pure functions of the JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from editor_tui.errors import ContentRefusedError, CutOffError, IncompleteReplyError, ProviderError
from editor_tui.llm.failures import FEW_TRIES, Passing, shown
from editor_tui.messages import Message
from editor_tui.text.clean import encodable

# Not every server says "stop" where it means it.
_DONE: Final = frozenset({"stop", "end_turn", "eos", "eos_token"})
_THINKING: Final = re.compile(r"\A\s*<(think|thinking|reasoning)>.*?</\1>\s*", re.DOTALL | re.IGNORECASE)
_OPEN_THINKING: Final = re.compile(r"\A\s*<(?:think|thinking|reasoning)>", re.IGNORECASE)
_END_OF_THINKING: Final = re.compile(r"\A(?!.*<think>).*</think>\s*", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a completion says. Tokens as the server counted them, 0 where it does not tell."""

    text: str
    model: str
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The usage of any completion, good or not: it has to be paid for either way."""

    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    reasoning_tokens: int = 0


def read_json(data: bytes, content_type: str = "") -> Any:
    """The JSON of a 200. Raises Passing for HTML, broken JSON and an empty body."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        start = shown(data[:200].decode("utf-8", "replace"))
        id = "llm.not-the-api" if "html" in content_type or data.lstrip()[:1] == b"<" else "llm.not-json"
        raise Passing(ProviderError(Message.of(id, detail=start)), tries=FEW_TRIES) from error


def count(data: Any) -> Counted:
    """The usage that a body tells, zeros where it tells none."""
    table = data if isinstance(data, Mapping) else {}
    usage = table.get("usage")
    usage = usage if isinstance(usage, Mapping) else {}
    details = usage.get("completion_tokens_details")
    details = details if isinstance(details, Mapping) else {}
    return Counted(
        str(table.get("model") or ""),
        _whole(usage.get("prompt_tokens")),
        _whole(usage.get("completion_tokens")),
        _whole(details.get("reasoning_tokens")),
    )


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def read_completion(data: Any) -> Answered:
    """The answer in a completion's JSON, without its thinking.

    Raises Passing where another try may give a whole one, ContentRefusedError for a refusal or a filter, and
    CutOffError where the reply was cut at its limit.
    """
    if not isinstance(data, Mapping):
        raise Passing(ProviderError(Message.of("llm.not-json", detail=shown(str(data)))), tries=FEW_TRIES)
    if error := data.get("error"):
        detail = error.get("message", error) if isinstance(error, Mapping) else error
        raise Passing(ProviderError(Message.of("llm.error-in-200", detail=shown(str(detail)))), tries=FEW_TRIES)
    choices = data.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, Mapping) or not isinstance(choice.get("message"), Mapping):
        raise Passing(IncompleteReplyError(Message.of("llm.no-choices")), tries=FEW_TRIES)
    message, reason = choice["message"], choice.get("finish_reason")
    content = message.get("content")
    _expect_done(str(reason or "").lower(), message.get("refusal"))
    text = encodable(without_thinking(content if isinstance(content, str) else _joined(content)))
    if not text.strip():
        raise Passing(IncompleteReplyError(Message.of("llm.empty-reply")), tries=FEW_TRIES)
    counted = count(data)
    return Answered(text, counted.model, counted.input_tokens, counted.output_tokens)


def _expect_done(reason: str, refusal: Any) -> None:
    if refusal:
        raise ContentRefusedError(Message.of("llm.refused", detail=shown(str(refusal))))
    if reason == "content_filter":
        raise ContentRefusedError(Message.of("llm.filtered", detail=reason))
    if reason in ("length", "max_tokens"):
        raise CutOffError(Message.of("llm.cut-off"))
    if reason not in _DONE:
        raise Passing(IncompleteReplyError(Message.of("llm.not-finished", reason=reason or "-")), tries=FEW_TRIES)


def was_thinking(data: Any) -> bool:
    """Whether a reply that was cut off was still thinking, or used its room for it."""
    if count(data).reasoning_tokens:
        return True
    message = data["choices"][0]["message"]
    content = message.get("content")
    if isinstance(content, str) and content.strip():
        return _OPEN_THINKING.match(_THINKING.sub("", content)) is not None
    return bool(message.get("reasoning_content") or message.get("reasoning"))


def _joined(content: Any) -> str:
    """Content in parts, as some gateways give it."""
    if not isinstance(content, list):
        return ""
    return "".join(str(part.get("text") or "") for part in content if isinstance(part, Mapping))


def without_thinking(text: str) -> str:
    """The text after `<think>…</think>`; nothing where the thinking never ends."""
    stripped = _THINKING.sub("", text)
    if _OPEN_THINKING.match(stripped):
        return ""
    # Some templates open the thinking in the prompt: only its end is in the reply.
    return _END_OF_THINKING.sub("", stripped, count=1)
