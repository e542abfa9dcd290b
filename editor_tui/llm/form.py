"""The form of a reply in words, for providers that take no schema: an example, never the schema itself.

Models that are shown a schema tend to answer with one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

_WORDS: Final = (
    "The reply is one JSON object of exactly this form, with the real values in place of the examples, "
    "without a code fence and without any text around it:\n"
)


def example_of(schema: Mapping[str, Any]) -> str:
    """A sentence with an example of a value that the schema describes."""
    return _WORDS + json.dumps(example_value(schema), ensure_ascii=False)


def example_value(schema: Mapping[str, Any]) -> Any:
    """A value as the schema wants it, with "…" for texts."""
    if choices := schema.get("enum"):
        return choices[0]
    match schema.get("type"):
        case "object":
            return {key: example_value(item) for key, item in schema.get("properties", {}).items()}
        case "array":
            return [example_value(schema.get("items", {}))]
        case "integer":
            return 1
        case "number":
            return 1.5
        case "boolean":
            return True
        case _:
            return "…"
