"""Which field of a front matter a key means."""

from __future__ import annotations

from collections.abc import Mapping

from editor_tui.post.fields.key import Key, Names


def has_names(values: object, names: Names) -> bool:
    """Whether these nested names are there, be the value empty."""
    for name in names:
        if not isinstance(values, dict) or name not in values:
            return False
        values = values[name]
    return True


def look_up(values: object, names: Names) -> object:
    """The value at nested names that are there."""
    for name in names:
        assert isinstance(values, dict)
        values = values[name]
    return values


def meant_names(values: Mapping[str, object], key: Key) -> list[Names]:
    """Every reading of the key that the front matter has, a name with dots in it before nested ones."""
    return [names for names in key.readings() if has_names(values, names)]


def new_names(values: Mapping[str, object], key: Key) -> Names:
    """How to read a key that is not there: nested, unless its neighbours are names with dots (`ms.date`)."""
    first = key.parts[0]
    siblings = any(isinstance(name, str) and name.startswith(f"{first}.") for name in values)
    return next(key.readings()) if siblings and first not in values else key.parts
