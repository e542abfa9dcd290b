"""Drafts for which no answer could be used: marked, shown with what came, and cleared when one could."""

from __future__ import annotations

import json

import pytest
from support.faults import Completion, error
from support.loopback import replies

from editor_tui.cli.main import run
from editor_tui.settings import load_settings
from editor_tui.workspace.workspace import Workspace

POST = """---
title: お茶の温度
tags: []
---

玉露は50度の湯で淹れると甘みが立ち、80度では渋みが前に出る。湯を冷ます時間は茶碗を移すごとに約10度と覚えておくとよい。
"""
NONSENSE = "I think \x1b[31mtea\x1b[0m would be a [bold]good[/bold] tag."
TAGS = json.dumps({"tags": [], "new_tags": ["お茶"]}, ensure_ascii=False)


@pytest.fixture
def site(tmp_path, monkeypatch, loopback):
    (tmp_path / "posts").mkdir()
    for name in ("tea", "cup"):
        (tmp_path / "posts" / f"{name}.md").write_text(POST.replace("お茶", f"お茶{name}"), encoding="utf-8")
    for name, value in loopback.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def marked(site):
    return Workspace(site, load_settings(site)).marked()


def test_a_reply_that_cannot_be_read_marks_its_draft_and_can_be_looked_at(site, loopback, capsys):
    loopback.answer = replies(NONSENSE)
    assert run(["tag", "posts/tea.md"]) == 3
    assert "1 draft is marked for attention" in capsys.readouterr().err

    assert run(["review", "--json"]) == 0

    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (line["path"], line["task"], line["status"]) == ("posts/tea.md", "tags", "failed")
    assert line["problems"][0]["code"] == "attention"
    assert "JSON" in line["problems"][0]["message"]
    assert line["replies"] == [NONSENSE] * 3
    assert [one.path for one in marked(site)] == ["posts/tea.md"]


def test_the_plain_review_shows_the_reply_as_text(site, loopback, capsys):
    loopback.answer = replies(NONSENSE)
    run(["tag", "posts/tea.md", "--quiet"])
    capsys.readouterr()

    assert run(["review", "--plain"]) == 0

    shown = capsys.readouterr().out
    assert "posts/tea.md" in shown
    assert "[bold]good[/bold]" in shown
    assert "\x1b[31m" not in shown


def test_another_run_pays_for_nothing_and_all_asks_again_and_clears_the_mark(site, loopback, capsys):
    loopback.answer = replies(NONSENSE)
    run(["tag", "posts/tea.md", "--quiet"])
    asked = len(loopback.requests)
    loopback.answer = replies(TAGS)

    assert run(["tag", "posts/tea.md", "--quiet"]) == 3
    assert len(loopback.requests) == asked
    assert run(["tag", "posts/tea.md", "--all", "--quiet"]) == 0

    assert len(loopback.requests) > asked
    assert marked(site) == []


def test_what_somebody_wrote_by_hand_clears_the_mark_and_a_run_that_finds_nothing_does_not(site, loopback):
    loopback.answer = replies(NONSENSE)
    run(["tag", "--quiet"])
    run(["tag", "--offline", "--quiet"])
    assert [one.path for one in marked(site)] == ["posts/cup.md", "posts/tea.md"]

    with_tags = POST.replace("お茶", "お茶tea").replace("tags: []", "tags: [玉露, 煎茶, 茶碗]")
    (site / "posts" / "tea.md").write_text(with_tags, encoding="utf-8")
    run(["tag", "posts/tea.md", "--quiet"])

    assert [one.path for one in marked(site)] == ["posts/cup.md"]


@pytest.mark.parametrize(
    "fault", [Completion(None, refusal="no"), Completion("half", finish_reason="length"), error(413, "too large")]
)
def test_what_the_next_run_would_meet_again_is_marked(site, loopback, fault):
    loopback.answer = replies(fault)

    assert run(["summarize", "--quiet"]) == 3

    assert [one.path for one in marked(site)] == ["posts/cup.md", "posts/tea.md"]


@pytest.mark.parametrize(
    "fault", [error(500, "boom"), error(401, "no"), error(429, "quota", code="insufficient_quota")]
)
def test_a_provider_in_trouble_marks_no_draft(site, loopback, fault, monkeypatch):
    monkeypatch.setenv("EDITOR_TUI_CONFIG", str(site / "settings.toml"))
    (site / "settings.toml").write_text("[model]\nattempts = 1\n", encoding="utf-8")
    loopback.answer = replies(fault)

    assert run(["summarize", "--quiet"]) in (3, 4)

    assert marked(site) == []


def test_whoever_has_looked_can_drop_the_mark(site, loopback):
    loopback.answer = replies(NONSENSE)
    run(["tag", "--quiet"])

    assert run(["reject", "posts/tea.md", "--quiet"]) == 0

    assert [one.path for one in marked(site)] == ["posts/cup.md"]
