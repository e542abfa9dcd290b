"""The tree of a JSON front matter. `json` has read it before: this only finds places."""

from __future__ import annotations

import re
from json.decoder import scanstring  # type: ignore[attr-defined]

from editor_tui.post.fields.array import read_array
from editor_tui.post.fields.tree import Entry, Node

_SPACE = re.compile(r"[ \t\r\n]*")
_ATOM = re.compile(r"[^\s,\]}]+")


def read_tree(text: str) -> Node:
    """The root object of `text`, which is valid JSON."""
    return _value(text, _skip(text, 0))


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    assert match is not None
    return match.end()


def _value(text: str, start: int) -> Node:
    if text[start] == "{":
        return _object(text, start)
    if text[start] == "[":
        return read_array(text, start, _skip, _value)
    if text[start] == '"':
        _, end = scanstring(text, start + 1, True)
        return Node("scalar", "double", start, end, text[start:end])
    match = _ATOM.match(text, start)
    assert match is not None
    return Node("scalar", "plain", start, match.end(), match.group())


def _object(text: str, start: int) -> Node:
    node = Node("mapping", "flow", start, start)
    position = _skip(text, start + 1)
    while text[position] != "}":
        name, key_end = scanstring(text, position + 1, True)
        value = _value(text, _skip(text, _skip(text, key_end) + 1))
        node.entries.append(Entry(name, position, key_end, value))
        position = _skip(text, value.end)
        if text[position] == ",":
            position = _skip(text, position + 1)
    node.end = position + 1
    return node
