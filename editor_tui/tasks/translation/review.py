"""A version piece by piece: what review shows, what a person changed there, and one segment put in another's place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from editor_tui.errors import StaleProposalError
from editor_tui.messages import Message
from editor_tui.post.merge import Conflict
from editor_tui.post.proposal import FileChange, Part, Proposal
from editor_tui.post.segments import Segment
from editor_tui.site.memory import Remembered
from editor_tui.tasks.translation.corrections import mark_again
from editor_tui.tasks.translation.untranslated import is_untranslated

Pairs = Sequence[tuple[str, str]]


def conflict_pairs(pairs: Pairs, conflicts: Sequence[Conflict]) -> tuple[tuple[str, str], ...]:
    """The pairs for review: where a person's words were kept, they stand beside the new source."""
    shown: list[tuple[str, str]] = []
    for source, target in pairs:
        kept = next((conflict.theirs for conflict in conflicts if target and target in conflict.ours), None)
        shown.append((source, target if kept is None else kept.strip()))
    return tuple(shown)


def places_of(text: str, targets: Sequence[str]) -> list[int]:
    """Where each target stands in the text, in order, in code points; -1 for one that is not there."""
    places: list[int] = []
    position = 0
    for target in targets:
        at = text.find(target, position) if target else -1
        places.append(at)
        if at >= 0:
            position = at + len(target)
    return places


def revise(proposal: Proposal, number: int, text: str) -> Proposal:
    """The proposal with other text for one segment of its file, as a person wrote it in review.

    `number` counts the part's segments from 0. Problems of that segment are gone. Raises StaleProposalError where the
    segment cannot be found in the proposed file.
    """
    part = next(part for part in proposal.parts if isinstance(part.change, FileChange))
    assert isinstance(part.change, FileChange)
    source, old = part.segments[number]
    place = places_of(part.change.text, [target for _, target in part.segments[: number + 1]])[number]
    text = " ".join(text.split("\n")).strip()
    if place < 0 or not text:
        raise StaleProposalError(proposal.path, Message.of("tasks.translate-not-found", words=old[:60]))
    whole = part.change.text
    changed = whole[:place] + text + whole[place + len(old) :]
    segments = (*part.segments[:number], (source, text), *part.segments[number + 1 :])
    problems = tuple(item for item in part.problems if item.message.values.get("segment") != source)
    revised = Part(replace(part.change, text=changed), problems, segments)
    return replace(proposal, parts=tuple(revised if item is part else item for item in proposal.parts))


def reviewed_texts(sources: Sequence[str], pairs: Pairs) -> list[str]:
    """The text of each of these segments as reviewed; "" for one that the review did not have."""
    waiting = list(pairs)
    texts: list[str] = []
    for source in sources:
        found = next((number for number, pair in enumerate(waiting) if pair[0] == source), None)
        texts.append("" if found is None else waiting[found][1])
        if found is not None:
            del waiting[: found + 1]
    return texts


def reviewed_words(
    segments: Sequence[Segment], texts: Sequence[str], remembered: Mapping[str, Remembered]
) -> Iterator[Remembered]:
    """What a person made of segments: texts that are not what the memory would have given."""
    for segment, text in zip(segments, texts, strict=True):
        if not text or is_untranslated(text):
            continue
        words = mark_again(segment, text) if not segment.key else text
        known = remembered.get(segment.words)
        if words and (known is None or known.target != words):
            yield Remembered(segment.words, words, "person")
