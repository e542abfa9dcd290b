"""What a prompt file says, as values: a prompt, its inputs and outputs, and its settings for the editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from editor_tui.prompts.template import Template

Role = Literal["system", "user", "assistant"]
Kind = Literal["string", "integer", "number", "boolean", "array", "object"]


@dataclass(frozen=True, slots=True)
class Property:
    """An input or output: its kind, and for lists the kind of the items, for objects their properties."""

    name: str
    kind: Kind = "string"
    description: str = ""
    default: Any = None
    has_default: bool = False
    choices: tuple[Any, ...] = ()
    items: Property | None = None
    properties: tuple[Property, ...] = ()

    def schema(self) -> dict[str, Any]:
        """This property as JSON schema, strict: every key is required and no other allowed."""
        schema: dict[str, Any] = {"type": self.kind}
        if self.description:
            schema["description"] = self.description
        if self.choices:
            schema["enum"] = list(self.choices)
        if self.kind == "array":
            schema["items"] = (self.items or Property("item")).schema()
        if self.kind == "object":
            schema |= object_schema(self.properties)
        return schema


def object_schema(properties: Sequence[Property]) -> dict[str, Any]:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "properties": {item.name: item.schema() for item in properties},
        "required": [item.name for item in properties],
        "additionalProperties": False,
    }


@dataclass(frozen=True, slots=True)
class EditorSettings:
    """`metadata.editor` of a prompt file: what becomes of the reply.

    `fills`: front matter key by output. `replaces`: it rewrites the passage that it is run on. `limits`: characters
    as a reader counts them, from and to, by language or "default". `count`: from and to how many items of a list.
    `checks`: names of the checks, None for the usual ones of what it fills. `language`: of the reply, "source" for
    the draft's own. `when`: "missing" fills empty and placeholder values only. `only`: the draft languages that it is
    for; empty for all. `shortest`: characters of body below which a draft is skipped. `attempts`: how often it is
    asked in all. `choices`: the closed list that the values come from. `helper`: not a task of its own.
    """

    fills: Mapping[str, str] = field(default_factory=dict)
    replaces: bool = False
    limits: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    count: tuple[int, int] | None = None
    checks: tuple[str, ...] | None = None
    language: str = "source"
    when: Literal["missing", "always"] = "missing"
    only: tuple[str, ...] = ()
    shortest: int = 0
    attempts: int = 3
    choices: str = ""
    helper: bool = False

    def limits_for(self, language: str) -> tuple[int, int] | None:
        """The limits for a reply in this language; None where the file gives none, and the site's settings hold."""
        return self.limits.get(language) or self.limits.get("default")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file, ready to be rendered.

    `path` is where it was read, `bundled` whether it came with the program, `fingerprint` the SHA-256 of its bytes.
    `options` are the model's, under neutral names: temperature, top_p, max_output_tokens, seed, stop,
    frequency_penalty, presence_penalty, reasoning_effort.
    """

    name: str
    title: str
    description: str
    path: str
    bundled: bool
    fingerprint: str
    inputs: tuple[Property, ...]
    outputs: tuple[Property, ...]
    options: Mapping[str, Any]
    editor: EditorSettings
    template: Template

    @property
    def output_schema(self) -> dict[str, Any] | None:
        """The reply's JSON schema; None where it is one plain text."""
        if self.is_text:
            return None
        return object_schema(self.outputs)

    @property
    def is_text(self) -> bool:
        """Whether one text is asked for, as plain text."""
        return len(self.outputs) == 1 and self.outputs[0].kind == "string" and not self.outputs[0].choices

    @property
    def needs(self) -> frozenset[str]:
        """The names that the template uses."""
        return self.template.variables

    def render(self, values: Mapping[str, Any]) -> tuple[tuple[Role, str], ...]:
        """The messages as (role, text). Defaults of the inputs hold where `values` has nothing.

        The roles were split when the file was read, so a value is text in its message whatever it contains. A lone
        surrogate in a value becomes U+FFFD. Raises PromptError with the template's line where it cannot be rendered.
        """
        given = {item.name: item.default for item in self.inputs if item.has_default} | dict(values)
        return self.template.render(given)
