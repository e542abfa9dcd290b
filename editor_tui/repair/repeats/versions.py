"""One text given more than once on purpose, with changes: as printed and as corrected, in several hands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from editor_tui.repair.repeats.chains import Chain
from editor_tui.repair.repeats.surroundings import neighbour
from editor_tui.repair.repeats.text import Text
from editor_tui.repair.repeats.units import Unit

#: The share of its pieces that a paragraph has in common with another version of it, and how many characters of pieces
#: it must have for that to say anything.
_SHARED: Final = 0.25
_LEAST: Final = 30


def units_with_other_facts(chains: Sequence[Chain]) -> set[int]:
    """The units that stand elsewhere with another number, or another side."""
    changed = [match for chain in chains if exchanges_facts(chain) for match in chain.matches]
    facts = [match for match in changed if match.alignment and match.alignment.difference.facts]
    return {unit for match in facts for unit in (match.later, match.first)}


def exchanges_facts(chain: Chain) -> bool:
    """Whether one of its blocks has another number, or another side: a form that is filled in anew."""
    return any(match.alignment and match.alignment.difference.facts for match in chain.matches)


def is_second_version(text: Text, chain: Chain) -> bool:
    """Whether what stands in it or right beside it is what stands there the first time, with changes."""
    return exchanges_facts(chain) or chain.is_reworked or _is_between_versions(text.units, chain)


def is_in_another_hand(text: Text, chain: Chain) -> bool:
    """Whether the same headings stand under other ones, with other text below some of them."""
    path, path_of_copy = text.paths[chain.source[0]], text.paths[chain.later[0]]
    if path == path_of_copy or path[-1:] != path_of_copy[-1:]:
        return False
    return text.has_returning_headings({match.later for match in chain.matches})


def _is_between_versions(units: Sequence[Unit], chain: Chain) -> bool:
    for one, other, step in zip(chain.source, chain.later, (-1, 1), strict=True):
        near, near_copy = neighbour(units, one, step), neighbour(units, other, step)
        if near and near_copy and near.form != near_copy.form and _are_alike(near, near_copy):
            return True
    return False


def _are_alike(unit: Unit, other: Unit) -> bool:
    pieces = unit.words.different_pieces.keys() & other.words.different_pieces.keys()
    return sum(map(len, pieces)) >= _SHARED * max(min(unit.words.size, other.words.size), _LEAST)
