"""Versions: everything but the language stays, and nothing that is known is asked again."""

from pathlib import Path

import pytest
from support.translator import translate

from editor_tui.errors import FrontMatterError, NoModelError
from editor_tui.post.draft import Draft
from editor_tui.post.segments.structure import find_differences
from editor_tui.settings.schema import Settings, TagSettings
from editor_tui.tasks.context import TaskContext
from editor_tui.text.language import detect_language

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
POST = """---
layout: post
title: "データの話"  # 題
date: 2025-10-01 09:00:00 +0900
tags: ["AI", "生成AI", "動向"]
categories: [分析]
image: /a.png
excerpt: '短い説明です。'
permalink: /data/
reading_time: 3
---

# 見出し

最初の段落です。`code`と[説明](https://example.com/日本)があります。

```python
print("これはコード")
```

- 一つ目の項目
- 二つ目の項目[^1]

| 項目 | 値 |
|---|---|
| 売上 | 500億円 |

{% include note.html text="日本語" %}

最後の段落です。

[^1]: 脚注です。
"""


async def test_only_the_words_of_the_body_change(bench):
    version = Draft("en/post.md", (await bench.write(POST)).encode())

    assert find_differences(Draft("post.md", POST.encode()), version) == ()
    assert 'print("これはコード")' in version.text
    assert "50,000,000,000 yen" in version.text
    assert "最" not in version.text


async def test_the_front_matter_is_the_sources_with_the_words_changed(bench):
    settings = Settings(tags=TagSettings(english={"生成AI": "Generative AI"}))
    bench.set(context=TaskContext(settings, bench.task.context.prompts))

    text = await bench.write(POST)

    head = text.split("---\n")[1].splitlines()
    assert head == [
        "layout: post",
        f'title: "{translate("データの話")}"  # 題',
        "date: 2025-10-01 09:00:00 +0900",
        f'tags: ["AI", "Generative AI", "{translate("動向")}"]',
        "categories: [分析]",
        "image: /a.png",
        f"excerpt: '{translate('短い説明です。')}'",
        "permalink: /en/data/",
        "reading_time: 1",
        'lang: "en"',
        'translation_of: "post.md"',
    ]


async def test_a_second_run_proposes_nothing_and_sends_nothing(bench):
    await bench.write(POST)

    again = await bench.propose(POST)

    assert again.parts == ()
    assert bench.asked == []
    assert bench.task.skips(Draft("post.md", POST.encode())).id == "tasks.translate-skip-current"


async def test_one_changed_sentence_sends_one_segment(bench):
    paragraphs = [f"これは{number}番目の段落です。内容は短いです。" for number in range(1, 61)]
    before = "# 題\n\n" + "\n\n".join(paragraphs) + "\n"
    after = before.replace("これは30番目の段落です。", "これは30番目の新しい段落です。")
    await bench.write(before)

    proposal = await bench.propose(after)

    assert bench.asked == ["これは30番目の新しい段落です。内容は短いです。"]
    assert proposal.passed


async def test_moved_and_repeated_segments_cost_nothing(bench):
    await bench.write("一つ目です。\n\n二つ目です。\n")

    await bench.propose("二つ目です。\n\n一つ目です。\n\n一つ目です。\n")
    moved = list(bench.asked)
    await bench.propose("二つ目です。\n\n> 一つ目です。\n", path="other.md")

    assert moved == bench.asked == []


async def test_the_same_text_is_asked_once_and_said_the_same_everywhere(bench):
    text = await bench.write("同じ文です。\n\n別の文です。\n\n同じ文です。\n")

    assert bench.asked == ["同じ文です。", "別の文です。"]
    assert text.count(translate("同じ文です。")) == 2


async def test_a_changed_code_block_is_copied_without_asking(bench):
    await bench.write("段落です。\n\n```\nold\n```\n")

    assert "new" in await bench.write("段落です。\n\n```\nnew\n```\n")
    assert bench.asked == []


async def test_without_a_model_only_what_is_known_can_be_done(bench):
    await bench.write("一つ目です。\n\n二つ目です。\n")

    known = await bench.task.propose(Draft("post.md", "二つ目です。\n".encode()), None)
    with pytest.raises(NoModelError):
        await bench.task.propose(Draft("post.md", "三つ目です。\n".encode()), None)

    assert known.passed


async def test_a_file_that_somebody_else_wrote_waits_for_review(bench):
    bench.files["en/post.md"] = Draft("en/post.md", b"My own words.\n")
    draft = Draft("post.md", "段落です。\n".encode())

    proposal = await bench.propose("段落です。\n")

    assert bench.task.skips(draft).id == "tasks.translate-skip-foreign"
    assert bench.task.skips(draft, everything=True) is None
    assert [problem.code for problem in proposal.parts[0].problems] == ["translate-existing"]
    assert proposal.parts[0].change.base == bench.files["en/post.md"].fingerprint


def test_versions_and_english_drafts_are_passed_over(bench):
    version = Draft("en/a.md", "---\ntranslation_of: a.md\n---\n日本語。\n".encode())
    english = Draft("b.md", b"---\nlang: en\n---\nHello there.\n")

    assert bench.task.skips(version).id == "tasks.translate-skip-version"
    assert bench.task.skips(english).id == "tasks.translate-skip-version"


async def test_requests_have_neighbours_up_to_the_budget_with_context(bench):
    paragraphs = "\n\n".join(f"段落その{number}です。" + "とても長い文が続きます。" * 12 for number in range(40))

    await bench.propose(paragraphs)

    assert len(bench.model.requests) > 3
    assert max(map(len, bench.model.segments)) < 40
    second = bench.model.requests[1].messages[-1][1]
    assert "What comes before" in second
    assert "What comes after" in second


async def test_other_languages_go_the_same_way(bench):
    bench.set(target="ja")
    bench.model.change = lambda source, words: "これは訳した文です。" if "sentence" in source else "題"

    proposal = await bench.propose("# A heading\n\nThis is the first sentence of it.\n")

    assert proposal.destination == "ja/post.md"
    assert "# 題\n\nこれは訳した文です。" in proposal.parts[0].change.text


async def test_crlf_and_a_byte_order_mark_stay(bench):
    text = await bench.write("\ufeff---\r\ntitle: 題\r\n---\r\n本文です。\r\n")

    assert text.startswith("\ufeff---\r\ntitle: ")
    assert "\n" not in text.replace("\r\n", "")


def japanese_posts(step):
    for path in sorted(CORPUS.glob("**/*.md"))[::step]:
        draft = Draft(path.name, path.read_bytes())
        if detect_language(draft.text) == "ja":
            yield draft


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
async def test_real_posts_keep_everything_but_the_language(bench):
    count = passed = 0
    for draft in japanese_posts(40):
        try:
            proposal = await bench.task.propose(draft, bench.model)
        except FrontMatterError:
            continue
        (part,) = proposal.parts
        version = Draft(proposal.destination, part.change.text.encode())
        assert version.metadata["lang"] == "en"
        if part.passed:
            assert find_differences(draft, version) == (), draft.path
            passed += 1
        count += 1
    assert passed > 0.7 * count > 5
