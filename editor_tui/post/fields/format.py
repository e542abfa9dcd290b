"""The one shape of the three formats: a tree, and the edits that change it."""

from __future__ import annotations

from typing import Protocol

from editor_tui.post.edits import Edit
from editor_tui.post.fields.key import Names
from editor_tui.post.fields.tree import Entry, Node
from editor_tui.post.frame import Format


class Fields(Protocol):
    """The fields of one front matter. Every method raises RefusalError where it is not sure."""

    @property
    def text(self) -> str: ...

    @property
    def root(self) -> Node:
        """The tree of all fields. Raises UnreadableError."""
        ...

    def replace(self, entry: Entry, old: object, new: object) -> list[Edit]:
        """The edits that give a key that has the value `old` the value `new`."""
        ...

    def insert(self, names: Names, value: object) -> list[Edit]:
        """The edits that add a key that is not there; a missing parent comes with it where there is no doubt how."""
        ...

    def remove(self, names: Names, entry: Entry) -> list[Edit]:
        """The edits that take a key out, with its lines."""
        ...


def fields_of(format: Format, text: str, line_end: str = "\n") -> Fields:
    """The fields of a front matter in this format. `line_end` is for one that has no line yet."""
    if format == "yaml":
        from editor_tui.post.fields.yaml_fields import YamlFields

        return YamlFields(text, line_end)
    if format == "toml":
        from editor_tui.post.fields.toml_fields import TomlFields

        return TomlFields(text, line_end)
    from editor_tui.post.fields.json_fields import JsonFields

    return JsonFields(text, line_end)
