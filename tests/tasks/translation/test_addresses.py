"""No version takes the address or the number of its source."""

from dataclasses import replace

import pytest

from editor_tui.post.draft import Draft
from editor_tui.post.version_fields import stated_language, stated_source

CASES = [
    ("jekyll", "permalink: /tea/", "permalink: /en/tea/"),
    ("jekyll", "permalink: tea.html", "permalink: tea.html"),
    ("jekyll", "slug: tea", "slug: tea"),
    ("polyglot", "permalink: /tea/", "permalink: /tea/"),
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

    version = Draft("x.md", text.encode())
    assert (version.metadata["path"], version.metadata["slug"]) == ("en/tea", "tea")


@pytest.mark.parametrize("extra", ["", '[extra]\nauthor = "tea"\n'])
async def test_what_zola_does_not_know_stands_in_its_own_table(bench, extra):
    bench.set(files=replace(bench.task.files, kind="zola"))

    text = await bench.write(f'+++\ntitle = "お茶の話"\nsort_by = "date"\n{extra}+++\n\n湯を冷まします。\n')

    version = Draft("x.md", text.encode())
    assert set(version.metadata) == {"title", "sort_by", "extra"}
    assert (stated_language(version), stated_source(version)) == ("en", "post.md")
    assert bench.task.skips(version) is not None
