"""Drafts whose names hold line ends, controls and bytes that are no text: one line each, and nothing obeyed."""

from __future__ import annotations

import json
import os

import pytest
from support.loopback import replies

from editor_tui.cli.main import run

DRAFT = "---\ntitle: 茶\nexcerpt: 短い\ntags: [a]\n---\n\n湯を冷ます。\n\n---END---\n"
NAMES = (b"two\nlines.md", b"\x1b[31mred.md", "\u202ebidi.md".encode(), b"raw\xff.md", b"-dash.md")


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "editor-tui.toml").write_text("")
    (tmp_path / "posts").mkdir()
    for name in NAMES:
        with open(os.fsencode(tmp_path / "posts") + b"/" + name, "wb") as file:
            file.write(DRAFT.encode())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["check"],
        ["check", "--map"],
        ["check", "--format", "github"],
        ["fix", "--dry-run"],
        ["set", "--dry-run", "title", "x", "posts"],
        ["tags", "rename", "a", "b"],
        ["tag", "--offline"],
        ["prompts", "render", "excerpt", "posts"],
        ["glossary", "suggest"],
    ],
)
def test_a_name_is_shown_on_one_line_without_what_a_terminal_obeys(site, capsys, command):
    run(command)

    shown = "".join(capsys.readouterr())
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert not any(line.startswith("lines.md") for line in shown.splitlines())


@pytest.mark.parametrize("task", ["summarize", "tag"])
def test_what_a_model_says_of_every_draft_is_kept_also_where_it_is_of_no_use(site, capsys, monkeypatch, loopback, task):
    for name, value in loopback.environment.items():
        monkeypatch.setenv(name, value)
    loopback.answer = replies("no tags, an excerpt at best")

    run([task, "--all", "--quiet", "--model", "m"])
    capsys.readouterr()

    run(["review", "--json"])
    found = {os.fsencode(json.loads(line)["path"]) for line in capsys.readouterr().out.splitlines()}
    assert found == {b"posts/" + name for name in NAMES}


def test_every_name_comes_back_from_json(site, capsys):
    run(["check", "--json"])

    found = {os.fsencode(json.loads(line)["path"]) for line in capsys.readouterr().out.splitlines()}
    assert found == {b"posts/" + name for name in NAMES}
