"""Reads a reply: the translation of each segment by its number. A reply is data to be checked, never trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

_FENCE: Final = re.compile(r"\A\s*```[a-z]*\s*\n(.*?)\n?```\s*\Z", re.DOTALL | re.IGNORECASE)


def read_translations(text: str, count: int) -> dict[int, str]:
    """The texts by number, from 1 to `count`; numbers that are missing or stand twice are not in it.

    Taken are `{"translations": [{"id": 1, "text": "…"}]}`, the list alone, and an object from number to text, with or
    without a code fence or words around it. One segment's answer may also come as plain text.
    """
    data = _read_json(text)
    if data is None:
        # A reply that begins as JSON and does not end as such was cut off or is broken: no text for a page.
        plain = text.strip()
        return {1: plain} if count == 1 and plain and plain[0] not in "{[`" else {}
    found: dict[int, str] = {}
    twice: set[int] = set()
    for number, words in _pairs(data):
        if number in found and found[number] != words:
            twice.add(number)
        found[number] = words
    return {number: words for number, words in found.items() if number not in twice and 1 <= number <= count}


def _read_json(text: str) -> Any:
    if fence := _FENCE.match(text):
        text = fence.group(1)
    decoder = json.JSONDecoder(strict=False)
    for start in (match.start() for match in re.finditer(r"[{\[]", text)):
        try:
            value, _ = decoder.raw_decode(text, start)
        except json.JSONDecodeError:
            continue
        # A bracket in a sentence reads as JSON, too: only an object or a list of objects is an answer.
        return value if isinstance(value, dict) or (isinstance(value, list) and value) else None
    return None


def _pairs(data: Any) -> list[tuple[int, str]]:
    if isinstance(data, Mapping) and isinstance(data.get("translations"), list | Mapping):
        data = data["translations"]
    if isinstance(data, Mapping):
        items: list[tuple[Any, Any]] = list(data.items())
    elif isinstance(data, list):
        items = [(item.get("id"), item.get("text")) for item in data if isinstance(item, Mapping)]
    else:
        items = []
    return [(number, words) for key, words in items if isinstance(words, str) and (number := _number(key)) is not None]


def _number(key: Any) -> int | None:
    if isinstance(key, bool):
        return None
    if isinstance(key, int):
        return key
    return int(key) if isinstance(key, str) and key.strip().isdecimal() else None
