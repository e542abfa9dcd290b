"""Runs rules over one draft, stage by stage, and turns everything back into offsets of the draft as it was given."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, compose, original_offset
from editor_tui.post.finding import Finding, Fix, Safety
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.opt_outs import find_opt_outs
from editor_tui.repair.rule import STAGES, Finder, Rule
from editor_tui.repair.selection import Selection
from editor_tui.settings.schema import Settings

if TYPE_CHECKING:
    from editor_tui.repair.repeats.words import Known

# Where these were taken out, a model had stopped and begun again.
_BORDERS = frozenset({"end-marker", "prompt-leak", "chat-preamble"})
# These take out stretches of blocks that stand above.
_CUTS = frozenset({"repeated-section", "glued-echo"})


@dataclass(frozen=True, slots=True)
class Pass:
    """One run through all stages: what was found, what of it was mended, the edits, and the draft after them."""

    draft: Draft
    findings: tuple[Finding, ...] = ()
    applied: tuple[Finding, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Runner:
    """The rules that are selected for one draft, with what they need to know."""

    rules: tuple[Rule, ...]
    facts: SiteFacts
    settings: Settings
    selection: Selection
    levels: frozenset[Safety] = field(default=frozenset({"safe"}))
    #: Titles and bodies with no repeats left to mend, of one repair: the next round need not look at them again.
    _settled: set[tuple[str, str]] = field(default_factory=set, compare=False)
    _words: Known = field(default_factory=dict, compare=False)

    def find(self, draft: Draft) -> tuple[Finding, ...]:
        """What `run` finds. What the last stage would mend is nobody's to read."""
        return self.run(draft, last=len(STAGES) - 1).findings

    def run(self, draft: Draft, *, settle: bool = False, last: int = len(STAGES)) -> Pass:
        """Every stage once. Findings of a later stage are given for the text that earlier stages leave.

        With `settle`, repeats are looked for until there are none, so that what borders showed is not forgotten; in a
        body that has none they are not looked for again, and not found.
        From the stage `last` on nothing is mended.
        """
        done = Pass(draft)
        unsafe = "unsafe" in self.levels
        inspection = Inspection(draft, self.facts, self.settings, unsafe=unsafe, words=self._words)
        for stage, name in enumerate(STAGES):
            while not (settle and name == "repeats" and self._is_settled(inspection)):
                found = list(self._find(inspection, stage))
                chosen, edits = _choose(found, self.levels)
                back = [moved_back(finding, done.edits) for finding in found]
                applied = (*done.applied, *(back[number] for number in chosen))
                done = Pass(inspection.draft, _with(done.findings, back), applied, done.edits)
                if not edits or stage >= last:
                    if settle and name == "repeats":
                        self._settle(inspection)
                    break
                borders, cuts = _places(inspection.borders, edits, _BORDERS), _places(inspection.cuts, edits, _CUTS)
                inspection = inspection.after(edits, borders, cuts)
                done = replace(done, draft=inspection.draft, edits=compose(done.edits, edits))
                if not (settle and name == "repeats"):
                    break
        findings = (with_lines_of(draft, finding) for finding in done.findings)
        return replace(done, findings=tuple(sorted(findings, key=_place)))

    def _is_settled(self, inspection: Inspection) -> bool:
        return inspection.has_frame and not inspection.borders and _read_for_repeats(inspection) in self._settled

    def _settle(self, inspection: Inspection) -> None:
        if inspection.has_frame and not inspection.borders:
            self._settled.add(_read_for_repeats(inspection))

    def _find(self, inspection: Inspection, stage: int) -> Iterable[Finding]:
        finders, families = _selected(self.rules, self.selection, stage)
        opt_outs = find_opt_outs(inspection) if finders else ()
        for find in finders:
            for finding in find(inspection):
                family = families.get(finding.rule)
                if family and not any(opt_out.covers(finding, family) for opt_out in opt_outs):
                    yield finding


