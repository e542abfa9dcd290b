"""What a person has to look at before a version is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from editor_tui.messages import Message
from editor_tui.post.proposal import Problem
from editor_tui.tasks.translation.asking import Failed
from editor_tui.tasks.translation.corrections import Merged
from editor_tui.tasks.translation.version import Made, Plan, source_texts

_SHOWN: Final = 60


def problem(code: str, **values: object) -> Problem:
    """A problem with the message of its code."""
    return Problem(f"translate-{code}", Message.of(f"tasks.translate-{code}", **values))


def find_problems(plan: Plan, made: Made, failed: Mapping[str, Failed], merged: Merged) -> tuple[Problem, ...]:
    """Segments without a translation, places that a person and the source both changed, and broken structure."""
    found = [*_segment_problems(plan, failed)]
    for conflict in merged.conflicts:
        words = _shortened(conflict.ours, 4 * _SHOWN)
        found.append(problem("both-changed", path=plan.destination, translation=words))
    if not failed:
        found += [
            problem(
                "structure",
                kind=Message.of(f"repair.translation-kind-{item.kind}"),
                detail=_shortened(", ".join((*item.lost, *item.new))),
            )
            for item in made.differences
        ]
    return tuple(found)


def _segment_problems(plan: Plan, failed: Mapping[str, Failed]) -> Iterator[Problem]:
    told: set[str] = set()
    for segment, text in zip(plan.segments, source_texts(plan), strict=True):
        failure = failed.get(segment.words)
        if failure is None or segment.words in told:
            continue
        told.add(segment.words)
        for flaw in failure.flaws:
            message = Message.of("tasks.translate-segment", source=_shortened(text), reason=flaw.message, segment=text)
            yield Problem(f"translate-{flaw.code}", message)


def _shortened(text: str, most: int = _SHOWN) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
