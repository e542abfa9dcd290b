"""Sites call their fields as their generator does."""

import pytest

from editor_tui.repair.selection import fits
from editor_tui.settings.schema import CheckSettings, KeySettings, Settings
from editor_tui.workspace.kinds import with_keys_of
from editor_tui.workspace.workspace import Workspace


@pytest.mark.parametrize(
    ("kind", "field", "key"),
    [
        ("zola", "tags", "taxonomies.tags"),
        ("hugo", "excerpt", "summary"),
        ("zenn", "tags", "topics"),
        ("jekyll", "excerpt", "excerpt"),
        ("zenn", "excerpt", ""),
        ("qiita", "excerpt", ""),
        ("docusaurus", "excerpt", "description"),
        ("obsidian", "date", "created"),
        ("folder", "tags", "tags"),
    ],
)
def test_the_kind_of_site_names_the_keys(kind, field, key):
    assert getattr(with_keys_of(kind, Settings()).keys, field) == key


def test_a_key_that_the_settings_name_is_kept():
    settings = Settings(keys=KeySettings(tags="extra.tags"))

    assert with_keys_of("zola", settings).keys.tags == "extra.tags"


def test_a_key_that_is_named_like_our_default_is_kept():
    settings = Settings(keys=KeySettings(excerpt="excerpt"))

    assert with_keys_of("hugo", settings).keys.excerpt == "excerpt"
    assert with_keys_of("zenn", settings).keys.excerpt == "excerpt"


def test_a_page_needs_no_title_where_its_heading_or_its_file_has_it():
    assert with_keys_of("docusaurus", Settings()).check.required == ()
    assert with_keys_of("docusaurus", Settings(check=CheckSettings(required=("title",)))).check.required == ("title",)
    assert with_keys_of("hugo", Settings()).check.required == ("title",)


def test_tags_of_a_zola_site_are_found_where_zola_has_them(tmp_path):
    (tmp_path / "config.toml").write_text('base_url = "https://example.org"\n', encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "oolong.md").write_text(
        '+++\ntitle = "Oolong"\n[taxonomies]\ntags = ["tea"]\n+++\n\nWarm the pot.\n', encoding="utf-8"
    )

    [row] = Workspace.open(tmp_path, {}).rows()

    assert row.tags == ("tea",)
    assert "tags" not in row.fields


def test_the_date_and_the_title_of_a_draft_without_fields_are_where_its_kind_has_them(tmp_path):
    (tmp_path / "docusaurus.config.js").write_text("")
    (tmp_path / "blog" / "2024-05-01-oolong").mkdir(parents=True)
    (tmp_path / "blog" / "2024-05-01-oolong" / "index.md").write_text("# Oolong {#top}\n\nWarm the pot.\n")

    [row] = Workspace.open(tmp_path, {}).rows()

    assert (row.date, row.title) == ("2024-05-01", "Oolong")
    assert "title" not in row.fields


def test_only_a_draft_with_words_lacks_a_translation(tmp_path):
    texts = (
        ("茶.md", "湯を冷まします。"),
        ("茶.en.md", "Cool the water."),
        ("空.md", ""),
        ("図.md", "![](a)"),
        ("水.md", "汲む。"),
    )
    for name, text in texts:
        (tmp_path / name).write_text(text, encoding="utf-8")

    workspace = Workspace.open(tmp_path, {})

    lacking = [row.path for row in workspace.rows() if "missing-translation" in row.rules]
    assert lacking == ["水.md"]


def test_a_section_of_zola_gets_no_tags():
    [folder] = with_keys_of("zola", Settings()).folder
    paths = ("content/_index.md", "content/blog/_index.en.md", "content/a.md")

    assert [fits(path, folder.path) for path in paths] == [True, True, False]
