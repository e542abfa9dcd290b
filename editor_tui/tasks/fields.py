"""Which front matter keys a prompt fills, what kind of value each holds, and what is held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from editor_tui.prompts.prompt import Prompt, Property
from editor_tui.settings.schema import KeySettings, LengthSettings, Settings
from editor_tui.text.length import limits_in

FieldKind = Literal["excerpt", "description", "title", "tags", "choice", "text", "list", "value"]

_SAY_SOMETHING: Final = (
    "length", "language", "markdown", "preamble", "title-copied", "first-sentence-copied", "placeholder", "facts",
    "complete", "advertising",
)  # fmt: skip
USUAL_CHECKS: Final[Mapping[FieldKind, tuple[str, ...]]] = {
    "excerpt": _SAY_SOMETHING,
    "description": _SAY_SOMETHING,
    "title": ("length", "language", "markdown", "preamble", "facts", "title-cut-off", "advertising"),
    "tags": ("vocabulary", "count", "facts"),
    "choice": ("vocabulary", "count"),
    "text": ("length", "language", "preamble", "facts", "advertising"),
    "list": ("count", "facts"),
    "value": (),
}
# A closed list is closed whatever its prompt file says.
_ALWAYS: Final[Mapping[FieldKind, tuple[str, ...]]] = {"tags": ("vocabulary",), "choice": ("vocabulary", "count")}
_NO_COUNT: Final = (0, 1_000)


@dataclass(frozen=True, slots=True)
class Field:
    """The prompt's output `output` becomes the value of the front matter key `key`; "" where it is only to be read."""

    output: Property
    key: str
    kind: FieldKind


def fields_of(prompt: Prompt, settings: Settings) -> tuple[Field, ...]:
    """What a prompt fills, in the order of its outputs. A key that the settings name otherwise has their name.

    The outputs of a prompt that fills nothing are for the editor to read: fields without a key.
    """
    if not prompt.editor.fills:
        return tuple(Field(output, "", _free_kind(output)) for output in prompt.outputs)
    found = []
    for output in prompt.outputs:
        name = prompt.editor.fills.get(output.name)
        if name:
            found.append(Field(output, _key(name, settings), _kind(name, output, prompt, settings)))
    return tuple(found)


def _free_kind(output: Property) -> FieldKind:
    return "text" if output.kind == "string" else "list" if output.kind == "array" else "value"


def _key(name: str, settings: Settings) -> str:
    return (getattr(settings.keys, name) or name) if name in KeySettings.names else name


def _kind(name: str, output: Property, prompt: Prompt, settings: Settings) -> FieldKind:
    if prompt.editor.choices or _key(name, settings) in settings.choices:
        return "choice"
    if output.kind == "array":
        return "tags" if name == "tags" else "list"
    if output.kind == "string":
        return name if name in ("excerpt", "description", "title") else "text"  # type: ignore[return-value]
    return "value"


def checks_for(field: Field, prompt: Prompt) -> tuple[str, ...]:
    """The names of the checks for a field: the prompt's own, else the usual ones, and those that hold in any case."""
    chosen = USUAL_CHECKS[field.kind] if prompt.editor.checks is None else prompt.editor.checks
    return tuple(dict.fromkeys((*chosen, *_ALWAYS.get(field.kind, ()))))


def characters_for(kind: FieldKind, prompt: Prompt, settings: Settings, language: str) -> tuple[int, int] | None:
    """The limits of a text: the prompt's own, else the site's for this field; None where nobody sets any."""
    if own := prompt.editor.limits_for(language):
        return own
    lengths = lengths_for(kind, settings)
    if lengths is None:
        return None
    return limits_in(lengths, language)


def lengths_for(kind: FieldKind, settings: Settings) -> LengthSettings | None:
    match kind:
        case "excerpt":
            return settings.excerpt
        case "description":
            return settings.description
        case "title":
            return settings.title
        case _:
            return None


def items_for(kind: FieldKind, prompt: Prompt, settings: Settings) -> tuple[int, int] | None:
    """From and to how many items; None for what is no list."""
    if kind == "tags":
        return prompt.editor.count or (settings.tags.minimum, settings.tags.maximum)
    if kind == "choice":
        return prompt.editor.count or (1, 1)
    return (prompt.editor.count or _NO_COUNT) if kind == "list" else None


def choices_for(field: Field, prompt: Prompt, settings: Settings) -> tuple[str, ...]:
    """The closed list that the values come from: the one the prompt names, else the key's; empty for none."""
    return settings.choices.get(prompt.editor.choices or field.key, ())
