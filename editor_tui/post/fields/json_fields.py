"""Replacing, inserting and removing a key of a JSON front matter."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from editor_tui.post.edits import Edit
from editor_tui.post.fields.braces import remove_entry
from editor_tui.post.fields.escapes import check_text, double_quoted
from editor_tui.post.fields.json_tree import read_tree
from editor_tui.post.fields.key import Names
from editor_tui.post.fields.lists import Brackets, separator_of
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.tree import Entry, Node

# JSON has no comments; a mark that no JSON outside of its texts can have.
_NO_COMMENT = "\0"


@dataclass(frozen=True)
class JsonFields:
    """The fields of `text`, an object with its braces."""

    text: str
    line_end: str = "\n"

    @cached_property
    def root(self) -> Node:
        return read_tree(self.text)

    def replace(self, entry: Entry, old: object, new: object) -> list[Edit]:
        """The edits that give a key that has the value `old` the value `new`."""
        node = entry.value
        if node.kind == "list" and isinstance(old, list) and isinstance(new, list):
            return Brackets(self.text, node, spell, _NO_COMMENT).change(old, new)
        return [Edit(node.start, node.end, spell(new), "")]

    def insert(self, names: Names, value: object) -> list[Edit]:
        """The edits that add a key that is not there; missing parents come with it."""
        parent, rest = self.root, names
        while len(rest) > 1 and (found := parent.find(rest[:1])):
            if len(found) > 1:
                raise RefusalError("post.refused-duplicate", offset=found[1].start, key=rest[0])
            parent, rest = found[0].value, rest[1:]
            if parent.kind != "mapping":
                raise RefusalError("post.refused-no-mapping", offset=found[0].start, key=found[0].name)
        for name in reversed(rest[1:]):
            value = {name: value}
        words = double_quoted(rest[0]) + self._colon(parent) + spell(value)
        check_text(rest[0])
        if not parent.entries:
            return [Edit(parent.start + 1, parent.end - 1, words, "")]
        last = parent.entries[-1]
        return [Edit(last.end, last.end, separator_of(self.text, parent.start, parent.entries) + words, "")]

    def _colon(self, parent: Node) -> str:
        """A colon with the spaces that it has elsewhere."""
        entries = parent.entries or self.root.entries
        between = self.text[entries[-1].key_end : entries[-1].value.start] if entries else ": "
        return between if len(between.splitlines()) == 1 else ": "

    def remove(self, names: Names, entry: Entry) -> list[Edit]:
        """The edits that take a key out, with the comma that it needs no longer."""
        parent = self.root if len(names) == 1 else self.root.find(names[:-1])[0].value
        return [remove_entry(self.text, parent, entry, _NO_COMMENT)]


def spell(value: object) -> str:
    """A value in JSON on one line. Raises RefusalError for what JSON has no word for."""
    if isinstance(value, str):
        check_text(value)
        return double_quoted(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{spell(_name(name))}: {spell(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return "[" + ", ".join(map(spell, value)) + "]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return repr(value)
    raise RefusalError("post.refused-value", value=repr(value))


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise RefusalError("post.refused-value", value=repr(name))
    return name
