"""Drafts that say no, in their front matter or by their folder: to tasks, to `fix`, to `check`, and to lists."""

import pytest

from editor_tui.tasks.options import TaskOptions
from editor_tui.workspace.checking import check_drafts, fix_drafts
from editor_tui.workspace.workspace import Workspace

PATH = "posts/tea.md"
BODY = "宇治の茶園では、今年も新茶の摘み取りが五月の連休から始まりました。\n\n---END---\n"
POST = "---\ntitle: 宇治の新茶\n{front}---\n\n" + BODY
SKIPS = {
    "its own no": ("editor:\n  skip: [{}]\n", ""),
    "its own no, as text": ("editor: {{skip: {}}}\n", ""),
    "no to everything": ("editor: {{skip: true}}\n", ""),
    "the folder's no": ("", '[[folder]]\npath = "posts/**"\nskip = ["{}"]\n'),
}


@pytest.fixture
def site(tmp_path):
    """A site with one English version, so that a missing one is worth telling."""

    def make(front="", settings=""):
        (tmp_path / "posts" / "en").mkdir(parents=True, exist_ok=True)
        (tmp_path / "editor-tui.toml").write_text(f'[site]\ncontent = ["posts"]\nkind = "jekyll"\n{settings}', "utf-8")
        (tmp_path / PATH).write_text(POST.format(front=front), "utf-8")
        (tmp_path / "posts" / "other.md").write_text(POST.format(front=""), "utf-8")
        (tmp_path / "posts" / "en" / "other.md").write_text("---\ntitle: Tea\n---\n\nThe harvest began.\n", "utf-8")
        return Workspace.open(tmp_path, {})

    return make


@pytest.fixture(params=SKIPS.values(), ids=SKIPS)
def saying_no(request, site):
    front, settings = request.param
    return lambda name: site(front.format(name), settings.format(name))


@pytest.mark.parametrize("task", ["excerpt", "tags", "title", "translate"])
def test_a_task_leaves_a_draft_alone_that_says_no_to_it(task, saying_no, site):
    workspace = saying_no(task)

    skipped = workspace.task(task, TaskOptions(everything=True)).skips(workspace.read(PATH), everything=True)

    assert skipped is not None
    assert skipped.id.startswith("repair.exempt-")
    workspace = site()
    assert workspace.task(task, TaskOptions(everything=True)).skips(workspace.read(PATH), everything=True) is None


def test_fix_leaves_a_draft_alone_that_says_no_to_it(saying_no, site):
    workspace = saying_no("fix")

    [fixed] = fix_drafts(workspace, [PATH], jobs=1)

    assert fixed.edits == ()
    assert workspace.propose_fix(workspace.read(PATH)) is None
    workspace = site()
    [fixed] = fix_drafts(workspace, [PATH], jobs=1)
    assert fixed.edits
    assert workspace.propose_fix(workspace.read(PATH)) is not None


def test_check_finds_nothing_in_a_draft_that_says_no_to_it(saying_no, site):
    [checked] = check_drafts(saying_no("check"), [PATH], jobs=1)

    assert checked.findings == ()
    [checked] = check_drafts(site(), [PATH], jobs=1)
    assert {located.finding.rule for located in checked.findings} >= {"end-marker", "missing-translation"}


def test_nobody_misses_what_a_draft_says_no_to(saying_no, site):
    """What a list shows as missing is what there is to do."""
    for name, missing in (("excerpt", "excerpt"), ("tags", "tags")):
        [row] = [row for row in saying_no(name).rows([PATH]) if row.path == PATH]
        assert missing not in row.fields
    workspace = saying_no("translate")
    [row] = [row for row in workspace.rows([PATH]) if row.path == PATH]
    assert row.translation == ""
    [checked] = check_drafts(workspace, [PATH], jobs=1)
    assert "missing-translation" not in {located.finding.rule for located in checked.findings}
    [row] = [row for row in site().rows([PATH]) if row.path == PATH]
    assert {*row.fields} >= {"excerpt", "tags"}
    assert row.translation == "none"


def test_a_front_matter_that_cannot_be_read_says_no_to_nothing(site):
    workspace = site("editor: {skip: true\n")

    [checked] = check_drafts(workspace, [PATH], jobs=1)

    assert "invalid-front-matter" in {located.finding.rule for located in checked.findings}
