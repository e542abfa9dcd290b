"""Versions on disk, whoever made them: what is missing, behind or broken is found, and good ones are left alone."""

import pytest

from editor_tui.post.draft import Draft
from editor_tui.post.staleness import block_keys, find_staleness
from editor_tui.repair.missing_translation import find_missing_translation
from editor_tui.repair.translation import find_translation_problems
from editor_tui.text.glossary import Glossary, Term

SOURCE = """---
title: 投資の話
---

# 投資

売上は500億円です。

- 10社が参加
- 2025年に開始

```
コード
```

[詳細](a.md)は後で書きます。
"""
TARGET = """---
title: On investment
lang: en
---

# Investment

Sales are 50 billion yen.

- Ten companies take part
- Begins in 2025

```
コード
```

The [details](a.md) will follow.
"""


def draft_of(text, path="post.md"):
    return Draft(path, text.encode())


def problems(old="", new="", source=SOURCE, **options):
    assert old in TARGET
    target = draft_of(TARGET.replace(old, new, 1), "en/post.md")
    found = find_translation_problems(draft_of(source), target, **options)
    return [(finding.rule, target.text[finding.start : finding.end]) for finding in found]


def test_a_good_version_has_no_problems():
    assert problems() == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "place"),
    [
        ("50 billion", "5 billion", "translation-numbers", "Sales are 5 billion yen."),
        ("Begins in 2025", "Begins in 2026", "translation-numbers", "- Begins in 2026"),
        ("Ten companies", "Ten 会社", "translation-residue", "Ten 会社 take part"),
        ("On investment", "投資の話", "translation-residue", "投資の話"),
        ("コード", "code", "translation-structure", ""),
        ("- Begins in 2025\n", "", "translation-structure", ""),
        ("[details](a.md)", "details", "translation-structure", ""),
        ("# Inv", "## Inv", "translation-structure", ""),
        ("(a.md)", '(a.md "説明")', "translation-residue", '"説明"'),
        ("The [details](a.md) will", "(…)<!-- editor-tui: untranslated --> [x](a.md)", "translation-residue", None),
    ],
)
def test_a_broken_version_is_found(old, new, rule, place):
    found = problems(old, new)

    assert rule in [name for name, _ in found]
    if place is not None:
        assert (rule, place) in found


def test_terms_of_the_glossary_are_expected():
    glossary = Glossary((Term("投資", ("funding",)), Term("売上", ("sale",))))

    assert problems(glossary=glossary) == [("translation-glossary", "# Investment")]


def test_what_changed_since_the_version_was_written_is_counted_in_blocks():
    recorded = block_keys(draft_of(SOURCE))
    changed = draft_of(SOURCE.replace("500億円", "500億ドル").replace("- 2025年に開始\n", ""))

    staleness = find_staleness(changed, draft_of(TARGET), recorded)

    assert (staleness.behind, staleness.total) == (2, 5)


def test_a_stale_version_is_reported():
    recorded = block_keys(draft_of(SOURCE.replace("後で", "すぐ")))

    assert ("stale-translation", "") in problems(recorded=recorded)


def test_a_missing_version_is_reported_on_its_source():
    finding = find_missing_translation(draft_of(SOURCE), "en")

    assert (finding.rule, finding.severity) == ("missing-translation", "info")
