"""What happens to each unit: stays, goes, is replaced by a fuller copy, or waits for a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from editor_tui.repair.repeats.chains import Chain
from editor_tui.repair.repeats.difference import Difference
from editor_tui.repair.repeats.evidence import Evidence
from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.reviews import runs_of
from editor_tui.repair.repeats.surroundings import leads_in
from editor_tui.repair.repeats.text import Text
from editor_tui.repair.repeats.units import LONG

_INLINE_HEADING: Final = re.compile(r"\S\s#{2,6}\s")
_REVIEW_LEAST: Final = 18.0
#: How many of the runs of five characters of both a paragraph must share with another to be it in other words: forms
#: reach 0.4, copies with four words exchanged 0.5.
_RUNS: Final = 0.6
_NUMBER: Final = re.compile(r"\d\d*")


@dataclass
class Plan:
    """`removed`: units that go, with the match that says why. `fuller`: kept unit to the later one that takes its
    place. `reviewed`: matches that nothing is done about. `rules`: the rule of every match, by its later unit."""

    removed: dict[int, Match] = field(default_factory=dict)
    fuller: dict[int, int] = field(default_factory=dict)
    reviewed: dict[int, Match] = field(default_factory=dict)
    rules: dict[int, str] = field(default_factory=dict)

    def put_back(self, index: int) -> None:
        """Keep a unit after all, and whatever it was to replace."""
        self.reviewed[index] = self.removed.pop(index)
        for source in [source for source, later in self.fuller.items() if later == index]:
            del self.fuller[source]


def make_plan(
    text: Text, evidence: Sequence[Evidence], certain: Collection[int], allowed: Collection[str] | None
) -> Plan:
    """The plan for certain chains; with `allowed` only what those rules say is done. The rest is for review."""
    plan = Plan()
    chains = [one.chain for one in evidence]
    for number, chain in enumerate(chains):
        for match in chain.matches:
            rule = rule_of(text, chain, match)
            plan.rules[match.later] = rule
            wanted = number in certain and (allowed is None or rule in allowed)
            if match.relation == "part" and text.units[match.later].weight < LONG:
                # A sentence of the text above as a line of its own: an author's, unless a whole paragraph was cut up.
                shown = evidence[number]
                wanted = wanted and (shown.is_broken_anew or shown.sections.is_behind_the_end)
            if wanted and _can_go(evidence[number], match) and _settle(text, plan, match):
                plan.removed[match.later] = match
            else:
                plan.reviewed[match.later] = match
    keep_headings_with_their_text(text, plan)
    if allowed is None or "repeated-section" in allowed:
        remove_empty_sections(text, plan)
    drop_small_reviews(text, plan, chains)
    return plan


def rule_of(text: Text, chain: Chain, match: Match) -> str:
    """The rule that a match falls under."""
    if match.relation == "gathered":
        return "glued-echo"
    if match.relation == "more":
        is_cut = match.alignment is not None and match.alignment.has("cut-earlier")
        return "restart" if is_cut and text.units[match.first].is_cut_off else "extended-repeat"
    if match.relation in {"near", "changed", "both"}:
        return "near-repeat"
    return "repeated-section" if len(chain.matches) > 1 else "repeated-block"


def _can_go(evidence: Evidence, match: Match) -> bool:
    if match.relation == "both" or (match.relation == "changed" and not _is_same_here(evidence, match)):
        return False
    text, chain = evidence.text, evidence.chain
    unit = text.units[match.later]
    if not chain.is_at_home(text.units, match):
        return False
    first, last = chain.later
    if unit.is_furniture and not unit.is_boilerplate:
        # Never by itself; what follows it must go too, see below.
        return first < match.later or last + 1 == len(text.units)
    if unit.is_boilerplate:
        return first < match.later and (match.later < last or last + 1 == len(text.units))
    return unit.is_text or unit.kind == "heading" or len(chain.matches) >= 3


def _is_same_here(evidence: Evidence, match: Match) -> bool:
    """Whether what was changed is a slip, or no more than a word here and there of a section behind the end."""
    sections = evidence.sections
    return _is_slip_here(evidence.chain, match) or (sections.is_behind_the_end and sections.is_reworded(match))


def _is_slip_here(chain: Chain, match: Match) -> bool:
    """Whether what may be a slip is one: the copies around it have enough that are for certain."""
    alignments = [near.alignment for near in chain.matches if near.alignment and near.relation in {"near", "changed"}]
    total = sum((alignment.difference for alignment in alignments if not alignment.difference.said), Difference())
    return match.alignment is not None and not match.alignment.difference.said and total.is_slip


def _settle(text: Text, plan: Plan, match: Match) -> bool:
    """Whether the unit may go: what it says stands above or will take the place of what stands there."""
    if match.relation != "more":
        return True
    source = match.first
    while source in plan.removed:
        if plan.removed[source].relation != "same":
            return False
        source = plan.removed[source].first
    if leads_in(text.units[source]) and not leads_in(text.units[match.later]):
        return False
    if text.units[match.later].is_cut_off and not text.units[source].is_cut_off:
        return False
    if source in plan.fuller or not _is_presentable(text.units[match.later].text, text.units[source].weight):
        return False
    plan.fuller[source] = match.later
    return True


def _is_presentable(words: str, replaced: float) -> bool:
    """Whether a fuller copy may stand where the first one stood."""
    return (
        not words.lstrip().startswith(("…", "..."))
        and words.count("**") % 2 == 0
        and not _INLINE_HEADING.search(words)
        and len(words) < 400 + replaced * 8
    )


def keep_headings_with_their_text(text: Text, plan: Plan) -> None:
    """A heading goes only with what stands under it; furniture at a copy's end only with what follows."""
    units = text.units
    for index in sorted(plan.removed, reverse=True):
        unit = units[index]
        following = index + 1
        if unit.kind == "heading":
            last = following >= len(units) or following in plan.removed
            if not last and not (units[following].kind == "heading" and units[following].level <= unit.level):
                plan.put_back(index)
        elif unit.is_furniture and following < len(units) and following not in plan.removed:
            plan.put_back(index)


