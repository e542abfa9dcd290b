"""What the drafts of a site say of its settings."""

import pytest

from editor_tui.workspace.survey import survey
from editor_tui.workspace.workspace import Workspace


@pytest.mark.parametrize(("with_one", "found"), [(1, {}), (2, {"excerpt": "summary"}), (10, {"excerpt": "summary"})])
def test_a_key_that_a_fifth_of_the_drafts_have_is_one_that_the_site_uses(tmp_path, with_one, found):
    for number in range(10):
        summary = "summary: 短い\n" if number < with_one else ""
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: 茶\n{summary}---\n\n湯。\n", encoding="utf-8")

    assert survey(Workspace.open(tmp_path, {})).keys == found
