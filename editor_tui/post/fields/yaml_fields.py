"""Replacing, inserting and removing a key of a YAML front matter."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from editor_tui.kept import kept
from editor_tui.post.edits import Edit
from editor_tui.post.fields.braces import remove_entry
from editor_tui.post.fields.key import Names
from editor_tui.post.fields.lines import last_line, line_end, line_end_at, line_end_before, line_start, next_line
from editor_tui.post.fields.lists import Brackets, refuse_comments
from editor_tui.post.fields.moments import is_date_like
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.tree import Entry, Node, Style
from editor_tui.post.fields.yaml_lists import BlockList, refuse_marks
from editor_tui.post.fields.yaml_text import is_plain_safe, spell, spell_atom, spell_block, spell_name
from editor_tui.post.fields.yaml_tree import read_tree


@dataclass(frozen=True)
class YamlFields:
    """The fields of `text`. `line_end` is for a front matter that has no line yet."""

    text: str
    line_end: str = "\n"

    @kept
    def root(self) -> Node:
        return read_tree(self.text)

    # Replacing

    def replace(self, entry: Entry, old: object, new: object) -> list[Edit]:
        """The edits that give a key that has the value `old` the value `new`."""
        node = entry.value
        if node.kind == "list" and isinstance(new, list) and isinstance(old, list):
            style = self._style_of(node)
            if node.style == "flow":
                for item in node.items:
                    refuse_marks(item)
                return Brackets(self.text, node, lambda value: spell(value, style, flow=True)).change(old, new)
            if new:
                return BlockList(self.text, node, lambda value: spell(value, style)).change(old, new)
        refuse_marks(node)
        start, end = self._slot(entry)
        refuse_comments(self.text, start, end, node)
        empty = start == end and self.text[start - 1 : start] == ":"
        space = " " if empty or start < node.start else ""
        if start == end and not empty:
            raise RefusalError("post.refused-unsure", offset=start)
        if empty and not self.text[end : line_end(self.text, end)].strip(" \t"):
            # The spaces behind a colon that had no value are not spaces behind the new one.
            end = line_end(self.text, end)
        # Text to this reader, but maybe a time to the site generator: it must go on to be whatever it is.
        is_date = isinstance(old, str) and isinstance(new, str) and node.style == "plain" and is_date_like(new, old)
        return [Edit(start, end, str(new) if is_date else self._spell_at(entry, new, space), "")]

    def _slot(self, entry: Entry) -> tuple[int, int]:
        """The span that a new value takes: of a block collection from its key's colon on, for it starts lines below."""
        node = entry.value
        if node.style != "block" or node.kind not in ("list", "mapping"):
            return node.start, node.end
        colon = re.compile(r"[ \t]*:").match(self.text, entry.key_end)
        if colon is None:
            raise RefusalError("post.refused-unsure", offset=entry.start)
        return colon.end(), node.end

    def _spell_at(self, entry: Entry, value: object, space: str) -> str:
        node = entry.value
        flow = self._is_in_flow(entry)
        # Behind the value may be a comment, which must stay behind a value on one line.
        alone = not self.text[node.end : line_end(self.text, node.end)].strip()
        if isinstance(value, datetime.date):
            return space + spell_atom(value, node.text)
        if flow or not alone:
            return space + spell(value, self._style_of(node), flow=flow)
        if isinstance(value, str) and node.kind == "scalar" and node.style in ("literal", "folded"):
            block = self._spell_like_block(node, value)
            if block is not None:
                return space + block
        indent = self._column(entry.start)
        return self._spell_lines(value, indent, self._style_of(node), line_end_at(self.text, entry.start), space)

    def _spell_lines(self, value: object, indent: str, style: Style, line_end: str, space: str = " ") -> str:
        """A value behind a key and its colon, on as many lines as it wants."""
        if isinstance(value, str) and "\n" in value and (block := spell_block(value, indent + "  ", line_end)):
            return space + block
        if isinstance(value, list) and value and space and self._prefers_block_lists:
            bullet = line_end + indent + " " * self._bullet_indent + "- "
            return "".join(bullet + spell(item, style) for item in value)
        return space + spell(value, style)

    def _spell_like_block(self, node: Node, value: str) -> str | None:
        """A text for the place of a block scalar, with its indent; folded stays folded where the text is one line."""
        first = next_line(self.text, node.start)
        line = self.text[first : line_end(self.text, first)]
        indent = line[: len(line) - len(line.lstrip(" "))]
        if not indent or first >= node.end:
            return None
        block = spell_block(value, indent, line_end_at(self.text, node.start))
        if block and node.style == "folded" and "\n" not in value.rstrip("\n"):
            return ">" + block[1:]
        return block

    def _style_of(self, node: Node) -> Style:
        """The style for text in the place of a value: its own, or that of its first text, or the usual one."""
        for inner in node.nodes():
            if inner.kind == "scalar" and inner.style in ("single", "double"):
                return inner.style
            if inner.kind == "scalar" and is_plain_safe(inner.text):
                return "plain"
        return self._usual_style

    def _is_in_flow(self, entry: Entry) -> bool:
        return any(
            node.kind == "mapping" and node.style == "flow" and any(entry is inner for inner in node.entries)
            for node in self.root.nodes()
        )

    # What the rest of the front matter does

    @kept
    def _usual_style(self) -> Style:
        counts: Counter[Style] = Counter()
        for node in self.root.nodes():
            if node.kind == "scalar" and (node.style != "plain" or is_plain_safe(node.text)):
                counts[node.style] += 1
        quotes: list[Style] = ["double", "single"]
        best = max(quotes, key=lambda style: counts[style])
        return best if counts["double"] + counts["single"] > counts["plain"] else "plain"

    @kept
    def _block_lists(self) -> list[Entry]:
        return [entry for entry in self.root.entries if entry.value.kind == "list" and entry.value.style == "block"]

    @property
    def _prefers_block_lists(self) -> bool:
        flow = sum(entry.value.kind == "list" and entry.value.style == "flow" for entry in self.root.entries)
        return len(self._block_lists) > flow

    @property
    def _bullet_indent(self) -> int:
        entry = self._block_lists[0]
        return len(self._column(entry.value.start)) - len(self._column(entry.start))

    def _column(self, offset: int) -> str:
        """The indent of the line of a key or a dash. Raises RefusalError where the line starts with something else."""
        indent = self.text[line_start(self.text, offset) : offset]
        if indent.strip(" "):
            raise RefusalError("post.refused-unsure", offset=offset)
        return indent

    # Inserting

    def insert(self, names: Names, value: object) -> list[Edit]:
        """The edits that add a key that is not there; a missing parent comes with it."""
        parent, rest = self.root, names
        entry: Entry | None = None
        while len(rest) > 1 and (found := parent.find(rest[:1])):
            if len(found) > 1:
                raise RefusalError("post.refused-duplicate", offset=found[1].start, key=rest[0])
            entry, parent, rest = found[0], found[0].value, rest[1:]
        refuse_merge(parent)
        for name in reversed(rest[1:]):
            value = {name: value}
        if parent.kind == "mapping" and parent.style == "flow":
            return [self._insert_in_flow(parent, rest[0], value)]
        if parent.entries:
            return [self._insert_line(parent, rest[0], value)]
        if entry is None:
            return [self._insert_first(rest[0], value)]
        if parent.kind == "scalar" and parent.start == parent.end and not parent.mark:
            position = line_end(self.text, parent.start)
            indent = self._column(entry.start) + self._nested_indent
            end = line_end_at(self.text, parent.start)
            return [Edit(position, position, end + indent + self._line(rest[0], value, indent, end), "")]
        raise RefusalError("post.refused-no-mapping", offset=entry.start, key=entry.name)

    @property
    def _nested_indent(self) -> str:
        for entry in self.root.entries:
            if entry.value.kind == "mapping" and entry.value.style == "block" and entry.value.entries:
                return " " * (len(self._column(entry.value.start)) - len(self._column(entry.start)))
        return "  "

    def _line(self, name: str, value: object, indent: str, line_end: str) -> str:
        """`key: value`, without the indent of its first line and the end of its last one."""
        key = spell_name(name) + ":"
        if isinstance(value, Mapping) and value:
            inner = indent + self._nested_indent
            lines = (inner + self._line(str(inner_name), item, inner, line_end) for inner_name, item in value.items())
            return line_end.join([key, *lines])
        return key + self._spell_lines(value, indent, self._usual_style, line_end)

    def _insert_line(self, parent: Node, name: str, value: object) -> Edit:
        indent = self._column(parent.entries[0].start)
        last = parent.entries[-1]
        if self._keeps_blank_lines(last.value):
            position = len(self.text) if parent is self.root else -1
        elif parent is self.root:
            position = last_line(self.text)
        else:
            position = next_line(self.text, last.end)
        if position < 0:
            raise RefusalError("post.refused-unsure", offset=last.start)
        end = line_end_before(self.text, position)
        return Edit(position, position, indent + self._line(name, value, indent, end) + end, "")

    def _keeps_blank_lines(self, node: Node) -> bool:
        last = list(node.nodes())[-1]
        header = self.text[last.start : line_end(self.text, last.start)]
        return last.style in ("literal", "folded") and "+" in header.partition("#")[0]

    def _insert_first(self, name: str, value: object) -> Edit:
        position = last_line(self.text) if self.text.strip() else 0
        end = line_end_before(self.text, position) if position else self.line_end
        return Edit(position, position, self._line(name, value, "", end) + end, "")

    def _insert_in_flow(self, parent: Node, name: str, value: object) -> Edit:
        words = f"{spell_name(name)}: {spell(value, self._usual_style, flow=True)}"
        if not parent.entries:
            refuse_comments(self.text, parent.start, parent.end, parent)
            return Edit(parent.start + 1, parent.end - 1, words, "")
        behind = parent.entries[-1].end
        return Edit(behind, behind, f", {words}", "")

    # Removing

    def remove(self, names: Names, entry: Entry) -> list[Edit]:
        """The edits that take a key out with its value and the comment behind it."""
        parent = self.root if len(names) == 1 else self.root.find(names[:-1])[0].value
        if any(inner.mark for inner in entry.value.nodes()):
            refuse_marks(entry.value)
        if parent.style == "flow":
            return [remove_entry(self.text, parent, entry)]
        if len(parent.entries) == 1 and parent is not self.root:
            grandparent = self.root.find(names[:-1])[0]
            return self.replace(grandparent, None, {})
        self._column(entry.start)
        start = line_start(self.text, entry.start)
        return [Edit(start, next_line(self.text, entry.end), "", "")]


def refuse_merge(mapping: Node) -> None:
    """Raise RefusalError for a mapping that takes keys from elsewhere: what an own key would hide is unsure."""
    for entry in mapping.entries:
        if entry.name == "<<":
            raise RefusalError("post.refused-merge", offset=entry.start)
