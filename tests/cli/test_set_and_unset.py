"""`set` and `unset` from the command line."""

from __future__ import annotations

import json

import pytest

from editor_tui.cli.main import run

YAML = b"---\r\ntitle: tea # green\r\nreading_time: 3\r\ntags: [a]\r\n---\r\nBody \r\n"
TOML = b"+++\ntitle = 'tea'\n[taxonomies]\ntags = ['a']\n+++\nBody"
BROKEN = b"---\ntitle: {{ x }}\n---\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "editor-tui.toml").write_text("")
    for name, data in (("a.md", YAML), ("b.md", TOML), ("c.md", BROKEN)):
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def test_set_changes_one_line_of_each_file_and_names_those_it_changed(site, capsys):
    code = run(["set", "title", "it's: green", "a.md", "b.md"])

    assert code == 0
    assert (site / "a.md").read_bytes() == YAML.replace(b"tea #", b'"it\'s: green" #')
    assert (site / "b.md").read_bytes() == TOML.replace(b"'tea'", b'"it\'s: green"')
    assert capsys.readouterr().out == "a.md\nb.md\n"


def test_a_file_that_cannot_be_edited_is_named_and_left_alone_and_the_others_are_done(site, capsys):
    code = run(["set", "title", "new", "c.md", "a.md"])

    output = capsys.readouterr()
    assert code == 3
    assert "c.md:2: " in output.err
    assert output.out == "a.md\n"
    assert (site / "c.md").read_bytes() == BROKEN


def test_a_value_in_json_may_be_a_list_and_paths_may_stand_behind_it(site):
    assert run(["set", "taxonomies.tags", "--value-json", '["a", "b"]', "b.md"]) == 0
    assert (site / "b.md").read_bytes() == TOML.replace(b"['a']", b"['a', 'b']")


def test_a_text_where_a_number_stands_is_a_number(site):
    assert run(["set", "reading_time", "12", "a.md"]) == 0
    assert b"reading_time: 12\r\n" in (site / "a.md").read_bytes()


def test_a_text_where_a_truth_value_stands_is_one(site):
    (site / "a.md").write_bytes(YAML.replace(b"reading_time: 3", b"draft: true"))

    assert run(["set", "draft", "false", "a.md"]) == 0
    assert b"draft: false\r\n" in (site / "a.md").read_bytes()
    assert run(["set", "draft", "1", "a.md"]) == 0
    assert b'draft: "1"\r\n' in (site / "a.md").read_bytes()


def test_a_text_that_might_be_meant_as_something_else_is_said_to_be_text(site, capsys):
    assert run(["set", "draft", "false", "a.md"]) == 0
    assert b'draft: "false"\r\n' in (site / "a.md").read_bytes()
    assert "--value-json" in capsys.readouterr().err


def test_a_value_that_stands_there_already_changes_no_byte(site, capsys):
    assert run(["set", "title", "tea", "a.md", "b.md"]) == 0
    assert ((site / "a.md").read_bytes(), (site / "b.md").read_bytes()) == (YAML, TOML)
    assert capsys.readouterr().out == ""


def test_a_dry_run_names_the_files_and_changes_none(site, capsys):
    assert run(["set", "title", "new", "a.md", "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"path": "a.md", "changed": True, "error": None}
    assert (site / "a.md").read_bytes() == YAML


def test_unset_takes_the_line_out_and_undo_brings_it_back(site):
    assert run(["unset", "tags", "a.md"]) == 0
    assert (site / "a.md").read_bytes() == YAML.replace(b"tags: [a]\r\n", b"")
    assert run(["undo"]) == 0
    assert (site / "a.md").read_bytes() == YAML


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "title", "new"],
        ["set", "a..b", "new", "a.md"],
        ["set", "tags", "--value-json", "[", "a.md"],
        ["set", "tags", "--value-json", "NaN", "a.md"],
        ["unset", "", "a.md"],
    ],
)
def test_bad_usage(site, arguments):
    assert run(arguments) == 2
    assert (site / "a.md").read_bytes() == YAML
