"""`init`, and what else a command writes beside drafts: never through a link that came with the site."""

from __future__ import annotations

import tomllib

import pytest

from editor_tui.cli.main import run
from editor_tui.errors import UsageError
from editor_tui.site.kind import detect_kind


@pytest.fixture
def site(tmp_path, monkeypatch):
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("title: 茶\n", encoding="utf-8")
    (root / "_posts" / "2025-01-01-tea.md").write_text("---\ntitle: 茶\n---\n\n湯を冷ます。\n", encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return root


@pytest.mark.parametrize("language", ["en", "ja"])
def test_init_writes_settings_that_can_be_read(site, language):
    assert run(["--lang", language, "init"]) == 0

    assert tomllib.loads((site / "editor-tui.toml").read_text(encoding="utf-8"))["site"]["kind"] == "jekyll"
    assert run(["list"]) == 0


def test_init_leaves_settings_alone_that_are_there(site, capsys):
    (site / "editor-tui.toml").write_text("# mine\n")

    assert run(["init"]) == 2
    assert "--force" in capsys.readouterr().err
    assert (site / "editor-tui.toml").read_text() == "# mine\n"


def test_what_stands_in_the_way_is_said(site, capsys):
    (site / "editor-tui.toml").mkdir()

    assert run(["init", "--force"]) == 2
    assert "a folder where this file should be" in capsys.readouterr().err


def test_a_link_that_came_with_the_site_is_not_written_through(site):
    outside = site.parent / "outside"
    outside.write_text("")
    (site / "editor-tui.toml").symlink_to(outside)

    assert run(["init", "--force"]) == 0
    assert outside.read_text() == ""
    assert (site / "editor-tui.toml").stat().st_size > 0


def test_a_link_in_the_state_folder_that_leads_out_is_refused_by_name(site, capsys):
    outside = site.parent / "outside"
    outside.write_text("")
    (site / ".editor-tui").mkdir()
    (site / ".editor-tui/health.html").symlink_to(outside)

    assert run(["report"]) == 2
    assert "health.html is a link that leads out of the site" in capsys.readouterr().err
    run(["report", "--lang", "ja"])
    assert "health.html はサイトの外へのリンクです" in capsys.readouterr().err
    assert outside.read_text() == ""


def test_init_refuses_a_link_that_leads_nowhere(site):
    (site / "editor-tui.toml").symlink_to(site.parent / "made-by-init")

    assert run(["init"]) == 2
    assert not (site.parent / "made-by-init").exists()


def test_a_folder_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        detect_kind(str(tmp_path / "gone"))


def settings_of(root, files, monkeypatch):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    monkeypatch.chdir(root)
    assert run(["init"]) == 0
    return tomllib.loads((root / "editor-tui.toml").read_text(encoding="utf-8"))


def test_init_writes_down_the_keys_that_drafts_have_in_place_of_the_usual_ones(tmp_path, monkeypatch):
    post = "---\ntitle: 茶\npubDatetime: 2024-01-01\ndescription: x\ntags: [a]\n---\n\n湯。\n"

    found = settings_of(tmp_path, {"hugo.toml": "", "content/a.md": post, "content/b.md": post}, monkeypatch)

    assert found["keys"] == {"excerpt": "description", "date": "pubDatetime"}


def test_init_names_old_encodings_and_what_is_no_draft(tmp_path, monkeypatch, capsys):
    old = "---\ntitle: 茶\n---\n\n湯を冷まします。\n".encode("cp932")
    vault = {".obsidian/templates.json": '{"folder": "型"}', "型/日報.md": "{{title}}", "README.md": "x", "茶.md": old}

    found = settings_of(tmp_path, vault, monkeypatch)

    assert found["site"] == {
        "kind": "obsidian", "content": [""], "exclude": ["README.md", "型/**"], "encodings": ["utf-8", "cp932"],
    }  # fmt: skip
    assert "obsidian, 1 draft." in capsys.readouterr().err


def test_init_in_a_monorepo_names_its_sites(tmp_path, monkeypatch, capsys):
    settings_of(tmp_path, {"apps/blog/astro.config.mjs": "", "apps/blog/src/content/blog/a.md": ""}, monkeypatch)

    assert "editor-tui --site apps/blog init" in capsys.readouterr().err


def test_a_kind_without_excerpts_says_so(tmp_path, monkeypatch, capsys):
    settings_of(tmp_path, {"qiita.config.json": "{}", "public/a.md": "---\ntitle: x\n---\n"}, monkeypatch)

    assert run(["summarize", "--offline"]) == 2
    assert 'excerpt = "excerpt"' in capsys.readouterr().err


def test_an_excerpt_that_is_the_description_is_asked_for_once(tmp_path, monkeypatch, capsys):
    text = "京都の宇治で茶を摘みました。朝に畑へ出て、昼には300グラムの葉が集まりました。\n" * 3
    post = f"---\ntitle: 茶\ndescription: ''\n---\n\n{text}"
    settings_of(tmp_path, {"astro.config.mjs": "", "src/content/blog/a.md": post}, monkeypatch)

    run(["summarize", "--offline", "--json"])

    assert capsys.readouterr().out.count("src/content/blog/a.md") == 1


def test_a_list_of_nothing_says_where_drafts_are_named(tmp_path, monkeypatch, capsys):
    (tmp_path / "editor-tui.toml").write_text('[site]\ncontent = ["post"]\n')
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path)

    assert run(["list"]) == 0
    assert "[site] content" in capsys.readouterr().err
