"""One prompt tried on one draft, while somebody watches the reply being written."""

from __future__ import annotations

import asyncio

import pytest
from support.faults import Reset, Streamed, error
from support.loopback import replies

from editor_tui.errors import KeyRefusedError
from editor_tui.settings import Settings
from editor_tui.workspace.workspace import Workspace

POST = """---
title: お茶の温度
---

玉露は50度の湯で淹れると甘みが立ち、80度では渋みが前に出る。湯を冷ます時間は茶碗を移すごとに約10度と覚えておくとよい。

煎茶は70度から80度、番茶は95度が目安になる。茶葉は一人あたり3グラムを量り、玉露は2分、煎茶は1分ほど待つ。
"""
GOOD = (
    "玉露は50度で甘みが立ち80度では渋みが前に出る。"
    "煎茶は70度から80度、番茶は95度を目安に、茶葉は一人あたり3グラムを量って淹れる。"
)


@pytest.fixture
def workspace(tmp_path, loopback):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "tea.md").write_text(POST, encoding="utf-8")
    return Workspace(tmp_path, Settings(), loopback.environment)


def test_the_text_is_heard_and_the_proposal_is_checked(workspace, loopback):
    loopback.answer = replies(Streamed(GOOD, end=Reset()), Streamed(GOOD))
    heard = []

    proposal = asyncio.run(workspace.try_prompt("excerpt", "posts/tea.md", heard.append))

    assert heard[-1] == GOOD
    assert heard.count("") == 2
    assert [part.change.new for part in proposal.parts] == [GOOD]
    assert proposal.passed
    assert workspace.waiting() == []


def test_what_is_heard_is_not_accepted_for_it(workspace, loopback):
    loopback.answer = replies("Here is the excerpt!")
    heard = []

    proposal = asyncio.run(workspace.try_prompt("excerpt", "posts/tea.md", heard.append))

    assert not proposal.passed
    assert heard.count("Here is the excerpt!") >= 3


def test_a_kept_answer_is_heard_at_once_and_not_asked_for_again(workspace, loopback):
    loopback.answer = replies(GOOD)
    asyncio.run(workspace.propose("excerpt", "posts/tea.md"))
    heard = []

    asyncio.run(workspace.try_prompt("excerpt", "posts/tea.md", heard.append))

    assert heard == [GOOD]
    assert len(loopback.requests) == 1


def test_without_a_model_nothing_is_heard(workspace):
    heard = []

    proposal = asyncio.run(workspace.try_prompt("excerpt", "posts/tea.md", heard.append, offline=True))

    assert proposal.origin.engine == "offline"
    assert heard == []


def test_a_failure_is_raised_as_ever(workspace, loopback):
    loopback.answer = replies(error(401, "no"))

    with pytest.raises(KeyRefusedError):
        asyncio.run(workspace.try_prompt("excerpt", "posts/tea.md", lambda _: None))
