"""A repeat the other way round: the later copy stays where it is, and the ones that were to stay go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.repair.repeats.finding import look
from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.rendering import removals
from editor_tui.repair.repeats.units import Unit

# The share of what is kept that must stand elsewhere (by weight), and of an earlier unit that its parts must hold.
_KNOWN = 0.5
_WHOLE = 0.9


class Copies:
    """Which units of a draft repeat which. Raises FrontMatterError as `Draft.frame` does."""

    def __init__(self, draft: Draft, boilerplate: Collection[str] = ()) -> None:
        self._draft = draft
        self._seen = look(draft, boilerplate)
        self._matches = {**self._seen.plan.reviewed, **self._seen.plan.removed}

    def other_way(self, edits: Sequence[Edit]) -> tuple[Edit, ...] | Message:
        """The cuts that leave what these edits would take, and take its earlier copies; or why there are none.

        All are in offsets of the draft's text. An edit that fills up an earlier copy becomes the cut of that copy.
        """
        kept = [unit for edit in edits if not edit.replacement.strip() for unit in self._units_in(edit)]
        if not kept:
            return Message.of("repair.swap-inside")
        filled: set[int] = set()
        for edit in edits:
            if edit.replacement.strip():
                units = self._units_in(edit)
                if not units or not any(edit.replacement.strip() == unit.text.strip() for unit in kept):
                    return Message.of("repair.swap-inside")
                filled.update(unit.index for unit in units)
        stays = {unit.index for unit in kept}
        sources = {unit.index: self._sources(unit.index, stays) for unit in kept}
        known = sum(unit.weight for unit in kept if sources[unit.index] or filled)
        goes = filled.union(*sources.values()) - stays
        if not goes or known < _KNOWN * sum(unit.weight for unit in kept):
            return Message.of("repair.swap-unknown")
        if self._would_lose(goes, sources, filled):
            return Message.of("repair.swap-more")
        return self._cuts(goes, edits[0].reason)

    def _units_in(self, edit: Edit) -> list[Unit]:
        """The units that an edit takes as a whole; none where it takes a part of one."""
        touched = [unit for unit in self._seen.units if unit.start < edit.end and edit.start < unit.end]
        is_whole = all(edit.start <= u.start and u.start + len(u.text.rstrip()) <= edit.end for u in touched)
        return touched if is_whole else []

    def _sources(self, index: int, without: Collection[int]) -> tuple[int, ...]:
        """The units of which this one is a copy, past those that are copies and go themselves."""
        match = self._matches.get(index)
        if match is None:
            return ()
        found: list[int] = []
        for source in match.sources:
            is_copy = source in without or source in self._seen.plan.removed
            found += (self._sources(source, without) or (source,)) if is_copy else (source,)
        return tuple(one for one in found if one not in without)

    def _would_lose(self, goes: Collection[int], sources: dict[int, tuple[int, ...]], filled: Collection[int]) -> bool:
        """Whether a unit goes that says more than its copies, or a heading without all that stands under it.

        `filled` are units that a fuller copy was to take the place of.
        """
        units = self._seen.units
        held: dict[int, float] = {}
        for later, firsts in sources.items():
            for first in firsts:
                whole = units[first].weight if self._is_whole(self._matches[later]) else units[later].weight
                held[first] = held.get(first, 0.0) + whole
        return any(
            (index not in filled and held.get(index, 0.0) < _WHOLE * units[index].weight)
            or (
                units[index].kind == "heading"
                and not all(self._may_be_left(u, goes) for u in self._under(units[index]))
            )
            for index in goes
        )

    def _may_be_left(self, index: int, goes: Collection[int]) -> bool:
        """Whether a unit under a heading that goes is no loss: it goes too, by this cut or another, or says nothing."""
        unit = self._seen.units[index]
        return index in goes or index in self._seen.plan.removed or not unit.is_text or unit.is_furniture

    def _is_whole(self, match: Match) -> bool:
        return match.relation not in ("part", "cut")

    def _under(self, heading: Unit) -> Iterable[int]:
        for unit in self._seen.units[heading.index + 1 :]:
            if unit.kind == "heading" and unit.level <= heading.level:
                return
            yield unit.index

    def _cuts(self, goes: Collection[int], reason: str) -> tuple[Edit, ...]:
        """Cuts of whole lines; those that lie side by side are one."""
        cuts: list[Edit] = []
        for edit in removals(self._draft.text, self._seen.units, goes, dict.fromkeys(goes, reason)).values():
            if cuts and cuts[-1].end == edit.start:
                edit = Edit(cuts.pop().start, edit.end, "", reason)
            cuts.append(edit)
        return tuple(cuts)
