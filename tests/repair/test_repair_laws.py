"""Laws of repair as a whole, over made-up drafts and over real ones where they are at hand."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_tui.messages import Catalogue
from editor_tui.post.draft import Draft
from editor_tui.repair.collector import FactsCollector
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import find_all, repair

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

TITLE = "急須で淹れるお茶は、なぜおいしいのか？"
PIECES = st.sampled_from(
    [
        TITLE,
        f"**{TITLE}**",
        f"# {TITLE}",
        "---END---",
        "[END]",
        "（了）",
        "はい、承知いたしました。以下に記事の続きを作成します。",
        "【既存の記事の最後の部分】",
        "一煎目は低い温度で淹れます。葉が開くまで一分ほど待つと、旨味がよく出て、渋みはほとんど感じません。",
        "一煎目は低い温度で淹れます。葉が開くまで一分ほど待つと、旨味がよく出て、渋みはほとんど",
        "二煎目は少し高い温度で、待たずに淹れます。香りが立ち、食後にも向いています。 ---END---",
        "The first infusion takes cooler water and more patience, because the leaves have to open slowly.",
        "これは**「玉露」**の話です。",
        "**湯の温度**",
        "- 茶葉\n- 急須",
        "```\n---END---\n```",
        "<<<<<<< HEAD",
        "---",
        "<!-- editor-tui: ignore end-marker -->",
    ]
)
GLUE = st.sampled_from(["\n\n", "\n", "\n\n\n", "\r\n\r\n"])


@st.composite
def drafts(draw):
    front = draw(
        st.sampled_from(["", f"---\ntitle: {TITLE}\nreading_time: 9\n---\n", f"---\ntitle: '**{TITLE}**'\n---\n\n"])
    )
    body = "".join(draw(PIECES) + draw(GLUE) for _ in range(draw(st.integers(0, 9))))
    return Draft("post.md", (front + body + draw(st.sampled_from(["", "終わりの一文です。"]))).encode())


@settings(max_examples=150, deadline=None)
@given(drafts(), st.booleans())
def test_repairing_twice_is_repairing_once(draft, unsafe):
    once = repair(draft, SiteFacts(), unsafe=unsafe)

    assert repair(once.draft, SiteFacts(), unsafe=unsafe).edits == ()
    assert draft.with_edits(once.edits).data == once.draft.data


@settings(max_examples=100, deadline=None)
@given(drafts())
def test_findings_and_their_edits_stand_in_the_draft_as_it_was_given(draft):
    length = len(draft.text)

    for finding in find_all(draft, SiteFacts()):
        edits = finding.fix.edits if finding.fix else ()
        assert 0 <= finding.start <= finding.end <= length
        assert all(0 <= edit.start <= edit.end <= length for edit in edits)


@settings(max_examples=100, deadline=None)
@given(drafts())
def test_a_draft_that_check_finds_nothing_safe_in_is_not_changed(draft):
    safe = [finding for finding in find_all(draft, SiteFacts()) if finding.fix and finding.fix.safety == "safe"]

    assert bool(repair(draft, SiteFacts()).edits) == bool(safe)


def read(folder, step):
    files = [file for file in sorted((CORPUS / folder).rglob("*.md")) if file.is_file()]
    return [Draft(str(file.relative_to(CORPUS)), file.read_bytes()) for file in files[::step]]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_nothing_in_the_posts_of_people_is_changed():
    drafts = read("frontmatter", 5)
    collector = FactsCollector()
    for draft in drafts:
        collector.add(draft)

    changed = [draft.path for draft in drafts if repair(draft, collector.facts()).edits]

    assert changed == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_damaged_posts_lose_their_markers_and_settle():
    for draft in read("site-before", 30):
        once = repair(draft, SiteFacts()).draft

        assert "---END---" not in once.body
        assert repair(once, SiteFacts()).edits == ()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_whatever_is_found_in_a_damaged_post_can_be_said(language):
    catalogue = Catalogue(language)

    for draft in read("site", 12):
        assert all(catalogue.text(finding.message) for finding in find_all(draft, SiteFacts()))
