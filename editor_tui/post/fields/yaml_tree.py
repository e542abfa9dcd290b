"""The tree of a YAML front matter, from the parser's events.

Events, not PyYAML's composed nodes: a composed alias carries the place of its anchor, and an edit there would
overwrite another key. The marks of both parsers count code points.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from editor_tui.post.fields import yaml_loader
from editor_tui.post.fields.lines import next_line
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.tree import Entry, Kind, Node, Style
from editor_tui.post.fields.yaml_line_tree import read_line_tree

# The parser in C says '' where the one in Python says None.
_STYLES: dict[str, Style] = {"": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_BLOCK_HEADER = re.compile(r"[|>][1-9+-]*")


def read_tree(text: str, loader: Any = None) -> Node:
    """The root mapping. Raises UnreadableError, and RefusalError where the document is no single mapping.

    `loader` is one of PyYAML's, by which all is read; without it the usual front matter needs no parser.
    """
    if loader is None and (root := read_line_tree(text)) is not None:
        return root
    try:
        reader = (loader or yaml_loader.Loader)(text)
        try:
            return _Builder(text, reader.get_event).root()
        finally:
            reader.dispose()
    except yaml.YAMLError as error:
        raise yaml_loader.unreadable(error, text) from error


class _Builder:
    def __init__(self, text: str, next_event: Callable[[], Any]) -> None:
        self.text = text
        self.next_event = next_event

    def root(self) -> Node:
        documents = 0
        root = Node("mapping", "block", 0, 0)
        while not isinstance(event := self.next_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1 or event.explicit or event.version or event.tags:
                    raise RefusalError("post.refused-documents", offset=_start(event))
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event)
        if root.kind != "mapping" and root.end > root.start:
            raise RefusalError("post.not-a-mapping", offset=root.start)
        return root if root.kind == "mapping" else Node("mapping", "block", 0, 0)

    def node(self, event: Any) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        kind_of_event = type(event)
        if kind_of_event is yaml.AliasEvent:
            return Node("alias", "plain", start, end, str(event.anchor))
        mark: tuple[str, ...] = ()
        if event.tag or event.anchor:
            mark = tuple(f"{sign}{word}" for sign, word in (("!", event.tag), ("&", event.anchor)) if word)
        if kind_of_event is yaml.ScalarEvent:
            style = _STYLES[event.style or ""]
            if style in ("literal", "folded"):
                end = self.block_scalar_end(start, end)
            return Node("scalar", style, start, end, event.value, mark)
        kind: Kind = "list" if kind_of_event is yaml.SequenceStartEvent else "mapping"
        node = Node(kind, "flow" if event.flow_style else "block", start, start, mark=mark)
        node.end = self.fill(node)
        return node

    def fill(self, node: Node) -> int:
        """Read what is in a collection; gives its end. A block ends with its last leaf, not with comments behind it."""
        end = node.start
        while True:
            event = self.next_event()
            if type(event) in _ENDS:
                return int(event.end_mark.index) if node.style == "flow" else end
            first = self.node(event)
            if node.kind == "list":
                node.items.append(first)
                end = first.end
                continue
            value = self.node(self.next_event())
            name = first.text if first.kind == "scalar" else ""
            node.entries.append(Entry(name, first.start, first.end, value))
            end = value.end

    def block_scalar_end(self, start: int, end: int) -> int:
        """The end of the last line that is content: the parser's mark stands behind blank lines and comments."""
        header = _BLOCK_HEADER.search(self.text, start)
        assert header is not None
        position = next_line(self.text, header.end())
        last = header.end()
        indent: int | None = None
        while position < end:
            following = min(next_line(self.text, position), end)
            line = self.text[position:following].rstrip("\r\n")
            if line.strip(" \t"):
                depth = len(line) - len(line.lstrip(" "))
                indent = depth if indent is None else indent
                if depth < indent:
                    break
                last = position + len(line)
            position = following
        return last


def _start(event: Any) -> int:
    return int(event.start_mark.index)
