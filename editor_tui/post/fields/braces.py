"""Keys between braces: flow mappings of YAML, inline tables of TOML, objects of JSON."""

from __future__ import annotations

from editor_tui.post.edits import Edit
from editor_tui.post.fields.lists import refuse_comments
from editor_tui.post.fields.tree import Entry, Node


def remove_entry(text: str, parent: Node, entry: Entry, comment: str = "#") -> Edit:
    """The edit that takes an entry out, with the comma that it needs no longer. Raises RefusalError for a comment."""
    entries = parent.entries
    index = next(index for index, inner in enumerate(entries) if inner is entry)
    if index:
        start, end = entries[index - 1].end, entry.end
    elif len(entries) > 1:
        start, end = entry.start, entries[1].start
    else:
        start, end = parent.start + 1, parent.end - 1
    refuse_comments(text, start, end, parent, comment)
    return Edit(start, end, "", "")
