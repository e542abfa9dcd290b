"""Which chains are certain damage. Everything else that repeats is for a person to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from editor_tui.repair.repeats.chains import Chain
from editor_tui.repair.repeats.evidence import Evidence, Text
from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.units import Unit

#: Weights (CJK characters, half of others) that a run needs; see docs/repeats.md for how they were found.
_RUN: Final = 160.0
_LONG_RUN: Final = 400.0
_LONE: Final = 80.0
_HEAVY: Final = 0.3


def certain_chains(text: Text, chains: Sequence[Chain]) -> set[int]:
    """The numbers of the chains that are damage beyond doubt."""
    evidence = [Evidence(text, chain) for chain in chains]
    certain = {number for number, one in enumerate(evidence) if is_certain(one)}
    hard = [number for number in certain if _is_hard(evidence[number])]
    if hard:
        share = sum(evidence[number].weight for number in certain) / text.weight
        certain |= {
            number for number, one in enumerate(evidence) if one.long and (share >= _HEAVY or not _is_in_form(one))
        }
    return certain


def is_certain(evidence: Evidence) -> bool:
    """Whether a chain is damage by what it shows itself."""
    count = len(evidence.long)
    if evidence.is_gathered:
        return True
    if not count:
        return False
    if evidence.is_at_border:
        return True
    if (evidence.begins_behind_a_cut or evidence.holds_a_cut) and not (evidence.is_parallel and count < 2):
        return True
    if evidence.is_parallel or evidence.is_ring:
        return False
    if count >= 4 and evidence.weight >= _LONG_RUN:
        return True
    if evidence.has_same_heading and count >= 2 and evidence.weight >= _RUN:
        return True
    if count >= (2 if evidence.is_in_one_section else 3) and evidence.weight >= _RUN:
        return evidence.is_tandem or evidence.is_at_end
    return count == 1 and _is_certain_alone(evidence, evidence.long[0])


def _is_hard(evidence: Evidence) -> bool:
    return (
        evidence.is_gathered
        or evidence.is_at_border
        or evidence.begins_behind_a_cut
        or evidence.holds_a_cut
        or len(evidence.long) >= 4
    )


def _is_in_form(evidence: Evidence) -> bool:
    return evidence.is_parallel or evidence.is_ring


def _is_certain_alone(evidence: Evidence, match: Match) -> bool:
    """One paragraph that stands again: damage where it follows itself, or where no author would have made the copy."""
    unit, source = evidence.text.units[match.later], evidence.text.units[match.first]
    if unit.is_labelled or evidence.text.units[match.later].key in _recurring(evidence.text):
        return False
    if evidence.is_tandem and match.relation in {"same", "near", "part", "more"}:
        return len(unit.sentences) >= 2 or unit.weight >= _LONE
    if match.relation in {"same", "near"} and len(unit.sentences) >= 2 and unit.weight >= _LONE:
        return _is_in_other_dress(unit, source) or match.relation == "near"
    return False


def _is_in_other_dress(unit: Unit, source: Unit) -> bool:
    """Whether only the normal forms are equal: nobody types a paragraph again with other spaces and widths."""
    return "".join(unit.text.split()).replace("*", "") != "".join(source.text.split()).replace("*", "")


def _recurring(text: Text) -> set[str]:
    """Keys of what stands three times or more: a refrain, until there is better evidence."""
    counts: dict[str, int] = {}
    for unit in text.units:
        counts[unit.key] = counts.get(unit.key, 0) + 1
    return {key for key, count in counts.items() if count >= 3}
