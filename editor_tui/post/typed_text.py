"""What a text means where a value of some type stands: for those who type values, not for front matter itself."""

from __future__ import annotations

import datetime
import json


def read_like(text: str, current: object) -> object:
    """The text as a value of the type of `current` where it can be read as one, else as the text that it is.

    So that "9" where 8 stands is a number, and "9" where "8" stands is not.
    """
    if isinstance(current, bool | int | float):
        value = _read_json(text)
        numbers = isinstance(value, int | float) and not isinstance(value, bool)
        if isinstance(value, bool) if isinstance(current, bool) else numbers:
            return value
        return text
    if isinstance(current, datetime.datetime | datetime.date | datetime.time):
        return _read_moment(text, current)
    return text


def looks_typed(text: str) -> bool:
    """Whether somebody who types this may mean a truth value, a number or a list rather than text."""
    return not isinstance(_read_json(text), str | None)


def _read_json(text: str) -> object:
    try:
        return json.loads(text, parse_constant=str)
    except (ValueError, RecursionError):
        return None


def _read_moment(text: str, current: datetime.datetime | datetime.date | datetime.time) -> object:
    try:
        if isinstance(current, datetime.time):
            return datetime.time.fromisoformat(text)
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    has_time = len(text) > len("2025-10-01")
    return moment if has_time else moment.date()