def _read_for_repeats(inspection: Inspection) -> tuple[str, str]:
    """What of a draft the look for repeats depends on, but for borders."""
    return inspection.title, inspection.draft.body


# A run has a few selections and thousands of drafts.
@lru_cache(maxsize=256)
def _selected(rules: tuple[Rule, ...], selection: Selection, stage: int) -> tuple[Sequence[Finder], Mapping[str, str]]:
    """What runs in a stage: the finders in their order, each once, and the families of the rules that are wanted."""
    wanted = [rule for rule in rules if rule.stage == stage and selection.includes(rule.name, rule.family)]
    return tuple(dict.fromkeys(rule.find for rule in wanted)), {rule.name: rule.family for rule in wanted}


def _choose(findings: Sequence[Finding], levels: frozenset[Safety]) -> tuple[list[int], tuple[Edit, ...]]:
    """The numbers of the findings whose fixes go together, the first come first, and their edits in order."""
    chosen: list[int] = []
    taken: list[Edit] = []
    for number, finding in enumerate(findings):
        fix = finding.fix
        if fix is None or fix.safety not in levels or not fix.edits:
            continue
        if all(_fits_in(edit, taken) for edit in fix.edits):
            chosen.append(number)
            for edit in fix.edits:
                insort(taken, edit, key=_order)
    return chosen, tuple(taken)


def _order(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _fits_in(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Whether an edit touches none of those taken; two that begin at one place would depend on their order."""
    at = bisect_left(taken, _order(edit), key=_order)
    before, after = taken[at - 1] if at else None, taken[at] if at < len(taken) else None
    return (before is None or (before.end <= edit.start and before.start < edit.start)) and (
        after is None or (edit.end <= after.start and edit.start < after.start)
    )


def _with(findings: tuple[Finding, ...], found: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings; of a model's words that are found again, with what became known of them, the last."""
    again = {(one.rule, one.start, one.end) for one in found if one.rule in _BORDERS}
    if again:
        findings = tuple(one for one in findings if (one.rule, one.start, one.end) not in again)
    return (*findings, *found)


def _places(places: tuple[int, ...], edits: Sequence[Edit], reasons: Collection[str]) -> tuple[int, ...]:
    """The old places and those of edits for these reasons, in offsets of the text after the edits (in order)."""
    ends = [edit.end for edit in edits]
    shifts = (0, *accumulate(len(edit.replacement) - (edit.end - edit.start) for edit in edits))
    moved = set()
    for offset in (*places, *(edit.start for edit in edits if edit.reason in reasons)):
        past = bisect_right(ends, offset)
        is_inside = past < len(edits) and edits[past].start <= offset
        moved.add((edits[past].start if is_inside else offset) + shifts[past])
    return tuple(sorted(moved))


def moved_back(finding: Finding, edits: Sequence[Edit]) -> Finding:
    """A finding on an edited text, as one on the text before the edits."""
    if not edits:
        return finding
    start, end = _span(edits, finding.start, finding.end)
    fix = finding.fix and Fix(
        finding.fix.safety,
        tuple(Edit(*_span(edits, edit.start, edit.end), edit.replacement, edit.reason) for edit in finding.fix.edits),
    )
    first = finding.first and _span(edits, *finding.first)
    return Finding(finding.rule, finding.severity, start, end, finding.message, fix, first)


def with_lines_of(draft: Draft, finding: Finding) -> Finding:
    """A repeat whose message names the lines of its first stand in this draft; any other finding as it is."""
    values = finding.message.values
    if finding.first is None or not isinstance(values.get("first"), int):
        return finding
    start, end = finding.first
    lines = {"first": draft.line_of(start), "last": draft.line_of(max(end - 1, start))}
    if lines.items() <= values.items():
        return finding
    return replace(finding, message=Message(finding.message.id, {**values, **lines}))


def _span(edits: Sequence[Edit], start: int, end: int) -> tuple[int, int]:
    first = original_offset(edits, start)
    return first, max(first, original_offset(edits, end, at_end=True)) if end > start else first


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule
