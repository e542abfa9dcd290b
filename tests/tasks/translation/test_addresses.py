"""No version takes the address or the number of its source."""

from dataclasses import replace

import pytest

from editor_tui.post.draft import Draft

CASES = [
    ("jekyll", "permalink: /tea/", "permalink: /en/tea/"),
    ("jekyll", "permalink: tea.html", "permalink: tea.html"),
    ("jekyll", "slug: tea", "slug: tea"),
    ("hugo", "url: /tea/", "url: /en/tea/"),
    ("hugo", "url: tea", "url: tea"),
    ("hugo", "slug: tea", "slug: tea"),
    ("hexo", "permalink: tea/", "permalink: en/tea/"),
    ("eleventy", "permalink: /tea/", "permalink: /en/tea/"),
    ("eleventy", "permalink: false", "permalink: false"),
    ("astro", "slug: tea", "slug: en/tea"),
    ("docusaurus", "slug: /tea", "slug: /tea"),
    ("vitepress", "permalink: /tea", "permalink: /tea"),
    ("qiita", "id: 0123abcd", "id: null"),
    ("qiita", "updated_at: '2024-01-01T00:00:00+09:00'", "updated_at: ''"),
    ("folder", "url: https://example.com/tea", "url: https://example.com/tea"),
]


@pytest.mark.parametrize(("kind", "line", "expected"), CASES)
async def test_a_version_has_an_address_of_its_own(bench, kind, line, expected):
    bench.set(files=replace(bench.task.files, kind=kind))

    text = await bench.write(f"---\ntitle: お茶の話\n{line}\n---\n\n湯を冷まします。\n")

    assert expected in text.splitlines()


async def test_a_path_of_zola_gets_the_language_with_or_without_a_slash(bench):
    bench.set(files=replace(bench.task.files, kind="zola"))

    text = await bench.write('+++\ntitle = "お茶の話"\npath = "tea"\nslug = "tea"\n+++\n\n湯を冷まします。\n')

    assert Draft("x.md", text.encode()).metadata["path"] == "en/tea"
    assert Draft("x.md", text.encode()).metadata["slug"] == "tea"
