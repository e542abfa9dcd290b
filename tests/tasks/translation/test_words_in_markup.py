"""Titles, alternative texts and links to headings: words are translated, links go on leading where they led."""

import pytest
from support.translator import translate

from editor_tui.post.anchors import find_anchor_links, heading_ids
from editor_tui.post.draft import Draft
from editor_tui.post.segments.structure import find_differences

POST = """# 目次

- [概要](#概要 "概要へ")
- [API](#使い方-1)
- <a href="#使い方">使い方へ</a>
- [下](#end)

## 概要

![茶碗](a.png "茶碗の図です")と<img src="b.png" alt="急須の図" title='急須'>があります。

<img src="c.png" alt='湯のみの"図"'>

`<img alt="コード">`はコードです。[参照]もあります。

## 使い方

短い。

!!! note "補足"
    注の文です。

## 使い方 {#end}

<details title="詳細">
本文。
</details>

[参照]: https://example.com "参照の題"
"""


def draft_of(text):
    return Draft("en/post.md", text.encode())


async def test_words_inside_markup_are_translated_and_the_markup_is_not(bench):
    text = await bench.write(POST)

    for before, words in (
        ('](a.png "', "茶碗の図です"),
        ('<img src="b.png" alt="', "急須の図"),
        ("title='", "急須"),
        ('<details title="', "詳細"),
        ('!!! note "', "補足"),
        ('https://example.com "', "参照の題"),
    ):
        assert before + translate(words) in text
    assert '`<img alt="コード">`' in text
    assert find_differences(Draft("post.md", POST.encode()), draft_of(text)) == ()


async def test_words_inside_markup_never_reach_a_model_with_their_markup(bench):
    await bench.propose(POST)

    assert "急須の図" in bench.asked
    assert "<a1>茶碗</a1>と<c2/>があります。" in bench.asked
    assert not any("img" in words or "png" in words for words in bench.asked)


@pytest.mark.parametrize(("quote", "text"), [('"', 'alt="“A” cup”"'), ("'", "alt='“A” cup\"'")])
async def test_quotes_in_a_translation_do_not_end_the_attribute(bench, quote, text):
    bench.model.change = lambda source, words: '“A” cup"'

    written = await bench.write(f"<img alt={quote}茶碗{quote}>\n")

    assert text in written


async def test_what_only_looks_like_a_title_is_prose(bench):
    await bench.propose('[図](a b.png "図の説明")です。\n')

    assert bench.asked == ['[図](a b.png "図の説明")です。']


async def test_links_to_headings_lead_to_the_translated_headings(bench):
    version = draft_of(await bench.write(POST))

    links = [name for _, _, name in find_anchor_links(version)]

    ids = heading_ids(version)
    # A link that leads nowhere in the source stays as it is.
    assert links == [ids[1], "使い方-1", ids[2], "end"]


async def test_an_edited_heading_takes_its_links_with_it_on_the_next_run(bench):
    await bench.write("# 目次\n\n[概要](#概要)を見ます。\n\n## 概要\n\n本文です。\n")
    bench.edit("## " + translate("概要"), "## In short")

    text = await bench.write("# 目次\n\n[概要](#概要)を見ます。\n\n## 概要\n\n別の本文です。\n")

    assert "(#in-short)" in text
    assert "## In short" in text


def test_a_link_that_leads_nowhere_in_a_version_is_a_difference():
    source = Draft("post.md", "[概要](#概要)\n\n# 概要\n".encode())

    good = find_differences(source, draft_of("[Overview](#overview)\n\n# Overview\n"))
    bad = find_differences(source, draft_of("[Overview](#概要)\n\n# Overview\n"))

    assert good == ()
    assert [difference.kind for difference in bad] == ["links"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("# What's new in *2.0*?\n", ["whats-new-in-20"]),
        ("## `npm ci` と [設定](a.md)\n", ["npm-ci-と-設定"]),
        ("# A\n\n# A\n\n# A\n", ["a", "a-1", "a-2"]),
        ("# 題 {#top}\n\n副題 {: #sub .x}\n---\n", ["top", "sub"]),
        ("# A_b c-d #\n", ["a_b-c-d"]),
    ],
)
def test_ids_of_headings_are_made_as_sites_make_them(text, ids):
    assert heading_ids(draft_of(text)) == ids
