"""Changing a YAML list that has an item a line, behind dashes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from editor_tui.post.edits import Edit
from editor_tui.post.fields.lines import line_end, line_end_at, line_start, next_line
from editor_tui.post.fields.lists import ListChange, list_changes, refuse_comments
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.tree import Node


@dataclass(frozen=True, slots=True)
class BlockList:
    """The block list at `node` of `text`. `spell` gives an item on one line."""

    text: str
    node: Node
    spell: Callable[[object], str]

    def change(self, old: Sequence[object], new: Sequence[object]) -> list[Edit]:
        """The edits that turn the values `old` of the list into `new`, of which there is at least one."""
        if len(old) != len(self.node.items) or not new:
            raise RefusalError("post.refused-unsure", offset=self.node.start)
        return [edit for change in list_changes(old, new) for edit in self._edits(change)]

    def dashes(self) -> list[int]:
        """Where the dash of each item stands. Raises RefusalError where one shares its line with something else."""
        column = self.node.start - line_start(self.text, self.node.start)
        found: list[int] = []
        position = line_start(self.text, self.node.start)
        for item in self.node.items:
            while True:
                dash = position + column
                if dash > item.start or position >= len(self.text):
                    raise RefusalError("post.refused-unsure", offset=item.start)
                if self.text.startswith("-", dash) and not self.text[position:dash].strip(" "):
                    break
                position = next_line(self.text, position)
            found.append(dash)
            position = next_line(self.text, max(item.end, dash))
        return found

    def _edits(self, change: ListChange) -> Iterator[Edit]:
        items = self.node.items
        dashes = self.dashes()
        shared = min(change.end - change.start, len(change.new))
        for item, value in zip(items[change.start :], change.new[:shared], strict=False):
            refuse_marks(item)
            refuse_comments(self.text, item.start, item.end, item)
            empty = item.start == item.end and self.text[item.start - 1] == "-"
            yield Edit(item.start, item.end, " " * empty + self.spell(value), "")
        start, new = change.start + shared, change.new[shared:]
        if start < change.end:
            for item in items[start : change.end]:
                refuse_marks(item)
            first = line_start(self.text, dashes[start])
            last = line_end(self.text, max(items[change.end - 1].end, dashes[change.end - 1]))
            refuse_comments(self.text, first, last, self.node)
            yield Edit(first, next_line(self.text, last), "", "")
        elif new:
            yield self._insert(start, dashes, [self.spell(value) for value in new])

    def _insert(self, at: int, dashes: list[int], spelled: list[str]) -> Edit:
        beside = max(at - 1, 0)
        start = line_start(self.text, dashes[beside])
        item = self.node.items[beside]
        gap = self.text[dashes[beside] + 1 : item.start]
        bullet = self.text[start : dashes[beside]] + "-" + (gap if gap and not gap.strip(" ") else " ")
        end = line_end_at(self.text, start)
        if at:
            behind = line_end(self.text, max(item.end, dashes[beside]))
            return Edit(behind, behind, "".join(end + bullet + words for words in spelled), "")
        return Edit(start, start, "".join(bullet + words + end for words in spelled), "")


def refuse_marks(node: Node) -> None:
    """Raise RefusalError where a tag or an anchor would go with a value."""
    for inner in node.nodes():
        if inner.mark:
            raise RefusalError("post.refused-mark", offset=inner.start, mark=" ".join(inner.mark))
