"""Replacing, inserting and removing a key of a TOML front matter."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from editor_tui.post.edits import Edit
from editor_tui.post.fields.braces import remove_entry
from editor_tui.post.fields.key import Names
from editor_tui.post.fields.lines import last_line, line_end_at, line_end_before, line_start, next_line
from editor_tui.post.fields.lists import Brackets, refuse_comments
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.toml_text import spell, spell_name
from editor_tui.post.fields.toml_tree import Section, read_tree
from editor_tui.post.fields.tree import Entry, Node, Style

_EQUALS = re.compile(r" ?= ?\Z")


@dataclass(frozen=True)
class TomlFields:
    """The fields of `text`. `line_end` is for a front matter that has no line yet."""

    text: str
    line_end: str = "\n"

    @cached_property
    def _tree(self) -> tuple[Node, list[Section]]:
        return read_tree(self.text)

    @property
    def root(self) -> Node:
        return self._tree[0]

    @property
    def sections(self) -> list[Section]:
        return self._tree[1]

    # Replacing

    def replace(self, entry: Entry, old: object, new: object) -> list[Edit]:
        """The edits that give a key that has the value `old` the value `new`."""
        node = entry.value
        if node.style == "table":
            raise RefusalError("post.refused-table", offset=node.start, key=entry.name)
        style = self._style_of(node)
        if node.kind == "list" and isinstance(old, list) and isinstance(new, list):
            return Brackets(self.text, node, lambda value: spell(value, style)).change(old, new)
        refuse_comments(self.text, node.start, node.end, node)
        return [Edit(node.start, node.end, spell(new, style, line_end_at(self.text, node.start), node.text), "")]

    def _style_of(self, node: Node) -> Style:
        for inner in node.nodes():
            if inner.kind == "scalar" and inner.style != "plain":
                return inner.style
        return self._usual_style

    @cached_property
    def _usual_style(self) -> Style:
        counts = Counter(node.style for node in self.root.nodes() if node.kind == "scalar")
        return "single" if counts["single"] > counts["double"] else "double"

    # Inserting

    def insert(self, names: Names, value: object) -> list[Edit]:
        """The edits that add a key that is not there; a missing table is added at the end."""
        *parents, name = names
        table = tuple(parents)
        section = next((found for found in self.sections if found.names == table and not found.is_array), None)
        if section is not None:
            return [self._insert_in_section(section, name, value)]
        if (edit := self._insert_beside(table, name, value)) or (edit := self._insert_in_braces(names, value)):
            return [edit]
        position = last_line(self.text)
        end = line_end_before(self.text, position) if position else self.line_end
        header = "[" + ".".join(map(spell_name, table)) + "]"
        line = f"{spell_name(name)} = {spell(value, self._usual_style, end)}"
        blank = end if position else ""
        return [Edit(position, position, f"{blank}{header}{end}{line}{end}", "")]

    def _insert_in_section(self, section: Section, name: str, value: object) -> Edit:
        if section.entries:
            return self._insert_behind(section.entries[-1][1], spell_name(name), value)
        position = next_line(self.text, section.header_end) if section.names else 0
        end = line_end_before(self.text, position) if position else self._first_line_end
        return Edit(position, position, f"{spell_name(name)} = {spell(value, self._usual_style, end)}{end}", "")

    @property
    def _first_line_end(self) -> str:
        return line_end_at(self.text, 0) if self.text else self.line_end

    def _insert_beside(self, table: Names, name: str, value: object) -> Edit | None:
        """Behind the last `table.other = …`, where dots and not a header make the table."""
        for section in reversed(self.sections):
            depth = len(table) - len(section.names)
            if section.is_array or depth < 1 or table[: len(section.names)] != section.names:
                continue
            for names, entry in reversed(section.entries):
                if names[:-1] == table[len(section.names) :]:
                    prefix = ".".join(map(spell_name, names[:-1]))
                    return self._insert_behind(entry, f"{prefix}.{spell_name(name)}", value)
        return None

    def _insert_behind(self, entry: Entry, key: str, value: object) -> Edit:
        """On a line of its own below an entry, laid out like it."""
        position = next_line(self.text, entry.end)
        end = line_end_before(self.text, position)
        start = line_start(self.text, entry.start)
        indent = self.text[start : entry.start]
        line = f"{indent}{key}{self._equals(entry)}{spell(value, self._usual_style, end)}"
        return Edit(position, position, line + end, "")

    def _equals(self, entry: Entry) -> str:
        between = self.text[entry.key_end : entry.value.start]
        return between if _EQUALS.match(between) else " = "

    def _insert_in_braces(self, names: Names, value: object) -> Edit | None:
        """Into the inline table that is a parent of the key. Raises RefusalError where a parent is no table."""
        node = self.root
        for depth, name in enumerate(names[:-1], start=1):
            found = node.find((name,))
            if not found:
                break
            node = found[0].value
            if node.kind != "mapping":
                raise RefusalError("post.refused-no-mapping", offset=node.start, key=name)
            if node.style == "flow":
                inner = node.find((names[depth],))
                if inner and depth + 1 < len(names):
                    continue
                key = ".".join(map(spell_name, names[depth:]))
                words = f"{key} = {spell(value, self._usual_style)}"
                if not node.entries:
                    return Edit(node.start + 1, node.end - 1, f" {words} ", "")
                last = max(inner.end for inner in node.nodes() if inner is not node)
                return Edit(last, last, f", {words}", "")
        return None

    # Removing

    def remove(self, names: Names, entry: Entry) -> list[Edit]:
        """The edits that take a key out with its line, or a table with its lines."""
        if entry.value.style == "table":
            return self._remove_table(names)
        for section in self.sections:
            if any(entry is inner for _, inner in section.entries):
                return [self._remove_lines(entry.start, entry.end)]
        return [self._remove_from_braces(names, entry)]

    def _remove_lines(self, start: int, end: int) -> Edit:
        return Edit(line_start(self.text, start), next_line(self.text, end), "", "")

    def _remove_table(self, names: Names) -> list[Edit]:
        edits: list[Edit] = []
        for section in self.sections:
            if section.names and section.names[: len(names)] == names:
                edits.append(self._remove_lines(section.start, section.end))
                continue
            for inner, entry in section.entries:
                if not section.is_array and (section.names + inner)[: len(names)] == names:
                    edits.append(self._remove_lines(entry.start, entry.end))
        return edits

    def _remove_from_braces(self, names: Names, entry: Entry) -> Edit:
        parent = self.root.find(names[:-1])[0].value
        if parent.style != "flow" or any(inner.value.style == "table" for inner in parent.entries):
            raise RefusalError("post.refused-unsure", offset=entry.start)
        return remove_entry(self.text, parent, entry)
