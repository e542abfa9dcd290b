"""Reads an array of JSON or TOML: the same brackets and commas, with other values and other space between them."""

from __future__ import annotations

from collections.abc import Callable

from editor_tui.post.fields.tree import Node


def read_array(text: str, start: int, skip: Callable[[str, int], int], read_value: Callable[[str, int], Node]) -> Node:
    """The array whose bracket stands at `start` of a valid text. `skip` gives where the space at a place ends."""
    node = Node("list", "flow", start, start)
    position = skip(text, start + 1)
    while text[position] != "]":
        item = read_value(text, position)
        node.items.append(item)
        position = skip(text, item.end)
        if text[position] == ",":
            position = skip(text, position + 1)
    node.end = position + 1
    return node
