"""Settings: where they come from, and what a mistake says."""

import pytest

from editor_tui.errors import SettingsError
from editor_tui.settings import Settings, load_settings


@pytest.fixture
def write(tmp_path):
    def write(text, name="editor-tui.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def load(site, **options):
    return load_settings(site, environment={}, user_file=site / "no-user-file.toml", **options)


def test_a_site_without_settings_has_the_defaults(tmp_path):
    assert load(tmp_path) == Settings()


def test_a_site_sets_values_in_its_file(write):
    site = write(
        '[site]\ncontent = ["notes"]\n[excerpt]\nja = [50, 100]\n[[folder]]\npath = "old/**"\nskip = ["excerpt"]\n'
    )

    settings = load(site)

    assert settings.site.content == ("notes",)
    assert settings.excerpt.ja == (50, 100)
    assert settings.folder[0].skip == ("excerpt",)


def test_pyproject_can_hold_the_settings(write):
    site = write('[tool.editor-tui.site]\nkind = "hugo"\n', "pyproject.toml")

    assert load(site).site.kind == "hugo"


def test_the_environment_is_stronger_than_the_site(write):
    site = write('[model]\nname = "small"\n')

    settings = load_settings(site, environment={"EDITOR_TUI_MODEL": "large"}, user_file=site / "none.toml")

    assert settings.model.name == "large"


def test_the_site_is_stronger_than_the_user(write, tmp_path):
    user = tmp_path / "user.toml"
    user.write_text('[model]\nname = "mine"\nconcurrency = 3\n', encoding="utf-8")
    site = write('[model]\nname = "theirs"\n')

    model = load_settings(site, environment={}, user_file=user).model

    assert (model.name, model.concurrency) == ("theirs", 3)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[site]\n\nconten = ["a"]\n', 3, "content"),
        ("[nothing]\nx = 1\n", 1, "nothing"),
        ('[excerpt]\nja = "long"\n', 2, "a list"),
        ("[excerpt]\nja = [1, 2, 3]\n", 2, "2 values"),
        ("[tags]\nmaximum = true\n", 2, "a whole number"),
        ('[site]\nkind = "drupal"\n', 2, "jekyll"),
        ("[site\n", 1, "TOML"),
        ('[model]\n# where\nbase_url = "http://evil.example"\n', 3, "by a site"),
        ('model.base_url = "http://evil.example"\n', 1, "by a site"),
        ("[model]\ntimeout = -1\n", 2, "0 or more"),
        ("[model]\ntimeout = nan\n", 2, "0 or more"),
        ('[site]\nencodings = ["utf-8", "latin-1"]\n', 2, "cp932"),
        ('[translate]\npath = "en/{nmae}"\n', 2, "{stem}"),
        ('[translate]\npath = "en/post.md"\n', 2, "{stem}"),
        ('[keys]\ndate = "date"\ntitle = "a..b"\n', 3, "dots between"),
        ('[site]\ncontent = ["_posts", "../.."]\n', 2, "out of the site"),
        ('[tags.aliases]\nx = "a"\na = "b"\nb = "a"\n', 1, "a → b → a"),
        ('[tags.aliases]\na = "a"\n', 1, "a → a"),
        ("[title]\nen = [1, 2]\nja = [40, 20]\n", 3, "smaller number comes first"),
        ("[tags]\nminimum = 7\n", 2, "smaller number comes first"),
        ("[tags]\ndefault-share = 50\n", 2, "from 0 to 1"),
        ("[site]\ncontent = " + "[" * 5_000 + "\n", None, "too deeply"),
    ],
)
def test_a_mistake_names_its_line_and_what_to_do(write, text, line, words):
    site = write(text)

    with pytest.raises(SettingsError) as caught:
        load(site)

    assert caught.value.line == line
    assert words in str(caught.value)


@pytest.mark.parametrize("text", ["tool = 5\n", "[tool]\neditor-tui = 5\n"])
def test_tables_of_pyproject_must_be_tables(write, text):
    site = write(text, name="pyproject.toml")

    with pytest.raises(SettingsError, match="must be a table"):
        load(site)


def test_a_file_that_is_not_utf_8_is_said_to_be_none(tmp_path):
    (tmp_path / "editor-tui.toml").write_bytes("# 設定\n".encode("cp932"))

    with pytest.raises(SettingsError, match="not UTF-8"):
        load(tmp_path)


def test_only_the_user_chooses_the_endpoint(tmp_path):
    user = tmp_path / "user.toml"
    user.write_text('[model]\nbase_url = "http://localhost:11434/v1"\n', encoding="utf-8")

    settings = load_settings(tmp_path, environment={}, user_file=user)

    assert settings.model.base_url == "http://localhost:11434/v1"
