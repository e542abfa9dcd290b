"""What a run costs, as the command line tells it: known, unknown, limited."""

from __future__ import annotations

import json

import pytest
from support.faults import Completion

from editor_tui.cli.main import run
from editor_tui.llm.dialect import HEADROOM

POST = """---
title: 茶 {number}
excerpt: ""
description: ""
---

玉露は50度の湯で淹れると甘みが立ち、80度では渋みが前に出る。湯を冷ます時間は茶碗を移すごとに約10度と覚えておくとよい。

煎茶は70度から80度、番茶は95度が目安になる。茶葉は一人あたり{number}の匙で量り、玉露は2分、煎茶は1分ほど待つとよい。
"""
GOOD = (
    "玉露は50度で甘みが立ち80度では渋みが前に出る。"
    "湯は茶碗を移すごとに約10度冷め、煎茶は70度から80度、番茶は95度を目安に、玉露は2分、煎茶は1分ほど待つ。"
)
USAGE = {"prompt_tokens": 1000, "completion_tokens": 100}
PRICE = "[[model.price]]\nmodel = 'house'\ninput = 1.0\noutput = 10.0\n"


@pytest.fixture
def summarize(tmp_path, monkeypatch, loopback, capsys):
    """Runs `summarize` over eight drafts with a model of this name; gives the code, the results, and what was said."""
    (tmp_path / "posts").mkdir()
    for number in range(8):
        (tmp_path / "posts" / f"{number}.md").write_text(POST.format(number=number), encoding="utf-8")
    loopback.answer = lambda _: Completion(GOOD, usage=USAGE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name, value in loopback.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("EDITOR_TUI_CONFIG", str(tmp_path / "user.toml"))

    def summarize(*flags, settings="", name="house"):
        (tmp_path / "user.toml").write_text(settings, encoding="utf-8")
        monkeypatch.setenv("EDITOR_TUI_MODEL", name)
        code = run(["summarize", "--json", "--concurrency", "1", *flags])
        shown = capsys.readouterr()
        return code, [json.loads(line) for line in shown.out.splitlines()], shown.err

    return summarize


def test_a_known_price_is_told_for_each_draft_and_in_all(summarize):
    code, results, said = summarize("--limit", "3", settings=PRICE)

    costs = [result["usage"]["cost_usd"] for result in results]
    assert code == 0
    assert costs == pytest.approx([0.002] * 6)
    assert "6,600 tokens, $0.0120" in said


def test_a_limit_holds_for_all_tasks_of_a_command_together(summarize, loopback):
    code, results, said = summarize("--max-cost", "0.03", settings=PRICE)

    spent = 0.002 * len(loopback.requests)
    assert code == 4
    assert spent <= 0.03
    assert len(results) == len(loopback.requests)
    assert "--max-cost" in said


def test_what_is_done_is_kept_and_a_higher_limit_goes_on(summarize, loopback):
    summarize("--max-cost", "0.03", settings=PRICE)
    code, _, _ = summarize("--max-cost", "3", settings=PRICE)

    assert code == 0
    assert len(loopback.requests) == 16


def test_a_model_on_this_machine_is_free_and_any_limit_holds(summarize):
    code, results, said = summarize("--max-cost", "0.01", "--limit", "1")

    assert code == 0
    assert results[0]["usage"]["cost_usd"] == 0
    assert "$0.0000" in said


@pytest.fixture
def far(summarize, monkeypatch, loopback):
    """The same server, as if it were another machine's."""
    from editor_tui.llm.connection import Connection

    monkeypatch.setattr(Connection, "is_loopback", False)
    return summarize


def test_a_price_that_nobody_knows_is_said_to_be_unknown(far):
    code, results, said = far("--limit", "1")

    assert code == 0
    assert results[0]["usage"]["cost_usd"] is None
    assert "2,200 tokens, price unknown" in said


def test_a_limit_without_a_price_is_refused_before_anything_is_sent(far, loopback):
    code, results, said = far("--max-cost", "1")

    assert code == 2
    assert results == []
    assert "[[model.price]]" in said
    assert loopback.requests == []


def test_a_plan_without_a_price_says_so(far, loopback):
    code, (plan, _), _ = far("--dry-run")

    assert code == 0
    assert plan["input_tokens"] > 0
    assert plan["cost_usd"] is None
    assert loopback.requests == []


def test_a_plan_foresees_what_a_model_may_think(summarize, monkeypatch):
    monkeypatch.delenv("OPENAI_BASE_URL")

    _, thinking, _ = summarize("--dry-run", name="gpt-5-mini")
    _, plain, _ = summarize("--dry-run", name="gpt-4.1-mini")

    assert thinking[0]["output_tokens"] == plain[0]["output_tokens"] + 8 * HEADROOM


def test_a_kept_answer_costs_nothing_whatever_its_price(far, loopback):
    far("--limit", "1")
    asked = len(loopback.requests)

    _, results, said = far("--limit", "1", "--all")

    assert len(loopback.requests) == asked
    assert results[0]["usage"]["cost_usd"] == 0
    assert "price unknown" not in said


def test_history_and_report_say_that_a_cost_is_unknown(far, capsys):
    far("--limit", "1")

    assert run(["--lang", "en", "history"]) == 0
    assert "unknown" in capsys.readouterr().out
    run(["history", "--json"])
    runs = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["usage"]["cost_usd"] for one in runs} == {None}
    run(["report", "--json"])
    assert list(json.loads(capsys.readouterr().out)["costs_usd"].values()) == [None]
    run(["--lang", "en", "report", "-o", "-"])
    assert '<td class="n">unknown</td>' in capsys.readouterr().out
