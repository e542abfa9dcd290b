"""`check` from the command line: its formats, its exit codes, and what git says has changed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from editor_tui.cli.formats import github
from editor_tui.cli.main import run
from editor_tui.cli.output import Output
from editor_tui.messages import Catalogue, Message
from editor_tui.post.finding import Finding
from editor_tui.workspace.checking import Checked, Located

SCHEMA = Path(__file__).parent.parent / "data" / "sarif-schema-2.1.0.json"
MARKED = "---\ntitle: お茶の話\n---\n\n湯を冷まします。\n\n**温度**\n\n八十度です。\n\n---END---\n"
CLEAN = "---\ntitle: お茶の話 その二\n---\n\n湯を冷まします。\n"
PARAGRAPHS = [
    "煎茶の葉は、蒸してから揉みながら乾かして作ります。蒸す時間が長いほど色は濃くなります。",
    "番茶は遅くに摘んだ葉から作ります。渋みが少なく、毎日の食事に合うお茶として親しまれています。",
    "焙じ茶は番茶を強火で炒って作ります。香ばしさの元は炒るときにできる成分だと言われています。",
]


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "editor-tui.toml").write_text("")
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a b,1.md").write_text(MARKED, encoding="utf-8")
    (tmp_path / "posts" / "clean.md").write_text(CLEAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def git(*arguments):
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@t", *arguments], check=True, capture_output=True)


def test_a_finding_is_told_with_its_place_and_the_line_that_it_is_about(site, capsys):
    code = run(["check", "--no-color", "--select", "end-marker"])

    output = capsys.readouterr()
    assert code == 1
    assert output.out.splitlines() == [
        "posts/a b,1.md:11:1: end-marker [fix] end marker “---END---” left in the text",
        "    11 | ---END---",
    ]
    assert "end-marker  1 · drafts 1 · safe fixes 1" in output.err


def test_nothing_wrong_is_nothing_on_stdout_and_exit_code_0(site, capsys):
    assert run(["check", "posts/clean.md"]) == 0
    assert capsys.readouterr().out == ""


def test_json_has_one_object_a_finding_in_the_shape_that_scripts_rely_on(site, capsys):
    run(["check", "--json"])

    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(one) for one in found] == [["path", "rule", "severity", "line", "end_line", "message", "fix"]] * 2
    assert [(one["rule"], one["severity"], one["line"], one["end_line"], one["fix"]) for one in found] == [
        ("bold-heading", "info", 7, 7, "unsafe"),
        ("end-marker", "warning", 11, 11, "safe"),
    ]


def test_messages_are_in_the_language_of_the_user(site, capsys):
    run(["check", "--json", "--lang", "ja", "--select", "end-marker"])

    assert json.loads(capsys.readouterr().out)["message"] == "終了マーカー「---END---」が本文に残っています"


def test_github_annotations_escape_what_would_end_a_property(site, capsys):
    run(["check", "--format", "github", "--select", "end-marker"])

    assert capsys.readouterr().out == (
        "::warning file=posts/a b%2C1.md,line=11,endLine=11,col=1,title=end-marker"
        "::end marker “---END---” left in the text\n"
    )


def test_a_github_annotation_of_several_lines_has_no_column(capsys):
    several = Located(Finding("repeated-section", "warning", 9, 40, Message.of("cli.interrupted")), 3, 5, 6, "")

    github.write([Checked("a.md", (several,))], Output(Catalogue("en"), streams=(sys.stdout, sys.stderr)))

    told, _, _ = capsys.readouterr().out.partition("::Interrupted")
    assert told == "::warning file=a.md,line=3,endLine=6,title=repeated-section"


def test_sarif_is_valid_and_counts_columns_in_code_points(site, capsys):
    (site / "posts" / "日本.md").write_text("𠮷野の**お茶**\n湯�を冷まします。\n", encoding="utf-8")

    code = run(["check", "--format", "sarif"])

    log = json.loads(capsys.readouterr().out)
    jsonschema.validate(log, json.loads(SCHEMA.read_text()))
    [one] = [result for result in log["runs"][0]["results"] if result["ruleId"] == "replacement-character"]
    place = one["locations"][0]["physicalLocation"]
    assert code == 1
    assert place["region"] == {"startLine": 2, "startColumn": 2, "endLine": 2}
    assert place["artifactLocation"]["uri"] == "posts/%E6%97%A5%E6%9C%AC.md"
    assert log["runs"][0]["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == "replacement-character"


def test_sarif_without_findings_is_valid_too(site, capsys):
    code = run(["check", "--format", "sarif", "posts/clean.md"])

    jsonschema.validate(json.loads(capsys.readouterr().out), json.loads(SCHEMA.read_text()))
    assert code == 0


def test_only_files_that_git_says_changed(site, capsys):
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    (site / "posts" / "clean.md").write_text(CLEAN + "\n---END---\n", encoding="utf-8")
    (site / "posts" / "new.md").write_text("湯を冷まします。\n\n---END---\n", encoding="utf-8")

    run(["check", "--changed", "--json"])

    assert [json.loads(line)["path"] for line in capsys.readouterr().out.splitlines()] == [
        "posts/clean.md",
        "posts/new.md",
    ]


def test_changed_takes_a_revision_or_else_a_path(site, capsys):
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("commit", "-qm", "two", "--allow-empty")

    assert run(["check", "--changed", "HEAD~1"]) == 0
    assert run(["check", "--changed", "posts/clean.md"]) == 0
    assert capsys.readouterr().out == ""


def test_changed_with_a_name_that_is_neither_revision_nor_path_is_bad_usage(site, capsys):
    git("init", "--quiet")

    assert run(["check", "--changed", "HAED~1"]) == 2

    assert "HAED~1" in capsys.readouterr().err


def test_changed_without_a_repository_says_so(site, capsys, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))

    assert run(["check", "--changed"]) == 2
    assert "is in no git repository" in capsys.readouterr().err


def test_a_file_that_is_not_text_is_a_finding_and_the_others_are_checked(site, capsys):
    (site / "posts" / "broken.md").write_bytes(b"tea \xff\xfe\n")

    code = run(["check", "--json", "--select", "end-marker", "--select", "not-utf-8"])

    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["path"], one["rule"]) for one in found] == [
        ("posts/a b,1.md", "end-marker"),
        ("posts/broken.md", "not-utf-8"),
    ]
    assert code == 1


def test_a_draft_that_cannot_be_opened_is_named_and_the_others_are_checked(site, capsys):
    (site / "posts" / "loop.md").symlink_to(site / "posts" / "loop.md")

    code = run(["check", "--json", "--select", "end-marker", "posts/loop.md", "posts/a b,1.md"])

    output = capsys.readouterr()
    assert code == 3
    assert "loop.md" in output.err


def test_versions_are_compared_with_their_sources_and_missing_ones_are_named(site, capsys):
    (site / "editor-tui.toml").write_text('[site]\nkind = "hugo"\ncontent = ["posts"]\n')
    (site / "posts" / "clean.en.md").write_text("---\ntitle: Tea\n---\n\nCool 80 cups of water.\n", encoding="utf-8")

    run(["check", "--json", "--select", "translation"])

    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["path"], one["rule"]) for one in found] == [
        ("posts/a b,1.md", "missing-translation"),
        ("posts/clean.en.md", "translation-numbers"),
    ]


def test_an_unknown_rule_is_bad_usage(site, capsys):
    assert run(["check", "--select", "end-markers"]) == 2
    assert "end-marker" in capsys.readouterr().err


def test_the_settings_ignore_what_no_flag_asks_for(site, capsys):
    (site / "editor-tui.toml").write_text('[check]\nignore = ["end-marker", "structure"]\n')

    assert run(["check"]) == 0
    assert run(["check", "--select", "end-marker"]) == 1


def test_the_map_shows_where_copies_first_stand(site, capsys):
    text = "\n\n".join([*PARAGRAPHS, "ここまでが前半です。", *PARAGRAPHS]) + "\n"
    (site / "posts" / "twice.md").write_text(text, encoding="utf-8")

    run(["check", "--map", "--no-color", "posts/twice.md"])

    assert capsys.readouterr().out.splitlines()[:2] == ["posts/twice.md", "  A.A.A...a.a.a"]


def test_many_drafts_on_several_processes_come_in_the_order_of_one(site, capsys):
    for number in range(80):
        (site / "posts" / f"p{number:02}.md").write_text(f"{number}。\n\n---END---\n", encoding="utf-8")

    run(["check", "--json", "--jobs", "1"])
    alone = capsys.readouterr().out
    run(["check", "--json", "--jobs", "3"])

    assert capsys.readouterr().out == alone


def test_before_the_first_commit_every_draft_has_changed(site, capsys):
    git("init", "-q")
    git("add", "-A")

    run(["check", "--changed", "--json", "--select", "end-marker"])

    assert {json.loads(line)["path"] for line in capsys.readouterr().out.splitlines()} == {"posts/a b,1.md"}


def test_what_changed_in_a_submodule_has_changed(site, capsys, tmp_path_factory):
    other = tmp_path_factory.mktemp("content")
    for name in ("old.md", "edited.md"):
        (other / name).write_text(MARKED, encoding="utf-8")
    git("-C", str(other), "init", "-q")
    git("-C", str(other), "add", "-A")
    git("-C", str(other), "commit", "-qm", "one")
    git("init", "-q")
    git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other), "posts/shared")
    git("add", "-A")
    git("commit", "-qm", "one")
    with (site / "posts" / "shared" / "edited.md").open("a", encoding="utf-8") as file:
        file.write("\n一行増えました。\n")
    (site / "posts" / "shared" / "new.md").write_text("一行目です。\n\n---END---\n", encoding="utf-8")

    run(["check", "--changed", "--json", "--select", "end-marker"])

    found = {json.loads(line)["path"] for line in capsys.readouterr().out.splitlines()}
    assert found == {"posts/shared/edited.md", "posts/shared/new.md"}


@pytest.mark.parametrize(
    ("checkout", "path"), [("..", "{site}/posts"), (".", "posts"), ("posts", "posts"), ("", "posts")]
)
def test_annotations_name_files_as_the_repository_does(site, capsys, monkeypatch, checkout, path):
    monkeypatch.setenv("GITHUB_WORKSPACE", str(site / checkout) if checkout else "")

    run(["check", "--format", "github", "--select", "end-marker"])

    assert f"file={path.format(site=site.name)}/a b%2C1.md," in capsys.readouterr().out
