"""Compares a value with a JSON schema, as far as prompts use schemas, and words the first difference for the model.

Not a general validator: the keywords are those that `Property.schema` and the tasks write. Others raise, so that none
is believed to be checked that is not. Held against the jsonschema package by a test.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from editor_tui.messages import Message

_KEYWORDS: Final = frozenset(
    {"type", "description", "title", "properties", "required", "additionalProperties", "items", "enum", "const",
     "minItems", "maxItems", "uniqueItems", "minLength", "maxLength", "minimum", "maximum", "pattern"}
)  # fmt: skip
# What the place is called where it is the whole.
_REPLY: Final = Message.of("llm.the-reply")
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int, float),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def find_violation(value: Any, schema: Mapping[str, Any], path: str = "") -> Message | None:
    """What is wrong with the value, the place first; None where it is valid."""
    if unknown := schema.keys() - _KEYWORDS:
        raise NotImplementedError(f"schema keywords {sorted(unknown)}")
    place = path or _REPLY
    wanted = schema.get("type")
    if wanted is not None and not _has_type(value, wanted):
        return Message.of("llm.wrong-type", place=place, wanted=wanted if isinstance(wanted, str) else "/".join(wanted))
    if "enum" in schema and not any(_same(value, choice) for choice in schema["enum"]):
        return Message.of("llm.not-a-choice", place=place, value=str(value)[:80])
    if "const" in schema and not _same(value, schema["const"]):
        return Message.of("llm.not-a-choice", place=place, value=str(value)[:80])
    if isinstance(value, dict):
        return _check_object(value, schema, path)
    if isinstance(value, list):
        return _check_list(value, schema, path)
    if isinstance(value, str):
        return _check_text(value, schema, place)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _check_range("llm.number-range", value, (schema.get("minimum"), schema.get("maximum")), place)
    return None


def _has_type(value: Any, wanted: str | list[str]) -> bool:
    if not isinstance(wanted, str):
        return any(_has_type(value, item) for item in wanted)
    if isinstance(value, bool):
        return wanted == "boolean"
    if wanted == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES[wanted])


def _same(one: Any, other: Any) -> bool:
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _check_object(value: Mapping[str, Any], schema: Mapping[str, Any], path: str) -> Message | None:
    known: Mapping[str, Any] = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            return Message.of("llm.missing-key", place=path or _REPLY, key=name)
    for name, item in value.items():
        where = f"{path}.{name}" if path else str(name)
        if name in known:
            if violation := find_violation(item, known[name], where):
                return violation
        elif schema.get("additionalProperties") is False:
            return Message.of("llm.extra-key", place=path or _REPLY, key=str(name)[:80])
    return None


def _check_list(value: list[Any], schema: Mapping[str, Any], path: str) -> Message | None:
    place = path or _REPLY
    limits = (schema.get("minItems"), schema.get("maxItems"))
    if violation := _check_range("llm.item-count", len(value), limits, place):
        return violation
    if schema.get("uniqueItems") and any(_same(a, b) for index, a in enumerate(value) for b in value[:index]):
        return Message.of("llm.repeated-item", place=place)
    for index, item in enumerate(value):
        if violation := find_violation(item, schema.get("items", {}), f"{path}[{index}]"):
            return violation
    return None


def _check_text(value: str, schema: Mapping[str, Any], place: str | Message) -> Message | None:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return Message.of("llm.wrong-pattern", place=place, value=value[:80])
    return _check_range("llm.text-length", len(value), (schema.get("minLength"), schema.get("maxLength")), place)


def _check_range(id: str, value: float, limits: tuple[Any, Any], place: str | Message) -> Message | None:
    least, most = limits
    if (least is None or value >= least) and (most is None or value <= most):
        return None
    bounds = f"≥ {least}" if most is None else f"≤ {most}" if least is None else f"{least}–{most}"
    return Message.of(id, place=place, value=value, limits=bounds)
