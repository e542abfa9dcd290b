"""A paragraph that stands again a sentence a line: the lines belong together, the short ones too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.units import Unit


def regroup(
    units: Sequence[Unit], matches: Sequence[Match | None], copies: Mapping[str, Sequence[int]]
) -> list[Match | None]:
    """The matches; lines that together are a paragraph above become parts of it. `copies`: units by their key."""
    regrouped = list(matches)
    for lines in _groups(units):
        whole = "".join(units[index].form for index in lines)
        above = [index for index in copies.get(whole, ()) if index < lines.start]
        if above:
            for index in lines:
                regrouped[index] = Match(index, (above[0],), "part")
    return regrouped


def _groups(units: Sequence[Unit]) -> Iterator[range]:
    """Paragraphs without a gap between them: lines that each end a sentence."""
    first = 0
    for index in range(1, len(units) + 1):
        if index < len(units) and _is_next_line(units[index - 1], units[index]):
            continue
        if index - first > 1:
            yield range(first, index)
        first = index


def _is_next_line(above: Unit, below: Unit) -> bool:
    return above.kind == below.kind == "paragraph" and above.block + 1 == below.block
