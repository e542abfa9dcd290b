"""What people see of a long run: the display of a terminal, the lines of a log, an interrupted run."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.faults import Later

from editor_tui.cli.output import Output
from editor_tui.cli.task_progress import BoardProgress, LineProgress, NoProgress, Standing, progress_of
from editor_tui.llm.prices import Spending
from editor_tui.messages import Catalogue
from editor_tui.text.width import text_width

ROOT = Path(__file__).parents[2]


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    """Seconds that only pass when told to."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def output_on(stderr, stdout=None, language="en", **options):
    return Output(Catalogue(language), streams=(stdout or io.StringIO(), stderr), **options)


def spent(tokens, cost, *, priced=True):
    spending = Spending(priced=priced)
    spending.add(cost, tokens, 0)
    return spending


def shown(text):
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def test_the_numbers_are_drafts_tokens_money_and_time():
    clock = Clock()
    standing = Standing(200, spent(84_210, 0.0412), clock=clock)
    for status in ["proposed"] * 17 + ["failed"] * 3:
        standing.add(status)
    clock.now = 20.0

    assert standing.words(output_on(io.StringIO())) == (
        "20 done, 180 waiting, 3 failed · 84,210 tokens, $0.0412 · 3:00 left"
    )
    assert standing.words(output_on(io.StringIO(), language="ja")) == (
        "済み 20、残り 180、失敗 3 · 84,210 トークン、0.0412 ドル · あと 3:00"
    )


def test_a_price_that_nobody_knows_is_not_nothing():
    standing = Standing(5, spent(1000, 0.0, priced=False))

    assert "1,000 tokens, price unknown" in standing.words(output_on(io.StringIO()))


def test_the_time_that_is_left_follows_the_pace_of_the_last_minute():
    clock = Clock()
    standing = Standing(10_000, clock=clock)
    for _ in range(5000):
        standing.add("skipped")
    for _ in range(120):
        clock.now += 1.0
        standing.add("proposed")

    assert standing.seconds_left == pytest.approx(10_000 - 5120, rel=0.05)


def test_with_a_limit_skipped_drafts_do_not_count():
    standing = Standing(10, limited=True)
    for status in ("skipped", "skipped", "proposed"):
        standing.add(status)

    assert standing.done == 1


