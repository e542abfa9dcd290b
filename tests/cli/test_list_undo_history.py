"""`list`, `undo` and `history`, as a user calls them."""

import json
import sqlite3

import pytest

from editor_tui.cli.main import run
from editor_tui.text.width import text_width
from editor_tui.workspace.workspace import Workspace

GOOD = """---
title: 急須の選び方と手入れの基本
date: 2025-10-01 16:43:31 +0000
excerpt: 茶葉に合わせた急須の形と、使ったあとの乾かし方を、焼き物の産地ごとの違いと一緒に写真つきで紹介します。
tags: [tea, 急須]
---

急須は茶葉が開く広さのあるものを選びます。
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("title: Tea\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def post(site, name, text=GOOD):
    (site / "_posts" / name).write_bytes(text.encode())
    return f"_posts/{name}"


def call(capsys, *arguments, code=0):
    assert run(["--lang", "en", *arguments]) == code
    captured = capsys.readouterr()
    return captured.out.splitlines(), captured.err


def listed(capsys, *arguments):
    lines, _ = call(capsys, "list", "--json", *arguments)
    return {row["path"]: row for row in map(json.loads, lines)}


def test_the_list_tells_what_each_draft_lacks(site, capsys):
    post(site, "a.md")
    post(site, "b.md", "---\ntitle: お茶\n---\n\n湯を沸かす。\n")

    rows = listed(capsys)

    assert rows["_posts/a.md"]["title"] == "急須の選び方と手入れの基本"
    assert rows["_posts/a.md"]["date"].startswith("2025-10-01 16:43")
    assert rows["_posts/a.md"]["fields"] == {}
    assert rows["_posts/b.md"]["fields"] == {"excerpt": "missing", "tags": "missing"}
    assert rows["_posts/b.md"]["translation"] == "none"
    assert rows["_posts/b.md"]["rules"] is not None


def test_the_list_in_columns_has_the_title_last_and_lines_up(site, capsys):
    post(site, "a.md")
    post(site, "長い名前.md", "---\ntitle: お茶\n---\n\n湯を沸かす。\n")

    lines, narration = call(capsys, "list")

    assert [line.split()[-1] for line in lines] == ["急須の選び方と手入れの基本", "お茶"]
    starts = {text_width(line[: line.index("_posts/")]) for line in lines}
    assert len(starts) == 1
    assert "no excerpt" in lines[1]
    assert "2 drafts" in narration


def test_the_list_can_be_narrowed_sorted_and_cut(site, capsys):
    post(site, "a.md", GOOD.replace("2025-10-01", "2025-12-01"))
    post(site, "b.md", "---\ntitle: お茶\n---\n\n湯を沸かす。\n")
    post(site, "c.md")

    assert list(listed(capsys, "--only", "excerpt")) == ["_posts/b.md"]
    assert list(listed(capsys, "--only", "translation")) == ["_posts/a.md", "_posts/b.md", "_posts/c.md"]
    assert list(listed(capsys, "--sort", "date")) == ["_posts/b.md", "_posts/c.md", "_posts/a.md"]
    assert list(listed(capsys, "--limit", "1", "_posts/c.md", "_posts/b.md")) == ["_posts/b.md"]


def test_a_translation_that_comes_is_seen_though_its_source_stays_as_it_is(site, capsys):
    post(site, "a.md")
    assert listed(capsys)["_posts/a.md"]["translation"] == "none"

    (site / "_posts/en").mkdir()
    post(site, "en/a.md", GOOD.replace("急須の選び方と手入れの基本", "Teapots"))

    assert listed(capsys)["_posts/a.md"]["translation"] == "ok"


def test_a_large_site_is_listed_without_checking_until_asked(site, capsys, monkeypatch):
    monkeypatch.setattr("editor_tui.cli.list._CHECKED_UNASKED", 1)
    for name in ("a.md", "b.md"):
        post(site, name)

    lines, narration = call(capsys, "list")
    assert "2 drafts have not been checked" in narration
    assert listed(capsys)["_posts/a.md"]["rules"] is None
    assert listed(capsys, "--check")["_posts/a.md"]["rules"] is not None
    assert listed(capsys)["_posts/a.md"]["rules"] is not None
    assert len(lines) == 2


def test_a_draft_that_cannot_be_read_is_listed_with_the_reason(site, capsys):
    (site / "_posts/a.md").write_bytes("タイトル".encode("utf-16"))
    post(site, "b.md", "---\ntitle: [\n---\n\nお茶\n")

    rows = listed(capsys)

    assert rows["_posts/a.md"]["rules"] == {"not-utf-8": 1}
    assert rows["_posts/a.md"]["error"]
    assert rows["_posts/b.md"]["error"]


def test_a_hostile_title_reaches_the_terminal_as_visible_text(site, capsys):
    post(site, "a.md", '---\ntitle: "\\e]52;c;aGk=\\a"\n---\n\nお茶\n')

    lines, _ = call(capsys, "list")

    assert "\x1b" not in lines[0]


def write(site, path, title="New title"):
    Workspace.open(site).set_fields(path, {"title": title})


def test_undo_restores_the_bytes_and_history_tells(site, capsys):
    path = post(site, "a.md")
    write(site, path)

    lines, _ = call(capsys, "history")
    assert "1 draft" in lines[0]
    assert "set" in lines[0]
    lines, narration = call(capsys, "undo")

    assert lines == [f"restored  {path}"]
    assert "editor-tui undo 2" in narration
    assert (site / path).read_bytes() == GOOD.encode()
    lines, _ = call(capsys, "history")
    assert "taken back" in lines[1]


def test_undo_twice_is_the_new_title_again(site, capsys):
    path = post(site, "a.md")
    write(site, path)

    call(capsys, "undo")
    call(capsys, "undo", "2")

    assert b"New title" in (site / path).read_bytes()


def test_undo_of_one_draft_from_another_folder(site, capsys, monkeypatch):
    paths = [post(site, "a.md"), post(site, "b.md")]
    for path in paths:
        write(site, path)
    monkeypatch.chdir(site / "_posts")

    lines, _ = call(capsys, "undo", "--path", "a.md")

    assert lines == ["restored  _posts/a.md"]
    assert (site / paths[0]).read_bytes() == GOOD.encode()
    assert b"New title" in (site / paths[1]).read_bytes()


def test_undo_refuses_what_was_edited_since_and_shows_it(site, capsys):
    path = post(site, "a.md")
    write(site, path)
    with (site / path).open("ab") as file:
        file.write("追記。\n".encode())
    edited = (site / path).read_bytes()

    lines, narration = call(capsys, "undo", code=3)

    assert lines == []
    assert path in narration
    assert "+追記。" in narration
    assert (site / path).read_bytes() == edited
    [line], _ = call(capsys, "undo", "--json", code=3)
    assert json.loads(line)["status"] == "refused"
    assert "+追記。" in json.loads(line)["difference"]


def test_nothing_to_undo_is_said(site, capsys):
    _, narration = call(capsys, "undo", code=2)

    assert "nothing to take back" in narration


def test_what_the_journal_forgot_is_said_after_the_run_and_in_history(site, capsys):
    post(site, "a.md")
    call(capsys, "set", "title", "One", "_posts/a.md")
    with sqlite3.connect(site / ".editor-tui/state.sqlite3") as state:
        state.execute("UPDATE runs SET started = started - 100 * 86400")

    _, said = call(capsys, "set", "title", "Two", "_posts/a.md")
    _, later = call(capsys, "set", "title", "Three", "_posts/a.md")
    _, history = call(capsys, "history")

    assert "1 older run (" in said
    assert "older run" not in later
    assert "1 older run (" in history


def test_history_as_json_and_of_one_run(site, capsys):
    path = post(site, "a.md")
    write(site, path)

    [line], _ = call(capsys, "history", "--json")
    told = json.loads(line)
    assert (told["run"], told["written"], told["standing"], told["undoes"]) == (1, 1, 1, None)
    assert told["started"].endswith("+00:00")
    [line], _ = call(capsys, "history", "1", "--json")
    assert json.loads(line) == {"path": path, "change": "changed", "reason": "set", "standing": True}
    [line], _ = call(capsys, "history", "1")
    assert line.startswith("changed")
    call(capsys, "history", "9", code=2)


def test_an_empty_history_is_said(site, capsys):
    lines, narration = call(capsys, "history")

    assert lines == []
    assert "Nothing" in narration


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (["list", "--only", "excerp"], "excerpt"),
        (["list", "--only", "repeated-blok"], "repeated-block"),
        (["reject", "--task", "translation"], "translate"),
        (["reject", "--task", "fixx"], "fix"),
    ],
)
def test_a_name_that_there_is_not_is_told_with_the_nearest(site, capsys, arguments, nearest):
    post(site, "a.md")

    lines, said = call(capsys, *arguments, code=2)

    assert lines == []
    assert f"“{nearest}”" in said


def test_only_takes_a_family_and_a_field_that_has_the_name_of_a_family_is_the_field(site, capsys):
    post(site, "a.md", GOOD + "\n---END---\n")
    post(site, "b.md", "---\ntitle: お茶\n---\n\n湯を沸かす。\n")

    assert list(listed(capsys, "--only", "end-marker")) == ["_posts/a.md"]
    assert list(listed(capsys, "--only", "tags")) == ["_posts/b.md"]


def test_what_is_missing_is_named_and_nothing_else(site, capsys):
    with pytest.raises(SystemExit):
        run(["--lang", "en", "run"])

    said = capsys.readouterr().err
    assert "PROMPT" in said
    assert "PATH" not in said


def test_one_draft_is_one_draft(site, capsys):
    post(site, "a.md", GOOD + "\n---END---\n")

    _, said = call(capsys, "check", "--select", "end-marker", code=1)

    assert "1 finding in 1 draft;" in said


def test_a_rejection_stands_in_the_history_and_undo_takes_it_back(site, capsys):
    post(site, "a.md", GOOD + "\n---END---\n")
    workspace = Workspace.open(site, {})
    workspace.save(workspace.propose_fix(workspace.read("_posts/a.md")))
    call(capsys, "reject", "--task", "fix")

    [line], _ = call(capsys, "history", "--json")
    assert (json.loads(line)["command"], json.loads(line)["decided"]) == ("reject", 1)
    [line], _ = call(capsys, "history", "1")
    assert line.startswith("decided")
    lines, _ = call(capsys, "undo")
    assert lines == ["waiting   _posts/a.md"]
    assert len(workspace.waiting()) == 1
