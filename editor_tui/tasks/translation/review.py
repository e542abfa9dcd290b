"""A version piece by piece: what review shows, and what a person changed there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from editor_tui.post.merge import Conflict
from editor_tui.post.segments import Segment
from editor_tui.site.memory import Remembered, WrittenSegment
from editor_tui.tasks.translation.corrections import mark_again
from editor_tui.tasks.translation.untranslated import is_untranslated

Pairs = Sequence[tuple[str, str]]


def conflicting(conflict: Conflict, written: Sequence[WrittenSegment]) -> list[int]:
    """The numbers of the segments that stand in a place that was changed on both sides."""
    end = conflict.at + len(conflict.ours)
    return [
        number
        for number, item in enumerate(written)
        if (conflict.at <= item.start < end)
        or (item.key and re.match(rf"{re.escape(item.key.partition('[')[0])}[ \t]*[:=]", conflict.ours))
    ]


def conflict_pairs(
    pairs: Pairs, written: Sequence[WrittenSegment], conflicts: Sequence[Conflict]
) -> tuple[tuple[str, str], ...]:
    """The pairs for review: where a person's words were kept, they stand beside the new source."""
    shown = list(pairs)
    for conflict in conflicts:
        inside = [number for number in conflicting(conflict, written) if not written[number].key]
        kept = _kept_words(conflict, [pairs[number][1] for number in inside])
        for number, words in zip(inside, kept, strict=True):
            shown[number] = (pairs[number][0], words)
    return tuple(shown)


def _kept_words(conflict: Conflict, targets: Sequence[str]) -> list[str]:
    """What stands in place of each target; all that stands there where it cannot be told apart."""
    pattern, position = "", 0
    for target, place in zip(targets, places_of(conflict.ours, targets), strict=True):
        if place < 0:
            return [conflict.theirs.strip()] * len(targets)
        pattern += re.escape(conflict.ours[position:place]) + "(.+?)"
        position = place + len(target)
    match = re.fullmatch(pattern + re.escape(conflict.ours[position:]), conflict.theirs, re.DOTALL)
    return list(match.groups()) if match else [conflict.theirs.strip()] * len(targets)


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
