"""The repeats of a repair under review, each with its other copies: what a person may cut in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import FAMILIES
from editor_tui.repair.repeat_rules import BoilerplateForms
from editor_tui.repair.repeats.swapping import Copies
from editor_tui.workspace.decisions import Item, block_of, edits_of


@dataclass(frozen=True, slots=True)
class Sides:
    """The texts of both copies; the first one begins at `start` of the body. What a change fills up is filled up."""

    first: str
    later: str
    start: int


def is_repeat(item: Item) -> bool:
    """Whether the item cuts a repeat, of which there is another copy; what stands at its border may go with it."""
    return item.kind == "block" and any(FAMILIES.get(name) == "repeats" for name in item.name.split(", "))


class Swapper:
    """Raises FrontMatterError as `Draft.frame` does."""

    def __init__(self, draft: Draft, facts: SiteFacts) -> None:
        self._draft = draft
        self._copies = Copies(draft, BoilerplateForms(facts))
        self._known: dict[tuple[Edit, ...], tuple[Edit, ...] | Message] = {}

    def other_way(self, item: Item) -> tuple[Edit, ...] | Message:
        """The edits of the body that cut the item's other copies in its place, or why there are none."""
        edits = edits_of(item)
        if edits not in self._known:
            body = self._draft.frame.body
            found = self._copies.other_way([edit.shifted(body) for edit in edits])
            self._known[edits] = found if isinstance(found, Message) else tuple(one.shifted(-body) for one in found)
        return self._known[edits]

    def swapped(self, item: Item, others: Sequence[Item]) -> Item | Message:
        """The item with the other copy cut, or as it was; or why not. `others` are the review's other items."""
        if item.instead:
            return replace(item, instead=())
        cuts = self.other_way(item)
        if isinstance(cuts, Message):
            return cuts
        for at, other in enumerate(others, 1):
            edits = () if other is item or other.decision == "rejected" else _edits_now(other)
            if any(edit.replacement and _overlap(edit, cut) for edit in edits for cut in cuts):
                return Message.of("repair.swap-touched", number=at)
            # What another change takes anyway is left to it.
            cuts = tuple(part for cut in cuts for part in _without(cut, edits))
            if not any(self._draft.body[cut.start : cut.end].strip() for cut in cuts):
                return Message.of("repair.swap-touched", number=at)
        return replace(item, instead=tuple(block_of(cut, self._draft) for cut in cuts))

    def sides(self, item: Item) -> Sides | None:
        """What is to be compared; None where no other copy is known."""
        cuts = self.other_way(item)
        if isinstance(cuts, Message):
            return None
        edits = edits_of(item)
        later = "".join(self._draft.body[edit.start : edit.end] for edit in edits if not edit.replacement.strip())
        return Sides("".join(self._with(() if item.instead else edits, cut) for cut in cuts), later, cuts[0].start)

    def _with(self, edits: Sequence[Edit], span: Edit) -> str:
        """The text of a span after those edits that lie in it."""
        text, position = "", span.start
        for edit in edits:
            if span.start <= edit.start and edit.end <= span.end:
                text += self._draft.body[position : edit.start] + edit.replacement
                position = edit.end
        return text + self._draft.body[position : span.end]


def _edits_now(item: Item) -> tuple[Edit, ...]:
    return tuple(block.edit for block in item.instead or item.blocks)


def _overlap(one: Edit, other: Edit) -> bool:
    return one.start < other.end and other.start < one.end


def _without(cut: Edit, edits: Sequence[Edit]) -> Iterator[Edit]:
    """What is left of a cut beside these edits, which are in order."""
    start = cut.start
    for edit in edits:
        if _overlap(edit, cut):
            if start < edit.start:
                yield replace(cut, start=start, end=edit.start)
            start = edit.end
    if start < cut.end:
        yield replace(cut, start=start)
