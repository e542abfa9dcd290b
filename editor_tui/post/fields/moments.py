"""Dates and times in the spelling of the one that they take the place of."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?: ?[+-][0-9]{2}:?[0-9]{2})?")

Moment = datetime.datetime | datetime.date | datetime.time


def spell_moment(value: Moment, like: str) -> str:
    """The date or time, spelled like `like` where that has the same parts, else in ISO 8601."""
    spellings = list(_spellings(value))
    wanted = _shape(like)
    return next((words for words in spellings if _shape(words) == wanted), spellings[0])


def _shape(text: str) -> str:
    return re.sub("[0-9]", "0", text).replace("-00:", "+00:")


def is_date_like(text: str, like: str) -> bool:
    """Whether both are dates in one spelling such as `2025-10-01 16:43:31 +0000`: a time to Ruby, a text to Python."""
    return _DATE.fullmatch(like) is not None and _shape(text) == _shape(like)


def _spellings(value: Moment) -> Iterator[str]:
    if not isinstance(value, datetime.datetime):
        yield value.isoformat()
        return
    for separator in "T ":
        words = value.isoformat(separator)
        yield words
        if value.tzinfo:
            local, zone = words[:-6], words[-6:]
            yield f"{local} {zone}"
            if zone == "+00:00":
                yield f"{local}Z"
