"""Matches that follow each other as their sources do: one stretch of text that stands again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.units import Unit

#: How many units may stand between two matches of a chain, below and above.
_GAP_BELOW: Final = 2
_GAP_ABOVE: Final = 4
#: Fewer copies with something between them are copies of their own.
_SEVERAL: Final = 3
#: Less than this begins no chain: a short line stands twice by chance or on purpose.
_LEAST: Final = 12.0


@dataclass(frozen=True)
class Chain:
    """Matches in the order of the text; their sources are in order too."""

    matches: tuple[Match, ...]

    @property
    def later(self) -> tuple[int, int]:
        """The first and the last unit of the copy."""
        return self.matches[0].later, self.matches[-1].later

    @property
    def source(self) -> tuple[int, int]:
        """The first and the last unit of what is copied."""
        return self.matches[0].first, self.matches[-1].last

    @property
    def is_unbroken(self) -> bool:
        """Whether nothing was left out of the first stand or put into the second: no quoting, no commentary."""
        (first, last), (source, source_last) = self.later, self.source
        return last - first <= len(self.matches) and source_last - source <= len(self.matches)

    @property
    def is_reworked(self) -> bool:
        """Whether something new stands in place of something old inside of it: an author's second version."""
        return len(self.matches) >= _SEVERAL and any(
            after.later - before.later > 1 and after.first - before.last > 1 for before, after in pairwise(self.matches)
        )

    @property
    def rounds(self) -> int:
        """How many times over the copy is one stretch that stands above, word for word and block by block; 0 where
        it is not."""
        later, sources = [match.later for match in self.matches], [match.first for match in self.matches]
        own = next((at for at, source in enumerate(sources) if source >= later[0]), len(sources))
        is_exact = all(match.relation == "same" for match in self.matches)
        if not is_exact or not own or len(later) % own or not (_is_in_row(later) and _is_in_row(sources[:own])):
            return 0
        return len(later) // own if sources[own:] == later[:-own] else 0

    def is_at_home(self, units: Sequence[Unit], match: Match) -> bool:
        """Whether a copy stands in the container of its source, or in the copy of that container.

        Tabs and details hold versions of one another: what repeats between two of them was meant.
        """
        container = units[match.later].container
        if all(units[source].container == container for source in match.sources):
            return True
        copied = {opening.first for opening in self.matches if opening.later == container}
        return all(
            units[source].container == container or units[source].container in copied for source in match.sources
        )


def link(units: Sequence[Unit], matches: Sequence[Match | None]) -> list[Chain]:
    """The chains of a text. Every match stands in one chain at most."""
    chains = []
    current: list[Match] = []
    used = -1
    for match in matches:
        if match is None:
            continue
        if current and _follows(current[-1], match):
            current.append(match)
        elif match.is_line or _may_begin(units[match.later]):
            if current:
                chains.append(_with_beginning(units, current, used))
                used = current[-1].later
            current = [match]
    if current:
        chains.append(_with_beginning(units, current, used))
    return chains


def _is_in_row(numbers: Sequence[int]) -> bool:
    return numbers[-1] - numbers[0] + 1 == len(numbers)


def _follows(before: Match, match: Match) -> bool:
    if match.later - before.later > _GAP_BELOW + 1:
        return False
    if match.first == before.last:
        return match.relation != "same" or before.relation != "same"
    return before.last < match.first <= before.last + _GAP_ABOVE


def _may_begin(unit: Unit) -> bool:
    return unit.is_text and unit.weight >= _LEAST


def _with_beginning(units: Sequence[Unit], matches: list[Match], used: int) -> Chain:
    """The chain with what stands above its first match as it does above the source: headings, lead-ins, tables."""
    matches = list(matches)
    while True:
        later, source = matches[0].later - 1, matches[0].first - 1
        if later <= used or source < 0 or later <= source or units[later].key != units[source].key:
            break
        if units[later].container != units[source].container:
            break
        matches.insert(0, Match(later, (source,), "same"))
    heading, section = matches[0].later - 1, units[matches[0].first].section
    is_headed = heading > used and units[heading].kind == "heading" and 0 <= section < min(heading, matches[0].first)
    if is_headed and units[heading].key == units[section].key:
        # The section again without its first paragraphs.
        matches.insert(0, Match(heading, (section,), "same"))
    return Chain(tuple(matches))
