"""Which kind of site a folder is, and where its drafts and their versions are."""

import re
import typing
from pathlib import Path

import pytest

from editor_tui.errors import OutsideSiteError
from editor_tui.settings.schema import SiteKind
from editor_tui.site.files import Site
from editor_tui.site.kind import find_layout, find_sites_below
from editor_tui.site.languages import Languages, find_languages
from editor_tui.site.versions import VersionPaths

DOCS = Path(__file__).parents[2] / "docs"
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
    ("jekyll", {"_config.yml": "", "_i18n/ja/_posts/a.md": "", "_i18n/en/_posts/a.md": ""},
     ("_i18n/en/_posts", "_i18n/ja/_posts")),
    ("hugo", {"config/_default/languages.toml": '[ja]\ncontentDir = "content.ja"\n[en]\n  contentDir = "content.en"\n',
     "content.ja/a.md": "", "content.en/a.md": ""}, ("content.ja", "content.en")),
    ("hugo", {"hugo.yaml": "languages:\n  ja:\n    contentDir: content/ja\n", "content/ja/a.md": ""}, ("content",)),
    ("docusaurus", {"docusaurus.config.ts": "docs: { path: 'guides' }, blog: {}", "docs/a.md": "", "guides/a.md": "",
     "i18n/en/code.json": "", "build/a.md": "", "README.md": ""}, ("docs", "guides", "i18n")),
    ("eleventy", {"eleventy.config.js": 'dir: { input: "./content" }', "content/a.md": ""}, ("content",)),
    ("eleventy", {".eleventy.js": "", "a.md": ""}, ("",)),
    ("vitepress", {"docs/.vitepress/config.mts": "", "docs/a.md": ""}, ("docs",)),
    ("vitepress", {".vitepress/config.js": "srcDir: './src'", "src/a.md": ""}, ("src",)),
    ("mkdocs", {"mkdocs.yml": "site_name: x\ndocs_dir: text\n", "text/a.md": ""}, ("text",)),
    ("qiita", {"qiita.config.json": "{}", "public/a.md": "", "README.md": ""}, ("public",)),
    ("obsidian", {".obsidian/app.json": "{}", "a.md": ""}, ("",)),
    ("hugo", {".obsidian/app.json": "{}", "hugo.toml": "", "content/a.md": ""}, ("content",)),
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


def test_the_sites_of_a_monorepo_are_found(tmp_path):
    for name in (
        "apps/blog/astro.config.mjs",
        "apps/docs/docusaurus.config.js",
        "docs/mkdocs.yml",
        "lib/node_modules/x",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")

    assert find_layout(tmp_path).kind == "folder"
    assert find_sites_below(tmp_path) == {"apps/blog": "astro", "apps/docs": "docusaurus", "docs": "mkdocs"}


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
    ("hugo", "content.ja/post/tea.md", "content.en/post/tea.md"),
    ("jekyll", "_i18n/ja/_posts/tea.md", "_i18n/en/_posts/tea.md"),
    ("qiita", "public/0123456789abcd.md", "public/0123456789abcd-en.md"),
    ("vitepress", "guide/tea.md", "en/guide/tea.md"),
    ("eleventy", "ja/blog/tea.md", "en/blog/tea.md"),
    ("mkdocs", "docs/guide/tea.md", "docs/guide/tea.en.md"),
    ("obsidian", "日記/茶.md", "日記/茶.en.md"),
]


@pytest.mark.parametrize(("kind", "path", "version"), VERSIONS)
def test_an_english_version_has_its_place_by_the_kind_of_site(kind, path, version):
    content = ("src/content/blog", "src/content/docs") if kind == "astro" else ("",)
    paths = VersionPaths(kind, content)

    assert paths.version_of(path) == version
    assert paths.is_version(version)
    assert not paths.is_version(path)


DOCUSAURUS = [
    ("docs/guide/tea.md", "i18n/en/docusaurus-plugin-content-docs/current/guide/tea.md"),
    ("blog/2024-01-01-tea/index.mdx", "i18n/en/docusaurus-plugin-content-blog/2024-01-01-tea/index.mdx"),
    ("src/pages/about.md", "i18n/en/docusaurus-plugin-content-pages/about.md"),
    ("guides/tea.md", "i18n/en/docusaurus-plugin-content-docs-guides/current/tea.md"),
]


@pytest.mark.parametrize(("path", "version"), DOCUSAURUS)
@pytest.mark.parametrize("default", ["ja", "en"])
def test_docusaurus_has_its_versions_in_a_folder_of_each_plugin(path, version, default):
    japanese = version.replace("/en/", "/ja/")
    paths = VersionPaths("docusaurus", ("docs", "blog", "src/pages", "guides", "i18n"), "", Languages(default))

    assert paths.version_of(japanese if default == "en" else path) == (path if default == "en" else version)
    assert paths.is_version(path if default == "en" else version)
    assert not paths.is_version(japanese)


@pytest.mark.parametrize(
    ("kind", "path", "version"),
    [
        ("hugo", "content/post/tea.ja.md", "content/post/tea.md"),
        ("hugo", "content/ja/tea.md", "content/tea.md"),
        ("hugo", "content.ja/tea.md", "content/tea.md"),
        ("astro", "src/content/docs/ja/tea.mdx", "src/content/docs/tea.mdx"),
        ("astro", "src/content/docs/zh-cn/tea.mdx", "src/content/docs/tea.mdx"),
    ],
)
def test_the_language_without_a_mark_has_versions_without_one(kind, path, version):
    content = ("content", "content.ja", "src/content/docs")
    paths = VersionPaths(kind, content, "", Languages("en", frozenset({"zh-cn", "de"})))

    assert paths.version_of(path) == version
    assert paths.is_version(version)
    assert not paths.is_version(path)


