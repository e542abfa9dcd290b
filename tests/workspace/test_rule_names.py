"""Rules that the settings name and that there are not."""

import pytest

from editor_tui.errors import SettingsError
from editor_tui.workspace.workspace import Workspace


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[check]\nignore = ["bold-heading", "end-markers"]\n', 2),
        ('[check]\nselect = [\n  "repeats",\n  "end-markers",\n]\n', 4),
        ('[[folder]]\nignore = ["repeats"]\n[[folder]]\npath = "x"\nignore = ["end-markers"]\n', 5),
    ],
)
@pytest.mark.parametrize("is_users", [False, True])
def test_a_rule_that_there_is_not_is_told_with_its_line(tmp_path, text, line, is_users):
    (tmp_path / "site").mkdir()
    file = tmp_path / ("config.toml" if is_users else "site/editor-tui.toml")
    file.write_text(text, encoding="utf-8")
    workspace = Workspace.open(tmp_path / "site", {"EDITOR_TUI_CONFIG": str(tmp_path / "config.toml")})

    with pytest.raises(SettingsError) as caught:
        _ = workspace.selection

    assert caught.value.place == f"{file}:{line}"
    assert caught.value.message.values == {"name": "end-markers", "nearest": "end-marker"}
