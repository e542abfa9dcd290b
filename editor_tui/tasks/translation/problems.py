"""What a person has to look at before a version is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from editor_tui.messages import Message
from editor_tui.post.proposal import Problem
from editor_tui.post.segments import Segment
from editor_tui.post.segments.marks import MarkerError
from editor_tui.tasks.translation.asking import Failed
from editor_tui.tasks.translation.corrections import Merged
from editor_tui.tasks.translation.review import conflicting
from editor_tui.tasks.translation.version import Made, Plan, source_texts
from editor_tui.text.parallel import Flaw

_SHOWN: Final = 60
# Words that fail like this are in the wrong language, or about the task: nobody is asked whether they will do.
_NO_TRANSLATION: Final = frozenset({"empty", "echo", "leftover", "refusal", "preamble", "note", "lines"})


def problem(code: str, **values: object) -> Problem:
    """A problem with the message of its code."""
    return Problem(f"translate-{code}", Message.of(f"tasks.translate-{code}", **values))


def find_problems(plan: Plan, made: Made, failed: Mapping[str, Failed], merged: Merged) -> tuple[Problem, ...]:
    """Segments without a translation, places that a person and the source both changed, and broken structure."""
    found = [*_failed_problems(plan, failed), *_conflict_problems(plan, made, merged)]
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


def segment_problems(source: str, flaws: Sequence[Flaw], suggestion: str = "") -> tuple[Problem, ...]:
    """What is wrong with one segment, by its text in the source; `suggestion` could stand in the file."""
    return tuple(
        Problem(
            f"translate-{flaw.code}",
            Message.of(
                "tasks.translate-segment",
                source=_shortened(source),
                reason=flaw.message,
                segment=source,
                suggestion=suggestion,
            ),
        )
        for flaw in flaws
    )


def suggestion_of(segment: Segment, failure: Failed) -> str:
    """The words that failed, as they could stand in the file; "" for what is no translation at all."""
    if not failure.words or any(flaw.code in _NO_TRANSLATION for flaw in failure.flaws):
        return ""
    try:
        return segment.restore(failure.words)
    except MarkerError:
        return ""


def _failed_problems(plan: Plan, failed: Mapping[str, Failed]) -> Iterator[Problem]:
    told: set[str] = set()
    for segment, text in zip(plan.segments, source_texts(plan), strict=True):
        failure = failed.get(segment.words)
        if failure is not None and text not in told:
            told.add(text)
            yield from segment_problems(text, failure.flaws, suggestion_of(segment, failure))


def _conflict_problems(plan: Plan, made: Made, merged: Merged) -> Iterator[Problem]:
    """A problem for each segment that was changed on both sides; one for a place that has no segment."""
    sources = source_texts(plan)
    for conflict in merged.conflicts:
        inside = [(sources[number], made.written[number].target) for number in conflicting(conflict, made.written)]
        # A segment that says the same on both sides only stands beside one that does not.
        changed = [(source, target) for source, target in inside if target not in conflict.theirs]
        if not conflict.ours.strip():
            yield problem("original-gone", path=plan.destination, words=_shortened(conflict.theirs, 4 * _SHOWN))
            continue
        for source, target in changed or [("", "")]:
            words = _shortened(target or conflict.ours, 4 * _SHOWN)
            yield problem("both-changed", path=plan.destination, translation=words, segment=source, suggestion=target)


def _shortened(text: str, most: int = _SHOWN) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
