"""One look at a text: what repeats in it, as findings with the edits that mend them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from editor_tui.messages import Message
from editor_tui.post.blocks import Block, split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding, Fix, Severity
from editor_tui.repair.repeats.chains import Chain, link
from editor_tui.repair.repeats.evidence import Evidence
from editor_tui.repair.repeats.guard import put_back_what_would_be_lost
from editor_tui.repair.repeats.judgement import certain_chains
from editor_tui.repair.repeats.leftovers import LEFTOVERS, take_leftovers
from editor_tui.repair.repeats.matches import Match, Matcher
from editor_tui.repair.repeats.plan import Plan, keep_headings_with_their_text, make_plan
from editor_tui.repair.repeats.regrouping import regroup
from editor_tui.repair.repeats.rendering import removals, replacement
from editor_tui.repair.repeats.restarts import Slip, find_slips
from editor_tui.repair.repeats.reviews import Review, find_reviews
from editor_tui.repair.repeats.text import Text
from editor_tui.repair.repeats.trimming import trim_glued
from editor_tui.repair.repeats.units import Unit, read_units
from editor_tui.repair.repeats.words import Known
from editor_tui.text.normal import normal_form

RULES: Final = (
    "repeated-block",
    "repeated-section",
    "extended-repeat",
    "near-repeat",
    "glued-echo",
    "restart",
    "doubled-sentence",
)


@dataclass(frozen=True)
class Look:
    """What one pass sees."""

    draft: Draft
    blocks: Sequence[Block]
    units: Sequence[Unit]
    chains: Sequence[Chain]
    plan: Plan
    slips: Sequence[Slip]
    reviews: Sequence[Review]


def look(
    draft: Draft,
    boilerplate: Collection[str] = (),
    borders: Sequence[int] = (),
    blocks: Sequence[Block] | None = None,
    *,
    title: str = "",
    known: Known | None = None,
    rules: Collection[str] | None = None,
    unsafe: bool = False,
) -> Look:
    """What repeats in a draft and what is to be done about it. Raises FrontMatterError as `Draft.frame` does."""
    blocks = split_blocks(draft) if blocks is None else blocks
    title = normal_form(title) if title else ""
    units = read_units(draft.text, blocks, boilerplate, title, known)
    text = Text(units, {_unit_at(units, border) for border in borders})
    matcher = Matcher(units)
    chains: list[Chain] = []
    if not matcher.shares_nothing():
        chains = link(units, regroup(units, matcher.matches(), matcher.copies))
    evidence = [Evidence(text, chain) for chain in chains]
    proven = certain_chains(text, evidence)
    certain = range(len(chains)) if unsafe else proven
    plan = make_plan(text, evidence, certain, rules)
    put_back_what_would_be_lost(units, plan, title)
    keep_headings_with_their_text(text, plan)
    trimmed = trim_glued(text, evidence, plan)
    if len(proven) >= 2 and (rules is None or set(LEFTOVERS).issubset(rules)):
        take_leftovers(text, [evidence[number] for number in proven], plan, trimmed)
    slips = [*trimmed.values(), *find_slips(text, {*plan.removed, *plan.fuller, *trimmed})]
    reviews = find_reviews(matcher, {*plan.removed, *plan.fuller, *plan.reviewed})
    return Look(draft, blocks, units, chains, plan, slips, reviews)


def _unit_at(units: Sequence[Unit], offset: int) -> int:
    """The first unit that begins at an offset or behind it."""
    return next((unit.index for unit in units if unit.start >= offset), len(units))


def edits_of(seen: Look, rules: Collection[str] | None = None) -> list[Edit]:
    """Everything that the look would do, in order."""
    plan, units = seen.plan, seen.units
    edits = list(removals(seen.draft.text, units, plan.removed, plan.rules).values())
    edits += (replacement(units[source], units[later], plan.rules[later]) for source, later in plan.fuller.items())
    edits += (slip.edit for slip in seen.slips if slip.edit and (rules is None or slip.rule in rules))
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def findings_of(seen: Look) -> list[Finding]:
    """A finding for every stretch that repeats, in the order of the text."""
    plan = seen.plan
    taken = removals(seen.draft.text, seen.units, plan.removed, plan.rules)
    inside = {match.later for chain in seen.chains for match in chain.matches}
    findings = []
    for chain in seen.chains:
        # What goes may go by another match than the chain's: see leftovers.
        matches = [
            plan.removed.get(match.later, match)
            for match in chain.matches
            if match.later in plan.removed or match.later in plan.reviewed
        ]
        for group in _stretches(matches, plan):
            findings.append(_finding(seen, group, taken))
    findings += (_finding(seen, [match], taken) for later, match in plan.removed.items() if later not in inside)
    echoed = {(slip.start, slip.end) for slip in seen.slips}
    findings = [finding for finding in findings if finding.fix or not _is_covered(finding, echoed)]
    findings += (_slip_finding(seen.draft, slip) for slip in seen.slips)
    findings += (_review_finding(seen, review) for review in seen.reviews)
    return sorted(findings, key=lambda finding: (finding.start, finding.end))


def _is_covered(finding: Finding, slips: set[tuple[int, int]]) -> bool:
    return any(start == finding.start for start, _ in slips)


def _stretches(matches: Sequence[Match], plan: Plan) -> list[list[Match]]:
    """Matches side by side that have one rule and one fate."""
    stretches: list[list[Match]] = []
    for match in matches:
        before = stretches[-1][-1] if stretches else None
        if (
            before is not None
            and match.later == before.later + 1
            and plan.rules[match.later] == plan.rules[before.later]
            and (match.later in plan.removed) == (before.later in plan.removed)
        ):
            stretches[-1].append(match)
        else:
            stretches.append([match])
    return stretches


def _finding(seen: Look, group: Sequence[Match], taken: dict[int, Edit]) -> Finding:
    plan, units = seen.plan, seen.units
    start, end = units[group[0].later].start, units[group[-1].later].end
    sources = [source for match in group for source in match.sources]
    first = (units[min(sources)].start, units[max(sources)].end)
    rule = plan.rules[group[0].later]
    edits = [taken[match.later] for match in group if match.later in taken]
    copies = {match.later for match in group}
    edits += (
        replacement(units[source], units[later], rule) for source, later in plan.fuller.items() if later in copies
    )
    fix = Fix("safe", tuple(sorted(edits, key=lambda edit: edit.start))) if edits else None
    differs = any(match.relation in {"both", "changed"} for match in group)
    return _make(seen.draft, rule, (start, end), first, fix, manner="-differs" if differs else "")


def _slip_finding(draft: Draft, slip: Slip) -> Finding:
    fix = Fix("safe", (slip.edit,)) if slip.edit else None
    return _make(draft, slip.rule, (slip.start, slip.end), slip.first, fix)


def _review_finding(seen: Look, review: Review) -> Finding:
    units = seen.units
    span = (units[review.first].start, units[review.last].end)
    first = (units[review.source_first].start, units[review.source_last].end)
    return _make(seen.draft, review.rule, span, first, None, manner="-retold" if review.is_retold else "")


def _make(
    draft: Draft, rule: str, span: tuple[int, int], first: tuple[int, int], fix: Fix | None, *, manner: str = ""
) -> Finding:
    severity: Severity = "warning" if fix else "info"
    message = Message.of(
        f"repair.{rule}{manner}",
        first=draft.line_of(first[0]),
        last=draft.line_of(max(first[1] - 1, first[0])),
    )
    return Finding(rule, severity, *span, message, fix, first)