def test_folders_of_other_languages_are_told_from_those_of_topics(tmp_path):
    for name in ("docs/en", "docs/it", "docs/pt-br", "docs/guides", "notes/it"):
        (tmp_path / name).mkdir(parents=True)

    found = find_languages(str(tmp_path), "astro", ("docs",), "en")

    assert found == Languages("", frozenset({"en", "it", "pt-br"}))
    assert VersionPaths("astro", ("docs",), "", found).version_of("docs/pt-br/a.md") == "docs/en/a.md"
    assert find_languages(str(tmp_path), "astro", ("notes",), "en") == Languages()


MKDOCS = """\
plugins:
  - search
  - i18n:
      languages:
        - locale: ja
          default: {}
        - locale: en
          name: English
          default: {}
"""


@pytest.mark.parametrize(
    ("kind", "file", "text", "plain"),
    [
        ("hugo", "hugo.toml", 'defaultContentLanguage = "en"', "en"),
        ("hugo", "hugo.toml", 'defaultContentLanguage = "en"\n[languages.ja]\ncontentDir = "content/ja"', ""),
        ("hugo", "config/_default/config.yaml", "defaultContentLanguage: ja-jp", "ja"),
        ("zola", "config.toml", 'default_language = "ja"', "ja"),
        ("astro", "astro.config.mjs", "i18n: { defaultLocale: 'en', locales: ['en', 'ja'] }", "en"),
        ("astro", "astro.config.mjs", "defaultLocale: 'en', routing: { prefixDefaultLocale: true }", ""),
        ("astro", "astro.config.ts", "locales: { root: { label: '日本語', lang: 'ja' } }", "ja"),
        ("docusaurus", "docusaurus.config.js", "i18n: { defaultLocale: 'ja' }", "ja"),
        ("docusaurus", "docusaurus.config.js", "", ""),
        ("vitepress", ".vitepress/config.mts", "lang: 'en-US'", "en"),
        ("jekyll", "_config.yml", "lang: en", ""),
        (
            "mkdocs",
            "mkdocs.yml",
            MKDOCS.format("true", "false"),
            "ja",
        ),
        ("mkdocs", "mkdocs.yml", MKDOCS.format("false", "true"), "en"),
        ("mkdocs", "mkdocs.yml", "plugins:\n- i18n:\n    docs_structure: folder\n    default_language: ja\n", ""),
        ("mkdocs", "mkdocs.yml", "plugins:\n- i18n:\n    default_language: ja\n", "ja"),
        ("mkdocs", "mkdocs.yml", "plugins: [search]\n", ""),
    ],
)
def test_the_configuration_says_which_language_has_no_mark(tmp_path, kind, file, text, plain):
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(text, encoding="utf-8")

    assert find_languages(str(tmp_path), kind, ("content",), "en").plain == plain


@pytest.mark.parametrize(
    ("file", "text", "shared"),
    [
        ("_config.yml", "plugins: [jekyll-polyglot]\nlanguages: [en, ja]\ndefault_lang: ja\n", True),
        ("Gemfile", 'gem "jekyll-polyglot"\n', True),
        ("_config.yml", "plugins: [jekyll-feed]\n", False),
    ],
)
def test_polyglot_tells_versions_by_their_address(tmp_path, file, text, shared):
    (tmp_path / file).write_text(text, encoding="utf-8")

    assert find_languages(str(tmp_path), "jekyll", ("_posts",), "en").share_addresses is shared


OUTPUTS = [
    ({".eleventy.js": 'dir: { output: "dist" }'}, "dist/a.md"),
    ({".eleventy.js": 'dir: { input: "src", output: "./www/" }'}, "src/_includes/a.md"),
    ({"eleventy.config.js": 'config.setOutputDirectory("build/pages");'}, "build/pages/a.md"),
    ({"eleventy.config.js": 'dir: { input: ".", includes: "parts" }'}, "parts/a.md"),
    ({"_config.yml": "destination: ./docs\n", "_posts/a.md": ""}, "docs/_posts/a.md"),
    ({"mkdocs.yml": "docs_dir: '.'\nsite_dir: html\n"}, "html/a.md"),
    ({"astro.config.mjs": "outDir: './src/content/out'", "src/content/blog/a.md": ""}, "src/content/out/a.md"),
]


@pytest.mark.parametrize(("files", "written"), OUTPUTS)
def test_what_a_generator_writes_is_no_draft(tmp_path, files, written):
    for path, text in {**files, written: "", "src/content/b.md": "", "b.md": ""}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    assert written not in Site(tmp_path).paths()


@pytest.mark.parametrize("output", [".", "./", "..", "posts", "/"])
def test_a_configuration_that_names_the_drafts_as_output_hides_nothing(tmp_path, output):
    (tmp_path / ".eleventy.js").write_text(f'dir: {{ input: "posts/tea", output: "{output}" }}', encoding="utf-8")
    (tmp_path / "posts" / "tea").mkdir(parents=True)
    (tmp_path / "posts" / "tea" / "a.md").write_text("", encoding="utf-8")

    assert Site(tmp_path).paths() == ["posts/tea/a.md"]


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


@pytest.mark.skipif(not (DOCS / "sites.md").is_file(), reason="the documents do not travel in the wheel")
def test_the_document_has_every_kind_of_site():
    rows = re.findall(r"^\| `(\w+)` \|", (DOCS / "sites.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert rows == [kind for kind in typing.get_args(SiteKind) if kind != "auto"]
