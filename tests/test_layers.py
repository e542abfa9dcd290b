"""Imports point one way, and cheap commands stay cheap."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SLOW = ("openai", "textual", "tiktoken", "tenacity", "jinja2")


def run_python(code, *arguments, cwd=ROOT):
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def test_imports_point_one_way():
    linter = run_python("import sys; from importlinter.cli import lint_imports_command as run; run()")

    assert linter.returncode == 0, linter.stdout[-4000:] + linter.stderr[-2000:]


@pytest.mark.parametrize("command", ["--version", "--help", "list", "check", "history"])
def test_a_command_without_a_model_or_screen_imports_neither(command, tmp_path):
    (tmp_path / "post.md").write_text("---\ntitle: Tea\n---\n\nWarm the pot.\n", encoding="utf-8")
    code = (
        "import sys; sys.argv = ['editor-tui', *sys.argv[1:]]\n"
        "from editor_tui.__main__ import main\n"
        "code = main()\n"
        f"print(code, [name for name in {SLOW} if name in sys.modules], file=sys.stderr)\n"
    )

    result = run_python(code, command, cwd=tmp_path)

    assert result.stderr.splitlines()[-1].endswith("[]"), result.stderr


def test_the_version_needs_nothing_but_the_package():
    result = run_python(
        "import sys; sys.argv = ['editor-tui', '--version']\n"
        "before = set(sys.modules)\n"
        "from editor_tui.__main__ import main\n"
        "main()\n"
        "print(sorted(set(sys.modules) - before))\n"
    )

    assert result.stdout.splitlines() == [result.stdout.splitlines()[0], "['editor_tui', 'editor_tui.__main__']"]


def test_the_app_is_painted_before_what_tasks_need_is_loaded():
    result = run_python(
        "import sys, editor_tui.tui.app\n"
        "print([name for name in sys.modules if name.startswith(('editor_tui.tasks.prompt', 'editor_tui.llm.'))])\n"
    )

    assert result.stdout.strip() == "[]", result.stderr
