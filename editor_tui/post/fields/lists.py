"""Changing a list in brackets item by item, so that the items that stay keep their spelling.

One way for the flow lists of YAML and the arrays of TOML and JSON: they differ only in how an item is spelled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from editor_tui.post.edits import Edit
from editor_tui.post.fields.lines import line_end, line_end_before, line_start
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.tree import Entry, Node

_SEPARATOR = re.compile(r"\s*,\s*\Z")
_COMMA_OR_COMMENT = re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?P<comment>#[^\r\n]*)?(?=[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class ListChange:
    """Old items `start` to `end` give way to the values `new`."""

    start: int
    end: int
    new: tuple[object, ...]


def list_changes(old: Sequence[object], new: Sequence[object]) -> Iterator[ListChange]:
    """The fewest changes that make `new` of `old`, in order."""
    matcher = SequenceMatcher(None, [_token(item) for item in old], [_token(item) for item in new], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield ListChange(start, end, tuple(new[new_start:new_end]))


def _token(item: object) -> str:
    return f"{type(item).__name__} {item!r}"


@dataclass(frozen=True, slots=True)
class Brackets:
    """A list in brackets at `node` of `text`, and how an item is spelled there."""

    text: str
    node: Node
    spell: Callable[[object], str]
    comment: str = "#"

    def change(self, old: Sequence[object], new: Sequence[object]) -> list[Edit]:
        """The edits that turn the values `old` of the list into `new`. Raises RefusalError where a comment would go."""
        if len(old) != len(self.node.items):
            raise RefusalError("post.refused-unsure", offset=self.node.start)
        if not new:
            return [self._cut(self.node.start + 1, self.node.end - 1)] if old else []
        if not old:
            inside = self._cut(self.node.start + 1, self.node.end - 1)
            return [Edit(inside.start, inside.end, ", ".join(map(self.spell, new)), "")]
        return [edit for change in list_changes(old, new) for edit in self._edits(change)]

    def _edits(self, change: ListChange) -> Iterator[Edit]:
        items = self.node.items
        shared = min(change.end - change.start, len(change.new))
        for item, value in zip(items[change.start :], change.new[:shared], strict=False):
            cut = self._cut(item.start, item.end)
            yield Edit(cut.start, cut.end, self.spell(value), "")
        start, new = change.start + shared, change.new[shared:]
        if start < change.end:
            yield self._delete(start, change.end)
        elif new:
            yield from self._insert(start, [self.spell(value) for value in new])

    def _delete(self, start: int, end: int) -> Edit:
        items = self.node.items
        rest = _COMMA_OR_COMMENT.match(self.text, items[end - 1].end)
        if rest and rest.group("comment"):
            raise RefusalError("post.refused-comment", offset=rest.start("comment"))
        if start:
            return self._cut(items[start - 1].end, items[end - 1].end)
        return self._cut(items[0].start, items[end].start)

    def _insert(self, at: int, spelled: list[str]) -> Iterator[Edit]:
        items = self.node.items
        separator = separator_of(self.text, self.node.start, items)
        if not at:
            yield Edit(items[0].start, items[0].start, "".join(item + separator for item in spelled), "")
            return
        behind = items[at - 1].end
        rest = _COMMA_OR_COMMENT.match(self.text, behind)
        if ("\n" not in separator and "\r" not in separator) or rest is None:
            yield Edit(behind, behind, "".join(separator + item for item in spelled), "")
            return
        # One item a line: what stands behind the last one on its line, a comma or a comment, stays with it.
        indent = separator.lstrip(", \t")
        if not rest.group("comma"):
            yield Edit(behind, behind, ",", "")
        lines = f",{indent}".join(spelled)
        yield Edit(rest.end(), rest.end(), indent + lines + ("," if rest.group("comma") else ""), "")

    def _cut(self, start: int, end: int) -> Edit:
        """Take out a span that holds no comment outside of its items."""
        refuse_comments(self.text, start, end, self.node, self.comment)
        return Edit(start, end, "", "")


def separator_of(text: str, start: int, inside: Sequence[Node] | Sequence[Entry]) -> str:
    """What stands between two of the items or keys inside of the bracket at `start`, of which there is one at least."""
    if len(inside) > 1:
        between = text[inside[-2].end : inside[-1].start]
        if _SEPARATOR.match(between):
            return between
    line = line_start(text, inside[-1].start)
    before = text[line : inside[-1].start]
    if line > start and not before.strip():
        return "," + line_end_before(text, line) + before
    return ", "


def refuse_comments(text: str, start: int, end: int, node: Node, comment: str = "#") -> None:
    """Raise RefusalError where `text[start:end]` has a comment outside of the keys and scalars of `node`."""
    position = start
    for word_start, word_end in node.words():
        if word_start >= position and word_end <= end:
            _refuse_comment(text, position, word_start, comment)
            position = word_end
            if text.startswith(("|", ">"), word_start):
                _refuse_comment(text, word_start, line_end(text, word_start), comment)
    _refuse_comment(text, position, end, comment)


def _refuse_comment(text: str, start: int, end: int, comment: str) -> None:
    place = text.find(comment, start, end)
    if place >= 0:
        raise RefusalError("post.refused-comment", offset=place)
