"""The tree of a YAML front matter as nearly every post has it, made without a parser: see `yaml_lines`.

What this module takes is what the parser's events say, place for place; anything else it leaves to the parser.
"""

from __future__ import annotations

import re

from editor_tui.post.fields.tree import Entry, Node, Style
from editor_tui.post.fields.yaml_lines import ITEMS, LINE, STRANGE

_QUOTES: dict[str, Style] = {'"': "double", "'": "single"}


def read_line_tree(text: str) -> Node | None:
    """The root mapping, or None where the parser has to read it."""
    if STRANGE.search(text):
        return None
    entries: list[Entry] = []
    # The key that may have a list below it, and how far that list is indented.
    above: Entry | None = None
    indent = end = 0
    for match in iter(LINE.scanner(text if text.endswith("\n") else f"{text}\n").match, None):  # type: ignore[attr-defined]
        end = match.end()
        kind = match.lastgroup
        if kind is None:
            continue
        if kind in ("quoted_item", "plain_item"):
            if above is None or (above.value.kind == "list" and indent != len(match["indent"])):
                return None
            if above.value.kind != "list":
                indent = len(match["indent"])
                above.value = Node("list", "block", match.end("indent"), match.end("indent"))
            item = _scalar(match, kind)
            above.value.items.append(item)
            above.value.end = item.end
            continue
        start, key_end = match.span("key")
        entries.append(Entry(match["key"], start, key_end, _value(match, kind)))
        above = entries[-1] if kind == "key" else None
    if not entries or end < len(text):
        return None
    return Node("mapping", "block", entries[0].start, entries[-1].end, entries=entries, by_line=True)


def _value(match: re.Match[str], kind: str) -> Node:
    if kind == "key":
        end = match.end("key") + 1
        return Node("scalar", "plain", end, end)
    if kind != "list":
        return _scalar(match, kind)
    start, end = match.string.index("[", match.end("key")), match.string.index("]", match.end("list")) + 1
    items = [_node(item.group(), item.start()) for item in ITEMS.finditer(match.string, *match.span("list"))]
    return Node("list", "flow", start, end, items=items)


def _scalar(match: re.Match[str], kind: str) -> Node:
    return _node(match[kind], match.start(kind))


def _node(words: str, start: int) -> Node:
    style = _QUOTES.get(words[0], "plain")
    if style == "plain":
        words = words.rstrip(" ")
        return Node("scalar", style, start, start + len(words), words)
    text = words[1:-1] if style == "double" else words[1:-1].replace("''", "'")
    return Node("scalar", style, start, start + len(words), text)
