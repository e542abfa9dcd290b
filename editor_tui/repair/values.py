"""Front matter values in the shapes that rules ask for."""

from __future__ import annotations

from collections.abc import Mapping


def value_at(metadata: Mapping[str, object], key: str) -> object:
    """The value at a dotted key; None where it is not there."""
    value: object = metadata
    for name in key.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def text_of(metadata: Mapping[str, object], key: str) -> str:
    """The text at a dotted key; "" where there is none or it is something else."""
    value = value_at(metadata, key) if key else None
    return value if isinstance(value, str) else ""


def tags_of(metadata: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The tags at a dotted key: a list of texts and numbers, or one text with commas; () for anything else."""
    value = value_at(metadata, key) if key else None
    if isinstance(value, str):
        return tuple(tag.strip() for tag in value.split(",") if tag.strip())
    if isinstance(value, list | tuple):
        return tuple(str(tag).strip() for tag in value if isinstance(tag, str | int) and str(tag).strip())
    return ()
