"""Segments: only prose is given out, and what comes back changes nothing but prose."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.errors import FrontMatterError
from editor_tui.post.draft import Draft
from editor_tui.post.segments import find_segments, replace_segments
from editor_tui.post.segments.marks import MarkerError
from editor_tui.post.segments.structure import find_differences
from editor_tui.post.segments.tokens import find_tokens

CASES = Path(__file__).parents[1] / "data" / "segments.md"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def draft_of(text, path="post.md"):
    return Draft(path, text.encode())


def words_of(text, path="post.md", language="ja"):
    return [segment.words for segment in find_segments(draft_of(text, path), language)]


def read_cases():
    """Title, Markdown, and the words that are given out, one a line."""
    for section in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, _, rest = section.partition("\n")
        markdown, _, words = rest.partition("\n=>\n")
        yield pytest.param(
            markdown.strip("\n") + "\n", [line for line in words.strip("\n").split("\n") if line], id=title
        )


@pytest.mark.parametrize(("markdown", "words"), list(read_cases()))
def test_only_the_words_are_given_out(markdown, words):
    assert words_of(markdown) == words


@pytest.mark.parametrize(("markdown", "words"), list(read_cases()))
def test_putting_the_same_words_back_keeps_the_structure(markdown, words):
    draft = draft_of(markdown)
    segments = find_segments(draft, "ja")
    same = {number: segment.words for number, segment in enumerate(segments)}

    rebuilt = draft.with_edits(replace_segments(segments, same, "test"))

    assert find_differences(draft, rebuilt) == ()


def test_words_can_move_around_their_markup():
    (segment,) = find_segments(draft_of("`npm install` を実行し、[設定](a.md)を開きます。"), "ja")

    assert segment.words == "<c1/> を実行し、<a2>設定</a2>を開きます。"
    assert (
        segment.restore("Open <a2>the settings</a2> after <c1/>.") == "Open [the settings](a.md) after `npm install`."
    )


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Run it.", "missing"),
        ("Run <c1/> and <c1/>, see <a2>this</a2>.", "added"),
        ("Run <c1/>, see </a2>this<a2>.", "order"),
        ("Run <c1/>, see <a2>this</a2> and <c3/>.", "added"),
    ],
)
def test_markers_that_are_not_the_same_are_refused(words, fault):
    (segment,) = find_segments(draft_of("`npm` を実行し、[設定](a.md)を見ます。"), "ja")

    with pytest.raises(MarkerError) as refused:
        segment.restore(words)

    assert refused.value.fault == fault


def test_a_heading_keeps_the_order_of_its_markup():
    (segment,) = find_segments(draft_of("## `a` から `b` へ移る\n"), "ja")

    with pytest.raises(MarkerError):
        segment.restore("To <c2/> from <c1/>")


def test_tags_keep_their_order_in_any_text():
    (segment,) = find_segments(draft_of("もし{% if a %}甲{% else %}乙{% endif %}なら。"), "ja")

    with pytest.raises(MarkerError):
        segment.restore("If <c2/>A<a1>B</a1>.")


@pytest.mark.parametrize("start", ["# ", "- ", "1. ", "> ", "--- ", "===", "| "])
def test_words_never_begin_a_block(start):
    draft = draft_of("段落です。\n\n二つ目の段落です。\n")
    segments = find_segments(draft, "ja")

    version = draft.with_edits(replace_segments(segments, {0: start + "Text", 1: start.strip()}, "test"))

    assert find_differences(draft, version) == ()


def test_a_pipe_in_a_cell_does_not_make_a_cell():
    draft = draft_of("| 名前 | 値 |\n|---|---|\n| 甲 | 1 |\n")
    segments = find_segments(draft, "ja")

    version = draft.with_edits(replace_segments(segments, {2: "A | B"}, "test"))

    assert "| A \\| B | 1 |" in version.text


def test_line_breaks_that_mean_something_stay():
    draft = draft_of("一行目。\n二行目は空白で改行  \n三行目\n")
    segments = find_segments(draft, "ja")

    version = draft.with_edits(replace_segments(segments, {0: "One.", 1: "Two", 2: "Three"}, "test"))

    assert version.text == "One.\nTwo  \nThree\n"


def test_crlf_stays():
    draft = draft_of("# 題\r\n\r\n本文です。\r\n")
    segments = find_segments(draft, "ja")

    version = draft.with_edits(replace_segments(segments, {0: "Title", 1: "Text."}, "test"))

    assert version.text == "# Title\r\n\r\nText.\r\n"


def test_a_lost_link_is_a_difference():
    source = draft_of("[題](a.md)です。\n\n`x`も。\n")

    assert [found.kind for found in find_differences(source, draft_of("Title.\n\n`x` too.\n"))] == ["links"]


def test_a_lost_paragraph_is_a_difference():
    source = draft_of("# 題\n\n段落。\n\n- 項目\n")

    (found,) = find_differences(source, draft_of("# Title\n\n- item\n"))

    assert (found.kind, found.lost, found.new) == ("blocks", ("paragraph",), ("list",))


@given(st.text("ab字。、`*[]()<>/{}%!$:|\\ \n-#1", max_size=60))
def test_no_text_breaks_the_tokens(text):
    joined = "".join(token.text for token in find_tokens(text))

    assert joined == text


@given(st.text("あい。`*[]()<>/{}!|\\ \n-#1>", max_size=80))
def test_what_is_not_given_out_never_changes(text):
    draft = draft_of(text)
    try:
        segments = find_segments(draft, "ja")
    except FrontMatterError:
        return
    position = 0
    for segment in segments:
        assert position <= segment.start <= segment.end
        position = segment.end
        assert segment.restore(segment.words)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_real_posts_keep_their_structure_when_their_words_come_back():
    for path in sorted(CORPUS.glob("frontmatter/*/**/*.md"))[::12] + sorted(CORPUS.glob("site/_posts/*.md"))[::25]:
        draft = Draft(path.name, path.read_bytes())
        segments = find_segments(draft, "ja")
        same = {number: segment.words for number, segment in enumerate(segments)}

        rebuilt = draft.with_edits(replace_segments(segments, same, "test"))

        assert find_differences(draft, rebuilt) == (), path
