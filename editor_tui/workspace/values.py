"""Front matter values as people read and type them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Final

_COMMAS: Final = str.maketrans({"、": ",", "，": ","})


def show_value(value: object) -> str:
    """A list as its items between commas, nothing as nothing, text as it is, the rest as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple) and not is_nested(value):
        return ", ".join(map(show_value, value))
    return json.dumps(value, ensure_ascii=False, default=str)


def is_nested(value: object) -> bool:
    """A list that holds more than plain values: commas cannot show it."""
    return isinstance(value, list | tuple) and any(isinstance(item, list | tuple | Mapping) for item in value)


def is_of_list(value: object, choices: Sequence[str]) -> bool:
    """Whether a value, or every item of a list, is one of a closed list; an empty value or list closes nothing out."""
    items = value if isinstance(value, list | tuple) else [value] if value else []
    return not choices or all(item in choices for item in items)


def read_value(text: str, old: object) -> object:
    """What somebody typed, as a value of the kind that stands there. Raises ValueError where it is none."""
    text = text.strip()
    if is_nested(old):
        value = json.loads(text)
        if not isinstance(value, list):
            raise ValueError(text)
        return value
    if isinstance(old, list | tuple):
        items = [item.strip() for item in text.translate(_COMMAS).split(",")]
        return list(dict.fromkeys(item for item in items if item))
    if isinstance(old, bool):
        if text.lower() not in ("true", "false"):
            raise ValueError(text)
        return text.lower() == "true"
    if isinstance(old, int):
        return int(text)
    if isinstance(old, float):
        return float(text)
    if isinstance(old, datetime.date):
        # A datetime is a date, too; which of them it becomes is what was typed.
        if len(text) == len("2025-10-01"):
            return datetime.date.fromisoformat(text)
        return datetime.datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-"))
    if isinstance(old, Mapping):
        value = json.loads(text)
        if not isinstance(value, dict):
            raise ValueError(text)
        return value
    return text
