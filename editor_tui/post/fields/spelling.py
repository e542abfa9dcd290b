"""The values that a format can hold, and how it gives them back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from editor_tui.post.frame import Format


def as_read(format: Format | None, value: object) -> object:
    """The value as a reader of this format gets it back: lists for tuples, and text for dates in JSON."""
    if isinstance(value, Mapping):
        return {name: as_read(format, inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_read(format, inner) for inner in value]
    if isinstance(value, str):
        return str(value)
    if format == "json" and isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return value
