"""One segment of a proposed version put into other words, by a person or a model, and checked as all others are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor_tui.errors import StaleProposalError
from editor_tui.messages import Message
from editor_tui.post.blocks import split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import get_value, set_value
from editor_tui.post.proposal import FileChange, Proposal
from editor_tui.post.segments import Segment
from editor_tui.post.segments.marks import MarkerError
from editor_tui.post.segments.structure import find_differences
from editor_tui.tasks.translation.corrections import mark_again
from editor_tui.tasks.translation.metadata import REASON
from editor_tui.tasks.translation.problems import segment_problems
from editor_tui.tasks.translation.verdict import find_faults
from editor_tui.tasks.translation.version import Plan, source_texts
from editor_tui.tasks.translation.view import file_part, segment_views, with_part, with_problems
from editor_tui.text.glossary import Glossary
from editor_tui.text.parallel import Flaw, Pair

_NO_PROSE = ("code", "math", "rule", "attribute", "blank")


@dataclass(frozen=True)
class Revision:
    """Changes proposals that were made by `plan`. Raises StaleProposalError for a proposal that was not."""

    plan: Plan
    pair: Pair
    glossary: Glossary

    def words_of(self, proposal: Proposal, number: int) -> str:
        """What the segment says now, with markers; "" where it has no translation yet or other markup."""
        view = segment_views(proposal)[number]
        text = view.suggestion if view.is_open else view.target
        return self._marked(self._segment(proposal, number), text) or ""

    def revise(self, proposal: Proposal, number: int, text: str) -> Proposal:
        """With `text`, as it shall stand in the file, for a segment; others of the same words say the same.

        Its problems are those that the checks find in the new words. Raises ValueError for an empty text.
        """
        text = " ".join(text.split("\n")).strip()
        if not text:
            raise ValueError(text)
        segment = self._segment(proposal, number)
        words = self._marked(segment, text)
        same = {at: item for at, item in enumerate(self.plan.segments) if item.words == segment.words}
        try:
            # Restored, so that a line that begins as a heading or a list stays text.
            texts = {at: item.restore(words) for at, item in same.items()} if words else {number: text}
        except MarkerError:
            texts = {number: text}
        flaws: tuple[Flaw, ...] = (Flaw.of("markup-changed"),)
        if words is not None:
            flaws = find_faults((segment,), words, self.pair, self.glossary)
        sources = source_texts(self.plan)
        for at, new in texts.items():
            proposal = self._replaced(proposal, at, new)
            proposal = with_problems(proposal, sources[at], segment_problems(sources[at], flaws))
        return proposal

    def accept(self, proposal: Proposal, number: int) -> Proposal:
        """With nothing left to look at in a segment: its text is right, or the suggestion where it has none."""
        self._segment(proposal, number)
        view = segment_views(proposal)[number]
        if view.is_open:
            if not view.suggestion:
                return proposal
            proposal = self.revise(proposal, number, view.suggestion)
        return with_problems(proposal, view.source, ())

    def _segment(self, proposal: Proposal, number: int) -> Segment:
        part = file_part(proposal)
        sources = [source for source, _ in part.segments] if part else []
        if list(source_texts(self.plan)) != sources:
            raise StaleProposalError(proposal.path, Message.of("tasks.translate-not-found", words=""))
        return self.plan.segments[number]

    def _marked(self, segment: Segment, text: str) -> str | None:
        return text.strip() if segment.key else mark_again(segment, text)

    def _replaced(self, proposal: Proposal, number: int, text: str) -> Proposal:
        part = file_part(proposal)
        assert part is not None
        assert isinstance(part.change, FileChange)
        source, old = part.segments[number]
        segment = self.plan.segments[number]
        before = Draft(proposal.destination or "", part.change.text.encode("utf-8", "surrogateescape"))
        after = self._with_field(before, segment.key, old, text) if segment.key else None
        if after is None:
            place = self._place(before, part.segments, number)
            after = before.text[:place] + text + before.text[place + len(old) :]
            if self._marked(segment, text) is not None and self._marked(segment, old) is not None:
                self._prove(proposal, before, after, old)
        segments = (*part.segments[:number], (source, text), *part.segments[number + 1 :])
        return with_part(proposal, replace(part, change=replace(part.change, text=after), segments=segments))

    def _with_field(self, version: Draft, key: str, old: str, text: str) -> str:
        name = key.partition("[")[0]
        value = get_value(version, name)
        new: object = text
        if isinstance(value, Sequence) and not isinstance(value, str):
            if old not in value:
                raise _lost(version.path, old)
            new = [text if item == old else item for item in value]
        return version.with_edits(set_value(version, name, new, reason=REASON)).text

    def _place(self, version: Draft, pairs: Sequence[tuple[str, str]], number: int) -> int:
        """Where the segment stands in the file: behind the ones before it, and never in code."""
        last = position = version.frame.body
        shut = [block for block in split_blocks(version) if block.kind in _NO_PROSE]
        for at in range(number + 1):
            target = pairs[at][1]
            if self.plan.segments[at].key or not target:
                continue
            inside = self.plan.segments[at].kind == "attribute"
            place = version.text.find(target, last if inside else position)
            while place >= 0 and any(block.start <= place < block.end for block in shut):
                place = version.text.find(target, place + 1)
            if place >= 0 and not inside:
                last, position = place, place + len(target)
            if at == number:
                if place < 0:
                    break
                return place
        raise _lost(version.path, pairs[number][1])

    def _prove(self, proposal: Proposal, before: Draft, after: str, old: str) -> None:
        """Only the words of the segment may be others."""
        revised = replace(before, data=after.encode("utf-8", "surrogateescape"))
        source = self.plan.source
        if find_differences(source, revised) != find_differences(source, before):
            raise _lost(proposal.destination or proposal.path, old)


def _lost(path: str, words: str) -> StaleProposalError:
    return StaleProposalError(path, Message.of("tasks.translate-not-found", words=words[:60]))
