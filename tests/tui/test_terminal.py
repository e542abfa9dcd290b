"""The app in a real terminal: what only a terminal shows."""

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest
from tui.terminal import Terminal, has_tmux

pytestmark = [
    pytest.mark.skipif(not has_tmux(), reason="tmux is not installed"),
    # A real terminal on a busy machine may miss a paint; what is wrong with the app is wrong three times.
    pytest.mark.flaky(reruns=2, only_rerun=["TimeoutError"]),
]
APP = str(Path(__file__).with_name("terminal_app.py"))


def open_terminal(folder, *arguments, columns=120, rows=36, **environment):
    command = [sys.executable, APP, str(folder), *arguments]
    return Terminal(command, columns, rows, environment={"LANG": "ja_JP.UTF-8", "LC_ALL": "", **environment})


def test_the_list_is_painted_and_quitting_leaves_a_clean_terminal(tmp_path):
    with open_terminal(tmp_path) as terminal:
        terminal.wait_for("秘密の記事")
        terminal.press("ctrl+q")

        assert terminal.wait_exit() == 0
        assert terminal.modes() == {"alternate": False, "mouse": False, "cursor": True}


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_keeps_what_was_typed_and_leaves_a_clean_terminal(tmp_path, name):
    with open_terminal(tmp_path) as terminal:
        terminal.wait_for("秘密の記事")
        terminal.press("F2")
        terminal.wait_for("保存")
        terminal.type("書きかけ")
        terminal.wait_for("書きかけ")
        os.kill(terminal.pid(), getattr(signal, name))

        assert terminal.wait_exit() == 128 + getattr(signal, name)
        assert terminal.modes() == {"alternate": False, "mouse": False, "cursor": True}
    assert "書きかけ" in (tmp_path / ".editor-tui" / "typed.txt").read_text(encoding="utf-8")


def test_a_stopped_app_gives_the_terminal_back_and_goes_on_where_it_was(tmp_path):
    with open_terminal(tmp_path) as terminal:
        terminal.wait_for("秘密の記事")
        terminal.press("down", "down")
        terminal.wait_for("3/41")
        process = terminal.pid()
        os.kill(process, signal.SIGTSTP)
        end = time.monotonic() + 10
        while terminal.modes()["alternate"] and time.monotonic() < end:
            time.sleep(0.05)
        assert terminal.modes() == {"alternate": False, "mouse": False, "cursor": True}

        os.kill(process, signal.SIGCONT)
        terminal.wait_for("3/41")
        terminal.press("down")
        terminal.wait_for("4/41")


def test_the_question_about_wide_characters_leaves_nothing_behind(tmp_path):
    with open_terminal(tmp_path) as terminal:
        terminal.wait_for("秘密の記事")
        assert b"\x1b[6n" in terminal.output()

        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert "○" not in terminal.screen()
        assert "[1;" not in terminal.screen()


def test_a_terminal_that_is_gone_ends_the_app_although_a_shell_kept_the_signal(tmp_path):
    with open_terminal(tmp_path) as terminal:
        terminal.wait_for("秘密の記事")
        process = terminal.pid()

        terminal.hang_up()

        end = time.monotonic() + 30
        while is_running(process) and time.monotonic() < end:
            time.sleep(0.1)
        assert not is_running(process)


