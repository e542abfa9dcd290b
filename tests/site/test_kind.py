"""Which kind of site a folder is, and where its drafts and their versions are."""

import pytest

from editor_tui.errors import OutsideSiteError
from editor_tui.site.kind import find_layout
from editor_tui.site.versions import VersionPaths

SITES = [
    ("jekyll", {"_config.yml": "title: Tea\n", "_posts/a.md": ""}, ("_posts",)),
    ("jekyll", {"_posts/a.md": "", "blog/_posts/a.md": "", "_drafts/a.md": ""}, ("_posts", "_drafts", "blog/_posts")),
    (
        "jekyll",
        {"_config.yml": "collections:\n  posts:\n    output: true\n  # no\n  tools:\n", "_posts/a": "", "_tools/b": ""},
        ("_posts", "_tools"),
    ),
    ("jekyll", {"_config.yml": "collections: \n- tools\nsource: src\n", "src/_tools/b.md": ""}, ("src/_tools",)),
    ("jekyll", {"_config.yml": "source: ../out\n", "a.md": ""}, ("",)),
    ("hugo", {"hugo.toml": "", "content/a.md": ""}, ("content",)),
    ("hugo", {"config.toml": 'baseURL = "https://x.example/"\n', "content/a.md": ""}, ("content",)),
    ("hugo", {"config.yaml": "baseurl: https://x.example/\ncontentDir: texts\n", "texts/a.md": ""}, ("texts",)),
    ("hugo", {"config/_default/hugo.toml": "", "content/a.md": ""}, ("content",)),
    ("zola", {"config.toml": 'base_url = "https://x.example"\n', "content/a.md": ""}, ("content",)),
    ("astro", {"astro.config.mjs": "", "src/content/blog/a.md": ""}, ("src/content/blog",)),
    ("hexo", {"_config.yml": "", "package.json": '{"dependencies": {"hexo": "7"}}', "source/_posts/a.md": ""},
     ("source/_posts",)),
    ("zenn", {"package.json": '{"devDependencies": {"zenn-cli": "1"}}', "articles/a.md": ""}, ("articles",)),
    ("zenn", {"articles/a.md": "---\ntitle: x\ntopics: [tea]\n---\n"}, ("articles",)),
    ("folder", {"a.md": ""}, ("",)),
    ("folder", {"articles/a.md": "tea"}, ("",)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "files", "content"), SITES)
def test_the_kind_is_told_from_the_files(tmp_path, kind, files, content):
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    layout = find_layout(tmp_path)

    assert (layout.kind, layout.content) == (kind, content)


def test_the_settings_win(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "_posts").mkdir()

    assert find_layout(tmp_path, "zola").content == ("content",)


VERSIONS = [
    ("jekyll", "_posts/2025-10-01-tea.md", "_posts/en/2025-10-01-tea.md"),
    ("jekyll", "tea.md", "en/tea.md"),
    ("hugo", "content/post/tea.md", "content/post/tea.en.md"),
    ("hugo", "content/post/tea.ja.md", "content/post/tea.en.md"),
    ("hugo", "content/ja/post/tea.md", "content/en/post/tea.md"),
    ("hugo", "content/post/tea/index.md", "content/post/tea/index.en.md"),
    ("zola", "content/tea.md", "content/tea.en.md"),
    ("astro", "src/content/blog/2025/tea.mdx", "src/content/blog/en/2025/tea.mdx"),
    ("astro", "src/content/docs/ja/guides/tea.mdx", "src/content/docs/en/guides/tea.mdx"),
    ("hexo", "source/_posts/tea.md", "source/_posts/en/tea.md"),
    ("zenn", "articles/0123456789abcd.md", "articles/0123456789abcd-en.md"),
    ("folder", "notes/v1.2.md", "notes/v1.2.en.md"),
]


@pytest.mark.parametrize(("kind", "path", "version"), VERSIONS)
def test_an_english_version_has_its_place_by_the_kind_of_site(kind, path, version):
    content = ("src/content/blog", "src/content/docs") if kind == "astro" else ("",)
    paths = VersionPaths(kind, content)

    assert paths.version_of(path) == version
    assert paths.is_version(version)
    assert not paths.is_version(path)


def test_a_template_of_the_settings_wins():
    paths = VersionPaths("jekyll", ("_posts",), "{lang}/{root}/{below}/{stem}{ext}")

    assert paths.version_of("_posts/tea/a.ja.md", "fr") == "fr/_posts/tea/a.ja.md"


@pytest.mark.parametrize("template", ["../{name}", "{dir}/../../../{name}", ".."])
def test_a_template_that_leads_out_is_refused(template):
    with pytest.raises(OutsideSiteError):
        VersionPaths("jekyll", ("",), template).version_of("_posts/a.md")


def test_a_template_reads_no_attributes():
    assert (
        VersionPaths("folder", ("",), "{dir}/{stem.__class__}{name}").version_of("a/b.md") == "a/{stem.__class__}b.md"
    )


@pytest.mark.parametrize(
    ("path", "version"),
    [
        ("ja/tea.md", "en/tea.md"),
        ("content/JA/tea.ja.md", "content/JA/tea.en.md"),
        ("content/ja/x/ja/tea.md", "content/en/x/ja/tea.md"),
        ("content/ja-JP/tea.md", "content/en/tea.md"),
        ("content/japan/tea.md", "content/japan/tea.en.md"),
        ("content/tea.ja", "content/tea.en.ja"),
    ],
)
def test_the_mark_of_a_japanese_original_is_replaced(path, version):
    assert VersionPaths("hugo").version_of(path) == version
