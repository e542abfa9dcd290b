"""A front matter as a tree of values that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from editor_tui.post.fields.key import Names

Kind = Literal["scalar", "list", "mapping", "alias"]
Style = Literal["plain", "single", "double", "literal", "folded", "block", "flow", "table"]


@dataclass(slots=True)
class Node:
    """A value at `text[start:end]`. Blank lines and comments behind it are not part of it.

    `text` is a scalar's text where the format has a reading of its own (YAML), else its spelling. `mark` holds what
    else decides the meaning: a YAML tag and anchor. A TOML table stands in many places; `start` and `end` are those
    of its header. A root is `by_line` where every line was read by itself: then one can be read again without the
    others.
    """

    kind: Kind
    style: Style
    start: int
    end: int
    text: str = ""
    mark: tuple[str, ...] = ()
    entries: list[Entry] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    by_line: bool = field(default=False, repr=False, compare=False)

    def signature(self) -> tuple[object, ...]:
        """What must not change in a value that nobody meant to change: its events, without their places."""
        if self.kind == "mapping":
            inner: tuple[object, ...] = tuple((entry.name, entry.value.signature()) for entry in self.entries)
        else:
            inner = tuple(item.signature() for item in self.items)
        return self.kind, self.style, self.text, self.mark, inner

    def nodes(self) -> Iterator[Node]:
        """This value and every value in it, in order."""
        yield self
        for item in self.items:
            yield from item.nodes()
        for entry in self.entries:
            yield from entry.value.nodes()

    def words(self) -> Iterator[tuple[int, int]]:
        """The span of every key and every scalar in this value, in order."""
        if self.kind in ("scalar", "alias"):
            yield self.start, self.end
        for item in self.items:
            yield from item.words()
        for entry in self.entries:
            yield entry.start, entry.key_end
            yield from entry.value.words()

    def find(self, names: Names) -> list[Entry]:
        """Every entry that these names lead to: none, one, or several where a key stands twice."""
        found = [entry for entry in self.entries if entry.name == names[0]]
        if len(names) == 1:
            return found
        return [inner for entry in found for inner in entry.value.find(names[1:])]


@dataclass(slots=True)
class Entry:
    """A key at `text[start:key_end]`, and its value."""

    name: str
    start: int
    key_end: int
    value: Node

    @property
    def end(self) -> int:
        return max(self.key_end, self.value.end)


def leaves(root: Node, names: Names = ()) -> Iterator[tuple[Names, Entry]]:
    """Every entry whose value is no mapping with entries, by the names that lead to it, in order."""
    for entry in root.entries:
        path = (*names, entry.name)
        if entry.value.entries:
            yield from leaves(entry.value, path)
        else:
            yield path, entry


def repeated(root: Node, names: Names = ()) -> Iterator[tuple[Names, Entry]]:
    """Every entry whose name its mapping has already, by the names that lead to it, in order."""
    seen: set[str] = set()
    for entry in root.entries:
        path = (*names, entry.name)
        if entry.name in seen:
            yield path, entry
        seen.add(entry.name)
        yield from repeated(entry.value, path)