@pytest.mark.parametrize(("drafts", "seconds"), [(3, 1), (200, 40), (10_000, 3600), (50_000, 86_400)])
def test_a_log_gets_few_lines_of_any_run(drafts, seconds):
    clock, stderr = Clock(), io.StringIO()
    standing = Standing(drafts, clock=clock)
    progress = LineProgress(standing, output_on(stderr))

    for _ in range(drafts):
        clock.now += seconds / drafts
        standing.add("proposed")
        progress.update()

    lines = stderr.getvalue().splitlines()
    assert len(lines) <= 20 + seconds / 600
    assert len(lines) >= min(3, seconds // 10)


def test_a_slow_run_tells_every_ten_minutes_that_it_is_alive():
    clock, stderr = Clock(), io.StringIO()
    standing = Standing(10_000, clock=clock)
    progress = LineProgress(standing, output_on(stderr))

    for _ in range(60):
        clock.now += 60.0
        standing.add("proposed")
        progress.update()

    assert len(stderr.getvalue().splitlines()) == 6


def test_the_display_fits_the_stream(monkeypatch):
    standing = Standing(3)
    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(progress_of(standing, output_on(Terminal())), BoardProgress)
    assert isinstance(progress_of(standing, output_on(io.StringIO())), LineProgress)
    assert type(progress_of(standing, output_on(Terminal(), quiet=True))) is NoProgress
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(progress_of(standing, output_on(Terminal())), LineProgress)


async def show_board(stderr, stdout, *, columns=80, **options):
    """A display that is painted, makes room for two lines, and goes."""
    os.environ["COLUMNS"] = str(columns)
    standing = Standing(4, spent(1000, 0.5))
    output = output_on(stderr, stdout, **options)
    async with BoardProgress(standing, output) as progress:
        for line in ("first", "second"):
            standing.add("proposed")
            with progress.above(output.stdout):
                output.line(line)
        await asyncio.sleep(0.3)


@pytest.fixture
def columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("TERM", "xterm")


@pytest.mark.usefixtures("columns")
def test_the_board_shows_the_numbers_and_leaves_nothing_behind():
    stderr, stdout = Terminal(), Terminal()

    asyncio.run(show_board(stderr, stdout))

    text = stderr.getvalue()
    assert "2 done, 2 waiting, 0 failed · 1,000 tokens, $0.5000" in shown(text)
    assert "\x1b[1A\x1b[2K\x1b[1A\x1b[2K" in text[-40:]
    assert stdout.getvalue() == "first\nsecond\n"


@pytest.mark.usefixtures("columns")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_line_is_wider_than_the_terminal(language):
    stderr = Terminal()

    asyncio.run(show_board(stderr, io.StringIO(), columns=40, language=language))

    lines = re.split(r"[\r\n]+", shown(stderr.getvalue()))
    assert max(map(text_width, lines)) <= 40


@pytest.mark.usefixtures("columns")
def test_without_colour_the_board_has_none():
    stderr = Terminal()

    asyncio.run(show_board(stderr, io.StringIO(), color=False))

    assert not re.search(r"\x1b\[[0-9;]*[1-9][0-9;]*m", stderr.getvalue())


def test_rich_is_only_imported_for_a_terminal():
    code = (
        "import sys, io; from editor_tui.cli import task_output, task_progress as p;"
        "from editor_tui.cli.output import Output, Catalogue;"
        "o = Output(Catalogue('en'), streams=(io.StringIO(), io.StringIO()));"
        "p.progress_of(p.Standing(3), o); assert 'rich' not in sys.modules, 'rich'"
    )

    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


POST = """---
title: 茶 {number}
excerpt: ""
---

玉露は50度の湯で淹れると甘みが立ち、80度では渋みが前に出る。湯を冷ます時間は茶碗を移すごとに約10度と覚えておくとよい。

煎茶は70度から80度、番茶は95度が目安になる。茶葉は一人あたり{number}の匙で量り、玉露は2分、煎茶は1分ほど待つとよい。
"""
GOOD = (
    "玉露は50度で甘みが立ち80度では渋みが前に出る。"
    "煎茶は70度から80度、番茶は95度を目安に、玉露は2分、煎茶は1分ほど待つ。"
)


@pytest.fixture
def start(tmp_path, loopback):
    """Starts editor-tui in a site of forty drafts, as a process of its own."""
    (tmp_path / "site" / "posts").mkdir(parents=True)
    for number in range(40):
        (tmp_path / "site" / "posts" / f"{number:02}.md").write_text(POST.format(number=number), encoding="utf-8")

    def start(*arguments):
        environment = {
            **{"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
            **{"PYTHONPATH": os.environ["PYTHONPATH"] + os.pathsep + str(ROOT), **loopback.environment},
        }
        return subprocess.Popen(
            [sys.executable, "-m", "editor_tui", *arguments],
            **{"cwd": tmp_path / "site", "env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE},
        )

    return start


def test_stdout_is_json_lines_and_stderr_a_few_plain_ones(start, loopback):
    loopback.answer = lambda _: GOOD

    process = start("summarize", "--json")
    out, err = process.communicate(timeout=30)

    results = [json.loads(line) for line in out.splitlines()]
    assert process.returncode == 0
    assert len(results) == 40
    assert {result["status"] for result in results} == {"proposed"}
    assert b"40 proposed" in err
    assert len(err.splitlines()) <= 4


def test_an_interrupted_run_keeps_what_is_done_and_says_how_to_go_on(start, loopback):
    # Twelve answers, then none for long: whatever else the machine has to do, the run is interrupted while it waits.
    loopback.answer = lambda _: GOOD if len(loopback.requests) <= 12 else Later(5.0, GOOD)
    process = start("summarize", "--json", "--concurrency", "4")
    while len(loopback.requests) < 16:
        time.sleep(0.01)
    time.sleep(0.3)

    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)

    done = {json.loads(line)["path"] for line in out.splitlines()}
    asked = len(loopback.requests)
    assert process.returncode == 130
    assert b"run the same command again to go on" in err
    assert b"Traceback" not in err
    assert 4 <= len(done) <= asked
    loopback.answer = lambda _: GOOD
    again = start("summarize", "--json")
    out, _ = again.communicate(timeout=30)
    assert again.returncode == 0
    assert len(loopback.requests) <= 40 + 4
    assert {json.loads(line)["path"] for line in out.splitlines() if b"skipped" not in line} | done == {
        f"posts/{number:02}.md" for number in range(40)
    }
