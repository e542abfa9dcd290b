"""Accepted proposals become bytes, once, and never over what somebody else wrote."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from editor_tui.errors import ChangedSinceReadError, StaleProposalError
from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding, Fix
from editor_tui.post.proposal import BodyChange, FieldChange, FileChange, Origin, Part, Proposal
from editor_tui.workspace.fixing import group_edits
from editor_tui.workspace.workspace import Workspace

POST = "_posts/2026-04-02-kyoban-no-mizudashi.md"


@pytest.fixture
def workspace(tmp_path):
    site = shutil.copytree(Path(__file__).parents[2] / "drafts", tmp_path / "site")
    return Workspace.open(site, {})


def excerpt_proposal(workspace, value, old=None):
    draft = workspace.read(POST)
    part = Part(FieldChange("excerpt", old or draft.metadata["excerpt"], value))
    return Proposal(POST, draft.fingerprint, (part,), Origin("excerpt", "person", 1.0))


def test_a_fix_proposal_writes_the_bytes_that_fix_writes(workspace):
    draft = workspace.read(POST)
    proposal = workspace.propose_fix(draft)

    workspace.apply(proposal)

    assert workspace.read(POST).data == workspace.repair(draft).draft.data


def test_an_excerpt_can_be_accepted_after_the_body_was_repaired(workspace):
    excerpt = excerpt_proposal(workspace, "煎茶を3時間で淹れる。")
    fix = workspace.propose_fix(workspace.read(POST))

    workspace.apply(fix)
    workspace.apply(excerpt)

    assert workspace.read(POST).metadata["excerpt"] == "煎茶を3時間で淹れる。"
    assert "---END---" not in workspace.read(POST).text


def test_a_repair_made_for_another_body_is_refused(workspace):
    fix = workspace.propose_fix(workspace.read(POST))
    file = workspace.root / POST
    file.write_text(file.read_text(encoding="utf-8") + "\nひとこと。\n", encoding="utf-8")

    with pytest.raises(StaleProposalError):
        workspace.apply(fix)

    assert file.read_text(encoding="utf-8").endswith("ひとこと。\n")


def test_a_value_that_somebody_else_set_meanwhile_is_not_overwritten(workspace):
    proposal = excerpt_proposal(workspace, "機械の抜粋。")
    workspace.set_fields(POST, {"excerpt": "人の抜粋。"})

    with pytest.raises(StaleProposalError):
        workspace.apply(proposal)

    assert workspace.read(POST).metadata["excerpt"] == "人の抜粋。"


def test_an_accepted_proposal_no_longer_waits_and_undo_brings_the_bytes_back(workspace):
    before = workspace.read(POST).data
    proposal = excerpt_proposal(workspace, "煎茶を3時間で淹れる。")
    workspace.save(proposal)

    workspace.apply(proposal)

    assert workspace.waiting() == []
    workspace.undo()
    assert workspace.read(POST).data == before


def test_a_new_file_never_takes_the_place_of_one_that_is_there(workspace):
    draft = workspace.read(POST)
    part = Part(FileChange("---\ntitle: Tea\n---\n\nWarm.\n"))
    proposal = Proposal(POST, draft.fingerprint, (part,), Origin("copy", "person", 1.0), "_posts/other.md")
    (workspace.root / "_posts" / "other.md").write_text("Mine.\n", encoding="utf-8")

    with pytest.raises(ChangedSinceReadError):
        workspace.apply(proposal)

    assert (workspace.root / "_posts" / "other.md").read_text(encoding="utf-8") == "Mine.\n"


def test_several_fields_are_set_in_one_write(workspace):
    workspace.set_fields(POST, {"excerpt": "短い抜粋。", "author": "編集部", "reading_time": None})

    metadata = workspace.read(POST).metadata
    assert metadata["excerpt"] == "短い抜粋。"
    assert metadata["author"] == "編集部"
    assert "reading_time" not in metadata
    assert len(workspace.history()) == 1


def test_rejected_proposals_are_gone(workspace):
    proposal = excerpt_proposal(workspace, "煎茶を3時間で淹れる。")
    workspace.save(proposal)

    workspace.reject(proposal)

    assert workspace.waiting() == []


def test_a_rejection_is_taken_back_by_another_process_and_that_can_be_taken_back_too(workspace):
    proposal = excerpt_proposal(workspace, "煎茶を3時間で淹れる。")
    workspace.save(proposal)
    workspace.reject(proposal)

    later = Workspace.open(workspace.root, {})
    undone = later.undo()
    assert undone.reopened == (POST,)
    assert later.waiting() == [proposal]
    assert [(run.command, run.standing, run.decided) for run in later.history()] == [("undo 1", 1, 1), ("reject", 0, 1)]

    later.undo(undone.by.id)
    assert later.waiting() == []
    later.undo()
    assert later.waiting() == [proposal]


def test_undo_takes_decisions_and_writes_back_in_the_order_in_which_they_were_made(workspace):
    proposal = excerpt_proposal(workspace, "煎茶を3時間で淹れる。")
    other = replace(proposal, origin=replace(proposal.origin, task="title"))
    workspace.save(proposal)
    workspace.save(other)
    before = workspace.read(POST).data
    workspace.reject(other)
    with workspace.writing("review") as writing:
        workspace.apply(proposal, writing)

    workspace.undo()
    assert workspace.read(POST).data == before
    assert workspace.waiting() == [proposal]
    workspace.undo()
    assert workspace.waiting() == [proposal, other]


def test_a_newer_proposal_stays_where_an_old_rejection_is_taken_back(workspace):
    proposal = excerpt_proposal(workspace, "煎茶を3時間で淹れる。")
    workspace.save(proposal)
    workspace.reject(proposal)
    newer = excerpt_proposal(workspace, "番茶を2時間で淹れる。")
    workspace.save(newer)

    workspace.undo()

    assert workspace.waiting() == [newer]


def test_the_draft_after_a_proposal_is_what_apply_writes(workspace):
    proposal = excerpt_proposal(workspace, "煎茶を3時間で淹れる。")
    after = workspace.after(proposal)

    workspace.apply(proposal)

    assert workspace.read(POST).data == after.data


def test_edits_that_one_finding_needs_together_stay_in_one_part():
    edits = [Edit(0, 5, "", "a"), Edit(10, 12, "", "b"), Edit(20, 25, "x", "a")]
    finding = Finding("extended-repeat", "warning", 0, 25, None, Fix("safe", (edits[0], edits[2])))

    groups = group_edits(edits, [finding, replace(finding, fix=Fix("safe", (edits[1],)))])

    assert groups == [(edits[0], edits[2]), (edits[1],)]


def test_a_body_change_carries_the_body_it_was_made_for(workspace):
    draft = workspace.read(POST)
    proposal = workspace.propose_fix(draft)

    bases = {part.change.base for part in proposal.parts if isinstance(part.change, BodyChange)}

    assert bases == {draft.body_fingerprint}


def test_a_proposal_whose_run_is_taken_back_waits_again(workspace):
    proposal = excerpt_proposal(workspace, "水出し煎茶の手順。")
    workspace.save(proposal)
    with workspace.writing("review") as writing:
        workspace.apply(proposal, writing)
    assert workspace.waiting() == []

    Workspace.open(workspace.root, {}).undo()

    assert [waiting.key for waiting in workspace.waiting()] == [proposal.key]


def test_a_newer_proposal_is_not_pushed_out_by_one_that_is_taken_back(workspace):
    old = excerpt_proposal(workspace, "水出し煎茶の手順。")
    workspace.save(old)
    workspace.apply(old)
    new = excerpt_proposal(workspace, "別の抜粋。")
    workspace.save(new)

    workspace.undo()

    assert [waiting.parts[0].change.new for waiting in workspace.waiting()] == ["別の抜粋。"]
