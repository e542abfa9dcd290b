"""Replies that were asked for as JSON, or as one plain text: found, parsed and validated here, whatever the server did.

Servers wrap JSON in fences and preambles, ignore the schema, enforce only a part of it, or answer with the schema
itself. Nothing is trusted before it has been compared with the schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from editor_tui.errors import InvalidReplyError
from editor_tui.llm.schema import find_violation
from editor_tui.messages import Message
from editor_tui.text.clean import encodable, encodable_values

_FENCE: Final = re.compile(r"\A\s*(`{3,}|~{3,})[^\n`]*\n(.*?)\n?[ \t]*\1[ \t]*\s*\Z", re.DOTALL)
_SCHEMA_KEYS: Final = frozenset({"type", "properties", "required", "additionalProperties", "$schema", "items"})


def parse_reply(text: str, schema: Mapping[str, Any]) -> Any:
    """The JSON value in a reply, valid for the schema.

    A fence, words before or after, and wrapping in a list or under one key of its own are forgiven. Raises
    InvalidReplyError with the reason, in words for the model as well as for a person.
    """
    reason = Message.of("llm.no-json")
    for value in _candidates(text):
        violation = find_violation(value, schema)
        if violation is None:
            return value
        unwrapped = _unwrapped(value)
        if unwrapped is not None and find_violation(unwrapped, schema) is None:
            return unwrapped
        reason = Message.of("llm.schema-echo") if is_schema_echo(value, schema) else violation
    raise InvalidReplyError(reason, reply=text)


def follows_form(text: str, schema: Mapping[str, Any]) -> bool:
    """Whether a server kept to the schema that it was given: exactly this JSON and nothing else."""
    try:
        return find_violation(json.loads(text), schema) is None
    except (ValueError, RecursionError):
        return False


def read_text(text: str, name: str = "") -> str:
    """The one plain text of a reply: without a wrapping fence, or the value of a JSON object with just this key.

    A fence is only taken off where no other stands inside. White space at both ends goes.
    """
    text = text.strip()
    match = _FENCE.match(text)
    if match and match.group(1)[:3] not in match.group(2):
        text = match.group(2).strip()
    if text.startswith("{"):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return text
        if isinstance(value, dict) and len(value) == 1:
            key, inner = next(iter(value.items()))
            if isinstance(inner, str) and (not name or key.casefold() == name.casefold()):
                return encodable(inner.strip())
    return text


def is_schema_echo(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether a model answered with the description of the answer in place of the answer."""
    if not isinstance(value, dict) or not isinstance(value.get("properties"), dict):
        return False
    return value.keys() <= _SCHEMA_KEYS | {"title", "description", "name", "strict"} and "properties" in schema


def _candidates(text: str) -> Iterator[Any]:
    """The whole reply as JSON, what a fence holds, then every object or list in the text, the longest first."""
    for whole in (text.strip(), *(match.group(2) for match in (_FENCE.match(text),) if match)):
        try:
            yield encodable_values(json.loads(whole, strict=False))
            return
        except (ValueError, RecursionError):
            continue
    yield from _embedded(text)


def _embedded(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    found: list[tuple[int, Any]] = []
    position, tries = 0, 0
    # Each try may read to the end of the reply: a hundred are enough and cannot take long.
    while (match := re.compile(r"[{\[]").search(text, position)) and tries < 100:
        tries += 1
        try:
            value, end = decoder.raw_decode(text, match.start())
            value = encodable_values(value)
        except (ValueError, RecursionError):
            position = match.start() + 1
            continue
        if isinstance(value, (dict, list)):
            found.append((end - match.start(), value))
        position = end
    return [value for _, value in sorted(found, key=lambda item: -item[0])]


def _unwrapped(value: Any) -> Any | None:
    """What stands in a list of one, or alone under a key such as "reply", "result" or "properties"."""
    if isinstance(value, list) and len(value) == 1:
        return value[0]
    if isinstance(value, dict) and len(value) == 1:
        inner = next(iter(value.values()))
        return inner if isinstance(inner, dict) else None
    return None
