"""A translation's segments as lines: source beside target where there is room, else above it. No screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from editor_tui.tasks.translation.view import SegmentView
from editor_tui.text.width import fit, text_width
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run, break_runs

# Columns from which source and target have room side by side.
_SIDE_BY_SIDE: Final = 84
# The margin with number and mark.
_MARGIN: Final = 7
_BEFORE: Final = 1


def segment_runs(views: Sequence[SegmentView], at: int, width: int, height: int, look: Look) -> list[Run]:
    """The open segment with the one above it and those below, as far as they are seen."""
    runs: list[Run] = []
    lines = 0
    for view in views[max(at - _BEFORE, 0) :]:
        for line in _segment(view, view.number == at, width, look):
            runs += [*line, Run("\n")]
            lines += 1
        if lines > height:
            break
    return runs


def pair_lines(source: str, target: str, width: int, look: Look, style: str = "") -> list[list[Run]]:
    """Source and target in lines of this width: in two columns, or one above the other with their names."""
    source, target = source.strip("\n"), target.strip("\n")
    if width >= _SIDE_BY_SIDE:
        return _columns(source, target, (width - 3) // 2, look, style)
    names = look.say("segments-source"), look.say("segments-target")
    room = max(map(text_width, names))
    lines = []
    for name, text, text_style in zip(names, (source, target), ("dim", style), strict=True):
        for row, runs in enumerate(break_runs([Run(text, text_style)], max(width - room - 3, 2))):
            lines.append([Run(f"{fit('' if row else name, room)} {look.symbols.bar} ", "dim"), *runs])
    return lines


def _columns(source: str, target: str, half: int, look: Look, style: str) -> list[list[Run]]:
    lines = []
    for left, right in zip_longest(break_runs([Run(source)], half), break_runs([Run(target)], half), fillvalue=()):
        shown = fit("".join(run.text for run in left), half)
        lines.append([Run(f"{shown} {look.symbols.bar} ", "dim"), Run("".join(run.text for run in right), style)])
    return lines


def _segment(view: SegmentView, here: bool, width: int, look: Look) -> list[list[Run]]:
    room = max(width - _MARGIN, 2)
    lines = pair_lines(view.source, view.target, room, look, "" if here else "dim")
    if view.is_open:
        lines.append([Run(look.say("segments-open"), "problem")])
    for problem in view.problems:
        words = f"{look.symbols.doubtful} {look.tell(problem.message)}"
        lines += break_runs([Run(words, "problem")], room)
    if view.suggestion:
        said = [Run(look.say("segments-suggestion") + " ", "heading"), Run(view.suggestion.strip("\n"), "new")]
        lines += break_runs(said, room)
    pointer = look.symbols.cursor if here else " "
    symbol = look.symbols.picked if view.passed else look.symbols.doubtful
    margin = Run(f"{pointer}{view.number + 1:>3} {symbol} ", "key" if here else "dim")
    return [[margin if row == 0 else Run(" " * _MARGIN), *line] for row, line in enumerate(lines)] + [[]]
