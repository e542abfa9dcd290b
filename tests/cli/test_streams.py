"""stdout and stderr as they come: closed, full, in another encoding, with nobody reading; and no current folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from editor_tui.cli.main import run
from editor_tui.cli.output import Output
from editor_tui.errors import DraftError
from editor_tui.messages import Catalogue, Message

DRAFT = "---\ntitle: 茶\nexcerpt: 短い\n---\n\n湯を冷ます。\n"


@pytest.fixture
def shell(tmp_path):
    """Runs a line of sh, in which EDITOR is the program, on a site of one draft; gives exit code, stdout and stderr."""
    (tmp_path / "editor-tui.toml").write_text("")
    (tmp_path / "茶.md").write_text(DRAFT, encoding="utf-8")

    def shell(line, **environment):
        result = subprocess.run(
            ["sh", "-c", line.replace("EDITOR", f"{sys.executable} -m editor_tui")],
            cwd=tmp_path,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], **environment},
            capture_output=True,
            check=False,
        )
        return result.returncode, result.stdout, result.stderr.decode("utf-8")

    return shell


@pytest.mark.parametrize("command", ["list", "--help", "check --json", "--version"])
def test_what_cannot_be_written_to_a_full_disk_is_said_in_one_line(shell, command):
    code, _, said = shell(f"EDITOR {command} > /dev/full")

    assert code == 2
    assert said.count("editor-tui: stdout cannot be written") == (command != "--version")
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "line", ["EDITOR list >&-", "EDITOR list 2>&-", "EDITOR list 2>/dev/full", "EDITOR --help >&-"]
)
def test_closed_streams_and_lost_narration_end_nothing(shell, line):
    code, _, said = shell(line)

    assert code == 0
    assert "Traceback" not in said


def test_a_reader_who_has_gone_is_no_failure(shell):
    code, *_, said = shell("{ EDITOR --help; echo $? >&2; } | true")

    assert (code, said) == (0, "0\n")


def test_the_app_without_stdin_wants_a_terminal(shell):
    code, _, said = shell("EDITOR <&-")

    assert code == 2
    assert "terminal" in said


def test_data_is_utf_8_whatever_the_locale_says(shell):
    code, data, _ = shell("EDITOR check --json", PYTHONIOENCODING="ascii")

    assert code == 1
    assert json.loads(data.splitlines()[0])["path"] == "茶.md"


def test_a_folder_that_is_gone_is_said_to_be_gone(tmp_path, monkeypatch, capsys):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()

    assert run(["--lang", "en", "list"]) == 2
    assert capsys.readouterr().err == "editor-tui: the current folder is gone; go into another one\n"


def test_a_name_with_a_line_end_makes_no_second_line(capsys):
    output = Output(Catalogue("en"), streams=(sys.stdout, sys.stderr))

    output.error(DraftError("a\nb.md", Message.of("cli.interrupted")))
    output.say("report.unreadable", path="a\nb\u202e.md", reason="-")

    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("editor-tui: a␊b.md: Interrupted")
    assert second == "a␊b<U+202E>.md: -"
