"""`fix` from the command line: what it writes, shows and says; `git apply` accepts its patches."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_tui.cli.formats.patch import unified_diff
from editor_tui.cli.main import run
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit

MARKED = "---\r\ntitle: お茶の話\r\n---\r\n\r\n湯を冷まします。\r\n\r\n---END---\r\n".encode()
MENDED = "---\r\ntitle: お茶の話\r\n---\r\n\r\n湯を冷まします。\r\n".encode()
CLEAN = "---\ntitle: お茶の話 その二\n---\n\n湯を冷まします。".encode()


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "editor-tui.toml").write_text("")
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "茶 1.md").write_bytes(MARKED)
    (tmp_path / "posts" / "clean.md").write_bytes(CLEAN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def test_safe_fixes_are_written_and_the_other_drafts_keep_every_byte(site, capsys):
    code = run(["fix"])

    assert code == 0
    assert (site / "posts" / "茶 1.md").read_bytes() == MENDED
    assert (site / "posts" / "clean.md").read_bytes() == CLEAN
    assert capsys.readouterr().out == "posts/茶 1.md: end-marker\n"


def test_a_second_fix_changes_nothing(site, capsys):
    run(["fix"])
    capsys.readouterr()

    assert run(["fix"]) == 0
    assert capsys.readouterr().out == ""


def test_what_fix_wrote_can_be_undone(site):
    run(["fix"])
    run(["undo"])

    assert (site / "posts" / "茶 1.md").read_bytes() == MARKED


def test_json_says_what_was_done_to_each_draft(site, capsys):
    run(["fix", "--json"])

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"path": "posts/clean.md", "changed": False, "fixes": [], "error": None},
        {
            "path": "posts/茶 1.md",
            "changed": True,
            "fixes": [{"rule": "end-marker", "line": 7, "end_line": 7, "removed_chars": 13}],
            "error": None,
        },
    ]


def test_a_dry_run_names_what_would_change_and_writes_nothing(site, capsys):
    assert run(["fix", "--dry-run"]) == 0
    assert capsys.readouterr().out == "posts/茶 1.md: end-marker\n"
    assert (site / "posts" / "茶 1.md").read_bytes() == MARKED


def test_a_rule_that_is_not_selected_mends_nothing(site):
    run(["fix", "--select", "structure"])

    assert (site / "posts" / "茶 1.md").read_bytes() == MARKED


def test_unsafe_fixes_are_applied_only_on_demand(site):
    draft = site / "posts" / "bold.md"
    draft.write_text("## 淹れ方\n\n**温度**\n\n八十度です。\n", encoding="utf-8")

    run(["fix", "posts/bold.md"])
    assert "**温度**" in draft.read_text("utf-8")

    run(["fix", "--unsafe-fixes", "posts/bold.md"])
    assert "### 温度\n" in draft.read_text("utf-8")


def test_git_applies_the_patch_and_gets_what_fix_writes(site, capsysbinary):
    subprocess.run(["git", "init", "-q"], check=True)
    run(["fix", "--diff"])
    (site / "change.patch").write_bytes(capsysbinary.readouterr().out)
    assert (site / "posts" / "茶 1.md").read_bytes() == MARKED

    subprocess.run(["git", "apply", "change.patch"], check=True, cwd=site)

    assert (site / "posts" / "茶 1.md").read_bytes() == MENDED


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from("ab\n\r 茶"), min_size=1, max_size=60), st.data())
def test_git_applies_a_patch_of_any_edits(tmp_path_factory, text, data):
    points = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    pairs = list(zip(points[::2], points[1::2], strict=False))
    edits = [Edit(start, end, data.draw(st.text("xy\n", max_size=3)), "test") for start, end in pairs]
    draft = Draft("posts/a b.md", text.encode())
    after = draft.with_edits(edits).data
    folder = Path(tmp_path_factory.mktemp("patch"))
    (folder / "posts").mkdir()
    (folder / "posts" / "a b.md").write_bytes(draft.data)

    patch = unified_diff(draft, edits)

    if after == draft.data:
        assert patch == ""
        return
    (folder / "p.patch").write_bytes(patch.encode())
    subprocess.run(["git", "apply", "p.patch"], check=True, cwd=folder, capture_output=True)
    written = folder / "posts" / "a b.md"
    assert written.read_bytes() == after


def test_a_name_with_spaces_ends_in_a_tab_as_git_writes_it_for_other_programs():
    patch = unified_diff(Draft("a b.md", b"x\n"), [Edit(0, 1, "y", "test")])

    assert patch.splitlines()[:2] == ["--- a/a b.md\t", "+++ b/a b.md\t"]


def test_a_patch_of_a_draft_in_another_encoding_is_in_its_bytes():
    draft = Draft("a.md", "お茶\n---END---\n".encode("cp932"), "cp932")

    patch = unified_diff(draft, [Edit(3, 13, "", "test")])

    assert patch.encode("utf-8", "surrogateescape").splitlines()[-2:] == [" お茶".encode("cp932"), b"----END---"]


def test_a_draft_that_changed_meanwhile_is_left_alone(site, capsys, monkeypatch):
    from editor_tui.cli import fix

    def and_then_it_changes(*arguments, original=fix.fix_drafts, **options):
        for fixed in original(*arguments, **options):
            Path(fixed.path).write_bytes("別の版です。\n".encode())
            yield fixed

    monkeypatch.setattr(fix, "fix_drafts", and_then_it_changes)

    assert run(["fix", "posts/茶 1.md"]) == 3
    assert (site / "posts" / "茶 1.md").read_bytes() == "別の版です。\n".encode()
    assert "茶 1.md" in capsys.readouterr().err
