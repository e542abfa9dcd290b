"""A prompt on a passage: only its lines are sent, only its lines change."""

import pytest
from tasks.test_prompt_task import ScriptedModel, context, draft

from editor_tui.errors import PromptError, StaleProposalError
from editor_tui.post.apply import edits_for
from editor_tui.post.draft import Draft
from editor_tui.post.proposal import FieldChange
from editor_tui.tasks.passage import Passage, PassageTask
from editor_tui.tasks.registry import task_for

LINE = "摘み手は10年で半分に減りました。京都府は来春、摘み手を育てる学校を宇治に開きます。"
SHORTER = "摘み手は10年で半分に減り、京都府は来春、宇治に学校を開きます。"


def passage_of(one, text=LINE):
    start = one.body.index(text)
    return Passage(one.path, start, start + len(text), one.body_fingerprint)


def task_on(name, passage, **changes):
    made = context(**changes)
    return PassageTask(made.prompts.load(name), made, passage)


async def test_a_rewritten_passage_changes_no_other_byte():
    before = draft()
    model = ScriptedModel([SHORTER])

    proposal = await task_on("rewrite-passage", passage_of(before)).propose(before, model)

    after = before.with_edits(edits_for(before, proposal.parts))
    assert after.text == before.text.replace(LINE, SHORTER)
    assert proposal.passed
    assert proposal.fingerprint == before.fingerprint


async def test_only_the_passage_is_sent():
    before = draft()
    model = ScriptedModel([SHORTER])

    await task_on("rewrite-passage", passage_of(before), hint="短く").propose(before, model)

    words = "".join(text for _, text in model.asked[0].messages)
    assert LINE in words
    assert "4億円" not in words
    assert "短く" in words


async def test_a_number_that_the_passage_does_not_have_waits_for_a_person():
    before = draft()
    model = ScriptedModel(["摘み手は20年で半分に減り、京都府は来春、宇治に学校を開きます。"] * 2)

    proposal = await task_on("rewrite-passage", passage_of(before)).propose(before, model)

    assert not proposal.passed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## 支援\n\n小さな農家。", "小さな農家。"),
        ("## 支援\n\n小さな農家。", "### 支援\n\n小さな農家。"),
        ("[小さな農家](https://example.com/a)。", "小さな農家。"),
        ("`mill -v` を使う小さな農家。", "小さな農家。"),
        ("小さな農家。", '小さな農家。<img src="https://example.com/x.png">'),
    ],
)
async def test_headings_addresses_code_and_html_are_not_lost_or_added_unseen(old, new):
    before = draft(body=f"はじめに。\n\n{old}\n\n終わりに。\n")

    proposal = await task_on("rewrite-passage", passage_of(before, old)).propose(before, ScriptedModel([new] * 2))

    assert "structure" in {problem.code for problem in proposal.parts[0].problems}


async def test_a_heading_may_be_worded_anew():
    before = draft(body="## 支援\n\n小さな農家が対象です。\n")
    passage = passage_of(before, "## 支援\n\n小さな農家が対象です。")

    proposal = await task_on("rewrite-passage", passage).propose(
        before, ScriptedModel(["## 支援の対象\n\n小さな農家です。"])
    )

    assert proposal.passed


async def test_a_passage_that_is_left_as_it_is_proposes_nothing():
    before = draft()

    proposal = await task_on("rewrite-passage", passage_of(before)).propose(before, ScriptedModel([LINE]))

    assert proposal.parts == ()


async def test_line_ends_stay_those_of_the_draft():
    before = Draft("a.md", draft().data.replace(b"\n", b"\r\n"))
    model = ScriptedModel([SHORTER.replace("減り、", "減りました。\n\n")])

    proposal = await task_on("rewrite-passage", passage_of(before)).propose(before, model)

    after = before.with_edits(edits_for(before, proposal.parts))
    assert after.data.count(b"\n") == after.data.count(b"\r\n") == before.data.count(b"\n") + 2


async def test_a_prompt_that_fills_a_field_reads_the_passage_and_fills_it():
    before = draft()
    reply = (
        "摘み手は10年で半分に減った。京都府は来春、摘み手を育てる学校を宇治に開く。担い手を地元で増やすのが狙いになる。"
    )

    proposal = await task_on("excerpt", passage_of(before)).propose(before, ScriptedModel([reply] * 3))

    assert [type(part.change) for part in proposal.parts] == [FieldChange]
    assert proposal.parts[0].change.old == "茶業支援について詳細に分析します。"


async def test_a_body_that_has_changed_is_left_alone():
    before = draft()
    passage = passage_of(before)
    changed = Draft(before.path, before.data + "追記。\n".encode())

    with pytest.raises(StaleProposalError):
        await task_on("rewrite-passage", passage).propose(changed, ScriptedModel([SHORTER]))


def test_a_prompt_for_passages_is_no_task_for_whole_drafts():
    with pytest.raises(PromptError):
        task_for("rewrite-passage", context())
