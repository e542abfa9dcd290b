"""The list, the app and `check` say the same of versions in another language."""

from __future__ import annotations

import os
import time

import pytest

from editor_tui.post.staleness import block_keys
from editor_tui.workspace.checking import check_drafts
from editor_tui.workspace.workspace import Workspace

SOURCE = "---\ntitle: お茶の話\n---\n\n湯を冷まします。\n\n急須に葉を入れます。\n"
VERSION = "---\ntitle: On tea\nlang: en\n---\n\nLet the water cool.\n\nPut leaves into the pot.\n"


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "editor-tui.toml").write_text('[site]\nkind = "hugo"\ncontent = ["posts"]\n')
    (tmp_path / "posts").mkdir()
    for name, text in (("tea.md", SOURCE), ("tea.en.md", VERSION), ("alone.md", SOURCE)):
        write(tmp_path / "posts" / name, text)
    return Workspace.open(tmp_path, {})


def write(place, text):
    place.write_text(text, encoding="utf-8")
    # Old enough for the index to trust the times of the file.
    old = time.time() - 60 + len(text) / 100
    os.utime(place, (old, old))


def remember(workspace):
    from editor_tui.site.memory import LanguagePair, TranslationMemory, Version

    source = workspace.read("posts/tea.md")
    version = Version("posts/tea.en.md", "posts/tea.md", LanguagePair("ja", "en"), VERSION, (), block_keys(source))
    TranslationMemory(workspace.state).keep_version(version)


def rows(workspace):
    return {row.path: row for row in workspace.rows()}


def test_rows_and_checks_of_one_draft_hold_what_check_finds_in_versions(workspace):
    paths = workspace.paths()

    found = {one.path: [located.finding.rule for located in one.findings] for one in check_drafts(workspace, paths)}

    assert "missing-translation" in found["posts/alone.md"]
    for path, row in rows(workspace).items():
        assert sorted(found[path]) == sorted(rule for rule, count in row.rules.items() for _ in range(count))
        assert sorted(found[path]) == sorted(finding.rule for finding in workspace.check(workspace.read(path)))


def test_a_version_and_its_source_show_that_the_source_has_changed(workspace):
    remember(workspace)
    before = rows(workspace)

    write(workspace.root / "posts" / "tea.md", SOURCE + "\nゆっくり注ぎます。\n")
    after = rows(workspace)

    assert (before["posts/tea.md"].translation, before["posts/tea.en.md"].translation) == ("ok", "")
    assert (after["posts/tea.md"].translation, after["posts/tea.en.md"].translation) == ("stale", "stale")
    assert after["posts/tea.en.md"].source == "posts/tea.md"
    assert after["posts/tea.md"].behind == after["posts/tea.en.md"].behind == (1, 3)
    assert {row.path: row.behind for row in workspace.known_rows()}["posts/tea.md"] == (1, 3)


def test_a_draft_whose_front_matter_is_never_closed_can_be_checked(workspace):
    write(workspace.root / "posts" / "open.md", "---\ntitle: お茶\n\n湯を冷まします。\n")

    [checked] = check_drafts(workspace, ["posts/open.md"])

    assert checked.failure is None
    assert "invalid-front-matter" in {located.finding.rule for located in checked.findings}


def test_a_version_is_compared_with_its_source_as_the_settings_let_it_be_repaired(workspace):
    """A title at the start of the text is left in a source where the rule is ignored; so its version has it, too."""
    (workspace.root / "editor-tui.toml").write_text(
        '[site]\nkind = "hugo"\ncontent = ["posts"]\n\n[check]\nignore = ["title-echo"]\n'
    )
    title = "急須で淹れるお茶の話"
    for name in "abc":
        write(workspace.root / "posts" / f"{name}.md", f"---\ntitle: {title}\n---\n\n{title}\n\n---\n\n湯を冷ます。\n")
    text = f"---\ntitle: {title}\nlang: en\n---\n\nTea from a pot\n\n---\n\nLet it cool.\n"
    write(workspace.root / "posts" / "a.en.md", text)
    workspace = Workspace.open(workspace.root, {})

    rules = [finding.rule for finding in workspace.check(workspace.read("posts/a.en.md"))]

    assert "translation-structure" not in rules