def remove_empty_sections(text: Text, plan: Plan) -> None:
    """A heading whose text has all gone goes too, if it stands above already, as a heading or in bold."""
    units = text.units
    first: dict[str, int] = {}
    for unit in units:
        if unit.kind in {"heading", "paragraph"} and unit.index not in plan.removed:
            first.setdefault(unit.form, unit.index)
    for unit in reversed(units):
        if unit.is_title and unit.index + 1 in plan.removed and unit.index + 1 not in plan.fuller.values():
            plan.removed[unit.index] = Match(unit.index, (plan.removed[unit.index + 1].first,), "same")
            plan.rules[unit.index] = "repeated-section"
            plan.reviewed.pop(unit.index, None)
        if unit.kind != "heading" or unit.index in plan.removed or first.get(unit.form, unit.index) == unit.index:
            continue
        following = unit.index + 1
        while following in plan.removed and units[following].kind != "heading":
            following += 1
        is_last = following == len(units) or (
            units[following].kind == "heading" and units[following].level <= unit.level
        )
        if following > unit.index + 1 and is_last:
            plan.removed[unit.index] = Match(unit.index, (first[unit.form],), "same")
            plan.rules[unit.index] = "repeated-section"
            plan.reviewed.pop(unit.index, None)


def _is_like(text: Text, match: Match) -> bool:
    """Whether sentences that say something else are few enough for the rest to be a copy, or little else is."""
    if match.alignment is None:
        return False
    difference = match.alignment.difference
    if difference.said <= difference.slips + difference.unclear:
        return True
    forms = [text.units[index].form for index in (match.later, match.first)]
    # A form that is filled in anew has other numbers.
    if len({tuple(_NUMBER.findall(form)) for form in forms}) > 1:
        return False
    later, source = map(runs_of, forms)
    return len(later & source) >= _RUNS * len(later | source)


def drop_small_reviews(text: Text, plan: Plan, chains: Iterable[Chain]) -> None:
    """Short lines and look-alikes are no findings unless they belong to a longer copy."""
    for chain in chains:
        matches = [match for match in chain.matches if match.later in plan.reviewed]
        copies = [match for match in matches if match.relation != "changed" or _is_like(text, match)]
        says = sum(text.units[match.later].weight for match in copies if text.units[match.later].is_text)
        if says < _REVIEW_LEAST:
            for match in matches:
                del plan.reviewed[match.later]
