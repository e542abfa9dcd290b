"""The whole work of an editor by keys alone: real site, real workspace, real terminal, a model on the loopback."""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.loopback import Loopback
from tui.terminal import Terminal, has_tmux

pytestmark = [
    pytest.mark.skipif(not has_tmux(), reason="tmux is not installed"),
    # A real terminal on a busy machine may miss a paint; what is wrong with the app is wrong three times.
    pytest.mark.flaky(reruns=2, only_rerun=["TimeoutError"]),
]
DRAFTS = Path(__file__).parents[2] / "drafts"
EXCERPT = {
    "ja": (
        "茶葉の選び方から湯の温度、道具の手入れまで、編集部が台所で確かめた手順と失敗を、"
        "家で試せる順にまとめて紹介します。買い足す物はありません。"
    ),
    "en": (
        "What we learned at the kitchen table: which leaves to choose, how hot the water should be, how to look after "
        "the pot, and what to try first."
    ),
}


def answer(request):
    """An excerpt in the language of the draft; tags where a list is asked for."""
    if (form := request.get("response_format")) and form.get("type") == "json_schema":
        names = form["json_schema"]["schema"].get("properties", {})
        return json.dumps({name: [] for name in names})
    text = request["messages"][-1]["content"]
    return EXCERPT["ja" if sum("ぁ" <= c <= "ん" for c in text) > 20 else "en"]


def git(site, *arguments):
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-C", str(site), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def site(tmp_path):
    shutil.copytree(DRAFTS, tmp_path / "site")
    git(tmp_path / "site", "init", "-q")
    git(tmp_path / "site", "add", "-A")
    git(tmp_path / "site", "commit", "-qm", "before")
    return tmp_path / "site"


@pytest.mark.parametrize(("columns", "rows"), [(120, 36), (80, 24)])
def test_find_repair_summarize_review_undo_and_quit(site, columns, rows):
    with Loopback(answer) as server:
        environment = {**server.environment, "EDITOR_TUI_MODEL": "test-model", "LANG": "en_US.UTF-8", "LC_ALL": ""}
        command = [sys.executable, "-m", "editor_tui", "--site", str(site), "--lang", "en"]
        with Terminal(command, columns, rows, environment=environment) as terminal:
            terminal.wait_for("7 drafts", 30)
            terminal.wait_for("to do 6", 30)

            terminal.press("/")
            terminal.type("hojicha")
            terminal.wait_for("1/1")
            terminal.press("enter", "F6")
            terminal.wait_for("Review 1/1")
            terminal.wait_for("chat-preamble")
            time.sleep(0.5)
            terminal.press("enter")
            terminal.wait_for("Review 1/1", gone=True)
            assert "Sure! Here is" not in (site / "_posts/2026-06-03-hojicha-roasting.md").read_text(encoding="utf-8")

            terminal.press("escape")
            terminal.wait_for("/7")
            terminal.press("ctrl+a", "F5")
            terminal.wait_for("Run a prompt")
            terminal.wait_for("excerpt")
            terminal.wait_for("test-model")
            terminal.press("down")
            time.sleep(1.0)
            terminal.press("enter")
            screen = terminal.wait_for("wait. F10", 30)
            count = int(re.search(r"excerpt: (\d+) proposal", screen).group(1))
            assert count >= 3
            terminal.press("F10")
            terminal.wait_for(f"Review 1/{count}")
            terminal.press("F4")
            terminal.wait_for("keeps it")
            terminal.type("!")
            terminal.press("enter")
            terminal.wait_for("keeps it", gone=True)
            time.sleep(0.4)
            while "to decide 0" not in terminal.screen():
                terminal.press("enter", "space")
                time.sleep(0.4)
            terminal.press("enter")
            terminal.wait_for(f"Review 2/{count}")
            time.sleep(0.4)
            terminal.press("delete")
            terminal.wait_for(f"Review 3/{count}")
            terminal.press("ctrl+z")
            terminal.wait_for(f"Review 2/{count}")
            terminal.press("escape")
            terminal.wait_for("drafts")
            terminal.press("ctrl+q")
            assert terminal.wait_exit() == 0

    difference = git(site, "diff")
    changed = [line for line in difference.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert any(line.startswith("+excerpt:") and "!" in line for line in changed)
    assert git(site, "status", "--short").count(" M ") == 2
