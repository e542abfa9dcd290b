"""What cannot be read is named with its place and the next step, in both languages, in no parser's words."""

from __future__ import annotations

import re

import pytest

from editor_tui.cli.main import run

POST = "---\ntitle: 茶\n---\n\n湯を冷まします。\n"
CASES = [
    ("editor-tui.toml", '[site]\nkind = "hugo\n', "list", ":2:"),
    ("editor-tui.toml", '[site\nkind = "hugo"\n', "list", ":1:"),
    ("editor-tui.toml", '[site]\nkind = "hugo"\nkind = "zola"\n', "list", ":3:"),
    ("editor-tui.toml", "[site]\nkind = “hugo”\n", "list", ":2:"),
    ("editor-tui.toml", "site:\n  kind: hugo\n", "list", ":1:"),
    ("editor-tui.toml", '[site]\ncontent = ["a",\n', "list", ":2:"),
    ("pyproject.toml", "[tool.editor-tui\n", "list", ":1:"),
    ("tags.toml", '[aliases]\n"LLM" = \n', "tags", ":2:"),
    ("tags.toml", '[aliases]\n"人工知能" = "AI"\n'.encode("cp932"), "tags", "UTF-8"),
    ("prompts/x.prompty", "---\nname: [x\n---\nuser:\nhi\n", "run x", ":3:"),
    ("prompts/x.prompty", "---\nname: x\n---\nuser:\n{{ draft \n", "run x", ":5:"),
    ("memory.tmx", "no markup", "translate --import-memory memory.tmx", ":1:"),
    ("memory.tmx", "<tmx><body>\n<tu>", "translate --import-memory memory.tmx", ":2:"),
    ("memory.tmx", "<html><body/></html>", "translate --import-memory memory.tmx", "html"),
    ("b.md", "+++\ntitle = a\n+++\n", "set title x b.md", ":2:"),
]
# What the parsers say themselves.
FOREIGN = re.compile(r"at line \d|at end of document|Illegal|Expected|Invalid value|expected '|no element|syntax error")


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text(POST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("name", "text", "command", "place"), CASES)
def test_bad_input_has_its_place_and_no_words_of_a_parser(site, capsys, name, text, command, place, language):
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    assert run(["--lang", language, *command.split()]) in (2, 3)

    said = capsys.readouterr().err.splitlines()[0]
    assert place in said
    assert name in said
    assert not FOREIGN.search(said)
    assert language == "en" or re.search("[ぁ-ん]", said)


@pytest.mark.parametrize("name", ["editor-tui.toml", "tags.toml"])
def test_a_folder_where_a_file_should_be_is_no_file_that_is_not_there(site, capsys, name):
    (site / name).mkdir()

    assert run(["tags"]) == 2
    assert "folder" in capsys.readouterr().err


def test_half_an_option_is_none(site, capsys):
    with pytest.raises(SystemExit) as ended:
        run(["fix", "--dry"])

    assert ended.value.code == 2
    assert "--dry-run" in capsys.readouterr().err


def test_json_that_is_none_shows_how_it_is_written(site, capsys):
    assert run(["set", "tags", "--value-json", "[tea]", "a.md"]) == 2
    assert '\'["tea", "green"]\'' in capsys.readouterr().err


def test_what_the_system_refuses_is_said_in_japanese(site, capsys):
    (site / "memory.tmx").mkdir()

    assert run(["--lang", "ja", "translate", "--import-memory", "memory.tmx"]) == 2
    assert "フォルダです" in capsys.readouterr().err


def test_a_rule_that_the_settings_invent_is_looked_for_there(site, capsys):
    (site / "editor-tui.toml").write_text('[check]\nignore = ["no-such-rule"]\n')

    assert run(["check"]) == 2
    assert "editor-tui.toml:2: there is no rule" in capsys.readouterr().err
