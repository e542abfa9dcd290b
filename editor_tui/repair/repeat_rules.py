"""The repeats family, from its package, as one finder for the registry."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding, Fix
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.keys import form_key
from editor_tui.repair.repeats import RULES as NAMES
from editor_tui.repair.repeats import find_repeats, repair_repeats

__all__ = ["NAMES", "BoilerplateForms", "find"]


class BoilerplateForms(Collection[str]):
    """The normal forms of the blocks that many drafts of a site share; of each only the key is known."""

    def __init__(self, facts: SiteFacts) -> None:
        self._keys = facts.boilerplate

    def __contains__(self, form: object) -> bool:
        return bool(self._keys) and isinstance(form, str) and form_key(form) in self._keys

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("only the keys of boilerplate are known")


def find(inspection: Inspection) -> Sequence[Finding]:
    """All repeats in the body. Where unsafe fixes are asked for, copies that may have been meant get one."""
    if not inspection.has_frame:
        return ()
    forms = BoilerplateForms(inspection.facts)
    title = inspection.title
    borders, words = inspection.borders, inspection.words
    findings = find_repeats(inspection.draft, forms, borders, inspection.blocks, title=title, known=words)
    if inspection.unsafe and any(finding.fix is None for finding in findings):
        edits = repair_repeats(inspection.draft, forms, borders, title=title, unsafe=True)
        return [finding if finding.fix else _with_edits(finding, edits) for finding in findings]
    return findings


def _with_edits(finding: Finding, edits: Sequence[Edit]) -> Finding:
    mine = tuple(edit for edit in edits if finding.start <= edit.start and edit.end <= finding.end + 2)
    return replace(finding, fix=Fix("unsafe", mine)) if mine else finding
