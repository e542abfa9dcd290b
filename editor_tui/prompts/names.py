"""The names that prompt files may use: inputs that tasks provide, checks of replies, keys of the front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

# Each is explained in docs/prompts.md under the same name.
KNOWN_INPUTS: Final = frozenset(
    {
        "draft", "body", "content", "text", "boundary", "title", "language", "language_name", "minimum", "maximum",
        "current", "date", "path", "metadata", "vocabulary", "existing", "new", "forbidden", "target", "target_name",
        "segments", "glossary", "context", "following", "reply", "problems", "instruction", "part", "parts",
        "choices",
    }
)  # fmt: skip

KNOWN_CHECKS: Final = frozenset(
    {
        "length", "language", "markdown", "preamble", "title-copied", "first-sentence-copied", "placeholder", "facts",
        "complete", "advertising", "title-cut-off", "vocabulary", "count", "structure", "numbers", "residue",
        "glossary",
    }
)  # fmt: skip

TOP_KEYS: Final = frozenset(
    {"name", "displayName", "description", "metadata", "inputs", "outputs", "model", "template", "authors", "tags",
     "version", "sample"}
)  # fmt: skip
PROPERTY_KEYS: Final = frozenset(
    {"name", "kind", "type", "description", "required", "nullable", "default", "example", "sample", "enumValues",
     "enum", "items", "properties"}
)  # fmt: skip
EDITOR_KEYS: Final = frozenset(
    {
        "fills",
        "replaces",
        "limits",
        "count",
        "checks",
        "language",
        "when",
        "only",
        "shortest",
        "attempts",
        "choices",
        "helper",
    }
)
MODEL_KEYS: Final = frozenset({"options", "parameters", "api", "apiType"})

# Prompty's option names, and the older ones of its first version, to neutral ones.
OPTIONS: Final[Mapping[str, tuple[str, type | tuple[type, ...]]]] = {
    "temperature": ("temperature", (int, float)),
    "topP": ("top_p", (int, float)),
    "top_p": ("top_p", (int, float)),
    "maxOutputTokens": ("max_output_tokens", int),
    "max_tokens": ("max_output_tokens", int),
    "max_completion_tokens": ("max_output_tokens", int),
    "seed": ("seed", int),
    "stopSequences": ("stop", list),
    "stop": ("stop", list),
    "frequencyPenalty": ("frequency_penalty", (int, float)),
    "frequency_penalty": ("frequency_penalty", (int, float)),
    "presencePenalty": ("presence_penalty", (int, float)),
    "presence_penalty": ("presence_penalty", (int, float)),
    "reasoningEffort": ("reasoning_effort", str),
    "reasoning_effort": ("reasoning_effort", str),
}

# What providers take for them, from and to.
RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "temperature": (0, 2),
    "top_p": (0, 1),
    "max_output_tokens": (1, 1_000_000),
    "frequency_penalty": (-2, 2),
    "presence_penalty": (-2, 2),
}

KINDS: Final[Mapping[Any, str]] = {
    "string": "string",
    "str": "string",
    "text": "string",
    "integer": "integer",
    "int": "integer",
    "number": "number",
    "float": "number",
    "boolean": "boolean",
    "bool": "boolean",
    "array": "array",
    "list": "array",
    "object": "object",
}
