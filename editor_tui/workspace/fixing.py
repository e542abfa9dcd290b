"""A repair as a proposal: the same edits that `fix` writes, in parts that a person can accept one by one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding
from editor_tui.post.proposal import BodyChange, FieldChange, Origin, Part, Proposal
from editor_tui.repair.exemptions import is_exempt
from editor_tui.repair.registry import Repair

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace

TASK = "fix"


def propose_fix(workspace: Workspace, draft: Draft, *, unsafe: bool = False) -> Proposal | None:
    """The repair of a draft; None where it needs none, or says no to it."""
    if is_exempt(draft, TASK, workspace.settings):
        return None
    return fix_proposal(draft, workspace.repair(draft, unsafe=unsafe))


def fix_proposal(draft: Draft, repair: Repair) -> Proposal | None:
    """What the repair does to the draft; None where it does nothing.

    Edits that one finding needs together stay in one part: half of them could lose text.
    """
    body = draft.frame.body
    parts = [
        Part(BodyChange(tuple(edit.shifted(-body) for edit in group), draft.body_fingerprint))
        for group in group_edits([edit for edit in repair.edits if edit.start >= body], repair.applied)
    ]
    parts += (Part(change) for change in _field_changes(draft, repair.draft))
    if not parts:
        return None
    return Proposal(draft.path, draft.fingerprint, tuple(parts), Origin(TASK, "rules", time.time()))


def group_edits(edits: Sequence[Edit], findings: Sequence[Finding]) -> list[tuple[Edit, ...]]:
    """The edits in groups that no finding's fix crosses, each group and the list of them in order of place."""
    groups: list[tuple[int, ...]] = [(number,) for number in range(len(edits))]
    for finding in findings:
        touched = {
            number
            for number, edit in enumerate(edits)
            if finding.fix and any(edit.start <= one.end and one.start <= edit.end for one in finding.fix.edits)
        }
        together = [group for group in groups if touched.intersection(group)]
        if len(together) > 1:
            groups = [group for group in groups if group not in together]
            groups.append(tuple(sorted(number for group in together for number in group)))
    return [tuple(edits[number] for number in group) for group in sorted(groups)]


def _field_changes(before: Draft, after: Draft) -> list[FieldChange]:
    if before.text[: before.frame.body] == after.text[: after.frame.body]:
        return []
    old, new = before.metadata, after.metadata
    keys = [*old, *(key for key in new if key not in old)]
    return [FieldChange(key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]
