"""A plan as edits: whole lines go, with one of the gaps around them; nothing else moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from editor_tui.post.edits import Edit
from editor_tui.repair.repeats.units import Unit


def removals(source: str, units: Sequence[Unit], removed: Collection[int], rules: Mapping[int, str]) -> dict[int, Edit]:
    """For each unit that goes the edit that takes it away; the edits of a run lie side by side.

    Between two units that stay the larger of the two gaps stays; at the end of the text none does.
    """
    edits = {}
    numbered = enumerate(sorted(removed))
    for _, group in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        run = [index for _, index in group]
        borders = _borders(source, units, run[0], run[-1])
        cuts = [borders[0], *(units[index].start for index in run[1:]), borders[1]]
        for index, start, end in zip(run, cuts, cuts[1:], strict=False):
            edits[index] = Edit(start, end, "", rules[index])
    return edits


def _borders(source: str, units: Sequence[Unit], first: int, last: int) -> tuple[int, int]:
    start, end = units[first].start, units[last].end
    above = units[first - 1].end if first else start
    if last + 1 < len(units):
        below = units[last + 1].start
        return (above, end) if start - above < 0 or below - end > start - above else (start, below)
    if not source.endswith(("\n", "\r")):
        above = len(source[:above].rstrip("\r\n")) if first else above
    return above, end


def replacement(source: Unit, later: Unit, rule: str) -> Edit:
    """The fuller copy in the place of the first; the line end of the place stays."""
    old = source.text.rstrip("\r\n")
    return Edit(source.start, source.start + len(old), later.text.rstrip("\r\n"), rule)
