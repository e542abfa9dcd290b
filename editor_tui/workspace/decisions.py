"""A proposal taken apart for review: one item a field, a repair or a file, with what was decided. No screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.proposal import BodyChange, FieldChange, FileChange, FreeText, Part, Problem, Proposal
from editor_tui.workspace.values import is_of_list, read_value, show_value

Decision = Literal["accepted", "undecided", "rejected"]


@dataclass(frozen=True, slots=True)
class Block:
    """One edit of the body: `before` and `after` are the lines around it, `line` is where it stands in the file."""

    edit: Edit
    old: str
    before: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide: one part of the proposal, which stands or falls as a whole.

    `name` is the front matter key, the rules of a repair, the destination of a file, or what a text for the editor is
    called. `instead` are the blocks that the editor wants in place of the part's own (the other copy of a repeat cut).
    `notes` are what to know although nothing failed.
    """

    part: int
    name: str
    kind: Literal["field", "block", "file", "text"]
    old: str
    new: str
    problems: tuple[Problem, ...] = ()
    decision: Decision = "accepted"
    blocks: tuple[Block, ...] = ()
    segments: tuple[tuple[str, str], ...] = ()
    instead: tuple[Block, ...] = ()
    is_list: bool = False
    notes: tuple[Message, ...] = ()

    @property
    def is_editable(self) -> bool:
        """Whether its text can be typed anew: a value, a file, or a single replacement in the body."""
        return self.kind in ("field", "file") or (self.kind == "block" and len(self.blocks) == 1)

    def decided(self, decision: Decision) -> Item:
        return replace(self, decision=decision)

    def toggled(self) -> Item:
        return self.decided("rejected" if self.decision == "accepted" else "accepted")


def items_of(proposal: Proposal, draft: Draft) -> tuple[Item, ...]:
    """What passed its checks starts accepted; what did not is undecided."""
    items: list[Item] = []
    for at, part in enumerate(proposal.parts):
        decision: Decision = "accepted" if part.passed else "undecided"
        problems = part.problems
        match part.change:
            case FieldChange(key, old, new):
                item = Item(at, key, "field", show_value(old), show_value(new), problems, decision)
                items.append(replace(item, is_list=isinstance(new, list | tuple), notes=part.notes))
            case BodyChange(edits):
                blocks = tuple(block_of(edit, draft) for edit in edits)
                name = ", ".join(dict.fromkeys(edit.reason for edit in edits))
                old = "".join(block.old for block in blocks)
                new = "".join(edit.replacement for edit in edits)
                items.append(Item(at, name, "block", old, new, problems, decision, blocks))
            case FileChange(text):
                name = proposal.destination or proposal.path
                items.append(
                    Item(at, name, "file", "", text, problems, decision, segments=part.segments, notes=part.notes)
                )
            case FreeText(name, text):
                items.append(Item(at, name, "text", "", text, problems, decision, notes=part.notes))
    return tuple(items)


def block_of(edit: Edit, draft: Draft) -> Block:
    """An edit of the body with what stands around it."""
    body = draft.body
    before = body[: edit.start].rstrip("\r\n").rpartition("\n")[2]
    after = body[edit.end :].lstrip("\r\n").partition("\n")[0].rstrip("\r")
    return Block(edit, body[edit.start : edit.end], before, after, draft.line_of(draft.frame.body + edit.start))


def accepted_part(proposal: Proposal, items: Sequence[Item]) -> Proposal:
    """The proposal with just what was accepted, as it was edited; without parts where nothing was."""
    parts: list[Part] = []
    for at, part in enumerate(proposal.parts):
        mine = [item for item in items if item.part == at and item.decision == "accepted"]
        if not mine:
            continue
        match part.change:
            case FieldChange(_, old, new):
                if mine[0].new != show_value(new):
                    change = replace(part.change, new=read_value(mine[0].new, new if new is not None else old))
                    part = replace(part, change=change)
            case BodyChange(edits):
                if mine[0].instead:
                    edits = tuple(block.edit for block in mine[0].instead)
                elif len(edits) == 1:
                    edits = (replace(edits[0], replacement=mine[0].new),)
                part = replace(part, change=replace(part.change, edits=edits))
            case FileChange():
                part = replace(part, change=replace(part.change, text=mine[0].new), segments=mine[0].segments)
        parts.append(part)
    return replace(proposal, parts=tuple(parts))


def is_valid_edit(proposal: Proposal, item: Item, text: str, choices: Mapping[str, Sequence[str]]) -> bool:
    """Whether a typed text can stand for the item's value. `choices` are the closed lists of the settings, by key."""
    change = proposal.parts[item.part].change
    if not isinstance(change, FieldChange):
        return True
    try:
        value = read_value(text, change.new if change.new is not None else change.old)
    except ValueError:
        return False
    return is_of_list(value, choices.get(change.key, ()))


def edits_of(item: Item) -> tuple[Edit, ...]:
    return tuple(block.edit for block in item.blocks)
