"""A proof for the usual edit of the usual YAML: another value on one line, where every line is read by itself.

No other line can say anything else then, so that only this one is read again.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor_tui.post.edits import Edit, apply_edits
from editor_tui.post.fields import yaml_loader
from editor_tui.post.fields.equality import same
from editor_tui.post.fields.key import Names
from editor_tui.post.fields.lines import line_start, next_line
from editor_tui.post.fields.tree import Node
from editor_tui.post.fields.yaml_line_tree import read_line_tree
from editor_tui.post.fields.yaml_lines import read_lines


def sets_one_line(text: str, root: Node, edits: Sequence[Edit], names: Names, value: object) -> bool:
    """Whether edits of a front matter that was read as `root` give one field on one line just this value.

    False says nothing: all of the draft has to be read again.
    """
    entries = root.find(names) if root.by_line else ()
    if len(entries) != 1 or entries[0].value.kind != "scalar":
        return False
    start, end = line_start(text, entries[0].start), next_line(text, entries[0].end)
    if not all(start <= edit.start and edit.end < end for edit in edits):
        return False
    line = apply_edits(text[start:end], [edit.shifted(-start) for edit in edits])
    made, values = read_line_tree(line), read_lines(line, yaml_loader.resolve)
    if made is None or values is None or list(values) != [names[0]] or not same(values[names[0]], value):
        return False
    return len(made.entries) == 1 and made.entries[0].value.kind == "scalar" and line.count("\n") <= 1
