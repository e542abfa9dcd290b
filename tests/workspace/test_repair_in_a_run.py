"""A run repairs all drafts by what was known of the site when it began."""

from pathlib import Path

from editor_tui.settings import load_settings
from editor_tui.workspace.bench import repairer
from editor_tui.workspace.workspace import Workspace


class Asked(Workspace):
    """Counts how often the site is looked at as a whole."""

    times = 0

    def facts(self):
        self.times += 1
        return super().facts()


def test_drafts_that_are_written_meanwhile_do_not_change_how_others_are_repaired(tmp_path: Path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "editor-tui.toml").write_text('[site]\ncontent = ["posts"]\n', encoding="utf-8")
    for name in "ab":
        (tmp_path / "posts" / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\nText.\n", encoding="utf-8")
    workspace = Asked(tmp_path, load_settings(tmp_path))

    repaired = repairer(workspace)
    for name in "ab":
        repaired(workspace.read(f"posts/{name}.md"))

    assert workspace.times == 1
