"""The fields of a draft's front matter, as a form needs them: kind, limits, choices. No screen."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import get_value, has_key
from editor_tui.settings import Settings
from editor_tui.text.length import count_characters, limits_in
from editor_tui.workspace.values import is_nested, is_of_list, read_value, show_value

FieldKind = Literal["text", "list", "date", "boolean", "choice", "number", "other"]
Trouble = Literal["", "invalid", "too-short", "too-long", "missing", "not-a-choice"]
REFUSED: Final = frozenset[Trouble]({"invalid", "missing", "not-a-choice"})
"""Troubles with which a field is not written; the others warn."""

# Characters from which a text is too long for one line of a form; a title has fewer.
_ONE_LINE: Final = 80
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Field:
    """One key. `limits` are characters, least and most, or None; `known` is False for keys the settings do not name."""

    key: str
    kind: FieldKind
    value: object
    text: str
    limits: tuple[int, int] | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    known: bool = True

    @property
    def is_long(self) -> bool:
        """Has it to be broken into lines to be read?"""
        return self.kind == "text" and (len(self.text) > _ONE_LINE or bool(self.limits and self.limits[1] > _ONE_LINE))


def fields_of(metadata: Mapping[str, object], settings: Settings, language: str) -> list[Field]:
    """The known fields in their usual order, present or not, then the others as they stand."""
    keys = settings.keys
    known = [keys.title, keys.date, keys.excerpt, keys.description, keys.tags, keys.categories, keys.draft]
    shown = [key for key in dict.fromkeys(known) if key and (key in metadata or key in settings.check.required)]
    rest = [key for key in metadata if key not in known]
    return [_field(key, metadata.get(key), settings, language, key in known) for key in [*shown, *rest]]


def flat_values(draft: Draft, settings: Settings) -> dict[str, object]:
    """The front matter by key; what stands in a table that the settings look into has a dotted key (`taxonomies.tags`).

    Raises FrontMatterError.
    """
    keys = [str(getattr(settings.keys, name)) for name in settings.keys.names]
    known = [key for key in keys if "." in key and has_key(draft, key)]
    tables = {key.partition(".")[0] for key in known}
    flat: dict[str, object] = {key: get_value(draft, key) for key in known}
    for key, value in draft.metadata.items():
        if key in tables and isinstance(value, Mapping):
            flat.update({f"{key}.{name}": inner for name, inner in value.items() if f"{key}.{name}" not in flat})
        else:
            flat[key] = value
    return flat


def trouble_with(field: Field, text: str) -> Trouble:
    """What is wrong with a typed text, or "". Limits warn; they refuse nothing."""
    if field.required and not text.strip():
        return "missing"
    try:
        value = read_value(text, field.value)
    except ValueError:
        return "invalid"
    if field.kind == "date" and text.strip() and not is_date(text.strip()):
        return "invalid"
    if not is_of_list(value, field.choices):
        return "not-a-choice"
    if field.limits and text:
        count = count_characters(text)
        if count < field.limits[0]:
            return "too-short"
        if count > field.limits[1]:
            return "too-long"
    return ""


def is_date(text: str) -> bool:
    """A date, with or without a time, as front matter writes it and the calendar has it."""
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def complete(text: str, vocabulary: Sequence[str]) -> str | None:
    """The list with its last item completed by the first tag of the vocabulary that begins so; None without one."""
    head, comma, last = text.rpartition(",")
    word = last.strip().casefold()
    if not word:
        return None
    taken = {item.strip() for item in head.split(",")}
    found = next((tag for tag in vocabulary if tag.casefold().startswith(word) and tag not in taken), None)
    if found is None or found.casefold() == word:
        return None
    space = last[: len(last) - len(last.lstrip())]
    return f"{head}{comma}{space}{found}"


def _field(key: str, value: object, settings: Settings, language: str, known: bool) -> Field:
    names = settings.keys
    lengths = {names.title: settings.title, names.excerpt: settings.excerpt, names.description: settings.description}
    limits = limits_in(lengths[key], language) if key in lengths else None
    choices = tuple(settings.choices.get(key, ()))
    kind: FieldKind = "other"
    if choices:
        kind = "choice"
    elif isinstance(value, bool):
        kind = "boolean"
    elif is_nested(value):
        kind = "other"
    elif isinstance(value, list | tuple) or key in (names.tags, names.categories):
        kind = "list"
        value = value if value is not None else []
    elif key == names.date:
        kind = "date"
    elif isinstance(value, int | float):
        kind = "number"
    elif isinstance(value, str) or value is None:
        kind = "text"
    return Field(key, kind, value, show_value(value), limits, choices, key in settings.check.required, known)
