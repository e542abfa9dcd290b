"""The table of `docs/models.md`, row by row, through the command line: what is asked, what lands, how it ends.

The rows are read from the document: what it says is what is tested, and it cannot go stale.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.fault_table import FAULTS, KEY
from support.faults import Drip, Hang, Streamed
from support.loopback import replies

from editor_tui import errors
from editor_tui.cli.main import run
from editor_tui.settings import load_settings
from editor_tui.workspace.workspace import Workspace

DOCUMENT = Path(__file__).parents[2] / "docs" / "models.md"
ATTEMPTS = 4
LONGEST_WAIT = 0.8
NUMBERS = {"第一": 1, "第二": 2, "第三": 3}
TEXT = """---
title: {name}の茶
excerpt: ""
---

玉露は50度の湯で淹れると甘みが立ち、80度では渋みが前に出る。湯を冷ます時間は茶碗を移すごとに約10度と覚えておくとよい。

煎茶は70度から80度、番茶は95度が目安になる。茶葉は一人あたり{name}の匙で量り、玉露は2分、煎茶は1分ほど待つとよい。
"""
GOOD = (
    "玉露は50度で甘みが立ち80度では渋みが前に出る。"
    "煎茶は70度から80度、番茶は95度を目安に、玉露は2分、煎茶は1分ほど待つ。"
)


@dataclass(frozen=True)
class Row:
    """One row: how often one draft is asked for, how it passes, both exit codes ("—": not tried), what is said."""

    name: str
    asked: str
    passes: str
    one: str
    every: str
    says: str


def rows():
    text = DOCUMENT.read_text(encoding="utf-8")
    table = re.search(r"^\| what happens \| asked .*?\n\n", text, re.MULTILINE | re.DOTALL)
    lines = table.group().strip().splitlines()[2:]
    return {row.name: row for row in (Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines)}


ROWS = rows()
STREAMS = [name for name in ROWS if isinstance(FAULTS.get(name), Streamed)]
RUNS = [name for name in ROWS if name not in STREAMS]


def time_limit(name):
    """Seconds for a reply: few where the fault is that none comes, many where a busy machine must not look like it."""
    fault = FAULTS.get(name)
    hangs = isinstance(fault, Hang | Drip) or (
        isinstance(fault, Streamed) and (fault.seconds or fault.end == Hang(2.0))
    )
    return 0.35 if hangs else 5.0


@pytest.fixture
def site(tmp_path, monkeypatch, loopback, request):
    """Three drafts, a server, a key, and a clock on which tries follow each other fifty times as fast."""
    limit = time_limit(request.node.callspec.params["name"])
    root = tmp_path / "site"
    (root / "posts").mkdir(parents=True)
    for name, number in NUMBERS.items():
        (root / "posts" / f"{number}.md").write_text(TEXT.format(name=name), encoding="utf-8")
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f"[model]\nname = 'm'\ntimeout = {limit}\nattempts = {ATTEMPTS}\nlongest-wait = {LONGEST_WAIT}\n",
        encoding="utf-8",
    )
    sleep = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda seconds, *rest: sleep(seconds / 50, *rest))
    monkeypatch.setenv("EDITOR_TUI_CONFIG", str(settings))
    monkeypatch.setenv("OPENAI_BASE_URL", loopback.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def summarize(site, capsys):
    """Runs `summarize --write --json`; gives the exit code, the results by path, and what was said."""

    def summarize(*flags):
        code = run(["summarize", "--write", "--json", "--concurrency", "1", *flags])
        shown = capsys.readouterr()
        assert KEY not in shown.out + shown.err
        assert_no_key_in(site / ".editor-tui")
        results = [json.loads(line) for line in shown.out.splitlines()]
        return code, {result["path"]: result["status"] for result in results}, shown.err

    return summarize


def assert_no_key_in(state):
    """Answers, proposals, journal and whatever else is kept."""
    for file in state.rglob("*"):
        if file.is_file():
            assert KEY.encode() not in file.read_bytes(), f"the key stands in {file.name}"


def drafts(site):
    return {number: (site / "posts" / f"{number}.md").read_bytes() for number in NUMBERS.values()}


def written(site, before):
    """The numbers of the drafts whose excerpt was written, and nothing else of them."""
    found = set()
    for number, data in drafts(site).items():
        if data != before[number]:
            assert data == before[number].replace(b'excerpt: ""', f'excerpt: "{GOOD}"'.encode())
            found.add(number)
    return found


def asks_for(request, name):
    return f"{name}の匙" in request.messages[-1][1]


def test_every_fault_has_a_row_and_every_row_a_fault():
    assert set(ROWS) == set(FAULTS)


@pytest.mark.parametrize("name", [name for name in RUNS if ROWS[name].one != "—"])
def test_a_lasting_fault_of_one_draft_leaves_the_others_alone(site, loopback, summarize, name):
    row, before = ROWS[name], drafts(site)
    loopback.answer = lambda body: FAULTS[name] if "第二の匙" in str(body) else GOOD

    code, results, said = summarize()

    assert code == int(row.one)
    assert written(site, before) == ({1, 3} if code == 3 else {1})
    assert results.get("posts/2.md") == ("failed" if code == 3 else None)
    assert sum(asks_for(request, "第二") for request in loopback.requests) == int(
        row.asked.replace("`attempts`", str(ATTEMPTS))
    )
    assert row.says in said


@pytest.mark.parametrize("name", [name for name in RUNS if ROWS[name].every != "—"])
def test_a_lasting_fault_of_everything_lands_nothing(site, loopback, summarize, name):
    row, before = ROWS[name], drafts(site)
    loopback.answer = replies(FAULTS[name])

    code, _, said = summarize()

    assert code == int(row.every)
    assert written(site, before) == set()
    assert Workspace(site, load_settings(site)).waiting() == []
    assert len(loopback.requests) <= 3 * ATTEMPTS or "429" in name
    assert row.says in said


@pytest.mark.parametrize("name", RUNS)
def test_a_passing_fault_costs_one_more_request(site, loopback, summarize, name):
    row, before = ROWS[name], drafts(site)
    loopback.answer = replies(FAULTS[name], GOOD)

    code, _, _ = summarize()
    if row.passes != "yes":
        assert code == int(row.one)
        if row.passes == "with `--all`":
            asked = len(loopback.requests)
            assert summarize()[0] == code
            assert len(loopback.requests) == asked
            code, _, _ = summarize("--all")
        else:
            code, _, _ = summarize()

    assert code == 0
    assert written(site, before) == {1, 2, 3}
    assert len(loopback.requests) == 4


@pytest.mark.parametrize("name", STREAMS)
def test_a_broken_stream_of_a_trial_is_asked_for_again_and_never_used(site, loopback, name):
    row, before, heard = ROWS[name], drafts(site), []
    workspace = Workspace.open(site)
    loopback.answer = replies(FAULTS[name])

    with pytest.raises(errors.DraftModelError, match=row.says) as raised:
        asyncio.run(workspace.try_prompt("excerpt", "posts/1.md", heard.append))
    asked = len(loopback.requests)
    loopback.requests.clear()
    loopback.answer = replies(FAULTS[name], GOOD)
    proposal = asyncio.run(workspace.try_prompt("excerpt", "posts/1.md", heard.append))

    assert raised.value.exit_code == int(row.one)
    assert asked == int(row.asked.replace("`attempts`", str(ATTEMPTS)))
    assert len(loopback.requests) == 2
    assert [part.change.new for part in proposal.parts] == [GOOD]
    assert KEY not in str(raised.value) + "".join(heard)
    assert written(site, before) == set()
    assert_no_key_in(site / ".editor-tui")
