"""The tree of a TOML front matter. `tomllib` has read it before: this only finds places.

Written from the grammar of TOML 1.0: https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from editor_tui.post.fields.array import read_array
from editor_tui.post.fields.key import Names
from editor_tui.post.fields.tree import Entry, Node, Style

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_KEY_PART = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_SCALARS: tuple[tuple[re.Pattern[str], Style], ...] = (
    (re.compile(r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})', re.DOTALL), "literal"),
    (re.compile(r"'''.*?'''(?:'{0,2})", re.DOTALL), "folded"),
    (re.compile(r'"(?:[^"\\]|\\.)*"'), "double"),
    (re.compile(r"'[^']*'"), "single"),
    # A date and a time may have a space between them.
    (re.compile(r"[^\s,\]}#]+(?: \d\d:\d\d[^\s,\]}#]*)?"), "plain"),
)


@dataclass(slots=True)
class Section:
    """The lines from a table's header to the next one. The first section has no header."""

    names: Names
    start: int
    header_end: int
    is_array: bool = False
    entries: list[tuple[Names, Entry]] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The end of the last value, or else of the header."""
        return self.entries[-1][1].end if self.entries else self.header_end


def read_tree(text: str) -> tuple[Node, list[Section]]:
    """The root table of `text`, which is valid TOML, and its sections in order.

    A multi-line text has the style "literal" in double quotes and "folded" in single ones.
    """
    root = Node("mapping", "table", 0, 0)
    sections = [Section((), 0, 0)]
    table = root
    position = _skip(text, 0)
    while position < len(text):
        if text[position] == "[":
            section = _header(text, position)
            sections.append(section)
            table = _open(root, section)
            position = section.header_end
        else:
            names, entry = _entry(text, position)
            sections[-1].entries.append((names, entry))
            _descend(table, names[:-1], entry).entries.append(entry)
            position = entry.end
        position = _skip(text, position)
    return root, sections


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    assert match is not None
    return match.end()


def _names(text: str, start: int) -> tuple[Names, int]:
    """The parts of a dotted key, and its end."""
    parts: list[str] = []
    while True:
        match = _KEY_PART.match(text, start)
        assert match is not None
        word = match.group()
        parts.append(next(iter(tomllib.loads(f"{word} = 0"))) if word[0] in "\"'" else word)
        dot = _DOT.match(text, match.end())
        if dot is None:
            return tuple(parts), match.end()
        start = dot.end()


def _header(text: str, start: int) -> Section:
    is_array = text.startswith("[[", start)
    names, end = _names(text, _skip(text, start + 1 + is_array))
    return Section(names, start, text.index("]", end) + 1 + is_array, is_array)


def _open(root: Node, section: Section) -> Node:
    """The table that the header opens: a new item, where it is one of an array."""
    parent = _descend(root, section.names[:-1], section)
    found = parent.find(section.names[-1:])
    if not section.is_array:
        return _descend(parent, section.names[-1:], section)
    if found:
        array = found[0].value
    else:
        array = Node("list", "table", section.start, section.header_end)
        parent.entries.append(Entry(section.names[-1], section.start, section.header_end, array))
    array.items.append(Node("mapping", "table", section.start, section.header_end))
    return array.items[-1]


def _descend(table: Node, names: Names, place: Section | Entry) -> Node:
    """The table inside of `table` at these names, made at `place` where it is not there yet."""
    end = place.header_end if isinstance(place, Section) else place.key_end
    for name in names:
        found = table.find((name,))
        if not found:
            found = [Entry(name, place.start, end, Node("mapping", "table", place.start, end))]
            table.entries += found
        table = found[0].value
        if table.kind == "list":
            table = table.items[-1]
    return table


def _entry(text: str, start: int) -> tuple[Names, Entry]:
    names, key_end = _names(text, start)
    value = _value(text, _skip(text, text.index("=", key_end) + 1))
    return names, Entry(names[-1], start, key_end, value)


def _value(text: str, start: int) -> Node:
    if text[start] == "[":
        return read_array(text, start, _skip, _value)
    if text[start] == "{":
        return _inline_table(text, start)
    for pattern, style in _SCALARS:
        if match := pattern.match(text, start):
            return Node("scalar", style, start, match.end(), match.group())
    raise AssertionError("no value in valid TOML")


def _inline_table(text: str, start: int) -> Node:
    node = Node("mapping", "flow", start, start)
    position = _skip(text, start + 1)
    while text[position] != "}":
        names, entry = _entry(text, position)
        _descend(node, names[:-1], entry).entries.append(entry)
        position = _skip(text, entry.end)
        if text[position] == ",":
            position = _skip(text, position + 1)
    node.end = position + 1
    return node
