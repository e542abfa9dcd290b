"""A translation's segments as lines: source beside target where there is room, else above it. No screen."""

from __future__ import annotations

from collections.abc import Sequence

from editor_tui.tasks.translation.view import SegmentView
from editor_tui.text.width import text_width
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run, break_runs

_SIDE_BY_SIDE = 90
_BEFORE = 1


def segment_runs(views: Sequence[SegmentView], at: int, width: int, height: int, look: Look) -> list[Run]:
    """The open segment with the one above it and those below, as far as they are seen."""
    runs: list[Run] = []
    lines = 0
    for view in views[max(at - _BEFORE, 0) :]:
        mine = _segment(view, view.number == at, width, look)
        runs += mine
        lines += sum(run.text.count("\n") for run in mine)
        if lines > height:
            break
    return runs


def _segment(view: SegmentView, here: bool, width: int, look: Look) -> list[Run]:
    pointer = look.symbols.cursor if here else " "
    symbol = look.symbols.picked if view.passed else look.symbols.doubtful
    runs = [Run(f"{pointer}{view.number + 1:>3} {symbol} ", "key" if here else "dim")]
    if view.is_open:
        runs.append(Run(look.say("segments-open"), "problem"))
    runs.append(Run("\n"))
    text_style = "" if here else "dim"
    if width >= _SIDE_BY_SIDE:
        runs += _columns(view, width, text_style, look)
    else:
        runs += [Run(view.source.strip("\n") + "\n", "dim"), Run(view.target.strip("\n") + "\n", text_style)]
    for problem in view.problems:
        runs.append(Run(f"{look.symbols.doubtful} {look.tell(problem.message)}\n", "problem"))
    if view.suggestion:
        runs.append(Run(look.say("segments-suggestion") + " ", "heading"))
        runs.append(Run(view.suggestion.strip("\n") + "\n", "added"))
    runs.append(Run("\n"))
    return runs


def _columns(view: SegmentView, width: int, style: str, look: Look) -> list[Run]:
    half = (width - 3) // 2
    left = break_runs([Run(view.source.strip("\n"))], half)
    right = break_runs([Run(view.target.strip("\n"))], half)
    runs = []
    for row in range(max(len(left), len(right))):
        source = "".join(run.text for run in left[row]) if row < len(left) else ""
        target = "".join(run.text for run in right[row]) if row < len(right) else ""
        runs.append(Run(source + " " * max(half - text_width(source), 0), "dim"))
        runs += [Run(f" {look.symbols.bar} ", "dim"), Run(target + "\n", style)]
    return runs
