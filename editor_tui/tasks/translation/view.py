"""A proposed version segment by segment, as a person reviews it. Nothing here needs the site or a model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from editor_tui.post.proposal import FileChange, Part, Problem, Proposal
from editor_tui.tasks.translation.untranslated import is_untranslated


@dataclass(frozen=True, slots=True)
class SegmentView:
    """Segment `number` (from 0) of a proposed file: its text in the source and in the file, with their markup.

    `problems` are what a person has to look at; `suggestion` is a text that could stand in place of `target`: what a
    model said last where it failed a check, or the new translation beside a person's own words.
    """

    number: int
    source: str
    target: str
    suggestion: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.problems

    @property
    def is_open(self) -> bool:
        """Whether there is no translation yet, so that a placeholder stands in the file."""
        return is_untranslated(self.target)


def segment_views(proposal: Proposal) -> tuple[SegmentView, ...]:
    """The segments of the proposal's file in order; nothing for a proposal without segments."""
    part = file_part(proposal)
    if part is None:
        return ()
    by_source: dict[object, list[Problem]] = {}
    for problem in part.problems:
        by_source.setdefault(problem.message.values.get("segment"), []).append(problem)
    views = []
    for number, (source, target) in enumerate(part.segments):
        found = by_source.get(source, [])
        suggestion = next((str(item.message.values.get("suggestion") or "") for item in found), "")
        views.append(SegmentView(number, source, target, suggestion, tuple(found)))
    return tuple(views)


def file_part(proposal: Proposal) -> Part | None:
    """The part of a proposal that is a whole file."""
    return next((part for part in proposal.parts if isinstance(part.change, FileChange)), None)


def with_problems(proposal: Proposal, source: str, problems: Iterable[Problem]) -> Proposal:
    """The proposal with these problems of a segment, by its source text, in place of those that it had."""
    part = file_part(proposal)
    if part is None:
        return proposal
    others = (item for item in part.problems if item.message.values.get("segment") != source)
    return with_part(proposal, replace(part, problems=(*others, *problems)))


def with_part(proposal: Proposal, part: Part) -> Proposal:
    """The proposal with another part in place of its file."""
    parts = (part if isinstance(item.change, FileChange) else item for item in proposal.parts)
    return replace(proposal, parts=tuple(parts))