def is_running(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_crash_prints_no_draft_and_no_key_and_fails(tmp_path):
    with open_terminal(tmp_path, "crash", OPENAI_API_KEY="sk-from-environment") as terminal:
        terminal.wait_for("秘密の記事")
        terminal.press("s")
        assert terminal.wait_exit() == 1

        screen = terminal.screen()
        assert "RuntimeError" in screen
        assert "秘密の本文" not in screen
        assert "sk-" not in screen
        assert terminal.modes()["alternate"] is False
    report = (tmp_path / ".editor-tui" / "crash.log").read_text(encoding="utf-8")
    assert "terminal_app.py" in report
    assert "sk-" not in report


def test_the_cursor_stands_on_the_caret_where_an_input_method_draws(tmp_path):
    with open_terminal(tmp_path) as terminal:
        terminal.wait_for("秘密の記事")
        terminal.press("/")
        time.sleep(0.3)
        assert terminal.cursor() == (1, 1)

        terminal.type("京都\u3000春")
        terminal.wait_for("京都\u3000春")
        time.sleep(0.2)
        assert terminal.cursor() == (9, 1)


def test_nothing_is_written_while_nothing_happens(tmp_path):
    with open_terminal(tmp_path) as terminal:
        terminal.wait_for("秘密の記事")
        time.sleep(1.5)
        before = len(terminal.output())
        time.sleep(2.5)

        assert len(terminal.output()) == before


def test_no_colour_means_none(tmp_path):
    with open_terminal(tmp_path, NO_COLOR="1", COLORTERM="truecolor") as terminal:
        terminal.wait_for("秘密の記事")
        terminal.press("down")
        terminal.wait_for("▶ ○")
        time.sleep(0.3)
        output = terminal.output()

    codes = {code for styles in re.findall(rb"\x1b\[([0-9;]*)m", output) for code in styles.split(b";")}
    assert codes <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"9", b"39", b"49"}


def test_a_small_window_still_shows_list_and_keys(tmp_path):
    with open_terminal(tmp_path, columns=60, rows=15) as terminal:
        screen = terminal.wait_for("秘密の記事")

        assert "F1" in screen.splitlines()[-1]


def test_a_review_by_keys_alone_undo_included(tmp_path):
    with open_terminal(tmp_path, columns=80, rows=24) as terminal:
        terminal.wait_for("秘密の記事")
        terminal.press("down", "enter")
        terminal.wait_for("確認 1/1")
        time.sleep(0.4)
        terminal.press("enter")
        terminal.wait_for("全 41 件")
        terminal.wait_for("● 健全 2")

        terminal.press("ctrl+z")
        assert "● 健全 1" in terminal.wait_for("● 健全 1")


@pytest.mark.parametrize("kind", ["xterm-mono", "vt220"])
def test_a_terminal_that_has_no_colour_gets_none(tmp_path, kind):
    command = ["env", f"TERM={kind}", sys.executable, APP, str(tmp_path)]
    with Terminal(command, 100, 30, environment={"LANG": "ja_JP.UTF-8", "LC_ALL": ""}) as terminal:
        terminal.wait_for("秘密の記事")
        output = terminal.output()

    codes = {code for styles in re.findall(rb"\x1b\[([0-9;]*)m", output) for code in styles.split(b";")}
    assert codes <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"9", b"39", b"49"}


def test_without_utf_8_everything_that_the_app_draws_is_ascii(tmp_path):
    command = [sys.executable, APP, str(tmp_path)]
    with Terminal(command, 80, 24, environment={"LANG": "C", "LC_ALL": "C"}) as terminal:
        terminal.wait_for("1/41")
        terminal.press("down", "enter")
        screen = terminal.wait_for("1/1")
        terminal.press("F1")
        screen += terminal.wait_for("Esc")

    assert not [line for line in screen.splitlines() if any("\x7f" < character < "\u3000" for character in line)]


def test_a_sample_is_shown_beside_the_old_values(tmp_path):
    """Only on a terminal: the command has an event loop, and the app needs one of its own."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "editor-tui.toml").write_text('[site]\ncontent = ["posts"]\n', encoding="utf-8")
    body = (
        "今年もお茶の季節が来ました。\n\n農林水産省は宇治の茶園12カ所に{}億円を支援すると発表しました。対象は抹茶の原料を作る農家で、"
        "輸出を2030年までに3割増やします。\n\n京都府は摘み手を育てる学校を宇治に開きます。茶園の摘み手は10年で半分に減りました。\n"
    )
    for number in (4, 5, 6):
        text = f'---\ntitle: 茶園の支援\nexcerpt: "古い抜粋"\n---\n\n{body.format(number)}'
        (tmp_path / "posts" / f"{number}.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "editor_tui", "summarize", "--offline", "--sample", "2", "--site", str(tmp_path)]
    with Terminal(command, environment={"LANG": "ja_JP.UTF-8", "LC_ALL": ""}) as terminal:
        terminal.wait_for("確認 1/2")
        terminal.wait_for("古い抜粋")
        terminal.press("ctrl+q")

        assert terminal.wait_exit() == 0
